"""The interactive map: one HTML file that works offline and asks nothing of anywhere.

:func:`draw` keeps a snapshot as a :class:`Map`, whose :meth:`Map.html` is the whole file. The
page lays it out for the screen that it is seen on, as an org chart with hanging families, and
folds the families for which there is no room; it is drawn by vis-network, which pyvis brings
along. No name, note or address in the data can run as script there.
"""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd
import pyvis
from markupsafe import Markup
from pyvis import network as pyvis_network

from govgraph import frames, model
from govgraph.governance import Governance
from govgraph.present import cards, hierarchy, lettering, ordering, overlay, pages, scene
from govgraph.present.overlay import Overlay
from govgraph.present.scene import Scene
from govgraph.sentences import counted

KIND_COLOURS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("#77AADD", ("board",)),
    ("#44BB99", ("partnership", "alliance")),
    ("#EE8866", ("executive", "cabinet")),
    ("#EEDD88", ("committee",)),
    ("#FFAABB", ("scrutiny committee",)),
    ("#99DDFF", ("sub-group", "working group", "task and finish group")),
    ("#BBCC33", ("commissioning group", "steering group")),
    ("#AAAA00", ("delivery group",)),
    ("#DDDDDD", ("forum", "network")),
    ("#FFFFFF", ("other",)),
)
"""Fills that dark words can be read on and that colour-blind readers can tell apart.

Paul Tol, "Colour Schemes", SRON technical note 3.2 (2021), the scheme "light"; kinds that
do similar work share a colour, for no scheme has sixteen.
"""
LINK_COLOURS = {
    "REPORTS_TO": "#0060A0",
    "ACCOUNTABLE_TO": "#7A2A6E",
    "ESCALATES_TO": "#B34000",
    "PART_OF": "#555555",
    "DELEGATES_TO": "#7A5C00",
    "OVERSEES": "#7A5C00",
    "APPROVES": "#7A5C00",
    "SCRUTINISES": "#C2185B",
    "REPLACES": "#1A1A1A",
    "ESTABLISHED_BY": "#1A1A1A",
}
"""Steps up, power over another, scrutiny, and where a body comes from have their own."""
ACROSS_COLOUR = "#007A5A"
"""Of all other links."""
DASHES = [5, 4]
"""Of what is only proposed."""

_INK = "#1A1A1A"
_GREY = "#767676"
_FADED = 0.45
_LINE, _THICK_LINE = 1.2, 3.0
_MARGIN = 4.0
"""What vis-network adds around a label; without any it draws no box at all."""
_MOST_SIGNS = 300
_MOST_SIGNS_OF_A_TITLE = 60
_MOST_SIGNS_SEEN = 260
"""Of the notes below the map; what is longer is there to unfold."""
FONT_SIZE = 15
SCRIPTS = (
    *(
        "page",
        "layout",
        "folds",
        "links",
        "drawing",
        "moving",
        "findings",
        "card",
        "search",
        "table",
    ),
    *("printing", "keys", "link", "start"),
)
"""The parts of the page's own script, in their order."""

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
    "nodes": {
        "physics": False,
        "font": {
            "size": FONT_SIZE,
            "face": "Arial, Helvetica, Liberation Sans, sans-serif",
        },
        "labelHighlightBold": False,
    },
    "edges": {
        "physics": False,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.18},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "font": {"size": 13, "strokeWidth": 5, "align": "middle"},
        "labelHighlightBold": False,
    },
}


