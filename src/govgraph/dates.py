"""Partial dates and the intervals that they span.

Documents say "since 2017" or "September 2017"; both are valid dates here. A partial date is
kept as it was written and stands for every day that it may mean, so that as-of is two
comparisons everywhere: ``valid_from <= day`` and ``day <= valid_to``.

Days are ``datetime64[s]`` in columns, because they reach from year 1 to year 9999.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

import numpy as np
import pandas as pd

OPEN_START = dt.date(1, 1, 1)
OPEN_END = dt.date(9999, 12, 31)
DAY = "datetime64[s]"
"""The dtype of a column of days."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]+)\.?,?\s+(\d{4})")

REMEDY = "write 2017, 2017-09, 2017-09-20, 20/09/2017 or 20 September 2017"


def parse(text: str) -> str:
    """The partial date in ISO form: ``2017``, ``2017-09`` or ``2017-09-20``.

    Also reads British dates (day first) and written-out months.

    Raises:
        ValueError: it is no date, or a date that does not exist.

    >>> parse("20/09/2017"), parse("September 2017"), parse("2017")
    ('2017-09-20', '2017-09', '2017')
    """
    cleaned = " ".join(text.split()).casefold()
    if found := _ISO.fullmatch(cleaned):
        year, month, day = found.groups()
    elif found := _BRITISH.fullmatch(cleaned):
        day, month, year = found.groups()
    elif (found := _WORDS.fullmatch(cleaned)) and found[2] in _MONTHS:
        day, month, year = found[1], str(_MONTHS[found[2]]), found[3]
    else:
        raise ValueError(f"'{text}' is not a date")
    return _checked(text, year, month, day)


def in_words(day: dt.date) -> str:
    """The day as a letter has it.

    >>> in_words(dt.date(2020, 10, 2))
    '2 October 2020'
    """
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _checked(text: str, year: str, month: str | None, day: str | None) -> str:
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"'{text}' is a date that does not exist") from None
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return "-".join(parts)


def earliest(date: str) -> dt.date:
    """The first day that a partial date in ISO form may mean.

    >>> earliest("2017-09")
    datetime.date(2017, 9, 1)
    """
    parts = [int(part) for part in date.split("-")]
    return dt.date(*[*parts, 1, 1][:3])


def latest(date: str) -> dt.date:
    """The last day that a partial date in ISO form may mean.

    >>> latest("2016-02"), latest("2017")
    (datetime.date(2016, 2, 29), datetime.date(2017, 12, 31))
    """
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def valid_from(start_dates: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """The earliest start of each partial date; year 1 where it is blank.

    Returns a column of days, with the index of ``start_dates``.
    """
    return _days(start_dates, earliest, OPEN_START)


def valid_to(end_dates: pd.Series[str], is_former: pd.Series[bool]) -> pd.Series[pd.Timestamp]:
    """The latest end of each partial date; year 9999 where it is blank.

    Where it is blank and ``is_former`` holds, it ended on an unknown day: not a time, so
    that every comparison with it is false.
    """
    days = _days(end_dates, latest, OPEN_END)
    return days.mask(is_former & end_dates.isna())


def _days(dates: pd.Series[str], bound: object, blank: dt.date) -> pd.Series[pd.Timestamp]:
    codes, distinct = pd.factorize(dates)
    days = np.array([*(bound(date) for date in distinct), blank], dtype=DAY)  # type: ignore[operator]
    return pd.Series(days[codes], index=dates.index)
