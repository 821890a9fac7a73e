"""Distances, circles and dominators of steps up, against slow and plain definitions."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis.steps import NOWHERE, Steps

SIZE = 7
PAIRS = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), unique=True, max_size=16
)
GOALS = st.sets(st.integers(0, SIZE - 1))
Pairs = list[tuple[int, int]]


def steps_of(pairs: Pairs, size: int = SIZE) -> Steps:
    start = np.array([start for start, _ in pairs], dtype=np.int64)
    end = np.array([end for _, end in pairs], dtype=np.int64)
    return Steps(size, start, end)


def plain(pairs: Pairs) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph(pairs)
    graph.add_nodes_from(range(SIZE))
    return graph


def ways_to(graph: nx.DiGraph[int], start: int, goals: set[int]) -> list[list[int]]:
    """Every way without a repetition to one of the goals."""
    found = [[start]] if start in goals else []
    for goal in goals - {start}:
        found += list(nx.all_simple_paths(graph, start, goal))
    return found


@settings(deadline=None, max_examples=100)
@given(PAIRS, GOALS)
def test_hops_are_those_of_the_shortest_way_and_the_goal_the_first_of_the_nearest(
    pairs: Pairs, goals: set[int]
) -> None:
    hops, nearest = steps_of(pairs).hops_to(np.array(sorted(goals), dtype=np.int64))

    for node in range(SIZE):
        ways = ways_to(plain(pairs), node, goals)
        if not ways:
            assert (hops[node], nearest[node]) == (np.inf, NOWHERE)
        else:
            fewest = min(map(len, ways))
            first = min(way[-1] for way in ways if len(way) == fewest)
            assert (hops[node], nearest[node]) == (fewest - 1, first)


@settings(deadline=None, max_examples=100)
@given(PAIRS, GOALS)
def test_a_node_dominates_another_if_no_way_to_a_goal_goes_around_it(
    pairs: Pairs, goals: set[int]
) -> None:
    found = steps_of(pairs).dominators(np.array(sorted(goals), dtype=np.int64))

    below = {node: set[int]() for node in range(SIZE)}
    for node in range(SIZE):
        ways = ways_to(plain(pairs), node, goals)
        assert (found.nearest[node] == NOWHERE) == (not ways)
        for over in set.intersection(*map(set, ways)) - {node} if ways else set():
            below[over] = below[over] | {node}
    for node in range(SIZE):
        if found.place[node] != NOWHERE:
            assert set(found.run_below(node).tolist()) == below[node]
    counts = found.sums_below(np.ones(SIZE, dtype=np.int64)).tolist()
    assert counts == [len(below[node]) for node in range(SIZE)]


@settings(deadline=None, max_examples=50)
@given(PAIRS, st.permutations(range(SIZE)), st.randoms())
def test_neither_numbers_nor_the_order_of_steps_matter(
    pairs: Pairs, renamed: list[int], random: object
) -> None:
    shuffled = [(renamed[start], renamed[end]) for start, end in pairs]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = steps_of(pairs), steps_of(shuffled)

    ends = one.ends
    assert sorted(renamed[node] for node in ends) == other.ends.tolist()
    over, over_renamed = one.dominators(ends).nearest, other.dominators(other.ends).nearest
    for node in range(SIZE):
        expected = over[node] if over[node] in (NOWHERE, SIZE) else renamed[over[node]]
        assert over_renamed[renamed[node]] == expected
        assert one.hops_to(ends)[0][node] == other.hops_to(other.ends)[0][renamed[node]]
        assert one.is_in_circle[node] == other.is_in_circle[renamed[node]]


@settings(deadline=None, max_examples=100)
@given(PAIRS, st.lists(st.sampled_from([1.0, 2.5, 10.0]), min_size=16, max_size=16))
def test_counts_and_sums_are_those_of_all_routes_where_no_circle_is_above(
    pairs: Pairs, weights: list[float]
) -> None:
    steps, graph = steps_of(pairs), plain(pairs)
    weight = np.array(weights[: len(pairs)])
    of_step = dict(zip(pairs, weights, strict=False))
    ends = {node for node in graph if graph.out_degree(node) == 0}
    circular = {n for c in nx.strongly_connected_components(graph) if len(c) > 1 for n in c}
    circular |= {start for start, end in pairs if start == end}

    counts, most = steps.route_counts(), steps.longest(weight)
    least = steps.least_to(steps.ends, weight)

    for node in range(SIZE):
        ways = ways_to(graph, node, ends)
        sums = [sum(of_step[step] for step in pairwise(way)) for way in ways]
        assert least[node] == min(sums, default=np.inf)
        if circular & (nx.descendants(graph, node) | {node}):
            assert np.isnan([counts[node], most[node]]).all()
        else:
            assert (counts[node], most[node]) == (len(ways), max(sums))


def test_a_step_of_unknown_weight_leaves_the_longest_unknown_and_the_least_to_others() -> None:
    steps = steps_of([(0, 1), (1, 3), (0, 2), (2, 3)], 4)
    weight = np.array([1.0, np.nan, 5.0, 5.0])

    assert np.isnan(steps.longest(weight)[[0, 1]]).all()
    assert steps.longest(weight)[2] == 5
    assert steps.least_to(steps.ends, weight).tolist() == [10, np.inf, 5, 0]


def test_parts_hang_together_whichever_way_steps_lead() -> None:
    steps = steps_of([(0, 1), (2, 1), (3, 4), (4, 3)], 6)

    assert [len(set(steps.parts[group])) for group in ([0, 1, 2], [3, 4], [5])] == [1, 1, 1]
    assert len(set(steps.parts)) == 3
    assert steps.is_in_circle.tolist() == [False, False, False, True, True, False]


def test_of_two_apexes_neither_is_a_single_point() -> None:
    found = steps_of([(0, 1), (0, 2)], 3)

    assert found.dominators(found.ends).nearest.tolist() == [3, 3, 3]


@pytest.mark.parametrize("count", [40, 5000])
def test_many_diamonds_are_counted_without_listing_a_route(count: int) -> None:
    at = 3 * np.arange(count)
    start = np.concatenate([at, at, at + 1, at + 2])
    end = np.concatenate([at + 1, at + 2, at + 3, at + 3])
    steps = Steps(3 * count + 1, start, end)

    assert steps.route_counts()[0] == (2.0**40 if count == 40 else np.inf)
    assert steps.hops_to(steps.ends)[0][0] == 2 * count
    assert steps.longest(np.ones(len(start)))[0] == 2 * count
    assert steps.dominators(steps.ends).below[3 * count] == 3 * count


def test_a_long_chain_needs_no_recursion() -> None:
    count = 30_000
    steps = Steps(count, np.arange(count - 1), np.arange(1, count))

    assert steps.dominators(steps.ends).below[count // 2] == count // 2
    assert steps.hops_to(steps.ends)[0][0] == count - 1