class Network(pyvis_network.Network):  # type: ignore[misc]
    """A pyvis network that is written as one file of our own: offline, inert, UTF-8.

    pyvis's own page asks a content network for its style sheets even when told to be in
    line, and is written in whatever encoding the computer happens to use.
    """

    def __init__(self, page: Mapping[str, Any]) -> None:
        super().__init__(directed=True, cdn_resources="in_line", heading=page["title"])
        self.options = _OPTIONS
        self.page = page

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:
        """The whole page; the arguments are pyvis's and change nothing."""
        nodes, edges, heading, _, _, options = self.get_network_data()
        data = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
        vis, script, style = _vis_network(), _script(), pages.text_of("map.css")
        self.html: str = (
            pages.templates()
            .get_template("map.html")
            .render(
                self.page,
                heading=heading,
                data=data | self.page["data"],
                # Our own files and the library's, and nothing of the data's.
                vis=Markup(vis),  # noqa: S704
                script=Markup(script),  # noqa: S704
                style=Markup(style),  # noqa: S704
                policy=pages.policy([vis, script], [style]),
            )
        )
        return self.html

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to the file ``name``; the other arguments change nothing."""
        # The page's security policy has the sums of its scripts, line ends included.
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Map:
    """A drawn map.

    Attributes:
        network: its nodes and links as pyvis holds them.
    """

    network: Network

    def html(self) -> str:
        """The map as one HTML page that needs nothing else."""
        return self.network.generate_html()

    def write(self, path: str | Path) -> None:
        """Write the page to a file, in UTF-8."""
        self.network.write_html(str(path))


def draw(
    g: Governance, *, focus: str | None = None, depth: int | None = None, names: bool = False
) -> Map:
    """The map of a snapshot: the bodies asked about, what they link to and their seats.

    Args:
        g: the snapshot.
        focus: a body's name or id; only what is within ``depth`` links of it is drawn.
        depth: with ``focus`` how many links away (2 where it is left out), otherwise how
            many levels below the top are drawn (all where it is left out).
        names: name the people who hold seats; otherwise the file has no names of people.

    Raises:
        NotFoundError: no body is called ``focus``.
        AmbiguousError: several are.
        GovgraphError: the body is not there on the day.

    >>> draw(Governance(frames.complete({}))).html().startswith("<!DOCTYPE html>")
    True
    """
    drawn = scene.with_proposals(g, focus, depth)
    edges = _edges(drawn)
    deck = cards.deal(g, drawn.bodies, drawn.organisations, drawn.stated, names=names)
    found = overlay.of(g, drawn, deck["sources"], names=names)
    dots, title = "people" if names else "seats", _title(g, drawn, focus, depth)
    network = Network(
        {
            "title": title,
            "subject": "Find a body or person" if names else "Find a body",
            "areas": drawn.areas,
            "legend": _legend(g, drawn, edges, found, dots if _has_dots(deck["seats"]) else ""),
            "footer": _footer(g, drawn, found, names=names),
            "data": deck
            | {
                "rows": _rows(g, drawn),
                "title": title,
                "focus": g.find_body(focus) if focus is not None else None,
                "areas": {area: _area_title(area, drawn) for area in drawn.areas},
                "findings": found.findings,
                "findingKinds": found.kinds,
                "links": {
                    name: {
                        "words": cards.link_words(name),
                        "colour": _link_colour(name),
                        "upward": name in hierarchy.DRAWN_BY,
                    }
                    for name in model.LINKS
                },
            },
        }
    )
    blocks = _blocks(drawn)
    block = {id_: text for text, ids in blocks for id_ in ids}
    order = ["", *(text for text, _ in blocks)]
    looks = _bodies(drawn) | _organisations(drawn)
    families = ordering.in_families(list(drawn.names), drawn.parent, drawn.crossings)
    for id_ in sorted(families, key=lambda id_: order.index(block.get(id_, ""))):
        network.add_node(id_, **looks[id_], block=block.get(id_, ""))
    for edge in edges:
        network.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    return Map(network)


# --- nodes -----------------------------------------------------------------------------------


def kind_colour(kind: object) -> str:
    """The fill of a kind of body; a kind of the reviewer's own is drawn as other."""
    return next((colour for colour, kinds in KIND_COLOURS if kind in kinds), KIND_COLOURS[-1][0])


