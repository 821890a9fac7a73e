"""Judgements on two names: one person, or two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from govgraph import frames, identity, model
from govgraph.dataset import record
from govgraph.dataset.reading import RawTable

if TYPE_CHECKING:
    from govgraph.dataset.building import Builder

VERDICTS = {code: code.upper() for code in model.SAME_PERSON.codes}
"""The relationship that each verdict becomes."""


def facts(table: RawTable, builder: Builder, people: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """SAME_AS and NOT_SAME_AS; ``people`` is everybody whom the dataset names."""
    builder.resolver.own["Person"] = people
    builder.resolver.forget("Person")
    cells = record.all_columns(table)
    ends = {
        column: builder.resolver.find(table, column, cells[column], ("Person",))["id"]
        for column in ("person_a", "person_b")
    }
    # A judgement is the reviewer's own: it is not said by the document that is the only source.
    source = builder.sources_of(table).where(record.cell(table, "source").notna())
    rows = cells.assign(
        from_type="Person",
        from_id=ends["person_a"],
        to_type="Person",
        to_id=ends["person_b"],
        source=source,
    )
    known = rows["from_id"].notna() & rows["to_id"].notna()
    record.note_rows(
        table,
        builder.report,
        (known & (rows["from_id"] == rows["to_id"])).to_numpy(),
        "person_b",
        cells["person_b"],
        "'{value}' is the same entry as person_a.",
        "Name two different people. Where two people have one name, write their ids.",
    )
    rows = rows[known & (rows["from_id"] != rows["to_id"]) & rows["verdict"].notna()]
    _check_contradictions(table, builder, rows)
    return {
        VERDICTS[str(verdict)]: record.distinct(part, table, builder.report)
        for verdict, part in rows.groupby("verdict")
    }


def _check_contradictions(table: RawTable, builder: Builder, rows: pd.DataFrame) -> None:
    """Nobody is two people who, by the other rows, are one."""
    codes, ids = pd.factorize(pd.concat([rows["from_id"], rows["to_id"]]))
    a, b = codes[: len(rows)], codes[len(rows) :]
    same = (rows["verdict"] == "same_as").to_numpy()
    group = identity.groups(a[same], b[same], len(ids))
    wrong = ~same & (group[a] == group[b])
    record.note_rows(
        table,
        builder.report,
        wrong,
        "verdict",
        rows["person_b"],
        "'{value}' is not the same person as person_a, yet other rows say that they are one.",
        "Keep what was judged, and delete or correct the other rows.",
        at=rows.index,
    )


def judged(made: dict[str, pd.DataFrame], known: frames.Tables) -> set[frozenset[str]]:
    """The pairs of people on whom a judgement is given, here or in what is known already."""
    every = [
        tables[name][["from_id", "to_id"]]
        for tables in (made, known)
        for name in VERDICTS.values()
        if name in tables
    ]
    return {frozenset(pair) for part in every for pair in part.to_numpy().tolist()}
