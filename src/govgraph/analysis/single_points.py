"""Bodies that no way up goes around: single points of failure.

A body is one for another if every route of the other to an apex passes through it: it dominates
the other in the graph of the steps up, read from the apexes down. Several apexes are joined below
one node that stands for all of them, so that none of two is a single point; circles need no
special care, as a way that comes back only adds steps to one that does not.

A route that stops at a dead end reaches no apex, and so does not count for a body that has another.
For a body of which every route stops at dead ends these count, as there is nothing else. A body
whose links are not given completely may have a way of its own that is not recorded. So it is
taken as one from which an apex may be reached, which leaves it and what depends on it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph.analysis.steps import Dominators, Flags, Numbers, Steps
from govgraph.analysis.upward import APEX, DEAD_END, MISSING_HOP, Ladder

MOST_NAMED = 1_000_000
"""So many bodies are named in all beside the single points that they depend on."""


@dataclass(frozen=True, eq=False)
class Passing:
    """Which bodies every route of others passes, by the links that serve every matter.

    With ``only_covered`` a body whose links are not given completely may have other ways.
    """

    ladder: Ladder
    only_covered: bool

    @cached_property
    def tree(self) -> Dominators:
        """The bodies that pass through each."""
        general = self.ladder.general
        goals = np.flatnonzero(self._is_hopeful_end | self._ends_as(DEAD_END))
        # A step towards nothing but dead ends is no part of a route to an apex.
        kept = ~self.is_hopeful[general.start] | self.is_hopeful[general.end]
        steps = Steps(general.size, general.start[kept], general.end[kept])
        return steps.dominators(goals)

    @cached_property
    def counts(self) -> Numbers:
        """For each node how many bodies pass through it; 0 for ends and what is no body."""
        sums = self.tree.sums_below(self._is_body.astype(np.int64)).astype(np.int64)
        return np.where(self._is_body & ~self._is_end, sums, 0)

    @cached_property
    def signatures(self) -> Sequence[int]:
        """A number for each node that tells one set of bodies below it from another."""
        each = pd.util.hash_array(self.ladder.nodes["id"].to_numpy(dtype=object))
        signatures: list[int] = self.tree.sums_below(each).tolist()
        return signatures

    @cached_property
    def rests_on_inference(self) -> Flags:
        """For each node whether a step of it, or of what passes through it, is only inferred."""
        hops = self.ladder.hops.iloc[self.ladder.general_hops]
        starts = hops.loc[hops["is_inferred"].to_numpy(), "start"]
        inferred = np.bincount(starts, minlength=len(self.ladder.nodes))
        flags: Flags = self.tree.sums_below(inferred).astype(np.int64) + inferred > 0
        return flags

    def points(self) -> list[int]:
        """The single points, in order."""
        points: list[int] = np.flatnonzero(self.counts).tolist()
        return points

    def below(self, node: int, most: int) -> list[int]:
        """The bodies that pass through a node, in order; of more than ``most`` about so many."""
        run = self.tree.run_below(node)[:most]
        return sorted(run[self._is_body[run]].tolist())

    @cached_property
    def _is_body(self) -> Flags:
        is_body: Flags = self.ladder.nodes["is_body"].to_numpy()
        return is_body

    # --- where the routes end -------------------------------------------------------------

    @cached_property
    def is_hopeful(self) -> Flags:
        """Whether an apex can be reached from each node, as far as is known."""
        goals = np.flatnonzero(self._is_hopeful_end)
        return np.isfinite(self.ladder.general.hops_to(goals)[0])

    @cached_property
    def reaches_apex(self) -> Flags:
        """Whether a recorded route leads from each node to an apex."""
        goals = np.flatnonzero(self._ends_as(APEX))
        return np.isfinite(self.ladder.general.hops_to(goals)[0])

    @cached_property
    def _is_hopeful_end(self) -> Flags:
        """An apex, or where there may be more than is recorded."""
        covered = self.ladder.nodes["covered"].to_numpy()
        hopeful: Flags = self._ends_as(APEX) | self._ends_as(MISSING_HOP)
        return hopeful | ~covered if self.only_covered else hopeful

    @cached_property
    def _is_end(self) -> Flags:
        is_end = np.zeros(len(self.ladder.nodes), dtype=bool)
        is_end[self.ladder.general.ends] = True
        return is_end

    def _ends_as(self, end: str) -> Flags:
        ends_so: Flags = np.array(self.ladder.end_of, dtype=object) == end
        return self._is_end & ends_so


def fair_share(sizes: Numbers, total: int) -> int:
    """The most that each of some lists may have so that all together have no more than ``total``.

    >>> fair_share(np.array([1, 10, 10]), 9), fair_share(np.array([1, 2]), 9)
    (4, 2)
    """
    least, most = 0, int(sizes.max(initial=0))
    while least < most:
        middle = (least + most + 1) // 2
        if int(np.minimum(sizes, middle).sum()) <= total:
            least = middle
        else:
            most = middle - 1
    return least
