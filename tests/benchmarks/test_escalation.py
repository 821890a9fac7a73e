"""Ways up of 50,000 bodies beside bare scipy.sparse.csgraph and NetworkX.

What is compared runs in turns in one process, and the best of some runs counts.
"""

from __future__ import annotations

import resource
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import csgraph

from govgraph.analysis import escalation, route_search
from govgraph.analysis.steps import NOWHERE, Steps
from govgraph.analysis.upward import APEX, EVERY_MATTER, Ladder
from govgraph.governance import Governance
from tests.benchmarks import hierarchies
from tests.benchmarks.test_overlap import best

BODIES = 50_000
_RUNS = 7
_GIGABYTE = 1 << 30


@pytest.fixture(scope="module")
def national() -> Governance:
    """The hierarchy of 50,000 bodies, with circles, parallel links and several ways up."""
    return hierarchies.snapshot(BODIES)


@pytest.fixture(scope="module")
def ladder(national: Governance) -> Ladder:
    return Ladder.of(national)


def fresh(ladder: Ladder) -> Steps:
    """The steps up with nothing worked out yet, so that building the matrix counts."""
    return Steps(ladder.general.size, ladder.general.start, ladder.general.end)


def matrix(steps: Steps) -> sparse.csr_array:
    ones = np.ones(len(steps.start))
    return sparse.csr_array((ones, (steps.end, steps.start)), shape=(steps.size, steps.size))


def apexes_of(ladder: Ladder) -> hierarchies.Numbers:
    ends = ladder.general.ends
    return ends[[ladder.end_of[node] == APEX for node in ends.tolist()]]


def told(what: str, ours: float, theirs: float, beside: str) -> float:
    print(f"\n{what}: {ours * 1000:.1f} ms; {beside} {theirs * 1000:.1f} ms; ", end="")
    print(f"ratio {ours / theirs:.2f}")
    return ours / theirs


def test_distances_to_the_apexes_beside_csgraph(ladder: Ladder) -> None:
    """The fewest hops from every body, and to which apex, beside the distances alone."""
    apexes = apexes_of(ladder)
    steps = ladder.general

    def bare() -> np.ndarray:
        distances: np.ndarray = csgraph.dijkstra(
            matrix(steps), indices=apexes, unweighted=True, min_only=True
        )
        return distances

    ours, theirs = best(lambda: fresh(ladder).hops_to(apexes), bare, runs=_RUNS)

    hops, nearest = fresh(ladder).hops_to(apexes)
    np.testing.assert_array_equal(hops, bare())
    assert set(nearest.tolist()) <= {NOWHERE, *apexes.tolist()}
    assert told("hops to the nearest apex", ours, theirs, "csgraph.dijkstra") <= 2


def test_distances_beside_a_bare_search_in_breadth(ladder: Ladder) -> None:
    """The same beside a search in breadth by csgraph from one node joined below all apexes."""
    apexes = apexes_of(ladder)
    steps = ladder.general
    root = steps.size

    def bare() -> np.ndarray:
        end = np.concatenate([steps.end, np.full(len(apexes), root)])
        start = np.concatenate([steps.start, apexes])
        down = sparse.csr_array((np.ones(len(end)), (end, start)), shape=(root + 1, root + 1))
        order, before = csgraph.breadth_first_order(down, root)
        far = np.full(root + 1, np.inf)
        far[root] = -1
        for node in order[1:].tolist():
            far[node] = far[before[node]] + 1
        return far[:root]

    ours, theirs = best(lambda: fresh(ladder).hops_to(apexes), bare, runs=_RUNS)

    np.testing.assert_array_equal(fresh(ladder).hops_to(apexes)[0], bare())
    told("the same", ours, theirs, "csgraph.breadth_first_order, and the hops from its tree")
    assert ours <= 2 * theirs


@pytest.mark.parametrize("connection", ["strong", "weak"])
def test_components_beside_csgraph(ladder: Ladder, connection: str) -> None:
    steps = ladder.general
    attribute = {"strong": "circles", "weak": "parts"}[connection]

    def bare() -> np.ndarray:
        labels: np.ndarray = csgraph.connected_components(
            matrix(steps),
            connection=connection,  # type: ignore[arg-type]
        )[1]
        return labels

    ours, theirs = best(lambda: getattr(fresh(ladder), attribute), bare, runs=_RUNS)

    found, expected = getattr(fresh(ladder), attribute), bare()
    together = np.unique(np.stack([found, expected]), axis=1)
    assert together.shape[1] == len(np.unique(found)) == len(np.unique(expected))
    ratio = told(f"{connection} components", ours, theirs, "csgraph.connected_components")
    assert ratio <= 2


