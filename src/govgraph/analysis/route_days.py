"""How long a matter waits on its way up a route, from stated timetables only.

A matter that body A has raised comes to B when A next reports to B, or, where no frequency is
stated for the link, when B next meets. Meetings f times a year lie 365 / f days apart: that
is the wait at worst, for a matter that has just missed one; on average it is half of that.
The waits of the hops add up: twice a year and twice a year is 365 days at worst, half a year
on average.

Where the receiving body's rules say when papers are due, a matter has to be there by then. In a
known calendar the deadline of each meeting is a date of its own, and counts: where a rule can be
read in several ways, the strictest makes the days, and the least strict the first day on which a
matter can be on the table. Beside a frequency it is quoted and not added: a frequency says how far
apart reports or meetings lie, not how long before them the matter is ready.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd

from govgraph import dates, frames
from govgraph.analysis import rules_of_bodies, upward
from govgraph.analysis.deadlines import readings
from govgraph.analysis.upward import Walk
from govgraph.analysis.upward_wording import VERBS, Wording, citation, listed, times_a_year
from govgraph.analysis.working_days import (
    Country,
    OutsideTheCalendarError,
    WorkingDays,
)
from govgraph.governance import Governance
from govgraph.rules.deadline import Deadline

DAYS_A_YEAR = 365

PAPERS_DUE = "papers are due"
NOT_COUNTED = "which is not counted in"

Day = TypeVar("Day", dt.date, str)

_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class PaperRules:
    """What the terms of a body say about when papers are due.

    ``quoted`` has the rules with their sources, ``deadlines`` every reading of them; none
    where one of the rules was not understood.
    """

    quoted: str
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The dates on which bodies meet, as far as they are known to the day, and paper deadlines.

    ``meetings`` has the days of each body in order, ``cancelled`` those on which it was to meet,
    ``vague`` its meetings whose day is not known (as written), ``papers`` what its terms say
    about when papers are due, by the body's id; ``days`` are the working days that count.
    """

    meetings: Mapping[str, Sequence[dt.date]] = field(default_factory=dict)
    cancelled: Mapping[str, Sequence[dt.date]] = field(default_factory=dict)
    vague: Mapping[str, Sequence[str]] = field(default_factory=dict)
    papers: Mapping[str, PaperRules] = field(default_factory=dict)
    days: WorkingDays = field(default_factory=WorkingDays)

    @classmethod
    def of(cls, g: Governance, country: Country = "england", *, with_meetings: bool) -> Calendar:
        """What the bodies say of papers and, ``with_meetings``, when they meet.

        Meetings are those held and planned; those cancelled stand apart.
        """
        if not with_meetings:
            return cls(papers=_papers(g), days=WorkingDays(country))
        every = _known_meetings(g)
        is_off = every["status"] == "cancelled"
        to_the_day = every["date"].str.fullmatch(_WHOLE_DATE.pattern)
        return cls(
            _by_body(every[to_the_day & ~is_off], dt.date.fromisoformat),
            _by_body(every[to_the_day & is_off], dt.date.fromisoformat),
            _by_body(every[~to_the_day & ~is_off], str),
            _papers(g),
            WorkingDays(country),
        )

    def next_meeting(self, body: str, after: dt.date) -> dt.date | None:
        """The first known day after ``after`` on which the body meets."""
        days = self.meetings.get(body, ())
        place = bisect_right(days, after)
        return days[place] if place < len(days) else None

    def next_in_time(
        self, body: str, arrives: dt.date, *, strictest: bool
    ) -> tuple[dt.date, dt.date | None] | None:
        """The first known meeting for which a matter is in time, and when its papers are due.

        A matter that arrives on the day on which papers are due is in time. The second date
        is None where the body's papers have no deadline that was understood.
        """
        rules = self.papers.get(body)
        known = self.meetings.get(body, ())
        for meeting in known[bisect_right(known, arrives) :]:
            if rules is None or not rules.deadlines:
                return meeting, None
            due = self.papers_due(body, meeting, strictest=strictest)
            if due >= arrives:
                return meeting, due
        return None

    def papers_due(self, body: str, meeting: dt.date, *, strictest: bool) -> dt.date:
        """When papers of a meeting are due, by the strictest or the least strict reading."""
        choose = min if strictest else max
        return choose(_due(rule, meeting, self.days) for rule in self.papers[body].deadlines)

    def vague_before(self, body: str, arrives: dt.date, meeting: dt.date | None) -> list[str]:
        """The meetings, of unknown day, for which a matter may be in time before the one given."""
        rules = self.papers.get(body)
        found = []
        for date in self.vague.get(body, ()):
            first, last = dates.earliest(date), dates.latest(date)
            if last <= arrives or (meeting is not None and first >= meeting):
                continue
            if rules and rules.deadlines and self.papers_due(body, last, strictest=False) < arrives:
                continue
            found.append(date)
        return found

    def cancelled_between(self, body: str, after: dt.date, before: dt.date | None) -> list[dt.date]:
        """The days between two on which the body was to meet and does not."""
        return [
            day
            for day in self.cancelled.get(body, ())
            if day > after and (before is None or day < before)
        ]


