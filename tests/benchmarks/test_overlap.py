"""Overlap at national scale beside a bare sparse product, NetworkX, duckdb and scipy's statistics.

What is compared runs in turns in one process, and the better of three runs counts. Only the
answers are asserted, never a time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy import sparse, stats

from govgraph import frames, likeness, merging
from govgraph.analysis import brokers, chance, overlap, pairs, people
from govgraph.governance import Governance

BODIES = 50_000
MEMBERSHIPS = 1_000_000
PEOPLE = 350_000
BODIES_AN_AREA = 50

Array = npt.NDArray[Any]


def register(*, elsewhere: float, seed: int = 1) -> tuple[Array, Array]:
    """The body and the person of each membership.

    Bodies are of unequal size and a few people sit on very many; the share ``elsewhere`` of the
    memberships is of people of any area, the others are of the body's own.
    """
    rng = np.random.default_rng(seed)
    areas = BODIES // BODIES_AN_AREA
    weight = rng.lognormal(0, 0.8, BODIES)
    body = np.sort(rng.choice(BODIES, MEMBERSHIPS, p=weight / weight.sum()))
    at_home = PEOPLE // areas
    busy = 1 / (np.arange(at_home) + 3) ** 0.9
    local = rng.choice(at_home, MEMBERSHIPS, p=busy / busy.sum()) + body // BODIES_AN_AREA * at_home
    busy = 1 / (np.arange(PEOPLE) + 20) ** 0.55
    anywhere = rng.choice(PEOPLE, MEMBERSHIPS, p=busy / busy.sum())
    return body, np.where(rng.random(MEMBERSHIPS) < elsewhere, anywhere, local)


def matrix(body: Array, person: Array) -> sparse.csr_array:
    values = sparse.csr_array(
        (np.ones(len(body), dtype=np.int32), (body, person)), shape=(BODIES, PEOPLE)
    )
    values.data[:] = 1
    return values


def best(*works: Callable[[], object], runs: int = 3) -> list[float]:
    """The least seconds that each of these takes, run in turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for at, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            work()
            taken[at].append(time.perf_counter() - start)
    return [min(each) for each in taken]


