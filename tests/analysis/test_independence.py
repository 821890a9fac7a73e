"""Offices that may not be independent of what they watch: candidates only."""

from typing import Any

from govgraph.analysis.independence import KINDS
from tests.analysis.structures import body, graph, rows_of, seed
from tests.builders import Rows

SCRUTINY = {"name": "Panel", "kind": "scrutiny committee"}


def candidates(memberships: Rows, *, bodies: Rows = (SCRUTINY,), links: Rows = ()) -> list[Any]:
    g = graph(bodies=[body("Board"), *bodies], memberships=memberships, links=links)
    rows = rows_of(g, *KINDS)
    assert {row["state"] for row in rows} <= {"candidate"}
    return rows


def seat(title: str, person: str | None = None, on: str = "Board", **more: object) -> Any:
    return {"body": on, "seat": title, "person": person, **more}


def test_a_scrutiny_office_on_a_board_is_a_candidate_with_what_is_not_stated() -> None:
    (row,) = candidates([seat("Opposition member", ex_officio="vice_chair of Panel")])

    assert row["finding"] == "scrutiny office on what it may scrutinise"
    assert "it comes with an office there: vice-chair" in row["detail"]
    assert "whether Panel scrutinises Board is not stated" in row["detail"]


def test_where_it_is_stated_that_it_scrutinises_that_is_cited() -> None:
    link = {"from": "Panel", "type": "Scrutinises", "to": "Board", "paragraph": "7"}
    (row,) = candidates([seat("Councillor", "Ann"), seat("Chair", "Ann", "Panel")], links=[link])

    assert "is held by Ann, who sits there as Chair" in row["detail"]
    assert "Panel scrutinises Board (7)" in row["detail"]


def test_a_body_that_scrutinises_another_board_is_none_here() -> None:
    link = {"from": "Watch", "type": "Scrutinises", "to": "Third"}
    watching = [{"name": "Watch"}, {"name": "Third"}]

    assert candidates([seat("X", ex_officio="chair of Watch")], bodies=watching, links=[link]) == []


def test_a_members_seat_on_the_scrutiny_body_itself_is_none() -> None:
    assert candidates([seat("Chair", "Ann", "Panel", role="chair")]) == []


def test_who_sits_on_a_scrutiny_body_too_is_none_where_no_scrutiny_is_stated() -> None:
    assert candidates([seat("Councillor", "Ann"), seat("Chair", "Ann", "Panel")]) == []


def test_an_independent_chair_under_an_organisation_is_a_question() -> None:
    (row,) = candidates([seat("Independent Chair", "Ann", role="chair", organisation="Provider")])

    assert row["finding"] == "independent chair under an organisation"
    assert "is listed under Provider" in row["detail"]
    assert row["detail"].endswith(
        "in what sense is the chair of Board independent of Provider, under which the seat is "
        "listed?"
    )


def test_an_independent_chair_of_nobodys_is_none() -> None:
    assert candidates([seat("Independent Chair", "Ann", role="chair")]) == []


def test_an_independent_member_is_no_independent_chair() -> None:
    assert candidates([seat("Independent member", "Ann", organisation="Provider")]) == []


UP = {"from": "Board", "type": "Accountable to", "to": "Parent", "paragraph": "9"}
CHAIRS = [
    seat("Chair", "Ann", role="chair", paragraph="3"),
    seat("Chair", "Ann", "Parent", role="chair", paragraph="4"),
]


def test_one_chair_of_a_body_and_what_it_answers_to_is_a_candidate() -> None:
    (row,) = candidates(CHAIRS, bodies=[{"name": "Parent"}], links=[UP])

    assert row["finding"] == "chairs a body and what it answers to"
    assert row["detail"].startswith(
        "Ann chairs Board (3) and Parent (4); Board is accountable to Parent (9)."
    )


def test_the_body_above_may_also_be_said_to_oversee_it() -> None:
    down = {"from": "Parent", "type": "Oversees", "to": "Board"}
    (row,) = candidates(CHAIRS, bodies=[{"name": "Parent"}], links=[UP, down])

    assert "Board is accountable to Parent (9); Parent oversees Board" in row["detail"]


def test_a_chair_of_two_bodies_that_only_align_is_none() -> None:
    across = {**UP, "type": "Aligns with"}

    assert candidates(CHAIRS, bodies=[{"name": "Parent"}], links=[across]) == []


def test_a_member_of_the_body_above_is_not_its_chair() -> None:
    member = seat("Member", "Ann", "Parent")

    assert candidates([CHAIRS[0], member], bodies=[{"name": "Parent"}], links=[UP]) == []


def test_blackpools_scrutiny_office_and_worcestershires_independent_chair_are_candidates() -> None:
    (office,) = rows_of(seed("blackpool"), *KINDS)
    (chair,) = rows_of(seed("worcestershire"), *KINDS)

    assert office["paragraph"] == "section 3 line 2"
    assert "Resilient Communities Scrutiny Committee" in office["detail"]
    assert "is not stated" in office["detail"]
    assert "is listed under Worcestershire Children First" in chair["detail"]
    assert chair["paragraph"] == "3 Membership, line 12"