def _bodies(drawn: Scene) -> dict[str, dict[str, Any]]:
    return {
        row["id"]: _box(row, drawn)
        | {
            "about": f"{row['kind']}, {row['areas']}",
            "apex": row["apex"] is True,
            "keys": [f"kind {kind_colour(row['kind'])}", row["state"]],
            "color": {
                "background": kind_colour(row["kind"]),
                "border": _GREY if row["state"] == "former" else _INK,
            },
            "opacity": _FADED if row["state"] == "former" else 1,
            "borderWidth": _THICK_LINE if row["apex"] is True else _LINE,
            "font": {"color": "#5A5A5A" if row["state"] == "former" else _INK},
            "shapeProperties": {
                "borderRadius": 3,
                "borderDashes": DASHES if row["state"] == "proposed" else False,
            },
        }
        for row in drawn.bodies.to_dict("records")
    }


def _organisations(drawn: Scene) -> dict[str, dict[str, Any]]:
    return {
        row["id"]: _box(row, drawn)
        | {
            "about": "organisation",
            "keys": ["organisation" if row["linked"] else "other organisation"],
            "color": {"background": "#FFFFFF", "border": _GREY},
            "opacity": 1,
            "borderWidth": _LINE,
            "font": {"color": _INK},
            "shapeProperties": {"borderRadius": 18, "borderDashes": False},
        }
        for row in drawn.organisations.to_dict("records")
    }


def _box(row: Mapping[Any, Any], drawn: Scene) -> dict[str, Any]:
    """What the boxes of bodies and organisations have in common."""
    label = lettering.shortened(lettering.visible(row["name"]), _MOST_SIGNS) or "(no name)"
    return {
        "label": label,
        "shape": "box",
        "margin": _MARGIN,
        "name": row["name"],
        "words": " ".join(frames.split_list(row["other_names"])),
        "areas": frames.split_list(row["areas"]),
        "home": drawn.home[row["id"]],
        "above": drawn.parent.get(row["id"], ""),
    } | ({"beyond": drawn.beyond[row["id"]]} if row["id"] in drawn.beyond else {})


def _has_dots(seats: Iterable[Mapping[str, Any]]) -> bool:
    return any(seat["state"] in ("held", "vacant") for seat in seats)


# --- what stands in no tree ------------------------------------------------------------------


def _blocks(drawn: Scene) -> list[tuple[str, list[str]]]:
    """What stands in no tree, under words that say why, in the order in which it is drawn.

    What has links stands nearest to the trees, so that no line passes behind what has none; the
    last two are hidden at first.
    """
    # What leads out of the picture, or is only proposed, is a link all the same.
    links = drawn.stated[drawn.stated["state"] != "former"]
    in_force, proposed = (links[links["state"] == state] for state in ("current", "proposed"))
    ends, steps = _ends(in_force), _ends(in_force[in_force["type"].isin(hierarchy.DRAWN_BY)])
    organisations = set(drawn.organisations["id"])
    former = set(drawn.bodies.loc[drawn.bodies["state"] == "former", "id"])
    is_unlinked = ~drawn.organisations["linked"].astype(bool)
    unlinked = set(drawn.organisations.loc[is_unlinked, "id"])
    lines = {pair for pair in drawn.parent.items() if pair[0] not in drawn.proposed_steps}
    in_tree = {id_ for pair in lines for id_ in pair}
    apart = [id_ for id_ in drawn.names if id_ not in in_tree | former | unlinked]
    alone = [id_ for id_ in apart if id_ not in organisations | steps]
    is_step = proposed["type"].isin(hierarchy.DRAWN_BY)
    awaiting = _ends(proposed[is_step]) | (_ends(proposed) - ends)
    blocks = (
        ("No stated step up or down", [id_ for id_ in alone if id_ in ends - awaiting]),
        ("Steps or links only proposed", [id_ for id_ in alone if id_ in awaiting]),
        ("Organisations", [id_ for id_ in apart if id_ in organisations]),
        ("No stated links", [id_ for id_ in alone if id_ not in ends | awaiting]),
        ("Former bodies", [id_ for id_ in drawn.names if id_ in former]),
        ("Organisations with seats only", [id_ for id_ in drawn.names if id_ in unlinked]),
    )
    return [(text, ids) for text, ids in blocks if ids]


