"""The way up: links as hops between bodies and organisations, and the routes along them.

A hop is one step from a body to another body or an organisation, however many links state
it. A link with a matter serves that matter only, a link without one serves every matter; so
each matter has a graph of its own, and :data:`EVERY_MATTER` stands for the graph of the links
that serve all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.analysis.steps import Steps
from govgraph.governance import Governance

EVERY_MATTER = -1
"""In place of a matter's number: what serves every matter."""

EVERY_MEETING = "every meeting"
AS_NEEDED = "as needed"

APEX = "apex"
DEAD_END = "dead end"
MISSING_HOP = "missing hop"
CYCLE = "cycle"
GOES_ON = "goes on"
CUT_SHORT = "cut short"

BY_LINK = "frequency of the link"
BY_MEETINGS = "meetings of the receiving body"
BY_CALENDAR = "calendar of the receiving body"
BY_NEED = "as needed"
BY_OWN_MEETINGS = "own meetings, their number unknown"
"""What the days of a hop come from; the last two give none."""


@dataclass(frozen=True)
class Walk:
    """One way up: the nodes in order (the first is where it starts), its hops and its end."""

    nodes: tuple[int, ...]
    hops: tuple[int, ...]
    end: str


@dataclass(frozen=True, eq=False)
class Ladder:
    """Every step up that held on the day.

    Nodes, links, hops and matters are numbered by their place in these tables.

    Attributes:
        nodes: bodies and organisations in the order of their names: ``id, name, is_body,
            apex, covered`` (for links), ``meetings_per_year, has_links_up, source, paragraph``.
        links: the links that are a step up, strongest first, with ``start`` and ``end``
            (nodes), ``rank`` (0 is strongest), ``matter_number`` and ``rate`` (times a year).
        hops: ``start, end, matter`` and, from their links, ``rank, is_inferred, is_proposed``
            and the timetable: ``rate, timed_by`` (one of the ``BY_...``), ``timing_link`` (-1
            for none) and ``is_disputed`` (statements of that link differ).
        links_of_hop: the links of each hop, those for its own matter first.
        matters: the matters, as the first link of each writes it, in order.
        numbers: the number of each matter by its key (:func:`govgraph.names.keys`).
        of_members: the bodies whose members, each for their own, have a link up.
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    hops: pd.DataFrame
    links_of_hop: list[list[int]]
    matters: list[str]
    numbers: dict[str, int]
    of_members: np.ndarray

    @classmethod
    def of(cls, g: Governance) -> Ladder:
        """The steps up in a snapshot."""
        nodes = _nodes(g)
        links = _links(g, nodes)
        nodes["has_links_up"] = nodes.index.isin(links["start"])
        stated = links["matter_key"][links["matter_key"] != ""]
        keys = sorted(stated.unique())
        links["matter_number"] = frames.positions(links["matter_key"], pd.Series(keys, dtype="str"))
        by_key = links[links["matter_key"] != ""].drop_duplicates("matter_key")
        matters = by_key.sort_values("matter_key")["matter"].str.strip().tolist()
        # What is stated to be an apex has nothing above it: a route ends there.
        climbing = links[~nodes["apex"].to_numpy()[links["start"]]]
        members = _links_by_hop(climbing)
        hops = _hops(members, links, nodes)
        numbers = {key: number for number, key in enumerate(keys)}
        links_of_hop = _lists(members["hop"], members["link"])
        of_members = _with_links_of_members(g, nodes)
        return cls(nodes, links, hops, links_of_hop, matters, numbers, of_members)

    def number_of(self, matter_key: str) -> int:
        """The number of a matter; that of every matter where no link names it."""
        return self.numbers.get(matter_key, EVERY_MATTER)

    # --- steps ----------------------------------------------------------------------------

    @cached_property
    def ends(self) -> list[int]:
        """Where each hop leads."""
        return self.hops["end"].tolist()

    @cached_property
    def hop_matters(self) -> list[int]:
        """What each hop serves."""
        return self.hops["matter"].tolist()

    @cached_property
    def general(self) -> Steps:
        """The hops that serve every matter."""
        return self._steps(self.general_hops)

    @cached_property
    def general_hops(self) -> np.ndarray:
        """The number of each hop that serves every matter: those of :attr:`general` in order."""
        hops: np.ndarray = np.flatnonzero(self.hops["matter"].to_numpy() == EVERY_MATTER)
        return hops

    @cached_property
    def every(self) -> Steps:
        """All the hops, whatever they serve."""
        return self._steps(np.arange(len(self.hops)))

    def hops_for(self, matter: int) -> np.ndarray:
        """The number of each hop that serves a matter: one between two nodes."""
        if matter == EVERY_MATTER:
            return self.general_hops
        hops = self.hops[self.hops["matter"].isin((EVERY_MATTER, matter))]
        # A hop stated for the matter has the links that serve every matter as well.
        own_first = hops.sort_values("matter", ascending=False, kind="stable")
        numbers: np.ndarray = own_first.drop_duplicates(["start", "end"]).index.to_numpy()
        return np.sort(numbers)

    def graph_for(self, matter: int) -> Steps:
        """The steps of :meth:`hops_for`."""
        return self.general if matter == EVERY_MATTER else self._steps(self.hops_for(matter))

    def _steps(self, hops: np.ndarray) -> Steps:
        start, end = (self.hops[column].to_numpy()[hops] for column in ("start", "end"))
        return Steps(len(self.nodes), start, end)

    @cached_property
    def _hops_from(self) -> dict[tuple[int, int], list[int]]:
        """The hops from each node for each matter."""
        found: dict[tuple[int, int], list[int]] = {}
        for hop, key in enumerate(zip(self.starts, self.hop_matters, strict=True)):
            found.setdefault(key, []).append(hop)
        return found

    @cached_property
    def _hops_into(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for hop, end in enumerate(self.ends):
            found.setdefault(end, []).append(hop)
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each hop begins."""
        return self.hops["start"].tolist()

    def steps(self, node: int, matter: int) -> Sequence[int]:
        """The hops that lead up from a node for a matter; those stated for it come first."""
        general = self._hops_from.get((node, EVERY_MATTER), ())
        if matter == EVERY_MATTER:
            return general
        own = self._hops_from.get((node, matter), [])
        reached = {self.ends[hop] for hop in own}
        return [*own, *(hop for hop in general if self.ends[hop] not in reached)]

    def hops_into(self, node: int) -> list[int]:
        """The hops that lead to a node, for whatever matter."""
        return self._hops_into.get(node, [])

    def own_hops(self, node: int) -> list[int]:
        """The hops from a node that are stated for one matter."""
        return [
            hop
            for matter in self.matters_of.get(node, [])
            for hop in self._hops_from.get((node, matter), [])
        ]

    def below(self, nodes: Sequence[int], matter: int) -> set[int]:
        """The nodes from which one of ``nodes`` can be reached for a matter, with themselves."""
        found, waiting = set(nodes), deque(nodes)
        while waiting:
            for hop in self._hops_into.get(waiting.popleft(), ()):
                start = self.starts[hop]
                if start not in found and self.hop_matters[hop] in (EVERY_MATTER, matter):
                    found.add(start)
                    waiting.append(start)
        return found

    @cached_property
    def below_matter(self) -> dict[int, set[int]]:
        """For each matter the nodes that have, or have above them, a hop stated for it."""
        own = self.hops[self.hops["matter"] != EVERY_MATTER]
        tails: dict[int, list[int]] = {}
        for matter, start in zip(own["matter"].tolist(), own["start"].tolist(), strict=True):
            tails.setdefault(matter, []).append(start)
        return {matter: self.below(nodes, matter) for matter, nodes in tails.items()}

    @cached_property
    def matters_of(self) -> dict[int, list[int]]:
        """For each node the matters for which it, or something above it, has a link."""
        found: dict[int, list[int]] = {}
        for matter, nodes in sorted(self.below_matter.items()):
            for node in nodes:
                found.setdefault(node, []).append(matter)
        return found

    @cached_property
    def end_of(self) -> list[str]:
        """For each node what a route is that ends there because no step leads up.

        An organisation is a top: what it answers to lies outside the bodies.
        """
        is_top = self.nodes["apex"] | ~self.nodes["is_body"]
        unended = np.where(self.nodes["covered"], DEAD_END, MISSING_HOP)
        return [str(end) for end in np.where(is_top, APEX, unended)]

    def label(self, walk: Walk, matter: int) -> int:
        """The matter that a route found for ``matter`` is limited to."""
        is_stated = any(self.hop_matters[hop] == matter for hop in walk.hops)
        return matter if is_stated else EVERY_MATTER


