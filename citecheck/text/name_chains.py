"""The names that end at a place in running text: `as Marsh, Reed and Holm et al.` before `(2010)`."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.text import eastern_names, terms
from citecheck.text.name_patterns import UPPER
from citecheck.text.patterns import pattern

LAST_NAME = pattern(r"[^\s,;，、(]+(?=[\s,;，、]*\Z)")  # the last word of a text that ends in a comma or semicolon
REACH = 200  # characters before a year in which its names stand
_MOST = 24  # words of a chain; the longest list of names in a citation
_L = r"[^\W\d_]"
_EASTERN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
# Marsh · O'Hara · d'Arc · al-Idrisi · deVries · A.-B. · 王 · iPlan
_NAME = pattern(
    rf"[\"“‘«*_]*(?:(?:[dlDL]|al|el)['’-])?(?:[{UPPER}]|(?:{_L}['’]?|d[aei]|du|del|v[ao]n|l[ae])[{UPPER}]|{_EASTERN}).*"
)
# parts of names and of names of bodies that are written small
SMALL = frozenset(
    "al el bin ibn ben de del della delle dello degli di da dal dos das do du la le lo las los les van von vom der den "
    "ter ten te zu zum zur af av of for the und and et y e i и en och og a on in to für des dem pour para per sur & / "
    "ja és a ve oraz și şi ir un eta dan và και і та й ed con with و in – — ’t 't".split()
)
_PERSONAL = frozenset(
    "al el bin ibn ben de del della delle dello degli di da dal dos das do du la le "
    "van von vom der den ter ten te zu zum zur af av ’t 't".split()
)
# words before names that have a capital at the beginning of a sentence: Podle Nováka
_LEADING = frozenset(
    "podle zdaniem według zob por согласно по у в вслед см ср как для selon d’après d'après pour chez comme voir "
    "nach laut "
    "gemäß siehe vgl secondo come vedi según como véase ver segundo conforme para veja volgens zie enligt jfr lásd "
    "vö bkz "
    "szerint göre according following unlike although whereas because however thus "
    "accordingly additionally alternatively also besides consequently conversely finally furthermore hence importantly "
    "indeed instead interestingly likewise meanwhile moreover nevertheless nonetheless notably recently similarly "
    "specifically still subsequently then therefore "
    "außerdem dagegen daher dennoch ferner jedoch schließlich zudem ainsi cependant enfin ensuite pourtant toutefois "
    "además asimismo finalmente así além assim inoltre infine tuttavia bovendien daarnaast echter".split()
)
_NO_NAMES = SMALL | _LEADING  # where they stand alone
INITIAL = pattern(rf"(?:[{UPPER}]\w?\.[-–]?)+[,;]?|Jr\.[,;]?|Sr\.[,;]?|St\.")
# et al. · u. a. · и др. (terms "et-al" and "and others" of CSL locales), behind the last name
OTHERS = pattern(
    rf"[\s,،，、*_(\[]*(?:(?<![^\W_])(?:{terms.ET_AL})|{terms.EASTERN_OTHERS})(?:[*_\s,،，、.)\]]|['’]s?(?![^\W_]))*$"
)
_CLOSES_QUOTE = pattern(r"[^“„«\"]+[”“»\"][.,;:]*")  # the last word of a quotation or title
_QUOTED_BEFORE = pattern(r"[^“„«\"‘]+[”“»\"’][,;:]")
_LETTER = pattern(rf"[{UPPER}];")  # (the packages of R; Marsh 2010)
_JOINS = pattern(rf"(?:&|{terms.AND})")
_GLUED = pattern(rf"[a-zäöü]{{2,6}}\.(?=[{UPPER}])|\S*[^\W\d_]{{2}},(?=[{UPPER}])")  # vgl.Marsh · Bees,Marsh
_ABBREVIATED = pattern(r"(?<![^\W_])[a-tv-zäöü]\.\s?\Z")  # the z. of z. B., which is no initial
_LONGEST_OTHERS = 50  # characters of such a term, with the signs around it
# E.g., · Cf. · Vgl. — words that lead up to a name, and can be none
_SIGNAL = pattern(r"(?:[Ee]\.\s?g|[Ii]\.\s?e|[Cc]fr?|[Vv]gl|[Zz]ob|[Zz]\.\s?B|[Vv]id|[Qq]td|[Ii]n)[.,:]{1,2}")
_ENDS_SENTENCE = pattern(r"[.!?:]['’”\"*_)]*$")
_OPENS = "([（［【"
_JOINING = "，、"
_FULL_WIDTH = "，、；：。"  # signs behind which no space stands


def starts(prose: str, low: int, at: int, *, semicolons: bool = False) -> Iterator[int]:
    """Where the names before a place may begin, the longest stretch first; `semicolons` may stand between them."""
    low = max(low, at - REACH)
    if (word := prose[low:at]).isalpha() and word.isascii() and word[0].isupper() and word.lower() not in _NO_NAMES:
        yield low  # Marsh, and nothing else
        return
    others = OTHERS.search(prose, max(low, at - _LONGEST_OTHERS), at)
    if others and others.start() > low:
        at = others.start()
    if eastern_names.ends_there(prose, at):
        yield from eastern_names.starts(prose, low, at, inside=semicolons)
        return
    found = _chain(prose, low, at, semicolons)
    for number, (begin, word) in reversed(list(enumerate(found))):
        if not _is_small(word, found[number - 1][1] if number else ""):
            yield begin


def _is_small(word: str, following: str) -> bool:
    """Whether a word is `and`, `of`, `The` …, with which no name begins; `Och and Ney` begins with one."""
    bare = word.lstrip('"“‘«*_')
    if bare.lower() not in SMALL or bare.lower() in _PERSONAL:
        return False
    return not (bare[:1].isupper() and _JOINS.fullmatch(following))


def _chain(prose: str, low: int, at: int, semicolons: bool) -> list[tuple[int, str]]:
    """The words of names that end at a place, from the last to the first, with where they begin."""
    end = at
    found: list[tuple[int, str]] = []
    while end > low and len(found) < _MOST:
        stop = end
        while stop > low and (prose[stop - 1].isspace() or (prose[stop - 1] in _JOINING and (semicolons or found))):
            stop -= 1
        start = stop
        while start > low and not prose[start - 1].isspace() and prose[start - 1] not in _FULL_WIDTH:
            start -= 1
        if glued := _GLUED.match(prose, start, stop):
            start = glued.end()
        word = prose[start:stop]
        opened = max((word.rfind(sign) for sign in _OPENS), default=-1)
        closed = any(sign in word for sign in ")]）］】")
        if opened >= 0 and not closed:
            start, word = start + opened + 1, word[opened + 1 :]
        if not word or not _belongs(word, bool(found), semicolons) or _ends_quotation(word, bool(found)):
            break
        if INITIAL.fullmatch(word) and _ABBREVIATED.search(prose, max(low, start - 4), start):
            break
        found.append((start, word))
        if (opened >= 0 and not closed) or (glued and glued[0][-1] == "."):
            break
        end = start
    while found and (
        _is_small(found[-1][1], found[-2][1] if len(found) > 1 else "") or _LETTER.fullmatch(found[-1][1])
    ):
        found.pop()
    return found


def _ends_quotation(word: str, inside: bool) -> bool:
    """Whether a word is the last one of a quotation or a title; behind it stands a comma where names follow."""
    return (_QUOTED_BEFORE if inside else _CLOSES_QUOTE).fullmatch(word) is not None


def _belongs(word: str, inside: bool, semicolons: bool) -> bool:
    """Whether a word can be a part of names; `inside` says that another one follows it."""
    word = word.lstrip("/") or word
    if word == ";":
        return inside and semicolons
    if word in _PERSONAL or word == "u.":
        return inside
    bare = word.rstrip(",;*_'’\"”").removesuffix("’s").removesuffix("'s")
    if _SIGNAL.fullmatch(word):
        return False
    if (word[-1:] == ";" and not semicolons) or any(c.isdigit() for c in word):
        return False
    if word[:1].isupper() and bare.lower() in _LEADING:
        return False
    if inside and _ENDS_SENTENCE.search(word) and not INITIAL.fullmatch(word):
        return False
    if bare.lower() in SMALL and (inside or bare.islower()):
        return inside
    return bool(_NAME.match(word)) or (bare[:1] in _OPENS and bare[-1:] in ")]" and bare[1:-1].isalpha())
