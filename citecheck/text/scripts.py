"""Compare words over accents, alphabets and habits of transliteration."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from citecheck.text.patterns import pattern

# Signs that stand for a soft sign, an ayn or an elision: writers add and drop them.
APOSTROPHES = "'’‘ʼʹʻ`´ʾʿ"
_NOT_A_LETTER = pattern(r"[\W_]+")
_WORD = pattern(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*[{APOSTROPHES}]?")
_DROP_APOSTROPHES = str.maketrans("", "", APOSTROPHES + "\u00ad\u200b\u2060")

_UNDECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})

# Letters and digraphs that the usual romanisations (ALA-LC, ISO 9, BGN, Wade-Giles, German) write differently.
_ROMANISATIONS = (
    (pattern("shch|schtsch|sch|sh"), "s"),
    (pattern("tch|tsch|ch|cz"), "c"),
    (pattern("kh"), "h"),
    (pattern("zh"), "z"),
    (pattern("ts|tz"), "c"),
    (pattern("th"), "t"),
    (pattern("ph"), "f"),
    (pattern("ck"), "k"),
    (pattern("w"), "v"),
    (pattern("ae|oe|ue"), lambda m: m[0][0]),
    (pattern("[yij]+(?=[aeou])"), "i"),
    (pattern("(?<=[aeou])[yij]+"), "i"),
    (pattern("[yij]+"), "i"),
)
_DOUBLED = pattern(r"(.)\1")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and soft hyphens; other alphabets romanised letter by letter."""
    text = text.translate(_DROP_APOSTROPHES)
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return (plain if plain.isascii() else _romanised_letters(plain)).translate(_DROP_APOSTROPHES).lower()


@lru_cache(maxsize=16384)
def word_tuple(text: str) -> tuple[str, ...]:
    """The words of a text that is looked up again and again: a title, a name."""
    return tuple(words(text))


def _romanised_letters(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text)


def words(text: str) -> list[str]:
    """The folded words of a text, numbers included: `Samuel'son` is one word, `well-known` two."""
    return [w for w in (fold(m[0]) for m in _WORD.finditer(text)) if w]


def plain_words(text: str) -> list[str]:
    """The words of a text in their own alphabet, without case and accents, for what is compared within one language."""
    plain = unicodedata.normalize("NFKD", text.translate(_DROP_APOSTROPHES).casefold()).translate(_UNDECOMPOSED)
    return [m[0] for m in _WORD.finditer("".join(c for c in plain if not unicodedata.combining(c)))]


@lru_cache(maxsize=65536)
def romanised(text: str) -> str:
    """A key that a name keeps from one romanisation to another: Ianev and Janev, Zhelev, Želev and Желев."""
    key = _NOT_A_LETTER.sub("", fold(text))
    for romanisation, letter in _ROMANISATIONS:
        key = romanisation.sub(letter, key)
    return key


@lru_cache(maxsize=65536)
def sound(text: str) -> str:
    """As `romanised`, with doubled letters written once: Geologiia and Geologia."""
    return _DOUBLED.sub(r"\1", romanised(text))
