"""Counting absences: in windows of time and in a row, certain and possible ones side by side.

More absences never undo a trigger, so two counts suffice: a rule is triggered whatever the open
points come to if the certain absences meet it, and may be triggered if the possible ones do.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

import numpy as np

from govgraph import dates
from govgraph.rules.attendance import AbsenceCount, ConsecutiveAbsences, Period

TRIGGERED = "triggered"
UNDETERMINED = "undetermined"
NOT_TRIGGERED = "not triggered"
VERDICTS = (TRIGGERED, UNDETERMINED, NOT_TRIGGERED)

DAY = "datetime64[D]"

_SPAN = 4_000_000
"""More days than there are from year 1 to year 9999: one member's days fit below the next's."""


@dataclass(frozen=True)
class Sheet:
    """The absences of the members that one rule is about, in order of member and date.

    ``member`` numbers the members from 0. ``certain`` and ``possible`` say of each meeting
    whether it counts as an absence, ``may_end`` whether the rule was in force when a run of
    absences ended there. ``first`` and ``last`` are days. ``since`` is the first day of each
    member's tenure.
    """

    size: int
    member: np.ndarray
    first: np.ndarray
    last: np.ndarray
    certain: np.ndarray
    possible: np.ndarray
    in_order: np.ndarray
    may_end: np.ndarray
    since: np.ndarray
    today: np.ndarray


@dataclass(frozen=True)
class Findings:
    """What was found for each member of a sheet.

    ``listed`` says of each row of the sheet whether it belongs to the window. ``short_by`` is
    how many possible absences would have to count (0 where it depends on which),
    ``year_decides`` whether certain absences meet the rule if a year is any twelve months,
    ``only_any_year`` whether it cannot be met within a calendar year; ``has_passed`` whether
    the rule was met but no longer is.
    """

    verdict: np.ndarray
    low: np.ndarray
    high: np.ndarray
    window_start: np.ndarray
    window_end: np.ndarray
    trigger_date: np.ndarray
    listed: np.ndarray
    remaining: list[str | None]
    short_by: np.ndarray
    year_decides: np.ndarray
    only_any_year: np.ndarray
    has_passed: np.ndarray


def _last_row(sheet: Sheet, rows: np.ndarray, score: np.ndarray | None = None) -> np.ndarray:
    """The last of these rows of each member, of those with the best score; -1 if there is none."""
    at = np.flatnonzero(rows)
    if score is not None:
        at = at[np.argsort(score[at], kind="stable")]
    last = np.full(sheet.size, -1)
    last[sheet.member[at]] = at  # of several values for one member the last one stays
    return last


def _at(values: np.ndarray, rows: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """The values of these rows; ``otherwise`` where the row is -1."""
    return np.asarray(np.where(rows >= 0, values[rows], otherwise)) if len(values) else otherwise


# --- more than N in a period -------------------------------------------------------------


class _Counter:
    """How many absences a member has within a window of days.

    Member and day are packed into one number, so that one binary search over all members
    finds where a window begins.
    """

    def __init__(self, sheet: Sheet, counts: np.ndarray) -> None:
        self._firsts = _packed(sheet.member, sheet.first)
        lasts = _packed(sheet.member, sheet.last)
        by_last = np.argsort(lasts, kind="stable")
        self._lasts = lasts[by_last]
        self._begun = np.concatenate([[0], np.cumsum(counts)])
        self._over = np.concatenate([[0], np.cumsum(counts[by_last])])

    def within(self, member: np.ndarray, before: np.ndarray, until: np.ndarray) -> np.ndarray:
        """Those that may be after the day ``before`` and not after ``until``."""
        begun = np.searchsorted(self._firsts, _packed(member, until), side="right")
        return np.asarray(self._begun[begun] - self.up_to(member, before))

    def up_to(self, member: np.ndarray, day: np.ndarray) -> np.ndarray:
        """All those of earlier members, and the member's own up to that day."""
        over = np.searchsorted(self._lasts, _packed(member, day), side="right")
        return np.asarray(self._over[over])


def _packed(member: np.ndarray, day: np.ndarray) -> np.ndarray:
    days = (day - np.datetime64(dates.OPEN_START)).astype(np.int64)
    return member.astype(np.int64) * _SPAN + np.clip(days, -1, _SPAN - 2) + 1


