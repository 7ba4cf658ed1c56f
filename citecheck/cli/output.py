"""Standard output for results, standard error for messages; neither ever carries a control character of a file."""

from __future__ import annotations

import os
import sys

from citecheck.reports.printable import one_line

_abandoned = False


class CannotWrite(Exception):
    """Standard output takes no more: the disk is full, or it was closed."""


def put(text: str | bytes, *, utf8: bool = False, error: bool = False) -> None:
    """Write a result, with `error` beside one. A reader that has left is no error; bytes are written as they are.

    JSON is UTF-8 whatever the terminal speaks.
    """
    stream = sys.stderr if error else sys.stdout
    if stream is None:
        raise CannotWrite(f"standard {'error' if error else 'output'} is closed")
    encoding = "utf-8" if utf8 else stream.encoding or "utf-8"
    try:
        stream.flush()
        stream.buffer.write(text if isinstance(text, bytes) else text.encode(encoding, "backslashreplace"))
        stream.buffer.flush()
    except BrokenPipeError:
        abandon_output()
    except (OSError, ValueError) as error:
        abandon_output()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CannotWrite(f"cannot write the output: {reason}") from error


def reader_left() -> bool:
    """Whether nobody reads standard output any more."""
    return _abandoned


def abandon_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not stumble over it at its end."""
    global _abandoned
    _abandoned = True
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        sys.stdout = None


def say(message: str) -> None:
    """One line for the user on standard error; nowhere to say it is no reason to fail."""
    try:
        if sys.stderr is not None:
            text = f"citecheck: {one_line(message, 600)}\n"
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
            sys.stderr.flush()
    except (OSError, ValueError):
        pass


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def wants_colour(choice: str) -> bool:
    """`always` and `never` as said; `auto` on a terminal, unless NO_COLOR is set (no-color.org) or it is a dumb one."""
    if choice != "auto":
        return choice == "always"
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The width to lay out for: the terminal's, else one that fits most places."""
    from citecheck.reports.look import DEFAULT_WIDTH

    if not on_terminal():
        return DEFAULT_WIDTH
    from shutil import get_terminal_size

    return get_terminal_size((DEFAULT_WIDTH, 24)).columns
