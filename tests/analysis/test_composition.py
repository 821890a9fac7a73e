"""How many members there are against how many there may or must be; counted by hand."""

import pytest

from tests.analysis.structures import body, of_board, rows_of, rule, seats, seed
from tests.builders import Rows, governance

NUMBERS = ("finding", "state", "count_low", "count_high", "limit", "headroom")


def numbers(text: str, memberships: Rows, **more: object) -> list[tuple[object, ...]]:
    only = ("over the cap", "below the minimum", "headroom", "above the minimum")
    rows = of_board(text, memberships, *only, **more)
    return [
        tuple(row[name] if row[name] == row[name] else None for name in NUMBERS) for row in rows
    ]


def test_nine_of_ten_members_leave_room_for_one() -> None:
    assert numbers("at most 10 members", seats("Board", 9)) == [("headroom", "stated", 9, 9, 10, 1)]


def test_advisers_and_the_secretariat_are_not_members() -> None:
    others: list[dict[str, object]] = [
        *seats("Board", 2, "Adviser", role="adviser"),
        *seats("Board", 1, "Clerk", role="secretariat"),
    ]
    (row,) = of_board("at most 10 members", [*seats("Board", 9), *others], "headroom")

    assert row["headroom"] == 1
    assert "Not counted: 3 seats" in row["assumption"]


def test_vacant_and_unnamed_seats_are_seats() -> None:
    some: Rows = [
        *seats("Board", 1),
        {"body": "Board", "seat": "Police", "status": "vacant"},
        {"body": "Board", "seat": "Doctor"},
    ]
    (row,) = of_board("at most 2 members", some, "over the cap")

    assert (row["state"], row["count_low"], row["headroom"]) == ("found", 3, -1)
    assert "3 such seats are recorded (1 of them vacant, 1 without a name), 1 more" in row["detail"]


def test_a_seat_with_successive_holders_is_one_seat() -> None:
    held = [
        {"body": "Board", "seat": "Chair", "person": "Ann", "end_date": "2020"},
        {"body": "Board", "seat": "Chair", "person": "Bob", "start_date": "2021"},
        {"body": "Board", "seat": "Chair", "person": "Cat", "capacity": "substitute"},
    ]
    assert numbers("at most 3 members", held) == [("headroom", "stated", 1, 1, 3, 2)]


def test_where_members_are_not_covered_only_an_excess_is_certain() -> None:
    assert numbers("at most 3 members", seats("Board", 4), covered="rules") == [
        ("over the cap", "found", 4, None, 3, -1)
    ]
    assert numbers("at most 5 members", seats("Board", 4), covered="rules") == [
        ("headroom", "unknown", 4, None, 5, 1)
    ]
    assert numbers("at least 5 members", seats("Board", 4), covered="rules") == [
        ("below the minimum", "unknown", 4, None, 5, None)
    ]


def test_too_few_members_are_found_where_members_are_covered() -> None:
    assert numbers("between 3 and 5 members", seats("Board", 2)) == [
        ("below the minimum", "found", 2, 2, 3, -1),
        ("headroom", "stated", 2, 2, 5, 3),
    ]


def test_more_members_than_a_bare_number_are_a_candidate() -> None:
    (row,) = of_board("3 members", seats("Board", 4), "over the cap")

    assert row["state"] == "candidate"
    assert "whether more members are allowed is not said" in row["assumption"]


def test_a_seat_of_which_it_is_not_said_whether_it_votes_leaves_the_count_open() -> None:
    some = [*seats("Board", 2, voting="yes"), *seats("Board", 1, "Other")]

    assert numbers("at most 2 voting members", some) == [("headroom", "unknown", 2, 3, 2, 0)]
    assert numbers("at most 3 voting members", some) == [("headroom", "stated", 2, 3, 3, 1)]


def test_members_of_a_sector_and_of_an_organisation_are_counted() -> None:
    some = [
        *seats("Board", 2, "Head", sector="Schools", organisation="Hill School"),
        *seats("Board", 1, "Officer", sector="Police", organisation="Anytown Police"),
    ]
    assert numbers('at least 3 members of sector "schools"', some) == [
        ("below the minimum", "found", 2, 2, 3, -1)
    ]
    assert numbers('at most 1 member of organisation "Hill School"', some) == [
        ("over the cap", "found", 2, 2, 1, -1)
    ]


