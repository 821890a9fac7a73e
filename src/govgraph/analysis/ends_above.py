"""Where the ways up from a body come to an end, without listing them."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import NamedTuple

import numpy as np

from govgraph.analysis.steps import Steps
from govgraph.analysis.upward import EVERY_MATTER, Ladder

MOST = 5
"""No more ends than this are told apart for one body."""

_LOOKED_AT = 100
"""So many bodies are looked at where the answer differs for every place that is asked from."""


class Ends(NamedTuple):
    """The first ends by name, and whether there are, or may be, more."""

    nodes: list[int]
    has_more: bool


class EndsAbove:
    """The ends above the nodes of one ladder; what several need is worked out once."""

    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder

    def beyond(self, start: int, node: int, matter: int) -> Ends:
        """The ends of the ways that go from ``start`` to ``node`` and do not come back there."""
        if matter == EVERY_MATTER and not self._ladder.general.is_in_circle[start]:
            first = self._general[self._part[node]]
            return Ends(first[:MOST], len(first) > MOST)
        return self._searched(start, node, matter)

    def _searched(self, start: int, node: int, matter: int) -> Ends:
        ladder = self._ladder
        seen, waiting = {start, node}, deque([node] if node != start else [])
        ends: list[int] = []
        while waiting and len(seen) < _LOOKED_AT and len(ends) <= MOST:
            at = waiting.popleft()
            steps = ladder.steps(at, matter)
            if not steps:
                ends.append(at)
            for hop in steps:
                if ladder.ends[hop] not in seen:
                    seen.add(ladder.ends[hop])
                    waiting.append(ladder.ends[hop])
        return Ends(sorted(ends)[:MOST], bool(waiting) or len(ends) > MOST)

    @cached_property
    def _part(self) -> list[int]:
        part: list[int] = self._ladder.general.circles.tolist()
        return part

    @cached_property
    def _general(self) -> list[list[int]]:
        """For each circle, and each node that is in none, the first ends above, and one more.

        The first of what several have together are among the first of each.
        """
        general = self._ladder.general
        part = general.circles
        start, end = part[general.start], part[general.end]
        between = np.unique(np.stack([start, end])[:, start != end], axis=1)
        steps = Steps(int(part.max(initial=-1)) + 1, between[0], between[1])
        found: list[list[int]] = [[] for _ in range(steps.size)]
        for node in general.ends.tolist():
            found[part[node]] = [node]
        first, above = steps.up.indptr.tolist(), steps.up.indices.tolist()
        for each in steps.upward_order:
            if first[each] < first[each + 1]:
                ends = {
                    node for other in above[first[each] : first[each + 1]] for node in found[other]
                }
                found[each] = sorted(ends)[: MOST + 1]
        return found
