"""Provisions as committee officers type them, each beside the rule it means.

The canonical texts are worked out by hand from the meaning, so that a change of the grammar
that gives a wording another meaning shows here.
"""

import pytest

from govgraph import rules

THREE_IN_A_ROW = "absent from 3 consecutive meetings"
HALF_A_YEAR = "no attendance for 6 months since last attended"
TWO_ORGANISATIONS = '5 members including 1 of organisation "Council" and 1 of organisation "ICB"'

UNDERSTOOD = {
    "attendance": [
        ("absent from three consecutive meetings", THREE_IN_A_ROW),
        ("absent from three (3) consecutive meetings", THREE_IN_A_ROW),
        ("misses 3 consecutive meetings", THREE_IN_A_ROW),
        ("non-attendance at 3 consecutive meetings", THREE_IN_A_ROW),
        ("3 consecutive absences", THREE_IN_A_ROW),
        ("three absences in a row", THREE_IN_A_ROW),
        ("more than two absences in succession", THREE_IN_A_ROW),
        ("three consecutive absences without apologies", f"{THREE_IN_A_ROW} without apologies"),
        ("should not miss more than two consecutive meetings", THREE_IN_A_ROW),
        ("more than 3 absences in a year", "absent from more than 3 meetings in 1 year"),
        (
            "three absences in any 12 month period",
            "absent from more than 2 meetings in 12 months",
        ),
        (
            "fails to attend 4 meetings in a municipal year",
            "absent from more than 3 meetings in 1 municipal year",
        ),
        (
            "fails to attend 3 or more meetings in a financial year",
            "absent from more than 2 meetings in 1 financial year",
        ),
        ("miss no more than 2 meetings a year", "absent from more than 2 meetings in 1 year"),
        ("no more than two absences in any year", "absent from more than 2 meetings in 1 year"),
        ("fails to attend for six months", HALF_A_YEAR),
        ("a member who fails to attend for six (6) months", HALF_A_YEAR),
        ("absent for six consecutive months", HALF_A_YEAR),
        ("absence for a period of six months", HALF_A_YEAR),
        ("absent from all meetings for six months", HALF_A_YEAR),
        (
            "absent without the consent of the governing body for six months",
            f"{HALF_A_YEAR}, unless approved",
        ),
        (
            "absent without the permission of the trustees from all their meetings held within a "
            "period of six consecutive months",
            f"{HALF_A_YEAR}, unless approved",
        ),
        ("must attend at least 75% of meetings in a year", "attendance below 75% in 1 year"),
        (
            "members are expected to attend at least two-thirds of all meetings held in each "
            "municipal year",
            "attends fewer than two thirds of the meetings in a municipal year",
        ),
        (
            "attendance of no less than 75% of meetings in any twelve month period",
            "attendance below 75% in 12 months",
        ),
        ("minimum attendance of 80% in a calendar year", "attendance below 80% in 1 calendar year"),
        ("less than 75% attendance in a year", "attendance below 75% in 1 year"),
        (
            "members must attend a minimum of four meetings per annum",
            "attends fewer than 4 meetings in 1 year",
        ),
    ],
    "quorum": [
        ("A quorum of 5 members", "5 members"),
        ("quorum of five (5) members", "5 members"),
        ("The quorum of the Committee is five", "5 members"),
        ("The quorum shall be not less than five voting members", "5 voting members"),
        ("5 or more members", "5 members"),
        ("No business shall be transacted unless at least five members are present", "5 members"),
        (
            "The meeting will be quorate when one-third of members are present",
            "one third of members",
        ),
        ("50% + 1", "half of members plus one"),
        ("50% plus one of the voting members", "half of voting members plus one"),
        (
            "one half (rounded up to a whole number) of the complete number of members of the "
            "governing body, excluding vacancies",
            "half of filled seats",
        ),
        ("one third of the members, rounded up", "one third of members"),
        ("half of members (rounded up) plus one", "half of members plus one"),
        *[
            (text, "one quarter of members or 3 members, whichever is greater")
            for text in (
                "a quarter of the members, subject to a minimum of 3",
                "25% of members but not fewer than 3",
                "one quarter of the membership (minimum three)",
                "one quarter of the members, and in no case fewer than three members",
                "a quarter of the members with a minimum of three",
                "quorum of one quarter of the members, minimum of 3",
                "one quarter of the members, at least 3",
                "one quarter of the members and at least three members",
            )
        ],
        ("five members, inclusive of the chair", "5 members including chair"),
        (
            'a minimum of 4 members, of whom 2 must be from organisation "Council"',
            '4 members including 2 of organisation "Council"',
        ),
        (
            '5 members, at least two of whom shall be from organisation "Council"',
            '5 members including 2 of organisation "Council"',
        ),
        (
            '5 members, with at least one from organisation "Council" and one from organisation '
            '"ICB"',
            TWO_ORGANISATIONS,
        ),
        (
            'at least one representative from each of organisations ("A", "B", "C")',
            '3 of organisations ("A", "B", "C")',
        ),
        ("representatives of at least 3 organisations", "3 different organisations"),
        ("one representative from each partner organisation", "100% of organisations"),
    ],
    "decision": [
        (
            "consensus wherever possible, otherwise a simple majority with the chair having a "
            "casting vote",
            "consensus, otherwise majority, chair has casting vote",
        ),
        ("consensus; if not possible, majority vote", "consensus, otherwise majority"),
        (
            "by consensus where possible; failing that, by simple majority",
            "consensus, otherwise majority",
        ),
        (
            "by consensus, or where this cannot be reached by a majority vote",
            "consensus, otherwise majority",
        ),
        (
            "if consensus cannot be reached, a majority of those present and voting",
            "consensus, otherwise majority of members present and voting",
        ),
        (
            "a two thirds majority of members present and voting",
            "two thirds of members present and voting",
        ),
        ("a majority of at least two thirds", "two thirds majority"),
        ("majority of the whole membership", "majority of all members"),
        (
            "majority vote; in the event of a tie the Chair has the casting vote",
            "majority, chair has casting vote",
        ),
        (
            "majority of votes cast, the Chair having a second or casting vote in the event of an "
            "equality of votes",
            "majority of members present and voting, chair has casting vote",
        ),
        (
            "majority of those present and, in the event of a tie, the chair will have a casting "
            "vote",
            "majority of members present, chair has casting vote",
        ),
        ("simple majority; no casting vote", "majority, chair has no casting vote"),
    ],
    "composition": [
        ("maximum 12 members", "at most 12 members"),
        ("minimum 3 members", "at least 3 members"),
        ("a minimum of 3 and a maximum of 12 members", "between 3 and 12 members"),
        ("not less than three nor more than twelve members", "between 3 and 12 members"),
        ("at least three but no more than nine members", "between 3 and 9 members"),
        ('one representative of organisation "Council"', '1 member of organisation "Council"'),
    ],
    "frequency": [
        ("the committee shall meet at least four times a year", "at least 4 meetings per year"),
        ("meetings will be held quarterly", "every 3 months"),
        ("on a quarterly basis", "every 3 months"),
        ("once every two months", "every 2 months"),
        ("at least quarterly and as required", "at least every 3 months"),
        ("twice yearly", "2 meetings per year"),
        ("termly", "1 meeting per term"),
        ("every term", "1 meeting per term"),
        ("at least once every school term", "at least 1 meeting per term"),
        ("three times each school year", "3 meetings per academic year"),
        ("a minimum of six times per municipal year", "at least 6 meetings per municipal year"),
    ],
    "notice": [
        ("5 working days' notice", "5 working days before"),
        ("at least three (3) clear days' notice", "3 clear days before"),
    ],
    "papers": [
        ("10 clear working days in advance of the meeting", "10 clear working days before"),
        ("papers to be circulated a week before", "papers 1 week before"),
    ],
    "minutes": [
        ("within ten working days of the meeting", "10 working days after"),
        ("within a fortnight of the meeting", "2 weeks after"),
    ],
    "review": [
        ("annual review", "every 1 year"),
        ("reviewed on an annual basis", "every 1 year"),
        ("These terms of reference will be reviewed annually.", "every 1 year"),
        ("reviewed every three years or sooner if required", "at least every 3 years"),
    ],
}


