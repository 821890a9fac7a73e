"""What a map shows of a snapshot, before anything has a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import networkx as nx
import pandas as pd

from govgraph import frames, model
from govgraph.errors import GovgraphError
from govgraph.governance import Governance
from govgraph.present import hierarchy
from govgraph.sentences import counted

DEFAULT_REACH = 2
"""How many links around a body are shown when nothing else is asked for."""


@dataclass(frozen=True)
class Scene:
    """What is drawn.

    Attributes:
        bodies: one row for each body, with its ``state``: current, proposed or former.
        organisations: one row for each organisation, with ``linked`` (it is an end of a
            link) and ``areas``, those of the bodies that it has to do with.
        links: every statement of a link between those, with its ``state``.
        stated: the same with those that lead out of the picture, where it is a part of a larger.
        above_all: whom each body is drawn under in the whole picture, where this is a part of it.
        beyond: what a body is drawn under in the whole picture and is left out of this part, by
            the body's id.
        note: what was left out, in words; blank for nothing.
        illustrative: the areas of which facts are made up.
    """

    bodies: pd.DataFrame
    organisations: pd.DataFrame
    links: pd.DataFrame
    stated: pd.DataFrame
    above_all: Mapping[str, str] | None = None
    beyond: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    illustrative: tuple[str, ...] = ()

    @cached_property
    def parent(self) -> dict[str, str]:
        """Whom each body is drawn under."""
        if self.above_all is not None:
            return {
                below: above
                for below, above in self.above_all.items()
                if below in self.names and above in self.names
            }
        in_force = self.links[self.links["state"] != "former"]
        return hierarchy.parents(in_force, self.bodies, self.organisations)

    @cached_property
    def proposed_steps(self) -> set[str]:
        """The things whose line up in the chart is stated as a proposal only."""
        links = self.links
        steps = links[links["type"].isin(hierarchy.DRAWN_BY) & (links["state"] == "current")]
        steps = own(steps)
        in_force = set(zip(steps["from_id"], steps["to_id"], strict=True))
        return {below for below, above in self.parent.items() if (below, above) not in in_force}

    @cached_property
    def home(self) -> dict[str, str]:
        """The area in which each body and each organisation is drawn."""
        areas_named = self.organisations[["id", "areas"]].itertuples(index=False)
        home = {id_: frames.split_list(areas)[0] for id_, areas in areas_named}
        home |= hierarchy.home_areas(self.bodies)
        tops = {above: home[below] for below, above in self.parent.items() if below in home}
        organisations = set(self.organisations["id"])
        return home | {id_: area for id_, area in tops.items() if id_ in organisations}

    @cached_property
    def areas(self) -> list[str]:
        """The areas in which bodies are drawn."""
        return sorted({self.home[id_] for id_ in self.bodies["id"]})

    def marked(self, area: str) -> str:
        """The area's name, with a word where it is made up."""
        return f"{area} (illustrative)" if area in self.illustrative else area

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of everything drawn by its id, sorted by name."""
        named = pd.concat([self.bodies[["id", "name"]], self.organisations[["id", "name"]]])
        named = named.sort_values(["name", "id"], key=lambda texts: texts.str.casefold())
        return dict(zip(named["id"], named["name"], strict=True))

    @cached_property
    def crossings(self) -> list[tuple[str, str]]:
        """Pairs that a link joins outside the tree, each once."""
        ends = zip(self.links["from_id"], self.links["to_id"], strict=True)
        pairs = {(min(pair), max(pair)) for pair in ends}
        tree = {(min(pair), max(pair)) for pair in self.parent.items()}
        return sorted((one, other) for one, other in pairs - tree if one != other)

    def without(self, bodies: pd.DataFrame, note: str) -> Scene:
        """The scene with these of its bodies only, and what has a link with one of them."""
        drawn = set(bodies["id"])
        ends = _ends(self.links, drawn)
        organisations = self.organisations[self.organisations["id"].isin(ends)]
        drawn |= set(organisations["id"])
        starts, ends_in = self.links["from_id"].isin(drawn), self.links["to_id"].isin(drawn)
        cut = {
            below: self.names[above]
            for below, above in self.parent.items()
            if below in drawn and above not in drawn
        }
        return replace(
            self,
            bodies=bodies,
            organisations=organisations,
            links=self.links[starts & ends_in],
            stated=self.links[starts | ends_in],
            above_all=self.parent,
            beyond=cut,
            note=note,
        )


def own(links: pd.DataFrame) -> pd.DataFrame:
    """Those of the statements that are of the two things themselves, not of their members."""
    return links[~(links["from_members"].eq(True) | links["to_members"].eq(True))]


def of(g: Governance, focus: str | None = None, depth: int | None = None) -> Scene:
    """The scene of a snapshot: the bodies asked about, what they link to and who sits there.

    Bodies of other areas are there where one asked about links to them or a way up leads
    through them; former bodies where the areas asked about had them.

    Args:
        g: the snapshot.
        focus: a body's name or id; only what is within ``depth`` links of it stays.
        depth: without ``focus`` how many levels below the top stay.

    Raises:
        NotFoundError: no body is called ``focus``.
        AmbiguousError: several are.
        GovgraphError: the body is not there on the day.
    """
    whole = _whole(g)
    if focus is not None:
        id_ = g.find_body(focus)
        if id_ not in whole.names:
            raise GovgraphError(
                f"'{focus}' is not on the map of {g.as_of.isoformat()}: it is only proposed (use "
                "--include-proposed), does not exist yet, or lies outside the areas asked about."
            )
        return _near(whole, id_, DEFAULT_REACH if depth is None else depth)
    return whole if depth is None else _top_levels(whole, depth)


def with_proposals(g: Governance, focus: str | None = None, depth: int | None = None) -> Scene:
    """The scene with what is only proposed besides, whether or not the snapshot takes it up.

    Proposals change neither what is near a focus nor how deep a level is: of those that the
    snapshot leaves out the ones that have to do with a body drawn are added.

    Raises: as :func:`of`.
    """
    drawn = of(g, focus, depth)
    if g.include_proposed:
        return drawn
    whole = _whole(g.at(include_proposed=True))
    held = set(drawn.bodies["id"])
    proposed = whole.bodies["state"] == "proposed"
    is_part = drawn.above_all is not None
    asked = whole.bodies["id"].isin(_ends(whole.links, held)) if is_part else True
    bodies = whole.bodies[whole.bodies["id"].isin(held) | (proposed & asked)]
    return whole.without(bodies, drawn.note) if len(bodies) < len(whole.bodies) else whole


def _whole(g: Governance) -> Scene:
    former = g.former_bodies
    held = g.bodies[g.bodies["id"].isin(_asked_and_linked(g))]
    held = held.assign(state=_state(held["proposed"]))
    bodies = pd.concat([held, former.assign(state="former")], ignore_index=True)
    links = _links(g, set(bodies["id"]), set(former["id"]))
    organisations = _organisations(g, bodies, links)
    drawn = {*bodies["id"], *organisations["id"]}
    links = links[links["from_id"].isin(drawn) & links["to_id"].isin(drawn)]
    links = links.reset_index(drop=True)
    areas = tuple(g.illustrative_areas)
    return Scene(bodies, organisations, links, stated=links, illustrative=areas)


def _state(proposed: pd.Series[bool]) -> pd.Series[str]:
    return proposed.astype(bool).map({True: "proposed", False: "current"}).astype("str")


def _ends(links: pd.DataFrame, ids: set[str]) -> set[str]:
    """What links with one of these, at either end."""
    there, back = links["from_id"].isin(ids), links["to_id"].isin(ids)
    return {*links.loc[there, "to_id"], *links.loc[back, "from_id"]}


def _asked_and_linked(g: Governance) -> set[str]:
    """The bodies asked about, what they link to, and all on a way up from there."""
    drawn = set(g.asked_about)
    drawn |= _ends(g.links, drawn)
    up = g.links[g.links["type"].isin(model.UPWARD_LINKS)]
    while more := set(up.loc[up["from_id"].isin(drawn), "to_id"]) - drawn:
        drawn |= more
    return drawn


def _links(g: Governance, bodies: set[str], former: set[str]) -> pd.DataFrame:
    """Every statement of a link with a body drawn, with its ``state``."""
    held = g.links.assign(state=_state(g.links["proposed"]))
    parts = [held]
    for name in model.LINKS:
        table = g.tables[name]
        past = table[table["from_id"].isin(former) | table["to_id"].isin(former)]
        past = past[g.include_proposed | (past["status"] != "proposed")]
        if len(past):
            ends = {"from_name": g.name_of(past["from_id"]), "to_name": g.name_of(past["to_id"])}
            parts.append(past.assign(type=name, state="former", **ends))
    links = pd.concat(parts, ignore_index=True)
    return links[links["from_id"].isin(bodies) | links["to_id"].isin(bodies)]


def _organisations(g: Governance, bodies: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """The organisations that link to a body drawn or have a seat on one."""
    columns = ["body", "organisation"]
    linked = [
        links[ends].set_axis(columns, axis=1)
        for ends in (["from_id", "to_id"], ["to_id", "from_id"])
    ]
    seats = g.held("REPRESENTED_ON")[["to_id", "from_id"]].set_axis(columns, axis=1)
    pairs = pd.concat([*linked, seats], ignore_index=True)
    pairs = pairs.merge(bodies[["id", "areas"]], left_on="body", right_on="id")
    areas = _joined_by(pairs["organisation"], pairs["areas"])
    shown = g.organisations[g.organisations["id"].isin(areas)]
    ends = {*links["from_id"], *links["to_id"]}
    return shown.assign(linked=shown["id"].isin(ends), areas=shown["id"].map(areas))


def _joined_by(keys: Iterable[str], cells: Iterable[str]) -> dict[str, str | None]:
    """All values of the list cells of each key, the most frequent first."""
    values: dict[str, list[str]] = {}
    for key, cell in zip(keys, cells, strict=True):
        values.setdefault(key, []).extend(frames.split_list(cell))
    return {
        key: frames.join_list(sorted(found, key=_rarity(found))) for key, found in values.items()
    }


def _rarity(values: list[str]) -> Callable[[str], tuple[int, str]]:
    return lambda value: (-values.count(value), value)


def _near(scene: Scene, focus: str, reach: int) -> Scene:
    """What is within so many links of one body."""
    graph = nx.Graph(zip(scene.links["from_id"], scene.links["to_id"], strict=True))
    graph.add_node(focus)
    near = nx.single_source_shortest_path_length(graph, focus, cutoff=reach)
    bodies = scene.bodies[scene.bodies["id"].isin(near)]
    name = scene.names.get(focus, focus)
    far = f"{counted(reach, 'link')} from {name}"
    return scene.without(bodies, _left_out(len(scene.bodies) - len(bodies), far))


def _top_levels(scene: Scene, depth: int) -> Scene:
    """The tree down to so many levels below its top."""
    levels = scene.bodies["id"].map(lambda id_: len(hierarchy.path_up(id_, scene.parent)))
    bodies = scene.bodies[levels <= depth]
    far = f"{counted(depth, 'level')} below the top"
    return scene.without(bodies, _left_out(len(scene.bodies) - len(bodies), far))


def _left_out(number: int, far: str) -> str:
    return f"Left out: {counted(number, 'body', 'bodies')} more than {far}." if number else ""