def _ends(links: pd.DataFrame) -> set[str]:
    return {*links["from_id"], *links["to_id"]}


def _area_title(area: str, drawn: Scene) -> str:
    shown = lettering.shortened(lettering.visible(area), _MOST_SIGNS_OF_A_TITLE)
    return drawn.marked(area).replace(area, shown, 1)


# --- links -----------------------------------------------------------------------------------


def _edges(drawn: Scene) -> list[dict[str, Any]]:
    """The lines from each thing to another: its step up in the tree, and all else that links them.

    What is in force and what is only proposed are lines of their own, so that a switch can hide
    one of them. The tree's lines are marked, for the page draws them along its families; they say
    nothing but the steps up that they are.
    """
    links, proposed = drawn.links, drawn.proposed_steps
    its_own = set(scene.own(links).index)
    stated: dict[tuple[str, str], dict[str, list[_Said]]] = {}
    names = ("from_id", "to_id", "state", "type", "basis")
    columns = zip(*(links[name] for name in names), strict=True)
    for index, (start, end, state, type_, basis) in zip(links.index, columns, strict=True):
        by_state = stated.setdefault((start, end), {})
        said_here = (type_, index in its_own, basis == "inferred")
        by_state.setdefault(state, []).append(said_here)
    edges: list[dict[str, Any]] = []
    for (start, end), by_state in sorted(stated.items()):
        step_state = "proposed" if start in proposed else "current"
        said: set[str] = set()
        for state in [name for name in _STATES if name in by_state and start != end]:
            rows = [row for row in by_state[state] if row[0] not in said]
            said.update(row[0] for row in rows)
            is_step = drawn.parent.get(start) == end and state == step_state
            steps = [row for row in rows if is_step and row[1] and row[0] in hierarchy.DRAWN_BY]
            across = [row for row in rows if row not in steps]
            edges += [_line(start, end, state, steps) | {"tree": True}] if steps else []
            edges += [_line(start, end, state, across)] if across else []
    return edges


_STATES = ("current", "proposed", "former")
_Said = tuple[str, bool, bool]
"""Of a statement its type, whether it is of the two alone, and whether it is only inferred."""


def _line(start: str, end: str, state: str, rows: list[_Said]) -> dict[str, Any]:
    """The one line of statements that go together."""
    own = [row for row in rows if row[1]]
    types = _in_order(type_ for type_, *_ in own or rows)
    stated = {type_ for type_, _, is_inferred in own or rows if not is_inferred}
    return {
        "from": start,
        "to": end,
        "types": types,
        "inferred": [type_ for type_ in types if type_ not in stated],
        "members_only": not own,
        "state": state,
        "dashes": DASHES if state == "proposed" else False,
    }


def _in_order(types: Iterable[str]) -> list[str]:
    order = [*hierarchy.DRAWN_BY, *model.LINKS]
    return sorted(set(types), key=order.index)


# --- what stands around the drawing ----------------------------------------------------------


