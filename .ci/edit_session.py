"""A long session with the language server: random edits, and after each batch what a fresh check says.

    python .ci/edit_session.py [--edits 5000] [--batch 50] [--seed 1] [--grows 1.15]

Documents are opened, edited, closed and renamed, bibliographies changed in their tabs and on disk. After each batch the
server's diagnostics must equal those of `citecheck check` on the same texts. Ends with 1 where they differ, where the
server dies, or where its memory grows by more than `--grows` from the first fifth of the session to its end.
"""

from __future__ import annotations

import argparse
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from typing import Any

WORDS = (
    "river bridge toll mill bank weir ferry stone flood the of and (Marsh (Holm 12) [@holm1994 ; 1987) *Floods*".split()
)
LIST = """
# Works Cited

Holm, Ingrid. *Stone and Water*. Northam: Lantern Press, 1994.

Marsh, Ann. *Floods of the Vale*. Eastmere: Eastmere University Press, 1987. (Marsh, Floods)

Marsh, Ann. *Rivers and Roads*. Northam: Lantern Press, 1990. (Marsh, Rivers)
"""
BIB = """@book{marsh1987floods, author = {Marsh, Ann}, title = {Floods of the Vale}, year = {1987}}
@book{holm1994stone, author = {Holm, Ingrid}, title = {Stone and Water}, year = {1994}}
@article{okoro2009toll, author = {Okoro, Daniel and Weir, Ruth}, title = {Who Paid}, journal = {Rivers},
  year = {2009}, pages = {66--84}}
"""
PARAGRAPHS = {
    "essay.md": "Built (Marsh, *Floods* 12). It sank (Holm 3), and rose (4).\n\nSo it was (Hill, *Hedges* 7).\n\n",
    "dated.md": "It sank (Holm, 1994; Okoro & Weir, 2009, p. 70). Marsh (1987) says so (see Hill, 2001).\n\n",
    "keyed.md": "It sank [@holm1994stone, 12]. It rose [see @marsh1987floods; @hill2001].\n\n",
    "notes.md": "It sank.[^1] It rose.[^2]\n\n[^1]: Ann Marsh, *Floods of the Vale*, 12.\n\n[^2]: Ibid., 14.\n\n",
}


ASKED = 0.9  # share of the edits after which the editor asks for diagnostics; the others are checked with the next
MOST = 20_000  # characters of a document, which pastes would have grow for ever


