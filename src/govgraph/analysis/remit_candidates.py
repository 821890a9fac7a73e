"""Which of many clauses to compare: those that are worded alike.

The exact comparison multiplies every clause with every other. Among many clauses nearly all of
that work is spent on the commonest words, which decide least. So where there are more than
:data:`EXACT_UP_TO` clauses, the search goes over the rarer words of each clause first: its
commonest words are put aside as long as they make up less than a part of its length. (What is
alike by that part always shares a rarer word: R. J. Bayardo, Y. Ma, R. Srikant, 2007, "Scaling
up all pairs similarity search"; D. C. Anastasiu, G. Karypis, 2014, "L2AP".) What is alike enough
in the rarer words is then compared in all words. No word is dropped for all clauses; what is
lost all the same is measured in ``tests/benchmarks/test_remits.py``: less than one pair in a
hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
from scipy import sparse

from govgraph.analysis import wording

EXACT_UP_TO = 20_000
"""Clauses that are all compared with one another in all their words."""
PUT_ASIDE = 1.2
"""The length of the words that are put aside, in parts of the likeness asked for."""
IN_RARER_WORDS = 0.75, 0.6
"""What the rarer words have to show of the likeness asked for: the first part, less the second
times that likeness. Words of that length can add up to its square, so the more is asked for, the
larger a part of it the words put aside can be."""
_BLOCK, _TILE = 2_048, 16_384
"""Clauses that are compared at a time with so many others: few enough for a processor's cache."""

_THREADS = 2

May = Callable[[np.ndarray, np.ndarray], np.ndarray]


def alike_texts(
    vectors: sparse.csr_array,
    text: np.ndarray,
    may_be_compared: May,
    at_least: float,
    most_per_clause: int,
) -> pd.DataFrame:
    """Pairs of clauses that are worded alike: the same text first, then texts that are alike.

    Each distinct text is compared once, however many clauses have it. A text of more than
    ``most_per_clause`` clauses is paired with so many of them only.

    Args:
        vectors: for each clause its weighted words.
        text: for each clause the number of its text; equal where the text is.
        may_be_compared: says of pairs of clauses which count.
        at_least: the least likeness of wording.
        most_per_clause: a pair is left out where it is among the best of neither clause.

    Returns:
        ``a`` < ``b`` and ``wording``; see :func:`alike`.
    """
    order = np.argsort(text, kind="stable")
    start = np.searchsorted(text[order], np.arange(text.max(initial=-1) + 2))
    size = np.diff(start)
    first = order[start[:-1]]

    def texts_may(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        several = (size[a] > 1) | (size[b] > 1)
        either: np.ndarray = several | may_be_compared(first[a], first[b])
        return either

    found = alike(vectors[first], texts_may, at_least, most_per_clause)
    some = np.minimum(size, most_per_clause)
    count = some[found["a"]] * some[found["b"]]
    pair = np.repeat(np.arange(len(found)), count)
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    one, other = found["a"].to_numpy()[pair], found["b"].to_numpy()[pair]
    one_at, other_at = start[one] + nth // some[other], start[other] + nth % some[other]
    product = found["wording"].to_numpy()[pair]
    parts = [(order[one_at], order[other_at], product)]
    has_words = np.diff(vectors.indptr) > 0
    for step in range(1, min(int(size.max(initial=0)), most_per_clause + 1)):
        near = np.flatnonzero(text[order[:-step]] == text[order[step:]])
        near = near[has_words[order[near]]]
        parts.append((order[near], order[near + step], np.ones(len(near))))
    a, b, product = (np.concatenate(part) for part in zip(*parts, strict=True))
    kept = may_be_compared(a, b)
    low, high = np.minimum(a, b)[kept], np.maximum(a, b)[kept]
    both = pd.DataFrame({"a": low, "b": high, "wording": product[kept]})
    both = both[_is_among_the_best(both, most_per_clause)]
    return both.sort_values(["a", "b"], ignore_index=True)


def alike(
    vectors: sparse.csr_array,
    may_be_compared: May,
    at_least: float,
    most_per_clause: int,
    *,
    exactly: bool | None = None,
) -> pd.DataFrame:
    """Pairs of rows whose product is high.

    Args:
        vectors: rows of length 1 (or of zeros).
        may_be_compared: says of pairs of rows which count.
        at_least: the least product.
        most_per_clause: a pair is left out where it is among the best of neither.
        exactly: whether to compare all words of all pairs at once; up to
            :data:`EXACT_UP_TO` rows if left out.

    Returns:
        ``a`` < ``b`` (row numbers) and ``wording`` (the product), in order of a and b.
    """
    if exactly is None:
        exactly = vectors.shape[0] <= EXACT_UP_TO
    searched = vectors if exactly else rarer_words(vectors, at_least * PUT_ASIDE)
    part, less = IN_RARER_WORDS
    floor = at_least if exactly else at_least * (part - less * at_least)
    count = vectors.shape[0]
    parts = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))]
    for start in range(0, count, _TILE):
        a, b, product = _high_products(searched, start, min(start + _TILE, count), floor)
        kept = (a < b) & may_be_compared(a, b)
        a, b, product = a[kept], b[kept], product[kept]
        if not exactly:
            product = wording.row_products(vectors, vectors, a, b)
        enough = product >= at_least
        parts.append((a[enough], b[enough], product[enough]))
    found = pd.DataFrame(
        dict(zip(("a", "b", "wording"), map(np.concatenate, zip(*parts, strict=True)), strict=True))
    )
    found = found.astype({"wording": "float64"})
    found["wording"] = found["wording"].clip(upper=1.0).round(6)
    found = found[_is_among_the_best(found, most_per_clause)]
    return found.sort_values(["a", "b"], ignore_index=True)