NATIONAL = pairs.Known(
    np.ones(BODIES, dtype=bool),
    np.zeros(BODIES, dtype=np.int64),
    sparse.csr_array(np.ones((1, 1), dtype=np.int32)),
)
BY_AREA = pairs.Known(
    np.ones(BODIES, dtype=bool),
    np.arange(BODIES) // BODIES_AN_AREA,
    sparse.csr_array(sparse.eye_array(BODIES // BODIES_AN_AREA, dtype=np.int32)),
)


@pytest.mark.parametrize(
    ("elsewhere", "known"),
    [(1.0, NATIONAL), (0.5, BY_AREA), (0.1, BY_AREA)],
    ids=["one country", "half at home", "nine tenths at home"],
)
def test_all_pairs_with_statistics_beside_a_bare_product(
    elsewhere: float, known: pairs.Known
) -> None:
    values = matrix(*register(elsewhere=elsewhere))
    asked = np.ones(BODIES, dtype=bool)

    ours, bare = best(
        lambda: pairs.measured(values, asked, known, at_least=2), lambda: values @ values.T
    )

    found = pairs.measured(values, asked, known, at_least=2)
    product = sparse.triu(values @ values.T, k=1)
    assert len(found) == int((product.data >= 2).sum())
    assert found["q_value"].notna().all()
    print(
        f"\n{len(found):,} pairs of {BODIES:,} bodies, {MEMBERSHIPS:,} memberships: {ours:.2f} s; "
        f"bare product {bare:.2f} s; ratio {ours / bare:.2f}"
    )


@pytest.mark.parametrize(("every", "people"), [(25, PEOPLE), (25, 8_000), (25, 1_000)])
def test_all_pairs_beside_the_projection_of_networkx(every: int, people: int) -> None:
    """On a part of the register that NetworkX can finish, sparse and dense."""
    body, person = register(elsewhere=1.0)
    here = body % every == 0
    body, person = body[here] // every, person[here] % people
    values = sparse.csr_array(matrix(body, person)[: BODIES // every])
    graph: nx.Graph[Any] = nx.Graph()
    seats = zip(body.tolist(), person.tolist(), strict=True)
    graph.add_edges_from((("b", b), ("p", p)) for b, p in seats)
    bodies = [node for node in graph if node[0] == "b"]
    asked = np.ones(values.shape[0], dtype=bool)
    kept: list[Any] = []

    (theirs,) = best(
        lambda: kept.append(nx.bipartite.weighted_projected_graph(graph, bodies)), runs=1
    )
    (ours,) = best(lambda: pairs.sharing(values, asked, 1))

    count = kept[0].number_of_edges()
    assert count == len(pairs.sharing(values, asked, 1))
    print(
        f"\n{len(body):,} memberships, {count:,} pairs: {ours:.4f} s; "
        f"NetworkX {theirs:.2f} s; ratio {theirs / ours:.0f}"
    )


def test_pairs_through_time_beside_a_self_join_of_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    body, person = register(elsewhere=0.1)
    rng = np.random.default_rng(2)
    first = rng.integers(0, 6_000, len(body))
    last = first + rng.integers(30, 3_000, len(body))
    asked = np.ones(BODIES, dtype=bool)
    connection = duckdb.connect()
    connection.register("rows", pd.DataFrame({"b": body, "p": person, "s": first, "e": last}))
    connection.execute("CREATE TABLE tenures AS SELECT * FROM rows")
    joined = (
        "SELECT x.b AS a, y.b AS b, count(DISTINCT x.p) AS shared, "
        "min(greatest(x.s, y.s)) AS since "
        "FROM tenures x JOIN tenures y ON x.p = y.p AND x.b < y.b AND x.s <= y.e AND y.s <= x.e "
        "GROUP BY ALL HAVING shared >= 2"
    )

    ours, theirs = best(
        lambda: pairs.meeting(body, person, first, last, asked, at_least=2),
        lambda: connection.execute(joined).df(),
    )

    order = ["a", "b"]
    found = pairs.meeting(body, person, first, last, asked, at_least=2)
    expected = connection.execute(joined).df().sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(
        found.sort_values(order, ignore_index=True), expected, check_dtype=False
    )
    print(
        f"\n{len(found):,} pairs through time: {ours:.2f} s; duckdb {theirs:.2f} s; "
        f"ratio {ours / theirs:.2f}"
    )


def test_chance_beside_scipy_a_pair_at_a_time() -> None:
    values = matrix(*register(elsewhere=0.5))
    found = pairs.sharing(values, np.ones(BODIES, dtype=bool), 2)
    sizes = np.diff(values.indptr).astype(np.int64)
    shared = found["shared"].to_numpy()
    a, b = sizes[found["a"].to_numpy()], sizes[found["b"].to_numpy()]
    n = np.full(len(found), PEOPLE)

    ours, theirs = best(
        lambda: chance.at_least(shared, a, b, n),
        lambda: stats.hypergeom.sf(shared - 1, n, a, b),
    )

    mine, reference = chance.at_least(shared, a, b, n), stats.hypergeom.sf(shared - 1, n, a, b)
    error = float(np.max(np.abs(mine - np.asarray(reference))))
    assert error < 1e-8
    print(
        f"\n{len(found):,} tails: {ours:.3f} s; scipy in one call {theirs:.2f} s; "
        f"ratio {theirs / ours:.0f}; largest error {error:.1e}"
    )


@pytest.fixture(scope="module")
def national() -> Governance:
    """A snapshot of the register, as it comes from a store."""
    body, person = register(elsewhere=0.1)
    numbers = np.arange(BODIES)
    at = np.arange(MEMBERSHIPS)
    area = pd.Series("Area " + pd.Series(numbers // BODIES_AN_AREA).astype("str"))
    on = "s" + pd.Series(at).astype("str")
    body_ids = "b" + pd.Series(body).astype("str")
    facts = {
        "Body": pd.DataFrame(
            {
                "id": "b" + pd.Series(numbers).astype("str"),
                "name": "Board " + pd.Series(numbers).astype("str"),
                "area": area,
                "covered": "members",
            }
        ),
        "Person": pd.DataFrame(
            {
                "id": "p" + pd.Series(np.unique(person)).astype("str"),
                "name": "Person " + pd.Series(np.unique(person)).astype("str"),
            }
        ),
        "Seat": pd.DataFrame({"id": on, "title": "Seat", "role": "member"}),
        "SEAT_ON": pd.DataFrame(
            {"from_type": "Seat", "from_id": on, "to_type": "Body", "to_id": body_ids}
        ),
        "HOLDS": pd.DataFrame(
            {
                "from_type": "Person",
                "from_id": "p" + pd.Series(person).astype("str"),
                "to_type": "Seat",
                "to_id": on,
                "capacity": "holder",
            }
        ),
    }
    stated = {name: frames.conform(table, name, stated_only=True) for name, table in facts.items()}
    return Governance(merging.combine({"national": stated}))


def test_whole_answers_at_national_scale(national: Governance) -> None:
    works: dict[str, Callable[[], object]] = {
        "membership matrix": national.membership_matrix,
        "overlap": lambda: overlap.bodies(national, at_least=2),
        "overlap --ever": lambda: overlap.over_time(national, at_least=2),
        "overlap --by person": lambda: people.load(national),
        "brokers alone": lambda: brokers.parts_without(national.membership_matrix().values),
    }
    for name, work in works.items():
        (taken,) = best(work, runs=1)
        print(f"\n{name}: {taken:.1f} s", end="")
    print()


def test_names_alike_among_a_hundred_thousand_people() -> None:
    rng = np.random.default_rng(3)
    given = sorted(likeness.nicknames())
    parts = ("ba", "ken", "dor", "win", "ton", "hal", "ley", "mar", "ric", "son", "den", "ford")
    surnames = sorted(
        {"".join(rng.choice(parts, rng.integers(2, 6))).title() for _ in range(20_000)}
    )
    count = 100_000
    common = 1 / (np.arange(len(surnames)) + 30) ** 0.8
    first = rng.choice(given, count)
    last = rng.choice(rng.permutation(surnames), count, p=common / common.sum())
    names = pd.Series([f"{a.title()} {b}" for a, b in zip(first, last, strict=True)], dtype="str")

    (taken,) = best(lambda: likeness.pairs(names), runs=1)

    found = likeness.pairs(names)
    print(
        f"\n{count:,} names, {count * (count - 1) // 2:,} possible pairs: {len(found.pairs):,} "
        f"alike, {found.left_out} people not compared, {taken:.1f} s"
    )
