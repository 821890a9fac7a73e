from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import rules
from govgraph.rules.frequency import AsDecided, Frequency
from govgraph.rules.intervals import Ambiguous, AsNeeded, Interval

TWO_MONTHS, QUARTER, YEAR = Interval(2, "month"), Interval(3, "month"), Interval(1, "year")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("4 meetings per year", Frequency(4, 4)),
        ("meets four times a year", Frequency(4, 4)),
        ("4 meetings in each municipal year", Frequency(4, 4, Interval(1, "year", "municipal"))),
        ("at least 4 meetings per year", Frequency(4, None)),
        ("a minimum of four meetings per annum", Frequency(4, None)),
        ("not less than 4 times a year", Frequency(4, None)),
        ("at most 6 meetings per year", Frequency(None, 6)),
        ("about 6 meetings per year", Frequency(6, 6, about=True)),
        ("between 4 and 6 meetings a year", Frequency(4, 6)),
        ("4-6 times a year", Frequency(4, 6)),
        ("twice a year", Frequency(2, 2)),
        ("annually", Frequency(1, 1)),
        ("quarterly", Frequency(1, 1, QUARTER)),
        ("once every quarter", Frequency(1, 1, QUARTER)),
        ("at least quarterly", Frequency(1, None, QUARTER)),
        ("no less frequently than quarterly", Frequency(1, None, QUARTER)),
        ("quarterly, or more often as required", Frequency(1, None, QUARTER)),
        ("every 2 months", Frequency(1, 1, TWO_MONTHS)),
        ("every other month", Frequency(1, 1, TWO_MONTHS)),
        ("approximately every two months", Frequency(1, 1, TWO_MONTHS, about=True)),
        ("at least once every 2 months", Frequency(1, None, TWO_MONTHS)),
        ("monthly", Frequency(1, 1, Interval(1, "month"))),
        ("twice a month", Frequency(2, 2, Interval(1, "month"))),
        ("every 6 weeks", Frequency(1, 1, Interval(6, "week"))),
        ("fortnightly", Frequency(1, 1, Interval(2, "week"))),
        ("half-yearly", Frequency(1, 1, Interval(6, "month"))),
        ("as this body decides", AsDecided()),
        ("as often as it decides", AsDecided()),
        ("as decided by the Chair", AsDecided(by_chair=True)),
        ('as "HWB" decides', AsDecided("HWB")),
        ("as and when required", AsNeeded()),
        ("bi-monthly", Ambiguous("bi-monthly")),
        ("biannually", Ambiguous("bi-annually")),
    ],
)
def test_each_form_is_understood(text: str, rule: rules.Rule) -> None:
    assert rules.parse("frequency", text) == rule


@pytest.mark.parametrize(
    "text", ["regularly", "every 0 weeks", "6", "as the Board decides", "usually monthly"]
)
def test_what_has_no_clear_meaning_is_not_understood(text: str) -> None:
    assert rules.check("frequency", text) is not None


@pytest.mark.parametrize(
    ("text", "a_year"),
    [
        ("4 meetings per year", (4, 4)),
        ("at least quarterly", (4, None)),
        ("every 2 months", (6, 6)),
        ("monthly", (12, 12)),
        ("at least twice a term", (6, None)),
        ("every 6 weeks", (Fraction(52, 6), Fraction(52, 6))),
        ("at most twice a month", (None, 24)),
    ],
)
def test_a_frequency_is_a_number_a_year(text: str, a_year: tuple[object, object]) -> None:
    rule = rules.parse("frequency", text)

    assert isinstance(rule, Frequency)
    assert (rule.least_per_year, rule.most_per_year) == a_year


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("twice a year", "meets twice a year"),
        ("at least quarterly", "meets at least every 3 months (at least 4 times a year)"),
        ("every 6 weeks", "meets every 6 weeks (8 to 9 times a year)"),
        ("about 6 meetings per year", "meets about 6 times a year"),
        ("2 meetings every 3 months", "meets twice every 3 months"),
        ("as this body decides", "meets as often as this body itself decides; no number is given"),
        ("bi-monthly", "bi-monthly: every two months or twice a month (not said: which of the "
         "two)"),
    ],
)  # fmt: skip
def test_a_rule_is_read_back_in_plain_words(text: str, plain: str) -> None:
    assert str(rules.parse("frequency", text)) == plain


counts = st.integers(1, 999)
intervals = st.one_of(
    st.builds(Interval, counts, st.sampled_from(["year", "month", "week"])),
    st.builds(Interval, counts, st.just("year"), st.sampled_from(["municipal", "academic"])),
)
names = st.text(st.characters(categories=["L", "N"]), min_size=1)
any_rule = st.one_of(
    st.builds(lambda n, i: Frequency(n, n, i), counts, intervals),
    st.builds(lambda n, i: Frequency(n, n, i, about=True), counts, intervals),
    st.builds(lambda n, i: Frequency(n, None, i), counts, intervals),
    st.builds(lambda n, i: Frequency(None, n, i), counts, intervals),
    st.builds(lambda n: Frequency(n, n, termly=True), counts),
    st.builds(lambda n: Frequency(n, None, termly=True), counts),
    st.builds(lambda a, b, i: Frequency(min(a, b), max(a, b) + 1, i), counts, counts, intervals)
    .filter(lambda rule: (rule.most or 0) < 1000),
    st.builds(AsDecided, names),
    st.sampled_from([AsDecided(), AsDecided(by_chair=True), AsNeeded(), Ambiguous("bi-weekly")]),
)  # fmt: skip


@given(any_rule)
def test_a_rule_written_out_parses_to_the_same_rule(rule: rules.Rule) -> None:
    assert rules.parse("frequency", rule.to_text()) == rule
