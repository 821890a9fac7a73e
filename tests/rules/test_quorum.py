from fractions import Fraction

import pytest
from hypothesis import given, settings

from govgraph import rules
from govgraph.rules.language import Reference
from govgraph.rules.quorum import (
    LANGUAGE,
    Combined,
    Condition,
    Different,
    Holder,
    Including,
    Members,
    Quorum,
    Representatives,
    Share,
)
from tests.analysis.quorum_boards import conditions

CHAIR = Holder("chair")
EITHER = Holder("chair or vice-chair")


def of(name: str, number: int = 1, *, besides: str | None = None) -> Representatives:
    return Representatives(number, "organisation", name, besides)  # type: ignore[arg-type]


def share(part: str, *, of: str = "members", **more: object) -> Members:
    voting = of == "voting members"
    return Members(Share(Fraction(part), of, **more), voting)  # type: ignore[arg-type]


def both(*parts: Condition) -> Combined:
    return Combined("all", parts)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("5 members", Members(5)),
        ("Five members.", Members(5)),
        ("5", Members(5)),
        ("quorum: 5", Members(5)),
        ("The quorum shall be five members of the Board present", Members(5)),
        ("a meeting is quorate if at least 5 members are present", Members(5)),
        ("at least 5 voting members", Members(5, voting=True)),
        ("no fewer than 4 members", Members(4)),
        ("a minimum of 3 members", Members(3)),
        ("3 members other than the chair", Members(3, besides="chair")),
        ("one third of members", share("1/3")),
        ("a quarter of the members", share("1/4")),
        ("The quorum is one third of the membership", share("1/3")),
        ("two-thirds of the voting membership", share("2/3", of="voting members")),
        ("50% of members", share("1/2")),
        ("more than half of the members", share("1/2", more_than=True)),
        ("a simple majority of members", share("1/2", more_than=True)),
        ("half the members plus one", share("1/2", plus=1)),
        ("half plus one of the members", share("1/2", plus=1)),
        ("half of the filled seats plus one", share("1/2", plus=1, vacant=False)),
        ("a third of members in post", share("1/3", vacant=False)),
        ("a third of members (excluding vacancies)", share("1/3", vacant=False)),
        ("a third of members, including vacant seats", share("1/3", vacant=True)),
        ("a third of all seats", share("1/3", vacant=True)),
        (
            "half of partner agencies",
            Different(Share(Fraction(1, 2), "organisations"), "organisation"),
        ),
        ("chair and 3 members", both(CHAIR, Members(3))),
        ("the Chairman plus 3 other members", both(CHAIR, Members(3, others=True))),
        ("chair or vice-chair and 3 other members", both(EITHER, Members(3, others=True))),
        (
            "the chair or, in their absence, the deputy chair, and 3 other members",
            both(EITHER, Members(3, others=True)),
        ),
        ("at least three members including the chair", Including(Members(3), (CHAIR,))),
        ("4 members, one of whom must be the chair", Including(Members(4), (CHAIR,))),
        ("quorum: 3, including the chair", Including(Members(3), (CHAIR,))),
        (
            '4 members of whom at least 1 of organisation "X"',
            Including(Members(4), (of("X"),)),
        ),
        (
            'at least one representative of organisation "A" and at least one of organisation "B"',
            both(of("A"), of("B")),
        ),
        ('3 of organisations ("A", "B", "C")', Different(3, "organisation", ("A", "B", "C"))),
        ('2 of the following sectors ("A", "B" and "C")', Different(2, "sector", ("A", "B", "C"))),
        ('2 of seats ("DPH", "Head")', Different(2, "seat", ("DPH", "Head"))),
        ("at least 3 organisations represented", Different(3, "organisation")),
        (
            'seat "Director of Public Health"',
            Representatives(1, "seat", "Director of Public Health"),
        ),
        ('2 members from the "Schools" sector', Representatives(2, "sector", "Schools")),
        (
            "one third of members or 3, whichever is greater",
            Combined("greatest", (share("1/3"), Members(3))),
        ),
        (
            "half of the members or 5 members (whichever is the fewer)",
            Combined("least", (share("1/2"), Members(5))),
        ),
        (
            'chair and 1 of organisation "LBBD" except chair and 1 of organisation "CCG" '
            'and 1 of organisation "NELFT" and 1 of sector "Schools"',
            both(
                CHAIR,
                of("LBBD", besides="chair"),
                of("CCG"),
                of("NELFT"),
                Representatives(1, "sector", "Schools"),
            ),
        ),
        (
            '3 of sectors ("Local Authority", "Schools", "Police") and chair',
            both(Different(3, "sector", ("Local Authority", "Schools", "Police")), CHAIR),
        ),
        (
            '(chair and 2 members) or 1 of organisation "X"',
            Combined("any", (both(CHAIR, Members(2)), of("X"))),
        ),
    ],
)
def test_each_wording_is_understood(text: str, condition: Condition) -> None:
    assert rules.parse("quorum", text) == Quorum(condition)


