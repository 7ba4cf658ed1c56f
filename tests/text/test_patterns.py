from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import citecheck
from citecheck.text import patterns
from citecheck.text.patterns import pattern

# The stations that every run passes.
STATIONS = tuple(f"citecheck.{name}" for name in ("text", "manuscripts", "bibliographies", "citations", "resolve"))
MODULES = [m.name for m in pkgutil.walk_packages(citecheck.__path__, "citecheck.") if m.name.startswith(STATIONS)]


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    monkeypatch.setattr(patterns.re, "compile", lambda *given: compiled.append(given) or re._compiler.compile(*given))
    river = pattern("river (?P<name>[a-z]+)", re.IGNORECASE)
    assert compiled == []
    found = river.search("The River Vale and the river Aldwick")
    assert found
    assert found["name"] == "Vale"
    assert river.findall("river a, RIVER b") == ["a", "b"]
    assert compiled == [("river (?P<name>[a-z]+)", re.IGNORECASE)]


def test_it_has_all_that_a_compiled_one_has() -> None:
    weir = pattern(r"(w)eir", re.DOTALL)
    assert weir.pattern == "(w)eir"
    assert weir.groups == 1
    assert weir.flags & re.DOTALL
    assert weir.sub(r"\1", "a weir") == "a w"
    assert weir.split("1weir2") == ["1", "w", "2"]
    assert [m.start() for m in weir.finditer("weir weir")] == [0, 5]
    assert pattern(rb"\d+").fullmatch(b"12")
    with pytest.raises(AttributeError):
        weir.no_such_thing  # noqa: B018


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_of_a_module_waits_and_compiles(module: str) -> None:
    for name, value in vars(import_module(module)).items():
        assert not isinstance(value, re.Pattern), f"make {module}.{name} with text.patterns.pattern"
        if isinstance(value, patterns._Uncompiled):
            assert value.groups >= 0, name
