"""A graph of steps up as arrays: how far its nodes are from its ends, its circles, its dominators.

Nodes are numbered from 0; a step leads from one node up to another. Everything here takes time
in proportion to the steps, or nearly so, on a graph of any shape: no route is ever listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

Numbers = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NOWHERE = -1
"""In place of a node: there is none."""


@dataclass(frozen=True, eq=False)
class Steps:
    """Steps up between nodes: the step at each place leads from ``start`` to ``end``.

    >>> steps = Steps(3, np.array([0, 1]), np.array([1, 2]))
    >>> steps.hops_to(steps.ends)[0].tolist()
    [2.0, 1.0, 0.0]
    """

    size: int
    start: Numbers
    end: Numbers

    @cached_property
    def up(self) -> sparse.csr_array:
        """Which nodes each node has a step to: 1 where it has."""
        return self._matrix(self.start, self.end)

    @cached_property
    def down(self) -> sparse.csr_array:
        """Which nodes each node has a step from: 1 where it has."""
        return self._matrix(self.end, self.start)

    def _matrix(self, row: Numbers, column: Numbers) -> sparse.csr_array:
        ones = np.ones(len(row))
        return sparse.csr_array((ones, (row, column)), shape=(self.size, self.size))

    @cached_property
    def ends(self) -> Numbers:
        """The nodes from which no step leads up."""
        return np.flatnonzero(np.bincount(self.start, minlength=self.size) == 0)

    # --- which hang together --------------------------------------------------------------

    @cached_property
    def circles(self) -> Numbers:
        """The number of the strongly connected component of each node: those in a circle share it.

        Tarjan (1972), Depth-first search and linear graph algorithms; by
        ``scipy.sparse.csgraph``.
        """
        return self._components("strong")

    @cached_property
    def parts(self) -> Numbers:
        """The number of the part of the graph that each node is in, whichever way steps lead."""
        return self._components("weak")

    def _components(self, connection: Literal["strong", "weak"]) -> Numbers:
        return csgraph.connected_components(self.up, connection=connection)[1].astype(np.int64)

    @cached_property
    def is_in_circle(self) -> Flags:
        """Whether a way leads from each node back to it."""
        in_circle: Flags = np.bincount(self.circles, minlength=1)[self.circles] > 1
        in_circle[self.start[self.start == self.end]] = True
        return in_circle

    # --- how far --------------------------------------------------------------------------

    def hops_to(self, goals: Numbers) -> tuple[Amounts, Numbers]:
        """The fewest steps from each node to one of these, and to which: the first of several.

        Infinite, and :data:`NOWHERE`, where none can be reached. A search in breadth from all
        the goals at once.
        """
        hops = np.full(self.size, np.inf)
        nearest = np.full(self.size, NOWHERE)
        if not len(goals):
            return hops, nearest
        down = self._below_a_root(np.unique(goals))
        order, came_from = csgraph.breadth_first_order(down, self.size)
        found = order[1:]
        above = came_from.astype(np.int64)
        is_goal = above[: self.size] == self.size
        above[: self.size][is_goal] = np.flatnonzero(is_goal)
        # Each node's way is followed twice as far in every round.
        far = np.zeros(self.size)
        far[found] = ~is_goal[found]
        above = above[: self.size]
        while True:
            further = far[above[found]]
            if not further.any():
                break
            far[found] += further
            above[found] = above[above[found]]
        hops[found], nearest[found] = far[found], above[found]
        return hops, nearest

    def _below_a_root(self, goals: Numbers) -> sparse.csr_array:
        """The steps down, and from one more node a step down to each of these."""
        down = self.down
        indptr = np.append(down.indptr, down.indptr[-1] + len(goals))
        indices = np.concatenate([down.indices, goals.astype(down.indices.dtype)])
        size = self.size + 1
        return sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=(size, size))

    def least_to(self, goals: Numbers, weight: Amounts) -> Amounts:
        """The least sum of weights of a way from each node to one of these; infinite for none.

        A step whose weight is not known is taken by no way. Dijkstra (1959), A note on two
        problems in connexion with graphs; by ``scipy.sparse.csgraph``.
        """
        if not len(goals):
            return np.full(self.size, np.inf)
        known = ~np.isnan(weight)
        start, end, weight = self.start[known], self.end[known], weight[known]
        order = np.lexsort((weight, start, end))
        start, end, weight = start[order], end[order], weight[order]
        first = np.ones(len(start), dtype=bool)  # the least of several steps between two nodes
        first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
        shape = (self.size, self.size)
        down = sparse.csr_array((weight[first], (end[first], start[first])), shape=shape)
        least: Amounts = csgraph.dijkstra(down, indices=goals, min_only=True)
        return least

    # --- without circles ------------------------------------------------------------------

    @cached_property
    def upward_order(self) -> list[int]:
        """The nodes above which there is no circle, each after all that it has a step to.

        Kahn (1962), Topological sorting of large networks.
        """
        left = np.bincount(self.start, minlength=self.size).tolist()
        order: list[int] = self.ends.tolist()
        first, below = self.down.indptr.tolist(), self.down.indices.tolist()
        each = self.down.data.tolist()  # parallel steps are one entry, which counts them
        for node in order:
            for at in range(first[node], first[node + 1]):
                left[below[at]] -= each[at]
                if left[below[at]] == 0:
                    order.append(below[at])
        return order

    def route_counts(self) -> Amounts:
        """How many routes each node has to an end; not a number where a circle is above it.

        Exact up to 2 to the power of 53, and a rounded number above; infinite where that is no
        longer one. Parallel steps count as several.
        """
        counts = [np.nan] * self.size
        first, above = self.up.indptr.tolist(), self.up.indices.tolist()
        each = self.up.data.tolist()
        for node in self.upward_order:
            steps = range(first[node], first[node + 1])
            counts[node] = sum(each[at] * counts[above[at]] for at in steps) if steps else 1.0
        return np.array(counts, dtype=float)

    def longest(self, weight: Amounts) -> Amounts:
        """The greatest sum of weights of a route from each node to an end.

        Not a number where a circle is above the node (the longest way without a repetition is
        then hard to find: Garey and Johnson 1979, ND29), or where the weight of a step of one
        of its routes is not known.
        """
        place = np.full(self.size, -1)
        place[self.upward_order] = np.arange(len(self.upward_order))
        rows = np.argsort(self.start, kind="stable")
        first = np.searchsorted(self.start[rows], np.arange(self.size + 1)).tolist()
        ends, weights = self.end[rows].tolist(), weight[rows].tolist()
        most = [np.nan] * self.size
        for node in self.upward_order:
            steps = range(first[node], first[node + 1])
            sums = [weights[at] + most[ends[at]] for at in steps]
            is_known = all(total == total for total in sums)  # not a number is not itself
            most[node] = max(sums, default=0.0) if is_known else np.nan
        return np.array(most, dtype=float)

    # --- what cannot be gone around -------------------------------------------------------

    def dominators(self, goals: Numbers) -> Dominators:
        """Through which nodes every way from each node to one of these leads."""
        down = self._below_a_root(np.unique(goals))
        return Dominators.of(down.indptr.tolist(), down.indices.tolist(), self.size)


@dataclass(frozen=True, eq=False)
class Dominators:
    """The nodes through which every way from a node to a goal leads: a tree below the goals.

    Attributes:
        nearest: for each node the first node of these on its ways; the number of nodes where
            there is none, :data:`NOWHERE` where no goal can be reached.
        order: the nodes that reach a goal, in such an order that those which lead through a
            node stand behind it in one run.
        below: how many stand in that run, by node.
    """

    nearest: Numbers
    order: Numbers
    below: Numbers

    @classmethod
    def of(cls, first: list[int], following: list[int], root: int) -> Dominators:
        """From the steps away from ``root``: those of each node start at ``first``.

        Lengauer and Tarjan (1979), A fast algorithm for finding dominators in a flowgraph, in
        its simple version: of m steps between n nodes in m log n. Without recursion.
        """
        nearest = np.full(root, NOWHERE)
        reached, immediate = _immediate_dominators(first, following, root)
        above = [reached[place] for place in immediate]
        nearest[reached[1:]] = above[1:]
        return cls(nearest, *_in_runs(reached, above, root))

    @cached_property
    def place(self) -> Numbers:
        """Where each node stands in the order; :data:`NOWHERE` if it does not."""
        place = np.full(len(self.nearest), NOWHERE)
        place[self.order] = np.arange(len(self.order))
        return place

    def sums_below(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """For each node the sum of the values of those that lead through it, without its own."""
        running = np.zeros(len(self.order) + 1, dtype=values.dtype)
        np.cumsum(values[self.order], out=running[1:])
        sums = np.zeros(len(self.nearest), dtype=values.dtype)
        after = self.place[self.order] + 1
        sums[self.order] = running[after + self.below[self.order]] - running[after]
        return sums

    def run_below(self, node: int) -> Numbers:
        """The nodes that lead through a node: none before one that it leads through itself."""
        after = int(self.place[node]) + 1
        return self.order[after : after + int(self.below[node])]


def _immediate_dominators(
    first: list[int], following: list[int], root: int
) -> tuple[list[int], list[int]]:
    """The nodes in the order of a search in depth; and the place of each one's dominator there."""
    reached, parent, number = _in_depth(first, following, root)
    size = len(reached)
    before: list[list[int]] = [[] for _ in range(size)]
    for place, node in enumerate(reached):
        for at in range(first[node], first[node + 1]):
            before[number[following[at]]].append(place)
    semi = list(range(size))
    label = list(range(size))
    ancestor = [NOWHERE] * size
    immediate = [0] * size
    waiting: list[list[int]] = [[] for _ in range(size)]
    for place in range(size - 1, 0, -1):
        least = place
        for other in before[place]:
            candidate = semi[_least_on_the_way(other, ancestor, label, semi)]
            least = min(least, candidate)
        semi[place] = least
        waiting[least].append(place)
        above = parent[place]
        ancestor[place] = above
        for other in waiting[above]:
            candidate = _least_on_the_way(other, ancestor, label, semi)
            immediate[other] = candidate if semi[candidate] < above else above
        waiting[above] = []
    for place in range(1, size):
        if immediate[place] != semi[place]:
            immediate[place] = immediate[immediate[place]]
    return reached, immediate


