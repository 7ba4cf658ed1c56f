"""Where a list of references ends that no heading ends: where running text goes on behind its last entry."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.bibliographies import list_edges, list_entries, list_lines
from citecheck.bibliographies.list_headings import ListRegion
from citecheck.bibliographies.list_lines import Piece
from citecheck.model import Block
from citecheck.text import years
from citecheck.text.patterns import pattern

_LEAST = 2  # paragraphs of running text; one is a remark
_LONG = 300  # characters of a paragraph of running text
_ENDS = 2  # sentences that end within it
_HEAD = 1_000  # characters of a block that tell whether it is an entry
_AFTER_NAMES = pattern(rf"[\s,.:]*(?:\(|{years.DIGITS}|[\"“„«‘'])")


def cut(region: ListRegion, blocks: Sequence[Block]) -> ListRegion:
    """A region without the text behind the last entry: the next paper of a volume, with its title and its author."""
    running = 0
    spoken = [n for n in range(region.first, region.last) if _may_hold(blocks[n])]
    for place in range(len(spoken) - 1, -1, -1):
        block, first = blocks[spoken[place]], blocks[spoken[0]]
        if _is_running(block):
            running += 1
        elif _is_filed(block, first) or (
            _tells_an_imprint(block, first) and (not place or _is_surely_entry(blocks[spoken[place - 1]], first))
        ):
            return region._replace(last=spoken[place] + 1) if running >= _LEAST else region
    return region


def _may_hold(block: Block) -> bool:
    return block.kind not in ("note", "cell") and bool(block.prose.strip())


def _is_running(block: Block) -> bool:
    """Whether a block is a paragraph of sentences, without what an entry begins with."""
    text = block.prose[:_HEAD].strip()
    if block.kind != "paragraph" or len(text) < _LONG or list_entries.sentences(text) < _ENDS:
        return False
    named = list_edges.names_of(text)
    if named.form == "inverted" or (named.form == "spaced" and _AFTER_NAMES.match(text, named.end)):
        return not list_entries.evidence(text[:_LONG])
    return not list_lines.begins_marked(text) and not list_edges.DASHES.match(text)


def _is_surely_entry(block: Block, first: Block) -> bool:
    return _is_filed(block, first) or _tells_an_imprint(block, first)


def _is_filed(block: Block, first: Block) -> bool:
    """Whether a block begins as an entry is filed: by names, or by a number, where the first of the list has one."""
    text = block.prose[:_HEAD].strip()
    if list_edges.DASHES.match(text):
        return True
    if not list_entries.evidence(text[:_LONG]):
        return False
    if list_edges.names_of(text).form in ("inverted", "spaced"):
        return True
    return _is_marked(block) and _is_marked(first)


def _is_marked(block: Block) -> bool:
    return block.kind == "item" or list_lines.begins_marked(block.prose)


def _tells_an_imprint(block: Block, first: Block) -> bool:
    """Whether a block that does not begin with names is an entry by all else: short, with a year and an imprint."""
    text = block.prose[:_HEAD].strip()
    if _is_marked(block) and not _is_marked(first):
        return False  # 4. The Ferries, 1914–1918: the next paper
    piece = Piece(block, 0, len(text), marks=block.marks, text=text)
    return len(text) < _LONG and list_entries.evidence(text) > 1 and list_entries.is_entry(piece)
