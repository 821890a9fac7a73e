import itertools

import numpy as np
import pytest
from hypothesis import given, settings

from govgraph import rules
from govgraph.analysis.quorate import (
    Board,
    Reading,
    TooManyGroupsError,
    amount_of,
    requirement_of,
    unmatched,
)
from govgraph.rules.quorum import Condition, Quorum
from tests.analysis.quorum_boards import (
    board_of_seats,
    boards,
    conditions,
    is_met_slowly,
    present,
)

HILLTOWN = board_of_seats(
    [
        ("chair", "Local Authority", "Hilltown Council"),
        ("vice_chair", "Health", "Valley Trust"),
        ("member", "Local Authority", "Hilltown Council"),
        ("member", "Schools", "Riverside College"),
        ("member", "Schools", None),
        ("member", None, "Valley Trust"),
    ]
)
CHAIR, VICE_CHAIR, COUNCIL, COLLEGE, SCHOOL, TRUST = range(6)


def quorum(text: str) -> Quorum:
    rule = rules.parse("quorum", text)
    assert isinstance(rule, Quorum), rule
    return rule


def is_met(text: str, *seats: int, board: Board = HILLTOWN, reading: Reading | None = None) -> bool:
    requirement = requirement_of(quorum(text), board, reading or Reading())
    return requirement.is_met(present(board, *seats))


def test_one_attendee_fills_one_place() -> None:
    rule = 'chair and 1 of organisation "Hilltown Council"'

    assert not is_met(rule, CHAIR, VICE_CHAIR)
    assert is_met(rule, CHAIR, COUNCIL)
    assert is_met(rule, CHAIR, VICE_CHAIR, reading=Reading(one_place_each=False))


def test_who_fills_which_place_is_found_where_it_has_to_be() -> None:
    """The chair has to leave the Council's place to the other one for the vice-chair's sake."""
    rule = 'chair or vice-chair and 1 of organisation "Hilltown Council" and 1 of sector "Health"'

    assert is_met(rule, CHAIR, COUNCIL, VICE_CHAIR)
    assert not is_met(rule, CHAIR, VICE_CHAIR)


def test_including_counts_people_among_those_already_counted() -> None:
    assert is_met("3 members including chair", CHAIR, SCHOOL, TRUST)
    assert not is_met("3 members including chair", COUNCIL, SCHOOL, TRUST)
    assert not is_met("3 members and chair", CHAIR, SCHOOL, TRUST)


def test_different_sectors_are_not_different_people_of_one() -> None:
    assert not is_met('2 of sectors ("Schools", "Health")', COLLEGE, SCHOOL)
    assert is_met('2 of sector "Schools"', COLLEGE, SCHOOL)
    assert is_met('2 of sectors ("Schools", "Health")', COLLEGE, VICE_CHAIR)


def test_the_greater_and_the_lesser_of_two_numbers() -> None:
    three_there = (CHAIR, COUNCIL, SCHOOL)

    assert not is_met("2 members or two thirds of members, whichever is greater", *three_there)
    assert is_met("2 members or two thirds of members, whichever is less", *three_there)
    assert is_met("chair and (2 or one third of members, whichever is greater)", *three_there)


def test_a_seat_without_a_sector_may_be_of_any() -> None:
    may = Reading(possible=True)

    assert not is_met('3 of sector "Schools"', COLLEGE, SCHOOL, TRUST)
    assert is_met('3 of sector "Schools"', COLLEGE, SCHOOL, TRUST, reading=may)
    assert not is_met('3 of sector "Schools"', COLLEGE, SCHOOL, COUNCIL, reading=may)


def test_a_seat_on_nobodys_behalf_may_speak_for_an_organisation() -> None:
    may = Reading(possible=True)

    assert is_met('2 of organisation "Riverside College"', COLLEGE, SCHOOL, reading=may)
    assert not is_met('2 of organisation "Riverside College"', COLLEGE, SCHOOL)


def test_vacant_seats_count_where_the_rule_or_its_reading_says_so() -> None:
    board = board_of_seats(
        [("member", None, None)] * 6, filling=["filled"] * 3 + ["open", "vacant", "vacant"]
    )
    (share,) = quorum("half of members").shares
    counted, not_counted = Reading(), Reading(vacant=False)

    assert amount_of(share, board, counted) == 3
    assert amount_of(share, board, not_counted) == 2
    (of_filled,) = quorum("half of filled seats plus one").shares
    assert amount_of(of_filled, board, counted) == 3
    assert amount_of(of_filled, board, Reading(possible=True)) == 3


