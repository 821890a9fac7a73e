"""How steps up are put into words: cited sentences for evidence columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from govgraph import model, sentences
from govgraph.analysis import upward
from govgraph.analysis.upward import Ladder, Walk

ARROW = " > "

VERBS = {
    "ESCALATES_TO": "escalates to",
    "REPORTS_TO": "reports to",
    "ACCOUNTABLE_TO": "is accountable to",
    "PART_OF": "is part of",
}


def listed(things: Sequence[str], most: int = 5) -> str:
    """The things in a sentence, of many the first five: see :func:`govgraph.sentences.listed`."""
    return sentences.listed(things, most)


def times_a_year(rate: float) -> str:
    """A frequency in words.

    >>> times_a_year(1.0), times_a_year(2.5)
    ('once a year', '2.5 times a year')
    """
    words = {1.0: "once a year", 2.0: "twice a year"}
    return words.get(rate, f"{rate:g} times a year")


def citation(parts: Iterable[Any]) -> str:
    """What is known of where a fact stands, in brackets; nothing where nothing is known."""
    known = [str(part) for part in parts if not pd.isna(part) and part != ""]
    return f"({', '.join(known)})" if known else ""


class Wording:
    """Sentences about the nodes, hops and walks of one ladder."""

    def __init__(self, ladder: Ladder) -> None:
        self.ladder = ladder
        self._sentences: dict[int, str] = {}

    @cached_property
    def names(self) -> list[str]:
        """The name of each node."""
        return [str(name) for name in self.ladder.nodes["name"]]

    @cached_property
    def ids(self) -> list[str]:
        """The id of each node."""
        return [str(id_) for id_ in self.ladder.nodes["id"]]

    @cached_property
    def link_facts(self) -> list[dict[str, Any]]:
        """Each link as a record."""
        columns = ["type", "source", "paragraph", "frequency_per_year", "matter", "condition"]
        return self.ladder.links[[*columns, "basis", "proposed"]].to_dict("records")  # type: ignore[return-value]

    @cached_property
    def hop_facts(self) -> list[dict[str, Any]]:
        """Each hop as a record."""
        return self.ladder.hops.to_dict("records")  # type: ignore[return-value]

    @cached_property
    def node_facts(self) -> list[dict[str, Any]]:
        """Each node as a record."""
        return self.ladder.nodes.to_dict("records")  # type: ignore[return-value]

    def place(self, node: int) -> str:
        """Where a body is written of, in brackets after a space; nothing where unknown."""
        fact = self.node_facts[node]
        cited = citation([fact["source"], fact["paragraph"]])
        return f" {cited}" if cited else ""

    def matter(self, number: int) -> str | None:
        """The matter as it is written; nothing for every matter."""
        return None if number == upward.EVERY_MATTER else self.ladder.matters[number]

    def route(self, walk: Walk) -> str:
        """The names on the way; with ids where two are called the same."""
        names = [self.names[node] for node in walk.nodes]
        if len(set(names)) < len(set(walk.nodes)):
            names = [f"{self.names[node]} ({self.ids[node]})" for node in walk.nodes]
        return ARROW.join(names)

    def step(self, hop: int) -> str:
        """The two names of a hop."""
        return ARROW.join(self.names[self.hop_facts[hop][end]] for end in ("start", "end"))

    def link_type(self, hop: int) -> str:
        """The strongest link of a hop, which names it."""
        return model.UPWARD_LINKS[self.hop_facts[hop]["rank"]]

    def hop(self, hop: int) -> str:
        """What every link of a hop states, each cited."""
        if hop not in self._sentences:
            by_type: dict[str, list[str]] = {}
            for link in self.ladder.links_of_hop[hop]:
                fact = self.link_facts[link]
                by_type.setdefault(VERBS[fact["type"]], []).append(_reference(fact))
            start, end = (self.names[self.hop_facts[hop][column]] for column in ("start", "end"))
            said = [" ".join([verb, "{}", *filter(None, refs)]) for verb, refs in by_type.items()]
            first, *others = said
            clauses = [first.format(end), *(other.format("it") for other in others)]
            self._sentences[hop] = f"{start} {' and '.join(clauses)}"
        return self._sentences[hop]

    def hops(self, hops: Sequence[int], most: int = 10) -> str:
        """The sentences of several hops; the first few and how many more there are."""
        said = [self.hop(hop) for hop in hops[:most]]
        if len(hops) > most:
            said.append(f"and {len(hops) - most} more such steps")
        return "; ".join(said)


def _reference(fact: dict[str, Any]) -> str:
    rate, matter, condition = fact["frequency_per_year"], fact["matter"], fact["condition"]
    return citation(
        [
            fact["source"],
            fact["paragraph"],
            "" if pd.isna(rate) else _frequency(str(rate)),
            "" if pd.isna(matter) else f"for {matter}",
            "" if pd.isna(condition) else f"condition: {condition}",
            "inferred" if fact["basis"] == "inferred" else "",
            "proposed" if fact["proposed"] is True else "",
        ]
    )


def _frequency(said: str) -> str:
    try:
        return times_a_year(float(said))
    except ValueError:
        return said
