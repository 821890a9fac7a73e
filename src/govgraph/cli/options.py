"""The options that commands share, and how an answer leaves the command."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from govgraph.cli import progress
from govgraph.cli.exit_codes import FINDINGS
from govgraph.errors import GovgraphError

if TYPE_CHECKING:
    import pandas as pd
    from click.shell_completion import CompletionItem

    from govgraph.api import Review
    from govgraph.present.tables import Answer, Row

FORMATS = ("table", "json", "csv")
_MOST_ROWS = 200
_MOST_COLUMNS = 160
"""Lines longer than this are hard to read, however wide the window."""


class Day(click.ParamType[dt.date]):
    """A day: 2025-09-01, 01/09/2025 or 1 September 2025."""

    name = "day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            from govgraph import api

        try:
            return api.day(value) or dt.date.today()
        except GovgraphError as error:
            self.fail(str(error), param, ctx)


class Known(click.ParamType[str]):
    """A text that names something known, which the shell can complete."""

    name = "text"
    OF: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("body", "to", "focus"), "bodies"),
        "areas": "areas",
        "kinds": "kinds",
        "name": "queries",
        "template": "templates",
        "unwanted": "datasets",
        "present": "seats",
    }
    """What a parameter of this name names; see :mod:`govgraph.cli.completion`."""

    def __init__(self, what: str) -> None:
        self.what = what

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        from govgraph.cli import completion

        return completion.of(self.what, ctx.params, incomplete)


@dataclass(frozen=True)
class Options:
    """What the shared options say."""

    store: str | None = None
    as_of: dt.date | None = None
    include_proposed: bool = False
    areas: tuple[str, ...] = ()
    form: str | None = None
    output: Path | None = None
    fail_on_findings: bool = False
    forms: tuple[str, ...] = FORMATS

    def review(self, body: str | None = None) -> Review:
        """What the store holds, as the options ask to see it.

        Where the question is about one body, it is a question of that body's areas: what is
        said of the evidence is then said of theirs.
        """
        from govgraph import api, frames

        review = api.open(
            self.store,
            as_of=self.as_of,
            include_proposed=self.include_proposed,
            areas=self.areas,
        )
        if body is None or self.areas:
            return review
        bodies = review.tables["Body"]
        areas = bodies.loc[bodies["id"] == review.find_body(body), "areas"]
        return review.at(areas=[area for cell in areas for area in frames.split_list(cell)])

    @property
    def form_of_output(self) -> str:
        """The format asked for, else what the file's ending says, else a table."""
        ending = self.output.suffix.lower().removeprefix(".") if self.output else ""
        return self.form or (ending if ending in self.forms else "table")


class Command(click.Command):
    """A command whose help shows how it is used."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = examples
        for param in self.params:
            if param.name in Known.OF and param.type is click.STRING:
                param.type = Known(Known.OF[param.name])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Example" if len(self.examples) == 1 else "Examples"):
            for example in self.examples:
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")
        super().format_options(ctx, formatter)


def command(name: str, *examples: str) -> Callable[[Callable[..., None]], Command]:
    """Makes a command of a function, with examples of how it is used."""
    return click.command(name, cls=Command, examples=examples)


COUNTRY = click.option(
    "--country",
    type=click.Choice(("england", "scotland", "wales", "northern-ireland"), case_sensitive=False),
    default="england",
    show_default=True,
    help="Whose bank holidays are no working days.",
)
_STORE = click.option(
    "--store",
    metavar="FILE|ADDRESS",
    help="Embedded store (a file) or Neo4j (neo4j://HOST:7687). Default: $GOVGRAPH_STORE, then "
    "$NEO4J_URI, then govgraph.lbug in this folder.",
)
_ASKING = (
    click.option("--as-of", type=Day(), metavar="DAY", help="Look at this day. Default: today."),
    click.option("--include-proposed", is_flag=True, help="Take what is only proposed as held."),
    click.option(
        "--area", "areas", multiple=True, help="Only bodies of this area; may be repeated."
    ),
)


def _writing(forms: Sequence[str]) -> tuple[Callable[..., Any], ...]:
    endings = ", ".join(f".{form}" for form in sorted(forms) if form != "table")
    return (
        click.option(
            "--format",
            "form",
            type=click.Choice(forms, case_sensitive=False),
            help=f"Default: table, or what the ending of -o says ({endings}).",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write to this file (replacing it).",
        ),
    )


_FINDING = click.option(
    "--fail-on-findings", is_flag=True, help="Exit with code 1 where there are findings."
)


def shared(
    *,
    storing: bool = True,
    asking: bool = True,
    writing: bool = True,
    findings: bool = False,
    also: Sequence[str] = (),
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command the shared options, which it takes as its first argument.

    Args:
        storing: the one that says which store.
        asking: those that say which day and which bodies are looked at.
        writing: those that say how and where the answer goes.
        findings: the one that makes findings an exit code.
        also: formats that only this command has.
    """
    forms = (*FORMATS, *also)
    chosen = [_STORE] if storing else []
    chosen += _ASKING if asking else ()
    chosen += _writing(forms) if writing else ()
    chosen += [_FINDING] if findings else []

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def with_options(**given: Any) -> None:
            names = Options.__dataclass_fields__.keys() & given.keys()
            options = Options(**{name: given.pop(name) for name in names}, forms=forms)
            if options.output is not None:
                refuse_missing_folder(options.output)
            with progress.working("Working") if asking else nullcontext():
                command(options, **given)

        for option in reversed(chosen):
            with_options = option(with_options)
        return with_options

    return decorate


