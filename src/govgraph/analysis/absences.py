"""Counting absences: in windows of time and in a row, certain and possible ones side by side.

More absences never undo a trigger, so two counts suffice: a rule is triggered whatever the open
points come to if the certain absences meet it, and may be triggered if the possible ones do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from govgraph.analysis import timeline, windows
from govgraph.analysis.timeline import Counter, Timeline
from govgraph.analysis.windows import NEVER, spoken
from govgraph.rules.attendance import AbsenceCount, ConsecutiveAbsences
from govgraph.rules.periods import OPEN_YEAR, Period
from govgraph.sentences import counted

TRIGGERED = "triggered"
UNDETERMINED = "undetermined"
NOT_TRIGGERED = "not triggered"
VERDICTS = (TRIGGERED, UNDETERMINED, NOT_TRIGGERED)


@dataclass(frozen=True)
class Sheet:
    """The absences of the members that one rule is about.

    ``certain`` and ``possible`` say of each row of the timeline whether it counts as an
    absence, ``may_end`` whether the rule was in force when a run of absences ended there (None
    where it always was). ``since`` is the first day of each member's tenure, ``anchor`` the
    day on which each membership began (``NEVER`` where it is not known).
    """

    timeline: Timeline
    certain: np.ndarray
    possible: np.ndarray
    since: np.ndarray
    anchor: np.ndarray
    today: int
    may_end: np.ndarray | None = None

    def day_before(
        self, days: np.ndarray, members: np.ndarray, period: Period, year: str
    ) -> np.ndarray:
        """The last day that is not in the period that ends on each of these members' days."""
        if year != "membership":
            return windows.day_before(days, period, year)
        return windows.day_before(days, period, year, self.anchor[members])


@dataclass(frozen=True)
class Meaning:
    """What one meaning of the year comes to for each member.

    ``is_sure`` and ``may_be`` say whether the rule is met under it for certain, and whether it
    may be; ``is_divided`` whether not all absences listed are in one such year.
    """

    year: str
    is_sure: np.ndarray
    may_be: np.ndarray
    is_divided: np.ndarray


@dataclass(frozen=True)
class Details:
    """What stands behind the verdict on each member of a sheet.

    ``low`` and ``high`` are the certain and possible absences in the window, ``listed`` the
    rows of the timeline that count in it. ``short_by`` is how many possible absences would
    have to count (0 where it depends on which), ``year_decides`` whether certain absences meet
    the rule under the widest meaning of the period, ``meanings`` what each meaning of a year
    comes to that the rule does not name, ``anchor_unknown`` whether it is not known when the
    membership years begin that it counts in; ``has_passed`` whether the rule was met but no
    longer is.
    ``remaining``, ``reasons`` (what decides, where the ones before do not say it) and ``basis``
    (what the verdict rests on) give the words for each member.
    """

    low: np.ndarray
    high: np.ndarray
    window_start: np.ndarray
    window_end: np.ndarray
    trigger_date: np.ndarray
    listed: np.ndarray
    has_passed: np.ndarray
    remaining: Callable[[], Sequence[str | None]]
    short_by: np.ndarray | None = None
    year_decides: np.ndarray | None = None
    meanings: Sequence[Meaning] = ()
    anchor_unknown: np.ndarray | None = None
    reasons: Callable[[], Sequence[str | None]] | None = None
    basis: Callable[[], Sequence[str | None]] | None = None


@dataclass(frozen=True)
class Findings:
    """The verdict on each member of a sheet, as its place in :data:`VERDICTS`.

    What stands behind them takes longer to find, and is found when it is asked for.
    """

    codes: np.ndarray
    details: Callable[[], Details]

    @property
    def verdict(self) -> np.ndarray:
        """The verdicts in words."""
        return np.asarray(np.array(VERDICTS)[self.codes])