class Server:
    """The server, spoken with in plain messages."""

    def __init__(self, folder: pathlib.Path) -> None:
        command = [sys.executable, "-m", "citecheck", "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.ids = itertools.count(1)
        capabilities = {"general": {"positionEncodings": ["utf-32"]}, "textDocument": {"diagnostic": {}}}
        root = folder.as_uri()
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": capabilities})
        self.tell("initialized", {})

    def tell(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        number = next(self.ids)
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]

    def memory(self) -> int:
        """Kilobytes that it holds now."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

    def _send(self, message: Any) -> None:
        assert self.process.stdin
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> Any:
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline()).strip():
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
        if not length:
            raise SystemExit(f"the server died with status {self.process.wait()}")
        return json.loads(self.process.stdout.read(length))


class Desk:
    """The documents: what is on disk, what is open, and what is done to them."""

    def __init__(self, folder: pathlib.Path, rng: random.Random) -> None:
        self.folder, self.rng, self.names = folder, rng, itertools.count(1)
        for name, text in PARAGRAPHS.items():
            head = "---\nbibliography: references.bib\n---\n\n" if name == "keyed.md" else "# Rivers\n\n"
            (folder / name).write_text(head + text * 12 + (LIST if name in ("essay.md", "notes.md") else ""))
        (folder / "references.bib").write_text(BIB)
        self.server = Server(folder)
        self.open: dict[str, str] = {}
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def step(self) -> None:
        """One thing that a writer does."""
        kinds = ("type", "paste", "cut", "open", "close", "rename", "disk")
        kind = self.rng.choices(kinds, (80, 5, 4, 6, 2, 1, 2))[0]
        if not self.open or kind == "open":
            self.show(self.rng.choice(sorted(p.name for p in self.folder.iterdir())))
        elif kind in ("type", "paste", "cut"):
            self.edit(self.rng.choice(sorted(self.open)), kind)
        elif kind == "close":
            self.close(self.rng.choice(sorted(self.open)))
        elif kind == "rename":
            self.rename(self.rng.choice(sorted(n for n in self.texts() if n.endswith(".md"))))
        else:
            self.on_disk()

    def texts(self) -> dict[str, str]:
        """All files as the writer sees them."""
        return {p.name: p.read_text() for p in self.folder.iterdir()} | self.open

    def show(self, name: str) -> None:
        if name in self.open:
            return
        self.open[name], self.versions[name] = (self.folder / name).read_text(), 1
        language = "bibtex" if name.endswith(".bib") else "markdown"
        item = {"uri": self.uri(name), "languageId": language, "version": 1, "text": self.open[name]}
        self.server.tell("textDocument/didOpen", {"textDocument": item})

    def close(self, name: str) -> None:
        if self.rng.random() < 0.5:
            (self.folder / name).write_text(self.open[name])
        del self.open[name]
        self.server.tell("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def edit(self, name: str, kind: str) -> None:
        text = self.open[name]
        start = self.rng.randrange(len(text) + 1)
        end, new = start, self.rng.choice("aeinrst (),.;0123456789\n*[]@{}")
        if kind == "paste":
            new = self.rng.choice([*PARAGRAPHS.values(), " ".join(self.rng.choices(WORDS, k=6))])
        elif kind == "cut" or self.rng.random() < 0.4:
            end, new = min(len(text), start + (1 if kind == "type" else self.rng.randrange(80))), ""
        if len(text) > MOST:
            start, end, new = 200, MOST // 2, ""
        self.open[name] = text[:start] + new + text[end:]
        self.versions[name] += 1
        change = {"range": {"start": place(text, start), "end": place(text, end)}, "text": new}
        document = {"uri": self.uri(name), "version": self.versions[name]}
        self.server.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        if self.rng.random() < ASKED:
            self.said(name)

    def said(self, name: str) -> list[dict[str, Any]]:
        """The diagnostics of an open document."""
        found: list[dict[str, Any]] = self.server.ask(
            "textDocument/diagnostic", {"textDocument": {"uri": self.uri(name)}}
        )["items"]
        return found

    def rename(self, old: str) -> None:
        if old in self.open:
            self.close(old)
        new = f"{next(self.names)}-{old.rpartition('-')[2]}"
        (self.folder / old).rename(self.folder / new)
        gone, come = ({"uri": self.uri(n), "type": t} for n, t in ((old, 3), (new, 1)))
        self.server.tell("workspace/didChangeWatchedFiles", {"changes": [gone, come]})

    def on_disk(self) -> None:
        path = self.folder / "references.bib"
        number = next(self.names)
        path.write_text(BIB + f"@book{{hill{number}, author = {{Hill, Jan}}, title = {{Hedges}}, year = {{2001}}}}\n")
        self.server.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": self.uri(path.name), "type": 2}]})

    def differences(self) -> list[str]:
        """Where the server and a fresh check disagree."""
        found = []
        with tempfile.TemporaryDirectory() as copy:
            for name, text in self.texts().items():
                pathlib.Path(copy, name).write_text(text)
            for name in sorted(self.open):
                items = self.said(name)
                said = sorted((d["range"]["start"]["line"] + 1, d["code"], d["message"]) for d in items)
                if said != (fresh := checked(copy, name)):
                    found.append(f"{name}: the server says {said}\n  a fresh check {fresh}")
        return found


def checked(folder: str, name: str) -> list[tuple[int, str, str]]:
    """What `citecheck check` finds in a file."""
    command = [sys.executable, "-m", "citecheck", "check", "--no-cache", "--output-format", "json", name]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    found = json.loads(run.stdout)["diagnostics"]
    return sorted((d["line"], d["code"], d["message"]) for d in found if d["path"] == name)


def place(text: str, offset: int) -> dict[str, int]:
    """A position in code points."""
    before = text[:offset]
    return {"line": before.count("\n"), "character": offset - (before.rfind("\n") + 1)}


def main() -> int:
    """Run the session, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=5000)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--grows", type=float, default=1.15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(pathlib.Path(folder).resolve(), random.Random(asked.seed))
        wrong, sizes = 0, []
        for number in range(1, asked.edits + 1):
            desk.step()
            if number % asked.batch == 0:
                for words in desk.differences():
                    wrong += 1
                    print(f"after {number} steps: {words[:600]}")
            if number % max(1, asked.edits // 5) == 0:
                sizes.append(desk.server.memory())
        grown = sizes[-1] / max(sizes[0], 1)
        told = ", ".join(str(size // 1024) for size in sizes)
        print(f"{asked.edits} steps: {wrong} differences; memory by fifths {told} MB ({grown:.2f})")
        desk.server.ask("shutdown", None)
        desk.server.tell("exit", None)
        return int(bool(wrong) or grown > asked.grows)


if __name__ == "__main__":
    sys.exit(main())
