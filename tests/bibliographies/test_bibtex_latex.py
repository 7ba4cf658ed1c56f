"""LaTeX as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.bibliographies.bibtex_latex import decode, decode_accents


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        ("The River", "The River"),
        ("The {R}iver and {the Bridge}", "The River and the Bridge"),
        (r"Br{\"u}cke, Br\"{u}cke, Br\"ucke", "Brücke, Brücke, Brücke"),
        (r"R{\'\i}o, r\'{\i}o, r\'io", "Río, río, río"),
        (r"\v{r}eka, \v reka", "řeka, řeka"),
        (r"fa\c{c}ade fa\c cade", "façade façade"),
        (r"\k{a} \H{o} \r{a} \u{g} \.z \d{h} \~n \=a", "ą ő å ğ ż ḥ ñ ā"),
        (r"s{\'{\^e}}c", "sếc"),
        (r"Stra{\ss}e, Stra\ss{}e, stra\ss e", "Straße, Straße, straße"),
        (r"{\O}resund \L{}aba \AA{}n {\ae}on", "Øresund Łaba Ån æon"),
        (r"\emph{Apis} \textit{mellifera} {\em in} rivers", "Apis mellifera in rivers"),
        (r"Bees \& Co., 50\%, \#1, a\_b, \$5", "Bees & Co., 50%, #1, a_b, $5"),
        ("``The Bridge''", "“The Bridge”"),
        ("1933--1937 --- a study", "1933–1937 — a study"),
        ("River~Bridge\n   and\tBee", "River Bridge and Bee"),
        (r"J.\,B.\ Rivers\\Bees", "J. B. Rivers Bees"),
        (r"\href{https://rivers.example}{Rivers} at \url{https://bees.example/a}", "Rivers at https://bees.example/a"),
        (r"CO$_2$ and $\alpha$-particles, 10$^{3}$", "CO2 and α-particles, 103"),
        (r"\noopsort{1973b}1973", "1973"),
        (r"{\relax Ch}annel \nosuchmacro{x}", "Channel x"),
        ("Bees &amp; Bridges in <i>Rivers</i> H<sub>2</sub>O", "Bees & Bridges in Rivers H2O"),
        ("a < b & c", "a < b & c"),
        (r"\guillemotleft Pont\guillemotright", "«Pont»"),
        (r"hyphen\-ation o\/f {}", "hyphenation of"),
        ("", ""),
    ],
)
def test_decode(latex: str, plain: str) -> None:
    assert decode(latex) == plain


def test_names_keep_the_braces_that_protect() -> None:
    assert decode_accents(r"{Br\"uckenbau und Fl\"usse}, K{\'a}roly") == "{Brückenbau und Flüsse}, K{á}roly"


@given(st.text(alphabet="\\{}$~`'\"^=-<>&;aeiouvcs \n%#é\u0301", max_size=60))
def test_any_text_is_decoded_and_plain_stays_plain(text: str) -> None:
    plain = decode(text)
    assert plain == plain.strip()
    if "\\" not in text:
        assert "{" not in plain
        assert "}" not in plain


@pytest.mark.parametrize(
    "unit", ["{", "}", "\\", "\\'", "\\'{", "$", "\\href{", "\\cite", "<i ", "&#", "`", "\u0301\u0323"]
)
def test_long_runs_take_linear_time(unit: str) -> None:
    decode("\\ " + unit * 200_000)
