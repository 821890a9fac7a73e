"""Vacancies, unnamed seats, interims and seats whose last known holder has left."""

from typing import Any

from govgraph.governance import Governance
from tests.analysis.structures import COMPLETE, body, rows_of, rule, seed
from tests.builders import Rows, governance

SEATS = ("vacancy", "seat past its term", "interim holder", "unnamed seat")


def board(memberships: Rows, covered: str = COMPLETE) -> Governance:
    return governance(
        bodies=[body("Board", covered)],
        memberships=[{"body": "Board", "seat": "Police", **each} for each in memberships],
    )


def found(memberships: Rows, covered: str = COMPLETE) -> list[tuple[Any, Any]]:
    return [(row["finding"], row["state"]) for row in rows_of(board(memberships, covered), *SEATS)]


def test_a_seat_that_somebody_holds_is_no_finding() -> None:
    assert found([{"person": "Ann"}]) == []


def test_a_seat_stated_to_be_vacant_is_found_wherever_it_is_stated() -> None:
    assert found([{"status": "vacant"}], covered="") == [("vacancy", "found")]


def test_a_seat_without_a_name_is_not_vacant() -> None:
    (row,) = rows_of(board([{"person": None, "paragraph": "3"}]), *SEATS)

    assert (row["finding"], row["state"], row["paragraph"]) == ("unnamed seat", "unknown", "3")
    assert row["detail"] == (
        "No name is given for the seat Police on Board; it is not said to be vacant."
    )


def test_a_vacancy_that_an_interim_covers_is_both() -> None:
    rows = rows_of(board([{"status": "vacant"}, {"person": "Ann", "capacity": "interim"}]), *SEATS)

    assert [row["finding"] for row in rows] == ["vacancy", "interim holder"]
    assert "Meanwhile it is covered by Ann." in rows[0]["detail"]


def test_how_long_an_interim_has_served_is_said_where_it_is_known() -> None:
    # From 31 May 2025 at the latest to 22 November 2026: 17 whole months.
    (dated,) = rows_of(board([{"person": "Ann", "capacity": "interim", "start_date": "2025-05"}]))[
        :1
    ]
    (undated,) = rows_of(board([{"person": "Ann", "capacity": "interim"}]), *SEATS)

    assert "as an interim since 2025-05, 17 months or more." in dated["detail"]
    assert "since when is not recorded" in undated["detail"]


def test_a_seat_whose_holder_has_left_without_a_successor_is_past_its_term() -> None:
    tenures = [
        {"person": "Ann", "end_date": "2020", "paragraph": "1"},
        {"person": "Bob", "start_date": "2021", "end_date": "2024-03", "paragraph": "2"},
    ]
    (row,) = rows_of(board(tenures), *SEATS)

    assert (row["finding"], row["state"], row["due_date"]) == (
        "seat past its term",
        "found",
        "2024-03",
    )
    assert row["detail"] == (
        "The last known holder of the seat Police on Board, Bob, held it until 2024-03; no "
        "successor and no vacancy is recorded."
    )
    assert row["paragraph"] == "2"


def test_a_successor_may_be_unrecorded_where_members_are_not_covered() -> None:
    assert found([{"person": "Ann", "end_date": "2024"}], covered="") == [
        ("seat past its term", "unknown")
    ]


def test_a_successor_or_a_vacancy_ends_it() -> None:
    left = {"person": "Ann", "end_date": "2024"}

    assert found([left, {"person": "Bob", "start_date": "2025"}]) == []
    assert found([left, {"status": "vacant", "start_date": "2025"}]) == [("vacancy", "found")]


def test_an_end_on_an_unknown_day_is_said_to_be_one() -> None:
    (row,) = rows_of(board([{"person": "Ann", "status": "former"}]), *SEATS)

    assert "held it until a day that is not recorded" in row["detail"]


def test_a_seat_that_is_no_members_says_so() -> None:
    (row,) = rows_of(board([{"status": "vacant", "role": "adviser"}]), *SEATS)

    assert "The seat Police (adviser, not a member) on Board" in row["detail"]


def test_a_provision_on_terms_is_shown_and_not_evaluated() -> None:
    g = governance(bodies=[body("Board")], rules=[rule("Board", "term", "Three years.")])
    (row,) = rows_of(g, "term provision")

    assert row["state"] == "stated"
    assert row["detail"].endswith("not evaluated: Three years.")


def test_worcestershire_has_two_vacancies_and_an_interim() -> None:
    rows = rows_of(seed("worcestershire"), *SEATS)

    assert [(row["finding"], row["paragraph"]) for row in rows] == [
        ("vacancy", "3 Membership, line 5"),
        ("vacancy", "3 Membership, line 30"),
        ("interim holder", "3 Membership, line 16"),
    ]


def test_blackpool_names_nobody_and_has_no_vacancy() -> None:
    rows = rows_of(seed("blackpool"), *SEATS)

    assert {row["finding"] for row in rows} == {"unnamed seat"}
    assert len(rows) == 13
