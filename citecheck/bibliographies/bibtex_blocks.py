"""The blocks of a .bib file: entries and strings with their exact places, and what is broken about them.

bibtexparser's splitter finds the blocks. It gives no offsets, so its blocks are walked with a cursor: each begins
behind the one before. An entry that it gives up is read once more field by field, and one bad entry costs no other.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import islice

from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter
from msgspec import Struct

from citecheck.model import Problem, Span
from citecheck.text import comments
from citecheck.text.patterns import pattern

# What it logs about a broken entry is reported as a problem.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)


class Raw(Struct, frozen=True):
    """An entry as written: type in lower case, field names in lower case, values with their braces or quotes."""

    start: int
    end: int
    type: str
    key: str
    fields: dict[str, str]


class Blocks(Struct, frozen=True):
    """Entries and strings (name, value) in the order of the file."""

    entries: tuple[Raw, ...]
    strings: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


# The fields that are read; all others are left alone.
FIELDS = frozenset(
    "author editor translator shortauthor shorteditor title subtitle shorttitle maintitle mainsubtitle booktitle "
    "booksubtitle journaltitle journalsubtitle shortjournal publisher institution organization location volume number "
    "issue pages date year pubstate shorthand label langid language hyphenation isbn doi url eprint eprinttype "
    "howpublished ids crossref xref xdata related".split()
)
# At a hundred characters an entry, more than fit in the largest file that is read; it bounds the time of hostile ones.
_MOST_BLOCKS = 150_000
_BLOCK = pattern(r"@\w*[ \t]*[{(]")
# @book{zhou2001rivers  ·  @misc(  ·  @article{\n  author = … (its key is missing)
_HEADER = pattern(r"@(?P<type>[^\W\d][\w-]*)[ \t]*[{(]\s{0,200}(?P<key>[^\s,={}()\"%\\]*)(?P<field>\s{0,200}=)?")
# the beginning of an entry that is one, and not a line of an abstract that begins with @someone
_SURE_HEADER = pattern(
    r"@(?i:(?:string|preamble|comment)[ \t]*[{(]|[^\W\d][\w-]*[ \t]*[{(]\s{0,200}"
    r"(?:[^\s,={}()\"%\\]*\s{0,200},|\w{1,40}\s{0,20}=\s{0,20}[{\"]))"
)
# , title = {   ·   \n  year = 2001
_FIELD = pattern(r"[\n,}\"{(][ \t]*(?P<name>[A-Za-z][\w-]{0,40})\s{0,20}=\s{0,200}(?=[{\"\w])")
# }, year = {2001}} behind the brace that closes an entry
_LEFT_BEHIND = pattern(r"\s{0,200},?\s{0,200}[A-Za-z][\w-]{0,40}\s{0,20}=\s{0,20}[{\"\w]")
# The names that BibLaTeX has for BibTeX's (BibLaTeX 3.19 §2.2.5)
_ALIASES = {"journal": "journaltitle", "address": "location", "school": "institution", "archiveprefix": "eprinttype"}
_QUOTE = pattern(r'(?<!\\)"')
_WORD = pattern(r"[^\s,{}()\"#=]+")
_TRAIL = ",})\"' \t\r\n"
_HEAD = pattern(r"@\w*[ \t]*")
_LONGEST_GUESS = 1_000  # of a value that is not closed
_BRACE = pattern(r"(?<!\\)[{}]")


def split(text: str) -> Blocks:
    """Split a .bib file; every span is one of the text as given."""
    # The splitter takes \n only for the end of a line, and begins anew at line starts.
    plain = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    plain = comments.masked(plain, comments.find(plain, comments.PERCENT))
    whole, plain = plain, _within_limit(plain)
    placed = _placed(plain, _blocks(plain))
    entries: list[Raw] = []
    strings: list[tuple[str, str]] = []
    problems: list[Problem] = []
    done = 0
    for number, (start, end, block) in enumerate(placed):
        if start < done:  # lies in a broken entry
            continue
        after = placed[number + 1][0] if number + 1 < len(placed) else len(plain)
        if isinstance(block, Entry):
            if _LEFT_BEHIND.match(plain, end, after):
                entry, done = _read_again(plain, start, after), after
                problems.append(_closed_early(entry, end))
            else:
                entry = Raw(start, end, block.entry_type.lower(), block.key, _fields(block))
            entries.append(entry)
        elif isinstance(block, String):
            strings.append((block.key, block.value))
        elif isinstance(block, ParsingFailedBlock):
            done = _next_start(plain, placed, number)
            _mend(plain, start, end, done, str(getattr(block.error, "abort_reason", "")), entries, problems)
    if len(plain) < len(whole):
        message = f"the file has over {_MOST_BLOCKS} entries; what follows here is not read"
        problems.append(Problem("DOC905", Span(len(plain), len(plain)), message))
    return Blocks(tuple(entries), tuple(strings), tuple(problems))


def _blocks(plain: str) -> list[Block]:
    """The blocks that the splitter finds."""
    blocks = Splitter(plain).split().blocks
    for block in blocks:
        if isinstance(block, ParsingFailedBlock) and block.error:
            block.error.__traceback__ = None  # it would hold all that was there when the entry was given up
    return blocks


def _within_limit(plain: str) -> str:
    """The text up to the most blocks that are read."""
    if plain.count("@") <= _MOST_BLOCKS:
        return plain
    begun = islice(_BLOCK.finditer(plain), _MOST_BLOCKS, None)
    return plain[: over.start()] if (over := next(begun, None)) else plain


def _placed(plain: str, blocks: Iterable[Block]) -> list[tuple[int, int, Block]]:
    """Where each entry, string and broken block stands; an address such as me@rivers (at work) is none."""
    placed = []
    cursor = 0
    for block in blocks:
        if type(block) is ImplicitComment:
            continue
        raw = block.raw or "@"
        start = plain.find(raw, cursor)
        cursor = start + len(raw)
        if type(block) is not Entry and isinstance(block, ParsingFailedBlock):
            # What stopped it is the last of its raw text, and begins the next block if it is a head.
            head = raw.rfind("@")
            cursor = start + head if head > 0 and _HEAD.fullmatch(raw, head) else cursor
            while isinstance(block, ParsingFailedBlock) and block.ignore_error_block:
                block = block.ignore_error_block  # a repeated key, a repeated field: the entry itself is sound
        if not (start and plain[start - 1].isalnum()):
            placed.append((start, cursor, block))
    return placed


def _fields(entry: Entry) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in entry.fields:
        name = field.key
        if name not in FIELDS:
            # % a comment may stand before the name
            name = name.lower().rpartition("\n")[2].strip()
            name = _ALIASES.get(name, name)
        if name in FIELDS and name not in found:
            found[name] = field.value
    return found


def _next_start(plain: str, placed: list[tuple[int, int, Block]], number: int) -> int:
    """Where the block behind a broken one begins: what does not stand at a line's start is a part of the broken one."""
    for later in range(number + 1, len(placed)):
        start = placed[later][0]
        if _at_line_start(plain, start) and _SURE_HEADER.match(plain, start):
            return start
    return len(plain)


