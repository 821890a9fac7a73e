"""The way up: links as hops between bodies and organisations, and the routes along them.

A hop is one step from a body to another body or an organisation, however many links state
it. A link with a matter serves that matter only, a link without one serves every matter; so
each matter has a graph of its own, and :data:`EVERY_MATTER` stands for the graph of the links
that serve all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from govgraph import frames, model, names
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

BY_LINK = "frequency of the link"
BY_MEETINGS = "meetings of the receiving body"
BY_CALENDAR = "calendar of the receiving body"
BY_NEED = "as needed"
BY_OWN_MEETINGS = "own meetings, their number unknown"
"""What the days of a hop come from; the last two give none."""

MAX_HOPS = 25
"""Routes of more steps than this are not followed unless asked for."""

MAX_ROUTES = 100
"""No more routes than this are listed for each body and matter unless asked for."""

MAX_STEPS = 25_000
"""After so many steps a search for the routes of one body is cut short: the guard against
graphs in which nearly every path is too long or runs in a circle."""


@dataclass(frozen=True)
class Limits:
    """How far a search for routes goes: hops of a route, routes, and steps looked at."""

    hops: int = MAX_HOPS
    routes: int = MAX_ROUTES
    steps: int = MAX_STEPS


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
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    hops: pd.DataFrame
    links_of_hop: list[list[int]]
    matters: list[str]
    numbers: dict[str, int]

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
        grouped = members.groupby("hop", sort=True)["link"].agg(list)
        numbers = {key: number for number, key in enumerate(keys)}
        return cls(nodes, links, hops, grouped.tolist(), matters, numbers)

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
    def _hops_from(self) -> dict[tuple[int, int], list[int]]:
        """The hops from each node for each matter, nearest to an end first."""
        distance = self._distances
        found: dict[tuple[int, int], list[int]] = {}
        for hop in sorted(range(len(self.ends)), key=lambda hop: (distance[self.ends[hop]], hop)):
            found.setdefault((self.starts[hop], self.hop_matters[hop]), []).append(hop)
        return found

    @cached_property
    def _distances(self) -> list[int]:
        """How many hops each node is from the nearest end; more than there are for no end."""
        size = len(self.nodes)
        distances = [size] * size
        has_step = set(self.starts)
        waiting = deque(node for node in range(size) if node not in has_step)
        for node in waiting:
            distances[node] = 0
        while waiting:
            node = waiting.popleft()
            for hop in self._hops_into.get(node, ()):
                start = self.starts[hop]
                if distances[start] == size:
                    distances[start] = distances[node] + 1
                    waiting.append(start)
        return distances

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

    def _leading_to(self, node: int, matter: int) -> set[int]:
        if (node, matter) not in self._below_node:
            self._below_node[node, matter] = self.below([node], matter)
        return self._below_node[node, matter]

    @cached_property
    def _below_node(self) -> dict[tuple[int, int], set[int]]:
        return {}

    @cached_property
    def _below_matter(self) -> dict[int, set[int]]:
        own = self.hops[self.hops["matter"] != EVERY_MATTER]
        tails: dict[int, list[int]] = {}
        for matter, start in zip(own["matter"].tolist(), own["start"].tolist(), strict=True):
            tails.setdefault(matter, []).append(start)
        return {matter: self.below(nodes, matter) for matter, nodes in tails.items()}

    @cached_property
    def matters_of(self) -> dict[int, list[int]]:
        """For each node the matters for which it, or something above it, has a link."""
        found: dict[int, list[int]] = {}
        for matter, nodes in sorted(self._below_matter.items()):
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

    # --- routes ---------------------------------------------------------------------------

    def walks(
        self,
        start: int,
        matter: int,
        *,
        to: int | None = None,
        stated_only: bool = False,
        limits: Limits = Limits(),
    ) -> tuple[list[Walk], bool]:
        """The routes up from a node for a matter, and whether there may be more.

        With ``to`` only those that come there, up to there. With ``stated_only`` only those
        with a link for the matter itself. A route ends where no step leads up, or where the
        next step would come back to where it has been (a cycle). Steps that are nearer to an
        end are tried first.
        """
        found: list[Walk] = []
        is_cut = False
        steps_left = limits.steps
        for walk in self._every_walk(start, matter, to, stated_only, limits.hops):
            steps_left -= 1
            if len(found) == limits.routes or steps_left < 0:
                return found, True
            if walk is None:
                continue
            if walk.end == "":
                is_cut = True
            elif not stated_only or self.is_stated_for(walk, matter):
                found.append(walk)
        return found, is_cut

    def label(self, walk: Walk, matter: int) -> int:
        """The matter that a route found for ``matter`` is limited to."""
        return matter if self.is_stated_for(walk, matter) else EVERY_MATTER

    def is_stated_for(self, walk: Walk, matter: int) -> bool:
        """Whether a link of the route is for the matter itself."""
        return any(self.hop_matters[hop] == matter for hop in walk.hops)

    def _every_walk(
        self, start: int, matter: int, to: int | None, stated_only: bool, max_hops: int
    ) -> Iterator[Walk | None]:
        """Depth first; nothing for each step on the way, an empty end where a route is cut."""
        towards = None if to is None else self._leading_to(to, matter)
        leading = self._below_matter.get(matter, set()) if stated_only else None
        waiting: list[tuple[tuple[int, ...], tuple[int, ...], bool]] = [((start,), (), False)]
        while waiting:
            nodes, hops, is_stated = waiting.pop()
            node = nodes[-1]
            if towards is not None and node not in towards:
                continue
            if leading is not None and not is_stated and node not in leading:
                continue
            steps = self.steps(node, matter)
            if node in nodes[:-1]:
                if to is None:
                    yield Walk(nodes, hops, CYCLE)
            elif node == to and steps:
                yield Walk(nodes, hops, GOES_ON)
            elif not steps:
                yield Walk(nodes, hops, self.end_of[node])
            elif len(hops) == max_hops:
                yield Walk(nodes, hops, "")
            else:
                yield None
                waiting += [
                    (
                        (*nodes, self.ends[hop]),
                        (*hops, hop),
                        is_stated or self.hop_matters[hop] == matter,
                    )
                    for hop in reversed(steps)
                ]


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