# --- building the tables ------------------------------------------------------------------


def _nodes(g: Governance) -> pd.DataFrame:
    bodies, organisations = g.bodies, g.organisations
    columns = ["id", "name", "source", "paragraph"]
    nodes = pd.concat(
        [
            bodies[columns].assign(
                is_body=True,
                apex=bodies["apex"].fillna(False).astype(bool),
                covered=g.covers(bodies["id"], "links").astype(bool),
                meetings_per_year=bodies["meetings_per_year"].where(
                    bodies["meetings_per_year"] > 0
                ),
            ),
            organisations[columns].assign(
                is_body=False, apex=False, covered=False, meetings_per_year=np.nan
            ),
        ],
        ignore_index=True,
    )
    ordered = nodes.sort_values(["name", "id", "is_body"], ignore_index=True)
    return ordered.astype(
        {"is_body": bool, "apex": bool, "covered": bool, "meetings_per_year": float}
    )


def _links(g: Governance, nodes: pd.DataFrame) -> pd.DataFrame:
    """The links that are a step up, in an order that does not depend on that of the rows."""
    links = g.links
    of_members = links["from_members"].fillna(False) | links["to_members"].fillna(False)
    links = links[links["type"].isin(model.UPWARD_LINKS) & ~of_members.astype(bool)].copy()
    label = pd.Series(np.where(nodes["is_body"], "Body", "Organisation"), dtype="str")
    keys = label + " " + nodes["id"]
    for end, type_column, id_column in (
        ("start", "from_type", "from_id"),
        ("end", "to_type", "to_id"),
    ):
        links[end] = frames.positions(
            links[type_column].astype("str") + " " + links[id_column], keys
        )
    links["rank"] = frames.positions(links["type"], pd.Series(model.UPWARD_LINKS, dtype="str"))
    links["matter_key"] = names.keys(links["matter"].fillna(""))
    links["rate"] = _rates(links, nodes)
    order = ["start", "end", "rank", "matter_key", "frequency_per_year", "source", "paragraph"]
    return links.sort_values([*order, "condition", "basis", "matter"], ignore_index=True)