@pytest.mark.parametrize(
    ("kind", "typed", "canonical"),
    [(kind, *pair) for kind, pairs in UNDERSTOOD.items() for pair in pairs],
)
def test_what_officers_type_is_the_rule_it_means(kind: str, typed: str, canonical: str) -> None:
    rule = rules.parse(kind, typed)

    assert isinstance(rule, rules.Rule), str(rule)
    assert rule == rules.parse(kind, canonical)
    assert rules.parse(kind, rule.to_text()) == rule


NOT_UNDERSTOOD = [
    ("attendance", "fails to attend meetings regularly", "no number"),
    ("attendance", "fails to attend at least 3 meetings in a year", "misses 3, or attends under 3"),
    ("attendance", "fails to attend more than 3 meetings in a year", "the same two senses"),
    ("attendance", "members who attend at least 75% of meetings in a year", "is no breach"),
    ("attendance", "members who miss no more than 2 meetings a year", "is no breach"),
    ("attendance", "three consecutive absences without good reason", "a judgement"),
    ("attendance", "must attend at least 75% of meetings", "over what time"),
    ("attendance", "absent from all meetings in a year", "which year, or any twelve months"),
    ("attendance", "80% attendance", "whether a minimum, over what time"),
    ("quorum", "normally five members", "when it is not normal"),
    ("quorum", "a sufficient number of members", "no number"),
    ("quorum", "three (4) members", "words and figures differ"),
    ("quorum", "one half of governors in post", "members who are no governors"),
    ("quorum", 'one member from "Council"', "an organisation or a sector"),
    ("quorum", "one third of members, rounded down", "shares are rounded up"),
    ("quorum", "5 members, subject to a minimum of 3", "contradicts itself"),
    ("decision", "consensus where possible", "what happens where it is not"),
    ("decision", "consensus or a majority vote", "which of the two, when"),
    ("decision", "absolute majority", "of votes, or of all members"),
    ("decision", "majority, the chair may have a casting vote", "whether it has one"),
    ("decision", "general agreement", "a consensus, or no vote against"),
    ("composition", "12 governors", "members who are no governors"),
    ("composition", "the chair must be independent", "of what"),
    ("frequency", "normally monthly", "when it is not normal"),
    ("frequency", "quarterly in public", "meetings held in private besides"),
    ("frequency", "quarterly or as required", "a least number, or none"),
    ("papers", "48 hours before the meeting", "hours are not recorded"),
    ("papers", "as soon as practicable", "a judgement"),
    ("notice", "reasonable notice", "a judgement"),
    ("minutes", "as soon as possible after the meeting", "a judgement"),
    ("review", "within 12 months", "of what"),
    ("review", "March 2026", "the last review, or the next"),
]


