"""Questions in Cypher: the named ones that come with govgraph, and one's own."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

import click

from govgraph.cli import options
from govgraph.cli.options import Options
from govgraph.errors import GovgraphError, StoreError

if TYPE_CHECKING:
    from govgraph.present.tables import Block, Row
    from govgraph.store import Result, Store
    from govgraph.store.named_queries import NamedQuery


@options.command(
    "query",
    'govgraph query members -p body="Early Help Partnership"',
    'govgraph query --cypher "MATCH (b:Body) RETURN b.name, b.area LIMIT 5"',
)
@click.argument("name", required=False)
@click.option("--cypher", metavar="TEXT", help="A query of your own; - reads it from the input.")
@click.option(
    "-p",
    "--param",
    "given",
    metavar="NAME=VALUE",
    multiple=True,
    help="A value for one of the query's parameters; may be repeated.",
)
@options.shared()
def query_command(
    asked: Options, name: str | None, cypher: str | None, given: tuple[str, ...]
) -> None:
    """Ask the store a question by NAME (see: govgraph queries), or in Cypher of your own.

    A query only reads. In one of your own, $as_of, $include_proposed and $areas are what the
    options of those names say.
    """
    from govgraph import store
    from govgraph.present.tables import Answer
    from govgraph.store import named_queries

    if bool(name) == (cypher is not None):
        raise click.UsageError("Name a query (see: govgraph queries), or give one with --cypher.")
    named = named_queries.find(name) if name else None
    parameters = dict(map(_parameter, given))
    day = asked.as_of or dt.date.today()
    with store.open_store(asked.store) as opened:
        if named is None:
            result = _ask(opened, cypher or "", parameters, asked, day)
        else:
            result = named_queries.run(
                opened,
                named.name,
                parameters,
                as_of=day,
                include_proposed=asked.include_proposed,
                areas=asked.areas,
            )
        answer = Answer(
            analysis=named.name if named else "query",
            title=named.question if named else "Answer",
            columns=result.columns,
            rows=[dict(zip(result.columns, row, strict=True)) for row in result.rows],
            notes=_notes(asked, day, opened, named),
            as_of=day.isoformat(),
            store=opened.describe(),
            empty="The query has no rows.",
        )
    options.give(answer, asked)


def _ask(
    opened: Store, cypher: str, parameters: dict[str, str], asked: Options, day: dt.date
) -> Result:
    """The answer to a query of the user's own."""
    text = sys.stdin.read() if cypher == "-" else cypher
    options_say: dict[str, object] = {
        "as_of": day.isoformat(),
        "include_proposed": asked.include_proposed,
        "areas": list(asked.areas),
    }
    used = {name: value for name, value in options_say.items() if f"${name}" in text}
    try:
        return opened.run(text, used | {name: _value(value) for name, value in parameters.items()})
    except StoreError as error:
        opened.run("RETURN 1 AS one")  # a store that answers this was reached: it is the query
        raise GovgraphError(str(error)) from None


def _notes(asked: Options, day: dt.date, opened: Store, named: NamedQuery | None) -> list[str]:
    from govgraph import sentences
    from govgraph.store import named_queries

    proposals = " Proposed facts are taken as held." if asked.include_proposed else ""
    when = f"As of {day.isoformat()}." if named else "All days, unless the query uses $as_of."
    about = f"{when} From {opened.describe()}.{proposals}"
    made_up = sentences.illustrative(named_queries.illustrative_areas(opened, asked.areas))
    unfinished = filter(None, [opened.unfinished])
    return [about, *unfinished, *made_up, *(named.notes if named else ())]


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"'{text}': write NAME=VALUE.", param_hint="'--param'")
    return name.strip().removeprefix("$"), value


def _value(text: str) -> object:
    """A number, yes/no or list as JSON writes it; everything else is text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@options.command(
    "queries",
    "govgraph queries",
)
@options.shared(storing=False, asking=False)
def queries_command(asked: Options) -> None:
    """List the named queries: what each answers, and its parameters."""
    from govgraph.present.tables import Answer
    from govgraph.store import named_queries

    answer = Answer(
        analysis="queries",
        title="Ask one with: govgraph query NAME -p PARAMETER=VALUE",
        columns=("name", "title", "question", "parameters", "columns", "notes", "cypher"),
        rows=[_described(query) for query in named_queries.all_queries()],
        block=_block,
    )
    options.give(answer, asked)


def _described(query: NamedQuery) -> Row:
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "parameters": [
            {
                "name": parameter.name,
                "kind": parameter.kind,
                "required": parameter.is_required,
                "default": parameter.default,
                "description": parameter.description,
            }
            for parameter in query.parameters
        ],
        "columns": list(query.columns),
        "notes": list(query.notes),
        "cypher": query.text,
    }


def _block(row: Row) -> Block:
    return row["name"], [row["question"], *map(_parameter_in_words, row["parameters"])]


def _parameter_in_words(parameter: Row) -> str:
    kind, default = parameter["kind"], parameter["default"]
    if parameter["required"]:
        use = f"{kind}, has to be given"
    elif isinstance(default, bool):
        use = f"{kind}, otherwise {'yes' if default else 'no'}"
    else:
        use = f"{kind}, otherwise {default}" if default not in ("", []) else f"{kind}, optional"
    return f"-p {parameter['name']}=... ({use}): {parameter['description']}"
