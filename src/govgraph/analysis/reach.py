"""Whether an attendance rule can be met, or kept, at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from govgraph.analysis import windows
from govgraph.governance import Governance
from govgraph.rules.attendance import AbsenceCount, AttendanceCount
from govgraph.rules.periods import Period


def reachability(
    g: Governance, counted: pd.DataFrame, meetings: pd.DataFrame
) -> dict[str, pd.Series]:
    """Whether each rule can fire at all, and whether it can be kept.

    A body that meets no more often in the period than the rule lets a member miss cannot
    trigger it, unless the record shows that it has met more often. Absences in a row and a
    share of the meetings are within reach of any body that meets.

    Args:
        g: the snapshot.
        counted: attendance rules: ``body_id`` and ``parsed``.
        meetings: the meetings that their bodies held.

    Returns:
        for each rule ``unreachable``; ``reach_unknown`` where it is not stated how often the
        body meets; ``cannot_be_kept``, where a member has to attend more meetings than the
        body holds; ``per_year``, how often it meets, as stated.
    """
    per_year = counted["body_id"].map(g.bodies.set_index("id")["meetings_per_year"]).astype(float)
    allowed = _of_each(counted, lambda rule: rule.more_than, AbsenceCount, -1)
    asked = _of_each(counted, lambda rule: rule.fewer_than, AttendanceCount, 0)
    years = counted["parsed"].map(
        lambda rule: _years(rule.period) if hasattr(rule, "period") else 1.0
    )
    days_of = dict(list(meetings["first"].groupby(meetings["body_id"], sort=False)))
    most_held = pd.Series(
        [
            _most_in_a_period(rule.period, days_of.get(body)) if hasattr(rule, "period") else 0
            for rule, body in zip(counted["parsed"], counted["body_id"], strict=True)
        ],
        index=counted.index,
        dtype="int64",
    )
    seen = most_held > allowed
    return {
        "unreachable": (per_year * years <= allowed) & ~seen,
        "reach_unknown": per_year.isna() & ~seen & (allowed >= 0),
        "cannot_be_kept": (per_year * years < asked) & (most_held < asked),
        "per_year": per_year,
    }


def _of_each(
    counted: pd.DataFrame, number: Callable[[Any], int], of: type, otherwise: int
) -> pd.Series[int]:
    return (
        counted["parsed"]
        .map(lambda rule: number(rule) if isinstance(rule, of) else otherwise)
        .astype("int64")
    )


def _most_in_a_period(period: Period, meetings: pd.Series[pd.Timestamp] | None) -> int:
    """The most meetings that a period has held; a year may begin on any day if it is open."""
    if meetings is None or not len(meetings):
        return 0
    days = np.sort(windows.numbers(meetings))
    year = "any" if period.year in ("open", "membership") else period.year
    before = windows.day_before(days, period, year)
    within = np.searchsorted(days, days, side="right") - np.searchsorted(days, before, side="right")
    return int(within.max())


def _years(period: Period) -> float:
    return period.number / {"year": 1, "month": 12, "week": 52, "day": 365}[period.unit]