def verdict_codes(line: Timeline, surely: np.ndarray, maybe: np.ndarray) -> np.ndarray:
    """The verdicts on members: of rows by which a rule surely is met, and may be."""
    codes = np.full(line.size, VERDICTS.index(NOT_TRIGGERED), dtype=np.uint8)
    codes[line.member[maybe]] = VERDICTS.index(UNDETERMINED)
    codes[line.member[surely]] = VERDICTS.index(TRIGGERED)
    return codes


def at(values: np.ndarray, rows: np.ndarray, otherwise: int | np.ndarray) -> np.ndarray:
    """The values of these rows; ``otherwise`` where the row is -1."""
    if not len(values):
        return np.broadcast_to(np.asarray(otherwise), rows.shape)
    return np.asarray(np.where(rows >= 0, values[rows], otherwise))


# --- more than N in a period -------------------------------------------------------------


def count_in_windows(rule: AbsenceCount, sheet: Sheet) -> Findings:
    """Absent from more than N meetings in a period.

    Possible absences are counted in the widest window that the period may mean. A year that is
    not named has to hold enough certain ones under each of its meanings.
    """
    line, limit, wide = sheet.timeline, rule.more_than, _before_wide(sheet, rule.period)
    certain, possible = np.flatnonzero(sheet.certain), np.flatnonzero(sheet.possible)
    sure_rows = [
        certain[_are_met(line, certain, limit, _before_in(sheet, rule.period, year))]
        for year in _narrow_years(rule.period)
    ]
    is_sure = np.logical_and.reduce([_have(line, rows) for rows in sure_rows])
    surely = sure_rows[0][is_sure[line.member[sure_rows[0]]]]
    if line.is_exact:
        maybe = possible[_are_met(line, possible, limit, wide)]
    else:
        maybe = possible[_may_be_met(line, possible, limit, wide)]
    return Findings(
        verdict_codes(line, surely, maybe),
        lambda: _in_windows(rule, sheet, certain, possible, sure_rows, maybe),
    )