def refuse_missing_folder(file: Path) -> None:
    """Stop before the work if the file could not be written after it."""
    if not file.parent.is_dir():
        raise click.BadParameter(f"There is no folder '{file.parent}'.", param_hint="'-o'")


# --- the way out ---------------------------------------------------------------------------


def answer_of(g: Review, analysis: str, title: str, frame: pd.DataFrame, **shown: Any) -> Answer:
    """The answer that a frame of findings gives, with the notes a reader needs."""
    from govgraph.present import tables

    return tables.Answer(
        analysis=analysis,
        title=title,
        columns=list(frame.columns),
        rows=tables.records(frame),
        notes=notes_of(g, frame.attrs.get("notes", ())),
        as_of=g.as_of.isoformat(),
        store=g.origin,
        **shown,
    )


def notes_of(g: Review, said: Sequence[str] = ()) -> list[str]:
    """What stands below an answer: day, store, age of the evidence, what the analysis says."""
    newest = g.newest_evidence
    is_said = any(f"of {newest} on " in caveat for caveat in g.caveats)
    evidence = f"The newest evidence is of {newest}." if newest and not is_said else ""
    where = f" From {g.origin}." if g.origin else ""
    proposals = " Proposed facts are taken as held." if g.include_proposed else ""
    asked = f" Bodies of {', '.join(g.areas)}." if g.areas else ""
    day = f"As of {g.as_of.isoformat()}.{where}{asked}{proposals}"
    return [day, *filter(None, [evidence]), *g.caveats, *said]


def tell_notes(g: Review, *also: str) -> None:
    """Say beside a file what a reader of it has to know, on standard error."""
    from govgraph.present import tables

    progress.hush()
    click.echo(tables.listed([*notes_of(g), *also], width()), err=True)


def give(
    answer: Answer,
    options: Options,
    is_finding: Callable[[Row], bool] = lambda row: True,
    also: Mapping[str, Callable[[Answer], str]] | None = None,
) -> None:
    """Write the answer as asked; with --fail-on-findings a finding makes exit code 1.

    ``also`` has what makes text of the answer for the formats that only this command has.
    """
    from govgraph.present import tables

    form = options.form_of_output
    writers = {"json": tables.as_json, "csv": tables.as_csv, **(also or {})}
    if form in writers:
        text = writers[form](answer)
    else:
        styled = options.output is None and is_styled()
        text = tables.as_text(_shortened(answer), width(), styled=styled)
    give_text(text, options)
    if form not in ("table", "json"):  # the others have no place for what a reader has to know
        for note in answer.notes:
            click.echo(f"- {tables.clean(note)}", err=True)
    if options.fail_on_findings and any(map(is_finding, answer.rows)):
        raise click.exceptions.Exit(FINDINGS)


def _shortened(answer: Answer) -> Answer:
    """The answer with no more rows than anybody reads on a screen."""
    more = len(answer.rows) - _MOST_ROWS
    if more <= 0:
        return answer
    note = f"{more:,} more are not shown: -o FILE.csv writes them all."
    rows = answer.rows[:_MOST_ROWS]
    return dataclasses.replace(answer, rows=rows, notes=[note, *answer.notes])


def give_text(text: str, options: Options) -> None:
    """Write text to the file asked for, or to the screen; for programs always in UTF-8."""
    progress.hush()
    form = options.form_of_output
    if options.output is not None:
        # Excel takes a CSV file for UTF-8 only if it starts with this mark.
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        options.output.write_bytes(text.encode(encoding))
        click.echo(f"Wrote {options.output}", err=True)
    elif form == "table":
        click.echo(text, nl=False)
    else:
        click.echo(text.encode(), nl=False)


def width() -> int:
    """The columns of the terminal; 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, _MOST_COLUMNS)


def is_styled() -> bool:
    """Whether the answer goes to a terminal that can show bold type to a user who wants it."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not is_plain
