from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import rules
from govgraph.rules.attendance import (
    AbsenceCount,
    AttendanceClock,
    AttendanceCount,
    AttendanceShare,
    ConsecutiveAbsences,
    Period,
)

A_YEAR = Period(1, "year", "open")
MORE_THAN_3 = "absent from more than 3 meetings in 1 year"
BELOW_75 = "attendance below 75% in 1 year"
THREE_IN_A_ROW = "absent from 3 consecutive meetings"
IN_A = "absent from more than 3 meetings in a"
IN_ANY = "absent from more than 3 meetings in any"
CLOCK = "no attendance for 6 months since last attended"
EITHER_WAY = "with or without apologies"
UNLESS = "unless approved"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("absent from more than 3 meetings in 1 year", AbsenceCount(3, A_YEAR)),
        ("Absent from more than three meetings in a year.", AbsenceCount(3, A_YEAR)),
        ("absent from more than 1 meeting in 6 months", AbsenceCount(1, Period(6, "month"))),
        ("absent from more than 3 meetings in any 12 months", AbsenceCount(3, Period(12, "month"))),
        ("absent from more than 3 meetings in any 1 year", AbsenceCount(3, Period(1, "year"))),
        (
            "absent from more than 3 meetings in a calendar year",
            AbsenceCount(3, Period(1, "year", "calendar")),
        ),
        (
            "absent from more than 3 meetings in 1 year with or without apologies, "
            "substitutes count as present",
            AbsenceCount(3, A_YEAR, apologies_excuse=False, substitutes_attend=True),
        ),
        ("absent from 3 consecutive meetings", ConsecutiveAbsences(3)),
        (
            "absent from 3 consecutive meetings without apologies",
            ConsecutiveAbsences(3, apologies_excuse=True),
        ),
        (
            "absent from 2 consecutive meetings, substitutes count as absent",
            ConsecutiveAbsences(2, substitutes_attend=False),
        ),
        ("attendance below 75% in 1 year", AttendanceShare(Fraction(75), A_YEAR)),
        (
            "attendance below 66.5 % in 2 calendar years",
            AttendanceShare(Fraction("66.5"), Period(2, "year", "calendar")),
        ),
        (
            'no attendance for 6 months since last attended at any meeting of "Council" or its '
            "committees, unless approved",
            AttendanceClock(Period(6, "month"), "Council", committees=True, unless_approved=True),
        ),
        (
            "no attendance for 6 months since last attended at any meeting of \u201cCouncil\u201d",
            AttendanceClock(Period(6, "month"), "Council"),
        ),
        (
            "no attendance for 26 weeks since last attended",
            AttendanceClock(Period(26, "week")),
        ),
        (
            "attendance below 75% in 1 municipal year, unless approved",
            AttendanceShare(Fraction(75), Period(1, "year", "municipal"), unless_approved=True),
        ),
        (
            "attends fewer than 3 meetings in 2 financial years",
            AttendanceCount(3, Period(2, "year", "financial")),
        ),
    ],
)
def test_each_form_is_understood(text: str, rule: rules.Rule) -> None:
    assert rules.parse("attendance", text) == rule


@pytest.mark.parametrize(
    ("wording", "same_as"),
    [
        ("absent from 3 meetings in a row", "absent from 3 consecutive meetings"),
        ("absent for 3 successive meetings", "absent from 3 consecutive meetings"),
        ("misses three consecutive meetings", "absent from 3 consecutive meetings"),
        ("fails to attend 3 meetings in succession", "absent from 3 consecutive meetings"),
        ("a member who has not attended 3 consecutive meetings of the Board", THREE_IN_A_ROW),
        ("absent from more than 2 consecutive meetings", THREE_IN_A_ROW),
        ("absent from 3 or more consecutive meetings", THREE_IN_A_ROW),
        ("absent from 4 or more meetings in a year", MORE_THAN_3),
        ("absent from at least four meetings in any one year", MORE_THAN_3),
        ("any member who misses more than 3 meetings a year", MORE_THAN_3),
        ("absent from more than 3 meetings per municipal year", f"{IN_A} municipal year"),
        ("absent from more than 3 meetings in the same council year", f"{IN_A} municipal year"),
        ("absent from more than 3 meetings in any financial year", f"{IN_A} financial year"),
        ("absent from more than 3 meetings in any year of membership", f"{IN_A} membership year"),
        ("absent from more than 3 meetings in any rolling 12 month period", f"{IN_ANY} 12 months"),
        ("absent from more than 3 meetings in a period of twelve months", f"{IN_ANY} 12 months"),
        ("absent from more than 3 meetings in a rolling year", f"{IN_ANY} 1 year"),
        ("attends fewer than 75% of meetings in a year", "attendance below 75% in 1 year"),
        ("attendance of less than 75 per cent in a year", "attendance below 75% in 1 year"),
        ("fails to attend at least 75% of meetings in a year", "attendance below 75% in 1 year"),
        (
            "absent from more than a quarter of meetings in a year",
            "attendance below 75% in 1 year",
        ),
        ("attends less than half the meetings in 1 year", "attendance below 50% in 1 year"),
        ("fails to attend any meeting for six months", CLOCK),
        ("no attendance for 6 months", CLOCK),
        (
            'fails to attend any meeting of "Council" or any of its committees throughout a period '
            "of six consecutive months from the date of their last attendance, unless the absence "
            "was approved by the council",
            'no attendance for 6 months since last attended at any meeting of "Council" or its '
            "committees, unless approved",
        ),
        (f"{THREE_IN_A_ROW} without sending apologies", f"{THREE_IN_A_ROW} without apologies"),
        (f"{THREE_IN_A_ROW} without an apology", f"{THREE_IN_A_ROW} without apologies"),
        (f"{THREE_IN_A_ROW}, whether or not apologies are sent", f"{THREE_IN_A_ROW} {EITHER_WAY}"),
        (f"{THREE_IN_A_ROW} except with the approval of the board", f"{THREE_IN_A_ROW}, {UNLESS}"),
        (
            f"{THREE_IN_A_ROW} unless the absence was approved by the body",
            f"{THREE_IN_A_ROW}, {UNLESS}",
        ),
        (
            f"{THREE_IN_A_ROW} without apologies or a substitute",
            f"{THREE_IN_A_ROW} without apologies, substitutes count as present",
        ),
        (
            f"{THREE_IN_A_ROW}, {UNLESS}, substitutes count as absent, {EITHER_WAY}",
            f"{THREE_IN_A_ROW} {EITHER_WAY}, substitutes count as absent, {UNLESS}",
        ),
    ],
)
def test_wordings_of_one_meaning_are_one_rule(wording: str, same_as: str) -> None:
    rule = rules.parse("attendance", wording)

    assert isinstance(rule, rules.Rule), str(rule)
    assert rule == rules.parse("attendance", same_as)


