"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.manuscripts.decode import Unreadable, decode
from citecheck.model import Span

RIVER = "Der Fluß fließt über Brücken,\r\nund die Bienen summen süß.\r"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (RIVER.encode(), "utf-8", b""),
        (RIVER.encode("utf-8-sig"), "utf-8", b"\xef\xbb\xbf"),
        (b"\xff\xfe" + RIVER.encode("utf-16-le"), "utf-16-le", b"\xff\xfe"),
        (b"\xfe\xff" + RIVER.encode("utf-16-be"), "utf-16-be", b"\xfe\xff"),
        (b"\xff\xfe\0\0" + RIVER.encode("utf-32-le"), "utf-32-le", b"\xff\xfe\0\0"),
        (b"\0\0\xfe\xff" + RIVER.encode("utf-32-be"), "utf-32-be", b"\0\0\xfe\xff"),
        (RIVER.encode("utf-16-le"), "utf-16-le", b""),
        (RIVER.encode("utf-16-be"), "utf-16-be", b""),
    ],
)
def test_unicode_is_decoded_strictly_and_can_be_written_back(data: bytes, encoding: str, bom: bytes) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.bom) == (RIVER, encoding, bom)
    assert decoded.strict
    assert not decoded.problems
    assert decoded.bom + decoded.text.encode(decoded.encoding) == data


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RIVER, "cp1252"),
        ("Řeka teče pod mostem a včely létají nad vodou. " * 9, "cp1250"),
        ("Река течёт под мостом, и пчёлы летят над водой. " * 9, "cp1251"),
        ("Река течёт под мостом, и пчёлы летят над водой. " * 9, "koi8-r"),
        ("Το ποτάμι κυλά κάτω από τη γέφυρα. " * 9, "cp1253"),
        ("川の橋と蜂の話をする。" * 20, "shift_jis"),
    ],
)
def test_other_encodings_are_guessed_and_never_rewritten(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert not decoded.strict
    assert [p.code for p in decoded.problems] == ["DOC901"]


def test_a_few_bad_bytes_are_marked() -> None:
    decoded = decode(b"a" * 500 + b"\xe9" + b"b" * 200 + b"\xff\xfe" + b"c" * 500)
    assert decoded.text == "a" * 500 + "\ufffd" + "b" * 200 + "\ufffd\ufffd" + "c" * 500
    assert [p.span for p in decoded.problems] == [Span(500, 501), Span(701, 703)]
    assert not decoded.strict


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 1000,
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1\2\3" * 50,
        b"\xef\xbb\xbf\xff",
        b"\xff\xfea",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\w+ \w+"):
        decode(data)


def test_an_empty_file_is_empty() -> None:
    assert decode(b"").text == ""
    assert decode(b"\xef\xbb\xbf").text == ""


@given(st.binary() | st.text().map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Unreadable:
        return
    decoded.text.encode()
    if decoded.strict:
        assert decoded.bom + decoded.text.encode(decoded.encoding) == data
    for problem in decoded.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(decoded.text)
