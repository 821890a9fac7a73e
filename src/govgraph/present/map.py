"""The interactive map: one HTML file that works offline and asks nothing of anywhere.

:func:`draw` keeps a snapshot as a :class:`Map`, whose :meth:`Map.html` is the whole file. The
page lays it out for the screen that it is seen on, as an org chart with hanging families, and
folds the families for which there is no room; it is drawn by vis-network, which pyvis brings
along. No name, note or address in the data can run as script there.
"""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterable, Mapping
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
    "ESCALATES_TO": "#B34000",
    "REPORTS_TO": "#0060A0",
    "ACCOUNTABLE_TO": "#7A2A6E",
    "PART_OF": "#555555",
}
ACROSS_COLOUR = "#007A5A"
"""Of links that are no step up."""
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
    *("page", "layout", "folds", "drawing", "moving", "findings", "card", "search", "table"),
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
    drawn = scene.of(g, focus, depth)
    edges = _edges(drawn)
    deck = cards.deal(g, drawn.bodies, drawn.organisations, drawn.links, names=names)
    found = overlay.of(g, drawn, deck["sources"], names=names)
    dots, title = "people" if names else "seats", _title(g, drawn)
    network = Network(
        {
            "title": title,
            "subject": "Find a body or person" if names else "Find a body",
            "areas": drawn.areas,
            "has_apex": True in set(drawn.bodies["apex"]),
            "legend": _legend(drawn, edges, found, seats=dots if _has_dots(deck["seats"]) else ""),
            "footer": _footer(g, drawn, found, names=names),
            "data": deck
            | {
                "rows": _rows(g, drawn),
                "title": title,
                "areas": {area: _area_title(area, drawn) for area in drawn.areas},
                "findings": found.findings,
                "findingKinds": found.kinds,
                "links": {
                    name: {
                        "words": cards.link_words(name),
                        "colour": LINK_COLOURS.get(name, ACROSS_COLOUR),
                        "upward": name in model.UPWARD_LINKS,
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
    }


def _has_dots(seats: Iterable[Mapping[str, Any]]) -> bool:
    return any(seat["state"] in ("held", "vacant") for seat in seats)


# --- what stands in no tree ------------------------------------------------------------------


def _blocks(drawn: Scene) -> list[tuple[str, list[str]]]:
    """What stands in no tree, under words that say why, in the order in which it is drawn.

    What has links stands nearest to the trees, so that no line passes behind what has none; the
    last two are hidden at first.
    """
    links = drawn.links[drawn.links["state"] != "former"]
    ends = {*links["from_id"], *links["to_id"]}
    up = links[links["type"].isin(model.UPWARD_LINKS)]
    steps = {*up["from_id"], *up["to_id"]}
    organisations = set(drawn.organisations["id"])
    former = set(drawn.bodies.loc[drawn.bodies["state"] == "former", "id"])
    is_unlinked = ~drawn.organisations["linked"].astype(bool)
    unlinked = set(drawn.organisations.loc[is_unlinked, "id"])
    in_tree = {*drawn.parent, *drawn.parent.values()}
    apart = [id_ for id_ in drawn.names if id_ not in in_tree | former | unlinked]
    alone = [id_ for id_ in apart if id_ not in organisations | steps]
    blocks = (
        ("No stated step up or down", [id_ for id_ in alone if id_ in ends]),
        ("Organisations", [id_ for id_ in apart if id_ in organisations]),
        ("No stated links", [id_ for id_ in alone if id_ not in ends]),
        ("Former bodies", [id_ for id_ in drawn.names if id_ in former]),
        ("Organisations with seats only", [id_ for id_ in drawn.names if id_ in unlinked]),
    )
    return [(text, ids) for text, ids in blocks if ids]


def _area_title(area: str, drawn: Scene) -> str:
    shown = lettering.shortened(lettering.visible(area), _MOST_SIGNS_OF_A_TITLE)
    return drawn.marked(area).replace(area, shown, 1)


# --- links -----------------------------------------------------------------------------------


def _edges(drawn: Scene) -> list[dict[str, Any]]:
    """One edge from each thing to what it is drawn under, and one for each other link.

    The tree's edges are marked, for the page draws them itself. What else links two that
    stand one under the other is on their cards.
    """
    tree = set(drawn.parent.items())
    statements: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in drawn.links.sort_values(["from_id", "to_id"]).to_dict("records"):
        statements.setdefault((row["from_id"], row["to_id"]), []).append(row)
    edges = []
    for (start, end), rows in statements.items():
        if start == end or (end, start) in tree:
            continue
        edge = {"id": f"{start} > {end}", "from": start, "to": end} | _look_of_link(rows)
        if (start, end) in tree:
            edge["tree"] = True
        edges.append(edge)
    return edges


def _look_of_link(rows: list[dict[Any, Any]]) -> dict[str, Any]:
    """How one line shows all statements from one thing to another."""
    own, telling = scene.own(rows), scene.telling(rows)
    state = scene.state_of(telling)
    types = _strongest_first(row["type"] for row in telling)
    types += [
        name for name in _strongest_first(r["type"] for r in own or rows) if name not in types
    ]
    return {
        "types": types,
        "members_only": not own,
        "state": state,
        "dashes": DASHES if state == "proposed" else False,
    }


def _strongest_first(types: Iterable[str]) -> list[str]:
    order = [*model.UPWARD_LINKS, *model.LINKS]
    return sorted(set(types), key=order.index)


# --- what stands around the drawing ----------------------------------------------------------


def _legend(
    drawn: Scene, edges: Iterable[Mapping[str, Any]], found: Overlay, *, seats: str
) -> list[dict[str, Any]]:
    """Groups of switches, each for what has its ``key``; ``off`` ones are hidden at first.

    ``seats`` says what their dots stand for; blank where there are none.
    """
    kinds = set(drawn.bodies["kind"])
    fills = {kind_colour(kind) for kind in kinds}
    states = {*drawn.bodies["state"], *drawn.links["state"]}
    is_linked = drawn.organisations["linked"].astype(bool)
    types = _strongest_first(name for edge in edges for name in edge["types"])
    bodies = [
        _key(f"kind {fill}", _kinds_of(fill, kinds), "box", fill)
        for fill, _ in KIND_COLOURS
        if fill in fills
    ]
    shown = [
        _key("proposed", "proposed", "dashed") if "proposed" in states else None,
        _key("former", "former", "faded", off=True) if "former" in states else None,
        _key("organisation", "organisations", "pill") if is_linked.any() else None,
        _key("other organisation", "organisations with seats only", "pill", off=True)
        if (~is_linked).any()
        else None,
        _key("person", f"{seats} and vacancies", "dots", off=True) if seats else None,
    ]
    up = [
        _key(name, cards.link_words(name), "line", LINK_COLOURS[name])
        for name in types
        if name in LINK_COLOURS
    ]
    across = [
        _key(name, cards.link_words(name), "thin line", ACROSS_COLOUR)
        for name in types
        if name not in LINK_COLOURS
    ]
    groups = {
        "Bodies": bodies,
        "Show": [key for key in shown if key],
        "Steps up": up,
        "Links across": across,
        "Findings to judge": [
            _key(kind["key"], f"{kind['name']} ({kind['count']})", "sign", kind["colour"], off=True)
            | {"sign": kind["sign"]}
            for kind in found.kinds
        ],
    }
    return [{"title": title, "keys": keys} for title, keys in groups.items() if keys]


def _kinds_of(fill: str, present: Iterable[str]) -> str:
    """The kinds present that share a colour, as words."""
    return ", ".join(sorted(kind for kind in present if kind_colour(kind) == fill))


def _key(key: str, text: str, look: str, fill: str = "", *, off: bool = False) -> dict[str, Any]:
    return {"key": key, "text": text, "look": look, "fill": fill, "off": off}


def _rows(g: Governance, drawn: Scene) -> list[dict[str, Any]]:
    """The same as a plain table: one row for each body, after the one that it is under."""
    states = g.memberships.groupby(["body_id", "state"]).size().reset_index(name="count")
    seats: dict[str, list[str]] = {}
    for body, state, count in states.itertuples(index=False):
        seats.setdefault(body, []).append(f"{count} {state}")
    links: dict[str, list[str]] = {}
    stated = drawn.links[["from_id", "type", "to_id"]].drop_duplicates()
    for start, name, end in stated.itertuples(index=False):
        links.setdefault(start, []).append(f"{cards.link_words(name)} {drawn.names[end]}")
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "level": len(hierarchy.path_up(row["id"], drawn.parent)) + 1,
            "area": row["areas"],
            "kind": row["kind"],
            "status": row["state"],
            "under": drawn.names.get(drawn.parent.get(row["id"], ""), ""),
            "links": links.get(row["id"], []),
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


def _title(g: Governance, drawn: Scene) -> str:
    areas = g.areas or drawn.areas
    made_up = len(set(areas) & set(drawn.illustrative))
    if len(areas) > 3:
        said = f" ({made_up} of them illustrative)" if made_up else ""
        return f"Who reports to whom: {len(areas)} areas{said}"
    where = ", ".join(map(drawn.marked, areas))
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
        f"From {g.origin}." if g.origin else "",
        _proposed_left_out(g),
        *found.notes,
        "" if names else "Seats are shown without the names of people (--names shows them).",
        "Findings are candidates for a human to judge." if found.findings else "",
        "Each body is drawn under one other only, where its strongest way up leads.",
    ]
    return {"first": first[:many], "notes": [sentence for sentence in said if sentence]}


def _caveats(g: Governance, *, names: bool) -> list[str]:
    """What a reader has to know of the evidence; without names, not who is judged to be whom."""
    if names or not g.united:
        return g.caveats
    said = [sentence for sentence in g.caveats if sentence not in g.united]
    cases = "case" if len(g.united) == 1 else "cases"
    return [*said, f"Judgements on who is one person are followed, in {len(g.united)} {cases}."]


def _proposed_left_out(g: Governance) -> str:
    if g.include_proposed:
        return ""
    with_proposed = g.at(include_proposed=True)
    asked, links = with_proposed.asked_about, with_proposed.links
    bodies = len(asked) - len(g.asked_about)
    statements = int(
        (
            links["proposed"].astype(bool)
            & (links["from_id"].isin(asked) | links["to_id"].isin(asked))
        ).sum()
    )
    if not bodies + statements:
        return ""
    return (
        f"Left out as only proposed: bodies {bodies}, statements of links {statements} "
        "(--include-proposed shows them)."
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
