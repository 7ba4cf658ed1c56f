"""The beginning of an entry: whom it is filed under, in which role, and the year where it stands behind the names."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from citecheck.bibliographies.list_entries import Entry
from citecheck.model import Mark, Name
from citecheck.text import filed_names, names, terms, years
from citecheck.text.names import Form
from citecheck.text.patterns import pattern

YEAR = years.DIGITS
OPENING = "“«„「『‹《"
_QUOTE = pattern(rf"[{OPENING}]|(?:(?<=[\s(])|\A)[\"‘'](?=\S)|[\"](?=[^\W\d_])")
_SLASHES = pattern(rf"\s//|\[[A-Z]{{1,2}}(?:/[A-Z]{{2}})?\](?!\W{{0,3}}\({YEAR})")
# et al. · In: · eds. — words that styles print in italics though they are no title
_NO_TITLE = pattern(
    rf"\W*(?:{terms.ET_AL}|al|in|eds?|hrsg|hg|trans|ders|dies|idem|id|eadem|ibid|vol|no|jr|sr|dir|coord|org|)[\W\d]*",
    re.IGNORECASE,
)
# , ed. · (Eds.) · [Hrsg.] · , editors · (a cura di)
_ROLE = pattern(
    r"\s*,?\s*[(\[]?\s*(?<!\w)(?:(?P<translator>trans(?:l|lators?)?\b\.?|Übers\.?|trad\b\.?|tradutor(?:es)?\b|traductor(?:es)?\b|пер\.|译|訳)"
    r"|(?P<editor>eds?\b\.?|editors?\b|edited\b|gen\.\seds?\.|Hrsgg?\b\.?|Hgg?\b\.?|hrsg\.|hg\.|éds?\b\.?|éditeurs?\b|dirs?\b\.?|"
    r"sous\sla\sdir[.\w]*(?:\sde)?|coords?\b\.?|coordinador(?:es)?\b|orgs?\b\.?|organizador(?:es)?\b|comps?\b\.?|a\scura\sdi|cur\.|red\b\.?|"
    r"pod\sred\.|redaktion|ред\.|сост\.|отв\.\sред\.|под\sред\.|uitg\.|utg\.|udg\.|szerk\.|主编|主編|编|編著?|Herausgeber(?:in)?))"
    r"\s*[)\]]?(?=[\s.,:;)]|\Z)",
    re.IGNORECASE,
)
# Hrsg. v. Ana Gil · a cura di A. Gil · ed. by A. Gil
_EDITED = pattern(
    r"(?:Hrsg\.?\s(?:v\.|von)|Hg\.\s(?:v\.|von)|[Hh]erausgegeben\svon|[Ee]d(?:ited|\.)\sby|[Aa]\scura\sdi|[Pp]od\sred(?:akcją|\.)|[Пп]од\sред|[Ss]ous\sla\sdir)"
)
# ———. · --- · ____. · Ders.: · Он же
_REPEATED = pattern(
    r"\s*(?:[—–―‒⸺⸻]{1,6}|-{2,6}|_{2,12}|_(?=\.\s)|"
    rf"(?:(?:Ders|Dies|Id|Ead)\.|Idem\b|Eadem\b|Derselbe\b|Dieselbe\b)(?=\s*(?:[:,]|\(?{YEAR}))"
    r"|Он\sже|Она\sже|同上)\s*[.,:;]*\s*"
)
# (1941) · ( 2010 ) · (2004a, May 3) · (May 16, 2012) · [1902] 1998
_BRACKETED = pattern(
    rf"[\s,.:，．。]*[(\[（［]\s?(?P<before>[^()\[\]（）［］]{{0,30}}?)(?P<year>{YEAR})(?:[–/-]\d{{2}}(?=[a-z]))?(?P<letter>[a-zа-д])?年?(?![\w])(?P<more>[^()\[\]（）［］]{{0,50}})[)\]）］]"
    rf"(?:\s(?P<second>{YEAR})(?P<other>[a-zа-д])?(?=[.,:;]))?"
)
# (accessed 4 May 2015)
_LOOKED_AT = pattern(r"(?i:access|retriev|visit|consult|abgerufen|zugegriffen|zugriff|ac?ces|stand\b)")
_DAY = r"(?:\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)"
# , 2007. · 1998b. · 2016: · 2016): · 1990–91. · 2001 (Original 1950). · 19. März 2019. · May 3, 2019.
_BARE = pattern(
    rf"[\s,.:，．。]*(?:c\.\s?|ca\.\s?|{_DAY})?(?P<year>{YEAR})(?:\s?[-–—/]\s?(?P<last>\d{{2,4}})?)?(?P<letter>[a-zа-д])?(?![^\W年])\s?年?\)?(?:[.,:;，．。：]|\s[(\[]|\Z|\s(?=[{OPENING}\"]))"
)
# , 2014 Bridges of the north (Genetics, G3): nothing parts it from the title
_BARE_SPACED = pattern(rf"[\s,.]*(?P<year>{YEAR})(?P<letter>[a-z])?\s(?=[^\W\d_])")
_LATER = pattern(rf"(?<![\w./-]){YEAR}(?![\w/-])")
# , E Z, Khin-Thidar, Gil: names of other shapes than the first, up to the year
_MORE_NAMES = pattern(
    rf"(?:\s?[,;&]+\s?(?:{terms.AND}\s)?|\s(?:{terms.AND}\s)?)"
    rf"(?:[{names.UPPER}][\w'’‐-]*(?<![.\d])|(?:[{names.UPPER}][.-]?){{1,4}}|v[ao]n|d[aeiou]s?|del|de[nr]|la|le)(?=[\s,;&(])"
)
_BARE_LAST = pattern(rf"[\s,.:]*(?P<year>{YEAR})(?P<letter>[a-z])?[\s,.:]*")
_UNDATED = pattern(
    rf"[\s,.:]*[(\[]?\s?(?P<year>{terms.NO_DATE}|forthcoming|in\spress|to\sappear|accepted|submitted|undated|"
    r"im\s(?:Druck|Erscheinen)|в\sпечати|en\sprensa|no\sprelo|à\sparaître|in\scorso\sdi\sstampa)(?:[-–\s]?(?P<copy>(?-i:[a-z]))(?=\s?[)\].,:;]|\Z))?\s?[)\]]?[.,:;]?(?=\s|\Z)",
    re.IGNORECASE,
)
_NO_DATE = pattern(terms.NO_DATE)  # in capitals, B. D., they are initials
_BETWEEN = pattern(r"[\s,.:;，．。：–—-]*")
_WITH = pattern(rf"{terms.AND}\s+")  # ———, and Hannah Reed
# how far the name of a body runs: to a full stop, a year, a comma before a year, a colon
_BODY_END = pattern(
    rf"(?<![.\s(][{names.UPPER}])(?<!\bInc)(?<!\bSt)(?<!\bDr)\.(?=\s|\Z)|\s?[(\[](?=[^()\[\]]{{0,30}}{YEAR}|{terms.NO_DATE})|,?\s(?={YEAR}[a-zа-д]?\s?[.:,])|,\s(?={YEAR}[a-z]?\s[{names.UPPER}])|:\s|,\s*\Z|\s*\Z|,\s(?=[(\[])|,?\s(?=(?:{terms.NO_DATE})[\s.,:;-])"
)
_YEAR_LAST = pattern(rf"[,.]?\s{YEAR}[a-z]?[\s,.:]*\Z")  # River Survey 2004 *Bridges*
_SMALL = frozenset(
    "of and the for in on to de der des die und du la le les et del y e i för van het das dos do da a an by at "
    "на и в".split()
)


# Bridges / ed. by A. Gil: GOST R 7.0.5 and ISBD name those responsible behind a slash
RESPONSIBLE = (
    rf"\s/\s(?=под|ред|сост|пер|авт|[{names.UPPER}]\.\s?[{names.UPPER}]"
    r"|bearb|hrsg|ed\.|edited|by\s|trans|par\s|por\s|von\s|red\.)"
)
_RESPONSIBLE = pattern(RESPONSIBLE)


_VOLUME_NEXT = pattern(r"[\s,.]{0,3}(?:vols?\b|v\.|nos?\b|n\.|nr\b|Bd|Jg|[тТt]\.|\d{1,3}\b)")


class Head(NamedTuple):
    """What an entry begins with; `end` is where the rest begins (offset in its text)."""

    end: int
    names: tuple[Name, ...] = ()
    others: bool = False
    role: str = ""  # editor, translator
    year: str = ""
    form: Form | None = None
    repeated: bool = False
    body: bool = False  # names is one body whose name was taken as it stands


def read(entry: Entry, previous: tuple[Name, ...] = (), usual: Form | None = None) -> Head:
    """The head of an entry; `previous` are the names of the entry before it, `usual` is how the list writes names."""
    text = entry.text
    if found := _REPEATED.match(text):
        if (joint := _WITH.match(text, found.end())) and previous:
            others = names.leading_names(text, joint.end(), title_start(entry), "direct")
            if others.names:
                return _dated(text, Head(others.end, (previous[0], *others.names), others.others, repeated=True))
        return _dated(text, Head(found.end(), previous, repeated=True))
    limit = title_start(entry)
    if limit <= 1 and limit < len(text):
        return Head(0)
    listed = filed_names.read(text, 0, limit) if usual == "filed" else names.leading_names(text, 0, limit, usual)
    if usual is not None and not listed.names:
        listed = names.leading_names(text, 0, limit)
    if listed.form == "direct" and usual in ("inverted", "spaced") and len(listed.names) == 1:
        listed = names.NameList((), 0)  # Mountain Bees. 2004: a body, where persons are written surname first
    if not listed.names:
        return _body(text, limit)
    if listed.before_middle > 0 and len(listed.names) == 1 and _names_container(entry, limit):
        first = listed.names[0]
        given = text[text.index(",") + 1 : listed.before_middle].strip()
        return _dated(text, Head(listed.before_middle, (replace(first, given=given),), form=listed.form))
    return _dated(text, Head(listed.end, listed.names, listed.others, form=listed.form), limit)


def _names_container(entry: Entry, at: int) -> bool:
    """Whether the italics at an offset are a journal's name: volume or issue follow them."""
    return any(m.start == at and _VOLUME_NEXT.match(entry.text, m.end) for m in styled(entry))