def _with_links_of_members(g: Governance, nodes: pd.DataFrame) -> np.ndarray:
    """The bodies of whose members a link up is stated."""
    links = g.links[g.links["from_members"].fillna(False).astype(bool)]
    of = links.loc[links["type"].isin(model.UPWARD_LINKS), "from_id"]
    has_one: np.ndarray = np.flatnonzero(nodes["is_body"] & frames.are_among(nodes["id"], of))
    return has_one


def _rates(links: pd.DataFrame, nodes: pd.DataFrame) -> pd.Series[float]:
    """How often a year each link is used; not a number where that is not stated."""
    said = links["frequency_per_year"]
    rates = pd.to_numeric(said, errors="coerce").astype(float)
    own_meetings = nodes["meetings_per_year"].to_numpy()[links["start"]]
    rates = pd.Series(
        np.where(said == EVERY_MEETING, own_meetings, rates), index=links.index, dtype=float
    )
    return rates.where(rates > 0)


def _links_by_hop(links: pd.DataFrame) -> pd.DataFrame:
    """One row for each link of each hop: ``start, end, matter, hop, link, is_own``.

    A hop for a matter has the links stated for it and those that serve every matter.
    """
    every = pd.DataFrame(
        {
            "start": links["start"],
            "end": links["end"],
            "matter": links["matter_number"],
            "link": links.index,
            "is_own": True,
        }
    )
    own = every.loc[every["matter"] != EVERY_MATTER, ["start", "end", "matter"]].drop_duplicates()
    general = every[every["matter"] == EVERY_MATTER].drop(columns="matter")
    shared = own.merge(general, on=["start", "end"]).assign(is_own=False)
    members = pd.concat([every, shared[every.columns]], ignore_index=True)
    members = members.sort_values(
        ["start", "matter", "end", "is_own", "link"],
        ascending=[True, True, True, False, True],
        ignore_index=True,
    )
    hop = members.groupby(["start", "matter", "end"], sort=True).ngroup()
    return members.assign(hop=hop.astype("int64"))


