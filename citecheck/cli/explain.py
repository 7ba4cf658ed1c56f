"""`citecheck explain` and `citecheck rules`: what the rules find, and why it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citecheck.cli.output import put

if TYPE_CHECKING:
    from citecheck.registry import Rule


@click.command(
    help="""Say what a rule finds, why it matters, and how to mend it.

\b
Examples:
  citecheck explain CIT002
  citecheck explain ambiguous-citation
"""
)
@click.argument("code")
def explain(code: str) -> int:
    """Write the page of the rule with this code or name."""
    from citecheck import registry

    wanted = code.strip().lower()
    for rule in registry.RULES:
        if wanted in (rule.code.lower(), rule.name.lower()):
            put(f"{_title(rule)}\n\n{registry.rule_page(rule.code).strip()}\n")
            return 0
    raise click.ClickException(f"there is no rule {code[:60]!r}{_nearest(wanted)}; `citecheck rules` lists all")


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name} ({rule.severity}, {'on by default' if rule.default else 'off by default'})"


def _nearest(wanted: str) -> str:
    """`; did you mean CIT002 (ambiguous-citation)?`"""
    from difflib import get_close_matches

    from citecheck import registry

    named = {word.lower(): rule for rule in registry.RULES for word in (rule.code, rule.name)}
    parts = [word for word in named if len(wanted) > 2 and wanted in word]
    near = dict.fromkeys(named[w] for w in [*parts, *get_close_matches(wanted[:60], named, n=3, cutoff=0.6)])
    said = " or ".join(f"{r.code} ({r.name})" for r in list(near)[:3])
    return f"; did you mean {said}" if said else ""


@click.command(help="List all rules; the ones marked * are on by default.")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True)
def rules(output_format: str) -> int:
    """Write one line a rule."""
    from citecheck import registry

    summaries = {rule.code: registry.rule_page(rule.code).strip().partition("\n")[0] for rule in registry.RULES}
    if output_format == "json":
        put(_as_json(registry.RULES, summaries), utf8=True)
        return 0
    widest = max((len(rule.name) for rule in registry.RULES), default=0)
    lines = [
        f"{rule.code} {'*' if rule.default else ' '} {rule.severity:<7} {rule.name:<{widest}}  {summaries[rule.code]}"
        for rule in registry.RULES
    ]
    put("".join(line.rstrip() + "\n" for line in lines))
    return 0


def _as_json(all_rules: tuple[Rule, ...], summaries: dict[str, str]) -> str:
    from citecheck.reports.encoding import encode

    rows = [
        {"code": r.code, "name": r.name, "severity": r.severity, "default": r.default, "summary": summaries[r.code]}
        for r in all_rules
    ]
    return encode({"version": 1, "rules": rows})
