"""Which language a text is in, told by its commonest small words; enough to know how it treats names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from citecheck.text.patterns import pattern

_SAMPLE = 40_000  # characters that are read
_LEAST = 0.06  # share of the words of a text that the small words of its language have
_WORD = pattern(r"[^\W\d_]+")
_SMALL_WORDS = {
    "en": "the of and to in is that for as with was are by this from it on be which were has not but their",
    "de": "der die und den das ist von mit nicht ein eine auf im dem des zu sich auch wie es als für nach",
    "nl": "de het een en van dat is niet op te met zijn voor ook bij door volgens aan er",
    "sv": "och att det som en är av för inte på med den ett har till enligt om så",
    "da": "og at det som en er af for ikke på med den et har til ifølge om så",
    "no": "og å det som en er av for ikke på med den et har til ifølge om så",
    "fr": "le la les des et de un une est que dans pour par sur du au selon ne pas qui ce",
    "es": "el la los las y de un una es que en por para con se del al según no lo su",
    "it": "il la le gli e di un una è che in per con si del della secondo non lo i da",
    "pt": "o a os as e de um uma é que em por para com se do da no na segundo não ao",
    "ca": "el la els les i de un una és que en per amb es del al segons no ho",
    "ro": "și în de la cu că este pe din un o nu care mai al se după lui",
    "pl": "i w na z się nie do że jest to o jak przez oraz od za po według są też dla który",
    "cs": "a v se na je že o s z do i ve to jako pro podle které který byl jsou také k",
    "sk": "a v sa na je že o s z do aj vo to ako pre podľa ktoré ktorý bol sú tiež k",
    "hr": "i u je se na da su za od s o koji kao prema iz nije te što bio",
    "sl": "in je v se na da so za od s o ki kot po iz ni pa tudi bil",
    "hu": "a az és hogy nem is egy meg de volt szerint ez mint csak már vagy van",
    "tr": "ve bir bu da de için ile olarak gibi daha göre ise olan çok kadar sonra en",
    "fi": "ja on ei se että oli joka myös mukaan ovat kuin mutta sen hän",
    "et": "ja on ei see et oli mis ka järgi kui aga selle ta ning",
    "lt": "ir kad yra į iš su ne tai pagal kaip jo bet buvo o",
    "lv": "un ir ka no ar par tas kā pēc bet bija uz ne",
}
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)


def sample(proses: Iterable[str]) -> str:
    """As much of a text as is read."""
    found: list[str] = []
    size = 0
    for prose in proses:
        if size > _SAMPLE:
            break
        found.append(prose)
        size += len(prose)
    return " ".join(found)[:_SAMPLE]


@lru_cache(maxsize=8)
def language(text: str) -> str:
    """The ISO 639-1 code of the language that most small words of a text belong to; empty where that is not clear."""
    found = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    counts: Counter[str] = Counter()
    for word, number in found.items():
        for one in _LANGUAGES.get(word, ()):
            counts[one] += number
    if not counts:
        return ""
    best, number = counts.most_common(1)[0]
    return best if number >= _LEAST * found.total() else ""