def _at_line_start(plain: str, at: int) -> bool:
    before = plain[max(0, at - 200) : at].rstrip(" \t")
    return not before or before.endswith("\n")


def _mend(
    plain: str, start: int, stop: int, after: int, reason: str, entries: list[Raw], problems: list[Problem]
) -> None:
    """Read what the splitter gave up: `stop` is where it stopped, `after` where the next block begins."""
    header = _HEADER.match(plain, start)
    if not header or not _at_line_start(plain, start):
        return  # an address or a line of prose: mail to me@river (at work)
    kind = header["type"].lower()
    if kind == "comment":
        return
    if kind in ("string", "preamble"):
        problems.append(Problem("BIB208", Span(start, header.end()), f"@{kind} is not closed: a }} is missing"))
        return
    entry = _read_again(plain, start, after)
    entries.append(entry)
    head = Span(start, header.end("key"))
    name = f"entry “{entry.key}”" if entry.key else "entry without a key"
    if "block start" in reason or "end of file" in reason:
        # It is sound if what looked like the next entry lies in its braces: a line of an abstract, @rivers (2001).
        if "end of file" in reason or stop >= entry.end or entry.end != _closing(plain, header.end("type"), after):
            message = f"the {name} is not closed: a }} or a quotation mark is missing in it"
            problems.append(Problem("BIB208", head, message))
    elif reason.startswith("Expected comma"):
        no_key = f"this @{kind} has no key; write @{kind}{{key, …"
        message = no_key if header["field"] else f"a comma is missing after the key “{entry.key}”"
        problems.append(Problem("BIB208", head, message))
    else:
        place = min(stop - ("end of the entry" in reason), len(plain) - 1)
        message = f"the {name} cannot be read here; a field is written name = {{value}}, with a comma behind it"
        problems.append(Problem("BIB208", Span(place, place + 1), message))


def _closed_early(entry: Raw, end: int) -> Problem:
    message = f"the entry “{entry.key}” is closed by this }}, but fields follow it; it is one too many"
    return Problem("BIB208", Span(end - 1, end), message)


def _read_again(plain: str, start: int, after: int) -> Raw:
    """A broken entry, its fields found by their names: a value ends where it closes, or where the next field begins."""
    header = _HEADER.match(plain, start)
    if not header:
        return Raw(start, after, "", "", {})
    key = "" if header["field"] else header["key"]
    close = _closing(plain, header.end("type"), after)
    limit = close if close >= 0 and not _LEFT_BEHIND.match(plain, close, after) else after
    found = list(_FIELD.finditer(plain, header.end("type") if header["field"] else header.end(), limit))
    fields: dict[str, str] = {}
    inside = 0  # where the last value ends: what looks like a field before lies in that value
    for number, field in enumerate(found):
        if field.start("name") < inside:
            continue
        next_field = found[number + 1].start() + 1 if number + 1 < len(found) else limit
        value, inside = _value(plain, field.end(), next_field)
        name = field["name"].lower()
        name = _ALIASES.get(name, name)
        if name in FIELDS:
            fields.setdefault(name, value)
    end = limit if limit == close else start + len(plain[start:limit].rstrip())
    return Raw(start, end, header["type"].lower(), key, fields)


def _value(plain: str, start: int, limit: int) -> tuple[str, int]:
    """A value that begins at `start`, and where it ends: without an end of its own, where the next field begins."""
    end = -1
    if plain[start] == "{":
        end = _closing(plain, start, limit)
    elif plain[start] == '"':
        quote = _QUOTE.search(plain, start + 1, limit)
        end = quote.end() if quote else -1
    elif word := _WORD.match(plain, start, limit):
        end = word.end()
    if end < 0:
        guess = plain[start + 1 : min(limit, start + _LONGEST_GUESS)].partition("\n\n")[0]
        return "{" + guess.rstrip(_TRAIL) + "}", start
    return plain[start:end], end


def _closing(plain: str, opening: int, limit: int) -> int:
    """Behind the brace that closes the first one from `opening` on; -1 if none does before the limit."""
    depth = 0
    for brace in _BRACE.finditer(plain, opening, limit):
        depth += 1 if brace[0] == "{" else -1
        if depth <= 0:
            return brace.end()
    return -1
