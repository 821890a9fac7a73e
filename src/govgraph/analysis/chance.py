"""What chance alone would give: how many members two bodies share if nobody planned it.

The question is that of an urn: a body of ``a`` members and one of ``b`` are drawn, each
without regard to the other, from a population of ``n`` people. How many they then share
follows the hypergeometric distribution.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

Counts = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]

_NEGLIGIBLE = 1e-17
"""A term of a sum that is smaller than this part of the sum alters nothing in it."""


def expected(size_a: Counts, size_b: Counts, population: Counts) -> Numbers:
    """How many of ``population`` two draws of these sizes share on average.

    >>> expected(np.array([4]), np.array([5]), np.array([40])).tolist()
    [0.5]
    """
    shared: Numbers = size_a * size_b / population
    return shared


def at_least(shared: Counts, size_a: Counts, size_b: Counts, population: Counts) -> Numbers:
    """The probability that two such draws share ``shared`` or more: one number for each row.

    The upper tail of the hypergeometric distribution (R. A. Fisher, 1935, "The logic of
    inductive inference"), as ``scipy.stats.hypergeom.sf(shared - 1, population, size_a,
    size_b)`` gives it, to a relative error below 1e-8. Rows with the same four numbers are
    worked out once, which makes millions of pairs of bodies a matter of moments.

    Args:
        shared: how many are shared, from 0 up.
        size_a: how many the first draw takes; at most ``population``.
        size_b: how many the second takes; at most ``population``.
        population: from how many is drawn.

    Two committees of 3 out of 10 people share all three once in 120 times:

    >>> at_least(np.array([3]), np.array([3]), np.array([3]), np.array([10])).round(5).tolist()
    [0.00833]
    """
    once, which = each_once(shared, size_a, size_b, population)
    return tails(*once)[which]


def each_once(
    shared: Counts, size_a: Counts, size_b: Counts, population: Counts
) -> tuple[tuple[Counts, ...], Counts]:
    """The different cases among these rows, and which of them each row is.

    The two sizes are one case whichever way round they stand: the smaller comes first.
    """
    small, large = np.minimum(size_a, size_b), np.maximum(size_a, size_b)
    return _distinct(shared, small, large, population)


def _distinct(*columns: Counts) -> tuple[tuple[Counts, ...], Counts]:
    """Each combination once, and which of them each row is."""
    codes, levels = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        span = int(column.max(initial=0)) + 1
        if levels * span >= 2**62:  # numbered anew, so that the next one fits beside it
            codes, seen = pd.factorize(codes)
            levels = len(seen)
        codes = codes * span + column
        levels *= span
    which, seen = pd.factorize(codes)
    first = np.empty(len(seen), dtype=np.int64)
    first[which[::-1]] = np.arange(len(which))[::-1]
    return tuple(column[first] for column in columns), which


def tails(shared: Counts, small: Counts, large: Counts, population: Counts) -> Numbers:
    """P(X >= shared) of each case: summed from above the mean, else from the other side."""
    certain = shared <= np.maximum(0, small + large - population)
    result = np.where(certain, 1.0, 0.0)
    open_ = np.flatnonzero(~certain & (shared <= small))
    k, a, b, n = (column[open_] for column in (shared, small, large, population))
    # Below the mean the terms rise from next to nothing, so what is not shared is counted: of
    # the a members fewer than k are among the b just where more than a - k are among the rest.
    below = k * n <= a * b
    k, b = np.where(below, a - k + 1, k), np.where(below, n - b, b)
    tail = _falling_tails(k, a, b, n)
    result[open_] = np.where(below, 1 - tail, tail)
    return result


def _falling_tails(k: Counts, a: Counts, b: Counts, n: Counts) -> Numbers:
    """P(X >= k) where k is above the mean: each term is the one before it times a ratio."""
    log_factorial = special.gammaln(np.arange(int(n.max(initial=0)) + 1) + 1.0)

    def log_choose(of: Counts, taken: Counts) -> Numbers:
        chosen: Numbers = log_factorial[of] - log_factorial[taken] - log_factorial[of - taken]
        return chosen

    term = np.exp(log_choose(a, k) + log_choose(n - a, b - k) - log_choose(n, b))
    total, so_far = np.zeros(len(k)), term.copy()
    at = np.arange(len(k))
    while len(at):
        term = term * ((a - k) * (b - k) / ((k + 1) * (n - a - b + k + 1)))
        so_far += term
        k = k + 1
        goes_on = term > so_far * _NEGLIGIBLE
        if 2 * np.count_nonzero(goes_on) <= len(at):  # else sorting out costs more than it saves
            total[at] = so_far
            columns = (at, k, a, b, n, term, so_far)
            at, k, a, b, n, term, so_far = (column[goes_on] for column in columns)
    return np.minimum(total, 1.0)


def false_discovery_rates(
    p_values: Numbers, tests: int | None = None, times: Counts | None = None
) -> Numbers:
    """The q-value of each p-value: the share of false findings if all up to it are called one.

    The step-up procedure of Y. Benjamini and Y. Hochberg (1995), "Controlling the false
    discovery rate", which holds for independent tests and for positively dependent ones.

    Args:
        p_values: those of the tests that are listed.
        tests: how many were made, where those that are not listed have larger p-values (a
            pair that shares nobody has 1); as many as are listed if left out.
        times: how many tests have each of the p-values; one each if left out.

    >>> false_discovery_rates(np.array([0.01, 0.04, 0.03]), tests=4).round(3).tolist()
    [0.04, 0.053, 0.053]
    """
    order = np.argsort(p_values)  # what is equal has one rate, in whatever order it stands
    rank = np.cumsum(np.ones(len(order), np.int64) if times is None else times[order])
    tests = int(rank[-1]) if tests is None and len(rank) else tests or 0
    raw = p_values[order] * tests / rank
    rates = np.empty_like(raw)
    rates[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return rates