def _in_depth(
    first: list[int], following: list[int], root: int
) -> tuple[list[int], list[int], list[int]]:
    """The nodes of a search in depth in order; each one's parent's place; each node's place."""
    number = [NOWHERE] * (root + 1)
    reached, parent = [root], [0]
    number[root] = 0
    trail: list[tuple[int, Iterator[int]]] = [(0, iter(following[first[root] : first[root + 1]]))]
    while trail:
        place, onward = trail[-1]
        for node in onward:
            if number[node] == NOWHERE:
                number[node] = len(reached)
                trail.append((len(reached), iter(following[first[node] : first[node + 1]])))
                reached.append(node)
                parent.append(place)
                break
        else:
            trail.pop()
    return reached, parent, number


def _least_on_the_way(place: int, ancestor: list[int], label: list[int], semi: list[int]) -> int:
    """The node with the least semidominator above a place in the forest, whose ways it shortens."""
    if ancestor[place] == NOWHERE:
        return place
    way = []
    while ancestor[ancestor[place]] != NOWHERE:
        way.append(place)
        place = ancestor[place]
    for below in reversed(way):
        above = ancestor[below]
        if semi[label[above]] < semi[label[below]]:
            label[below] = label[above]
        ancestor[below] = ancestor[above]
        place = below
    return label[place]


def _in_runs(reached: list[int], above: list[int], root: int) -> tuple[Numbers, Numbers]:
    """The nodes with those that lead through each in one run behind it; and how many those are."""
    below = [0] * (root + 1)
    for node, over in zip(reversed(reached), reversed(above), strict=True):
        if node != root:
            below[over] += below[node] + 1
    # A dominator is reached before what leads through it, so its place is known by then.
    place, free = [0] * (root + 1), [0] * (root + 1)
    order = [0] * (len(reached) - 1)
    for node, over in zip(reached[1:], above[1:], strict=True):
        place[node] = free[over]
        free[over] += below[node] + 1
        free[node] = place[node] + 1
        order[place[node]] = node
    return np.array(order, dtype=np.int64), np.array(below[:root], dtype=np.int64)
