"""The search for the routes up from a body, those with the fewest steps to an end first.

The number of routes can be exponential in the number of bodies (forty bodies, each with two ways
to the next, have 2 to the power of 40), and so can that of the ways that come back. So a search
goes best first, as Hart, Nilsson and Raphael (1968), A formal basis for the heuristic
determination of minimum cost paths, describe: a way is taken further in the order of its steps so
far and the fewest that are still needed. These are known exactly, so that without circles nothing
is looked at in vain, and however early a search ends, what it has found are the shortest. Ways that
come back (cycles) are listed after those that reach an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from math import inf

import numpy as np

from govgraph.analysis.upward import (
    CUT_SHORT,
    CYCLE,
    EVERY_MATTER,
    GOES_ON,
    Ladder,
    Walk,
)

MAX_HOPS = 25
"""Routes of more steps than this are not listed where many bodies are asked about."""

MAX_ROUTES = 100
"""No more routes than this are listed for each body and matter unless asked for."""

MAX_STEPS = 25_000
"""After so many steps a search for the routes of one body and matter is cut short."""

BY_ROUTES, BY_HOPS, BY_STEPS = "routes", "hops", "steps"
"""What cut a search: the limit of routes, of the hops of a route, of the steps looked at."""

_REACHES_END, _COMES_BACK = 0, 1


@dataclass(frozen=True)
class Limits:
    """How far a search for routes goes: hops of a route, routes, and steps looked at."""

    hops: int = MAX_HOPS
    routes: int = MAX_ROUTES
    steps: int = MAX_STEPS


@dataclass(frozen=True)
class Found:
    """The routes found, and which of ``BY_ROUTES``, ``BY_HOPS`` and ``BY_STEPS`` cut the search.

    ``steps`` is how many steps were looked at.
    """

    walks: list[Walk] = field(default_factory=list)
    cut_by: frozenset[str] = frozenset()
    steps: int = 0


@dataclass(frozen=True)
class _Target:
    """What is searched for: routes for a matter, to a node, or with a link for the matter itself.

    ``after`` and ``before`` have the fewest hops from a node to the goal once a link for the
    matter itself is behind and before that: where a node is not in them, ``general`` has them.
    """

    matter: int
    to: int | None
    stated_only: bool
    general: Sequence[float]
    after: Mapping[int, float]
    before: Mapping[int, float]

    def hops_left(self, node: int, is_stated: bool) -> float:
        """The fewest hops from here to the goal; infinite where it cannot be reached."""
        if self.stated_only and not is_stated:
            return self.before.get(node, inf)
        return self.after.get(node, self.general[node])

    def may_count(self, node: int, is_stated: bool) -> bool:
        """Whether a link for the matter itself is behind, lies ahead or is not asked for."""
        return is_stated or not self.stated_only or node in self.before


class Search:
    """Searches for routes on one ladder; what several need is worked out once."""

    def __init__(self, ladder: Ladder) -> None:
        self._ladder = ladder
        self._targets: dict[tuple[int, int | None, bool], _Target] = {}
        self._distances: dict[int | None, list[float]] = {}

    def walks(
        self,
        start: int,
        matter: int,
        *,
        to: int | None = None,
        stated_only: bool = False,
        limits: Limits = Limits(),
    ) -> Found:
        """The routes up from a node for a matter.

        With ``to`` only those that come there, up to there. With ``stated_only`` only those
        with a link for the matter itself. A route ends where no step leads up, or where the
        next step would come back to where it has been (a cycle).

        Where not even the shortest route has as few hops as the limit, its beginning is given,
        with the end ``CUT_SHORT``, unless ``to`` or ``stated_only`` is asked for.
        """
        target = self._target(matter, to, stated_only)
        found = _Run(self, target, start, limits).found()
        if not found.walks and BY_HOPS in found.cut_by and to is None and not stated_only:
            return Found([self._beginning(start, target, limits.hops)], found.cut_by, found.steps)
        return found

    def hops_to_goal(self, start: int, matter: int, to: int | None = None) -> float:
        """The fewest hops of a route; infinite where none reaches its goal."""
        return self._target(matter, to, stated_only=False).hops_left(start, is_stated=False)

    def _beginning(self, start: int, target: _Target, hops: int) -> Walk:
        nodes, taken = [start], list[int]()
        while len(taken) < hops and nodes[-1] not in nodes[:-1]:
            steps = self._ladder.steps(nodes[-1], target.matter)
            ends = self._ladder.ends
            taken.append(min(steps, key=lambda hop: target.hops_left(ends[hop], is_stated=False)))
            nodes.append(ends[taken[-1]])
        return Walk(tuple(nodes), tuple(taken), CUT_SHORT)

    # --- what is known before a search ----------------------------------------------------

    def _target(self, matter: int, to: int | None, stated_only: bool) -> _Target:
        key = (matter, to, stated_only)
        if key not in self._targets:
            general = self._general_to(to)
            after = before = dict[int, float]()
            if matter != EVERY_MATTER:
                after = self._nearby(matter, to, general)
            if stated_only:
                before = self._before_own(matter, general, after)
            self._targets[key] = _Target(matter, to, stated_only, general, after, before)
        return self._targets[key]

    def _general_to(self, to: int | None) -> list[float]:
        """The fewest hops of links that serve every matter, from each node."""
        if to not in self._distances:
            general = self._ladder.general
            goals = general.ends if to is None else np.array([to])
            self._distances[to] = general.hops_to(goals)[0].tolist()
        return self._distances[to]

    def _nearby(self, matter: int, to: int | None, general: Sequence[float]) -> dict[int, float]:
        """The fewest hops from the nodes for which a link for the matter makes a difference."""
        ladder, inside = self._ladder, self._ladder.below_matter.get(matter, set[int]())
        begun: dict[int, float] = {}
        for node in inside:
            steps = ladder.steps(node, matter)
            beyond = [general[ladder.ends[hop]] for hop in steps if ladder.ends[hop] not in inside]
            is_goal = node == to if to is not None else not steps
            begun[node] = 0.0 if is_goal else 1 + min(beyond, default=inf)
        return self._spread(begun, matter)

    def _before_own(
        self, matter: int, general: Sequence[float], after: Mapping[int, float]
    ) -> dict[int, float]:
        """The same from where a link for the matter itself is still to come."""
        ladder, inside = self._ladder, self._ladder.below_matter.get(matter, set[int]())
        begun = dict.fromkeys(inside, inf)
        for node in inside:
            for hop in ladder.steps(node, matter):
                if ladder.hop_matters[hop] == matter:
                    end = ladder.ends[hop]
                    begun[node] = min(begun[node], 1 + after.get(end, general[end]))
        return self._spread(begun, matter)

    def _spread(self, begun: dict[int, float], matter: int) -> dict[int, float]:
        """These distances, and those that follow from them a hop further down."""
        least, ladder = dict(begun), self._ladder
        waiting = [(hops, node) for node, hops in begun.items() if hops < inf]
        waiting.sort()
        while waiting:
            hops, node = heappop(waiting)
            if hops > least[node]:
                continue
            for hop in ladder.hops_into(node):
                start = ladder.starts[hop]
                serves = ladder.hop_matters[hop] in (EVERY_MATTER, matter)
                if serves and hops + 1 < least.get(start, -inf):
                    least[start] = hops + 1
                    heappush(waiting, (hops + 1, start))
        return least

    @cached_property
    def circle_of(self) -> list[int]:
        """For each node the number of the circles that it is in; -1 for none."""
        every = self._ladder.every
        circles: list[int] = np.where(every.is_in_circle, every.circles, -1).tolist()
        return circles

    @cached_property
    def has_circle_above(self) -> list[bool]:
        """Whether a way up from each node leads into a circle."""
        every = self._ladder.every
        above: list[bool] = np.isfinite(
            every.hops_to(np.flatnonzero(every.is_in_circle))[0]
        ).tolist()
        return above

    @property
    def ladder(self) -> Ladder:
        """Where is searched."""
        return self._ladder


class _Run:
    """One search. Ways are numbered; each knows the way that it carries on by a hop."""

    def __init__(self, search: Search, target: _Target, start: int, limits: Limits) -> None:
        self._search, self._target, self._limits = search, target, limits
        self._ladder = search.ladder
        self._node: list[int] = []
        self._hop: list[int] = []
        self._before: list[int] = []
        self._hops: list[int] = []
        self._is_stated: list[bool] = []
        self._end: list[str] = []
        self._waiting: list[tuple[int, float, int, int]] = []
        self._cut_by: set[str] = set()
        self._looked_at = 0
        self._take(-1, -1, start)

    def found(self) -> Found:
        walks: list[Walk] = []
        for way in self._ended():
            if len(walks) == self._limits.routes:
                self._cut_by.add(BY_ROUTES)
                break
            walks.append(self._walk(way))
        return Found(walks, frozenset(self._cut_by), self._looked_at)

    def _ended(self) -> Iterator[int]:
        """The ways that have come to an end, best first."""
        waiting = self._waiting
        while waiting:
            *_, way = heappop(waiting)
            if self._end[way]:
                yield way
            elif self._looked_at >= self._limits.steps:
                self._cut_by.add(BY_STEPS)  # what has ended by now is still listed
            else:
                for hop in self._ladder.steps(self._node[way], self._target.matter):
                    self._take(way, hop, self._ladder.ends[hop])

    def _take(self, before: int, hop: int, node: int) -> None:
        """Takes a way a hop further, unless it can come to nothing."""
        self._looked_at += 1
        target, ladder = self._target, self._ladder
        hops = 0 if before < 0 else self._hops[before] + 1
        is_stated = before >= 0 and (
            self._is_stated[before] or ladder.hop_matters[hop] == target.matter
        )
        if not target.may_count(node, is_stated):
            return
        has_step = bool(ladder.steps(node, target.matter))
        order: tuple[int, float, int]
        end = ""
        if self._has_been_at(node, before):
            if target.to is not None or not (is_stated or not target.stated_only):
                return
            # Listed before others that may come back are followed: those can be very many.
            end, order = CYCLE, (_COMES_BACK, -1, hops)
        elif node == target.to or not has_step:
            if target.to not in (None, node) or not (is_stated or not target.stated_only):
                return
            end = GOES_ON if has_step else ladder.end_of[node]
            order = (_REACHES_END, hops, -hops)
        else:
            at_least = hops + target.hops_left(node, is_stated)
            is_in_vain = target.to is not None or not self._search.has_circle_above[node]
            if at_least == inf and is_in_vain:
                return
            if hops >= self._limits.hops or (at_least > self._limits.hops and is_in_vain):
                self._cut_by.add(BY_HOPS)
                return
            if at_least > self._limits.hops:
                order = (_COMES_BACK, hops, 0)
            else:
                order = (_REACHES_END, at_least, -hops)
        self._keep(before, hop, node, hops, is_stated, end, order)

    def _keep(
        self,
        before: int,
        hop: int,
        node: int,
        hops: int,
        is_stated: bool,
        end: str,
        order: tuple[int, float, int],
    ) -> None:
        heappush(self._waiting, (*order, len(self._node)))
        self._node.append(node)
        self._hop.append(hop)
        self._before.append(before)
        self._hops.append(hops)
        self._is_stated.append(is_stated)
        self._end.append(end)

    def _has_been_at(self, node: int, way: int) -> bool:
        """Whether a way leads past a node; only those of one circle can be met again."""
        circle_of = self._search.circle_of
        circle = circle_of[node]
        while circle >= 0 and way >= 0 and circle_of[self._node[way]] == circle:
            if self._node[way] == node:
                return True
            way = self._before[way]
        return False

    def _walk(self, way: int) -> Walk:
        end, nodes, hops = self._end[way], [], []
        while way >= 0:
            nodes.append(self._node[way])
            hops.append(self._hop[way])
            way = self._before[way]
        return Walk(tuple(reversed(nodes)), tuple(reversed(hops[:-1])), end)
