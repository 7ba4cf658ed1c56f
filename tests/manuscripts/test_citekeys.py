"""Pandoc's citekeys: the examples are those of its manual, in other words."""

from __future__ import annotations

import pytest

from citecheck.manuscripts import citekeys, markdown


def cites(source: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (source[c.start : c.end], x.key, x.prefix, x.suffix, x.mode)
        for c in markdown.read(source, "a.md").citekeys
        for x in c.cites
    ]


NORMAL, IN_TEXT, SUPPRESS = "normal", "author-in-text", "suppress-author"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Bees [@marsh1990].", [("[@marsh1990]", "marsh1990", "", "", NORMAL)]),
        (
            "[see @marsh, pp. 3-4 and *passim*]",
            [("[see @marsh, pp. 3-4 and *passim*]", "marsh", "see", "pp. 3-4 and passim", NORMAL)],
        ),
        (
            "[@a; see -@b, 3]",
            [("[@a; see -@b, 3]", "a", "", "", NORMAL), ("[@a; see -@b, 3]", "b", "see", "3", SUPPRESS)],
        ),
        ("[-@a]", [("[-@a]", "a", "", "", SUPPRESS)]),
        ("[@a, @b]", [("[@a, @b]", "a", "", "", NORMAL), ("[@a, @b]", "b", "", "", NORMAL)]),
        ("@a says", [("@a", "a", "", "", IN_TEXT)]),
        ("@a [p. 3] says", [("@a [p. 3]", "a", "", "p. 3", IN_TEXT)]),
        (
            "@a [p. 3; see @b]",
            [("@a [p. 3; see @b]", "a", "", "p. 3", IN_TEXT), ("@a [p. 3; see @b]", "b", "see", "", NORMAL)],
        ),
        ("@a [-@b]", [("@a [-@b]", "a", "", "", IN_TEXT), ("@a [-@b]", "b", "", "", SUPPRESS)]),
        ("[@{http://r.org/a_b}, 3]", [("[@{http://r.org/a_b}, 3]", "http://r.org/a_b", "", "3", NORMAL)]),
        ("@a:b.c-d_e. Next", [("@a:b.c-d_e", "a:b.c-d_e", "", "", IN_TEXT)]),
        (
            "(@a, 3) **@b** “@c”",
            [("@a", "a", "", "", IN_TEXT), ("@b", "b", "", "", IN_TEXT), ("@c", "c", "", "", IN_TEXT)],
        ),
        ("[@a, [p. 3]]", [("[@a, [p. 3]]", "a", "", "[p. 3]", NORMAL)]),
        ("[the @a way](u)", [("@a", "a", "", "", IN_TEXT)]),
        ("| a |\n|---|\n| [@a] |", [("[@a]", "a", "", "", NORMAL)]),
        ("x^[see [@a]]", [("[@a]", "a", "", "", NORMAL)]),
        ("x[^1]\n\n[^1]: [@a]", [("[@a]", "a", "", "", NORMAL)]),
        ("![By @a](h.png)", [("@a", "a", "", "", IN_TEXT)]),
        ("[@a;\n@b]", [("[@a;\n@b]", "a", "", "", NORMAL), ("[@a;\n@b]", "b", "", "", NORMAL)]),
        # what is no citekey
        ("bee@river.org and <bee@river.org>", []),
        ("\\@a and [\\@b]", []),
        ("`@a` and ``[@b]`` and $@c$", []),
        ("```\n[@a]\n```\n\n    @b\n", []),
        ("<!-- @a -->", []),
        ("http://r.org/@bee and [x](http://r.org/@a)", []),
        ("@fig-hive @tbl:bees @sec-river @Eq-one @lst-a @thm-b", []),
        ("(@good) Bees fly.\n\nSee (@good).", []),
        ("@ a @@b @.", []),
    ],
)
def test_citekeys(source: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert cites(source) == expected


def test_a_key_stands_where_its_sign_does() -> None:
    source = "Käfer *und* [see @marsh, 3]"
    ((cite,),) = [c.cites for c in markdown.read(source, "a.md").citekeys]
    assert source[cite.start : cite.end] == "@marsh"


@pytest.mark.parametrize(
    ("value", "expected"), [("@a, @{b}, @c.d", ("a", "b", "c.d")), ("@*", ("*",)), ("@a\n@*", ("*", "a")), ("bees", ())]
)
def test_keys_of_a_list(value: str, expected: tuple[str, ...]) -> None:
    assert citekeys.keys(value) == expected
