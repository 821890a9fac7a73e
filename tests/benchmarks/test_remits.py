"""How long it takes to find remits that duplicate, beside a bare product, and what is missed.

``scipy``'s product of all clauses with all clauses is the obvious alternative. It is timed on a
sample of the rows and scaled up; ``OTHER`` clauses are compared exactly for the recall.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from govgraph.analysis import remit_candidates, wording
from tests.benchmarks import remit_registers

_GIGABYTE = 1 << 30
_SAMPLE = 2_000
_MOST = 20
_SIZES = {5_000: 0.25, 50_000: 0.5}
"""Bodies, and the likeness of wording that is asked for among so many."""

_RUN = """
import json, resource, sys, time
from tests.benchmarks import remit_registers
from govgraph.analysis import remits
g = remit_registers.governance(int(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
found = remits.pairs(g)
spent = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": spent, "bytes": peak, "pairs": len(found)}))
"""


@pytest.mark.parametrize("bodies", list(_SIZES))
def test_remits_of_many_bodies_beside_a_bare_product(bodies: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(bodies)], capture_output=True, text=True, check=True
    )
    figures = json.loads(done.stdout)

    bare = _seconds_of_a_bare_product(remit_registers.clauses(bodies)["text"])
    print(
        f"\n{bodies:,} bodies, {bodies * remit_registers.CLAUSES_A_BODY:,} clauses: "
        f"{figures['pairs']:,} pairs of bodies in {figures['seconds']:.1f} s "
        f"(a bare product alone: {bare:.0f} s, ratio {figures['seconds'] / bare:.2f}), "
        f"peak {figures['bytes'] / _GIGABYTE:.1f} GB"
    )
    assert figures["pairs"] > bodies
    assert figures["bytes"] < (4 if bodies == min(_SIZES) else 16) * _GIGABYTE


def _seconds_of_a_bare_product(texts: pd.Series[str]) -> float:
    vectors = wording.weighted_words(texts)
    columns = vectors.T.tocsr()
    rows = np.random.default_rng(1).choice(vectors.shape[0], 512, replace=False)
    start = time.perf_counter()
    product = vectors[rows] @ columns
    assert product.shape[0] == len(rows)
    return (time.perf_counter() - start) * vectors.shape[0] / len(rows)


@pytest.mark.parametrize(("bodies", "at_least"), list(_SIZES.items()))
def test_nearly_all_pairs_that_an_exact_comparison_finds_are_found(
    bodies: int, at_least: float
) -> None:
    clauses = remit_registers.clauses(bodies)
    body = clauses["body"].to_numpy()
    vectors = wording.weighted_words(clauses["text"])

    def of_two_bodies(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        different: np.ndarray = body[a] != body[b]
        return different

    text = pd.factorize(clauses["text"])[0]
    start = time.perf_counter()
    found = remit_candidates.alike_texts(vectors, text, of_two_bodies, at_least, _MOST)
    spent = time.perf_counter() - start

    rows = np.sort(np.random.default_rng(2).choice(len(clauses), _SAMPLE, replace=False))
    exact = _exact_pairs(vectors, rows, body, at_least)
    there = pd.MultiIndex.from_frame(found[["a", "b"]])
    share = float(pd.MultiIndex.from_frame(exact).isin(there).mean())
    print(
        f"\n{len(clauses):,} clauses at {at_least}: {len(found):,} candidates in {spent:.1f} s, "
        f"{share:.2%} of the {len(exact):,} that {_SAMPLE:,} sampled clauses have"
    )
    assert share >= 0.99


def _exact_pairs(
    vectors: sparse.csr_array, rows: np.ndarray, body: np.ndarray, at_least: float
) -> pd.DataFrame:
    """The best pairs of each sampled clause, all words of all clauses compared."""
    columns = vectors.T.tocsr()
    parts = []
    for start in range(0, len(rows), 250):
        product = (vectors[rows[start : start + 250]] @ columns).tocoo()
        row = rows[start : start + 250][product.row]
        kept = (product.data >= at_least) & (body[row] != body[product.col])
        parts.append(
            pd.DataFrame({"a": row[kept], "b": product.col[kept], "is": product.data[kept]})
        )
    every = pd.concat(parts).sort_values(["a", "is", "b"], ascending=[True, False, True])
    # Of equals any may be among the best, so those as good as the last one are not counted.
    last = every.groupby("a")["is"].transform(lambda s: s.iloc[min(len(s), _MOST) - 1])
    size = every.groupby("a")["is"].transform("size")
    best = every[(size <= _MOST) | (every["is"] > last + 1e-6)]
    low, high = np.minimum(best["a"], best["b"]), np.maximum(best["a"], best["b"])
    return pd.DataFrame({"a": low, "b": high}).drop_duplicates()