def _hops(members: pd.DataFrame, links: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """One row for each hop; see :class:`Ladder`."""
    taken = ["rank", "rate", "frequency_per_year", "basis", "proposed"]
    about = links[taken].take(members["link"].to_numpy()).set_axis(members.index)
    rows = pd.concat([members, about], axis=1)
    rows = rows.assign(
        is_inferred=rows["basis"] == "inferred",
        proposed=rows["proposed"].fillna(False).astype(bool),
    )
    by_hop = rows.groupby("hop", sort=True)
    hops = by_hop[["start", "end", "matter"]].first()
    hops["rank"] = by_hop["rank"].min()
    hops["is_proposed"] = by_hop["proposed"].min()
    hops = hops.join(_timetables(rows, hops["end"], nodes))
    naming = rows[rows["rank"] == hops["rank"].to_numpy()[rows["hop"]]]
    timing = rows[rows["link"] == hops["timing_link"].to_numpy()[rows["hop"]]]
    named_by_inference = naming.groupby("hop")["is_inferred"].min()
    timed_by_inference = timing.groupby("hop")["is_inferred"].max().reindex(hops.index)
    hops["is_inferred"] = named_by_inference | timed_by_inference.fillna(False).astype(bool)
    return hops


def _timetables(rows: pd.DataFrame, ends: pd.Series[int], nodes: pd.DataFrame) -> pd.DataFrame:
    """For each hop how often a year it is used, and what says so.

    The link's own frequency counts: of a link for the matter before one for every matter,
    of a stronger link before a weaker, and where statements of one link differ the rarest.
    Only where no link says anything do the meetings of the receiving body count.
    """
    rated = rows[rows["rate"].notna()].sort_values(
        ["hop", "is_own", "rank", "rate"], ascending=[True, False, True, True]
    )
    first = rated.drop_duplicates("hop").set_index("hop")
    alike = rated.groupby(["hop", "is_own", "rank"])["rate"].nunique()
    kind = pd.MultiIndex.from_arrays([first.index, first["is_own"], first["rank"]])
    disputed = first.index[alike.reindex(kind).to_numpy() > 1]
    said = rows.groupby("frequency_per_year")["hop"].unique()
    meetings = pd.Series(nodes["meetings_per_year"].to_numpy()[ends], index=ends.index)
    table = pd.DataFrame({"timed_by": BY_CALENDAR}, index=ends.index)
    table["timed_by"] = table["timed_by"].mask(meetings.notna(), BY_MEETINGS)
    for words, by in ((EVERY_MEETING, BY_OWN_MEETINGS), (AS_NEEDED, BY_NEED)):
        table["timed_by"] = table["timed_by"].mask(table.index.isin(said.get(words, [])), by)
    table["timed_by"] = table["timed_by"].mask(table.index.isin(first.index), BY_LINK)
    rates = first["rate"].reindex(ends.index)
    table["rate"] = rates.where(table["timed_by"] != BY_MEETINGS, meetings)
    table["timing_link"] = first["link"].reindex(ends.index).fillna(-1).astype("int64")
    table["is_disputed"] = table.index.isin(disputed)
    return table


def _lists(groups: pd.Series[int], values: pd.Series[int]) -> list[list[int]]:
    """The values of each group from 0 on, in order."""
    found: list[list[int]] = [[] for _ in range(int(groups.max()) + 1 if len(groups) else 0)]
    for group, value in zip(groups.tolist(), values.tolist(), strict=True):
        found[group].append(value)
    return found
