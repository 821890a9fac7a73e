"""The command line: ``govgraph COMMAND``.

Each command group is a module of its own that is imported when one of its commands is asked
for, and imports what it needs when it runs: help and queries answer at once.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys

import click

from govgraph.cli.exit_codes import BAD_DATA, BROKEN, INTERRUPTED, NO_STORE
from govgraph.errors import GovgraphError, StoreError

__all__ = ["main"]

COMMANDS: dict[str, dict[str, str]] = {
    "Start": {"demo": "demo", "init": "datasets", "check": "datasets", "load": "datasets"},
    "Look": {
        "areas": "contents",
        "bodies": "contents",
        "show": "contents",
        "map": "picture",
        "people": "people",
        "report": "paper",
    },
    "Find": {
        "escalate": "analyses",
        "overlap": "analyses",
        "remits": "analyses",
        "attendance": "analyses",
        "deadlines": "diary",
        "quorum": "meetings",
        "decisions": "meetings",
        "structure": "structure",
    },
    "Ask": {"query": "queries", "queries": "queries"},
    "Set up": {"completion": "completion"},
}
"""The commands as the help lists them, and the module that defines each."""

if "_GOVGRAPH_COMPLETE" in os.environ:  # a shell asks what may follow on its command line
    importlib.import_module("govgraph.cli.completion").take_part()

MODULES = {name: module for section in COMMANDS.values() for name, module in section.items()}

_WHOLE = 200
"""Letters of a command's help that the list shows: its first sentence, not cut."""

FIRST_STEPS = {
    "govgraph demo": "see it on bundled datasets",
    "govgraph init my-area.xlsx": "a workbook to fill in",
    "govgraph check my-area.xlsx": "every fault at once",
    "govgraph load my-area.xlsx": "into the store of this folder",
    "govgraph escalate --findings": "ask",
}
"""What a newcomer types, in this order, and what it is for."""


class Problem(click.ClickException):
    """What went wrong, in words, and the exit code that says of which sort it is."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.code = exit_code

    def format_message(self) -> str:
        from govgraph.cli.options import width
        from govgraph.present.tables import wrapped

        lines = f"Error: {self.message}".splitlines()
        return "\n".join(wrapped(line, width()) for line in lines).removeprefix("Error: ")

    @property
    def exit_code(self) -> int:  # type: ignore[override] # click has it as a plain attribute
        return self.code


class Commands(click.Group):
    """A group that imports a command when it is asked for and lets no traceback out."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        module = importlib.import_module(f"govgraph.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in MODULES and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=MODULES, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("First steps"):
            formatter.write_dl(list(FIRST_STEPS.items()))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in COMMANDS.items():
            with formatter.section(title):
                commands = {name: self.get_command(ctx, name) for name in names}
                formatter.write_dl(
                    [(n, c.get_short_help_str(_WHOLE)) for n, c in commands.items() if c]
                )

    def invoke(self, ctx: click.Context) -> object:
        _show_what_the_terminal_can()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except Exception as error:
            if os.environ.get("GOVGRAPH_DEBUG") == "1":
                raise
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            raise _in_words(error) from None


def _in_words(error: Exception) -> Problem:
    if isinstance(error, GovgraphError):
        return Problem(str(error), NO_STORE if isinstance(error, StoreError) else BAD_DATA)
    if isinstance(error, OSError) and error.filename:
        return Problem(f"{error.filename}: {error.strerror}.", BAD_DATA)
    if isinstance(error, MemoryError):
        return Problem("There is not enough memory for this: ask of fewer areas.", BROKEN)
    kind = type(error).__name__
    return Problem(
        f"govgraph has a fault of its own ({kind}: {_one_line(error)}). Please report it with "
        "what you typed and with what it shows when GOVGRAPH_DEBUG=1 is set.",
        BROKEN,
    )


def _one_line(error: Exception) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in str(error)).split())[:300]


def _show_what_the_terminal_can() -> None:
    """Show a letter that the terminal lacks as '?' rather than stop at it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="govgraph", message="govgraph %(version)s")
def main() -> None:
    """Who reports to whom, who sits where, and who never comes.

    govgraph reads terms of reference, membership lists and attendance from tables and shows
    duplicated remits, escalation paths, overlapping membership and attendance-based
    withdrawal triggers: candidates for you to judge, each with its source.
    """
