"""People who alone connect bodies: cut points of the graph of who sits where.

Bodies are connected where a person sits on both, or where a chain of such bodies leads from
one to the other. A broker is a person without whom some of the bodies that are connected
would not be: a cut vertex of the graph of people and bodies (J. Hopcroft and R. Tarjan, 1973,
"Algorithm 447: efficient algorithms for graph manipulation"). A cut vertex is chosen over a
centrality such as betweenness because it can be checked with a pencil, name by name: without
this person, these bodies share nobody with those.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

_Array = npt.NDArray[Any]


def parts_without(values: sparse.csr_array) -> pd.DataFrame:
    """Into which parts each broker's bodies fall without the broker.

    Args:
        values: bodies by people, 1 where one sits on the other.

    Returns:
        one row for each broker and body that the broker sits on: person and body (numbers of
        the column and row), part (counted from 0 for each person; bodies of one part stay
        connected without the person). People who separate nothing are left out.

    Bo alone connects bodies 1 and 2; bodies 0 and 1 share two people:

    >>> rows = sparse.csr_array([[1, 1, 0], [1, 1, 1], [0, 0, 1]])
    >>> parts_without(rows).to_numpy().tolist()
    [[2, 1, 0], [2, 2, 1]]
    """
    several = np.flatnonzero(np.bincount(values.indices, minlength=values.shape[1]) > 1)
    kept = sparse.coo_array(values[:, several])
    body, person = kept.coords
    order, parent = _depth_first(body, person + values.shape[0], sum(values.shape))
    last, low = _reach(order, parent, body, person + values.shape[0])
    rank = np.empty(len(parent), dtype=np.int64)
    rank[order] = np.arange(len(order))
    node = person + values.shape[0]
    branch = _branch(rank, parent, last, node, body)
    is_cut = (branch >= 0) & (low[branch] >= rank[node])
    part = np.where(is_cut, branch, -1)
    edges = pd.DataFrame({"person": several[person], "body": body, "part": part})
    edges = edges[edges.groupby("person")["part"].transform("nunique") > 1]
    edges = edges.sort_values(["person", "body"], ignore_index=True)
    return edges.assign(part=_numbered(edges["person"], edges["part"]))


def _numbered(person: pd.Series[int], part: pd.Series[int]) -> _Array:
    """The parts of each person from 0, in the order in which they appear."""
    once = pd.DataFrame({"person": person, "part": part}).drop_duplicates()
    number = once.groupby("person").cumcount().to_numpy()
    at = pd.MultiIndex.from_frame(once).get_indexer(pd.MultiIndex.from_arrays([person, part]))
    numbered: _Array = number[at]
    return numbered


def _depth_first(body: _Array, person: _Array, size: int) -> tuple[_Array, _Array]:
    """All nodes in the order of a depth-first search, and from where each was reached.

    A node more, the last, leads to one body of each connected part, so that one search
    finds all. It is no person's parent.
    """
    root = size
    ones = np.ones(len(body), dtype=np.int8)
    graph = sparse.csr_array((ones, (body, person)), shape=(size + 1, size + 1))
    _, label = csgraph.connected_components(graph, directed=False)
    starts = np.unique(body)
    starts = starts[np.unique(label[starts], return_index=True)[1]]
    tied = sparse.csr_array(
        (np.ones(len(starts), dtype=np.int8), (np.full(len(starts), root), starts)),
        shape=graph.shape,
    )
    order, parent = csgraph.depth_first_order(graph + tied, root, directed=False)
    return order, parent


def _reach(order: _Array, parent: _Array, body: _Array, person: _Array) -> tuple[_Array, _Array]:
    """For each node the rank of the last below it, and the least rank that those below touch."""
    rank = np.full(len(parent), -1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    low = rank.copy()
    np.minimum.at(low, body, rank[person])
    np.minimum.at(low, person, rank[body])
    # A parent is met after all below it; a loop, because each step needs the one before.
    lows, lasts, parents = low.tolist(), rank.tolist(), parent.tolist()
    for node in order[:0:-1].tolist():
        above = parents[node]
        lows[above] = min(lows[above], lows[node])
        lasts[above] = max(lasts[above], lasts[node])
    return np.array(lasts, dtype=np.int64), np.array(lows, dtype=np.int64)


def _branch(rank: _Array, parent: _Array, last: _Array, person: _Array, body: _Array) -> _Array:
    """The child of the person below which each body stands in the search; -1: it stands above."""
    below = rank[body] > rank[person]
    children = np.flatnonzero(parent >= 0)
    # Children of one person by rank: the last that does not come after the body holds it.
    span = len(rank) + 1
    children = children[np.argsort(parent[children] * span + rank[children], kind="stable")]
    keys = parent[children] * span + rank[children]
    at = np.searchsorted(keys, person * span + rank[body], side="right") - 1
    found = children[np.maximum(at, 0)]
    holds = below & (at >= 0) & (parent[found] == person) & (last[found] >= rank[body])
    branch: _Array = np.where(holds, found, -1)
    return branch
