"""Organisations as voices: which seats speak for which, and which names may be one agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import networkx as nx
import pandas as pd
from rapidfuzz import fuzz

from govgraph import frames, names
from govgraph.governance import Governance

_ALIKE = 80.0
"""How alike, of 100, two words are that may be one misspelt: "Hospital" and "Hospitals", not
"East" and "West"."""

_SHORT = 3
"""Names of no more words lie within others by chance: "West Mercia Police" in that of its
commissioner."""


@dataclass(frozen=True)
class Agencies:
    """The organisations that seats speak for.

    Attributes:
        names: the name of each, by id.
        sectors: the sector of each that has one, by id.
        parents: the id of the parent of each that has one, by id.
        spellings: every name, other name and id as :func:`govgraph.names.key` has it, with the
            ids that it fits.
    """

    names: dict[str, str]
    sectors: dict[str, str]
    parents: dict[str, str]
    spellings: dict[str, set[str]]

    @classmethod
    def of(cls, g: Governance, ids: Iterable[str]) -> Agencies:
        """The organisations, or bodies, of these ids."""
        wanted = set(ids)
        tables = [g.tables["Organisation"], g.tables["Body"]]
        rows = pd.concat([t[t["id"].isin(wanted)] for t in tables], ignore_index=True)
        spellings: dict[str, set[str]] = {}
        for id_, name, others in zip(rows["id"], rows["name"], rows["other_names"], strict=True):
            for spelling in (id_, name, *frames.split_list(others)):
                spellings.setdefault(names.key(spelling), set()).add(id_)
        parents = _parents(g, wanted)
        return cls(
            names=dict(zip(rows["id"], rows["name"], strict=True)),
            sectors=dict(rows.loc[rows["sector"].notna(), ["id", "sector"]].to_numpy()),
            parents=parents,
            spellings=spellings,
        )

    def called(self, name: str) -> set[str]:
        """The ids that a name in a rule fits."""
        return self.spellings.get(names.key(name), set())

    def may_be(self, ids: set[str]) -> set[str]:
        """Other ids that may be one agency with one of these, or a part of it."""
        if not ids:
            return set()
        parts = {child for child, parent in self.parents.items() if parent in ids}
        alike = {a if b in ids else b for a, b in self.pairs_alike if (a in ids) != (b in ids)}
        return (parts | alike) - ids

    @cached_property
    def pairs_alike(self) -> list[tuple[str, str]]:
        """Pairs of ids that may be one agency: names alike, or one the parent of the other."""
        words = {id_: _words(name) for id_, name in sorted(self.names.items())}
        alike = [(a, b) for a, b in combinations(words, 2) if _may_be_one(words[a], words[b])]
        related = [
            (min(child, parent), max(child, parent))
            for child, parent in self.parents.items()
            if parent in self.names
        ]
        return sorted({*alike, *related})

    def groups(self, ids: set[str]) -> list[set[str]]:
        """The ids, those that may be one agency together: the fewest agencies that they are."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(sorted(ids))
        graph.add_edges_from((a, b) for a, b in self.pairs_alike if a in ids and b in ids)
        return [set(group) for group in nx.connected_components(graph)]


def _parents(g: Governance, wanted: set[str]) -> dict[str, str]:
    table = g.tables["Organisation"]
    if "parent" not in table:
        return {}
    stated = table[table["id"].isin(wanted) & table["parent"].notna()]
    return dict(zip(stated["id"], stated["parent"], strict=True))


def _words(name: str) -> list[str]:
    return [word for word in names.key(name).replace("&", " and ").split() if word != "the"]


def _may_be_one(one: list[str], other: list[str]) -> bool:
    """Whether each word is the other's, or one name lies within the other."""
    if len(one) == len(other):
        return all(a == b or fuzz.ratio(a, b) >= _ALIKE for a, b in zip(one, other, strict=True))
    shorter, longer = sorted((set(one), set(other)), key=len)
    return len(shorter) > _SHORT and shorter <= longer
