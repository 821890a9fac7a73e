"""Officers of other bodies and shared members: what the record shows, and what it leaves open."""

from collections import Counter
from typing import Any

import pytest

from govgraph.analysis import structure
from govgraph.governance import Governance
from tests.analysis.structures import COMPLETE, body, rows_of, rule, seed
from tests.builders import Rows, governance

OFFICERS = "chair of each body that feeds it"
REPORTS = {"from": "Feeder", "type": "Reports to", "to": "Board", "paragraph": "6"}


def board(
    memberships: Rows, text: str = OFFICERS, *, covered: str = COMPLETE, links: Rows = (REPORTS,)
) -> Governance:
    return governance(
        bodies=[body("Board", covered), {"name": "Feeder", "other_names": "FDR"}],
        memberships=memberships,
        links=links,
        rules=[rule("Board", "composition", text, paragraph="3")],
    )


def required(g: Governance) -> list[tuple[Any, Any]]:
    return [(row["subject"], row["state"]) for row in rows_of(g, "required seat")]


def seat(
    title: str, person: str | None = "Ann", on: str = "Board", **more: object
) -> dict[str, Any]:
    return {"body": on, "seat": title, "person": person, **more}


CHAIR_OF_FEEDER = seat("Chair", "Bob", "Feeder", role="chair")


@pytest.mark.parametrize(
    "member",
    [
        [seat("Manager", ex_officio="chair of Feeder")],
        [seat("Manager", ex_officio="Independent Chair of Feeder")],
        [seat("Manager", "Bob"), CHAIR_OF_FEEDER],
        [seat("Chair, Feeder")],
        [seat("Chairman of the FDR")],
    ],
)
def test_an_office_is_evidenced_by_its_seat_its_holder_or_its_title(member: Rows) -> None:
    assert required(board(member)) == [("chair of Feeder", "evidenced")]


def test_what_a_title_says_is_inferred() -> None:
    (row,) = rows_of(board([seat("Chair, Feeder")]), "required seat")

    assert row["basis"] == "inferred"


@pytest.mark.parametrize("title", ["Feeder manager", "Vice-Chair of Feeder", "Clerk to the FDR"])
def test_a_seat_that_only_names_the_other_body_is_a_near_miss(title: str) -> None:
    assert required(board([seat(title)])) == [("chair of Feeder", "near miss")]


def test_a_near_miss_counts_for_one_office_only() -> None:
    g = board([seat("Feeder manager")], "chair and vice-chair of each body that feeds it")

    assert required(g) == [
        ("chair of Feeder", "near miss"),
        ("vice-chair of Feeder", "not evidenced"),
    ]


def test_an_abbreviation_within_a_word_names_nobody() -> None:
    assert required(board([seat("FDRX manager")])) == [("chair of Feeder", "not evidenced")]


def test_an_office_is_missing_only_where_its_holder_is_known_not_to_be_a_member() -> None:
    assert required(board([seat("Manager"), CHAIR_OF_FEEDER])) == [("chair of Feeder", "missing")]


def test_where_a_seat_has_no_name_its_holder_may_be_the_officer() -> None:
    g = board([seat("Manager", None), CHAIR_OF_FEEDER])

    assert required(g) == [("chair of Feeder", "not evidenced")]


def test_where_members_are_not_covered_it_is_unknown() -> None:
    g = board([seat("Manager"), CHAIR_OF_FEEDER], covered="links; rules")

    assert required(g) == [("chair of Feeder", "unknown")]


def test_an_adviser_is_no_member() -> None:
    g = board([seat("Adviser", role="adviser", ex_officio="chair of Feeder")])

    assert required(g) == [("chair of Feeder", "not evidenced")]


def test_one_of_two_officers_is_enough_where_the_rule_says_or() -> None:
    text = "chair or vice-chair of each body that feeds it"

    assert required(board([seat("Manager", ex_officio="vice-chair of Feeder")], text)) == [
        ("vice-chair of Feeder", "evidenced")
    ]
    assert required(board([seat("Manager")], text)) == [
        ("chair or vice-chair of Feeder", "not evidenced")
    ]


