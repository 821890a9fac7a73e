"""Attendance rules: whose absences trigger them, whose do not, and where the record leaves it open.

A verdict is ``triggered`` only where it holds whatever the open points come to: attendance that
was not recorded, who held the seat, and what the wording of the rule leaves unsaid (whether
apologies excuse, whether a substitute counts as attendance, which year is meant). It is ``not
triggered`` only where no way of settling them would trigger the rule; otherwise it is
``undetermined``. More absences never undo a trigger, so two counts suffice: the absences that are
certain, and those that are possible.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govgraph import dates, frames
from govgraph.analysis import (
    absences,
    attendance_notes,
    attendance_words,
    clocks,
    marks,
    reach,
    rules_of_bodies,
    shares,
    timeline,
    verdict_rows,
    windows,
)
from govgraph.analysis import register as registers
from govgraph.analysis.absences import Sheet
from govgraph.analysis.marks import Adoption, Marks
from govgraph.analysis.register import Entries
from govgraph.analysis.timeline import Timeline
from govgraph.analysis.verdict_rows import COLUMNS, Listed
from govgraph.governance import Governance
from govgraph.rules.attendance import AbsenceCount, ConsecutiveAbsences, CountingRule

__all__ = ["COLUMNS", "attendance_rules", "verdicts"]


def verdicts(g: Governance, body: str | None = None) -> pd.DataFrame:
    """A verdict for every member on every attendance rule, of one body or of all asked about.

    Only meetings that were held count (an inquorate one was held), and only those in the
    person's own tenure of the seat; a meeting without a record for the seat is unknown,
    neither present nor absent; who came by remote link was present. A joint meeting is a
    meeting of each body that has a row for it.

    A year is counted back from each meeting: twelve months to the day, the first day not
    included (the year to 10 March begins on 11 March). A municipal year is taken to run from 1
    May to 30 April, a financial year from 1 April, an academic year from 1 September, a
    membership year from the day the person's own tenure began. A year that the rule does not
    name (see :mod:`govgraph.rules.attendance`) may mean any twelve months, a calendar year or
    a municipal year, and nothing else: whoever means another year names it. Such a rule is
    triggered only where it is under all three, if need be by different absences under each.

    A share of the meetings in a year that has a name is judged when the year is over; until
    then a share that is too low to date is undetermined. It is triggered only where the
    register lists the meetings of the whole period (see
    :func:`govgraph.analysis.register.listed_between`), and an excused meeting may be left out
    of the count or count as attended: both are considered. A clock that runs from the last
    meeting attended is judged by :mod:`govgraph.analysis.clocks`.

    Args:
        g: the snapshot.
        body: only the rules of the body of this id, name or other name.

    Returns:
        one row for each member and rule, triggered ones first: body, seat, person, organisation
        (whom the seat speaks for), rule (with its reading), verdict, absences_low and
        absences_high (certain and possible absences in the window), window_start, window_end
        (twelve months where the year is not named), trigger_date (the latest day on which the
        rule can have come to be met, where it is; of a clock, the day on which it runs out),
        meetings (a list of the meetings in the window that are or may be absences: id, date and
        what the record says), remaining (how near an untriggered member is), consequence (as
        the source words it), assumption (what would decide an undetermined verdict, or what a
        verdict rests on), source and paragraph of the rule, body_id, seat_id, person_id. Where
        a rule was met in several windows, the latest is shown.

        ``attrs["notes"]`` says where there is no verdict and why: no attendance recorded,
        rules not evaluated or not understood, rules that cannot fire.

    Raises:
        NotFoundError, AmbiguousError: ``body`` fits no body, or several.

    >>> from govgraph.governance import Governance
    >>> from govgraph import merging
    >>> len(verdicts(Governance(merging.combine({}))))
    0
    """
    bodies = g.asked_about if body is None else pd.Index([g.find_body(body)])
    every = attendance_rules(g, bodies)
    counted = every[every["is_counted"]].reset_index(drop=True)
    meetings = registers.held_meetings(g, pd.Index(counted["body_id"].unique()))
    counted = counted.assign(**reach.reachability(g, counted, meetings))
    recorded = counted["body_id"].isin(bodies_with_a_register(g, meetings))
    found = _by_counting(g, counted[recorded], meetings)
    timed = every[every["is_timed"]].reset_index(drop=True)
    on_clocks, silent = clocks.verdicts_on_clocks(g, timed)
    found += on_clocks
    frame = verdict_rows.ordered(found)
    with_proposed = attendance_rules(g.at(include_proposed=True), bodies)
    without = pd.concat([counted[~recorded], silent], ignore_index=True)
    frame.attrs["notes"] = [
        *attendance_notes.on_rules(every, counted, without),
        *attendance_notes.on_proposed(every, with_proposed),
        *attendance_notes.on_meetings(g, counted[recorded]),
    ]
    return frame


def _by_counting(g: Governance, judged: pd.DataFrame, meetings: pd.DataFrame) -> list[pd.DataFrame]:
    """The verdicts on the rules that count in one body's register."""
    if judged.empty:
        return []
    records = _Records.of(g, pd.Index(judged["body_id"].unique()), meetings)
    parts: dict[tuple[str, ...], _Part] = {}
    found = []
    for _, same in judged.groupby(["parsed", "nth"], sort=False):
        bodies = tuple(sorted(same["body_id"]))
        if bodies not in parts:
            parts[bodies] = records.of_bodies(same["body_id"])
        found.append(_verdicts_on(same["parsed"].iloc[0], same, parts[bodies], records, g.as_of))
    return found


