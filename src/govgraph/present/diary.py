"""Deadlines as they are read on a screen and as a file for a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govgraph import dates
from govgraph.present.findings import place, said
from govgraph.present.tables import Answer, Block, Row, clean

if TYPE_CHECKING:
    from icalendar import Component

_DUE = {"notice": "Notice due", "papers": "Papers due", "minutes": "Minutes due"}


def deadline(row: Row) -> Block:
    """One deadline: what is due when, how it was counted and on what rule."""
    due = dt.date.fromisoformat(row["due"])
    state = f" ({row['state']})" if row["state"] != "due" else ""
    heading = f"{due:%A} {dates.in_words(due)}{state}: {row['what']}, {row['body']}"
    reading = f" ({row['reading']})" if row["reading"] else ""
    planned = "" if row["meeting_status"] == "planned" else f" ({row['meeting_status']})"
    return heading, [
        f"For the meeting of {dates.in_words(dt.date.fromisoformat(row['meeting_date']))}{planned}",
        f"Rule: {row['rule']}{reading}",
        f"Understood as: {row['understood']}",
        f"Counted: {row['counted']}",
        said("Assumption", row["assumption"]),
        said("Note", row["advice"]),
        said("Consequence", row["consequence"]),
        f"Source: {place(row)}",
    ]


# --- the file for a calendar ----------------------------------------------------------------


def as_ics(answer: Answer) -> str:
    """The deadlines and their meetings as all-day events of an iCalendar file.

    An event keeps its identifier as long as its body, the day of the meeting and what is due
    are the same, and bears the as-of day: taken in again on a later day, it replaces what was
    there. Free text that may name somebody (readings, consequences) is left out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//govgraph//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Meetings and deadlines")
    as_of = dt.date.fromisoformat(answer.as_of) if answer.as_of else dt.date.today()
    for event in (*_meetings(answer.rows), *_deadlines(answer.rows)):
        calendar.add_component(_as_component(event, as_of))
    return str(calendar.to_ical(), "utf-8")


@dataclass(frozen=True)
class _Event:
    uid: str
    day: str
    summary: str
    lines: Sequence[str]
    is_cancelled: bool = False
    takes_time: bool = False


def _meetings(rows: Sequence[Row]) -> Iterator[_Event]:
    """Each meeting that has a deadline, once."""
    once = {(row["body_id"], row["meeting_date"]): row for row in rows}
    for (body_id, date), row in once.items():
        status = row["meeting_status"]
        is_known = status != "not recorded"
        yield _Event(
            f"{body_id}.{date}.meeting@govgraph",
            date,
            f"Meeting: {row['body']}",
            [f"Recorded as {status}." if is_known else "This meeting is not recorded."],
            is_cancelled=status == "cancelled",
            takes_time=True,
        )


def _deadlines(rows: Sequence[Row]) -> Iterator[_Event]:
    of_one = Counter(_what(row) for row in rows)
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        what = _what(row)
        seen[what] += 1
        several = f" ({seen[what]} of {of_one[what]})" if of_one[what] > 1 else ""
        meeting = dates.in_words(dt.date.fromisoformat(row["meeting_date"]))
        yield _Event(
            f"{'.'.join(what)}.{seen[what]}@govgraph",
            row["due"],
            f"{_DUE[row['what']]}: {row['body']}, meeting of {meeting}{several}",
            [
                f"Rule: {row['rule']}",
                f"Understood as: {row['understood']}",
                f"Counted: {row['counted']}",
                said("Assumption", row["assumption"]),
                said("Note", row["advice"]),
                f"Source: {place(row)}",
            ],
            is_cancelled=row["meeting_status"] == "cancelled",
        )


def _what(row: Row) -> tuple[str, str, str]:
    return row["body_id"], row["meeting_date"], row["what"]


def _as_component(event: _Event, as_of: dt.date) -> Component:
    from icalendar import Event

    component = Event()
    component.add("uid", event.uid)
    stamp = dt.datetime.combine(as_of, dt.time(), dt.UTC)
    component.add("dtstamp", stamp)
    component.add("last-modified", stamp)
    component.add("sequence", as_of.toordinal())  # calendars take in what has a higher one
    component.add("dtstart", dt.date.fromisoformat(event.day))  # without an end: that whole day
    component.add("summary", clean(event.summary))
    component.add("description", "\n".join(clean(line) for line in event.lines if line))
    if event.is_cancelled:
        component.add("status", "CANCELLED")
    if not event.takes_time:
        component.add("transp", "TRANSPARENT")
    return component
