"""The periods that attendance rules look at: where each begins and ends.

Days are counted in whole numbers from 1970-01-01 (``int32``), so that arrays of them are small
and quick to compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from govgraph import dates
from govgraph.rules.periods import FIRST_MONTH, Period

_DATE = "datetime64[D]"
NEVER = np.iinfo(np.int32).min
"""The day that stands for none."""

OPEN_START, OPEN_END = (
    int(np.datetime64(day).astype(_DATE).astype(int)) for day in (dates.OPEN_START, dates.OPEN_END)
)


def numbers(days: object) -> np.ndarray:
    """Days as numbers; ``NEVER`` for what is not a time."""
    as_dates = np.asarray(days).astype(_DATE)
    return np.where(np.isnat(as_dates), NEVER, as_dates.astype(np.int64)).astype(np.int32)


def iso(days: np.ndarray) -> np.ndarray:
    """Days as texts such as ``2026-05-03``; ``NaT`` for ``NEVER``."""
    return (
        np.where(days == NEVER, np.datetime64("NaT"), days.astype(_DATE)).astype(_DATE).astype(str)
    )


def day_before(
    days: np.ndarray, period: Period, year: str, anchor: np.ndarray | None = None
) -> np.ndarray:
    """The last day that is not in the period that ends on each day.

    Args:
        days: the last day of each period.
        period: how long it is.
        year: what a year means: ``any`` or one of :data:`govgraph.rules.periods.NAMED_YEARS`.
        anchor: for a ``membership`` year, the day on which each one's membership began;
            ``NEVER`` where it is not known, which gives a period of one day: it lies within
            the year wherever that begins.
    """
    if year == "membership":
        return _before_anniversary(days, period.number, _given(anchor))
    return _by_day(days, lambda each: _day_before(each, period, year))


def last_day(days: np.ndarray, year: str, anchor: np.ndarray | None = None) -> np.ndarray:
    """The last day of the named year that each day is in; ``OPEN_END`` for an unknown anchor."""
    if year == "membership":
        anchor = _given(anchor)
        began = _anniversary(days, anchor)
        end = _months_later(_anchor_or(anchor, days), (began + 1) * 12) - 1
        return np.where(anchor == NEVER, OPEN_END, end).astype(np.int32)
    return _by_day(days, lambda each: _year_start(each, FIRST_MONTH[year], later=1) - 1)


def first_day_without(
    days: np.ndarray, period: Period, year: str, anchor: np.ndarray | None = None
) -> np.ndarray:
    """The first day on which the period that ends there no longer has each day in it."""
    if year != "any":
        end = last_day(days, year, anchor)
        for _ in range(period.number - 1):
            end = np.where(end < OPEN_END, last_day(end + 1, year, anchor), end)
        return np.asarray(end + 1)
    if period.unit in ("week", "day"):
        return days + period.number * (7 if period.unit == "week" else 1)
    later = later_by(days, period)
    return np.asarray(later + (day_before(later, period, "any") < days))


def later_by(days: np.ndarray, period: Period) -> np.ndarray:
    """Each day and the period more; a month that is too short gives its last day.

    >>> august = numbers(["2026-08-31"])
    >>> iso(later_by(august, Period(6, "month"))).tolist()
    ['2027-02-28']
    """
    if period.unit in ("week", "day"):
        return np.asarray(days + period.number * (7 if period.unit == "week" else 1))
    return _months_later(days, _months(period))


def _day_before(days: np.ndarray, period: Period, year: str) -> np.ndarray:
    if year != "any":
        return _year_start(days, FIRST_MONTH[year], later=1 - period.number) - 1
    if period.unit in ("week", "day"):
        return days - period.number * (7 if period.unit == "week" else 1)
    return _months_later(days, -_months(period))


def _months(period: Period) -> int:
    return period.number * (12 if period.unit == "year" else 1)


def _year_start(days: np.ndarray, first_month: int, later: int) -> np.ndarray:
    """The first day of the year that each day is in, or of one that is ``later`` years on."""
    month = days.astype(_DATE).astype("datetime64[M]").astype(np.int64) - (first_month - 1)
    start = (month // 12 + later) * 12 + first_month - 1
    return np.asarray(start.astype("datetime64[M]").astype(_DATE).astype(np.int64))


def _months_later(days: np.ndarray, months: int | np.ndarray) -> np.ndarray:
    """The same day of the month; the last where that month is shorter."""
    as_dates = days.astype(_DATE)
    this_month = as_dates.astype("datetime64[M]")
    that_month = this_month + months
    days_in_month = ((that_month + 1).astype(_DATE) - that_month.astype(_DATE)).astype(int)
    place = (as_dates - this_month.astype(_DATE)).astype(int)
    later = that_month.astype(_DATE) + np.minimum(place, days_in_month - 1)
    return np.asarray(later.astype(np.int64).astype(np.int32))


def _anniversary(days: np.ndarray, anchor: np.ndarray) -> np.ndarray:
    """How many whole years after the anchor the membership year began that each day is in."""
    began = _anchor_or(anchor, days)
    months = [each.astype(_DATE).astype("datetime64[M]").astype(np.int64) for each in (days, began)]
    years = (months[0] - months[1]) // 12
    return np.asarray(years - (_months_later(began, years * 12) > days))


def _before_anniversary(days: np.ndarray, number: int, anchor: np.ndarray) -> np.ndarray:
    years = _anniversary(days, anchor) - (number - 1)
    start = _months_later(_anchor_or(anchor, days), years * 12)
    return np.where(anchor == NEVER, days - 1, start - 1).astype(np.int32)


def _anchor_or(anchor: np.ndarray, days: np.ndarray) -> np.ndarray:
    return np.where(anchor == NEVER, days, anchor)


def _given(anchor: np.ndarray | None) -> np.ndarray:
    if anchor is None:
        raise ValueError("A membership year needs the day on which each membership began.")
    return anchor


def _by_day(days: np.ndarray, find: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """What is found for each day; for many days, looked up in a table of all days."""
    if not len(days):
        return np.zeros(0, dtype=np.int32)
    start, end = int(days.min()), int(days.max())
    if end - start > len(days):
        return find(days).astype(np.int32)
    table = find(np.arange(start, end + 1, dtype=np.int32)).astype(np.int32)
    return np.asarray(table[days - start])


def spoken(day: int | dt.date) -> str:
    """A day in words.

    >>> spoken(dt.date(2026, 5, 3))
    '3 May 2026'
    """
    date = day if isinstance(day, dt.date) else np.datetime64(int(day), "D").item()
    return dates.in_words(date)
