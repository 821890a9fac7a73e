"""Small graphs for tests, from rows as a reviewer would write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from govgraph import dataset, merging
from govgraph.governance import Governance
from govgraph.merging import Facts

Rows = Sequence[Mapping[str, object]]

AS_OF = "2026-11-22"


def facts(name: str = "test", /, **tables: Rows) -> Facts:
    """What a dataset of these rows states; a body needs a name only."""
    read = dataset.of_frames({key: _frame(key, rows) for key, rows in tables.items()}, name)
    faults = read.report[read.report["severity"] == "fault"]
    assert faults.empty, faults.to_string()
    return read.facts


def _frame(table: str, rows: Rows) -> pd.DataFrame:
    frame = pd.DataFrame([dict(row) for row in rows])
    defaults: dict[str, str] = {"bodies": {"area": "Anytown", "kind": "board"}}.get(table, {})
    for column, value in defaults.items():
        frame[column] = frame[column].fillna(value) if column in frame else value
    return frame


def governance(*, as_of: str = AS_OF, include_proposed: bool = False, **tables: Rows) -> Governance:
    """The snapshot of one dataset of these rows.

    Ids of bodies are those given, or ``anytown-NAME``.
    """
    return Governance(
        merging.combine({"test": facts(**tables)}),
        as_of=dt.date.fromisoformat(as_of),
        include_proposed=include_proposed,
    )