_Before = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""The last day that is not in the window that ends on each day of each member."""


def _before_in(sheet: Sheet, period: Period, year: str) -> _Before:
    return lambda days, members: sheet.day_before(days, members, period, year)


def _before_wide(sheet: Sheet, period: Period) -> _Before:
    """Under the widest meaning: any twelve months contain every year that has a name."""
    if period.year in ("any", "open"):
        return _before_in(sheet, period, "any")
    named = _before_in(sheet, period, period.year)
    if period.year != "membership":
        return named
    whichever = _before_in(sheet, period, "any")
    return lambda days, members: np.where(
        sheet.anchor[members] == NEVER, whichever(days, members), named(days, members)
    )


def _narrow_years(period: Period) -> Sequence[str]:
    """The narrowest meanings of the period, none of which contains another."""
    return tuple(OPEN_YEAR)[1:] if period.year == "open" else (period.year,)


def _have(line: Timeline, rows: np.ndarray) -> np.ndarray:
    """Whether each member has any of these rows."""
    have = np.zeros(line.size, dtype=bool)
    have[line.member[rows]] = True
    return have


def _are_met(line: Timeline, rows: np.ndarray, limit: int, before: _Before) -> np.ndarray:
    """At which of these absences there are more than the limit, where every day is known."""
    met = np.zeros(len(rows), dtype=bool)
    if len(rows) > limit:
        ends = rows[limit:]
        start = before(line.first[ends], line.member[ends])
        # The row that is ``limit`` places back is in the window, and so are all between.
        back = rows[: len(rows) - limit]
        met[limit:] = (line.member[back] == line.member[ends]) & (line.first[back] > start)
    return met


def _may_be_met(line: Timeline, rows: np.ndarray, limit: int, before: _Before) -> np.ndarray:
    """At which of these absences there may be more than the limit in the window that ends there."""
    start = before(line.first[rows], line.member[rows])
    counted = Counter(line, rows).within(line.member[rows], start, line.last[rows])
    return np.asarray(counted > limit)


def _in_windows(
    rule: AbsenceCount,
    sheet: Sheet,
    certain: np.ndarray,
    possible: np.ndarray,
    sure_rows: Sequence[np.ndarray],
    maybe_rows: np.ndarray,
) -> Details:
    period, limit, line = rule.period, rule.more_than, sheet.timeline
    everyone = np.arange(line.size)
    among_certain, among_possible = Counter(line, certain), Counter(line, possible)
    before_wide = _before_wide(sheet, period)
    narrow = {year: _before_in(sheet, period, year) for year in _narrow_years(period)}
    sure = _Sure.of(line, certain, limit, sure_rows, list(narrow.values()))
    best = np.where(
        sure.row >= 0, sure.row, _best_possible(line, possible, maybe_rows, certain, limit, narrow)
    )
    today = np.full(line.size, sheet.today, dtype=np.int32)
    end, ends_from = at(line.last, best, today), at(line.first, best, today)
    from_wide = before_wide(ends_from, everyone)
    low = among_certain.within(everyone, from_wide, end)
    high = among_possible.within(everyone, from_wide, end)
    listed = line.between(from_wide, end)
    listed = listed[sheet.possible[listed]]
    is_met = best >= 0
    has_passed = np.zeros(line.size, dtype=bool)
    before_today = before_wide(today[is_met], everyone[is_met])
    high_today = among_possible.within(everyone[is_met], before_today, today[is_met])
    has_passed[is_met] = high_today <= limit
    is_membership = period.year == "membership"
    return Details(
        low=low,
        high=high,
        window_start=np.maximum(from_wide + 1, np.minimum(sheet.since, end)),
        window_end=end,
        trigger_date=sure.days.max(axis=0),
        listed=listed,
        has_passed=has_passed,
        remaining=lambda: _remaining_in_window(rule, sheet, best, low, high, listed),
        short_by=limit + 1 - low,
        year_decides=(low > limit) & (sure.row < 0) if is_membership else None,
        meanings=()
        if period.year != "open"
        else [
            Meaning(
                year,
                _have(line, certain[_are_met(line, certain, limit, before)]),
                _have(line, possible[_may_be_met(line, possible, limit, before)]),
                _is_divided(line, listed, before(ends_from, everyone)),
            )
            for year, before in {"any": before_wide, **narrow}.items()
        ],
        anchor_unknown=sheet.anchor == NEVER if is_membership else None,
        basis=lambda: sure.met_elsewhere(list(narrow)),
    )


@dataclass(frozen=True)
class _Sure:
    """The latest row by which a rule surely is met for each member, under every meaning.

    ``row`` (-1 where it is not) is the latest of any meaning; ``last`` and ``days`` have, for
    each meaning, the latest row, and the day on which the rule came to be met in its window.
    """

    row: np.ndarray
    last: np.ndarray
    days: np.ndarray

    @classmethod
    def of(
        cls,
        line: Timeline,
        certain: np.ndarray,
        limit: int,
        sure_rows: Sequence[np.ndarray],
        before: Sequence[_Before],
    ) -> _Sure:
        everyone, counter = np.arange(line.size), Counter(line, certain)
        last = np.array(
            [timeline.last_of_each(line.member[rows], rows, line.size) for rows in sure_rows]
        )
        is_sure = (last >= 0).all(axis=0)
        days = np.full(last.shape, NEVER, np.int32)
        who = everyone[is_sure]
        for number, start_of in enumerate(before):
            rows = last[number, is_sure]
            start = start_of(line.first[rows], who)
            days[number, is_sure] = line.first[certain[counter.up_to(who, start) + limit]]
        return cls(np.where(is_sure, last.max(axis=0), -1), last, days)

    def met_elsewhere(self, years: Sequence[str]) -> list[str | None]:
        """For each member under which meaning of a year it is another window that meets the rule.

        The absences of the window that is shown are then not enough under that one.
        """
        said: list[str | None] = [None] * len(self.row)
        for number, year in enumerate(years):
            for member in np.flatnonzero((self.row >= 0) & (self.last[number] < self.row)).tolist():
                day = spoken(self.days[number, member])
                said[member] = f"If a year means {OPEN_YEAR[year]}, the rule was met by {day}."
        return said


def _best_possible(
    line: Timeline,
    possible: np.ndarray,
    rows: np.ndarray,
    certain: np.ndarray,
    limit: int,
    narrow: Mapping[str, _Before],
) -> np.ndarray:
    """Of these rows the one whose window is open under most meanings, with most certain absences.

    A meaning under which the rule surely is met is not open.
    """
    members, ends = line.member[rows], line.last[rows]
    among_certain, among_possible = Counter(line, certain), Counter(line, possible)
    low, open_ones = np.full(len(rows), len(line.member)), np.zeros(len(rows), np.int64)
    for before in narrow.values():
        start = before(line.first[rows], members)
        is_sure = _have(line, certain[_are_met(line, certain, limit, before)])
        low = np.minimum(low, among_certain.within(members, start, ends))
        open_ones += (among_possible.within(members, start, ends) > limit) & ~is_sure[members]
    score = open_ones * (len(line.member) + 1) + low
    return timeline.last_of_each(members, rows, line.size, score)


def _is_divided(line: Timeline, listed: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Whether some of each member's listed rows may be as early as the day ``before``."""
    return _have(line, listed[line.first[listed] <= before[line.member[listed]]])


