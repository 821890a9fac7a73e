from fractions import Fraction

import pytest

from govgraph import rules
from govgraph.rules.decision import LANGUAGE, Consensus, Decision, Portion, Voices, Whole

HALF, ALL = Fraction(1, 2), Fraction(1)


def majority(of: Voices = "members", whole: Whole | None = None) -> Portion:
    return Portion(HALF, True, of, whole)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("unanimous of members present", Decision((Portion(ALL, whole="present"),))),
        ("unanimous", Decision((Portion(ALL),))),
        (
            "unanimous support of those members in attendance",
            Decision((Portion(ALL, whole="present"),)),
        ),
        ("unanimous agreement of all members", Decision((Portion(ALL, whole="all"),))),
        ("consensus", Decision((Consensus(),))),
        (
            "80% of agencies present",
            Decision((Portion(Fraction(4, 5), False, "agencies", "present"),)),
        ),
        (
            "80% of agencies present (not individuals)",
            Decision((Portion(Fraction(4, 5), False, "agencies", "present"),)),
        ),
        (
            "at least 80% of partner agencies",
            Decision((Portion(Fraction(4, 5), False, "agencies"),)),
        ),
        ("simple majority", Decision((majority(),))),
        (
            "simple majority of members present and voting",
            Decision((majority(whole="present and voting"),)),
        ),
        ("majority of those voting", Decision((majority(whole="present and voting"),))),
        ("majority of all members", Decision((majority(whole="all"),))),
        (
            "two thirds majority of those present",
            Decision((Portion(Fraction(2, 3), whole="present"),)),
        ),
        (
            "75% of voting members present",
            Decision((Portion(Fraction(3, 4), False, "voting members", "present"),)),
        ),
        (
            "more than 60% of the votes cast",
            Decision((Portion(Fraction(3, 5), True, whole="present and voting"),)),
        ),
        (
            "consensus, otherwise majority, chair has casting vote",
            Decision((Consensus(), majority()), casting_vote=True),
        ),
        (
            "Decisions are made by consensus; failing which, by a simple majority of those present "
            "and voting. The Chair has a second or casting vote.",
            Decision((Consensus(), majority(whole="present and voting")), casting_vote=True),
        ),
        (
            "majority of those present, chair has no casting vote",
            Decision((majority(whole="present"),), casting_vote=False),
        ),
    ],
)
def test_each_wording_is_understood(text: str, rule: Decision) -> None:
    assert rules.parse("decision", text) == rule


@pytest.mark.parametrize("text", ["", "majorty", "0% of members", "as the chair sees fit", "vote"])
def test_what_has_no_clear_meaning_is_not_understood(text: str) -> None:
    assert rules.check("decision", text) is not None


@pytest.mark.parametrize("example", LANGUAGE.examples, ids=lambda example: example.text)
def test_every_example_is_understood_and_reads_back(example: rules.Example) -> None:
    rule = rules.parse("decision", example.text)

    assert isinstance(rule, Decision)
    assert rules.parse("decision", rule.to_text()) == rule


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "80% of agencies present",
            "decided with at least 80% of the agencies present in favour (an abstention counts "
            "against)",
        ),
        (
            "consensus, otherwise majority",
            "decided by consensus; otherwise with more than half of the members in favour (not "
            "said: how consensus is found, whether those absent or abstaining count in the whole, "
            "whether the chair has a casting vote)",
        ),
        (
            "unanimous of all members",
            "decided with every one of the members in favour (absence and abstention count "
            "against)",
        ),
    ],
)
def test_a_rule_reads_back_in_plain_words_with_what_it_leaves_open(text: str, plain: str) -> None:
    rule = rules.parse("decision", text)

    assert isinstance(rule, Decision)
    assert rule.plain() == plain


@pytest.mark.parametrize(
    ("part", "more_than", "voices", "needed"),
    [
        (Fraction(4, 5), False, 4, 4),
        (Fraction(4, 5), False, 10, 8),
        (HALF, True, 6, 4),
        (HALF, False, 6, 3),
        (Fraction(2, 3), False, 7, 5),
        (ALL, False, 7, 7),
    ],
)
def test_the_votes_needed(part: Fraction, more_than: bool, voices: int, needed: int) -> None:
    assert Portion(part, more_than).needed(voices) == needed
