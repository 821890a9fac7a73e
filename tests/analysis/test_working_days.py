"""Working days against a calendar on paper and against a count of one day after the other."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis.working_days import (
    COUNTRIES,
    Country,
    OutsideTheCalendarError,
    WorkingDays,
    is_known,
)
from govgraph.rules.deadline import Deadline

ENGLAND = WorkingDays("england")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def due(rule: Deadline, meeting: str, country: Country = "england") -> str:
    return WorkingDays(country).due(rule, day(meeting)).day.isoformat()


# As the government's page of bank holidays lists them.
APPOINTED_ONCE = ["2020-05-08", "2022-06-03", "2022-09-19", "2023-05-08"]
IN_ENGLAND_2022 = [
    *("2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02"),
    *("2022-06-03", "2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27"),
]
IN_SCOTLAND_2022 = [
    *("2022-01-03", "2022-01-04", "2022-04-15", "2022-05-02", "2022-06-02", "2022-06-03"),
    *("2022-08-01", "2022-09-19", "2022-11-30", "2022-12-26", "2022-12-27"),
]
IN_NORTHERN_IRELAND_2022 = sorted([*IN_ENGLAND_2022, "2022-03-17", "2022-07-12"])


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("england", IN_ENGLAND_2022),
        ("wales", IN_ENGLAND_2022),
        ("scotland", IN_SCOTLAND_2022),
        ("northern-ireland", IN_NORTHERN_IRELAND_2022),
    ],
)
def test_the_weekdays_of_2022_that_are_no_working_days(
    country: Country, expected: list[str]
) -> None:
    days = WorkingDays(country)
    every = [day("2022-01-01") + dt.timedelta(days=n) for n in range(365)]

    off = [d.isoformat() for d in every if d.weekday() < 5 and not days.is_working(d)]

    assert off == expected


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("date", APPOINTED_ONCE)
def test_days_appointed_once_are_bank_holidays_everywhere(country: Country, date: str) -> None:
    assert not WorkingDays(country).is_working(day(date))


def test_a_day_in_lieu_is_called_a_substitute() -> None:
    assert ENGLAND.bank_holiday(day("2020-12-28")) == "Boxing Day, substitute day"


@pytest.mark.parametrize(
    ("rule", "meeting", "expected"),
    [
        # Friday 2 October 2020: no bank holiday from September on.
        (Deadline(4, "week", working=True), "2020-10-02", "2020-09-04"),
        (Deadline(5, "day", working=True), "2020-10-02", "2020-09-25"),
        (Deadline(5, "day", clear=True, working=True), "2020-10-02", "2020-09-24"),
        (Deadline(5, "day", "after", working=True), "2020-10-02", "2020-10-09"),
        # Friday 18 September 2020: Monday 31 August is within four working weeks.
        (Deadline(4, "week", working=True), "2020-09-18", "2020-08-20"),
        # Monday 1 June 2026: Monday 25 May is a bank holiday.
        (Deadline(5, "day", working=True), "2026-06-01", "2026-05-22"),
        # Over Christmas 2021, both holidays moved to Monday 27 and Tuesday 28 December.
        (Deadline(3, "day", working=True), "2021-12-31", "2021-12-24"),
        (Deadline(3, "day", "after", working=True), "2021-12-23", "2021-12-30"),
        # A meeting on a Saturday: the five days before it are Monday to Friday.
        (Deadline(5, "day", working=True), "2020-10-03", "2020-09-28"),
        (Deadline(1, "day", "after", working=True), "2020-10-03", "2020-10-05"),
        # Any days.
        (Deadline(5, "day"), "2020-10-02", "2020-09-27"),
        (Deadline(5, "day", clear=True), "2020-10-02", "2020-09-26"),
        (Deadline(1, "week"), "2020-10-02", "2020-09-25"),
        (Deadline(2, "week", "after"), "2020-10-02", "2020-10-16"),
        (Deadline(1, "month"), "2020-03-31", "2020-02-29"),
        (Deadline(1, "month", clear=True), "2020-10-02", "2020-09-01"),
        (Deadline(13, "month", "after"), "2020-12-31", "2022-01-31"),
        (Deadline(1, "year"), "2020-02-29", "2019-02-28"),
        # R v Swansea City Council, ex parte Elitestone: the agenda of Thursday 26 April 1990
        # was too late for three clear days before the meeting of Tuesday 1 May 1990.
        (Deadline(3, "day", clear=True, working=True), "1990-05-01", "1990-04-25"),
    ],
)
def test_a_deadline_worked_out_on_a_calendar(rule: Deadline, meeting: str, expected: str) -> None:
    assert due(rule, meeting) == expected


def test_the_country_decides_which_days_count() -> None:
    rule = Deadline(1, "day", working=True)

    # The summer bank holiday: the first Monday of August in Scotland, the last elsewhere.
    assert due(rule, "2020-08-04", "scotland") == "2020-07-31"
    assert due(rule, "2020-08-04", "england") == "2020-08-03"
    assert due(rule, "2020-09-01", "scotland") == "2020-08-31"
    # Easter Monday is none in Scotland, the twelfth of July one in Northern Ireland only.
    assert due(rule, "2021-04-06", "scotland") == "2021-04-05"
    assert due(rule, "2021-07-13", "northern-ireland") == "2021-07-09"
    assert due(rule, "2021-07-13", "wales") == "2021-07-12"


def test_the_count_says_what_it_skipped() -> None:
    found = ENGLAND.due(Deadline(1, "week", working=True), day("2020-09-04"))

    assert found.day == day("2020-08-27")
    assert found.counted == (
        "1 working week (5 working days) back from 4 September 2020, without 31 August 2020 "
        "(Late Summer Bank Holiday)"
    )
    clear = ENGLAND.due(Deadline(5, "day", clear=True), day("2020-10-02")).counted
    assert clear == (
        "5 days back from 2 October 2020, and one day more, as neither 2 October 2020 nor the "
        "day due counts"
    )


def test_years_whose_bank_holidays_are_not_known_have_none() -> None:
    assert is_known(2100)
    assert not is_known(2101)
    assert ENGLAND.is_working(day("2101-12-26"))  # a Monday


@pytest.mark.parametrize("rule", [Deadline(999, "year"), Deadline(999, "week", working=True)])
def test_a_day_that_no_calendar_has_is_none(rule: Deadline) -> None:
    with pytest.raises(OutsideTheCalendarError):
        ENGLAND.due(rule, dt.date(2, 1, 1))


# --- against a count of one day after the other ---------------------------------------------

BANK_HOLIDAYS = {  # England and Wales, 2021 and 2022, as published
    *map(day, IN_ENGLAND_2022),
    *map(
        day,
        ["2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03", "2021-05-31", "2021-08-30"],
    ),
    *map(day, ["2021-12-27", "2021-12-28"]),
}
meeting_days = st.dates(dt.date(2021, 4, 1), dt.date(2022, 9, 30))
numbers = st.integers(1, 40)


def counted_one_by_one(start: dt.date, number: int, step: int) -> dt.date:
    day_ = start
    while number:
        day_ += dt.timedelta(days=step)
        number -= day_.weekday() < 5 and day_ not in BANK_HOLIDAYS
    return day_


@given(meeting_days, numbers, st.sampled_from(["before", "after"]))
def test_working_days_agree_with_a_count_one_by_one(
    meeting: dt.date, number: int, direction: str
) -> None:
    rule = Deadline(number, "day", direction, working=True)  # type: ignore[arg-type]

    found = ENGLAND.due(rule, meeting).day

    assert found == counted_one_by_one(meeting, number, -1 if direction == "before" else 1)


@given(meeting_days, numbers)
def test_so_many_clear_working_days_lie_between_the_day_due_and_the_meeting(
    meeting: dt.date, number: int
) -> None:
    found = ENGLAND.due(Deadline(number, "day", clear=True, working=True), meeting).day

    between = [found + dt.timedelta(days=n) for n in range(1, (meeting - found).days)]
    working = [d for d in between if d.weekday() < 5 and d not in BANK_HOLIDAYS]
    assert len(working) == number
    assert ENGLAND.is_working(found)


rules_before = st.builds(
    Deadline,
    numbers,
    st.sampled_from(["day", "week"]),
    clear=st.booleans(),
    working=st.sampled_from([None, True]),
)


@settings(max_examples=60)
@given(
    rules_before, st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.sampled_from([*COUNTRIES])
)
def test_what_is_due_before_is_before_and_a_longer_time_is_never_later(
    rule: Deadline, meeting: dt.date, country: Country
) -> None:
    days = WorkingDays(country)
    found = days.due(rule, meeting).day
    longer = Deadline(rule.number + 1, rule.unit, clear=rule.clear, working=rule.working)
    clear = Deadline(rule.number, rule.unit, clear=True, working=rule.working)

    assert found < meeting
    assert days.due(longer, meeting).day < found
    assert days.due(clear, meeting).day <= found
    if rule.working:
        assert days.is_working(found)


@given(meeting_days, numbers)
def test_from_a_working_day_there_and_back_is_the_same_day(meeting: dt.date, number: int) -> None:
    start = ENGLAND.last_working_day(meeting)

    assert ENGLAND.shifted(ENGLAND.shifted(start, -number), number) == start
