"""The rule on identifiers: DOI, ISBN, ISSN, arXiv, PubMed, ORCID."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from citecheck.bibliographies.bibtex_fields import Field, Written, written
from citecheck.config import Config
from citecheck.model import Bibliography, Document, Edit, Finding, Fix
from citecheck.rules.project import Project, own
from citecheck.text.locators import DASHES

Complaint = tuple[str, str, bool]  # what is wrong, what to write instead (or nothing), and whether that is safe

# 10.1000/182 · 10.1002.17/(SICI)1097-0258 (DOI Handbook §2.2); 10/fk3x is its short form
_DOI = re.compile(r"10(?:\.\d{4,9}(?:\.\d{1,9}){0,4})?/[^\s]+\Z")
# https://doi.org/ · doi: · http://dx.doi.org/
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi(?:\.org)?\s?[:/]\s?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/]{1,200}/(?:[^\s]{0,200}?/)?(?P<doi>10\.\d{4,9}/[^\s?#]{1,300})", re.IGNORECASE)
_SLASH = re.compile("%2f", re.IGNORECASE)  # as addresses may write it
_ARXIV_PREFIX = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/|arxiv\s?:\s?", re.IGNORECASE)
_BARE = {"-": re.compile(rf"[{DASHES}]"), "": re.compile(rf"[{DASHES}\s]")}
# (pbk.) · ISBN-13: · (Hardcover)
_REMARK = re.compile(
    r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]|\b(?:e-?|p-?)?IS[BS]N(?:-?1[03])?\b:?|[^\W\d_]{4,}\.?", re.IGNORECASE
)
_SEVERAL = re.compile(r"[,;/|\n]|\s(?:and|und|et|y)\s", re.IGNORECASE)
# ISBN 978-3-16-148410-0 and ISSN 0317-8471 in a printed list, the latter never within a longer number
_PRINTED = re.compile(
    rf"\b(?:ISBN(?:-1[03])?[:.]?\s{{0,2}}(?P<isbn>\d[\dXx {DASHES}]{{8,17}}[\dXx])"
    rf"|e?ISSN[:.]?\s{{0,2}}(?P<issn>\d{{4}}[{DASHES}]?\d{{3}}[\dXx]))(?![\dXx])"
)
_ESCAPE = re.compile(r"\\([_%&#~$])|[{}]")
_KINDS = {"isbn": "ISBN", "issn": "ISSN"}
_LENGTHS = {"isbn": (10, 13), "issn": (8,)}


def bad_identifier(document: Document, project: Project, config: Config) -> Iterator[Finding]:
    """A DOI, ISBN, ISSN, arXiv, PubMed or ORCID identifier that cannot be one.

    A link made from it leads nowhere. The check digit of an ISBN, an ISSN or an ORCID shows a misprint; the others have
    a form. A DOI field wants the bare DOI, since the style puts the address before it.

    Bad:  @book{holm1994, title = {Stone}, isbn = {978-3-16-148410-1}}
    Good: @book{holm1994, title = {Stone}, isbn = {978-3-16-148410-0}}
    """
    for bibliography in own(document):
        if bibliography.printed:
            yield from _printed(bibliography)
        for entry in written(bibliography):
            for field in entry.fields.values():
                if judge := _JUDGES.get(field.name) or _eprint(field, entry):
                    yield from _found(field, entry, judge)


def _found(field: Field, entry: Written, judge: Callable[[str], Complaint | None]) -> Iterator[Finding]:
    text = _ESCAPE.sub(lambda m: m[1] or "", field.text)
    complaint = judge(text) if text else None
    if complaint:
        message, instead, safe = complaint
        start, end = field.inner
        fix = None
        if instead and field.value[:1] in '{"':
            # What LaTeX needs escaped in one style it may not in another: then somebody has to look.
            fix = Fix(f"write {instead}", (Edit(start, end, instead),), safe and text == field.text)
        yield Finding(start, end, message, (entry.key,) if entry.key else (), fix)


def _eprint(field: Field, entry: Written) -> Callable[[str], Complaint | None] | None:
    """What judges `eprint`: that field holds identifiers of many archives."""
    if field.name != "eprint":
        return None
    archive = entry.fields.get("eprinttype") or entry.fields.get("archiveprefix")
    return _arxiv if archive and archive.text.lower().startswith("arxiv") else None


def _doi(text: str) -> Complaint | None:
    if _DOI.match(text):
        if text[-1] in ".,;":
            return f"the DOI {text} ends in a {_SIGNS[text[-1]]} that is hardly part of it", text.rstrip(".,;"), False
        return None
    prefix = _DOI_PREFIX.match(text)
    bare = _SLASH.sub("/", text[prefix.end() :]) if prefix else ""
    if prefix and _DOI.match(bare):
        return f"a DOI field holds the bare DOI, without “{prefix[0].strip()}”", bare, True
    if address := _ADDRESS.match(text):
        return f"this is an address, no DOI; did you mean {address['doi']}?", address["doi"], False
    if len(text.split()) > 1 and _DOI.match("".join(text.split())):
        return f"the DOI “{_cut(text)}” has a blank in it", "".join(text.split()), False
    return f"“{_cut(text)}” is no DOI; one looks like 10.1000/182", "", False


def _standard_number(kind: str) -> Callable[[str], Complaint | None]:
    def judge(text: str) -> Complaint | None:
        for part in _SEVERAL.split(text):
            number = " ".join(_BARE["-"].sub("-", _REMARK.sub(" ", part)).split())
            if not number and not part.strip():
                continue
            if not _is_valid(kind, number) and not all(_is_valid(kind, n) for n in number.split() or [""]):
                return _wrong(kind, number, part.strip()), "", False
        return None

    return judge


def _wrong(kind: str, number: str, printed: str) -> str:
    """What is wrong with an ISBN or ISSN, which may be printed with words around it."""
    name, digits = _KINDS[kind], _BARE[""].sub("", number)
    other = "issn" if kind == "isbn" else "isbn"
    if all(_is_valid(other, n) for n in number.split() or [""]):
        return f"{_cut(printed)} is an {_KINDS[other]}, no {name}"
    if not digits[:-1].isdigit() or digits[-1:] not in tuple("0123456789xX"):
        return f"“{_cut(printed)}” is no {name}"
    if len(digits) not in _LENGTHS[kind]:
        wanted = " or ".join(map(str, _LENGTHS[kind]))
        return f"the {name} {_cut(printed)} has {len(digits)} digits; it takes {wanted}"
    return f"the check digit of the {name} {number} is wrong: a digit is misprinted"


def _is_valid(kind: str, number: str) -> bool:
    """Whether form and check digit of a number are right."""
    digits = _BARE[""].sub("", number).upper()
    if len(digits) not in _LENGTHS[kind]:
        return False
    import idutils  # a quarter of a second

    return bool(idutils.is_isbn(digits) if kind == "isbn" else idutils.is_issn(digits))


def _arxiv(text: str) -> Complaint | None:
    import idutils

    prefix = _ARXIV_PREFIX.match(text)
    bare = text[prefix.end() :].removesuffix(".pdf") if prefix else text
    if not idutils.is_arxiv(bare):
        return f"“{_cut(text)}” is no arXiv identifier; one looks like 2101.00001 or math/0309136", "", False
    if prefix:
        return f"an eprint field holds the bare identifier, without “{prefix[0].strip()}”", bare, True
    return None


def _orcid(text: str) -> Complaint | None:
    import idutils

    return (
        None if idutils.is_orcid(text) else (f"“{_cut(text)}” is no ORCID, or a digit of it is misprinted", "", False)
    )


def _pmid(text: str) -> Complaint | None:
    import idutils

    return None if idutils.is_pmid(text) else (f"“{_cut(text)}” is no PubMed number; that is all digits", "", False)


def _pmcid(text: str) -> Complaint | None:
    import idutils

    right = idutils.is_pmcid(text) or text.isdigit()
    return None if right else (f"“{_cut(text)}” is no PubMed Central number; one looks like PMC1234567", "", False)


_JUDGES: dict[str, Callable[[str], Complaint | None]] = {
    "doi": _doi,
    "isbn": _standard_number("isbn"),
    "issn": _standard_number("issn"),
    "pmid": _pmid,
    "pmcid": _pmcid,
    "orcid": _orcid,
}
_SIGNS = {".": "full stop", ",": "comma", ";": "semicolon"}


def _printed(bibliography: Bibliography) -> Iterator[Finding]:
    """The numbers that a printed list gives behind the words ISBN and ISSN."""
    for reference in bibliography.references:
        for found in _PRINTED.finditer(bibliography.text, reference.start, reference.end):
            kind = "isbn" if found["isbn"] else "issn"
            number = found[kind]
            if not _is_valid(kind, number) and not any(_is_valid(kind, n) for n in _beginnings(number)):
                yield Finding(found.start(kind), found.end(kind), _wrong(kind, number, number), (reference.id,))


def _beginnings(number: str) -> Iterator[str]:
    """A number without what follows it behind a blank."""
    words = number.split(" ")
    return (" ".join(words[:size]) for size in range(1, len(words)))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
