import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import dates, rules
from govgraph.rules.intervals import Ambiguous, AsNeeded, Interval
from govgraph.rules.review import ReviewBy, ReviewEvery

YEAR, TWO_YEARS = Interval(1, "year"), Interval(2, "year")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every 2 years", ReviewEvery(TWO_YEARS)),
        ("biennially", ReviewEvery(TWO_YEARS)),
        ("annually", ReviewEvery(YEAR)),
        ("to be reviewed annually", ReviewEvery(YEAR)),
        ("subject to annual review", ReviewEvery(YEAR)),
        ("once a year", ReviewEvery(YEAR)),
        ("at least annually", ReviewEvery(YEAR, at_least=True)),
        ("at least once every 2 years", ReviewEvery(TWO_YEARS, at_least=True)),
        ("every 2 years or sooner if required", ReviewEvery(TWO_YEARS, at_least=True)),
        ("every 6 months", ReviewEvery(Interval(6, "month"))),
        ("twice a year", ReviewEvery(Interval(6, "month"))),
        ("by March 2027", ReviewBy("2027-03")),
        ("due 31 March 2027", ReviewBy("2027-03-31")),
        ("as required", AsNeeded()),
        ("biannually", Ambiguous("bi-annually")),
    ],
)
def test_each_form_is_understood(text: str, rule: rules.Rule) -> None:
    assert rules.parse("review", text) == rule


@pytest.mark.parametrize(
    "text", ["regularly", "by 30 February 2027", "by 2027-02-31", "by 2027-13", "in due course"]
)
def test_what_has_no_clear_meaning_or_does_not_exist_is_not_understood(text: str) -> None:
    assert rules.check("review", text) is not None


@pytest.mark.parametrize(
    ("interval", "start", "end"),
    [
        (YEAR, "2022-03-31", "2023-03-31"),
        (YEAR, "2024-02-29", "2025-02-28"),
        (Interval(6, "month"), "2024-08-31", "2025-02-28"),
        (Interval(11, "month"), "2024-01-15", "2024-12-15"),
        (Interval(3, "week"), "2024-12-20", "2025-01-10"),
    ],
)
def test_an_interval_leads_to_the_same_day_or_the_last_of_the_month(
    interval: Interval, start: str, end: str
) -> None:
    assert interval.after(dt.date.fromisoformat(start)).isoformat() == end


counts = st.integers(1, 999)
intervals = st.builds(Interval, counts, st.sampled_from(["year", "month", "week"]))
days = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)).filter(
    lambda day: (day.month, day.day) != (2, 29)
)


@given(
    st.one_of(
        st.builds(ReviewEvery, intervals, st.booleans()),
        st.builds(ReviewEvery, intervals, about=st.just(True)),
        days.map(lambda day: ReviewBy(day.isoformat())),
        days.map(lambda day: ReviewBy(day.isoformat()[:7])),
    )
)
def test_a_rule_written_out_parses_to_the_same_rule(rule: rules.Rule) -> None:
    assert rules.parse("review", rule.to_text()) == rule


@given(days)
def test_every_day_written_out_is_read(day: dt.date) -> None:
    written = f"by {day.day} {day:%B} {day.year}"
    assert rules.parse("review", written) == ReviewBy(dates.parse(day.isoformat()))