def attendance_rules(g: Governance, bodies: pd.Index) -> pd.DataFrame:
    """The attendance rules of these bodies, parsed; equal rows are one rule.

    ``is_counted`` are those that count in one body's register, ``is_timed`` the clocks;
    ``nth`` numbers equal rules of one body that differ in reading, consequence or date.
    """
    columns = ["body_id", "body", "text", "reading", "consequence", "start_date"]
    distinct = rules_of_bodies.in_force(g, "attendance", bodies=bodies, each=columns)
    parsed = distinct["parsed"]
    distinct = distinct.assign(
        is_counted=parsed.map(lambda rule: isinstance(rule, CountingRule)).astype(bool),
        is_timed=parsed.map(clocks.is_evaluated).astype(bool),
    )
    return distinct.assign(nth=distinct.groupby(["body_id", "parsed"], sort=False).cumcount())


def bodies_with_a_register(g: Governance, meetings: pd.DataFrame) -> pd.Series[str]:
    """The bodies for which attendance at one of these meetings is recorded at all."""
    records = g.tables["ATTENDANCE"]
    is_said = records["status"].notna() & (records["status"] != "unknown")
    said = records.loc[is_said & (records["from_type"] == "Seat"), "to_id"]
    at = np.unique(frames.positions(said, meetings["meeting_id"]))
    return meetings["body_id"].take(at[at >= 0]).drop_duplicates()


# --- the verdicts on one rule ------------------------------------------------------------


@dataclass(frozen=True)
class _Records:
    """The records of all members that have an attendance rule, shared by all rules."""

    sitting: pd.DataFrame
    meetings: pd.DataFrame
    entries: Entries
    first: np.ndarray
    last: np.ndarray
    ordered: np.ndarray
    approvals_known: np.ndarray
    listed: registers.ListedBetween

    @classmethod
    def of(cls, g: Governance, bodies: pd.Index, meetings: pd.DataFrame) -> _Records:
        sitting = registers.members(g, bodies)
        records = registers.records(g, meetings)
        entries = registers.entries(g, sitting, meetings, records)
        return cls(
            sitting=sitting,
            meetings=meetings,
            entries=entries,
            first=windows.numbers(meetings["first"])[entries.meeting],
            last=windows.numbers(meetings["last"])[entries.meeting],
            ordered=meetings["in_order"].to_numpy(dtype=bool)[entries.meeting],
            approvals_known=g.covers(sitting["body_id"], "members").to_numpy(),
            listed=registers.listed_between(g, sitting["body_id"], meetings),
        )

    def of_bodies(self, bodies: pd.Series[str]) -> _Part:
        """The records of the members of these bodies."""
        wanted = self.sitting["body_id"].isin(bodies).to_numpy()
        members = np.flatnonzero(wanted)
        if wanted.all():
            rows: np.ndarray | slice = slice(None)
            member = self.entries.member
        else:
            offsets = np.searchsorted(self.entries.member, np.arange(len(wanted) + 1))
            rows = timeline.ranges(offsets[members], offsets[members + 1])
            number = np.cumsum(wanted, dtype=np.int32) - 1
            member = number[self.entries.member[rows]]
        first, last, ordered = self.first[rows], self.last[rows], self.ordered[rows]
        line = Timeline(
            size=len(members),
            member=member,
            first=first,
            last=first if bool((first == last).all()) else last,
            ordered=None if bool(ordered.all()) else ordered,
        )
        return _Part(
            about=self.sitting.take(members).reset_index(drop=True),
            line=line,
            code=self.entries.code[rows],
            meeting=self.entries.meeting[rows],
            approvals_known=self.approvals_known[members],
            listed=registers.ListedBetween(self.listed.begins[members], self.listed.ends[members]),
        )


