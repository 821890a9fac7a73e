"""A board with one seat that is looked at, and what an attendance rule comes to for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from govgraph.analysis import attendance
from govgraph.governance import Governance
from tests.builders import governance

MORE_THAN_3 = "absent from more than 3 meetings in 1 year"
IN_ANY_YEAR = "absent from more than 3 meetings in any 1 year"
THREE_IN_A_ROW = "absent from 3 consecutive meetings"

Record = str | Mapping[str, str] | None


def board(
    records: Sequence[Record],
    rule: str = MORE_THAN_3,
    *,
    dates: Sequence[str] | None = None,
    body: Mapping[str, object] | None = None,
    members: Sequence[Mapping[str, object]] | None = None,
    rule_cells: Mapping[str, object] | None = None,
    statuses: Mapping[str, str] | None = None,
    as_of: str = "2026-11-22",
) -> Governance:
    """A board with one seat, its meetings (monthly in 2026) and what is recorded of the seat."""
    dates = dates or [f"2026-{month:02}-10" for month in range(1, len(records) + 1)]
    held = [("m" + date, date) for date in dates]
    rows = [
        {"meeting": id_, "seat": "Police"} | ({"status": it} if isinstance(it, str) else dict(it))
        for (id_, _), it in zip(held, records, strict=True)
        if it is not None
    ]
    # A second seat, so that there always is a register.
    rows += [{"meeting": id_, "seat": "Health", "status": "present"} for id_, _ in held]
    sits = {"person": "Jo Smith", "organisation": "Police", "start_date": "2020-01-01"}
    return governance(
        as_of=as_of,
        bodies=[{"name": "Board", **(body or {})}],
        memberships=[
            *({"body": "Board", "seat": "Police"} | dict(row) for row in members or [sits]),
            {"body": "Board", "seat": "Health", "person": "Ann Other"},
        ],
        rules=[{"body": "Board", "kind": "attendance", "rule": rule, **(rule_cells or {})}],
        meetings=[
            {"body": "Board", "date": date, "id": id_, "status": (statuses or {}).get(date)}
            for id_, date in held
        ],
        attendance=rows,
        sources=[{"id": "terms", "title": "Terms of reference"}],
    )


def verdict(g: Governance, person: str | None = "Jo Smith") -> dict[str, Any]:
    frame = attendance.verdicts(g)
    mine = frame["person"] == person if person else frame["person"].isna()
    (row,) = frame[mine].to_dict("records")
    return {str(name): None if _is_blank(value) else value for name, value in row.items()}


def _is_blank(value: object) -> bool:
    return not isinstance(value, list) and bool(pd.isna(value))  # type: ignore[call-overload]


def notes(g: Governance) -> list[str]:
    found: list[str] = attendance.verdicts(g).attrs["notes"]
    return found
