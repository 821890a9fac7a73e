"""Judgements of reviewers: what of two remits is a duplicate, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govgraph import names
from govgraph.dataset import record
from govgraph.dataset.reading import RawTable

if TYPE_CHECKING:
    from govgraph.dataset.building import Builder


def facts(table: RawTable, builder: Builder) -> dict[str, pd.DataFrame]:
    """A relationship between the two bodies of each judgement."""
    cells = record.all_columns(table)
    # A judgement is the reviewer's own: the dataset's only document is not taken as its source.
    cells["source"] = builder.sources_of(table).where(cells["source"].notna())
    one = builder.resolver.find(table, "body_a", cells["body_a"], ("Body",))["id"]
    areas = builder.area_of(one)
    other = builder.resolver.find(table, "body_b", cells["body_b"], ("Body",), areas=areas)["id"]
    record.note_rows(
        table,
        builder.report,
        (one.notna() & (one == other)).to_numpy(),
        "body_b",
        cells["body_b"],
        "'{value}' is judged against itself.",
        "Name two different bodies, or delete the row.",
    )
    rows = cells.assign(from_type="Body", from_id=one, to_type="Body", to_id=other)
    for side, body in (("clause_a", one), ("clause_b", other)):
        _warn_of_unknown_clauses(table, builder, side, body, cells[side])
    rows = rows[one.notna() & other.notna() & rows["verdict"].notna()]
    stated = rows.drop(columns=["body_a", "body_b"])
    return {"JUDGED": record.distinct(stated, table, builder.report)}


def _warn_of_unknown_clauses(
    table: RawTable, builder: Builder, column: str, body: pd.Series[str], clause: pd.Series[str]
) -> None:
    """A clause may be another dataset's, which is loaded later: so this is no fault."""
    known = builder.clauses_of_remits()
    wanted = pd.MultiIndex.from_arrays([body, names.keys(clause)])
    there = pd.MultiIndex.from_arrays([known["body_id"], names.keys(known["clause"])])
    lost = (body.notna() & clause.notna()).to_numpy() & ~np.asarray(wanted.isin(there))
    record.note_rows(
        table,
        builder.report,
        lost,
        column,
        clause,
        "The body's remit has no clause '{value}', so the judgement has no effect.",
        "Write the clause's label as it stands in remits, or leave it blank for the whole remit.",
        severity="warning",
    )
