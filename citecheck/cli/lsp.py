"""`citecheck lsp`: the language server."""

from __future__ import annotations

import click


@click.command(
    help="""Serve an editor: findings as you type, on standard input and output.

\b
Examples:
  citecheck lsp                      how an editor starts it
  citecheck lsp --tcp 127.0.0.1:2087 wait for one client, for debugging
"""
)
@click.option("--tcp", metavar="[HOST:]PORT", default="", help="Listen here instead of standard input.")
@click.option("--stdio", is_flag=True, help="Standard input and output, as is the default; some clients ask for it.")
def lsp(tcp: str, stdio: bool) -> int:
    """Serve until the client goes away."""
    if tcp and not tcp.rpartition(":")[2].isdigit():
        raise click.BadParameter(f"{tcp[:60]!r} is no port; write 2087 or 127.0.0.1:2087", param_hint="--tcp")
    from citecheck.lsp.server import serve

    serve(tcp)
    return 0