def _high_products(
    vectors: sparse.csr_array, start: int, end: int, floor: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows before ``end`` and rows of ``start`` to ``end`` whose product is at least ``floor``."""
    tile = vectors[start:end].T.tocsr()

    def of_block(at: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        block = vectors[at : min(at + _BLOCK, end)] @ tile
        high = np.flatnonzero(block.data >= floor)
        row = at + np.searchsorted(block.indptr, high, side="right") - 1
        return row, start + block.indices[high].astype(np.int64), block.data[high]

    with ThreadPoolExecutor(_THREADS) as threads:  # scipy multiplies without holding the lock
        parts = list(threads.map(of_block, range(0, end, _BLOCK)))
    a, b, product = (np.concatenate(part) for part in zip(*parts, strict=True))
    return a, b, product


def rarer_words(vectors: sparse.csr_array, left_out: float) -> sparse.csr_array:
    """Each row without its commonest columns, as many as have a length below ``left_out``."""
    having = np.bincount(vectors.indices, minlength=vectors.shape[1])
    row = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    order = np.lexsort((vectors.indices, -having[vectors.indices], row))
    squares = np.cumsum(vectors.data[order].astype(float) ** 2)
    before = np.concatenate([[0.0], squares])[vectors.indptr[:-1]]
    kept = order[squares - np.repeat(before, np.diff(vectors.indptr)) >= left_out**2 - 1e-6]
    return sparse.csr_array(
        (vectors.data[kept], (row[kept], vectors.indices[kept])), shape=vectors.shape
    )


def _is_among_the_best(found: pd.DataFrame, most: int) -> np.ndarray:
    """Whether a pair is among the best of one of its two rows; of equals the first."""
    order = np.lexsort((found["b"], found["a"], -found["wording"]))
    kept = np.zeros(len(found), dtype=bool)
    for end in "ab":
        place = found[end].iloc[order].groupby(found[end].iloc[order]).cumcount()
        kept[order] |= (place < most).to_numpy()
    return kept