@dataclass(frozen=True)
class _Part:
    """The records of the members of some bodies: one row for each member and meeting."""

    about: pd.DataFrame
    line: Timeline
    code: np.ndarray
    meeting: np.ndarray
    approvals_known: np.ndarray
    listed: registers.ListedBetween


def _verdicts_on(
    rule: CountingRule, of_bodies: pd.DataFrame, part: _Part, records: _Records, as_of: dt.date
) -> pd.DataFrame:
    """The verdicts on one rule for the members of the bodies that have it."""
    about, line = part.about, part.line
    provision = of_bodies.set_index("body_id").loc[about["body_id"]].reset_index(drop=True)
    adoption = _adoption(provision["start_date"])
    found_marks = marks.of_rows(
        rule,
        line.member,
        part.code,
        line.first,
        line.last,
        day_unknown=_day_unknown(rule, line),
        adoption=adoption,
        approvals_known=part.approvals_known,
    )
    sheet = Sheet(
        timeline=line,
        certain=found_marks.certain,
        possible=found_marks.possible,
        since=windows.numbers(about["since"]),
        anchor=windows.numbers(about["began"]),
        today=int(windows.numbers([as_of])[0]),
        may_end=_may_end(line, adoption),
    )
    per_year = provision["per_year"].to_numpy(dtype=np.float64)
    found = _found(rule, sheet, found_marks, part, adoption, per_year)
    details = found.details()
    rows = details.listed
    listed = Listed.of(
        line.size,
        line.member[rows],
        part.code[rows],
        records.meetings.take(part.meeting[rows]),
        is_open=~found_marks.certain[rows],
        points=found_marks.points(rows),
    )
    return verdict_rows.table(
        about,
        provision,
        verdict=found.verdict,
        absences_low=details.low,
        absences_high=details.high,
        window_start=verdict_rows.iso(details.window_start),
        window_end=verdict_rows.iso(details.window_end),
        trigger_date=verdict_rows.iso(details.trigger_date),
        meetings=listed.by_member(),
        remaining=pd.array(list(details.remaining()), dtype="str"),
        assumption=pd.array(
            attendance_words.assumptions(found.codes, details, listed, about, provision),
            dtype="str",
        ),
    )


def _found(
    rule: CountingRule,
    sheet: Sheet,
    of_rows: Marks,
    part: _Part,
    adoption: Adoption | None,
    per_year: np.ndarray,
) -> absences.Findings:
    if isinstance(rule, AbsenceCount):
        return absences.count_in_windows(rule, sheet)
    if isinstance(rule, ConsecutiveAbsences):
        return absences.count_runs(rule, sheet)
    adopted = np.full(sheet.timeline.size, windows.OPEN_START)
    register = shares.Register(
        begins=part.listed.begins,
        ends=part.listed.ends,
        since=windows.numbers(part.about["surely_since"]),
        adopted=adopted if adoption is None else adoption.earliest,
        per_year=per_year,
    )
    return shares.shares_in_windows(rule, sheet, of_rows.scores(rule), register)


def _adoption(start_dates: pd.Series[str]) -> Adoption | None:
    if start_dates.isna().all():
        return None
    latest = windows.numbers(dates.valid_to(start_dates, pd.Series(False, start_dates.index)))
    return Adoption(
        earliest=windows.numbers(dates.valid_from(start_dates)),
        latest=np.where(start_dates.isna(), windows.NEVER, latest),
    )


def _day_unknown(rule: CountingRule, line: Timeline) -> np.ndarray | None:
    if isinstance(rule, ConsecutiveAbsences):
        return None if line.ordered is None else ~line.ordered
    return None if line.is_exact else line.first != line.last


def _may_end(line: Timeline, adoption: Adoption | None) -> np.ndarray | None:
    """Whether the rule was in force when a run of absences ended at each row."""
    if adoption is None:
        return None
    in_force = line.last >= adoption.earliest[line.member]
    # The rule may have met a run that was under way when it came into force.
    is_last = np.append(line.member[1:] != line.member[:-1], True)[: len(line.member)]
    next_in_force = np.append(in_force[1:], True)[: len(line.member)]
    return np.asarray(in_force | is_last | next_in_force)