@pytest.mark.parametrize(
    ("ending", "attend"),
    [
        ("", None),
        (", substitutes count as present", True),
        (", substitutes count as absent", False),
    ],
)
def test_what_a_substitute_counts_for_is_said_or_left_open(
    ending: str, attend: bool | None
) -> None:
    assert rules.parse("quorum", f"5 members{ending}") == Quorum(Members(5), attend)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0 members",
        "enough members",
        "5 people",
        '1 of "NELFT"',
        "chair and",
        'chair and 3 members or 1 of organisation "X"',
        'half of partner agencies including 1 of organisation "X"',
        '3 of sectors "A", "B"',
    ],
)
def test_what_has_no_clear_meaning_is_not_understood(text: str) -> None:
    assert rules.check("quorum", text) is not None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "one third of members",
            "quorate with one third of the members (rounded up) (not said: whether vacant seats "
            "count, whether a substitute counts)",
        ),
        (
            'chair and 2 of organisation "X" except chair, substitutes count as absent',
            "quorate with the chair and 2 people who speak for X, the chair not counted (each "
            "place filled by a different person); a substitute does not count",
        ),
        (
            '2 of sectors ("Health", "Police") and chair, substitutes count as absent',
            "quorate with a person from each of these sectors: Health, Police; and the chair "
            "(each place filled by a different person); a substitute does not count",
        ),
        (
            '3 members including chair and seat "Head", substitutes count as present',
            "quorate with 3 members, among them the chair and the Head (each place filled by a "
            "different person); a substitute counts",
        ),
        (
            "half of filled seats plus one or 3, whichever is greater, substitutes count as absent",
            "quorate with half of the members plus one (rounded up; vacant seats not counted "
            "among them), or 3 members, whichever is greater; a substitute does not count",
        ),
    ],
)
def test_a_rule_reads_back_in_plain_words_with_what_it_leaves_open(text: str, plain: str) -> None:
    rule = rules.parse("quorum", text)

    assert isinstance(rule, Quorum)
    assert rule.plain() == plain


def test_a_rule_says_whom_it_names_each_once() -> None:
    rule = rules.parse(
        "quorum",
        '2 of sectors ("Schools", "Police") and 1 of sector "Schools" and seat "Head"',
    )

    assert isinstance(rule, Quorum)
    assert rule.references == (
        Reference("sector", "Schools"),
        Reference("sector", "Police"),
        Reference("seat", "Head"),
    )


@pytest.mark.parametrize("example", LANGUAGE.examples, ids=lambda example: example.text)
def test_every_example_is_understood_and_reads_back(example: rules.Example) -> None:
    rule = rules.parse("quorum", example.text)

    assert isinstance(rule, Quorum)
    assert rules.parse("quorum", rule.to_text()) == rule


@given(conditions)
@settings(max_examples=80, deadline=None)
def test_a_rule_written_out_is_read_as_the_same_rule(condition: Condition) -> None:
    rule = Quorum(condition)

    again = rules.parse("quorum", rule.to_text())

    assert isinstance(again, Quorum), again
    assert again.to_text() == rule.to_text()


@pytest.mark.parametrize(
    ("part", "more_than", "plus", "whole", "needed"),
    [
        ("1/3", False, 0, 9, 3),
        ("1/3", False, 0, 10, 4),
        ("1/2", False, 0, 9, 5),
        ("1/2", True, 0, 10, 6),
        ("1/2", False, 1, 9, 6),
        ("4/5", False, 0, 5, 4),
        ("1/4", False, 0, 0, 1),
    ],
)
def test_a_share_is_rounded_up(
    part: str, more_than: bool, plus: int, whole: int, needed: int
) -> None:
    assert Share(Fraction(part), more_than=more_than, plus=plus).of_whole(whole) == needed