def _dated(text: str, head: Head, limit: int = 0) -> Head:
    """A head with the role and the year that follow its names."""
    at, role = head.end, head.role
    for _ in range(2):
        if found := _ROLE.match(text, at):
            role = "translator" if found["translator"] else "editor"
            at = found.end()
    if (more := names.ends_with_others(text, at)) > 0:
        head, at = head._replace(others=True), more
        if found := _ROLE.match(text, at):
            role, at = "editor", found.end()
    year, at = year_at(text, at, limit if at < limit < len(text) else 0)
    if not year and head.names and not head.body and (more := _unread(text, at, limit)):
        head, (year, at) = head._replace(others=True), year_at(text, more, limit if more < limit < len(text) else 0)
    between = _BETWEEN.match(text, at)
    return head._replace(end=between.end() if between else at, role=role, year=year)


def _unread(text: str, at: int, limit: int) -> int:
    """Where names end that have another shape than the one before them, and a year comes next; 0 where it does not."""
    begin = at
    if text[at : at + 1] not in (",", ";", "&"):
        return 0
    while found := _MORE_NAMES.match(text, at, limit or len(text)):
        at = found.end()
    return at if at > begin and year_at(text, at)[0] else 0


def names_role(text: str, at: int) -> bool:
    """Whether what stands at an offset says who edited: `Hrsg. von A. Gil`."""
    return _EDITED.match(text, at) is not None


