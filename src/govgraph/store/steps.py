"""What a load writes to Neo4j: statements with their rows, in batches, in order.

Only what changes is written. Every end of a relationship is there before it, and everything
that holds a node before that goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govgraph import model
from govgraph.store import schema

if TYPE_CHECKING:
    import pandas as pd

    from govgraph.frames import Tables
    from govgraph.store.loading import Change

_BATCH = 10_000


@dataclass(frozen=True)
class Step:
    """Statements that belong in one transaction, each with its rows."""

    statements: tuple[tuple[str, list[list[object]]], ...]

    @property
    def size(self) -> int:
        return sum(len(rows) for _, rows in self.statements)


def steps(new: Tables, change: Change) -> Iterator[Step]:
    """What makes the new graph of the old one, in an order in which every end is there."""
    for label in model.NODE:
        if label in change.added:
            yield from _nodes_created(label, change.added[label])
        if label in change.changed:
            yield from _nodes_updated(label, change.changed[label])
    for name, relationship in model.RELATIONSHIP.items():
        for pair in relationship.pairs:
            gone, come = (_of_pair(part.get(name), pair) for part in (change.removed, change.added))
            if gone is not None:
                kept = _of_pair(new[name], pair)
                yield from _relationships_replaced(name, pair, gone, kept)
                come = _elsewhere(come, gone)
            if come is not None:
                yield from _relationships_created(name, pair, come)
    for label in model.NODE:
        if label in change.removed:
            for rows in batches(_rows(change.removed[label], label, ["id"])):
                yield Step(((schema.delete_nodes(label), rows),))


def _nodes_created(label: str, table: pd.DataFrame) -> Iterator[Step]:
    names = _filled(table, schema.column_names(label))
    statement = schema.create_nodes(label, names)
    for part in _frame_batches(table):
        yield Step(((statement, _rows(part, label, names)),))


def _nodes_updated(label: str, table: pd.DataFrame) -> Iterator[Step]:
    names = [name for name in schema.column_names(label) if name != model.IDENTITY.name]
    statement = schema.update_nodes(label, names)
    for part in _frame_batches(table):
        yield Step(((statement, _rows(part, label, [model.IDENTITY.name, *names])),))


def _relationships_created(name: str, pair: tuple[str, str], table: pd.DataFrame) -> Iterator[Step]:
    names = _filled(table, schema.column_names(name))
    statement = schema.create_relationships(name, pair, names)
    for part in _frame_batches(table):
        yield Step(((statement, _rows(part, name, ["from_id", "to_id", *names])),))


def _relationships_replaced(
    name: str, pair: tuple[str, str], gone: pd.DataFrame, new: pd.DataFrame | None
) -> Iterator[Step]:
    """Between two nodes of which one relationship goes, all go, and those that stay come again.

    Relationships have no identifier, and both halves are in one transaction, so this is the
    simplest that is right.
    """
    for part in _frame_batches(gone[["from_id", "to_id"]].drop_duplicates()):
        delete = schema.delete_relationships(name, pair)
        statements = [(delete, _rows(part, name, ["from_id", "to_id"]))]
        again = None if new is None else new[_is_between(new, part)]
        if again is not None and len(again):
            names = _filled(again, schema.column_names(name))
            create = schema.create_relationships(name, pair, names)
            statements.append((create, _rows(again, name, ["from_id", "to_id", *names])))
        yield Step(tuple(statements))


def _of_pair(table: pd.DataFrame | None, pair: tuple[str, str]) -> pd.DataFrame | None:
    """The relationships that join these labels; none rather than an empty frame."""
    if table is None:
        return None
    rows = table[(table["from_type"] == pair[0]) & (table["to_type"] == pair[1])]
    return rows if len(rows) else None


def _elsewhere(table: pd.DataFrame | None, ends: pd.DataFrame) -> pd.DataFrame | None:
    """The relationships that join no two nodes that ``ends`` joins."""
    if table is None:
        return None
    rows = table[~_is_between(table, ends)]
    return rows if len(rows) else None


def _is_between(table: pd.DataFrame, ends: pd.DataFrame) -> Any:
    import pandas as pd

    wanted = pd.MultiIndex.from_frame(ends[["from_id", "to_id"]])
    return pd.MultiIndex.from_frame(table[["from_id", "to_id"]]).isin(wanted)


def _filled(table: pd.DataFrame, names: list[str]) -> list[str]:
    return [name for name in names if table[name].notna().any()]


def _rows(table: pd.DataFrame, type_name: str, names: list[str]) -> list[list[object]]:
    from govgraph.store import columns

    return [list(row) for row in zip(*columns.to_python(table, type_name, names), strict=True)]


def _frame_batches(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, len(table), _BATCH):
        yield table.iloc[start : start + _BATCH]


def batches(rows: list[list[object]]) -> Iterator[list[list[object]]]:
    """The rows in portions that suit a server: none for no rows."""
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]