def test_each_of_several_organisations_has_a_row() -> None:
    some = seats("Board", 1, organisation="Council")
    rows = of_board('at least 1 member of each of organisations ("Council", "Police")', some)

    assert [(row["finding"], row["state"], row["subject"]) for row in rows] == [
        ("below the minimum", "found", "at least 1 member from Police"),
        ("above the minimum", "stated", "at least 1 member from Council"),
    ]


def test_a_limit_for_any_one_organisation_names_those_over_it() -> None:
    some = [
        *seats("Board", 3, organisation="Council"),
        *seats("Board", 1, "Officer", organisation="Police"),
    ]
    rows = of_board("at most 2 members from any one organisation", some, "over the cap", "headroom")

    assert [(row["subject"], row["count_low"]) for row in rows] == [
        ("at most 2 members from any one organisation: Council", 3)
    ]


# --- co-option ----------------------------------------------------------------------------


def co_option(appointed: int, co_opted: int, text: str, **more: object) -> dict[str, object]:
    some = [
        *seats("Board", appointed),
        *seats("Board", co_opted, "Co-opted", role="co_opted"),
    ]
    (row,) = of_board(text, some, "co-option headroom", "too many co-opted", **more)
    return row


SHARE = "co-opted at most 15% of appointed members"


def test_fifteen_per_cent_of_twenty_are_three() -> None:
    row = co_option(20, 0, SHARE)

    assert (row["state"], row["limit"], row["headroom"]) == ("stated", 3, 3)
    assert row["assumption"] is None or row["assumption"] != row["assumption"]


def test_fifteen_per_cent_of_thirteen_are_one_or_two_by_reading() -> None:
    row = co_option(13, 1, SHARE)

    assert (row["state"], row["limit"], row["headroom"]) == ("stated", 1, 0)
    assert "allows 1 or 2 co-opted members, depending on the reading" in str(row["detail"])
    assert "1 (1.95 of the appointed members, never exceeded)" in str(row["assumption"])
    assert "2 (1.95 of the appointed members, rounded to a whole number)" in str(row["assumption"])


@pytest.mark.parametrize(
    ("co_opted", "finding", "state"),
    [
        (1, "co-option headroom", "stated"),
        (2, "too many co-opted", "candidate"),
        (3, "too many co-opted", "found"),
    ],
)
def test_too_many_are_found_only_where_every_reading_says_so(
    co_opted: int, finding: str, state: str
) -> None:
    row = co_option(13, co_opted, SHARE)

    assert (row["finding"], row["state"]) == (finding, state)


def test_a_share_of_all_members_counts_the_co_opted_among_them() -> None:
    # 2 of 10 are 20%; 3 of 11 would be 27%.
    assert co_option(8, 0, "co-opted at most 20% of all members")["limit"] == 2


def test_a_share_of_nobody_in_particular_has_a_reading_for_each() -> None:
    # 20% of 12 appointed is 2.4; of all: 3 of 15.
    row = co_option(12, 3, "at most 20% co-opted members")

    assert (row["finding"], row["state"]) == ("too many co-opted", "candidate")


def test_where_members_are_not_covered_the_headroom_is_unknown() -> None:
    row = co_option(20, 0, SHARE, covered="rules")

    assert row["state"] == "unknown"
    assert row["headroom"] != row["headroom"]


# --- the bundled documents ----------------------------------------------------------------


def test_barking_and_dagenham_has_nine_of_ten_members() -> None:
    (row,) = rows_of(seed("barking-and-dagenham"), "headroom", "over the cap")

    assert (row["count_low"], row["count_high"], row["limit"], row["headroom"]) == (9, 9, 10, 1)
    assert row["paragraph"] == "2.4.1"
    assert "9 of them without a name" in row["detail"]


def test_a_rule_that_is_not_understood_is_named_in_a_note() -> None:
    from govgraph.analysis import structure

    g = governance(
        bodies=[body("Board")], rules=[rule("Board", "composition", "a balanced membership")]
    )
    assert (
        "Kept in plain words, not evaluated: a balanced membership (Board, composition)."
        in structure.structure(g).attrs["notes"]
    )
