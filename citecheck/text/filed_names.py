"""Names surname first without a comma: `Gil Ana, Zhu Wei et van der Berg Dirk` (CSL `sort-separator`)."""

from __future__ import annotations

from citecheck.text import name_patterns, names, terms
from citecheck.text.names import NameList
from citecheck.text.patterns import pattern

_PARTICLE = r"(?:v[ao]n|de[rnl]?|della|di|da|d[ou]s?|la|le|Di|De|Del|Della|La|Le|Van|Von|Da|Dos|Du)"
_PART = rf"[{name_patterns.UPPER}][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
_FIRST = rf"[{name_patterns.UPPER}][{name_patterns.LOWER}][^\W\d_]*(?:['’-][^\W\d_]+)*"
# Gil Ana · van der Berg Dirk · Di Rosa Maria B.
_NAME = pattern(
    rf"(?:{_PARTICLE}\s){{0,2}}(?![{name_patterns.UPPER}]\.){_PART}\s{_FIRST}(?:\s{_PART}){{0,2}}(?=\s*[,;/(«“\"]|\s{terms.AND}\s|\s*\Z|\.\s)"
)
_LINK = pattern(rf"\s*[,;]\s*(?:{terms.AND}\s)?|/|\s{terms.AND}\s")


def read(text: str, at: int, limit: int) -> NameList:
    """The names at the beginning of an entry; none where one of them is a body, or has no first name."""
    found = []
    while match := _NAME.match(text, at, limit):
        if names.is_body(match[0]):
            break
        found.append(names.surname_first(match[0]))
        at = match.end()
        if (others := names.ends_with_others(text, at)) > 0:
            return NameList(tuple(found), others, True, "filed")
        link = _LINK.match(text, at, limit)
        if not link:
            break
        if not _NAME.match(text, link.end(), limit):
            break
        at = link.end()
    return NameList(tuple(found), at, False, "filed" if found else None)