@pytest.mark.parametrize(("kind", "typed", "open_is"), NOT_UNDERSTOOD)
def test_what_is_left_open_is_not_understood(kind: str, typed: str, open_is: str) -> None:
    fault = rules.parse(kind, typed)

    assert isinstance(fault, rules.ParseFault), f"{fault} ({open_is})"
    assert fault.expected


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [
        ("frequency", "at least once a year", "meets at least once a year"),
        ("frequency", "termly", "meets once a term (3 terms a year)"),
        (
            "frequency",
            "at least twice in each municipal year",
            "meets at least twice a municipal year (taken as 1 May to 30 April)",
        ),
        (
            "decision",
            "unanimous of members present",
            "decided with every one of the members present in favour (an abstention counts "
            "against)",
        ),
        (
            "quorum",
            'one representative from each of organisations ("A", "B")',
            "quorate with a person from each of these organisations: A, B (not said: whether "
            "a substitute counts)",
        ),
    ],
)
def test_it_is_read_back_in_plain_words(kind: str, typed: str, plain: str) -> None:
    assert str(rules.parse(kind, typed)) == plain


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        (
            "papers",
            "5 working dyas before",
            "column 11: found 'dyas', expected 'clear', 'days' or 'weeks'; did you mean 'days'?",
        ),
        (
            "decision",
            "majority of votes cast, the chair having a casting vote by show of hands",
            "column 57: found 'by', expected the end of the rule",
        ),
        (
            "frequency",
            "quarterly in public",
            "column 11: found 'in', expected ',', 'and', 'or' or the end of the rule",
        ),
    ],
)
def test_a_fault_is_told_in_words(kind: str, typed: str, message: str) -> None:
    fault = rules.check(kind, typed)

    assert fault is not None
    assert fault.message == message


def test_a_word_whose_start_is_a_word_is_at_fault_as_a_whole() -> None:
    fault = rules.check("quorum", "normally five members")

    assert fault is not None
    assert (fault.column, fault.found) == (1, "normally")
    assert {"a number", "'no fewer than'"} <= set(fault.expected)
    assert "'of'" not in fault.expected
