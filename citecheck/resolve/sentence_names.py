"""Whether the word before a year in brackets, `Marsh (2010)`, is an author's name, though no entry fits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from citecheck.citations import author
from citecheck.citations.author_date import Dated
from citecheck.citations.readings import is_name
from citecheck.model import Block, Reading
from citecheck.resolve import dated, dated_near, persons
from citecheck.resolve.index import ARTICLES, Index
from citecheck.resolve.inflected import Inflections
from citecheck.resolve.shapes import MONTHS, PARTS
from citecheck.text import eastern_names, gazetteer, names, years
from citecheck.text.patterns import pattern
from citecheck.text.scripts import fold, words

HABIT = 2  # narrative citations that show a manuscript to have them
_LATER = 3  # years after the latest of a list in which a work that is missing from it may have come out
_BEFORE, _LONG_BEFORE = 10, 150  # years before the earliest of it, the second with a page behind the year
_CLOSE = 60  # characters before a name that tell what it is
_SAYING = frozenset(("nach", "bei", "an"))  # in German of those who say something, elsewhere of places
_QUOTED = pattern(r"[«»„“”\"『』「」《》]")  # the name of a film, an exhibition
# in Norway. · near Marsh, where: a place; not in Marsh (2010), and not in Marsh and Reed
_LYING = pattern(r"\s(?:in|near|em|en|à|bei|nach|aus)\s\Z")
_LYING_GERMAN = pattern(r"\s(?:in|aus)\s\Z")  # nach Marsh is according to him
_NO_AUTHOR = pattern(r"(?:[.;]|,\s(?!\d)|\s(?!\(|\d|(?:et|and|und|y|e|u)\W))")
_PREPOSITION = 6  # characters of the longest of them, with its spaces

# ---- languages but English

# Before a noun, hardly ever before an author's name.
_DETERMINERS = frozenset(
    "der die das dem den des ein eine einem einen einer eines am im zum zur vom beim ins ans dieser diese dieses "
    "diesem diesen "
    "jener jene jenes mein sein ihr unser meinem seinem ihrem unserem meiner seiner ihrer unserer keine kein "
    "le la les un une du des au aux ce cet cette ces son sa ses leur leurs notre mon ma mes "
    "el los las una unos unas del al este esta ese esa su sus nuestro nuestra lo "
    "il gli uno nel nella nello dello della degli delle dei dal dalla al alla allo suo sua loro questo questa "
    "o os as um uma do da dos das ao à no na nos nas seu sua este esta het een dit deze zijn haar "
    "den det ett en denna detta sin sitt az".split()
)
_BEFORE_NOUNS = _DETERMINERS | ARTICLES
_PLACES = frozenset(
    "à a en dans sur vers depuis su nel nella em en i på från till aan op uit tot w we na do z ze nad pod od v ve в "
    "во на из от до "
    "под над при по aus ab seit über gegen".split()
)
# Nouns end so in languages that write them with a capital, or begin a sentence with one.
_NOUN = pattern(
    r"(?:(?:ung|heit|keit|schaft|tion)(?:en)?|tät|ismus|nis|gesetz|ordnung|buch|jahr|krieg|studie|bericht|amt|rat|tag|recht|"
    r"ción|sión|dad|miento|ismo|ção|são|dade|mento|zione|sione|tà|ment|sion|ité|isme|age|lagen|ningen|het|skapet|wet|heid|ing)\Z"
)
_NO_SURNAME = pattern(r"[lL][’'](?=[A-Z])|[^\W\d_a-z]{2,}-")  # l’Insee · EU-Richtlinie
_ACRONYM_OF = pattern(r"[^\W\d_a-z]{2,}-[a-z]")
_MOST_CAPITALS = 2  # of a surname: McRae
# A surname of a language whose other words may stand there with a capital: Иванов-, Kowalsk-, Novák-ov-
_SURNAME = pattern(
    r"(?:[оеё]в|[иы]н|ск|цк|енк|ук|юк|ич|ян|ман|берг|штейн|дзе|швили)(?:[а-яё]{0,3})\Z|(?:s|c|dz)k(?:i|a|iego|iej|iemu|im|ą|ý|ého|é|ou|ým)\Z|"
    r"(?:wicz|czyk|czak|owicz|iak|ová|ové|ovou|ović|ić|ič)(?:[aey]|em|owi|ovi)?\Z|oğlu"
)
_BY_SURNAME = frozenset(("pl", "cs", "sk", "hr", "sl", "tr", "fi", "et", "lv", "lt", "hu"))
_CYRILLIC = pattern(r"[\u0400-\u04ff]")
_SHORTEST_STEM, _ENDING = 4, 2  # letters of a stem, letters that its endings may have
_WORD_BEGINS, _WORD_ENDS, _WORD_OVER = pattern(r"(?<!\w)"), pattern(r"\w{0,3}(?!\w)"), pattern(r"(?![\w-])")
_WORD_BEFORE, _LONGEST_WORD = pattern(r"(?<!\w)(\w+)\s\Z"), 20  # letters that no determiner has
# 孙丽（2011）指出: what only an author does
_EASTERN_VERB = pattern(
    r"[)）]\s?(?:等人)?(?:认为|認為|指出|提出|发现|發現|表明|主张|主張|强调|強調|证明|證明|研究|分析|的(?:研究|观点|觀點|看法|论文|論文)|は|によれば|도|은|는|이|가|의|에\s따르면)"
)


class Names:
    """Whose name stands before a year; `unfit` holds the names and years in brackets that fit nothing."""

    def __init__(self, blocks: tuple[Block, ...], index: Index, forms: Inflections) -> None:
        """Begin with what the list says; `narrative` counts the citations in the sentence that fit it."""
        self._blocks, self._forms, self._imprints = blocks, forms, index.imprints
        listed = sorted(int(y) for e in index.entries if (y := years.plain(e.year)))
        self.first, self.last = (listed[0], listed[-1] + _LATER) if listed else (0, 0)
        self.narrative = 0
        self.unfit: set[tuple[str, str]] = set()

    @cached_property
    def prose(self) -> str:
        """All the text outside the printed lists."""
        return " ".join(b.prose for b in self._blocks).replace("\n", " ")

    def reading(self, one: Dated, prose: str) -> Reading | None:
        """The shortest reading that is a person's name and no part of a longer one.

        The manuscript cites others so, or the text sends the reader there (`see Marsh (2010)`); the year is one that
        its list could have; the word is no acronym, stands behind no preposition of place, and is used as no common
        word and no place anywhere. In an enumeration, `Reed (2001), Marsh (2010)`, and what brackets cite too, is one.
        """
        if not one.narrative or not one.readings or dated_near.is_date(one):
            return None
        year = years.printed(one.year)
        located = one.locator is not None  # Marsh (1947: 12) is nothing else
        likely = self.first - (_LONG_BEFORE if located else _BEFORE) <= int(years.plain(year) or 0) <= self.last
        if eastern_names.is_eastern(one.readings[-1].names[-1]):
            return one.readings[0] if likely and self._is_eastern(one) else None
        for reading, start in zip(reversed(one.readings), reversed(one.starts), strict=True):
            if len(reading.names) != 1 or dated.is_paired(one, start):
                continue
            name = reading.names[0].removesuffix("’s").removesuffix("'s")
            word, before = name.split()[-1], prose[:start]
            if len(word) < 3 or _is_coined(word) or not is_name(name) or set(words(name)) & (MONTHS | PARTS):
                continue
            if names.is_body(name) or all(w in self._imprints for w in words(name)):
                continue  # the year may be that of its foundation, of an event there
            if persons.COUNTED.search(before[-_CLOSE:]):
                continue
            if (fold(name), year) in self.unfit:
                return reading
            if self._is_noun(name, before):
                return None
            listed = likely and persons.ENUMERATED.search(before[-_CLOSE:]) is not None
            if listed and not self.is_place(word) and name.lower() not in gazetteer.NAMES:
                return reading
            sent = author.leads_up(before[-_CLOSE:].strip()) or persons.wrote(before[-_CLOSE:].split())
            if (
                likely
                and (located or sent or self.narrative >= HABIT)
                and (located or self._stands_for_itself(before))
                and not self._is_word(word)
            ):
                return reading
        return None

    @staticmethod
    def longest(one: Dated, prose: str) -> Reading:
        """The longest reading that no article stands before: not the first of `In the West, Reed and Marsh (2010)`.

        Nor is it one that `von` or `de` begins behind a word in lower case, which means by.
        """
        for reading, start in zip(one.readings[:-1], one.starts, strict=False):
            before = prose[max(0, start - _LONGEST_WORD) : start].split()
            said = before[-1] if before else ""
            first, *rest = reading.names[0].split()
            begins = first in persons.OWNERS and (said.islower() or "".join(rest[:1]).islower())
            by = begins or "von" in rest  # beschrieben von Sidorov et al. · das Modell von van Hage et al.
            if said.lower() not in _BEFORE_NOUNS and not by:
                return reading
        return one.readings[-1]

    def _stands_for_itself(self, before: str) -> bool:
        """As `persons.stands_for_itself`; in German, what somebody says stands behind `nach` and `bei`."""
        said = before.rsplit(None, 1)[-1:]
        return persons.stands_for_itself(before) or (
            self._forms.language == "de" and bool(said) and said[0].lower() in _SAYING
        )

    def _is_word(self, name: str) -> bool:
        return f" {name.lower()} " in self.prose or self.is_place(name)

    def is_place(self, name: str) -> bool:
        """Whether something lies in what the name stands for, anywhere in the text."""
        lying = _LYING_GERMAN if self._forms.language == "de" else _LYING
        return any(
            lying.search(self.prose, max(0, at - _PREPOSITION), at) and _NO_AUTHOR.match(self.prose, at + len(name))
            for at in self._places(name)
        )

    def _places(self, word: str) -> Iterator[int]:
        """Where a word stands in the text: a pattern would take a hundred times as long."""
        at = self.prose.find(word) if word else -1
        while at >= 0:
            yield at
            at = self.prose.find(word, at + 1)

    def _is_noun(self, name: str, before: str) -> bool:
        """Whether a word is a noun, a place or a body, in languages that set these apart otherwise than English."""
        if _QUOTED.search(name):
            return True
        cyrillic = _CYRILLIC.search(name) is not None
        if not cyrillic and self._forms.language in ("en", ""):
            return False
        last = re.split(r"[\s'’]", before.rstrip())[-1].lower()
        word = name.split()[-1]
        if last in _DETERMINERS or last in _PLACES or _NO_SURNAME.match(word):
            return True
        if cyrillic or self._forms.language in _BY_SURNAME:
            return _SURNAME.search(word) is None
        noun = _NOUN.search(word.lower()) or word.lower().endswith(persons.COMPOUNDS)
        return bool(noun) or self._stands_as_noun(word)

    def is_german_noun(self, word: str) -> bool:
        """Whether the text uses a word as a noun, `der Zeitraum`, where all nouns have a capital."""
        return self._forms.language == "de" and self._has_article(word)

    def _stands_as_noun(self, word: str) -> bool:
        """Whether a word, or one with its stem, stands somewhere in lower case, or behind an article."""
        stem = word[: max(_SHORTEST_STEM, len(word) - _ENDING)].lower()
        if len(word) >= _SHORTEST_STEM and any(
            _WORD_BEGINS.match(self.prose, at) and _WORD_ENDS.match(self.prose, at + len(stem))
            for at in self._places(stem)
        ):
            return True
        return self._has_article(word)

    def _has_article(self, word: str) -> bool:
        return any(
            (before := _WORD_BEFORE.search(self.prose, max(0, at - _LONGEST_WORD), at))
            and before[1].lower() in _DETERMINERS
            and _WORD_OVER.match(self.prose, at + len(word))
            for at in self._places(word)
        )

    def _is_eastern(self, one: Dated) -> bool:
        """Whether the signs before a year are a person's, used nowhere as a word, and do what an author does."""
        said = one.readings[0].names
        if len(said) != 1 or self.narrative < HABIT or one.year[0].endswith("年"):
            return False
        if not eastern_names.is_person(said[0]) or not _EASTERN_VERB.match(one.year.string, one.year.end()):
            return False
        dated_so = re.findall(rf"{re.escape(said[0])}\s?[（(]", self.prose)
        return self.prose.count(said[0]) == len(dated_so)


def _is_coined(word: str) -> bool:
    """Whether a word is an acronym, begins with one, or has more capitals than a surname: HBR, HBR-based, RiVeRML."""
    return (
        word.isupper()
        or _ACRONYM_OF.match(word) is not None
        or any(sum(c.isupper() for c in part) > _MOST_CAPITALS for part in word.split("-"))
    )
