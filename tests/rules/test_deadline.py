import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import rules
from govgraph.rules.deadline import LANGUAGES, Deadline, NextMeeting


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("4 working weeks before", Deadline(4, "week", working=True)),
        ("5 working days before", Deadline(5, "day", working=True)),
        ("10 business days ahead of the meeting", Deadline(10, "day", working=True)),
        ("10 calendar days before each meeting", Deadline(10, "day", working=False)),
        ("5 days in advance", Deadline(5, "day")),
        ("5 clear days before", Deadline(5, "day", clear=True)),
        ("not less than five clear days before the meeting", Deadline(5, "day", clear=True)),
        ("no fewer than 3 clear days prior to any meeting", Deadline(3, "day", clear=True)),
        ("at least 5 clear working days before", Deadline(5, "day", clear=True, working=True)),
        ("five working clear days before", Deadline(5, "day", clear=True, working=True)),
        ("7 clear calendar days before", Deadline(7, "day", clear=True, working=False)),
        ("1 week before", Deadline(1, "week")),
        ("A week in advance of each meeting.", Deadline(1, "week")),
        ("a fortnight before the day of the meeting", Deadline(2, "week")),
        ("a month before", Deadline(1, "month")),
        ("1 year before", Deadline(1, "year")),
        ("five (5) days beforehand", Deadline(5, "day")),
        ("5 (five) days prior", Deadline(5, "day")),
        ("a minimum of 10 days before the meeting date", Deadline(10, "day")),
        ("5 days or more before the meeting", Deadline(5, "day")),
        ("by no later than 7 days before the date of the meeting", Deadline(7, "day")),
        ("seven days' notice", Deadline(7, "day")),
        ("seven days\u2019 notice of the meeting", Deadline(7, "day")),
        ("7 days notice", Deadline(7, "day")),
        ("a week's notice", Deadline(1, "week")),
        ("10 working days", Deadline(10, "day", working=True)),
        ("circulated 5 days before", Deadline(5, "day")),
        ("at least one week before the meeting, to all members", Deadline(1, "week")),
        ("five working days before each Board meeting", Deadline(5, "day", working=True)),
        ("minimum 5 clear days notice in writing", Deadline(5, "day", clear=True)),
    ],
)
@pytest.mark.parametrize("kind", ["notice", "papers"])
def test_what_is_due_before_a_meeting_is_understood(kind: str, text: str, rule: Deadline) -> None:
    assert rules.parse(kind, text) == rule


@pytest.mark.parametrize(
    ("kind", "text", "item"),
    [
        ("notice", "notice of at least seven days", ""),
        ("notice", "notice of a meeting is given seven days before", ""),
        ("notice", "at least seven days' notice of each meeting will be given", ""),
        ("notice", "members shall be given at least 7 days' notice", ""),
        ("notice", "7 days' notice will be given of meetings", ""),
        ("notice", "Meeting dates are sent out 7 days in advance", "meeting dates"),
        ("papers", "the agenda for each meeting is circulated 7 days before", "agenda"),
        ("papers", "the agenda is issued 7 days before", "agenda"),
        (
            "papers",
            "Agenda, papers and reports to be sent to all members 7 days before",
            "agenda, papers and reports",
        ),
        ("papers", "draft agenda made available with at least 7 days' notice", "draft agenda"),
    ],
)
def test_what_is_sent_is_kept_where_it_is_named(kind: str, text: str, item: str) -> None:
    assert rules.parse(kind, text) == Deadline(7, "day", item=item)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("5 working days after", Deadline(5, "day", "after", working=True)),
        (
            "within 10 working days of the meeting",
            Deadline(10, "day", "after", working=True),
        ),
        ("no later than 2 weeks after", Deadline(2, "week", "after")),
        ("not more than 14 days from the date of the meeting", Deadline(14, "day", "after")),
        (
            "Minutes of the meeting will be circulated within two weeks, to all members",
            Deadline(2, "week", "after", item="minutes"),
        ),
        ("within two weeks", Deadline(2, "week", "after")),
        ("a maximum of a month following the meeting", Deadline(1, "month", "after")),
        (
            "draft minutes will be circulated within a fortnight of each meeting",
            Deadline(2, "week", "after", item="draft minutes"),
        ),
        ("at the next meeting", NextMeeting()),
        ("minutes are presented to the next meeting", NextMeeting(item="minutes")),
        ("for approval at the next meeting", NextMeeting(for_approval=True)),
        (
            "minutes to be approved at the next meeting",
            NextMeeting(for_approval=True, item="minutes"),
        ),
    ],
)
def test_what_is_due_after_a_meeting_is_understood(text: str, rule: rules.Rule) -> None:
    assert rules.parse("minutes", text) == rule


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("notice", "within 5 days of the meeting"),
        ("notice", "not more than 5 days before"),
        ("notice", "5 days after"),
        ("notice", "at the next meeting"),
        ("notice", "0 days before"),
        ("notice", "48 hours before"),
        ("notice", "3 working months before"),
        ("notice", "five (6) days before"),
        ("notice", "5 weekdays before"),
        ("notice", "5 days before an extraordinary meeting"),
        ("notice", "as much notice as possible"),
        ("papers", "papers must be received 10 working days before"),
        ("papers", "normally 5 days before"),
        ("papers", "minutes 5 days before"),
        ("minutes", "at least 5 days after"),
        ("minutes", "not less than 5 days after"),
        ("minutes", "5 clear days after"),
        ("minutes", "2 weeks before"),
        ("minutes", "as soon as possible after the meeting"),
    ],
)
def test_what_has_no_clear_meaning_is_not_understood(kind: str, text: str) -> None:
    assert rules.check(kind, text) is not None