def _remaining_in_window(
    rule: AbsenceCount,
    sheet: Sheet,
    best: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    listed: np.ndarray,
) -> list[str | None]:
    """How many more absences by when would trigger the rule, for those it is not met for."""
    line, period = sheet.timeline, rule.period
    oldest = np.full(line.size, windows.OPEN_END, dtype=np.int32)
    np.minimum.at(oldest, line.member[listed], line.first[listed])
    oldest = np.where(high > 0, oldest, sheet.today)
    is_named = period.year not in ("any", "open")
    until = windows.first_day_without(oldest, period, "any")
    if is_named:
        of_year = windows.first_day_without(oldest, period, period.year, sheet.anchor)
        until = np.where(of_year > windows.OPEN_END, until, of_year)
    needed = rule.more_than + 1
    said: list[str | None] = []
    rows = zip((best >= 0).tolist(), low.tolist(), high.tolist(), until.tolist(), strict=True)
    for is_met, least, most, day in rows:
        if is_met:
            said.append(None)
        elif most == 0:
            said.append(f"{_more_absences(needed)} within {period.to_text()}")
        else:
            open_ones = f" if every open one counts, {needed - least} if none does"
            said.append(
                f"{_more_absences(needed - most)} before {spoken(day)}"
                f"{open_ones if least < most else ''}"
            )
    return said


def _more_absences(number: int) -> str:
    return counted(number, "more absence")


# --- N in a row --------------------------------------------------------------------------


def count_runs(rule: ConsecutiveAbsences, sheet: Sheet) -> Findings:
    """Absent from N consecutive meetings.

    A meeting whose place in the order is not known never makes a run certain, and may
    lengthen any.
    """
    line = sheet.timeline
    certain = np.flatnonzero(sheet.certain)
    surely = certain[_are_in_a_row(line, certain, rule.meetings)]
    if line.ordered is None:
        maybe = np.flatnonzero(sheet.possible)
        maybe = maybe[_are_in_a_row(line, maybe, rule.meetings)]
    else:
        runs = _Runs.of(sheet)
        maybe = runs.rows[runs.high >= rule.meetings]
    if sheet.may_end is not None:
        maybe = maybe[sheet.may_end[maybe]]
    return Findings(
        verdict_codes(line, surely, maybe), lambda: _in_a_row(rule, sheet, certain, surely)
    )