@pytest.mark.parametrize("type_", ["Advises", "Escalates to", "Aligns with"])
def test_not_every_link_feeds(type_: str) -> None:
    g = board([seat("Manager")], links=[{**REPORTS, "type": type_}])

    assert required(g) == []
    assert "requires no seat by what is recorded" in structure.structure(g).attrs["notes"][0]


def test_members_of_a_body_that_report_are_not_the_body() -> None:
    assert (
        required(board([seat("Manager")], links=[{**REPORTS, "from": "members of Feeder"}])) == []
    )


def test_the_links_that_it_rests_on_are_cited() -> None:
    (row,) = rows_of(board([seat("Manager")]), "required seat")

    assert "Feeder reports to it (6)." in row["assumption"]
    assert row["paragraph"] == "3; 6"


def test_an_office_of_a_body_that_is_not_recorded_is_unknown() -> None:
    (row,) = rows_of(board([seat("Manager")], 'chair of "Schools Forum"'), "required seat")

    assert row["state"] == "unknown"
    assert "no body called Schools Forum is recorded" in row["detail"]


# --- shared members -----------------------------------------------------------------------

SHARED = 'at least 1 shared member with "Feeder"'


def shared(memberships: Rows, other_covered: str = "members") -> tuple[Any, Any]:
    g = governance(
        bodies=[body("Board"), body("Feeder", other_covered)],
        memberships=memberships,
        rules=[rule("Board", "composition", SHARED)],
    )
    (row,) = rows_of(g, "shared members")
    return row["state"], row["count_low"]


def test_a_person_on_both_bodies_is_a_shared_member() -> None:
    assert shared([seat("Member"), seat("Member", on="Feeder")], "") == ("evidenced", 1)


def test_a_seat_that_comes_with_an_office_there_is_a_shared_member() -> None:
    assert shared([seat("Member", ex_officio="chair of Feeder")], "") == ("evidenced", 1)


def test_nobody_is_shared_where_everybody_is_known_on_both() -> None:
    assert shared([seat("Member"), seat("Member", "Bob", "Feeder")]) == ("missing", 0)


def test_whether_anybody_is_shared_is_unknown_where_members_are_not_covered() -> None:
    assert shared([seat("Member"), seat("Member", "Bob", "Feeder")], "") == ("unknown", 0)


def test_whether_anybody_is_shared_is_unknown_where_a_seat_has_no_name() -> None:
    assert shared([seat("Member"), seat("Member", None, "Feeder")]) == ("unknown", 0)


# --- the bundled documents ----------------------------------------------------------------


def test_worcestershire_requires_ten_seats_of_which_one_is_evidenced() -> None:
    rows = rows_of(seed("worcestershire"), "required seat")
    by_state = Counter(row["state"] for row in rows)

    assert by_state == {"evidenced": 1, "near miss": 1, "not evidenced": 8}
    subject = {row["state"]: row["subject"] for row in rows}
    assert subject["evidenced"] == "chair of Worcestershire Safeguarding Children Partnership"
    (near,) = [row for row in rows if row["state"] == "near miss"]
    assert "Early Help Partnership Manager" in near["detail"]
    assert near["basis"] == "inferred"
    assert {row["subject"].split(" of ", 1)[1] for row in rows} == {
        "Early Help Partnership",
        "0-25 SEND & All Age Disability Partnership Board",
        "Emotional Wellbeing & Mental Health Partnership",
        "Worcestershire Safeguarding Children Partnership",
        "Worcestershire and Hereford and Worcester ICS partnership forums",
    }


def test_whom_worcestershire_shares_with_its_finance_groups_is_unknown() -> None:
    rows = rows_of(seed("worcestershire"), "shared members")

    assert [row["state"] for row in rows] == ["unknown", "unknown"]