@pytest.mark.parametrize(
    ("kind", "text", "plain"),
    [
        (
            "notice",
            "4 working weeks before",
            "4 working weeks before the meeting at the latest; a working week is five working days",
        ),
        (
            "papers",
            "agenda 5 working days before",
            "agenda: 5 working days before the meeting at the latest (not said: whether the days "
            "are clear)",
        ),
        (
            "papers",
            "5 days before",
            "5 days before the meeting at the latest (not said: whether working days are meant, "
            "whether the days are clear)",
        ),
        (
            "papers",
            "5 clear days before",
            "5 clear days before the meeting at the latest; neither the day on which it is done "
            "nor the day of the meeting counts (not said: whether working days are meant)",
        ),
        ("papers", "1 week before", "1 week before the meeting at the latest"),
        (
            "minutes",
            "within 7 days of the meeting",
            "7 days after the meeting at the latest (not said: whether working days are meant)",
        ),
        ("minutes", "2 calendar days after", "2 calendar days after the meeting at the latest"),
        (
            "minutes",
            "minutes approved at the next meeting",
            "minutes: at the next meeting, for approval",
        ),
    ],
)
def test_a_rule_is_read_back_in_plain_words(kind: str, text: str, plain: str) -> None:
    assert str(rules.parse(kind, text)) == plain


counts = st.integers(1, 999)
calendar_or_open = st.sampled_from([None, False])
before = st.one_of(
    st.builds(
        Deadline,
        counts,
        st.sampled_from(["day", "week"]),
        clear=st.booleans(),
        working=st.sampled_from([None, False, True]),
        item=st.sampled_from(
            ["", "agenda", "agenda and draft reports", "agenda, papers and reports"]
        ),
    ),
    st.builds(
        Deadline,
        counts,
        st.sampled_from(["month", "year"]),
        clear=st.booleans(),
        working=calendar_or_open,
    ),
)
after = st.one_of(
    st.builds(
        Deadline,
        counts,
        st.sampled_from(["day", "week", "month", "year"]),
        st.just("after"),
        working=calendar_or_open,
        item=st.sampled_from(["", "draft minutes", "action points and notes"]),
    ),
    st.builds(
        Deadline, counts, st.sampled_from(["day", "week"]), st.just("after"), working=st.just(True)
    ),
    st.builds(NextMeeting, st.booleans(), st.sampled_from(["", "minutes"])),
)


@given(before)
def test_a_rule_of_papers_written_out_parses_to_the_same_rule(rule: rules.Rule) -> None:
    assert rules.parse("papers", rule.to_text()) == rule


@given(after)
def test_a_rule_of_minutes_written_out_parses_to_the_same_rule(rule: rules.Rule) -> None:
    assert rules.parse("minutes", rule.to_text().upper().replace(" ", "   ")) == rule


def test_the_languages_are_of_the_three_kinds() -> None:
    assert [language.kind for language in LANGUAGES] == ["notice", "papers", "minutes"]
