"""The configuration: `citecheck.toml`, or `[tool.citecheck]` in `pyproject.toml`, and the command line above it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct, json

from citecheck.model import CitationFormat

FILES = ("citecheck.toml", ".citecheck.toml", "pyproject.toml")
MAX_SIZE = 20 << 20
_LARGEST_FILE = 1 << 20  # bytes of configuration; nobody writes that much by hand
_FORMATS = ("auto", *get_args(CitationFormat))


class ConfigError(Exception):
    """The configuration cannot be used; the message names the file and what to write instead."""


class Config(Struct, frozen=True):
    """What a run was asked for. Empty `select` means the rules that are on by default.

    Paths in `bib` (the command line's) are relative to the current folder, those in `bibliography` and `exclude` (the
    file's) to `folder`, the absolute path of the folder that holds `file`; both are empty without a file.
    """

    bib: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    citation_format: str = "auto"
    list_headings: tuple[str, ...] = ()
    max_size: int = MAX_SIZE
    exclude: tuple[str, ...] = ()
    file: str = ""
    folder: str = ""


# As written in a file -> the field; `bib` is what the command line calls it.
_OPTIONS = {
    "bibliography": "bibliography",
    "bib": "bibliography",
    "select": "select",
    "ignore": "ignore",
    "citation-format": "citation_format",
    "list-headings": "list_headings",
    "max-size": "max_size",
    "exclude": "exclude",
}
_UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def load(
    start: Path, *, explicit: Path | None = None, isolated: bool = False, overrides: Mapping[str, Any] | None = None
) -> Config:
    """The configuration that holds at a manuscript or folder.

    It is the nearest file above `start`, up to the root of the repository; `explicit` is read instead, `isolated` reads
    none. `overrides` are fields of `Config` that the command line sets. Raises `ConfigError`.
    """
    found: dict[str, Any] = {}
    if explicit is not None:
        found = _read(os.path.abspath(explicit), str(explicit), asked=True) or {}
    elif not isolated:
        found = next((f for path in _candidates(start) if (f := _read(path, _shown(path))) is not None), {})
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in (overrides or {}).items()}
    return Config(**{**found, **given})


def _candidates(start: Path) -> Iterator[str]:
    """The files that may hold the configuration, the nearest first."""
    folder = os.path.abspath(start)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        yield from (os.path.join(folder, name) for name in FILES)
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = above


def _shown(path: str) -> str:
    """A path as a person would write it: relative where the file lies below the current folder."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive; a current folder that is gone
        return path
    return path if relative.startswith(os.pardir) else relative


def _read(path: str, shown: str, *, asked: bool = False) -> dict[str, Any] | None:
    """The fields that a file sets; None where the file says nothing about citecheck."""
    data = _bytes(path, shown, asked=asked)
    shared = os.path.basename(path) == "pyproject.toml"
    if data is None or (shared and b"citecheck" not in data and not asked):
        return None
    table = _parsed(data, shown)
    if shared:
        tools = table.get("tool")
        own = tools.get("citecheck") if isinstance(tools, dict) else None
        if own is None:
            return {} if asked else None
        if not isinstance(own, dict):
            raise ConfigError(f"{shown}: citecheck must be a table, [tool.citecheck]")
        table = own
    fields = dict(_checked(key, value, shown) for key, value in table.items())
    return {**fields, "file": shown, "folder": os.path.dirname(path)}


def _bytes(path: str, shown: str, *, asked: bool) -> bytes | None:
    try:
        if not os.path.isfile(path):
            if asked:
                raise ConfigError(f"{shown}: no such file")
            return None
        if os.path.getsize(path) > _LARGEST_FILE:
            raise ConfigError(f"{shown}: a configuration of more than 1 MB is none")
        return Path(path).read_bytes()
    except OSError as error:
        raise ConfigError(f"{shown}: {os.strerror(error.errno or 0)}") from error


def _parsed(data: bytes, shown: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown}: not in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown}: no valid TOML: {error}") from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(f"{shown}: no valid TOML: nested too deep, or a number too large") from error


def _checked(key: str, value: Any, shown: str) -> tuple[str, Any]:
    """The field that an option sets, and its value."""
    field = _OPTIONS.get(key.replace("_", "-"))
    if field is None:
        raise ConfigError(f"{shown}: there is no option {_quoted(key)}{_nearest(key)}")
    if field == "max_size":
        return field, _size(value, key, shown)
    if field == "citation_format":
        if value not in _FORMATS:
            raise ConfigError(f"{shown}: {key} must be one of {', '.join(_FORMATS)}, not {_kind(value)}")
        return field, value
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
        wrong = next((v for v in listed if not isinstance(v, str)), value) if isinstance(listed, list) else value
        inside = "a list with " if isinstance(listed, list) else ""
        raise ConfigError(f'{shown}: {key} must be a list of texts, as in ["…"], not {inside}{_kind(wrong)}')
    return field, tuple(listed)


def _size(value: Any, key: str, shown: str) -> int:
    """Bytes from a number or from `20M`."""
    text = str(value).strip().lower().removesuffix("b").removesuffix("i")
    unit = _UNITS.get(text[-1:], 1)
    digits = text[:-1] if unit > 1 else text
    if isinstance(value, bool) or not digits.isdecimal() or len(digits) > 15 or not int(digits):
        raise ConfigError(f'{shown}: {key} must be a size such as 500000 or "20M", not {_kind(value)}')
    return int(digits) * unit


def _kind(value: Any) -> str:
    """What a value is, in a writer's words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float):
        return f"the number {value}"[:60]
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a date"


def _quoted(text: str) -> str:
    return json.encode(text[:60].encode("utf-8", "replace").decode()).decode()


def _nearest(key: str) -> str:
    """`; did you mean select?`"""
    from difflib import get_close_matches

    near = get_close_matches(key.lower().replace("_", "-")[:60], _OPTIONS, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; the options are {', '.join(_OPTIONS)}"