def test_dominators_beside_networkx(ladder: Ladder) -> None:
    """The body that no route of each goes around, for all 50,000 at once."""
    steps, goals, root = ladder.general, ladder.general.ends, ladder.general.size

    def theirs_from_arrays() -> dict[int, int]:
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_edges_from(zip(steps.end.tolist(), steps.start.tolist(), strict=True))
        graph.add_edges_from((root, goal) for goal in goals.tolist())
        over: dict[int, int] = nx.immediate_dominators(graph, root)
        return over

    ours, theirs = best(lambda: fresh(ladder).dominators(goals), theirs_from_arrays, runs=3)

    nearest = fresh(ladder).dominators(goals).nearest.tolist()
    over = theirs_from_arrays()
    assert nearest == [over.get(node, NOWHERE) for node in range(root)]
    assert told("dominators", ours, theirs, "networkx.immediate_dominators") <= 1


def test_all_routes_beside_the_simple_paths_of_networkx(ladder: Ladder) -> None:
    """On bodies below no circle, where NetworkX lists the same routes and comes to an end."""
    steps = ladder.general
    goals = steps.ends
    above_a_circle = np.isfinite(steps.hops_to(np.flatnonzero(steps.is_in_circle))[0])
    asked = np.flatnonzero(~above_a_circle)[::10].tolist()
    graph: nx.DiGraph[object] = nx.DiGraph(
        zip(steps.start.tolist(), steps.end.tolist(), strict=True)
    )
    limits = route_search.Limits(routes=100_000)

    def searched() -> list[tuple[int, ...]]:
        search = route_search.Search(ladder)
        found = [search.walks(node, EVERY_MATTER, limits=limits).walks for node in asked]
        return [walk.nodes for walks in found for walk in walks]

    def listed() -> list[tuple[int, ...]]:
        ends = set(goals.tolist())
        found: list[tuple[int, ...]] = []
        for node in asked:
            if node in ends:
                found.append((node,))
            elif node in graph:
                # From each body only the ends that it reaches, as otherwise it looks for all.
                above = ends.intersection(nx.descendants(graph, node))
                found += [tuple(path) for path in nx.all_simple_paths(graph, node, above)]
        return found

    ours, theirs = best(searched, listed, runs=2)

    assert sorted(searched()) == sorted(listed())
    ratio = told(f"all routes of {len(asked):,} bodies", ours, theirs, "networkx.all_simple_paths")
    assert ratio <= 1.5


def test_whole_answers_at_national_scale(national: Governance) -> None:
    works: dict[str, Callable[[], object]] = {
        "the steps up of the snapshot": lambda: Ladder.of(national),
        "escalate --summary": lambda: escalation.summary(national),
        "escalate, every body": lambda: escalation.routes(national),
        "escalate --findings": lambda: escalation.findings(national),
    }
    for name, work in works.items():
        (taken,) = best(work, runs=1)
        print(f"\n{name}: {taken:.1f} s", end="")
    routes = escalation.routes(national)
    circular = int((routes["end"] == "cycle").sum())
    print(f"\n{len(routes):,} routes, {circular:,} of them cycles; not all ", end="")
    capped = routes.loc[routes["capped"] != "", "body_id"].nunique()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"listed for {capped:,} of {BODIES:,} bodies; peak memory {peak / _GIGABYTE:.2f} GB")
    assert len(routes) <= 1.1 * 250_000
    assert peak < 2 * _GIGABYTE


def test_routes_too_many_to_list_grow_with_what_is_listed() -> None:
    """2 to the power of 40 and of 400 routes: the search takes in proportion to their length."""
    taken = {}
    for count in (40, 400):
        at = 3 * np.arange(count)
        start = np.concatenate([at, at, at + 1, at + 2])
        end = np.concatenate([at + 1, at + 2, at + 3, at + 3])
        (taken[count],) = best(
            lambda start=start, end=end, count=count: Steps(  # type: ignore[misc]
                3 * count + 1, start, end
            ).route_counts(),
            runs=3,
        )
        print(f"\ncounting 2**{count} routes: {taken[count] * 1000:.2f} ms", end="")
    print(f"; ratio {taken[400] / taken[40]:.1f}")
    assert taken[400] <= 30 * taken[40]