def _known_meetings(g: Governance) -> pd.DataFrame:
    """Every meeting of which a date is recorded: ``body_id, date, status``."""
    seen = g.meetings[["id", "body_id", "date", "status"]]
    # A meeting that is to come and cancelled is none of the snapshot's meetings.
    off = g.tables["Meeting"]
    off = off[(off["status"] == "cancelled") & ~frames.are_among(off["id"], seen["id"])]
    joins = g.tables["MEETING_OF"]
    off = off.assign(body_id=frames.look_up(off["id"], joins["from_id"], joins["to_id"]))
    every = pd.concat([seen, off[list(seen.columns)]], ignore_index=True)
    return every[every["date"].notna()]


def _by_body(meetings: pd.DataFrame, read: Callable[[str], Day]) -> dict[str, list[Day]]:
    """The days of each body, each once and in order."""
    days: dict[str, set[Day]] = {}
    for body, date in zip(meetings["body_id"], meetings["date"], strict=True):
        days.setdefault(body, set()).add(read(date))
    return {body: sorted(of_body) for body, of_body in days.items()}


def _papers(g: Governance) -> dict[str, PaperRules]:
    stated = g.rules
    stated = stated[stated["kind"] == "papers"].sort_values(["body_id", "clause", "text"])
    stated = stated.assign(parsed=rules_of_bodies.meanings(stated["kind"], stated["text"]))
    quoted: dict[str, list[str]] = {}
    parsed: dict[str, list[object]] = {}
    columns = ["body_id", "text", "source", "clause", "parsed"]
    for body, text, source, clause, rule in stated[columns].itertuples(index=False):
        quoted.setdefault(body, []).append(f"'{text}' {citation([source, clause])}".strip())
        parsed.setdefault(body, []).append(rule)
    return {
        body: PaperRules(listed(said), _every_reading(parsed[body]))
        for body, said in quoted.items()
    }


def _every_reading(parsed: Sequence[object]) -> tuple[Deadline, ...]:
    if not all(isinstance(rule, Deadline) for rule in parsed):
        return ()
    every = [
        read
        for rule in parsed
        if isinstance(rule, Deadline)
        for reading in readings(rule)
        for read in (reading.rule, *(other for _, other in reading.others))
    ]
    return tuple(dict.fromkeys(every))


def _due(rule: Deadline, meeting: dt.date, days: WorkingDays) -> dt.date:
    try:
        return days.due(rule, meeting).day
    except OutsideTheCalendarError:  # before year 1, so nothing is in time
        return dt.date.min


@dataclass(frozen=True)
class RouteDays:
    """How long a route takes.

    Attributes:
        expected, worst: days; not known where one hop's are not.
        sources: for each hop where its days come from, or why they are not known.
        known_part: what can be said where the whole is not known; blank otherwise.
        earliest: the first day on which the matter can be on the table at the end.
        timetable: that day in a sentence, or why it is not known; blank where none is asked for.
        remarks: what limits that day.
    """

    expected: float | None
    worst: float | None
    sources: list[str]
    known_part: str = ""
    earliest: dt.date | None = None
    timetable: str = ""
    remarks: tuple[str, ...] = ()


NO_WAY = RouteDays(None, None, [])


def days_of(walk: Walk, words: Wording, calendar: Calendar, raised: dt.date | None) -> RouteDays:
    """How long a matter takes along a route; one without a step, or an end, has no days."""
    if not walk.hops or walk.end in (upward.CYCLE, upward.CUT_SHORT):
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
    if raised is None:
        return RouteDays(expected, worst, sources, known_part)
    table = _on_the_table(walk, words, calendar, raised)
    return RouteDays(expected, worst, sources, known_part, *table)


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
        and_papers = self._papers_beside_a_frequency(self.words.ids[fact["end"]])
        wait = (DAYS_A_YEAR / rate / 2, DAYS_A_YEAR / rate)
        if fact["timed_by"] == upward.BY_MEETINGS:
            return wait, f"{start} to {end}: {end} meets {times_a_year(rate)}{and_papers}"
        link = self.words.link_facts[fact["timing_link"]]
        said = f"{start} {VERBS[link['type']]} {end} {times_a_year(rate)}"
        if link["frequency_per_year"] == upward.EVERY_MEETING:
            said += " (every meeting)"
        if fact["is_disputed"]:
            said += " (statements differ: this is the rarest)"
        return wait, said + and_papers

    def _papers_beside_a_frequency(self, body: str) -> str:
        papers = self.calendar.papers.get(body)
        return f", {PAPERS_DUE} {papers.quoted}, {NOT_COUNTED}" if papers else ""

    def _by_calendar(
        self, node: int, start: str, end: str, expected: float | None, worst: float | None
    ) -> tuple[tuple[float, float] | None, str]:
        body = self.words.ids[node]
        unknown = f"{start} to {end}: not known"
        if self.raised is None or expected is None or worst is None:
            return None, f"{unknown} (no frequency of reporting or meeting is recorded)"
        papers = self.calendar.papers.get(body)
        if papers and not papers.deadlines:
            return None, f"{unknown} ({PAPERS_DUE} {papers.quoted}, {NOT_COUNTED})"
        waits = []
        for before in (expected, worst):
            arrives = self.raised + dt.timedelta(days=math.ceil(before))
            found = _first_meeting(self.calendar, body, end, arrives, strictest=True)
            if isinstance(found, str):
                return None, f"{unknown} ({found})"
            waits.append((found[0] - self.raised).days - before)
        and_papers = f", {PAPERS_DUE} {papers.quoted}" if papers else ""
        return (waits[0], waits[1]), f"{start} to {end}: calendar of {end}{and_papers}"