def _legend(
    g: Governance,
    drawn: Scene,
    edges: Collection[Mapping[str, Any]],
    found: Overlay,
    seats: str,
) -> list[dict[str, Any]]:
    """Groups of switches, each for what has its ``key``; ``off`` ones are hidden at first.

    A group's ``signs`` are explained beside its switches. ``seats`` says what their dots stand
    for; blank where there are none.
    """
    kinds = set(drawn.bodies["kind"])
    fills = {kind_colour(kind) for kind in kinds}
    types = _in_order(name for edge in edges for name in edge["types"])
    steps = [name for name in types if name in hierarchy.DRAWN_BY]
    across = [name for name in types if name not in hierarchy.DRAWN_BY]
    groups = {
        "Bodies": [
            _key(f"kind {fill}", _kinds_of(fill, kinds), "box", fill)
            for fill, _ in KIND_COLOURS
            if fill in fills
        ],
        _STEPS: [_link_key(name, "line") for name in steps],
        "Other links": [_link_key(name, "thin line") for name in across],
        "Show": _switches(g, drawn, seats),
        "Findings to judge": [
            _key(
                *(kind["key"], f"{kind['name']} ({kind['count']})", "sign", kind["colour"]),
                means=kind["means"],
                off=True,
            )
            | {"sign": kind["sign"]}
            for kind in found.kinds
        ],
    }
    signs = {
        "Bodies": [_APEX] if True in set(drawn.bodies["apex"]) else [],
        _STEPS: [
            *([_INFERRED] if any(edge["inferred"] for edge in edges) else []),
            *([_BEYOND] if drawn.beyond else []),
        ],
        "Other links": [_NOT_DRAWN],
    }
    return [
        {"title": title, "keys": keys, "signs": signs.get(title, [])}
        for title, keys in groups.items()
        if keys
    ]


_STEPS = "Steps up, coloured at the lower end"
_APEX = {"look": "thick", "text": "thick border: stated to be the top"}
_INFERRED = {"look": "dotted", "text": "dotted: inferred, not stated"}
_BEYOND = {"look": "beyond", "text": "leads up to what is not on this map"}
_NOT_DRAWN = {
    "look": "count",
    "text": "n more links, drawn when the box is chosen (\u2191n: steps up)",
}
"""Signs that the legend explains and no switch hides."""


def _link_key(name: str, look: str) -> dict[str, Any]:
    return _key(name, cards.link_words(name), look, _link_colour(name), means=model.LINKS[name])


def _link_colour(name: str) -> str:
    return LINK_COLOURS.get(name, ACROSS_COLOUR)


def _switches(g: Governance, drawn: Scene, seats: str) -> list[dict[str, Any]]:
    """What is not in force or not a body: shown where it is asked for."""
    links, bodies = drawn.links, drawn.bodies
    proposed = int((bodies["state"] == "proposed").sum() + (links["state"] == "proposed").sum())
    is_former = "former" in {*bodies["state"], *links["state"]}
    is_linked = drawn.organisations["linked"].astype(bool)
    keys = [
        _key("proposed", f"proposed ({proposed})", "dashed", off=not g.include_proposed)
        if proposed
        else None,
        _key("former", "former", "faded", off=True) if is_former else None,
        _key("organisation", "organisations", "pill") if is_linked.any() else None,
        _key("other organisation", "organisations with seats only", "pill", off=True)
        if (~is_linked).any()
        else None,
        _key("person", f"{seats} and vacancies", "dots", off=True) if seats else None,
    ]
    return [key for key in keys if key]


def _kinds_of(fill: str, present: Iterable[str]) -> str:
    """The kinds present that share a colour, as words."""
    return ", ".join(sorted(kind for kind in present if kind_colour(kind) == fill))


def _key(
    key: str, text: str, look: str, fill: str = "", *, means: str = "", off: bool = False
) -> dict[str, Any]:
    return {"key": key, "text": text, "look": look, "fill": fill, "means": means, "off": off}


def _rows(g: Governance, drawn: Scene) -> list[dict[str, Any]]:
    """The same as a plain table: one row for each body, after the one that it is under."""
    states = g.memberships.groupby(["body_id", "state"]).size().reset_index(name="count")
    seats: dict[str, list[str]] = {}
    for body, state, count in states.itertuples(index=False):
        seats.setdefault(body, []).append(f"{count} {state}")
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "area": row["areas"],
            "kind": row["kind"],
            "status": row["state"] + (", stated to be the top" if row["apex"] is True else ""),
            "seats": ", ".join(seats.get(row["id"], [])),
        }
        for row in _in_tree_order(drawn).to_dict("records")
    ]


