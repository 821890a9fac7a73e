"""What proposed facts would change about the routes that are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from govgraph import model, names
from govgraph.analysis import upward
from govgraph.analysis.route_days import RouteDays
from govgraph.analysis.route_lists import Answer, Question, Route, answer
from govgraph.analysis.upward import EVERY_MATTER, Ladder, Walk
from govgraph.analysis.upward_wording import Wording, listed
from govgraph.governance import Governance

Timed = Callable[[Walk, Wording], RouteDays]

_DECIDING = ("Body", "Organisation", *model.UPWARD_LINKS)


@dataclass(frozen=True)
class Outcome:
    """What a route comes to, apart from the numbers of one ladder.

    ``keys`` are (is it a body, id) of each node on the way.
    """

    matter: str | None
    keys: tuple[tuple[bool, str], ...]
    end: str
    worst: float | None

    @property
    def body(self) -> tuple[bool, str]:
        """Where it starts."""
        return self.keys[0]

    def goes_on_from(self, other: Outcome) -> bool:
        """Whether this is the other route, carried further or ended otherwise."""
        return self.keys[: len(other.keys)] == other.keys


@dataclass(frozen=True, eq=False)
class Listed:
    """The routes of an answer with their days, in the words of the ladder that they are on."""

    answer: Answer
    words: Wording
    days: list[RouteDays]

    @classmethod
    def of(cls, question: Question, words: Wording, timed: Timed) -> Listed:
        """The answer to a question."""
        found = answer(question, words.ladder)
        return cls(found, words, [timed(walk, words) for _, walk in found.found])

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What each route comes to."""
        return [
            self._outcome(route, days)
            for route, days in zip(self.answer.found, self.days, strict=True)
        ]

    def _outcome(self, route: Route, days: RouteDays) -> Outcome:
        matter, walk = route
        keys = tuple(self._keys[node] for node in walk.nodes)
        return Outcome(self.words.matter(matter), keys, walk.end, days.worst)

    def has(self, outcome: Outcome, timed: Timed) -> bool:
        """Whether the same route, to the same end in the same days, is there, listed or not."""
        if outcome in self._known:
            return True
        if outcome.end == upward.CUT_SHORT or self._start(outcome) not in self.answer.capped:
            return False
        route = self._on_this_ladder(outcome)
        return route is not None and self._outcome(route, timed(route.walk, self.words)) == outcome

    def _on_this_ladder(self, outcome: Outcome) -> Route | None:
        """The route along the same bodies; none where a step is missing or it ends otherwise."""
        ladder = self.words.ladder
        matter = EVERY_MATTER
        if outcome.matter is not None:
            matter = ladder.number_of(names.key(outcome.matter))
        nodes = [self._place.get(key, -1) for key in outcome.keys]
        hops = []
        for start, end in pairwise(nodes):
            fitting = [hop for hop in ladder.steps(start, matter) if ladder.ends[hop] == end]
            if not fitting:
                return None
            hops.append(fitting[0])
        last = nodes[-1]
        is_end = last >= 0 and not ladder.steps(last, matter)
        if outcome.end not in (upward.CYCLE, upward.GOES_ON):
            if not is_end or ladder.end_of[last] != outcome.end:
                return None
        elif is_end or last < 0:
            return None
        return Route(matter, Walk(tuple(nodes), tuple(hops), outcome.end))

    def _start(self, outcome: Outcome) -> int:
        return self._place.get(outcome.body, -1)

    @cached_property
    def _known(self) -> set[Outcome]:
        return set(self.outcomes)

    @cached_property
    def _keys(self) -> list[tuple[bool, str]]:
        nodes = self.words.ladder.nodes
        return list(zip(nodes["is_body"].tolist(), nodes["id"].tolist(), strict=True))

    @cached_property
    def _place(self) -> dict[tuple[bool, str], int]:
        return {key: node for node, key in enumerate(self._keys)}


def would_change(
    g: Governance, question: Question, now: Listed, timed: Timed
) -> tuple[list[str], list[str]]:
    """For each route what proposed facts would change, and a note on what they would add."""
    if g.include_proposed:
        return [_rests_on_proposed(walk, now.words) for _, walk in now.answer.found], []
    if not any(g.tables[name]["proposed"].any() for name in _DECIDING):
        return [""] * len(now.days), []
    in_force = [now.words.ids[node] for node in now.answer.asked]
    with_proposed = Wording(Ladder.of(g.at(include_proposed=True)))
    then = Listed.of(replace(question, bodies=in_force), with_proposed, timed)
    new = _by_body(
        (outcome, _outcome_in_words(outcome, then.words.route(walk)))
        for outcome, (_, walk) in zip(then.outcomes, then.answer.found, strict=True)
        if not now.has(outcome, timed)
    )
    stays = [then.has(outcome, timed) for outcome in now.outcomes]
    said = [
        "" if same else _change_in_words(outcome, new.get(outcome.body, []))
        for outcome, same in zip(now.outcomes, stays, strict=True)
    ]
    first: dict[tuple[bool, str], int] = {}
    changed: dict[tuple[bool, str], list[Outcome]] = {}
    for place, (outcome, same) in enumerate(zip(now.outcomes, stays, strict=True)):
        first.setdefault(outcome.body, place)
        if not same:
            changed.setdefault(outcome.body, []).append(outcome)
    for body, place in first.items():
        if more := _further(new.get(body, []), changed.get(body, [])):
            extra = f"what is proposed would add {listed(more)}"
            said[place] = "; ".join(filter(None, [said[place], extra]))
    routeless = [text for body in new if body not in first for _, text in new[body]]
    return said, [f"What is proposed would add {listed(routeless)}."] if routeless else []


_New = list[tuple[Outcome, str]]


def _by_body(new: Iterable[tuple[Outcome, str]]) -> Mapping[tuple[bool, str], _New]:
    found: dict[tuple[bool, str], _New] = {}
    for outcome, text in new:
        found.setdefault(outcome.body, []).append((outcome, text))
    return found


def _further(new: _New, changed: list[Outcome]) -> list[str]:
    """The new routes that carry none on that changes."""
    return [text for other, text in new if not any(other.goes_on_from(o) for o in changed)]


def _outcome_in_words(outcome: Outcome, route: str) -> str:
    matter = "" if outcome.matter is None else f"for {outcome.matter}, "
    days = "" if outcome.worst is None else f", {outcome.worst:g} days at worst"
    return f"{route} ({matter}{outcome.end}{days})"


def _change_in_words(outcome: Outcome, new: _New) -> str:
    instead = [text for other, text in new if other.goes_on_from(outcome)]
    return f"with what is proposed: {listed(instead)}" if instead else "proposed facts change it"


def _rests_on_proposed(walk: Walk, words: Wording) -> str:
    proposed = [words.step(hop) for hop in walk.hops if words.hop_facts[hop]["is_proposed"]]
    return f"rests on what is only proposed: {listed(proposed)}" if proposed else ""
