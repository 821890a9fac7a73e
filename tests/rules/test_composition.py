from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph import rules
from govgraph.rules.composition import (
    CoOption,
    EachOf,
    FromAnyOne,
    Number,
    Office,
    Officers,
    SharedMembers,
    Size,
)

ONE, TEN = Number(1, None), Number(None, 10)
BOTH: tuple[Office, ...] = ("chair", "vice-chair")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("at most 10 members", Size(TEN)),
        ("No more than ten members.", Size(TEN)),
        ("up to 10 members", Size(TEN)),
        ("a maximum of 10 members", Size(TEN)),
        ("not exceeding 10 members", Size(TEN)),
        ("10 or fewer members", Size(TEN)),
        ("membership of no more than 10", Size(TEN)),
        ("at least 6 members", Size(Number(6, None))),
        ("no fewer than six members", Size(Number(6, None))),
        ("6 or more members", Size(Number(6, None))),
        ("more than 5 members", Size(Number(6, None))),
        ("between 8 and 12 members", Size(Number(8, 12))),
        ("8 to 12 members", Size(Number(8, 12))),
        ("exactly 9 members", Size(Number(9, 9))),
        ("9 members", Size(Number(9, 9, bare=True))),
        ("maximum of ten voting members", Size(TEN, "voting members")),
        ("up to 2 co-opted members", Size(Number(None, 2), "co-opted members")),
        ('at least 1 member of sector "Schools"', Size(ONE, kind="sector", names=("Schools",))),
        ('must include at least one member from sector "Schools"',
         Size(ONE, kind="sector", names=("Schools",))),
        ('at least 1 member of sectors ("A", "B")', Size(ONE, kind="sector", names=("A", "B"))),
        ('one member of each of organisations ("A", "B")',
         EachOf(Number(1, 1, bare=True), "organisation", ("A", "B"))),
        ("at most 10 members from any one organisation", FromAnyOne(TEN)),
        ("co-opted at most 15% of appointed members",
         CoOption(Fraction(3, 20), "appointed members")),
        ("not more than 15% co-opted members", CoOption(Fraction(3, 20))),
        ("up to 15 per cent of the membership may be co-opted",
         CoOption(Fraction(3, 20), "all members")),
        ("up to 15% further members may be co-opted", CoOption(Fraction(3, 20))),
        ("co-opted at most one fifth of appointed members",
         CoOption(Fraction(1, 5), "appointed members", in_percent=False)),
        ("chair and vice-chair of each body that feeds it", Officers(BOTH, "feeds it")),
        ("the Chair and Vice-Chair of each of the groups that feed into it",
         Officers(BOTH, "feeds it")),
        ("chair or vice-chair of each body that reports to it",
         Officers(BOTH, "reports to it", either=True)),
        ("chairs of its sub-groups", Officers(("chair",), "is part of it")),
        ('chair of "Schools Forum"', Officers(("chair",), body="Schools Forum")),
        ('at least 1 shared member with "CYP JC"', SharedMembers(ONE, "CYP JC")),
        ('at least one member in common with "CYP JC"', SharedMembers(ONE, "CYP JC")),
        ('at least one member who also sits on "CYP JC"', SharedMembers(ONE, "CYP JC")),
    ],
)  # fmt: skip
def test_each_form_is_understood(text: str, rule: rules.Rule) -> None:
    assert rules.parse("composition", text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "at least 6 members present",
        "one third of the members",
        "0 members",
        "fewer than 1 members",
        "15% co-opted members",
        'at least 1 member of "Schools"',
        "a balanced membership",
        "chair of each committee of the Council",
    ],
)
def test_what_has_no_clear_meaning_is_not_understood(text: str) -> None:
    assert rules.check("composition", text) is not None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("9 members", "9 members (not said: whether more are allowed)"),
        (
            "not more than 15% co-opted members",
            "co-opted members may be at most 15% (not said: whether the share is of the "
            "appointed or of all members)",
        ),
        (
            'at least 3 members of sectors ("Health", "Police")',
            "at least 3 members from the sectors Health or Police, counted together",
        ),
        (
            "chair and vice-chair of each body that feeds it",
            "the chair and vice-chair of each body that feeds it are members",
        ),
        ('one shared member with "X"', "1 member who is also a member of X (not said: whether "
         "more are allowed)"),
    ],
)  # fmt: skip
def test_a_rule_is_read_back_in_plain_words(text: str, plain: str) -> None:
    assert str(rules.parse("composition", text)) == plain


def test_a_rule_says_whom_it_names() -> None:
    parsed = rules.parse("composition", 'one member of each of organisations ("A", "B")')

    assert isinstance(parsed, EachOf)
    assert [(each.kind, each.name) for each in parsed.references] == [
        ("organisation", "A"),
        ("organisation", "B"),
    ]


counts = st.integers(1, 999)
numbers = st.one_of(
    counts.map(lambda n: Number(n, None)),
    counts.map(lambda n: Number(None, n)),
    counts.map(lambda n: Number(n, n)),
    counts.map(lambda n: Number(n, n, bare=True)),
    st.tuples(counts, counts).map(lambda pair: Number(min(pair), max(pair))),
)
names = (
    st.text(st.characters(blacklist_characters='"\u201c\u201d\u201e', categories=["L", "N", "P"]))
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
several = st.lists(names, min_size=1, max_size=3).map(tuple)
groups = st.sampled_from(["members", "voting members", "co-opted members"])
kinds = st.sampled_from(["sector", "organisation"])
offices = st.sampled_from([("chair",), ("vice-chair",), BOTH])
any_rule = st.one_of(
    st.builds(Size, numbers, groups),
    st.builds(Size, numbers, groups, kinds, several),
    st.builds(EachOf, numbers, kinds, several, groups),
    st.builds(FromAnyOne, numbers, groups),
    st.builds(SharedMembers, numbers, names),
    st.builds(
        CoOption,
        st.integers(100, 10_000).map(lambda hundredths: Fraction(hundredths, 10_000)),
        st.sampled_from([None, "appointed members", "all members"]),
    ),
    st.builds(Officers, offices, st.sampled_from(["feeds it", "reports to it", "is part of it"])),
    st.builds(Officers, offices, body=names),
    st.builds(Officers, st.just(BOTH), st.just("feeds it"), either=st.just(True)),
)


@given(any_rule)
def test_a_rule_written_out_parses_to_the_same_rule(rule: rules.Rule) -> None:
    assert rules.parse("composition", rule.to_text()) == rule


@given(any_rule)
def test_case_and_spaces_do_not_matter(rule: rules.Rule) -> None:
    text = rule.to_text()
    if '"' not in text:
        assert rules.parse("composition", f"  {text.upper().replace(' ', '   ')} ") == rule