def _in_tree_order(drawn: Scene) -> pd.DataFrame:
    place = {id_: number for number, id_ in enumerate(drawn.names)}
    order = {
        id_: (
            drawn.home[id_],
            [place[step] for step in [*hierarchy.path_up(id_, drawn.parent)[::-1], id_]],
        )
        for id_ in drawn.bodies["id"]
    }
    return drawn.bodies.set_index("id", drop=False).loc[sorted(order, key=order.__getitem__)]


def _title(g: Governance, drawn: Scene, focus: str | None, depth: int | None) -> str:
    areas = g.areas or drawn.areas
    made_up = len(set(areas) & set(drawn.illustrative))
    where = ", ".join(map(drawn.marked, areas))
    if len(areas) > 3:
        where = f"{len(areas)} areas" + (f" ({made_up} of them illustrative)" if made_up else "")
    if focus is not None:
        reach = counted(scene.DEFAULT_REACH if depth is None else depth, "link")
        name = drawn.names[g.find_body(focus)]
        where = f"within {reach} of {name}" + (f", {where}" if where else "")
    return f"Who reports to whom: {where}" if where else "Who reports to whom"


def _footer(g: Governance, drawn: Scene, found: Overlay, *, names: bool) -> dict[str, list[str]]:
    """What a reader has to know of the picture: sentences seen at once, and those to unfold."""
    newest = g.newest_evidence
    day = f"As of {g.as_of.isoformat()}."
    first = [
        day,
        f"Newest evidence: {newest}." if newest else "",
        drawn.note,
        *_caveats(g, names=names),
    ]
    first = [sentence for sentence in first if sentence]
    many = max(2, sum(length <= _MOST_SIGNS_SEEN for length in accumulate(map(len, first))))
    said = [
        *first[many:],
        _proposed_hidden(g, drawn),
        *found.notes,
        "" if names else "Seats are shown without the names of people.",
        "Findings are candidates for a human to judge." if found.findings else "",
        "Each body is drawn under one other only: the one that it reports to, or else is "
        "accountable to, escalates to or is part of. A step that is several of these has a stripe "
        "of each colour; what else links the two stands on their cards, with an arrowhead at the "
        "step.",
        "Links across are drawn where they pass behind no other box; all of them are when a body "
        "is chosen.",
    ]
    return {"first": first[:many], "notes": [sentence for sentence in said if sentence]}


def _caveats(g: Governance, *, names: bool) -> list[str]:
    """What a reader has to know of the evidence; without names, not who is judged to be whom."""
    if names or not g.united:
        return g.caveats
    said = [sentence for sentence in g.caveats if sentence not in g.united]
    cases = "case" if len(g.united) == 1 else "cases"
    return [*said, f"Judgements on who is one person are followed, in {len(g.united)} {cases}."]


def _proposed_hidden(g: Governance, drawn: Scene) -> str:
    bodies, statements = (
        int((some["state"] == "proposed").sum()) for some in (drawn.bodies, drawn.links)
    )
    if g.include_proposed or not bodies + statements:
        return ""
    return (
        f"Only proposed, and hidden until \u201cproposed\u201d is switched on: "
        f"{counted(bodies, 'body', 'bodies')}, {counted(statements, 'statement')} of links."
    )


# --- the page --------------------------------------------------------------------------------


def _script() -> str:
    """The page's own script, in one function so that it leaves nothing behind on the page."""
    parts = "\n".join(pages.text_of(f"map/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


@cache
def _vis_network() -> str:
    """The drawing library that pyvis brings along."""
    folder = importlib.resources.files(pyvis) / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")
