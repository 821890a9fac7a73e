"""How long a matter waits on its way up a route, from stated timetables only.

A matter that body A has raised comes to B when A next reports to B, or, where no frequency is
stated for the link, when B next meets. Meetings f times a year lie 365 / f days apart: that
is the wait at worst, for a matter that has just missed one; on average it is half of that.
The waits of the hops add up: twice a year and twice a year is 365 days at worst, half a year
on average.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from govgraph.analysis import upward
from govgraph.analysis.upward import Walk
from govgraph.analysis.upward_wording import VERBS, Wording, citation, times_a_year
from govgraph.governance import Governance

DAYS_A_YEAR = 365

_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Calendar:
    """The dates on which bodies meet, as far as they are known to the day.

    ``meetings`` has the days of each body in order, ``papers`` what its terms say about when
    papers are due, by the body's id.
    """

    meetings: Mapping[str, Sequence[dt.date]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, g: Governance) -> Calendar:
        """The meetings, held and planned, that are not cancelled."""
        meetings = g.meetings
        known = meetings["date"].str.fullmatch(_WHOLE_DATE.pattern).fillna(False).astype(bool)
        meetings = meetings[known & (meetings["status"] != "cancelled")]
        days: dict[str, list[dt.date]] = {}
        for body, date in zip(meetings["body_id"], meetings["date"], strict=True):
            days.setdefault(body, []).append(dt.date.fromisoformat(date))
        rules = g.rules
        due = rules[rules["kind"] == "papers"].sort_values(["body_id", "clause", "text"])
        papers: dict[str, str] = {}
        for body, text, source, clause in due[["body_id", "text", "source", "clause"]].itertuples(
            index=False
        ):
            papers.setdefault(body, f"'{text}' {citation([source, clause])}".strip())
        return cls({body: sorted(set(dates)) for body, dates in days.items()}, papers)

    def next_meeting(self, body: str, after: dt.date) -> dt.date | None:
        """The first known day after ``after`` on which the body meets."""
        days = self.meetings.get(body, ())
        place = bisect_right(days, after)
        return days[place] if place < len(days) else None


@dataclass(frozen=True)
class RouteDays:
    """How long a route takes.

    Attributes:
        expected, worst: days; not known where one hop's are not.
        sources: for each hop where its days come from, or why they are not known.
        known_part: what can be said where the whole is not known; blank otherwise.
        earliest: the first day on which the matter can be on the table at the end.
        remarks: what limits that day.
    """

    expected: float | None
    worst: float | None
    sources: list[str]
    known_part: str = ""
    earliest: dt.date | None = None
    remarks: tuple[str, ...] = ()


NO_WAY = RouteDays(None, None, [])


def days_of(walk: Walk, words: Wording, calendar: Calendar, raised: dt.date | None) -> RouteDays:
    """How long a matter takes along a route; a circle and a route without a step have no days."""
    if not walk.hops or walk.end == upward.CYCLE:
        return NO_WAY
    waits = _Waits(words, calendar, raised)
    expected: float | None = 0.0
    worst: float | None = 0.0
    known, sources, unknown = 0.0, [], []
    for hop in walk.hops:
        wait, said = waits.of_hop(hop, expected, worst)
        sources.append(said)
        if wait is None:
            expected = worst = None
            unknown.append(hop)
        else:
            known += wait[1]
            expected = None if expected is None else expected + wait[0]
            worst = None if worst is None else worst + wait[1]
    known_part = ""
    if unknown:
        open_steps = f"{len(unknown)} of {len(walk.hops)} steps"
        known_part = f"days not known for {open_steps}" + (
            f"; the others take {known:g} days at worst" if known else ""
        )
    earliest, remarks = (None, ()) if raised is None else _earliest(walk, words, calendar, raised)
    return RouteDays(expected, worst, sources, known_part, earliest, remarks)


@dataclass(frozen=True)
class _Waits:
    """The wait of single hops."""

    words: Wording
    calendar: Calendar
    raised: dt.date | None

    def of_hop(
        self, hop: int, expected: float | None, worst: float | None
    ) -> tuple[tuple[float, float] | None, str]:
        """Expected and worst days of a hop that starts after so many days, and their source."""
        fact = self.words.hop_facts[hop]
        start, end = self.words.names[fact["start"]], self.words.names[fact["end"]]
        if fact["timed_by"] == upward.BY_CALENDAR:
            return self._by_calendar(fact["end"], start, end, expected, worst)
        if fact["timed_by"] == upward.BY_NEED:
            return None, f"{start} to {end}: not known (as needed)"
        if fact["timed_by"] == upward.BY_OWN_MEETINGS:
            return None, f"{start} to {end}: not known (every meeting of {start}, number not known)"
        rate = fact["rate"]
        wait = (DAYS_A_YEAR / rate / 2, DAYS_A_YEAR / rate)
        if fact["timed_by"] == upward.BY_MEETINGS:
            return wait, f"{start} to {end}: {end} meets {times_a_year(rate)}"
        link = self.words.link_facts[fact["timing_link"]]
        said = f"{start} {VERBS[link['type']]} {end} {times_a_year(rate)}"
        if link["frequency_per_year"] == upward.EVERY_MEETING:
            said += " (every meeting)"
        if fact["is_disputed"]:
            said += " (statements differ: this is the rarest)"
        return wait, said

    def _by_calendar(
        self, node: int, start: str, end: str, expected: float | None, worst: float | None
    ) -> tuple[tuple[float, float] | None, str]:
        body = self.words.ids[node]
        unknown = f"{start} to {end}: not known"
        if self.raised is None or expected is None or worst is None:
            return None, f"{unknown} (no frequency of reporting or meeting is recorded)"
        if papers := self.calendar.papers.get(body):
            return None, f"{unknown} (papers are due {papers}, which is not counted in)"
        waits = []
        for before in (expected, worst):
            arrives = self.raised + dt.timedelta(days=math.ceil(before))
            meeting = self.calendar.next_meeting(body, arrives)
            if meeting is None:
                return None, f"{unknown} (no meeting of {end} after {arrives} is recorded)"
            waits.append((meeting - self.raised).days - before)
        return (waits[0], waits[1]), f"{start} to {end}: calendar of {end}"


def _earliest(
    walk: Walk, words: Wording, calendar: Calendar, raised: dt.date
) -> tuple[dt.date | None, tuple[str, ...]]:
    """The first day on the table at the end, from known meeting dates; and what limits it."""
    day, remarks = raised, []
    for node in walk.nodes[1:]:
        meeting = calendar.next_meeting(words.ids[node], day)
        if meeting is None:
            reason = f"no meeting of {words.names[node]} after {day} is recorded"
            return None, (f"earliest date not known: {reason}",)
        day = meeting
        if papers := calendar.papers.get(words.ids[node]):
            remarks.append(
                f"{words.names[node]} meets on {day} but papers are due {papers}: where that "
                "has passed, it is a later meeting"
            )
    return day, tuple(remarks)
