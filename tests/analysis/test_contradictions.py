"""Statements of one fact that disagree, and statements that only look as if they did."""

from collections.abc import Mapping
from typing import Any

import pytest

from govgraph import merging
from govgraph.governance import Governance
from tests.analysis.structures import body, graph, rows_of, rule, seed
from tests.builders import Rows, facts, governance


def of_rules(*rules: dict[str, object], **more: Any) -> list[dict[str, Any]]:
    g = governance(bodies=[body("Board", **more)], rules=rules)
    return rows_of(g, "contradiction")


def two(kind: str, one: str, other: str) -> list[str]:
    rows = of_rules(
        rule("Board", kind, one, clause="1", paragraph="p1"),
        rule("Board", kind, other, clause="2", paragraph="p2"),
    )
    return [row["state"] for row in rows]


@pytest.mark.parametrize(
    ("kind", "one", "other", "state"),
    [
        ("frequency", "4 meetings per year", "every 2 months", "found"),
        ("frequency", "at least 6 meetings per year", "quarterly", "found"),
        ("frequency", "about 6 meetings per year", "quarterly", "candidate"),
        ("frequency", "4 meetings per year", "as this body decides", "candidate"),
        ("composition", "at most 10 members", "at most 12 members", "found"),
        ("composition", "at least 11 members", "at most 10 members", "found"),
        ("composition", "co-opted at most 15% of appointed members",
         "co-opted at most 20% of appointed members", "found"),
        ("review", "annually", "every 2 years", "found"),
    ],
)  # fmt: skip
def test_two_rules_that_exclude_each_other_are_found(
    kind: str, one: str, other: str, state: str
) -> None:
    assert two(kind, one, other) == [state]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("frequency", "4 meetings per year", "quarterly"),
        ("frequency", "at least 4 meetings per year", "every 2 months"),
        ("composition", "at least 8 members", "at most 12 members"),
        ("composition", "at most 10 members", "at most 2 co-opted members"),
        ("composition", 'at least 1 member of sector "A"', 'at least 2 members of sector "B"'),
        ("review", "annually", "every year"),
        ("other", "4 meetings per year", "6 meetings per year"),
    ],
)
def test_rules_that_can_stand_together_are_none(kind: str, one: str, other: str) -> None:
    assert two(kind, one, other) == []


def test_both_rules_are_shown_with_their_places() -> None:
    (row,) = of_rules(
        rule("Board", "review", "annually", clause="1", paragraph="p1"),
        rule("Board", "review", "every 2 years", clause="2", paragraph="p2"),
    )
    assert row["detail"] == (
        "Board has two rules on review: 'annually', clause 1 (p1) and 'every 2 years', clause 2 "
        "(p2)."
    )
    assert row["paragraph"] == "p1; p2"


def test_readings_of_one_clause_are_no_contradiction() -> None:
    assert (
        of_rules(
            rule("Board", "review", "annually", clause="1", reading="bi-annually, twice"),
            rule("Board", "review", "every 2 years", clause="1", reading="bi-annually, biennially"),
        )
        == []
    )


def test_a_frequency_rule_is_held_against_the_number_of_meetings() -> None:
    quarterly = rule("Board", "frequency", "quarterly", paragraph="8")
    (row,) = of_rules(quarterly, meetings_per_year=6, paragraph="1")

    assert row["detail"] == (
        "Board is stated to meet 6 times a year (1), and its rule says 'quarterly' (8)."
    )
    assert of_rules(quarterly, meetings_per_year=4) == []
    assert of_rules(rule("Board", "frequency", "at least quarterly"), meetings_per_year=6) == []


# --- links --------------------------------------------------------------------------------


def of_links(*links: Mapping[str, object], rules: Rows = (), **more: Any) -> list[dict[str, Any]]:
    ends = [{"from": "Board", "type": "Reports to", "to": "Parent", **each} for each in links]
    g = graph(bodies=[body("Board", **more), body("Parent")], links=ends, rules=rules)
    return rows_of(g, "contradiction")


def test_two_frequencies_of_one_link_are_found() -> None:
    (row,) = of_links(
        {"frequency_per_year": 2, "paragraph": "1"}, {"frequency_per_year": 4, "paragraph": "2"}
    )
    assert row["state"] == "found"
    assert "stated as twice a year (1) and 4 times a year (2)" in row["detail"]