def _are_in_a_row(line: Timeline, rows: np.ndarray, needed: int) -> np.ndarray:
    """At which of these rows as many as are needed stand side by side."""
    met = np.zeros(len(rows), dtype=bool)
    if len(rows) >= needed:
        last, first = rows[needed - 1 :], rows[: len(rows) - needed + 1]
        met[needed - 1 :] = (last - first == needed - 1) & (line.member[last] == line.member[first])
    return met


def _in_a_row(
    rule: ConsecutiveAbsences, sheet: Sheet, certain: np.ndarray, sure_rows: np.ndarray
) -> Details:
    needed, line = rule.meetings, sheet.timeline
    certain_run = _unbroken(certain, line.member[certain])
    runs = _Runs.of(sheet).with_longest_certain(certain, certain_run)
    surely = timeline.last_of_each(line.member[sure_rows], sure_rows, line.size)

    may_end = True if sheet.may_end is None else sheet.may_end[runs.rows]
    meets = may_end & (runs.high >= needed) & (surely[runs.member] < 0)
    maybe = timeline.last_of_each(
        runs.member[meets], np.flatnonzero(meets), line.size, runs.longest_low[meets]
    )
    latest = runs.place_of(line.offsets[1:] - 1, line)
    is_sure, is_met = surely >= 0, (surely >= 0) | (maybe >= 0)
    shown = np.where(maybe >= 0, maybe, latest)
    low = np.where(maybe >= 0, at(runs.longest_low, shown, 0), at(runs.low, shown, 0))
    high = np.where(
        maybe >= 0, at(runs.longest_high, shown, 0), at(runs.high, shown, runs.anywhere)
    )
    # Of those it surely hit, the certain run and how far it may reach.
    sure_place = runs.place_of(surely, line)
    sure_length = np.zeros(line.size, dtype=np.int64)
    sure_length[is_sure] = certain_run[np.searchsorted(certain, surely[is_sure])]
    low = np.where(is_sure, sure_length, low)
    high = np.where(is_sure, at(runs.longest_high, sure_place, 0), high)
    start, stop = runs.bounds(shown)
    listed = np.sort(
        np.concatenate(
            [
                runs.rows[timeline.ranges(start[~is_sure], stop[~is_sure])],
                timeline.ranges((surely - sure_length + 1)[is_sure], surely[is_sure] + 1),
            ]
        )
    )
    listed = listed[sheet.possible[listed]]
    window_start, window_end = _span(line, listed)
    nth = np.where(is_sure, surely - sure_length + needed, -1)
    return Details(
        low=low,
        high=high,
        window_start=window_start,
        window_end=np.where(is_met, window_end, sheet.today),
        trigger_date=at(line.first, nth, NEVER),
        listed=listed,
        remaining=lambda: _remaining_in_a_row(needed, is_met, low, high),
        has_passed=is_met & (at(runs.high, latest, runs.anywhere) < needed),
    )


