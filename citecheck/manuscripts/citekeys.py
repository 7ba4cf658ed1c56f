"""Citekeys in the syntax of pandoc's manual: `[see @key, 343; -@other]`, `@key [p. 3]`, `@{odd key}`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from citecheck.model import Block, Mode, RawCitation, RawCite
from citecheck.text.looking import Look
from citecheck.text.patterns import pattern
from citecheck.text.spans import to_source

# @marsh1990bridges · @doi:10.1000/182 · @{https://example.org/a_b}
_KEY = pattern(r"(?<![\w.@])@(?:\{(?P<odd>[^{}\s]+)\}|(?P<plain>\w(?:\w|[:.#$%&\-+?<>~/](?=[\w/]))*))")
# Figures, tables, sections, theorems: the prefixes of Quarto and pandoc-crossref.
_CROSS_REFERENCE = pattern(
    r"(?:[Ff]ig|[Tt]bl|[Ss]ec|[Ee]q|[Ll]st)[-:]"
    r"|(?:[Tt]hm|[Ll]em|[Cc]or|[Pp]rp|[Cc]nj|[Dd]ef|[Ee]xm|[Ee]xr|[Ss]ol|[Rr]em|[Aa]lg|[Tt]ip|[Nn]te|[Ww]rn|[Ii]mp|[Cc]au)-"
)
_EXAMPLE = pattern(r"^\(@([\w-]+)\)[ \t]", re.MULTILINE)  # (@first) The river rises.
_BRACKET = pattern(r"[\[\]]")
_LONGEST = 500  # characters of a prefix or suffix: no writer puts more into a citation
_MOST = 100_000  # citations by citekey: no book has as many
_DETAIL = pattern(r"[ \t]?\n?\[")  # @key [p. 3]


def find(blocks: Sequence[Block], text: str, look: Look | None = None) -> tuple[RawCitation, ...]:
    """The citations by citekey of all blocks; what stands in code, addresses and behind a backslash is none."""
    if "@" not in text:
        return ()
    look = look or Look()
    numbered = blocks if "(@" in text else ()
    examples = frozenset(m[1] for b in numbered if "(@" in b.prose for m in _EXAMPLE.finditer(b.prose))
    found = (c for every in look.each(_in_block, blocks, (examples,), text) for c in every)
    return tuple(islice(found, _MOST))


def keys(text: str) -> tuple[str, ...]:
    """The citekeys of a `nocite:` field; `*` stands for all."""
    found = tuple(m["odd"] or m["plain"] for m in _KEY.finditer(text))
    return ("*", *found) if "@*" in text else found


def _in_block(block: Block, examples: frozenset[str], text: str) -> tuple[RawCitation, ...]:
    return tuple(_clusters(block, text, examples)) if "@" in block.prose else ()


def _clusters(block: Block, text: str, examples: frozenset[str]) -> Iterator[RawCitation]:
    prose = block.prose
    found = [m for m in _found(block, text) if (m["odd"] or m["plain"]) not in examples]
    if not found:
        return
    pairs = _brackets(block, text, found[-1].end() + 4 * _LONGEST)
    around = _around(pairs, found)
    at = 0
    while at < len(found):
        key, pair, first = found[at], around[at], at
        at += 1
        after = _DETAIL.match(prose, key.end()) if pair is None else None
        end = pairs.get(after.end() - 1) if after else None
        if pair is not None or (after and end is not None):
            limit = pair[1] if pair else end or 0
            while at < len(found) and found[at].start() < limit:
                at += 1
        if pair is not None:
            yield _cluster(block, pair, found[first:at])
        elif after and end is not None:
            yield _with_detail(block, key, (after.end() - 1, end), found[first + 1 : at])
        else:
            cite = _cite(block, key, mode="author-in-text")
            yield RawCitation(cite.start, cite.end, (cite,))


def _found(block: Block, text: str) -> Iterator[re.Match[str]]:
    addresses = [(m.start, m.end) for m in block.marks if m.kind == "url"]
    for key in islice(_KEY.finditer(block.prose), _MOST):
        if _CROSS_REFERENCE.match(key["plain"] or ""):
            continue
        at = to_source(block.map, key.start(), key.start() + 1).start
        if text[at - 1 : at] == "\\" or text[at : at + 1] != "@":
            continue
        near = bisect_right(addresses, (key.start(), len(block.prose) + 1)) - 1
        if near >= 0 and addresses[near][1] > key.start():
            continue
        yield key


def _brackets(block: Block, text: str, end: int) -> dict[int, int]:
    """The square brackets that have their partner: where each opens and closes, up to `end`."""
    pairs = {}
    stack: list[int] = []
    for sign in _BRACKET.finditer(block.prose, 0, end):
        at = to_source(block.map, sign.start(), sign.end()).start
        if text[at - 1 : at] == "\\":
            continue
        if sign[0] == "[":
            stack.append(sign.start())
        elif stack:
            pairs[stack.pop()] = sign.start()
    return pairs


def _around(pairs: dict[int, int], found: list[re.Match[str]]) -> list[tuple[int, int] | None]:
    """The innermost pair of brackets around each key."""
    opening = sorted(pairs)
    around: list[tuple[int, int] | None] = []
    stack: list[int] = []
    at = 0
    for key in found:
        while at < len(opening) and opening[at] < key.start():
            while stack and pairs[stack[-1]] < opening[at]:
                stack.pop()
            stack.append(opening[at])
            at += 1
        while stack and pairs[stack[-1]] < key.start():
            stack.pop()
        around.append((stack[-1], pairs[stack[-1]]) if stack else None)
    return around


def _cite(block: Block, key: re.Match[str], prefix: str = "", suffix: str = "", mode: Mode = "normal") -> RawCite:
    where = to_source(block.map, key.start(), key.end())
    return RawCite(where.start, where.end, key["odd"] or key["plain"], prefix, suffix, mode)


def _cluster(block: Block, pair: tuple[int, int], found: list[re.Match[str]]) -> RawCitation:
    """`[see @key, 343; -@other]`: the words before a key are its prefix, those up to the semicolon its suffix."""
    where = to_source(block.map, pair[0], pair[1] + 1)
    return RawCitation(where.start, where.end, tuple(_items(block, pair, found)))


def _items(block: Block, pair: tuple[int, int], found: list[re.Match[str]]) -> Iterator[RawCite]:
    prose = block.prose
    done = pair[0] + 1
    for index, key in enumerate(found):
        last = found[index + 1].start() if index + 1 < len(found) else pair[1]
        cut = prose.find(";", key.end(), last)
        stop = cut if cut >= 0 else last
        before = prose[max(done, key.start() - _LONGEST) : key.start()]
        after = prose[key.end() : min(stop, key.end() + _LONGEST)].strip(" ,\n-")
        mode: Mode = "suppress-author" if before.endswith("-") else "normal"
        yield _cite(block, key, before.removesuffix("-").strip(), after, mode)
        done = stop + (cut >= 0)
        if cut < 0 and prose[stop - 1] == "-":
            done -= 1


def _with_detail(block: Block, key: re.Match[str], pair: tuple[int, int], found: list[re.Match[str]]) -> RawCitation:
    """`@key [p. 3; see @other]`: the brackets belong to the key before them."""
    prose = block.prose
    cut = prose.find(";", pair[0], found[0].start() if found else pair[1])
    stop = cut if cut >= 0 else pair[0] if found else pair[1]
    after = prose[pair[0] + 1 : min(stop, pair[0] + _LONGEST)].strip(" ,\n-")
    first = _cite(block, key, suffix=after, mode="author-in-text")
    end = to_source(block.map, pair[1], pair[1] + 1).end
    return RawCitation(first.start, end, (first, *_items(block, (stop, pair[1]), found)))