def test_a_body_with_nothing_above_it_has_no_step_up() -> None:
    (row,) = of_links({"paragraph": "2"}, apex="yes", paragraph="1")

    assert (row["body"], row["subject"], row["state"]) == ("Board", "apex", "candidate")
    assert row["detail"].startswith(
        "Board is said to have nothing above it (1), and yet: Board reports to Parent "
        "(2). Every route that comes to it ends there."
    )
    assert of_links({"type": "Aligns with"}, apex="yes") == []
    assert of_links({"status": "proposed"}, apex="yes") == []
    assert of_links({}) == []


def test_links_for_different_matters_do_not_contradict_each_other() -> None:
    assert of_links({"frequency_per_year": 2, "matter": "budget"}, {"frequency_per_year": 4}) == []


def test_every_meeting_is_a_number_where_that_of_meetings_is_known() -> None:
    each, four = {"frequency_per_year": "every meeting"}, {"frequency_per_year": 4}

    assert of_links(each, four, meetings_per_year=4) == []
    assert of_links(each, four) == []
    assert [row["state"] for row in of_links(each, four, meetings_per_year=6)] == ["found"]


def test_as_needed_beside_a_number_is_a_candidate() -> None:
    rows = of_links({"frequency_per_year": "as needed"}, {"frequency_per_year": 4})

    assert [row["state"] for row in rows] == ["candidate"]


def test_different_conditions_are_a_candidate_and_a_blank_one_is_none() -> None:
    one, other = {"condition": "where asked", "paragraph": "1"}, {"condition": "always"}

    assert [row["state"] for row in of_links(one, other)] == ["candidate"]
    assert of_links(one, {"paragraph": "2"}) == []


def test_conditions_that_speak_of_the_same_in_other_words_are_none() -> None:
    one = {"condition": "a report of the meeting", "paragraph": "1"}
    other = {"condition": "the outcome of the meeting", "paragraph": "2"}

    assert of_links(one, other) == []


def test_a_number_beside_what_leaves_it_to_somebody_is_a_candidate() -> None:
    fixed = {"frequency_per_year": 2, "paragraph": "6"}
    left = {"type": "Accountable to", "condition": "frequency is for the Parent", "paragraph": "9"}
    leaves = rule("Board", "reporting", "Parent settles how often it reports", paragraph="10")
    elsewhere = rule("Board", "reporting", "the Cabinet settles how often it reports")

    assert [row["paragraph"] for row in of_links(fixed, left)] == ["6; 9"]
    assert [row["paragraph"] for row in of_links(fixed, rules=[leaves])] == ["6; 10"]
    assert of_links(fixed, rules=[elsewhere]) == []


# --- several datasets ---------------------------------------------------------------------


def test_what_two_datasets_say_differently_of_one_body_is_found() -> None:
    one = facts("one", bodies=[body("Board", meetings_per_year=4, paragraph="a")])
    other = facts("other", bodies=[body("Board", meetings_per_year=6, paragraph="b")])
    (row,) = rows_of(Governance(merging.combine({"one": one, "other": other})), "contradiction")

    assert row["state"] == "found"
    assert "'4' by the dataset one (a) and '6' by the dataset other (b)" in row["detail"]


def test_a_dataset_that_says_less_contradicts_nobody() -> None:
    one = facts("one", bodies=[body("Board", meetings_per_year=4)])
    other = facts("other", bodies=[body("Board", note="seen elsewhere")])

    assert rows_of(Governance(merging.combine({"one": one, "other": other})), "contradiction") == []


# --- the bundled documents ----------------------------------------------------------------


def test_worcestershire_fixes_its_reports_and_leaves_them_to_the_board_above() -> None:
    (row,) = rows_of(seed("worcestershire"), "contradiction")

    assert row["state"] == "candidate"
    assert row["paragraph"] == "section 6, para 3; section 10, para 1"
    assert "twice a year" in row["detail"]


def test_the_readings_of_the_bcp_quorum_are_no_contradiction() -> None:
    assert rows_of(seed("bcp"), "contradiction") == []