def test_a_person_on_two_seats_is_one_attendee() -> None:
    requirement = requirement_of(quorum("2 members"), HILLTOWN, Reading())
    people = ["jo", "jo", "ann", "bo", "cy", "di"]

    assert not requirement.is_met(present(HILLTOWN, 0, 1), people)
    assert requirement.is_met(present(HILLTOWN, 0, 2), people)


def test_a_name_that_no_seat_has_is_found() -> None:
    found = unmatched(quorum('chair and 1 of sector "Police" and seat "Seat A"'), HILLTOWN)

    assert [(each.kind, each.name) for each in found] == [("sector", "Police")]


def test_people_whom_no_record_names_may_fill_what_no_known_seat_does() -> None:
    unknown = Reading(possible=True, unknown_people=True)

    assert is_met('chair and 1 of sector "Police"', CHAIR, reading=unknown)
    assert not is_met('chair and 1 of sector "Police"', COUNCIL, reading=unknown)
    assert not is_met("3 members", CHAIR, reading=unknown)
    some = board_of_seats([("chair", "Health", None)], is_complete=False)
    assert is_met("chair and 3 members", 0, board=some, reading=unknown)
    assert not is_met("chair and 3 members", board=some, reading=unknown)


def test_a_share_of_members_who_are_not_all_known_is_never_certain() -> None:
    some = board_of_seats([("chair", "Health", None)], is_complete=False)

    assert not is_met("one third of members", 0, board=some, reading=Reading(whole_known=False))
    assert is_met("one third of members", 0, board=some)


def test_a_title_with_several_seats_means_any_of_them() -> None:
    board = board_of_seats([("member", None, None)] * 2)
    numbered = board.seats.assign(title=["Head teacher 1", "Head teacher 2"])
    requirement = requirement_of(
        quorum('seat "Head Teacher"'), Board(numbered, board.agencies, True), Reading()
    )

    assert requirement.is_met(present(board, 1))


def test_what_nobody_can_fill_is_never_met() -> None:
    everybody = range(len(HILLTOWN))

    assert not is_met('1 of sectors ("Police", "Fire")', *everybody)
    assert not is_met('3 members and 1 of sectors ("Police", "Fire")', *everybody)
    nobody = board_of_seats([("member", None, None)])
    assert not is_met("1 different organisations", 0, board=nobody)
    assert is_met("1 different organisations", 0, board=nobody, reading=Reading(possible=True))


def test_a_rule_that_names_too_much_is_refused() -> None:
    board = board_of_seats([("member", f"S{at % 20}", None) for at in range(40)])
    names = ", ".join(f'"S{at}"' for at in range(20))

    with pytest.raises(TooManyGroupsError, match="more than 16"):
        requirement_of(quorum(f"9 of sectors ({names})"), board, Reading())


@given(boards, conditions)
@settings(max_examples=60, deadline=None)
def test_it_is_met_exactly_where_the_slow_way_finds_people(
    board: Board, condition: Condition
) -> None:
    requirement = requirement_of(condition, board, Reading())

    for bits in itertools.product((False, True), repeat=len(board)):
        there = frozenset(np.flatnonzero(bits).tolist())
        assert requirement.is_met(np.array(bits)) == is_met_slowly(condition, board, there)


@given(boards, conditions)
@settings(max_examples=40, deadline=None)
def test_one_more_present_never_breaks_it_nor_does_what_is_possible(
    board: Board, condition: Condition
) -> None:
    strict = requirement_of(condition, board, Reading(whole_known=False))
    open_ = requirement_of(condition, board, Reading(possible=True, unknown_people=True))
    apart = requirement_of(condition, board, Reading(one_place_each=False))

    for bits in itertools.product((False, True), repeat=len(board)):
        there = np.array(bits)
        if strict.is_met(there):
            assert open_.is_met(there)
            assert apart.is_met(there)
            for at in np.flatnonzero(~there):
                assert strict.is_met(there | (np.arange(len(board)) == at))