def test_any_one_year_may_be_any_year_of_a_calendar() -> None:
    # "any 1 year" and "any 12 months" say that any twelve months are meant; this does not.
    assert rules.parse("attendance", f"{IN_ANY} one year") == AbsenceCount(3, A_YEAR)
    assert rules.parse("attendance", f"{IN_ANY} year") == AbsenceCount(3, A_YEAR)


def test_a_year_that_is_misspelt_is_at_fault_with_the_nearest_word() -> None:
    fault = rules.check("attendance", "absent from more than 3 meetings in a muncipal year")

    assert fault is not None
    assert (fault.column, fault.found, fault.nearest) == (39, "muncipal", "municipal")


@pytest.mark.parametrize(
    "text",
    [
        "fails to attend more than 3 meetings in 1 year",  # attends three at most, or misses four?
        "absent from 3 consecutive meetings without good reason",
        "absent from 3 consecutive meetings without apologies with or without apologies",
        "attends fewer than 5/4 of the meetings in 1 year",
        "absent from more than 3 meetings in 1 calendar month",
        "absent from 0 consecutive meetings",
        "absent from more than 3 meetings",
        "absent from more than 1000 meetings in 1 year",
        "absent from more than 3 meetings in 1 year unless ill",
        "attendance below 0% in 1 year",
        "attendance below 120% in 1 year",
        "no attendance for 6 months since last attended at any meeting of Council",
        'no attendance for 6 months since last attended at any meeting of " "',
        "absentee from 3 consecutive meetings",
    ],
)
def test_what_has_no_clear_meaning_is_not_understood(text: str) -> None:
    assert rules.check("attendance", text) is not None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "absent from more than 3 meetings in 1 year",
            "absent from more than 3 meetings in 1 year (not said: which year is meant, whether "
            "apologies excuse, whether a substitute counts as attendance)",
        ),
        (
            "absent from 3 consecutive meetings without apologies",
            "absent from 3 meetings in a row; apologies excuse (not said: whether a substitute "
            "counts as attendance)",
        ),
        (
            "absent from more than 1 meeting in any 1 year with or without apologies, "
            "substitutes count as present",
            "absent from more than 1 meeting in any period of 1 year; apologies do not excuse; a "
            "substitute counts as attendance",
        ),
        (
            'no attendance for 6 months since last attended at any meeting of "Council" or its '
            "committees, unless approved",
            "6 months have passed without attending any meeting of Council or its committees, "
            "unless the absence was approved",
        ),
        (
            "attends fewer than two thirds of the meetings in a municipal year without apologies",
            "attended less than two thirds of the meetings in 1 municipal year (taken as 1 May to "
            "30 April); apologies excuse (not said: whether a substitute counts as attendance)",
        ),
    ],
)
def test_a_rule_is_read_back_in_plain_words(text: str, plain: str) -> None:
    assert str(rules.parse("attendance", text)) == plain


YEARS = ["any", "open", "calendar", "municipal", "financial", "academic", "membership"]
counts = st.integers(1, 999)
open_or_said = st.sampled_from([None, True, False])
periods = st.one_of(
    st.builds(Period, counts, st.just("year"), st.sampled_from(YEARS)),
    st.builds(Period, counts, st.sampled_from(["month", "week", "day"])),
)
percentages = st.one_of(
    st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 100)),
    st.sampled_from([Fraction(100, 3), Fraction(200, 3)]),
)
names = (
    st.text(st.characters(blacklist_characters='"\u201c\u201d\u201e', categories=["L", "N", "P"]))
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
any_rule = st.one_of(
    st.builds(AbsenceCount, counts, periods, open_or_said, open_or_said, st.booleans()),
    st.builds(ConsecutiveAbsences, counts, open_or_said, open_or_said, st.booleans()),
    st.builds(AttendanceShare, percentages, periods, open_or_said, open_or_said, st.booleans()),
    st.builds(AttendanceCount, counts, periods, open_or_said, open_or_said, st.booleans()),
    st.builds(AttendanceClock, periods, names, st.booleans(), st.booleans()),
    st.builds(AttendanceClock, periods, unless_approved=st.booleans()),
)


@given(any_rule)
def test_a_rule_written_out_parses_to_the_same_rule(rule: rules.Rule) -> None:
    assert rules.parse("attendance", rule.to_text()) == rule


@given(any_rule)
def test_case_and_spaces_do_not_matter(rule: rules.Rule) -> None:
    text = rule.to_text()
    if '"' not in text:
        assert rules.parse("attendance", f"  {text.upper().replace(' ', '   ')} ") == rule
