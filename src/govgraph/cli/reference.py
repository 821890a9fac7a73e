"""The page on the commands, written from the commands themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from govgraph.cli import COMMANDS, exit_codes, main, options
from govgraph.present import markdown

_ABOUT = """\
# Commands

Made from the commands' own help (`src/govgraph/cli/`); `make reference` writes it anew.

`govgraph COMMAND --help` says the same in the terminal. Every example here is run by a test, on
a store that holds the bundled areas. What a word in capitals stands for: `BODY` is a body's name,
id or one of its other names; `DAY` is a day such as `2026-09-01` or `1 September 2026`; `DATASET`
is a folder of CSV files or an Excel workbook."""

_SHARED = """\
## Options that many commands have

Each command says above which of these it takes."""

_EXITS = {
    0: "done",
    exit_codes.FINDINGS: "there are findings, and `--fail-on-findings` was given",
    exit_codes.BAD_DATA: "bad usage, or faults in the data",
    exit_codes.NO_STORE: "the store cannot be reached or read",
    exit_codes.BROKEN: "an error that nobody expected; please report it",
    exit_codes.INTERRUPTED: "stopped from the keyboard",
}


def markdown_page() -> str:
    """The whole page."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    context = click.Context(main, info_name="govgraph")
    shared = _shared_options()
    yield _ABOUT
    for section, names in COMMANDS.items():
        yield from ("", f"## {section}")
        for name in names:
            command = main.get_command(context, name)
            if isinstance(command, options.Command):
                yield from _command(command, click.Context(command, context, name), shared)
    yield from ("", _SHARED, "")
    yield from markdown.table(("option", "what it does"), map(_row, shared.values()))
    yield from ("", "## Exit codes", "")
    rows = ((str(code), meaning) for code, meaning in _EXITS.items())
    yield from markdown.table(("code", "means"), rows)


def _shared_options() -> dict[str, click.Option]:
    """The options that the commands have in common, by name."""

    @click.command("all")
    @options.shared(findings=True)
    def command(asked: options.Options) -> None: ...

    return {
        param.name: param
        for param in command.params
        if isinstance(param, click.Option) and param.name
    }


def _command(
    command: options.Command, context: click.Context, shared: dict[str, click.Option]
) -> Iterator[str]:
    yield from ("", f"### govgraph {command.name}", "")
    yield from _paragraphs(command.help or "")
    usage = " ".join(["govgraph", str(command.name), *command.collect_usage_pieces(context)])
    yield from ("```text", usage, "```", "", "For example:", "", "```sh", *command.examples, "```")
    given = [param for param in command.params if isinstance(param, click.Option)]
    own = [param for param in given if not _is_shared(param, shared)]
    common = [param.opts[-1] for param in given if _is_shared(param, shared)]
    if own:
        yield ""
        yield from markdown.table(("option", "what it does"), map(_row, own))
    if common:
        said = ", ".join(f"`{name}`" for name in common)
        link = "[options that many commands have](#options-that-many-commands-have)"
        yield from ("", f"{'Also' if own else 'It takes'}, of the {link}: {said}.")


def _is_shared(param: click.Option, shared: dict[str, click.Option]) -> bool:
    twin = shared.get(param.name or "")
    return twin is not None and twin.opts == param.opts and bool(twin.help and param.help)


def _paragraphs(text: str) -> Iterator[str]:
    """The help with each of its paragraphs in a line; lines that stay as they are, as such."""
    for paragraph in text.split("\n\n"):
        lines = paragraph.strip().splitlines()
        if lines and lines[0].strip() == "\b":
            yield from ("```text", *lines[1:], "```", "")
        elif lines:
            yield from (" ".join(line.strip() for line in lines), "")


def _row(option: click.Option) -> Sequence[str]:
    names = ", ".join(f"`{name}`" for name in option.opts)
    metavar = "" if option.is_flag else f" `{_metavar(option)}`"
    again = " May be repeated." if option.multiple and "repeat" not in (option.help or "") else ""
    default = f" Default: `{option.default}`." if option.show_default else ""
    return names + metavar, _safe(f"{option.help or ''}{again}{default}")


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return " or ".join(map(str, option.type.choices))
    return (option.metavar or option.type.name.upper()).replace("|", " or ")


def _safe(text: str) -> str:
    """Text of help as Markdown: what stands between < and > is no element."""
    return text.replace("<", "&lt;").replace("*", r"\*")


if __name__ == "__main__":
    sys.stdout.write(markdown_page())
