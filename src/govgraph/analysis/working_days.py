"""Days that count: working days with each country's bank holidays, months, and clear days.

A working day is a day from Monday to Friday that is no bank holiday of the country. The bank
holidays are those of the `holidays` library, with the days appointed once (8 May 2020, 19
September 2022, 8 May 2023) and substitute days; from :data:`FIRST_YEAR` to
:data:`LAST_YEAR`. Beyond the years that are proclaimed they follow the usual pattern.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from govgraph.dates import in_words
from govgraph.rules.deadline import Deadline
from govgraph.sentences import listed

Country = Literal["england", "scotland", "wales", "northern-ireland"]

COUNTRIES: dict[str, tuple[str, str]] = {
    "england": ("England", "ENG"),
    "scotland": ("Scotland", "SCT"),
    "wales": ("Wales", "WLS"),
    "northern-ireland": ("Northern Ireland", "NIR"),
}
"""Each country's name and what the library calls it."""

FIRST_YEAR, LAST_YEAR = 1872, 2100
"""The years whose bank holidays are known; in others none is."""

DAYS_A_WORKING_WEEK = 5

_A_DAY = dt.timedelta(days=1)


class OutsideTheCalendarError(ValueError):
    """A date before year 1 or after year 9999 would be needed."""


@dataclass(frozen=True)
class Due:
    """When something is due.

    Attributes:
        day: the last day on which it is in time.
        counted: how it was counted, in words.
        years: the first and the last year that the count touched, for working days.
    """

    day: dt.date
    counted: str
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class WorkingDays:
    """The working days of one country of the United Kingdom.

    >>> england = WorkingDays("england")
    >>> england.due(Deadline(5, "day", working=True), dt.date(2020, 10, 2)).day
    datetime.date(2020, 9, 25)
    >>> england.due(Deadline(1, "day", working=True), dt.date(2020, 9, 1)).counted
    '1 working day back from 1 September 2020, without 31 August 2020 (Late Summer Bank Holiday)'
    """

    country: Country = "england"

    @property
    def name(self) -> str:
        """The country's name."""
        return COUNTRIES[self.country][0]

    def is_working(self, day: dt.date) -> bool:
        """Whether the day is from Monday to Friday and no bank holiday."""
        return day.weekday() < 5 and self.bank_holiday(day) is None

    def bank_holiday(self, day: dt.date) -> str | None:
        """The name of the bank holiday on that day; None where it is none."""
        return _bank_holidays(self.country, day.year).get(day)

    def shifted(self, day: dt.date, working_days: int) -> dt.date:
        """The day so many working days after a day, or before it where the number is negative.

        The day itself never counts: one working day before a Monday is the Friday, before a
        Sunday as well.

        Raises:
            OutsideTheCalendarError: there is no such day.
        """
        # There are more than 200 working days in any year, so these years hold them.
        ends = sorted((day.year, day.year + _sign(working_days) * (abs(working_days) // 200 + 2)))
        years = range(ends[0], ends[1] + 1)
        off = [holiday for year in years for holiday in _bank_holidays(self.country, year)]
        roll: Literal["forward", "backward"] = "forward" if working_days < 0 else "backward"
        found = np.busday_offset(day, working_days, roll=roll, holidays=np.array(off, "M8[D]"))
        return _within_the_calendar(found)

    def due(self, rule: Deadline, meeting: dt.date) -> Due:
        """When what the rule speaks of is due for a meeting.

        What the rule leaves open is taken as calendar days, and as days that are not clear:
        set ``working`` or ``clear`` on the rule to count otherwise. Months and years go to
        the same day of the month, or to the month's last where it has no such day.

        Raises:
            OutsideTheCalendarError: it would be due before year 1 or after year 9999.
        """
        sign = -1 if rule.direction == "before" else 1
        way = f"{'back' if sign < 0 else 'on'} from {in_words(meeting)}"
        clear = f", and one day more, as neither {in_words(meeting)} nor the day due counts"
        said = clear if rule.clear else ""
        length = replace(rule, clear=False).length
        if not rule.working:
            day = _stepped(meeting, rule, sign)
            if rule.clear:
                day = _plus(day, sign)
            return Due(day, f"{length} {way}{said}")
        number = rule.number * (DAYS_A_WORKING_WEEK if rule.unit == "week" else 1)
        day = self.shifted(meeting, sign * (number + rule.clear))
        weeks = f" ({number} working days)" if rule.unit == "week" else ""
        skipped = self.skipped(day, meeting)
        without = f", without {listed(skipped, most=len(skipped))}" if skipped else ""
        years = (min(day.year, meeting.year), max(day.year, meeting.year))
        return Due(day, f"{length}{weeks} {way}{said}{without}", years)

    def skipped(self, one: dt.date, other: dt.date) -> list[str]:
        """The bank holidays from Monday to Friday between two days, in order, in words."""
        first, last = sorted((one, other))
        return [
            f"{in_words(day)} ({name})"
            for year in range(first.year, last.year + 1)
            for day, name in sorted(_bank_holidays(self.country, year).items())
            if first < day < last and day.weekday() < 5
        ]

    def last_working_day(self, day: dt.date) -> dt.date:
        """The day itself where it is a working day, else the last one before it."""
        return day if self.is_working(day) else self.shifted(day, -1)


def is_known(year: int) -> bool:
    """Whether the bank holidays of that year are known."""
    return FIRST_YEAR <= year <= LAST_YEAR


@cache
def _bank_holidays(country: str, year: int) -> dict[dt.date, str]:
    if not is_known(year):
        return {}
    import holidays  # takes longer to import than everything else here together

    code = COUNTRIES[country][1]
    found = holidays.country_holidays("GB", subdiv=code, years=year)
    return {
        day: name.replace(" (observed)", ", substitute day")
        for day, name in found.items()
        if day.year == year
    }


def _stepped(day: dt.date, rule: Deadline, sign: int) -> dt.date:
    if rule.unit in ("day", "week"):
        return _plus(day, sign * rule.number * (7 if rule.unit == "week" else 1))
    months = rule.number * (12 if rule.unit == "year" else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + sign * months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OutsideTheCalendarError(str(year))
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _plus(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise OutsideTheCalendarError(str(day)) from None


def _within_the_calendar(found: np.datetime64) -> dt.date:
    day = found.astype(object)
    if not isinstance(day, dt.date):  # numpy has years that the calendar has not
        raise OutsideTheCalendarError(str(found))
    return day


def _sign(number: int) -> int:
    return -1 if number < 0 else 1
