"""Pairs of bodies that share members, counted for all bodies at once.

What is compared here are rows of a sparse yes/no matrix, or tenures as arrays of numbers;
:mod:`govgraph.analysis.overlap` gives them names and evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from govgraph.analysis import chance

_Array = npt.NDArray[Any]
_Made = TypeVar("_Made")

_BLOCK = 10_000
"""Bodies that are compared with all others at a time."""

_THREADS = 4
"""Blocks that are compared at the same time; each takes memory of its own."""

_MEETINGS_AT_A_TIME = 5_000_000
"""Pairs of tenures of one person that are looked at at a time."""


@dataclass(frozen=True)
class Known:
    """For which bodies chance can be reckoned, and from whom they draw.

    Attributes:
        rows: whether all members of each body are known.
        cells: the number of each body's area cell.
        near: a cells by cells matrix, 1 where the two have an area in common.
    """

    rows: _Array
    cells: _Array
    near: sparse.csr_array


def measured(
    values: sparse.csr_array, asked: _Array, known: Known, *, at_least: int = 1
) -> pd.DataFrame:
    """Every pair of rows that shares enough columns, with what is made of the number.

    Args:
        values: bodies by members, 1 where one sits on the other.
        asked: whether each body was asked about; a pair counts where one of the two was.
        known: where chance is reckoned.
        at_least: the fewest shared members that make a pair.

    Returns:
        one row a pair: a, b (numbers of the rows, a < b), shared, size_a, size_b, jaccard,
        overlap_coefficient; population, expected, p_value and q_value, blank where the members
        of one of the two are not all known. The q-value is of all pairs of bodies whose
        members are known and that were compared. With ``at_least`` above 1 the pairs below it
        count as tests that rank last, so that a q-value is at most too large.
    """
    found = sharing(values, asked, at_least)
    sizes = np.diff(values.indptr).astype(np.int64)
    a, b, shared = (found[name].to_numpy() for name in ("a", "b", "shared"))
    size_a, size_b = sizes[a], sizes[b]
    found = found.assign(
        size_a=size_a,
        size_b=size_b,
        jaccard=shared / (size_a + size_b - shared),
        overlap_coefficient=shared / np.minimum(size_a, size_b),
    )
    here = np.flatnonzero(known.rows[a] & known.rows[b])
    population = _populations(values, known, known.cells[a[here]], known.cells[b[here]])
    cases, which = chance.each_once(shared[here], size_a[here], size_b[here], population)
    p_values = chance.tails(*cases)
    tests = pairs_compared(known.rows & (sizes > 0), asked)
    q_values = chance.false_discovery_rates(p_values, tests, np.bincount(which))
    by_chance = {
        "population": population,
        "expected": chance.expected(size_a[here], size_b[here], population),
        "p_value": p_values[which],
        "q_value": q_values[which],
    }
    return found.assign(**{k: _spread(v, here, len(found)) for k, v in by_chance.items()})


def _spread(values: _Array, at: _Array, length: int) -> _Array:
    """A column of that length with the values at these places; blank elsewhere."""
    if len(at) == length:
        return values.astype(np.float64)
    column = np.full(length, np.nan)
    column[at] = values
    return column


def pairs_compared(rows: _Array, asked: _Array) -> int:
    """How many pairs of these rows there are of which at least one was asked about."""
    every, aside = int(rows.sum()), int((rows & ~asked).sum())
    return (every * (every - 1) - aside * (aside - 1)) // 2


def sharing(values: sparse.csr_array, asked: _Array, at_least: int) -> pd.DataFrame:
    """Row numbers ``a`` < ``b`` of bodies that share enough, and how many they ``shared``."""
    values = _without_single(values)
    columns = values.T.tocsr()
    everybody_asked = bool(asked.all())

    def block(start: int) -> tuple[_Array, _Array, _Array]:
        end = min(start + _BLOCK, values.shape[0])
        # The product of a block with the rows up to its end: the half of all that is needed.
        product = values[start:end] @ columns[:, :end]
        a = product.indices
        b = np.repeat(np.arange(start, end, dtype=a.dtype), np.diff(product.indptr))
        are_wanted = (a < b) & (product.data >= at_least)
        if not everybody_asked:
            are_wanted &= asked[a] | asked[b]
        kept = np.flatnonzero(are_wanted)
        return a[kept], b[kept], product.data[kept]

    parts = _side_by_side(block, range(0, values.shape[0], _BLOCK))
    columns_of = zip(*parts, strict=True) if parts else [[np.zeros(0)]] * 3
    joined = [np.concatenate(column, dtype=np.int64, casting="unsafe") for column in columns_of]
    return pd.DataFrame(dict(zip(("a", "b", "shared"), joined, strict=True)), copy=False)


def _side_by_side(work: Callable[[int], _Made], starts: range) -> list[_Made]:
    """What ``work`` makes of each start, in order.

    A product of sparse matrices leaves the interpreter free, so threads do run side by side.
    """
    with ThreadPoolExecutor(_THREADS) as threads:
        return list((threads.map if len(starts) > 1 else map)(work, starts))


def _without_single(values: sparse.csr_array) -> sparse.csr_array:
    """The matrix without the columns that have one entry: nobody shares those."""
    several = np.bincount(values.indices, minlength=values.shape[1]) > 1
    kept = several[values.indices]
    number = np.cumsum(several) - 1
    indptr = np.concatenate([[0], np.cumsum(kept)])[values.indptr]
    return sparse.csr_array(
        (values.data[kept], number[values.indices[kept]].astype(values.indices.dtype), indptr),
        shape=(values.shape[0], int(several.sum())),
    )


def _populations(values: sparse.csr_array, known: Known, a: _Array, b: _Array) -> _Array:
    """How many members the known bodies have in the areas of each two cells."""
    rows = np.flatnonzero(known.rows)
    members = sparse.csr_array(
        (np.ones(len(rows), dtype=np.int32), (known.cells[rows], rows)),
        shape=(known.near.shape[0], values.shape[0]),
    )
    there = ((known.near @ members) @ values).tocsr()
    there.data[:] = 1
    count = np.diff(there.indptr).astype(np.int64)
    different = np.flatnonzero(a != b)
    both = np.where(a == b, count[a], 0)
    if len(different):
        which, codes = pd.factorize(a[different].astype(np.int64) * len(count) + b[different])
        in_both = _squared(there)[np.divmod(codes, len(count))]
        both[different] = np.asarray(in_both).ravel()[which]
    populations: _Array = count[a] + count[b] - both
    return populations


def _squared(there: sparse.csr_array) -> sparse.csr_array:
    """How many columns each two rows have in common."""
    there = _without_single(there)
    columns, rows = there.T.tocsr(), there.shape[0]
    size = -(-rows // _THREADS)
    parts = _side_by_side(lambda start: there[start : start + size] @ columns, range(0, rows, size))
    return sparse.csr_array(sparse.vstack(parts))


# --- through time ------------------------------------------------------------------------


def meeting(
    body: _Array, who: _Array, first: _Array, last: _Array, asked: _Array, *, at_least: int = 1
) -> pd.DataFrame:
    """Pairs of bodies on which the same people sat at the same time.

    Args:
        body: the number of the body of each tenure.
        who: the number of its person.
        first: its first day, as a number.
        last: its last day.
        asked: for each body whether it was asked about.
        at_least: the fewest people that make a pair.

    Returns:
        one row a pair: a, b (a < b), shared (people, each once however many tenures), since
        (the first day on which one of them may have sat on both).
    """
    order = np.lexsort((body, who))
    body, who, first, last = body[order], who[order], first[order], last[order]
    keys, people, since = _meetings(body, who, first, last, asked)
    order = np.argsort(keys, kind="stable")  # within a pair the people stay in order
    keys, people, since = keys[order], people[order], since[order]
    is_new_pair = _differs_from_the_one_before(keys)
    is_new_person = is_new_pair | _differs_from_the_one_before(people)
    starts = np.flatnonzero(is_new_pair)
    if not len(starts):
        return pd.DataFrame({name: np.zeros(0, np.int64) for name in ("a", "b", "shared", "since")})
    shared = np.add.reduceat(is_new_person.astype(np.int64), starts)
    kept = shared >= at_least
    pair = keys[starts][kept]
    return pd.DataFrame(
        {
            "a": pair // len(asked),
            "b": pair % len(asked),
            "shared": shared[kept],
            "since": np.minimum.reduceat(since, starts)[kept],
        }
    )


def _meetings(
    body: _Array, who: _Array, first: _Array, last: _Array, asked: _Array
) -> tuple[_Array, _Array, _Array]:
    """Each two tenures of one person on two bodies that meet: pair of bodies, person, since."""
    starts = np.flatnonzero(_differs_from_the_one_before(who))
    start = np.repeat(starts, np.diff(np.append(starts, len(who))))
    earlier = np.arange(len(who)) - start
    before = np.concatenate([[0], np.cumsum(earlier)])
    found = [(np.zeros(0, np.int64), who[:0], first[:0])]
    at = 0
    while at < len(who):
        end = int(np.searchsorted(before, before[at] + _MEETINGS_AT_A_TIME, side="right")) - 1
        end = min(max(end, at + 1), len(who))
        one = np.repeat(np.arange(at, end), earlier[at:end])
        other = np.arange(len(one)) - (before[one] - before[at]) + start[one]
        since = np.maximum(first[one], first[other])
        a, b = body[other], body[one]  # in order of the bodies' numbers
        meets = (since <= np.minimum(last[one], last[other])) & (a != b)
        if not asked.all():
            meets &= asked[a] | asked[b]
        kept = np.flatnonzero(meets)
        found.append((a[kept].astype(np.int64) * len(asked) + b[kept], who[one[kept]], since[kept]))
        at = end
    keys, people, days = (np.concatenate(column) for column in zip(*found, strict=True))
    return keys, people, days


def _differs_from_the_one_before(values: _Array) -> _Array:
    differs = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs
