"""The rows of attendance verdicts: who is judged, by which rule, and which meetings count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph.analysis import absences, windows
from govgraph.analysis import register as registers

COLUMNS = (
    "body",
    "seat",
    "person",
    "organisation",
    "rule",
    "verdict",
    "absences_low",
    "absences_high",
    "window_start",
    "window_end",
    "trigger_date",
    "meetings",
    "remaining",
    "consequence",
    "assumption",
    "source",
    "paragraph",
    "body_id",
    "seat_id",
    "person_id",
)


def table(about: pd.DataFrame, provision: pd.DataFrame, **found: object) -> pd.DataFrame:
    """Verdicts beside who they are about and what the rule is, as :func:`verdicts` returns them.

    ``about`` are rows of :func:`govgraph.analysis.register.members`, ``provision`` the rule of
    each, ``found`` the other columns.
    """
    reading = (" (" + provision["reading"].astype("str") + ")").fillna("")
    columns = {
        "body": about["body"],
        "seat": about["title"],
        "person": about["person"],
        "organisation": about["organisations"],
        "rule": provision["text"] + reading,
        "consequence": provision["consequence"],
        "source": provision["source"],
        "paragraph": provision["paragraph"],
        "body_id": about["body_id"],
        "seat_id": about["seat_id"],
        "person_id": about["person_id"],
    }
    frame = pd.DataFrame(columns | found, columns=list(COLUMNS))
    return frame.astype({"verdict": "str", "absences_low": "int64", "absences_high": "int64"})


def iso(days: np.ndarray) -> pd.Series[str]:
    """Days as texts; blank for ``NEVER``."""
    return pd.Series(windows.iso(days), dtype="str").replace("NaT", np.nan)


@dataclass(frozen=True)
class Listed:
    """The meetings that count in each member's window, as they are shown."""

    size: int
    member: np.ndarray
    meeting_id: list[str]
    date: list[str]
    record: np.ndarray
    is_open: np.ndarray
    start_unknown: np.ndarray
    points: np.ndarray

    @classmethod
    def of(
        cls,
        size: int,
        member: np.ndarray,
        code: np.ndarray,
        meetings: pd.DataFrame,
        *,
        is_open: np.ndarray,
        points: np.ndarray,
    ) -> Listed:
        """Rows of a timeline: members, codes and meetings, and what leaves each open."""
        return cls(
            size=size,
            member=member,
            meeting_id=meetings["meeting_id"].tolist(),
            date=meetings["date"].tolist(),
            record=registers.record_of(code),
            is_open=is_open,
            start_unknown=(code & registers.START_UNKNOWN) > 0,
            points=points,
        )

    def by_member(self) -> list[list[dict[str, str]]]:
        """For each member the meetings that are or may be absences."""
        lists: list[list[dict[str, str]]] = [[] for _ in range(self.size)]
        rows = zip(
            self.member.tolist(), self.meeting_id, self.date, self.record.tolist(), strict=True
        )
        for member, id_, date, record in rows:
            word = registers.RECORDS[record]
            if word != registers.PRESENT:
                lists[member].append({"id": id_, "date": date, "record": word})
        return lists


def ordered(found: list[pd.DataFrame]) -> pd.DataFrame:
    """All verdicts, triggered ones first; an empty frame where there are none."""
    if not found:
        return _none()
    frame = pd.concat(found, ignore_index=True)
    rank = frame["verdict"].map({verdict: rank for rank, verdict in enumerate(absences.VERDICTS)})
    by = [
        "rank",
        "body",
        "body_id",
        "seat",
        "person",
        "rule",
        "seat_id",
        "person_id",
        "consequence",
    ]
    return frame.assign(rank=rank).sort_values(by, ignore_index=True)[list(COLUMNS)]


def _none() -> pd.DataFrame:
    frame = pd.DataFrame(columns=list(COLUMNS), dtype="str")
    return frame.astype({"absences_low": "int64", "absences_high": "int64", "meetings": object})
