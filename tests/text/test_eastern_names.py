"""Names in scripts without spaces: where they may begin, and which are those of a person."""

from __future__ import annotations

import pytest

from citecheck.text import eastern_names


@pytest.mark.parametrize(
    ("before", "name", "inside"),
    [
        ("木桥很古老。", "王伟", False),
        ("这一点，", "王伟", False),
        ("木桥很古老，根据", "王伟", False),
        ("数出了十一个桥拱的", "王伟", False),
        ("木桥很古老。", "王伟和李娜", False),
        ("一方、", "山田・佐藤", False),
        ("木桥（", "王伟，李娜", True),
        ("나무다리는 ", "김민수와 이영희", False),
    ],
)
def test_starts(before: str, name: str, inside: bool) -> None:
    prose = before + name
    assert len(before) in list(eastern_names.starts(prose, 0, len(prose), inside=inside))


def test_no_names_before_a_comma_in_running_text() -> None:
    prose = "木桥很古老，王伟"
    assert min(eastern_names.starts(prose, 0, len(prose), inside=False)) == prose.index("王")


@pytest.mark.parametrize("name", ["王伟", "李小明", "김민수"])
def test_persons(name: str) -> None:
    assert eastern_names.is_person(name)


@pytest.mark.parametrize("word", ["北京", "奥运会", "国家统计局", "王", "震災"])
def test_no_persons(word: str) -> None:
    assert not eastern_names.is_person(word)


@pytest.mark.parametrize(
    ("cited", "listed", "agreed"),
    [("王伟", "王伟", 2), ("王", "王伟", 1), ("山田", "山田 太郎", 1), ("王炜", "王伟", 0), ("王伟明", "王伟", 0)],
)
def test_agreement(cited: str, listed: str, agreed: int) -> None:
    assert eastern_names.agrees(cited, listed) == agreed
