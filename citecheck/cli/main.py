"""The command `citecheck`: what it is given, and how it ends.

Exit status 0: nothing wrong; 1: errors or warnings were found; 2: it could not run, or not on all files.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from citecheck import __version__
from citecheck.cli.add import add
from citecheck.cli.check import check
from citecheck.cli.cites import cites
from citecheck.cli.config import config
from citecheck.cli.explain import explain, rules
from citecheck.cli.init import init
from citecheck.cli.lsp import lsp
from citecheck.cli.means import clean
from citecheck.cli.output import CannotWrite, abandon_output, say

CANNOT_RUN = 2
INTERRUPTED = 130  # as shells report a program that Ctrl-C ended

_HELP = """Check that every citation of a manuscript leads to one entry of its bibliography.

\b
Examples:
  citecheck book.md                      check a manuscript against the list it prints
  citecheck chapters/                    check all manuscripts of a folder
  citecheck --bib works.bib paper.md     check against a .bib file
  citecheck cites book.md                show what each citation was taken for, and why
  citecheck add paper.md                 add an entry for each work that is cited and missing
  citecheck explain CIT002               what a finding means, and what to do
  citecheck rules                        all rules
  citecheck init                         a starting configuration for the project that lies here
  citecheck config                       the configuration that holds here
  citecheck lsp                          serve an editor
  citecheck clean                        forget what earlier runs have read

Without a command, `check` is meant: `citecheck book.md` is `citecheck check book.md`.
"""


class DefaultCommand(click.Group):
    """A group whose first argument need not be a command: `citecheck book.md` checks."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that do not begin with a command or an option of the group itself."""
        if not args and not ctx.resilient_parsing:
            raise click.UsageError("nothing to check; give a manuscript or a folder", ctx)
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


group = DefaultCommand(
    "citecheck",
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
group = click.version_option(__version__, "-V", "--version", message="citecheck %(version)s")(group)
for command in (check, cites, add, clean, config, explain, init, lsp, rules):
    group.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; whatever happens, a person gets a line and no traceback."""
    collects = gc.isenabled()
    gc.disable()  # a command makes values by the hundred thousand, none of which points back, and ends
    try:
        return _main(arguments)
    finally:
        gc.freeze()  # the interpreter would look through all of them once more at its end
        if collects:
            gc.enable()


def _main(arguments: Sequence[str] | None) -> int:
    try:
        result = group.main(arguments, prog_name="citecheck", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        say(_with_hint(error))
    except CannotWrite as error:
        say(str(error))
    except (KeyboardInterrupt, click.Abort):
        abandon_output()
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        return 0
    except Exception as error:
        if os.environ.get("CITECHECK_DEBUG"):
            raise
        say(
            f"internal error: {type(error).__name__}: {str(error)[:200]}; please report it, with the text that"
            " causes it (CITECHECK_DEBUG=1 shows where it happened)"
        )
    return CANNOT_RUN


def _with_hint(error: click.ClickException) -> str:
    message = error.format_message()
    if isinstance(error, click.UsageError) and error.ctx:
        return f"{message} (see {error.ctx.command_path} --help)"
    return message


if __name__ == "__main__":
    sys.exit(main())
