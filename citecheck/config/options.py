"""The options of a configuration file: names, types and meaning; the JSON schema for editors is made from them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import UNSET, Meta, Struct, UnsetType

from citecheck.model import CitationFormat, Severity

Texts = list[str] | str


def _option(description: str, must: str, *examples: Any) -> Meta:
    """What an option means, what its value must be in words, and examples of it."""
    return Meta(description=description, examples=list(examples), extra={"must": must})


_TEXTS = 'a list of texts, as in ["…"]'


class Options(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, omit_defaults=True):
    """Options of citecheck, a linter for citations: `citecheck.toml`, or `[tool.citecheck]` in `pyproject.toml`."""

    extend: Annotated[
        str | UnsetType,
        _option(
            "A configuration that this one builds on; what is said here replaces what is said there.",
            "the path of a file",
            "../citecheck.toml",
        ),
    ] = UNSET
    bibliography: Annotated[
        Texts | UnsetType,
        _option(
            "Bibliographies of manuscripts that neither declare nor print one, relative to this file.",
            _TEXTS,
            ["references.bib"],
        ),
    ] = UNSET
    bib: Annotated[Texts | UnsetType, _option("Another name of `bibliography`.", _TEXTS, ["references.bib"])] = UNSET
    select: Annotated[
        Texts | UnsetType,
        _option("Use these rules only: codes, prefixes, names, ALL.", _TEXTS, ["CIT", "LOC101"]),
    ] = UNSET
    extend_select: Annotated[
        Texts | UnsetType, _option("Use these rules, too: codes, prefixes, names, ALL.", _TEXTS, ["STY"])
    ] = UNSET
    ignore: Annotated[
        Texts | UnsetType, _option("Leave out these rules: codes, prefixes, names.", _TEXTS, ["CIT007"])
    ] = UNSET
    per_file_ignores: Annotated[
        dict[str, Texts] | UnsetType,
        _option(
            "Rules to leave out in the files that a pattern fits; patterns are those of .gitignore.",
            'a table of patterns and rules, as in {"drafts/**" = ["BIB"]}',
            {"drafts/**": ["BIB", "CIT005"]},
        ),
    ] = UNSET
    severity: Annotated[
        dict[str, Severity] | UnsetType,
        _option(
            "Severities of rules, by code, prefix or name; a note never changes the exit status.",
            'a table of rules with "error", "warning" or "note", as in {BIB201 = "note"}',
            {"BIB201": "note", "CIT005": "warning"},
        ),
    ] = UNSET
    include: Annotated[
        Texts | UnsetType,
        _option(
            "Where a folder is searched, look only at files that one of these patterns fits (those of .gitignore).",
            _TEXTS,
            ["chapters/**"],
        ),
    ] = UNSET
    exclude: Annotated[
        Texts | UnsetType,
        _option(
            "Where a folder is searched, leave out what one of these patterns fits (those of .gitignore).",
            _TEXTS,
            ["drafts/"],
        ),
    ] = UNSET
    force_exclude: Annotated[
        bool | UnsetType,
        _option("Leave out excluded files even when they are named, as a hook names them.", "true or false", True),
    ] = UNSET
    respect_gitignore: Annotated[
        bool | UnsetType,
        _option("Where a folder is searched, leave out what .gitignore does.", "true or false", False),
    ] = UNSET
    citation_format: Annotated[
        Literal["auto"] | CitationFormat | UnsetType,
        _option(
            "How the manuscripts cite, where that cannot be told from them.",
            "one of auto, author, author-date, numeric, label, note, citekey",
            "author",
        ),
    ] = UNSET
    list_headings: Annotated[
        Texts | UnsetType,
        _option("Further headings under which a list of cited works stands.", _TEXTS, ["Sources and Reports"]),
    ] = UNSET
    abbreviations: Annotated[
        dict[str, str] | UnsetType,
        _option(
            "Short forms by which the manuscripts cite a work, each with the work's citekey or the beginning of its "
            "entry as it is printed in the list.",
            'a table of short forms and works, as in {NF = "marsh1987nine"}',
            {"NF": "marsh1987nine", "VNP": "Vale Navigation Papers"},
        ),
    ] = UNSET
    baseline: Annotated[
        str | UnsetType,
        _option(
            "Report only findings that this baseline does not hold; `citecheck check --write-baseline` writes it.",
            "the path of a file",
            "citecheck-baseline.json",
        ),
    ] = UNSET
    max_size: Annotated[
        int | str | UnsetType,
        _option("Refuse larger files.", 'a size such as 500000 or "20M"', "20M"),
    ] = UNSET


NAMES = tuple(Options.__struct_encode_fields__)
_KINDS = {f: get_args(kind) for f, kind in get_type_hints(Options).items()}
LISTS = frozenset(f for f, kinds in _KINDS.items() if set(get_args(Texts)) <= set(kinds))
TABLES = frozenset(f for f, kinds in _KINDS.items() if any(get_origin(k) is dict for k in kinds))


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a configuration file, and of the table in pyproject.toml."""
    from msgspec.json import schema_components

    (_,), components = schema_components([Options], ref_template="#/$defs/{name}")
    found: dict[str, Any] = components["Options"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "citecheck.schema.json",
        "title": "citecheck",
        **{k: v for k, v in found.items() if k not in ("title", "required")},
    }
