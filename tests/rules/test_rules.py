"""What every kind of rule has in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import model, rules
from govgraph.rules import NotEvaluated, ParseFault, Rule


def test_a_kind_without_a_language_is_kept_in_plain_words() -> None:
    kept = rules.parse("guests", "Anyone may be invited.")

    assert kept == NotEvaluated("guests", "Anyone may be invited.")
    assert str(kept) == "Anyone may be invited."
    assert rules.check("guests", "Anyone may be invited.") is None


def test_a_rule_that_is_understood_has_no_fault() -> None:
    assert rules.check("attendance", "absent from more than 3 meetings in 1 year") is None


def test_a_fault_names_the_column_what_was_expected_and_the_nearest_word() -> None:
    fault = rules.check("attendance", "absent from mroe than 3 meetings in 1 year")

    assert fault is not None
    assert (fault.column, fault.found, fault.nearest) == (13, "mroe", "more")
    assert fault.expected == ("'all'", "'at'", "'more'", "'no more than'", "a number")
    assert fault.message == (
        "column 13: found 'mroe', expected 'all', 'at', 'more', 'no more than' or a number; "
        "did you mean 'more'?"
    )


def test_a_rule_that_stops_short_is_at_fault_behind_its_last_word() -> None:
    fault = rules.check("attendance", "absent from more than 3")

    assert fault is not None
    assert fault.message == (
        "column 24: found the end of the rule, expected 'consecutive', 'meeting', 'meetings' or "
        "'successive'"
    )


def test_a_word_of_which_only_the_start_is_known_is_named_whole() -> None:
    fault = rules.check("attendance", "anyone absent from 3 consecutive meetings")

    assert fault is not None
    assert (fault.column, fault.found) == (1, "anyone")


def test_a_fault_shows_the_likeliest_words_only_and_a_rule_to_copy() -> None:
    many = ("'a'", "'all'", "'any'", "'chair'", "'half'", "'one'", "'the'", "'vice-chair'")
    fault = ParseFault("quorum", "chaos", 1, "chaos", many, example="one third of members")

    assert fault.message.startswith("column 1: found 'chaos', expected 'chair', ")
    assert fault.message.endswith(
        " or 2 other words; a rule that is understood: one third of members"
    )


def test_a_column_is_that_of_the_text_as_written() -> None:
    fault = rules.check("attendance", "absent\u00a0from  3 tims")

    assert fault is not None
    assert fault.column == 16


@pytest.mark.parametrize("text", ["", "   ", ".", "Members are expected to come.", '"', "%", "\n"])
def test_words_that_are_no_rule_are_a_fault(text: str) -> None:
    assert isinstance(rules.parse("attendance", text), ParseFault)


@given(kind=st.sampled_from(model.RULE_KIND.codes), text=st.text())
def test_no_text_makes_the_parser_fail(kind: str, text: str) -> None:
    parsed = rules.parse(kind, text)

    if isinstance(parsed, ParseFault):
        assert 1 <= parsed.column <= len(text) + 1
        assert parsed.expected
    assert isinstance(parsed, NotEvaluated) == (kind not in rules.LANGUAGES)


EXAMPLES = [
    pytest.param(kind, example.text, id=f"{kind}: {example.text}")
    for kind, language in rules.LANGUAGES.items()
    for example in language.examples
]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_every_example_is_understood_and_reads_back_as_the_same_rule(kind: str, text: str) -> None:
    rule = rules.parse(kind, text)

    assert isinstance(rule, Rule), str(rule)
    assert rules.parse(kind, rule.to_text()) == rule
    assert rule.plain()
