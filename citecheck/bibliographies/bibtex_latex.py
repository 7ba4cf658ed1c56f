"""The LaTeX of a field as plain text: accents, letters, quotation marks, dashes; formatting is left out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from citecheck.text.patterns import pattern

# What makes decoding necessary at all; a long library is mostly plain.
_SPECIAL = pattern(r"[\\{}$~`<&\t\r\n]|--|''|  ")
# <i>  </sup>: publishers' exports leave them in titles
_TAG = pattern(r"</?(?:i|b|em|it|sub|sup|scp|strong|span)(?:\s[^<>]{0,80})?>", re.IGNORECASE)
_ENTITY = pattern(r"&(?:amp|lt|gt|quot|apos|#\d{2,5});")
# LaTeX's accents and the combining characters they are (Unicode 15, Combining Diacritical Marks)
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "U": "\u030e",
    "G": "\u030f",
}
_LETTERS = {
    "ss": "ß",
    "SS": "ẞ",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "S": "§",
    "P": "¶",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquotesingle": "'",
    "textasciitilde": "~",
    "textunderscore": "_",
    "textbackslash": "\\",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "hyphen": "-",
    "slash": "/",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "bibstring": "",
    "relax": "",
    "newblock": "",
    "par": " ",
    "quad": " ",
    "newline": " ",
}
# \, \; \: and \\ are blanks; \- \/ \@ print nothing
_SIGNS = {**dict.fromkeys(" ,;:\\", " "), **dict.fromkeys('-/@!|"', "")}
_TOKEN = pattern(
    r"""
      \\(?P<accent>[`'^"~=.]|[uvHtcdbrkUG](?![A-Za-z]))\s*  # \'e  \'{e}  \v{s}  \c c  \'\i  \"{\i}
        (?:\{\s?(?P<in_braces>\\[ijoOlL](?![A-Za-z])|\\(?:ae|AE|oe|OE)(?![A-Za-z])|\\[`'^"~=.]\{?[^\W\d_]\}?|[^\W\d_])\s?\}?
          |(?P<bare>\\[ij](?![A-Za-z])\s?|[^\W\d_]))
    | \\(?:href|textcolor|color|noopsort|SortNoop|sortnoop|hspace|vspace|label|cite[a-z]*|foreignlanguage
           |selectlanguage|footnote)\*?\s?\{[^{}]*\}        # \href{address}: an argument that is not printed
    | \\(?P<word>[A-Za-z]+)\*?[ \t\n]*                      # \ss  \emph  \textit
    | \\(?P<sign>.)                                         # \&  \_  \-
    | (?P<quotes>``|''|`)
    | (?P<dashes>---?)
    | [{}]
    | [~\s]+
    """,
    re.VERBOSE | re.DOTALL,
)
_NESTED = pattern(r"""\\(?P<accent>[`'^"~=.])\{?(?P<letter>[^\W\d_])\}?""")
_DOLLAR = pattern(r"(?<!\\)\$")
_LONGEST_MACRO = 40


def decode(text: str) -> str:
    """Plain Unicode of a field, its white space collapsed: `{\\"O}zg{\\"u}r's \\emph{Bees}` gives Özgür's Bees."""
    if not _SPECIAL.search(text):
        return text.strip()
    if "$" in text:
        parts = _DOLLAR.split(text)
        text = "".join(p.replace("_", "").replace("^", "") if n % 2 else p for n, p in enumerate(parts))
    if "<" in text:
        text = _TAG.sub("", text)
    text = _TOKEN.sub(_plain, text).strip()
    if "&" not in text:
        return text
    from html import unescape

    return _ENTITY.sub(lambda m: unescape(m[0]), text)


def decode_accents(text: str) -> str:
    """Decode, but keep the braces that protect parts of a name."""
    if "\\" not in text:
        return text
    return _TOKEN.sub(_letter, text)


def _letter(token: re.Match[str]) -> str:
    return token[0] if token[0] in ("{", "}") else _plain(token)


def _plain(token: re.Match[str]) -> str:
    if accent := token["accent"]:
        return _accented((token["in_braces"] or token["bare"]).strip(), _ACCENTS[accent])
    if word := token["word"]:
        found = _LETTERS.get(word)
        return found if found is not None else _macro(word)
    if sign := token["sign"]:
        return _SIGNS.get(sign, sign if not sign.isspace() else " ")
    if quotes := token["quotes"]:
        return {"``": "“", "''": "”", "`": "‘"}[quotes]
    if dashes := token["dashes"]:
        return "–" if len(dashes) == 2 else "—"
    return " " if token[0][0] not in "\\{}" else ""


def _accented(base: str, accent: str) -> str:
    """A letter with its accent; composed here one by one, as composing a long hostile run takes quadratic time."""
    if base.startswith("\\"):
        inner = _NESTED.fullmatch(base)
        if inner:  # \'{\^e}
            base = inner["letter"] + _ACCENTS[inner["accent"]]
        else:
            base = base[1:] if base[1:] in ("i", "j") else _LETTERS[base[1:]]
    return unicodedata.normalize("NFC", base + accent)


def _macro(word: str) -> str:
    """What a macro without arguments prints, by pylatexenc's table; formatting prints nothing."""
    if len(word) > _LONGEST_MACRO:
        return ""
    spec = _macros().get_macro_spec(word)
    replacement = getattr(spec, "simplify_repl", None)
    return replacement if isinstance(replacement, str) and "%" not in replacement else ""


@cache
def _macros() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]

    return get_default_latex_context_db()