@dataclass(frozen=True)
class _Runs:
    """The possible absences of a sheet, by the runs that no attendance breaks.

    ``rows`` are those of the timeline, ``run`` numbers the run of each, ``low`` and ``high``
    how long the run certainly and possibly is up to there, ``longest_low`` and
    ``longest_high`` the longest of the whole run. ``anywhere`` are each member's absences
    whose place in the order is not known.
    """

    rows: np.ndarray
    member: np.ndarray
    run: np.ndarray
    high: np.ndarray
    longest_high: np.ndarray
    anywhere: np.ndarray
    low: np.ndarray
    longest_low: np.ndarray

    @classmethod
    def of(cls, sheet: Sheet) -> _Runs:
        line = sheet.timeline
        possible, breaks = sheet.possible, ~sheet.possible
        if line.ordered is not None:
            breaks &= line.ordered
        rows = np.flatnonzero(possible)
        anywhere = np.zeros(line.size, dtype=np.int64)
        if line.ordered is not None:
            anywhere = np.bincount(
                line.member[possible & ~line.ordered], minlength=line.size
            ).astype(np.int64)
            # A run of these alone may end at any row, so the last one stands for it.
            last = line.offsets[1:][anywhere > 0] - 1
            rows = np.union1d(rows, last)
        member = line.member[rows]
        run = np.cumsum(breaks, dtype=np.int32)[rows]
        run += member  # both never fall, so their sum is one number for each member and run
        in_place = possible[rows] if line.ordered is None else (possible & line.ordered)[rows]
        high = _counted_within(run, in_place) + anywhere[member]
        zeros = np.zeros(len(rows), dtype=np.int64)
        return cls(rows, member, run, high, _greatest(run, high), anywhere, zeros, zeros)

    def with_longest_certain(self, certain: np.ndarray, lengths: np.ndarray) -> _Runs:
        """With how long the certain runs within each run are."""
        low = np.zeros(len(self.rows), dtype=np.int64)
        low[np.searchsorted(self.rows, certain)] = lengths
        return _Runs(
            self.rows,
            self.member,
            self.run,
            self.high,
            self.longest_high,
            self.anywhere,
            low,
            _greatest(self.run, low),
        )

    def place_of(self, rows: np.ndarray, line: Timeline) -> np.ndarray:
        """Where these rows of each member stand among ``rows``; -1 where they do not."""
        if not len(self.rows):
            return np.full(len(rows), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        is_own = (self.rows[place] == rows) & (self.member[place] == np.arange(line.size))
        return np.where(is_own, place, -1)

    def bounds(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """From where to where in ``rows`` the run of each place goes; nowhere for -1."""
        run = at(self.run, places, -1)
        return (
            np.searchsorted(self.run, run, side="left"),
            np.searchsorted(self.run, run, side="right"),
        )


def _unbroken(rows: np.ndarray, member: np.ndarray) -> np.ndarray:
    """How many of these rows stand side by side, up to each."""
    begins = np.append(True, (np.diff(rows) != 1) | (np.diff(member) != 0))[: len(rows)]
    place = np.arange(len(rows))
    return np.asarray(place + 1 - np.maximum.accumulate(np.where(begins, place, 0)))


def _begins(group: np.ndarray) -> np.ndarray:
    """Whether a row is the first of its group."""
    return np.append(True, group[1:] != group[:-1])[: len(group)]


def _counted_within(group: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """How many rows of its group count, up to each."""
    total = np.cumsum(counts)
    before = np.where(_begins(group), total - counts, 0)
    return np.asarray(total - np.maximum.accumulate(before))


def _greatest(group: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The greatest value in each row's group."""
    if not len(group):
        return values
    begins = _begins(group)
    greatest = np.maximum.reduceat(values, np.flatnonzero(begins))
    return np.asarray(greatest[np.cumsum(begins) - 1])


def _span(line: Timeline, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and last day of these rows for each member; ``NEVER`` without rows."""
    start = np.full(line.size, windows.OPEN_END, dtype=np.int32)
    end = np.full(line.size, NEVER, dtype=np.int32)
    np.minimum.at(start, line.member[rows], line.first[rows])
    np.maximum.at(end, line.member[rows], line.last[rows])
    return np.where(end == NEVER, NEVER, start), end


def _remaining_in_a_row(
    needed: int, is_met: np.ndarray, low: np.ndarray, high: np.ndarray
) -> list[str | None]:
    said: list[str | None] = []
    for met, least, most in zip(is_met.tolist(), low.tolist(), high.tolist(), strict=True):
        meetings = "meeting" if needed - most == 1 else f"{needed - most} meetings"
        open_ones = f" if every open one counts, the next {needed - least} if none does"
        said.append(
            None if met else f"absence from the next {meetings}{open_ones if least < most else ''}"
        )
    return said
