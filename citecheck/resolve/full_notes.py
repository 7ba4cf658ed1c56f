"""Where a note cites a work in full: who wrote it, what it is called, where and when it came out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from citecheck.bibliographies import entry_head, entry_title
from citecheck.bibliographies.entry_title import Title
from citecheck.bibliographies.list_entries import Entry
from citecheck.citations import author, groups
from citecheck.model import Block, Mark, Name
from citecheck.resolve.mention import SENTENCE
from citecheck.text import names, terms, years
from citecheck.text.patterns import pattern

YEAR = rf"(?<![\d/.]){years.DIGITS}(?!\d)"
_LONGEST_IMPRINT = 320  # characters between a title and its year
_LONGEST_NAMES = 240
_LEAST_ANONYMOUS = 3  # spaces in a title that has neither italics nor an author
_LONGEST_TAIL = 600  # characters of a reference behind its year
_MOST_TITLES = 6  # titles behind a reference, of which the next one may be
_MOST_STARTS = 12  # places where the names before a title may begin
# what leads up to a reference: See also · Vgl. dazu · Voir par exemple · Zit. n.
LEAD = pattern(
    r"""[\s;,.:(\[–—*_-]*(?:(?:see|cf|e\.\s?g|also|for|and|but|as|in|or|thus|so|esp|quoted|cited|citing|quoting|qtd|on|this|especially
    |example|instance|compare|notably|vgl|siehe|auch|dazu|hierzu|zuletzt|etwa|und|so|bei|z\.\s?B|zit|zitiert|nach|zit\.\sn|voir|aussi|par
    |exemple|notamment|cité|dans|et|sur|véase|véanse|ver|también|por|ejemplo|sobre|(?-i:y)|cfr|si|veda|vedi|anche|ad|esempio|zob|por|np
    |см|ср|также|напр|например|цит|по|(?-i:[аи])|srov|viz|např|též|zie|ook|bijv|jfr|jämför|även|bkz|ayrıca|krş|vö|lásd|ld
    |veja|também|vide|vid|też|patrz|hier[zn]u|ferner)(?![^\W\d_])[.,:]*\s*
    |(?:参见|参看|参阅|另见|详见|转引自|参照)[：:]?)*[„“"«‘(*_]{0,3}""",
    re.IGNORECASE | re.VERBOSE,
)
# , · (Hg.), · (eds): · et al., between names and a title
_BEFORE_TITLE = pattern(
    r"[\s,.:]*(?:[(\[]?(?:eds?|trans|hrsgg?|hgg?|dirs?|éds?|coords?|orgs?|a\scura\sdi|red|ред|сост|под\sред)\b\.?[)\]]?)?[\s,.:]*[*_“”„\"«‘'—–-]*\s*",
    re.IGNORECASE,
)
# who an earlier name stands for: ders., Ruth Weir, · Idem, · Он же.
SAME_AUTHOR = pattern(
    rf"{terms.SAME_AUTHOR}(?![^\W\d_])[*_]*\.?[*_]*\s?(?:\((?:Hg|Hrsg|eds?|dir)\.?\))?[,:]?\s*",
    re.IGNORECASE,
)
# a year in brackets, behind a place or a publisher; a year; an address; n.d.
_EVIDENCE = pattern(
    rf"(?P<closed>[(\[][^()\[\]]{{0,120}}?{YEAR}[^()\[\]]{{0,40}}[)\]])|(?P<year>(?<!p\.\s)(?<!S\.\s)(?<!s\.\s){YEAR}[a-z]?(?![–-]\d))|(?P<address>https?://\S+|\bdoi:\s?\S+)"
    r"|(?P<undated>\bn\.\s?d\.|\bs\.\s?[ad]\.|\bo\.\s?J\.|\bб\.\s?г\.)"
)
# , Riverton 2011 · , Riverton: Lantern 2011 · , in: Brücken 12 (1994) · (Riverton: Lantern, 2011)
_PLAIN_IMPRINT = pattern(
    rf"""[,.]\s[^\W\d_a-z][\w.’'-]*(?:[\s/–-]{{1,3}}(?:[^\W\d_a-z][\w.’'-]*|am|an|der|on|upon|of|de|del|la|im|u|nad)){{0,5}}
        (?:[:,]\s[^,;()\d]{{2,60}}?)??,?\s{YEAR}
    | [,.]\s(?:in|In|dans|en|w|v|в)(?::\s|\s(?=[“„«*])|\s(?=[^\W\d_a-z][^\W\d_]+,\s))
    | \s\((?:[^()\d]{{2,80}}[,:]?\s)?{YEAR}\)""",
    re.VERBOSE,
)
_DIRECT_NAME = pattern(
    rf"[{names.UPPER}][{names.LOWER}]{{1,20}}(?:\s[{names.UPPER}]\.?)?\s[{names.UPPER}][{names.LOWER}’'-]{{2,30}}"
)
_SMALL_WORD = pattern(r"(?<![^\W_])[^\W\d_A-ZÀ-Þ][^\W\d_]{2,}")
# words in small letters that imprints have
_PUBLISHERS_WORDS = frozenset(
    "vol vols nos iss edited trans translated from the and for der die das und des von dem den aus bearb hrsg "
    "herausgegeben übersetzt auflage erw les dans sous dir direction trad traduit par tome numéro édition éd "
    "del los las por para núm tomo edición eds rev edn delle della nel num tom wyd red pod сер изд под ред пер "
    "кн вып press univ diss phd thesis dissertation unpublished accessed last modified online available "
    "retrieved abgerufen consulté zugriff dostęp other others alii with new introduction foreword preface ebd "
    "hier here note page pages seiten nr ann bull chap ser".split()
)
_CAPITAL = pattern(rf"(?<![\w.’'-])(?=[{names.UPPER}])")
# (hereafter Floods) · [im Folgenden: FV] · (далее: Мосты)
_HEREAFTER = pattern(
    r"[(\[](?:hereafter|henceforth|hereinafter|im\sFolgenden|fortan|künftig|ci-après|désormais|en\sadelante|d['’]ora\sin\spoi|dalej|далее)"
    r"(?:\s(?:cited|abbreviated|referred\sto|quoted|zitiert|abgekürzt|cité|citado|citato|cyt\.?))?(?:\s(?:in\sthe\stext|in\stext|parenthetically))?"
    r"(?:\s(?:as|to\sas|als|comme|como|come|jako|как))?[\s:–—]*(?P<label>[^()\[\]]{1,60})[)\]]",
    re.IGNORECASE,
)


# Holm, I. (Hg.): · HOLM, I.
_HEAD_END = pattern(r"\s?(?:[(\[][^()]{1,12}[)\]])?\s?[:.]\s")
_NEXT_WORK = pattern(r"(?:,|\s)\s?(?:and|und|et|y|e|i|и|see|siehe|vgl\.|voir|quoting|citing)\s")
LOCATOR = pattern(r"[,:]\s?(?:(?:pp?|S|s|с|str)\.\s?)?\d[\d–-]*(?:,\s\d[\d–-]*)*")
_JOINED = pattern(r"\s(?:&|and|und|et|y|e|i|и|a|-|–)\s|/")
_NAMED = pattern(r"\s?(?:\([^()]{1,8}\))?[,:]\s")
_ONLY_LOCATOR = pattern(r"[\s,.”»*_’'\")]*(?:(?:pp?|S|s|с|str)\.\s?)?[\d\s,–-]*[\s.]*")
_INSIDE = pattern(r"[,.]\s(?:in|In|dans|en|em|w|v|в)(?::\s|\s(?=[“„«*]))")
_SIGNS = pattern(r"[,.:»”]")
_CONTAINED = pattern(r"[*_«»“”]|\bin\b")


class Full(NamedTuple):
    """A work cited in full: where (prose), by whom, the text of the reference, and its title in that text."""

    start: int
    end: int
    names: tuple[Name, ...]
    others: bool
    entry: Entry
    title: Title
    label: str = ""
    weak: bool = False  # names and title and nothing else


def find(block: Block, before: tuple[Name, ...] = ()) -> tuple[list[Full], tuple[Name, ...]]:
    """The works that a note cites in full, and whom its last item names; `before` are those named before the note."""
    found: list[Full] = []
    stretches = author.styled(block, 0, len(block.prose))
    for low, high in _items(block.prose):
        lead = LEAD.match(block.prose, low, high)
        at = lead.end() if lead else low
        while at > low and block.prose[at - 1] in '„“"«‘(*_':
            at -= 1
        ones = _in_item(block, stretches, at, high, before)
        found += ones
        before = ones[-1].names if ones else names.leading_names(block.prose, at, high).names or before
    return found, before


def _items(prose: str) -> Iterator[tuple[int, int]]:
    """The items of a note: what semicolons part, but for those between the names of one work."""
    start = -1
    for low, high in groups.pieces(prose, 0, len(prose)):
        if start < 0:
            start = low
        listed = names.leading_names(prose, low, high)
        if (
            listed.names
            and listed.form == "inverted"
            and not prose[listed.end : high].strip(" ,.")
            and high < len(prose)
        ):
            continue  # Holm, I; Weir, R: …
        if high > start:
            yield start, high
        start = -1


def _in_item(
    block: Block, stretches: list[tuple[int, int]], low: int, high: int, before: tuple[Name, ...]
) -> list[Full]:
    prose = block.prose
    same = SAME_AUTHOR.match(prose, low, high)
    at = same.end() if same else low
    if one := _listed(block, low, high):
        return [one]
    found: list[Full] = []
    done = at
    for start, end in stretches[bisect_left(stretches, (at, 0)) :]:
        if end > high:
            break
        if start < done:
            continue
        if (evidence := _evidence(prose, start, end, high)) is None:
            if start < high and not found and (weak := _weak(block, at, (start, end), high)):
                return [weak]
            continue
        who, begin, others = _names_before(prose, done, start, strong=bool(evidence["closed"]))
        if same and begin >= start and done == at:
            who, begin = before, low
        stop = _stop(prose, evidence.end(), high, stretches)
        found.append(_full(block, begin, stop, who, others, (start, end)))
        done = stop
    if found:
        return found
    plain = _plain(block, low, at, high, before if same else ())
    return [plain] if plain else []


# ---- titles that are set as such


def _evidence(prose: str, start: int, end: int, high: int) -> re.Match[str] | None:
    """What shows that a title set in italics or in quotation marks is cited in full; None where prose follows it."""
    limit = min(high, end + _LONGEST_IMPRINT)
    found = _EVIDENCE.search(prose, end, limit)
    if found is None:
        return None
    between = prose[end : found.start()]
    mark = between.strip(' *_”»"’')
    cuts = list(SENTENCE.finditer(prose, end, found.start()))
    small = [w for w in _SMALL_WORD.findall(between) if w not in _PUBLISHERS_WORDS]
    if found["address"] or found["undated"]:
        return found if len(small) < 2 else None
    if found["year"] and (not mark or not _SIGNS.search(between)):
        return None  # *Floods* 1987: a year that the text speaks of
    if len(cuts) > 2 or len(small) > 4 + 8 * bool(_CONTAINED.search(between)):
        return None
    return found


def _weak(block: Block, low: int, title: tuple[int, int], high: int) -> Full | None:
    """A full name and a title, and nothing else: `River Museum, “Boats”`, `Ingrid Holm, *Stone and Water*, 12`."""
    prose = block.prose
    if not _ONLY_LOCATOR.fullmatch(prose, title[1], high):
        return None
    who, begin, others = _names_before(prose, low, title[0], strong=False)
    full = who and (names.is_body(who[0].family) if who[0].literal else len(who[0].given.split(" ")[0].rstrip(".")) > 2)
    if begin != low or not full:
        return None
    return _full(block, begin, high, who, others, title)._replace(weak=True)


def _names_before(prose: str, low: int, at: int, *, strong: bool) -> tuple[tuple[Name, ...], int, bool]:
    """Who wrote a work, from the names that lead up to its title; where they begin; whether more are meant."""
    bound = max((m.end() for m in SENTENCE.finditer(prose, low, at)), default=low)
    bound = max(bound, at - _LONGEST_NAMES)
    if lead := LEAD.match(prose, bound, at):
        bound = lead.end()
    starts = [m.start() for m in _CAPITAL.finditer(prose, bound, at)][:_MOST_STARTS]
    for start in starts:
        for form in ("initials first", "direct", None):
            listed = names.leading_names(prose, start, at, form)
            if listed.names and _BEFORE_TITLE.fullmatch(prose, listed.end, at):
                return listed.names, start, listed.others
    body = prose[bound:at].strip(" ,.:*_“„«\"‘'")
    if body and prose[bound:at].rstrip(" *_“„«\"‘'")[-1:] in ",:" and entry_head.is_sentence(body) is False:
        family = names.leading_names(body).names if " " not in body else ()
        return family or (Name(body, literal=True),), bound, False
    if strong:
        near = list(_DIRECT_NAME.finditer(prose, max(bound, at - 100), at))
        if near:
            return (names.direct(near[-1][0]),), at, False
    return (), at, False


def _stop(prose: str, at: int, high: int, stretches: list[tuple[int, int]]) -> int:
    """Where a reference ends: with its sentence, or before the title of the next."""
    high = min(high, at + _LONGEST_TAIL)
    cut = SENTENCE.search(prose, at, high)
    end = cut.start() if cut else high
    for start, stop in stretches[bisect_left(stretches, (at, 0)) :][:_MOST_TITLES]:
        if start < end:
            lead = _NEXT_WORK.search(prose, at, start)
            if lead and _evidence(prose, start, stop, high):
                return lead.start()
    rest = prose[at:end]
    if len([w for w in _SMALL_WORD.findall(rest) if w not in _PUBLISHERS_WORDS]) > 4:
        locator = LOCATOR.match(prose, at, end)
        return locator.end() if locator else at
    return end


def _full(block: Block, start: int, end: int, who: tuple[Name, ...], others: bool, title: tuple[int, int]) -> Full:
    entry = _entry(block, start, end)
    low, high = title[0] - start, title[1] - start
    styled = "quoted" if entry.text[low : low + 1] in tuple('“„«"‘') else "italic"
    while low < high and entry.text[low] in " “„«\"‘'*_":
        low += 1
    rest = high
    while high > low and entry.text[high - 1] in " ”“»\"’'*_,.":
        high -= 1
    return Full(start, end, who, others, entry, Title(low, high, rest, styled), _label(entry.text))


def _entry(block: Block, start: int, end: int) -> Entry:
    marks = tuple(
        Mark(m.kind, max(m.start - start, 0), min(m.end, end) - start, m.target)
        for m in author.marks_in(block, start, end)
        if m.kind != "noteref"
    )
    return Entry(block.prose[start:end], start, end, marks)


def _label(text: str) -> str:
    found = _HEREAFTER.search(text)
    return found["label"].strip(' ,.;:*_“”„"«»‘’') if found else ""


# ---- titles that are not


def _listed(block: Block, low: int, high: int) -> Full | None:
    """A reference as lists have them, surname first: `Holm, Ingrid: Brücken, Berlin 1990`, `HOLM, I. Bridges. …`"""
    listed = names.leading_names(block.prose, low, high)
    if not listed.names or listed.form not in ("inverted", "spaced") or len(listed.names[0].family.split()) > 3:
        return None
    if not any(_HEAD_END.match(block.prose, stop, high) for stop in (listed.end, listed.end - 1)):
        return None
    entry = _entry(block, low, high)
    head = entry_head.read(entry)
    if not head.names or head.form not in ("inverted", "spaced"):
        return None
    title = entry_title.find(entry, head.end, head.form)
    if title.end - title.start < 4 or not _EVIDENCE.search(entry.text, title.end):
        return None
    return Full(low, high, head.names, head.others, entry, title, _label(entry.text))


def _plain(block: Block, low: int, at: int, high: int, before: tuple[Name, ...]) -> Full | None:
    """`Ingrid Holm, Stein und Wasser, Lübeck 1994, S. 12`"""
    prose = block.prose
    who, others = before, False
    if not before:
        first = _first_names(prose, at, high)
        if first is None and not (_INSIDE.search(prose, at, high) and prose[at : at + 1].isupper()):
            return None
        who, at, others = first or ((), at, False)
    gap = _BEFORE_TITLE.match(prose, at, high)
    begin = gap.end() if gap else at
    found = _PLAIN_IMPRINT.search(prose, begin, min(high, begin + _LONGEST_IMPRINT))
    if not found or found.start() - begin < 4 or not _EVIDENCE.search(prose, found.start(), high):
        return None
    title = prose[begin : found.start()]
    if not who and title.count(" ") < _LEAST_ANONYMOUS:
        return None
    if SENTENCE.search(title) and len(_SMALL_WORD.findall(title)) > 12:
        return None
    return _full(block, low, high, who, others, (begin, found.start()))


def _first_names(prose: str, at: int, high: int) -> tuple[tuple[Name, ...], int, bool] | None:
    """The names at the head of a reference without italics: of those that commas part, only what `und` goes on to."""
    for form in ("initials first", "direct"):
        listed = names.leading_names(prose, at, high, form)
        if not listed.names:
            continue
        said = prose[at : listed.end]
        if len(listed.names) > 1 and not listed.others and not _JOINED.search(said):
            alone = names.leading_names(prose, at, at + said.index(","), form)
            listed = alone if alone.names else listed
        if _NAMED.match(prose, listed.end, high) or listed.others:
            return listed.names, listed.end, listed.others
    return None
