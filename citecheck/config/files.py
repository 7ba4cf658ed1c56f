"""Configuration files: found, read, and each value held against what it must be."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import json

MAX_SIZE = 20 << 20
_LARGEST_FILE = 1 << 20  # bytes of configuration; nobody writes that much by hand
_LONGEST_CHAIN = 10  # configurations that extend each other
_UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_PATHS = ("bibliography",)
Found = tuple[dict[str, Any], dict[str, str]]


class ConfigError(Exception):
    """The configuration cannot be used; the message names the file and what to write instead."""


def shown(path: str) -> str:
    """A path as a person would write it: relative where the file lies below the current folder."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive; a current folder that is gone
        return path
    return path if relative.startswith(os.pardir) else relative


def read(path: str, *, asked: bool = False) -> Found | None:
    """The fields that a file and those it extends set, and the file each comes from.

    None where the file says nothing about citecheck. Raises `ConfigError`.
    """
    table = _table(path, asked=asked)
    if table is None:
        return None
    fields: dict[str, Any] = {}
    origins: dict[str, str] = {}
    here, above = path, ""
    for _ in range(_LONGEST_CHAIN):
        own, above = _fields(table, here)
        origins = dict.fromkeys(own, shown(here)) | origins
        fields = own | fields
        if not above:
            return {**fields, "file": shown(path), "folder": os.path.dirname(path)}, origins
        here = os.path.normpath(os.path.join(os.path.dirname(here), os.path.expanduser(above)))
        table = _table(here, asked=True) or {}
    raise ConfigError(f"{shown(path)}: extend leads through more than {_LONGEST_CHAIN} files, perhaps in a circle")


def _table(path: str, *, asked: bool) -> dict[str, Any] | None:
    """What a file says about citecheck."""
    data = _bytes(path, asked=asked)
    shared = os.path.basename(path) == "pyproject.toml"
    if data is None or (shared and b"citecheck" not in data and not asked):
        return None
    table = _parsed(data, path)
    if not shared:
        return table
    tools = table.get("tool")
    own = tools.get("citecheck") if isinstance(tools, dict) else None
    if own is None:
        return {} if asked else None
    if not isinstance(own, dict):
        raise ConfigError(f"{shown(path)}: citecheck must be a table, [tool.citecheck]")
    return own


def _bytes(path: str, *, asked: bool) -> bytes | None:
    try:
        if not os.path.isfile(path):
            if asked:
                raise ConfigError(f"{shown(path)}: no such file")
            return None
        if os.path.getsize(path) > _LARGEST_FILE:
            raise ConfigError(f"{shown(path)}: a configuration of more than 1 MB is none")
        return Path(path).read_bytes()
    except OSError as error:
        raise ConfigError(f"{shown(path)}: {os.strerror(error.errno or 0)}") from error


def _parsed(data: bytes, path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{shown(path)}: not in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{shown(path)}: no valid TOML: {error}") from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(f"{shown(path)}: no valid TOML: nested too deep, or a number too large") from error


def fields(table: dict[str, Any], said_by: str) -> dict[str, Any]:
    """The fields of `Config` that settings set which stand in no file; paths begin here. Raises `ConfigError`."""
    return _fields(table, said_by)[0]


def _fields(table: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The fields of `Config` that a table sets, and the file that it extends."""
    from citecheck.config.options import NAMES, Options

    known = {key.replace("_", "-"): value for key, value in table.items()}
    for key in known:
        if key not in NAMES:
            raise ConfigError(f"{shown(path)}: there is no option {_quoted(key)}{_nearest(key, NAMES)}")
    try:
        options = msgspec.convert(known, Options)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{shown(path)}: {_wrong(str(error), known)}") from error
    given = {f: v for f in Options.__struct_fields__ if (v := getattr(options, f)) is not msgspec.UNSET}
    if "max_size" in given:
        given["max_size"] = _size(given["max_size"], path)
    above = given.pop("extend", "")
    if "bib" in given:
        given["bibliography"] = (*_texts(given.get("bibliography", [])), *_texts(given.pop("bib")))
    return {field: _value(field, value, os.path.dirname(path)) for field, value in given.items()}, above


def _value(field: str, value: Any, folder: str) -> Any:
    """A value as `Config` holds it: lists and tables as tuples, paths absolute."""
    from citecheck.config.options import LISTS

    if isinstance(value, dict):
        return tuple((k, _texts(v) if field == "per_file_ignores" else v) for k, v in value.items())
    if field == "baseline":
        return os.path.normpath(os.path.join(folder, value)) if value else ""
    if field in _PATHS:
        return tuple(os.path.normpath(os.path.join(folder, p)) for p in _texts(value))
    return _texts(value) if field in LISTS else value


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


_AT = re.compile(r" - at `\$\.([^.`\[]+)")  # Expected `int`, got `str` - at `$.max-size`


def _wrong(said: str, table: dict[str, Any]) -> str:
    """`select must be a list of texts, as in ["…"], not the number 5`"""
    from citecheck.config.options import Options

    found = _AT.search(said)
    key = found[1] if found else next(iter(table))
    hint = get_type_hints(Options, include_extras=True)[key.replace("-", "_")]
    must = next(m.extra["must"] for m in hint.__metadata__ if m.extra)
    value = table[key]
    for kind in get_args(get_args(hint)[0]):
        if get_origin(kind) is type(value):
            items = value.values() if isinstance(value, dict) else value
            odd = next(v for v in items if not _fits(v, get_args(kind)[-1]))
            return f"{key} must be {must}, not a {'table' if isinstance(value, dict) else 'list'} with {_kind(odd)}"
    return f"{key} must be {must}, not {_kind(value)}"


def _fits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _size(value: int | str, path: str) -> int:
    """Bytes from a number or from `20M`."""
    text = str(value).strip().lower().removesuffix("b").removesuffix("i")
    unit = _UNITS.get(text[-1:], 1)
    digits = text[:-1] if unit > 1 else text
    if not digits.isdecimal() or len(digits) > 15 or not int(digits):
        raise ConfigError(f'{shown(path)}: max-size must be a size such as 500000 or "20M", not {_kind(value)}')
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


def _nearest(key: str, names: tuple[str, ...]) -> str:
    """`; did you mean select?`"""
    from difflib import get_close_matches

    near = get_close_matches(key.lower()[:60], names, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; the options are {', '.join(names)}"
