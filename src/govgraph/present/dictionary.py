"""The data dictionary: every table, column, node and relationship, written from the model."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from govgraph import model
from govgraph.present.markdown import table as markdown_table

_KINDS = {
    "text": "text",
    "list": "texts, separated by `;`",
    "code": "one word",
    "codes": "words, separated by `;`",
    "yes_no": "yes or no",
    "number": "number",
    "date": "date, as precise as known",
    "frequency": "a number, `every meeting` or `as needed`",
    "office": "`chair of BODY`",
}


def markdown() -> str:
    """The whole dictionary as one Markdown page."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Made from the model (`src/govgraph/model.py`); `make reference` writes it anew."
    yield ""
    yield "## The tables of a dataset"
    yield ""
    yield "A folder with a CSV file for each table, or a workbook with a sheet for each. Only"
    yield "`bodies` is needed. Letter case and spaces in headers and codes do not matter."
    for table in model.TABLES:
        yield from ("", f"### {table.name}", "", f"{table.description}.", "")
        yield from markdown_table(
            ("column", "what it holds", "meaning", "becomes", "standard"), _columns(table)
        )
    yield from ("", "## Code lists", "")
    yield "A cell of a *closed* list must hold one of its words; an *open* list proposes words, and"
    yield "others are kept with a warning."
    yield ""
    yield from markdown_table(("list", "", "words"), _code_lists())
    yield from ("", "## Nodes", "")
    yield "Every node also has `id`, `datasets` (who states it), `statements` (what each states,"
    yield "where they differ), and `valid_from`, `valid_to` and `proposed`, on which every as-of"
    yield "view rests."
    for node in model.NODES:
        standard = f" ({node.standard})" if node.standard else ""
        yield from ("", f"### {node.name}", "", f"{node.description}{standard}.", "")
        yield from markdown_table(
            ("property", "type", "meaning", "standard"), _properties(node.name)
        )
    yield from ("", "## Relationships", "")
    yield from markdown_table(
        ("relationship", "joins", "meaning", "properties", "standard"), _relationships()
    )


def _columns(table: model.Table) -> Iterator[Sequence[str]]:
    for column in table.columns:
        needed = " **required**" if column.required else ""
        codes = f": {column.codes.name}" if column.codes else ""
        default = f" Blank: {column.default}." if column.default else ""
        yield (
            f"`{column.name}`{needed}",
            f"{_KINDS[column.kind]}{codes}",
            f"{column.description}.{default}",
            _becomes(column),
            column.standard,
        )


def _becomes(column: model.Column) -> str:
    carriers = column.to
    if set(model.LINKS) <= set(carriers):
        carriers = ("every link",)
    stored = [f"{carrier}.{column.property_name}" for carrier in carriers]
    if column.relationship:
        stored.insert(0, f"{column.relationship} with {' or '.join(column.refers_to)}")
    return ", ".join(stored)


def _code_lists() -> Iterator[Sequence[str]]:
    lists = (c.codes for table in model.TABLES for c in table.columns if c.codes is not None)
    for codes in dict.fromkeys(lists):
        yield codes.name, "closed" if codes.closed else "open", ", ".join(codes.codes)


def _properties(type_name: str) -> Iterator[Sequence[str]]:
    derived = {prop.name for prop in (model.IDENTITY, model.DATASETS, model.STATEMENTS)}
    derived |= {prop.name for prop in model.VALIDITY}
    for prop in model.properties(type_name):
        if prop.name not in derived:
            yield f"`{prop.name}`", prop.type, f"{prop.description}.", prop.standard


def _relationships() -> Iterator[Sequence[str]]:
    for rel in model.RELATIONSHIPS:
        joins = ", ".join(f"{start} to {end}" for start, end in rel.pairs)
        stated = ", ".join(f"`{prop.name}`" for prop in model.stated_properties(rel.name))
        yield f"`{rel.name}`", joins, f"{rel.description}.", stated, rel.standard


if __name__ == "__main__":
    sys.stdout.write(markdown())