def _on_the_table(
    walk: Walk, words: Wording, calendar: Calendar, raised: dt.date
) -> tuple[dt.date | None, str, tuple[str, ...]]:
    """The first day on the table at the end, from known meeting dates; and what limits it."""
    day = raised
    remarks: list[str] = []
    start = f"Raised on {dates.in_words(raised)}"
    table = f"on {possessive(words.names[walk.nodes[-1]])} table"
    for node in walk.nodes[1:]:
        body, name = words.ids[node], words.names[node]
        found = _first_meeting(calendar, body, name, day, strictest=False)
        if isinstance(found, str):
            said = f"{start}; when it can be {table} is not known: {found}."
            return None, said, (*remarks, f"earliest date not known: {found}")
        remarks.append(_on_papers(calendar, body, name, day, found))
        day = found[0]
    return day, f"{start}, {table} by {dates.in_words(day)} at the earliest.", tuple(remarks)


def possessive(name: str) -> str:
    """Whose something is.

    >>> possessive("Board"), possessive("The Partners")
    ("the Board's", "the Partners'")
    """
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    return f"the {bare}'" if bare.endswith("s") else f"the {bare}'s"


def _first_meeting(
    calendar: Calendar, body: str, name: str, arrives: dt.date, *, strictest: bool
) -> tuple[dt.date, dt.date | None] | str:
    """The first meeting for which a matter is in time; or why that is not known."""
    found = calendar.next_in_time(body, arrives, strictest=strictest)
    meeting = None if found is None else found[0]
    if vague := calendar.vague_before(body, arrives, meeting):
        otherwise = "" if meeting is None else f"; if it is too soon, it is that on {meeting}"
        return f"{name} meets in {listed(vague)}, on a day that is not recorded{otherwise}"
    return found or _no_meeting(calendar, body, name, arrives)


def _no_meeting(calendar: Calendar, body: str, name: str, day: dt.date) -> str:
    if calendar.next_meeting(body, day) is None:
        return f"no meeting of {name} after {day} is recorded" + _but_for_cancelled(
            calendar.cancelled_between(body, day, None)
        )
    quoted = calendar.papers[body].quoted
    return (
        f"no meeting of {name} is recorded for which papers that come on {day} are in time: they "
        f"are due {quoted}"
    )


def _but_for_cancelled(days: Sequence[dt.date]) -> str:
    return f", but for what is cancelled ({listed([str(day) for day in days])})" if days else ""


def _on_papers(
    calendar: Calendar,
    body: str,
    name: str,
    arrives: dt.date,
    found: tuple[dt.date, dt.date | None],
) -> str:
    """What papers mean for the first meeting at which a matter can be on the table."""
    meeting, due = found
    off = calendar.cancelled_between(body, arrives, meeting)
    when = f"{name} meets on {meeting}"
    if off:
        when += f" ({listed([str(day) for day in off])}: cancelled)"
    papers = calendar.papers.get(body)
    if papers is None:
        return f"{when}; no rule on when its papers are due is recorded, so none is counted"
    quoted = papers.quoted
    if due is None:
        return f"{when} but papers are due {quoted}: where that has passed, it is a later meeting"
    of_country = f"bank holidays of {calendar.days.name}"
    said = f"{when}, and papers are due by {due} ({quoted}; {of_country})"
    first = calendar.next_meeting(body, arrives)
    if first is not None and first != meeting:
        before = calendar.papers_due(body, first, strictest=False)
        said += f", while those for {first} were due by {before}"
    strictest = calendar.papers_due(body, meeting, strictest=True)
    if strictest < arrives:
        said += f"; read most strictly, they are due by {strictest}, and it is a later meeting"
    return said
