from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import rules
from govgraph.rules.attendance import (
    AbsenceCount,
    AttendanceClock,
    AttendanceShare,
    ConsecutiveAbsences,
    Period,
)

A_YEAR = Period(1, "year", "open")


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
        ("attendance below 75% in 1 year", AttendanceShare(Decimal(75), A_YEAR)),
        (
            "attendance below 66.5 % in 2 calendar years",
            AttendanceShare(Decimal("66.5"), Period(2, "year", "calendar")),
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
    ],
)
def test_each_form_is_understood(text: str, rule: rules.Rule) -> None:
    assert rules.parse("attendance", text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "absent from 0 consecutive meetings",
        "absent from 3 meetings in 1 year",
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
    ],
)
def test_a_rule_is_read_back_in_plain_words(text: str, plain: str) -> None:
    assert str(rules.parse("attendance", text)) == plain


counts = st.integers(1, 999)
open_or_said = st.sampled_from([None, True, False])
periods = st.one_of(
    st.builds(Period, counts, st.just("year"), st.sampled_from(["any", "calendar", "open"])),
    st.builds(Period, counts, st.sampled_from(["month", "week", "day"])),
)
percentages = st.integers(100, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
names = (
    st.text(st.characters(blacklist_characters='"\u201c\u201d\u201e', categories=["L", "N", "P"]))
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
any_rule = st.one_of(
    st.builds(AbsenceCount, counts, periods, open_or_said, open_or_said),
    st.builds(ConsecutiveAbsences, counts, open_or_said, open_or_said),
    st.builds(AttendanceShare, percentages, periods, open_or_said, open_or_said),
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