def count_in_windows(rule: AbsenceCount, sheet: Sheet) -> Findings:
    """Absent from more than N meetings in a period.

    Possible absences are counted in the widest window that the period may mean, certain ones
    in the narrowest: every calendar year lies within twelve months.
    """
    period, limit = rule.period, rule.more_than
    is_open = period.year == "open"
    wide, narrow = (period.year == "calendar"), (period.year != "any")
    possible, certain = _Counter(sheet, sheet.possible), _Counter(sheet, sheet.certain)
    everyone = np.arange(sheet.size)

    before_wide = day_before_window(sheet.first, period, wide)
    before_narrow = day_before_window(sheet.first, period, narrow)
    low = certain.within(sheet.member, before_narrow, sheet.last)
    high = possible.within(sheet.member, before_wide, sheet.last)
    high_narrow = possible.within(sheet.member, before_narrow, sheet.last)
    surely = _last_row(sheet, sheet.certain & (low > limit))
    maybe = _last_row(sheet, sheet.possible & (high > limit), low)
    met_narrow = _last_row(sheet, sheet.possible & (high_narrow > limit))
    best = np.where(surely >= 0, surely, maybe)

    end = _at(sheet.last, best, sheet.today)
    from_wide = day_before_window(_at(sheet.first, best, sheet.today), period, wide)
    from_narrow = day_before_window(_at(sheet.first, best, sheet.today), period, narrow)
    low_in_wide = certain.within(everyone, from_wide, end)
    in_window = (sheet.last > from_wide[sheet.member]) & (sheet.first <= end[sheet.member])
    today_wide = day_before_window(sheet.today, period, wide)
    high_today = possible.within(everyone, today_wide, sheet.today)
    return Findings(
        verdict=_verdict(surely, maybe),
        low=certain.within(everyone, from_narrow, end),
        high=possible.within(everyone, from_wide, end),
        window_start=np.maximum(from_wide + 1, np.minimum(sheet.since, end)),
        window_end=end,
        trigger_date=_nth_certain(sheet, certain.up_to(everyone, from_narrow) + limit, surely),
        listed=in_window & sheet.possible,
        remaining=_remaining_in_window(rule, sheet, best, low_in_wide, in_window),
        short_by=limit + 1 - low_in_wide,
        year_decides=is_open & (low_in_wide > limit) & (surely < 0),
        only_any_year=is_open & (met_narrow < 0),
        has_passed=(best >= 0) & (high_today <= limit),
    )


def _verdict(surely: np.ndarray, maybe: np.ndarray) -> np.ndarray:
    return np.where(surely >= 0, TRIGGERED, np.where(maybe >= 0, UNDETERMINED, NOT_TRIGGERED))


def _nth_certain(sheet: Sheet, at: np.ndarray, surely: np.ndarray) -> np.ndarray:
    """The days of the certain absences at these places among all; not a time if not sure."""
    days = sheet.first[sheet.certain]
    is_sure = surely >= 0
    nothing = np.full(sheet.size, np.datetime64("NaT"), dtype=DAY)
    nothing[is_sure] = days[at[is_sure]]
    return nothing


def day_before_window(days: np.ndarray, period: Period, calendar_year: bool) -> np.ndarray:
    """The last day that is not in the period that ends on each day."""
    if calendar_year:
        first_year = days.astype("datetime64[Y]") - (period.number - 1)
        return first_year.astype(DAY) - 1
    if period.unit in ("week", "day"):
        return days - period.number * (7 if period.unit == "week" else 1)
    return _months_later(days, -period.number * (12 if period.unit == "year" else 1))


def _months_later(days: np.ndarray, months: int) -> np.ndarray:
    """The same day of the month; the last where that month is shorter."""
    this_month = days.astype("datetime64[M]")
    that_month = this_month + months
    days_in_month = ((that_month + 1).astype(DAY) - that_month.astype(DAY)).astype(int)
    place = (days - this_month.astype(DAY)).astype(int)
    return np.asarray(that_month.astype(DAY) + np.minimum(place, days_in_month - 1))


def _first_day_without(day: np.ndarray, period: Period) -> np.ndarray:
    """The first day on which the period that ends there no longer has this day in it."""
    if period.year == "calendar":
        return (day.astype("datetime64[Y]") + period.number).astype(DAY)
    if period.unit in ("week", "day"):
        return day + period.number * (7 if period.unit == "week" else 1)
    later = _months_later(day, period.number * (12 if period.unit == "year" else 1))
    return later + (day_before_window(later, period, calendar_year=False) < day)


def _remaining_in_window(
    rule: AbsenceCount, sheet: Sheet, best: np.ndarray, low: np.ndarray, in_window: np.ndarray
) -> list[str | None]:
    """How many more absences by when would trigger the rule, for those it is not met for."""
    counts = in_window & sheet.possible
    high = np.bincount(sheet.member[counts], minlength=sheet.size)
    oldest = np.full(sheet.size, np.datetime64(dates.OPEN_END), dtype=DAY)
    np.minimum.at(oldest, sheet.member[counts], sheet.first[counts])
    until = _first_day_without(np.where(high > 0, oldest, sheet.today), rule.period)
    needed = rule.more_than + 1
    said: list[str | None] = []
    for is_met, least, most, day in zip(best >= 0, low, high, until.tolist(), strict=True):
        if is_met:
            said.append(None)
        elif most == 0:
            said.append(f"{_more_absences(needed)} within {rule.period.to_text()}")
        else:
            open_ones = f" if every open one counts, {needed - least} if none does"
            said.append(
                f"{_more_absences(needed - most)} before {spoken(day)}"
                f"{open_ones if least < most else ''}"
            )
    return said


