"""The page on the named queries, written from the heads of their files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from govgraph.present import markdown
from govgraph.sentences import capitalised
from govgraph.store import named_queries
from govgraph.store.named_queries import NamedQuery, Parameter

_ABOUT = """\
# Queries

Made from the heads of the files in `cypher/`; `make reference` writes it anew.

Each is a file of Cypher that an embedded store and Neo4j answer alike. Ask one with
`govgraph query NAME -p PARAMETER=VALUE`, or paste the file into Neo4j Browser, after the line in it
that sets its parameters. All of them also take `--as-of` and `--include-proposed`, and `--area`
where they are about many bodies.

A query shows what is stated. What it takes judgement and arithmetic to find, such as verdicts on
attendance, is in [the analyses](analyses.md)."""


def markdown_page() -> str:
    """The whole page."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    yield _ABOUT
    for query in named_queries.all_queries():
        yield from _query(query)


def _query(query: NamedQuery) -> Iterator[str]:
    yield from ("", f"## {query.name}", "", f"**{query.title}.** {query.question}", "")
    yield from ("```sh", _example(query), "```", "")
    if query.parameters:
        yield from markdown.table(("parameter", "kind", "what it is"), map(_row, query.parameters))
        yield ""
    yield f"Columns: {', '.join(f'`{column}`' for column in query.columns)}."
    for note in query.notes:
        yield from ("", note)


def _example(query: NamedQuery) -> str:
    needed = "".join(f" -p {p.name}={p.name.upper()}" for p in query.parameters if p.is_required)
    return f"govgraph query {query.name}{needed}"


def _row(parameter: Parameter) -> Sequence[str]:
    default = parameter.default
    if parameter.is_required:
        use = " **Has to be given.**"
    elif isinstance(default, bool):
        use = f" Otherwise: {'yes' if default else 'no'}."
    else:
        use = f" Otherwise: {default}." if default not in ("", []) else ""
    about = parameter.description
    return f"`{parameter.name}`", parameter.kind, f"{capitalised(about)}.{use}"


if __name__ == "__main__":
    sys.stdout.write(markdown_page())
