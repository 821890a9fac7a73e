import itertools
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis.diagram import Pattern, diagram, number_present
from govgraph.analysis.quorate import Board, Reading, Requirement, requirement_of
from govgraph.rules.quorum import Condition
from tests.analysis.quorum_boards import boards, conditions

Case = tuple[frozenset[int], float]


def everybody(board: Board) -> np.ndarray:
    return np.ones(len(board), dtype=bool)


def all_sets(
    requirement: Requirement, come: np.ndarray
) -> Iterator[tuple[frozenset[int], bool, float]]:
    """Every set of absences, whether the quorum is met with the others, and its probability."""
    for bits in itertools.product((False, True), repeat=len(come)):
        there = np.array(bits)
        chance = float(np.prod(np.where(there, come, 1 - come)))
        yield frozenset(np.flatnonzero(~there).tolist()), requirement.is_met(there), chance


def sets_of(pattern: Pattern) -> Iterator[frozenset[int]]:
    each = (itertools.combinations(seats, number) for number, seats in pattern.absent)
    return (frozenset(itertools.chain(*one)) for one in itertools.product(*each))


@given(boards, conditions, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_probability_is_that_of_all_sets_added_up(
    board: Board, condition: Condition, random: st.DrawFn
) -> None:
    requirement = requirement_of(condition, board, Reading())
    come = np.array([random.random() for _ in range(len(board))])  # type: ignore[attr-defined]
    expected = sum(chance for _, is_met, chance in all_sets(requirement, come) if is_met)

    found = diagram(requirement, everybody(board)).probability(come)

    assert found == pytest.approx(expected, abs=1e-12)
    assert 0 <= found <= 1


@given(boards, conditions)
@settings(max_examples=50, deadline=None)
def test_it_is_certain_where_all_come_and_the_rule_can_be_met(
    board: Board, condition: Condition
) -> None:
    requirement = requirement_of(condition, board, Reading())
    made = diagram(requirement, everybody(board))

    can_be_met = requirement.is_met(everybody(board))
    assert made.can_be_met == can_be_met
    assert made.probability(np.ones(len(board))) == float(can_be_met)


@given(boards, conditions)
@settings(max_examples=60, deadline=None)
def test_the_breaking_sets_are_all_that_break_it_and_hold_no_smaller_one(
    board: Board, condition: Condition
) -> None:
    requirement = requirement_of(condition, board, Reading())
    cases = list(all_sets(requirement, np.full(len(board), 0.5)))
    breaking = {absent for absent, is_met, _ in cases if not is_met}
    minimal = {each for each in breaking if not any(other < each for other in breaking)}

    found = diagram(requirement, everybody(board)).breaking

    listed = [each for pattern in found.patterns() for each in sets_of(pattern)]
    assert len(listed) == len(set(listed))
    assert set(listed) == minimal
    assert found.by_size == Counter(map(len, minimal))
    assert sum(pattern.sets for pattern in found.patterns()) == len(minimal)
    sizes = [pattern.size for pattern in found.patterns()]
    assert sizes == sorted(sizes)
    assert found.vetoes() == sorted(next(iter(each)) for each in minimal if len(each) == 1)


@given(boards, conditions)
@settings(max_examples=50, deadline=None)
def test_a_seat_matters_where_its_presence_changes_the_result_with_some_others(
    board: Board, condition: Condition
) -> None:
    requirement = requirement_of(condition, board, Reading())
    result = {
        absent: is_met for absent, is_met, _ in all_sets(requirement, np.full(len(board), 0.5))
    }
    expected = [
        any(result[absent | {seat}] != result[absent - {seat}] for absent in result)
        for seat in range(len(board))
    ]

    assert diagram(requirement, everybody(board)).matters.tolist() == expected


def test_who_cannot_come_is_never_counted_as_absent() -> None:
    two_of_three = Requirement((((np.ones(3, dtype=bool), 2),),))
    made = diagram(two_of_three, np.array([True, True, False]))

    assert made.probability([0.5, 0.5, 1]) == 0.25
    assert made.breaking.by_size == {1: 2}


def test_a_rule_that_asks_for_nothing_is_always_met_and_one_without_a_way_never() -> None:
    always, never = (diagram(Requirement(each), np.ones(2, dtype=bool)) for each in (((),), ()))

    assert always.probability([0, 0]) == 1
    assert always.breaking.by_size == {}
    assert never.probability([1, 1]) == 0
    assert not never.can_be_met


def test_breaking_sets_beyond_listing_are_counted() -> None:
    """14 of 40 have to come, so any 27 absences break it: 40 choose 27 sets in one pattern."""
    made = diagram(Requirement((((np.ones(40, dtype=bool), 14),),)), np.ones(40, dtype=bool))

    assert made.breaking.by_size == {27: 12_033_222_880}
    assert len(list(made.breaking.patterns())) == 1


def test_the_number_present_has_the_binomial_distribution_where_all_are_alike() -> None:
    assert number_present(np.full(4, 0.5)) == pytest.approx(np.array([1, 4, 6, 4, 1]) / 16)
    assert number_present(np.array([])) == pytest.approx([1])