def year_at(text: str, at: int, limit: int = 0) -> tuple[str, int]:
    """The year that stands at an offset, behind names, and where it ends; `limit` is where a styled title begins.

    An entry that says it has none gives `n.d.-`, with the letter that tells it from another, so that none is sought.
    """
    if found := _BRACKETED.match(text, at):
        if _LOOKED_AT.match(found["before"]):
            return "", found.end()
        return (found["second"] or found["year"]) + (found["other"] or found["letter"] or ""), found.end()
    if found := _BARE_LAST.fullmatch(text, at, limit) if limit else None:
        return found["year"] + (found["letter"] or ""), limit
    if found := _BARE.match(text, at):
        end = found.end() - 1 if text[found.end() - 1] in "([" else found.end()
        last = f"-{found['last']}" if found["last"] else ""
        return found["year"] + last + (found["letter"] or ""), end
    if (found := _BARE_SPACED.match(text, at)) and ("," in found[0] or not _LATER.search(text, found.end())):
        return found["year"] + (found["letter"] or ""), found.end()
    if found := _UNDATED.match(text, at):
        undated = found["copy"] or (_NO_DATE.fullmatch(found["year"]) and not found["year"].isupper())
        return f"{years.UNDATED}{found['copy'] or ''}" if undated else "", found.end()
    return "", at


def _body(text: str, limit: int) -> Head:
    """A head that is no person's name: a body, or the title itself."""
    found = _BODY_END.search(text, 0, limit)
    if (slash := _RESPONSIBLE.search(text, 0, limit)) and (not found or slash.start() < found.end() + 60):
        return Head(0)
    end = found.start() if found else limit
    if limit < len(text) and (dated := _YEAR_LAST.search(text, 0, limit)) and dated.start() <= end:
        end = dated.start()
    name = " ".join(text[:end].split()).strip(" ,.:;")
    role = _ROLE.search(name)
    if role and role.end() == len(name) and role.start() > 0:
        end, name = role.start(), name[: role.start()].strip(" ,")
    if not name or len(name) > 200 or (is_sentence(name) and not (names.is_body(name) and name.count(" ") < 6)):
        return Head(0)
    return _dated(text, Head(end, (Name(name, literal=True),), body=True), limit)


def is_sentence(text: str) -> bool:
    """Whether words are written as a sentence is, and not as a name: most of them small."""
    words = [w for w in text.split() if w[0].isalpha() and w.lower() not in _SMALL]
    return len(words) > 2 and sum(w[0].islower() for w in words) * 2 > len(words)


def title_start(entry: Entry) -> int:
    """Where the first quotation mark or italics of a title stand; the length of the text where there are none."""
    text = entry.text
    limit = len(text)
    for mark in styled(entry):
        if text[mark.start : mark.start + 1].isalnum() or mark.start == 0 or mark.end - mark.start > 2:
            limit = mark.start
            break
    if (found := _QUOTE.search(text, 0, limit)) and not text[: found.start()].rstrip().endswith(("(", "[")):
        limit = found.start()
    if found := _SLASHES.search(text, 0, limit):
        limit = found.start()
    return limit


def styled(entry: Entry) -> list[Mark]:
    """The italics and bold of an entry that may be a title."""
    return [
        m
        for m in entry.marks
        if m.kind in ("emphasis", "strong")
        and not _NO_TITLE.fullmatch(entry.text, m.start, m.end)
        and not (m.end == m.start + 1 and entry.text[m.start - 1 : m.start].isdigit())  # 2015*a*
    ]
