"""Which routes are listed in answer to a question, shared out fairly where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from govgraph.analysis import upward
from govgraph.analysis.route_search import (
    BY_HOPS,
    BY_ROUTES,
    BY_STEPS,
    MAX_HOPS,
    MAX_STEPS,
    Found,
    Limits,
    Search,
)
from govgraph.analysis.upward import EVERY_MATTER, Ladder, Walk
from govgraph.sentences import counted

MAX_ROWS = 250_000
"""Where very many bodies are asked about at once, about so many routes are listed in all."""

_HOPS_OF_FEW = 1_000
_HOPS_IN_ALL = 1_000_000
_STEPS_IN_ALL = 5_000_000
_STEPS_AT_LEAST = 200
_ROUNDS = 6
_EXACT = 2.0**53


@dataclass(frozen=True)
class Question:
    """Which routes are asked for; ``to`` is (is it a body, id), ``matter`` a key.

    Without ``max_hops`` routes are followed for :data:`route_search.MAX_HOPS` steps, and where
    few bodies are asked about for up to a thousand.
    """

    bodies: Sequence[str]
    to: tuple[bool, str] | None = None
    matter: str | None = None
    max_hops: int | None = None
    max_routes: int = 100

    @property
    def hops(self) -> int:
        """So many steps of a route are followed."""
        if self.max_hops is not None:
            return self.max_hops
        fitting = _HOPS_IN_ALL // max(1, len(self.bodies) * self.max_routes)
        return max(MAX_HOPS, min(_HOPS_OF_FEW, fitting))


class Route(NamedTuple):
    """A route and the matter that it is limited to."""

    matter: int
    walk: Walk


@dataclass(frozen=True)
class Answer:
    """The routes listed, the bodies asked about, and for which of them, and how, the list was cut.

    ``is_reached`` says whether any way leads to the target that was asked for.
    """

    found: list[Route]
    capped: dict[int, str]
    asked: list[int]
    is_reached: bool = True


def answer(question: Question, ladder: Ladder) -> Answer:
    """The routes asked for: all of them, or a fair share for every body.

    Each body has as many as there are up to ``max_routes`` for each matter. Where that would
    be more than :data:`MAX_ROWS` in all, every body has a share, and what some do not need is
    shared out again among those that have more.
    """
    is_body = ladder.nodes["is_body"]
    place = {key: node for node, key in enumerate(zip(is_body, ladder.nodes["id"], strict=True))}
    asked = sorted(place[True, id_] for id_ in question.bodies if (True, id_) in place)
    if question.to is not None and question.to not in place:
        return Answer([], {}, asked, is_reached=False)
    lister = _Lister(question, ladder, None if question.to is None else place[question.to])
    lists = lister.lists(asked)
    found = [route for node in asked for route in lists[node].routes()]
    capped = {node: said for node in asked if (said := lister.capped(lists[node]))}
    return Answer(found, capped, asked, any(map(lister.can_reach, asked)))


@dataclass(frozen=True)
class _List:
    """The routes of one body, by the matter that they were searched for."""

    node: int
    by_matter: dict[int, Found]
    ladder: Ladder

    @property
    def rows(self) -> int:
        return sum(len(found.walks) for found in self.by_matter.values())

    @property
    def steps(self) -> int:
        return sum(found.steps for found in self.by_matter.values())

    def is_cut_by_shares(self, most: int) -> bool:
        """Whether the list is cut by something else than the most that may be listed."""
        return self.would_grow(most, more_rows=1, more_steps=1)

    def would_grow(self, most: int, more_rows: int, more_steps: int) -> bool:
        """Whether so many more rows, or steps, could make the list longer."""
        return any(
            (more_steps > 0 and BY_STEPS in found.cut_by)
            or (more_rows > 0 and BY_ROUTES in found.cut_by and len(found.walks) < most)
            for found in self.by_matter.values()
        )

    def routes(self) -> list[Route]:
        """In order of matter, hops and names."""
        routes = [
            Route(self.ladder.label(walk, matter), walk)
            for matter, found in self.by_matter.items()
            for walk in found.walks
        ]
        return sorted(routes, key=lambda r: (r.matter, len(r.walk.hops), r.walk.nodes))


class _Lister:
    def __init__(self, question: Question, ladder: Ladder, to: int | None) -> None:
        self._question, self._ladder, self._to = question, ladder, to
        self._search = Search(ladder)

    def lists(self, asked: Sequence[int]) -> dict[int, _List]:
        """A list for each body: fair shares first, and then again of what others leave."""
        lists: dict[int, _List] = {}
        share = max(1, MAX_ROWS // max(1, len(asked)))
        steps = min(MAX_STEPS, max(_STEPS_AT_LEAST, _STEPS_IN_ALL // max(1, len(asked))))
        steps_left = _STEPS_IN_ALL
        growing = list(asked)
        for _ in range(_ROUNDS):
            for node in growing:
                lists[node] = self._list(node, share, steps)
                steps_left -= lists[node].steps
            growing = [node for node in growing if lists[node].is_cut_by_shares(self._most)]
            if not growing or steps_left <= 0:
                break
            rows_left = MAX_ROWS - sum(each.rows for each in lists.values())
            more_rows = max(0, rows_left) // len(growing)
            more_steps = min(MAX_STEPS, max(steps, steps_left // len(growing))) - steps
            growing = [
                node
                for node in growing
                if lists[node].would_grow(self._most, more_rows, more_steps)
            ]
            share, steps = share + more_rows, steps + more_steps
        return lists

    @property
    def _most(self) -> int:
        return self._question.max_routes

    def _matters(self, node: int) -> list[int]:
        if self._question.matter is not None:
            return [self._ladder.number_of(self._question.matter)]
        return [EVERY_MATTER, *self._ladder.matters_of.get(node, ())]

    def _list(self, node: int, share: int, steps: int) -> _List:
        """The routes of one body: no more than its share, in as many steps."""
        matters = self._matters(node)
        by_matter: dict[int, Found] = {}
        for matter in matters:
            by_matter[matter] = self._search.walks(
                node,
                matter,
                to=self._to,
                # What serves every matter is listed once, not again for each.
                stated_only=self._question.matter is None and matter != EVERY_MATTER,
                limits=Limits(
                    self._question.hops,
                    min(self._most, share - sum(len(f.walks) for f in by_matter.values())),
                    max(1, steps // len(matters)),
                ),
            )
        return _List(node, by_matter, self._ladder)

    def can_reach(self, node: int) -> bool:
        """Whether any way leads from a body to the target asked for."""
        return self._to is None or any(
            self._search.hops_to_goal(node, matter, self._to) < float("inf")
            for matter in self._matters(node)
        )

    # --- what is left out, in words -------------------------------------------------------

    def capped(self, listed: _List) -> str:
        """A sentence on what is left out of the list of a body; blank for nothing."""
        said = []
        for matter, found in listed.by_matter.items():
            if not found.cut_by:
                continue
            subject = "" if matter == EVERY_MATTER else f"for {self._ladder.matters[matter]}: "
            said.append(f"{subject}{self._left_out(listed.node, matter, found)}")
        return "; ".join(said)

    def _left_out(self, node: int, matter: int, found: Found) -> str:
        count = len(found.walks)
        if [walk.end for walk in found.walks] == [upward.CUT_SHORT]:
            return self._too_long(node, matter)
        total = self._route_count(node, matter)
        if total is not None:
            said = f"{count:,} of {total} listed"
        elif BY_ROUTES in found.cut_by:
            said = f"{_routes(count)} listed, and there are more"
        else:
            said = f"{_routes(count)} listed, and there may be more"
        why = []
        if BY_HOPS in found.cut_by:
            why.append(f"none of more than {self._question.hops:,} steps")
        if BY_STEPS in found.cut_by:
            why.append("the search was cut short")
        elif BY_ROUTES in found.cut_by and count > 1:
            why.append("those that reach an end in the fewest steps come first")
        return f"{said} ({'; '.join(why)})" if why else said

    def _too_long(self, node: int, matter: int) -> str:
        hops = self._search.hops_to_goal(node, matter)
        shown = f"shown is the beginning, of {self._question.hops:,}"
        if hops == float("inf"):
            return f"every way runs into a circle of more steps than are followed; {shown}"
        return f"the shortest route has {hops:,.0f} steps; {shown}"

    def _route_count(self, node: int, matter: int) -> str | None:
        """How many routes there are, where that is known without listing them."""
        if self._to is not None or node in self._ladder.below_matter.get(matter, ()):
            return None
        count = self._counts[node]
        if count != count:  # not a number: there is a circle above
            return None
        if count > _EXACT:
            return f"more than {int(_EXACT):,} routes are"
        return counted(count, "route is", "routes are")

    @cached_property
    def _counts(self) -> list[float]:
        counts: list[float] = self._ladder.general.route_counts().tolist()
        return counts


def _routes(count: int) -> str:
    return counted(count, "route is", "routes are") if count else "no route is"
