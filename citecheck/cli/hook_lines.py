"""The lines of a pre-commit configuration that run citecheck as it is installed here."""

from __future__ import annotations

from typing import Any

from citecheck.text.patterns import pattern

_PACKAGE = "citecheck-lint"
_PLAIN = pattern(r"[A-Za-z/][\w./@+-]*(?:://[\w./@+-]+)?")  # v1.0 · https://example.org/c.git; not 1.0, a number


def hook_lines() -> tuple[str, str, str]:
    """The repository that this program was installed from, its commit, and the hook.

    A program that came from a package index has no repository to name; then the hook is a local one, with the package.
    """
    address, revision = _origin()
    if address and revision:
        return (f"- repo: {_yaml(address)}", f"  rev: {_yaml(revision)}", "  hooks: [{id: citecheck}]")
    from citecheck import __version__, registry

    suffixes = "|".join(s.removeprefix(".") for s in (*registry.MANUSCRIPTS, *registry.BIBLIOGRAPHIES))
    hook = (
        "{id: citecheck, name: citecheck, entry: citecheck check --force-exclude, language: python, "
        f"additional_dependencies: [{_PACKAGE}=={__version__}], require_serial: true, files: '(?i)\\.({suffixes})$'}}"
    )
    return ("- repo: local", "  hooks:", f"  - {hook}")


def _yaml(text: str) -> str:
    """A text that YAML takes for one."""
    from msgspec import json

    return text if _PLAIN.fullmatch(text) else json.encode(text).decode()


def _origin() -> tuple[str, str]:
    """Address and revision of the repository that the package was installed from (PEP 610), if it was one."""
    from importlib import metadata

    from msgspec import DecodeError, json

    try:
        text = metadata.distribution(_PACKAGE).read_text("direct_url.json")
        record = json.decode(text or "{}", type=dict[str, Any])
        url, version = str(record.get("url", "")), record.get("vcs_info", {})
        if version:
            return url, str(version.get("requested_revision") or version.get("commit_id", ""))
    except (metadata.PackageNotFoundError, DecodeError, AttributeError):
        return "", ""
    return _clone(url) if url.startswith("file:") else ("", "")


def _clone(url: str) -> tuple[str, str]:
    """The folder that a file: address names and the commit checked out there, if it is a clone."""
    import subprocess
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    folder = url2pathname(urlsplit(url).path)
    command = ["git", "-C", folder, "rev-parse", "--show-prefix", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "", ""
    prefix, _, commit = done.stdout.strip("\n").rpartition("\n")
    return (folder, commit) if done.returncode == 0 and not prefix else ("", "")