def _more_absences(number: int) -> str:
    return "1 more absence" if number == 1 else f"{number} more absences"


# --- N in a row --------------------------------------------------------------------------


def count_runs(rule: ConsecutiveAbsences, sheet: Sheet) -> Findings:
    """Absent from N consecutive meetings.

    A meeting whose place in the order is not known never makes a run certain, and may
    lengthen any.
    """
    needed = rule.meetings
    breaks = sheet.in_order & ~sheet.possible
    anywhere = np.bincount(sheet.member[sheet.possible & ~sheet.in_order], minlength=sheet.size)
    low = _run_lengths(sheet.member, sheet.certain, ~sheet.certain)
    high = _run_lengths(sheet.member, sheet.possible & sheet.in_order, breaks)
    high = high + anywhere[sheet.member]
    run = np.cumsum(breaks | _begins(sheet.member))
    longest_low, longest_high = (_greatest(run, length) for length in (low, high))

    surely = _last_row(sheet, sheet.certain & (low >= needed))
    maybe = _last_row(sheet, sheet.may_end & (high >= needed), longest_low)
    best = np.where(surely >= 0, surely, maybe)
    latest = _last_row(sheet, np.full(len(run), True))
    shown = np.where(best >= 0, best, latest)
    nothing = np.zeros(sheet.size, dtype=int)
    row = np.arange(len(run))
    in_run = (run == _at(run, shown, nothing)[sheet.member]) & sheet.possible
    certain_from = _at(row - low + 1, surely, nothing)[sheet.member]
    in_certain_run = (row >= certain_from) & (row <= surely[sheet.member])
    listed = np.where(surely[sheet.member] >= 0, in_certain_run, in_run)
    found_low = np.where(best >= 0, _at(longest_low, shown, nothing), _at(low, shown, nothing))
    found_low = np.where(surely >= 0, _at(low, surely, nothing), found_low)
    found_high = np.where(best >= 0, _at(longest_high, shown, nothing), _at(high, shown, nothing))
    start, end = _span(sheet, listed)
    nth = np.where(surely >= 0, surely - _at(low, surely, nothing) + needed, -1)
    no_day = np.full(sheet.size, np.datetime64("NaT"), dtype=DAY)
    return Findings(
        verdict=_verdict(surely, maybe),
        low=found_low,
        high=found_high,
        window_start=start,
        window_end=np.where(best >= 0, end, sheet.today),
        trigger_date=_at(sheet.first, nth, no_day),
        listed=listed,
        remaining=_remaining_in_a_row(needed, best, found_low, found_high),
        short_by=nothing,
        year_decides=np.full(sheet.size, False),
        only_any_year=np.full(sheet.size, False),
        has_passed=(best >= 0) & (_at(high, latest, nothing) < needed),
    )


def _begins(member: np.ndarray) -> np.ndarray:
    """Whether a row is the first of its member."""
    return np.append(True, member[1:] != member[:-1])[: len(member)]


def _run_lengths(member: np.ndarray, counts: np.ndarray, breaks: np.ndarray) -> np.ndarray:
    """The rows in a row that count, up to each; those that neither count nor break are passed."""
    total = np.cumsum(counts)
    before = np.where(breaks, total, np.where(_begins(member), total - counts, 0))
    return np.asarray(total - np.maximum.accumulate(before))


def _greatest(group: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The greatest value in each row's group; groups are numbered from 1."""
    greatest = np.zeros(int(group[-1]) + 1 if len(group) else 1, dtype=int)
    np.maximum.at(greatest, group, values)
    return np.asarray(greatest[group])


def _span(sheet: Sheet, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first and last day of these rows for each member; not a time without rows."""
    start = np.full(sheet.size, np.datetime64("NaT"), dtype=DAY)
    end = start.copy()
    np.fmin.at(start, sheet.member[rows], sheet.first[rows])
    np.fmax.at(end, sheet.member[rows], sheet.last[rows])
    return start, end


def _remaining_in_a_row(
    needed: int, best: np.ndarray, low: np.ndarray, high: np.ndarray
) -> list[str | None]:
    said: list[str | None] = []
    for is_met, least, most in zip(best >= 0, low, high, strict=True):
        meetings = "meeting" if needed - most == 1 else f"{needed - most} meetings"
        open_ones = f" if every open one counts, the next {needed - least} if none does"
        said.append(
            None
            if is_met
            else f"absence from the next {meetings}{open_ones if least < most else ''}"
        )
    return said


def spoken(day: dt.date) -> str:
    """A day in words.

    >>> spoken(dt.date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
