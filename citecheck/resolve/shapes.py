"""Whether a parenthesis that fits nothing is a citation: if it looks like those of the manuscript that fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from citecheck.citations import author
from citecheck.citations.readings import capitalised, is_name
from citecheck.model import Citation, Cite
from citecheck.resolve import numbers
from citecheck.resolve.index import Index
from citecheck.text.name_patterns import LOWER, UPPER
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, word_tuple, words

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec januar februar märz marz mai juni juli oktober dezember janvier fevrier mars "
    "avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro "
    "dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre spring summer autumn "
    "fall winter monday tuesday wednesday thursday friday saturday sunday "
    "januari februari maart mei augustus augusti styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien "
    "pazdziernik grudzien stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada "
    "grudnia leden unor brezen duben kveten cerven cervenec srpen zari rijen prosinec ledna unora brezna dubna kvetna "
    "cervna cervence srpna rijna listopadu prosince ocak subat nisan mayis haziran temmuz agustos eylul aralik marcius "
    "aprilis majus junius julius augusztus szeptember yanvar yanvarya fevralya aprel aprelya maya iyun "
    "iyunya "
    "iyul iyulya avgust avgusta sentyabr sentyabrya oktyabr oktyabrya noyabr noyabrya dekabrya "
    "fruhjahr fruhling sommer herbst printemps automne hiver primavera verano otono invierno autunno inverno verao "
    "outono wiosna jesien zima jaro podzim voorjaar zomer herfst sommar vinter ilkbahar sonbahar tavasz vesna "
    "osen".split()
)
# Words that a number follows without a book being cited: days, kings, ships and aeroplanes aside, a writer refers to
# parts of the text in hand so (MLA 9 §1.7).
PARTS = frozenset(
    "stand baujahr bauzeit jahrgang ausgabe fassung auflage anfang mitte ende herbst frühjahr sommer gründung erbaut "
    "resolution directive regulation convention statute bill treaty protocol ordinance verordnung richtlinie gesetz "
    "figure fig table tab chapter ch section sec part appendix app equation eq example ex map plate "
    "panel panels lane lanes "
    "schritt stufe etape etapa paso passo krok stap steg lepes adim "
    "illustration box chart graph exhibit note step phase stage level group type class grade case question "
    "item day week year century page line volume vol number no version model series edition act scene book "
    "psalm order decree article law room unit figura tabla cuadro tabelle abbildung abb tableau table kapitel "
    "abschnitt anhang chapitre annexe capitulo anexo quadro capitolo glava tabl risunok tablitsa prilozhenie razdel "
    "punkt tabela tabulka tablo tablica tablazat rysunek rys obrazek obr obrazok sekil figuur afbeelding afb tabel "
    "bijlage hoofdstuk rozdzial kapitola priloha zalacznik bolum fejezet szakasz clanek artykul artikel stand stan "
    "stav "
    "nr stb sfs bgbl rgbl boe jorf dz".split()
)
# the last word of a body that publishes: those who cite it give its whole name
BODIES = frozenset(
    "group consortium committee commission council association society organization organisation board agency bureau "
    "institute ministry department federation union foundation authority office service network collective "
    "gesellschaft verein verband ministerium amt rat kommission société conseil ministère comité asociación consejo "
    "ministerio comisión associação conselho ministério società consiglio ministero commissione "
    "library libraries archive archives museum university college centre center laboratory bibliothek archiv "
    "universität bibliothèque musée université biblioteca museo universidad universidade università".split()
)
_SEVERAL = pattern(r"[,&/]|\b(?:and|und|et|y|e|i)\b")  # names, or parts of a name
_LATIN_END = "\u024f"  # the last letter of the Latin alphabets
_CODE = pattern(r"[^\W\d_a-z]-\d{2}")  # R-24628
_ABBREVIATION = pattern(r"(?:\d\s)?[^\W\d_]{2,5}\.\s*")  # Rev. 22, Gen. 7
# Anna Lee: a citation gives the family name, prose the whole
_GIVEN_AND_FAMILY = pattern(
    rf"(?![{UPPER}]{{2,}}\s\S+\s)(?!(?i:van|von|vom|del?|della|dos|das|les?|las|los|den|der|ter|ten|ben|bin|ibn)\s)[^\W\d_]{{3,}}\s[^\W\d_]"
)
_OPEN_ENDED = pattern(r"[ivxlc]{2,}(?:\s?[-–]\s?[ivxlc]{2,})?\.?|\d{1,4}\s?(?:ff?|sqq?|seqq?)\.?")  # xii–xiv, 38ff.
_NAMED_PART = pattern(r"(?:[^\W\d_]{2,}\.?\s?|[§¶]{1,2}\s?)\d")  # sec. 2.3, ¶6
# TBox, RiverML, UniLa, XY-Parser: a family name goes on with a capital after its particle only (McRae, VanDam)
_COINED = pattern(
    rf"""
    [{UPPER}]{{2,}}(?:[{LOWER}]|-[{UPPER}])
    | \b(?!(?:Ma?c|Fitz|D[aeiu]|De[lns]|L[aeo]|Las|V[ao]n|[EA]l|Ben|[DT]er|San|Saint)[A-Z])[^\W\d_]*[{LOWER}][{UPPER}]
    """,
    re.VERBOSE,
)
# MS 12, fol. 3r · Box 4, Folder 2 · Bl. 3: where a paper lies in an archive
_ARCHIVE = pattern(r"\b(?:MSS?|Mss?|fols?|Box|Folder|Bl|Bestand|Nachlass|Cod|leg|caja)\b\.?\s\d")
_YEARLIKE = pattern(r"(?:1[0-9]|20)\d\d[a-z]?")
_HEDGE = pattern(r"[%°€$£=<>+×@#{}|~^]|\d[.,]\d")

Shape = tuple[str, bool]


def shape(cite: Cite) -> Shape:
    """How a cite looks: what its core is made of, and whether a locator follows.

    `styled` a name before an italic or quoted title, `title` such a title alone, `name` one or two plain words,
    `names` several parts or more words; `bare` a locator alone.
    """
    if not cite.readings:
        return "bare", True
    first = cite.readings[0]
    located = cite.locator is not None
    if first.styled:
        return ("styled" if first.names else "title"), located
    core = core_of(cite)
    if _SEVERAL.search(core) or len(core.split()) > 2:
        return "names", located
    return "name", located


def core_of(cite: Cite) -> str:
    """The cite without its locator, and without words that follow it."""
    if cite.locator_at < 0:
        return cite.prose.removesuffix(cite.suffix).strip(" ,:;") if cite.suffix else cite.prose
    return cite.prose[: cite.locator_at].strip(" ,.:;")


def is_body(cite: Cite) -> bool:
    """Whether a cite names a body by its whole name: River Board Working Group."""
    names = cite.readings[0].names
    return len(names) == 1 and " " in names[0] and words(names[0])[-1] in BODIES


class Shapes:
    """How many distinct cites of each shape fit the bibliography, and how many do not."""

    def __init__(self, judged: Iterable[tuple[Cite, bool]], plausible: Callable[[Cite], bool]) -> None:
        self.plausible = plausible
        seen: dict[tuple[Shape, str], bool] = {}
        for cite, fits in judged:
            if fits or plausible(cite):
                seen[shape(cite), fold(core_of(cite))] = fits
        self.fit = Counter(key[0] for key, fits in seen.items() if fits)
        self.unfit = Counter(key[0] for key, fits in seen.items() if not fits)

    def named(self, least: int, share: float, *, but: int = 1) -> bool:
        """Whether so many works, and such a share of what looks so, are cited by name alone; `but` is not counted."""
        return self._share(least, share, but, ("name", False), ("names", False))

    def titled(self, least: int, share: float) -> bool:
        """The same of works cited by their title alone."""
        return self._share(least, share, 1, ("title", False))

    def _share(self, least: int, share: float, but: int, *forms: Shape) -> bool:
        fit, unfit = (sum(counts[form] for form in forms) for counts in (self.fit, self.unfit))
        return fit >= least and fit >= share * (fit + unfit - but)

    def is_citation(self, cite: Cite) -> bool:
        """Whether a cite that fits nothing is one nevertheless."""
        form = shape(cite)
        if form[0] == "bare" or not self.plausible(cite):
            return False
        if form[0] == "styled":
            return self.fit.total() > 0
        if form[0] == "title":
            return form[1] and self.fit.total() > 0 and len(words(cite.readings[0].title)) > 1
        least, share = {
            ("name", True): (1, 0.5),
            ("names", True): (1, 0.4),
            ("names", False): (3, 0.6),
            ("name", False): (4, 0.75),
        }[form]
        like = self.fit[form]
        if form[1]:
            alike = ("styled", "names", "name") if len(cite.readings[0].names) > 1 else ("styled", "names")
            like += sum(self.fit[other, True] for other in alike if other != form[0])
        return like >= least and like / (like + self.unfit[form]) >= share


def gloss(prose: str, citation: Citation) -> bool:
    """Whether a parenthesis explains an acronym, or is one that stands for the words before: `Harbour Board (HB)`."""
    if len(citation.cites) > 1:
        return False
    inside = citation.cites[0].prose.strip(' .,"“”')
    before = prose[max(0, citation.at - 120) : citation.at].rstrip("([（ *_\n")
    if _acronym(inside):
        return spells(inside, before.split()[-len(inside) - 3 :])
    last = before[max(before.rfind(" "), before.rfind("\n")) + 1 :].strip('”"’*“‘')
    return _acronym(last) and spells(last, re.split(r"[\s-]+", inside))


def _acronym(word: str) -> bool:
    return (
        2 <= len(word) <= 10
        and not word.islower()
        and " " not in word
        and sum(c.isupper() for c in word) >= 2
        and not any(c.isdigit() for c in word)
    )


def spells(acronym: str, spoken: list[str]) -> bool:
    """Whether the letters of an acronym begin words of a text, in order, most of them."""
    initials = "".join(part[0] for word in spoken for part in re.split(r"[-/]", word.strip('"“”‘’(*_')) if part).lower()
    at, hits = 0, 0
    for letter in acronym.lower():
        found = initials.find(letter, at)
        if found >= 0:
            at, hits = found + 1, hits + 1
    return hits >= max(2, len(acronym) - 1)


def plausible(cite: Cite, index: Index, *, among: bool = False) -> bool:
    """Whether a parenthesis can be a citation at all, from its own words: no date, place, gloss, measure or imprint.

    What stands `among` citations in one bracket may be an acronym, or look like a given name and a surname.
    """
    located = cite.locator is not None and _NAMED_PART.match(cite.locator.text) is not None
    said = cite.prose[: cite.locator_at] if located else cite.prose
    if not cite.readings or _HEDGE.search(said) or _ARCHIVE.search(cite.prose):
        return False
    first = cite.readings[0]
    if first.styled:
        if first.title[0].islower() or (cite.locator and _YEARLIKE.fullmatch(cite.locator.text.strip(" ."))):
            return False
        if first.names and not cite.locator and "," not in cite.prose and " " not in first.title:
            return False  # German Stelzen
        return not first.names or all(is_name(n) for n in first.names)
    core = " and ".join(first.names) if first.others else core_of(cite)
    folded = word_tuple(core)
    if _CODE.search(cite.prose) or _ABBREVIATION.fullmatch(cite.prose[: cite.locator_at] if cite.locator else core):
        return False
    if not folded or not capitalised(core) or len(folded) > 12 or set(folded) & MONTHS:
        return False
    if (folded[-1] in PARTS and not is_body(cite)) or folded[0] in PARTS:
        return False
    if all(w in index.imprints for w in folded):
        return False
    if cite.locator is None:
        if core.lower() == core.upper():
            return False  # a name once more, in its own script
        whole = any(_GIVEN_AND_FAMILY.match(n) for n in first.names) and not among
        if not is_body(cite) and (not first.names or whole):
            return False
        if _COINED.search(core) or (core[0] > _LATIN_END and all(key[0] <= _LATIN_END for key in index.by_family)):
            return False  # no name, or one in a script that the list does not use
        return (
            (not cite.prefix or author.leads_up(cite.prefix))
            and numbers.is_aside(cite.suffix)
            and (among or not core.replace(" ", "").isupper())
            and not any(w.isdigit() for w in folded)
        )
    if set(words(cite.locator.text)) & MONTHS:
        return False
    return not _YEARLIKE.fullmatch(cite.locator.text.strip(" .")) and (
        located or bool(cite.locator.ranges) or _OPEN_ENDED.fullmatch(cite.locator.text) is not None
    )
