"""The structure chart of an area as a drawing that fits an A4 page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from govgraph import frames
from govgraph.governance import Governance
from govgraph.present import hierarchy, scene
from govgraph.present.lettering import visible
from govgraph.present.paper import layout, lettering
from govgraph.present.paper.document import Box, Drawing, Figure, Paragraph, Stroke
from govgraph.present.scene import Scene
from govgraph.sentences import counted, listed

PAGE = layout.Screen(760.0, 980.0)
"""The shape of what a chart has of an A4 page, between its margins and above its caption."""
_TEXT_WIDTH = layout.BOX_WIDTH - 14.0
_MARGIN = 2.0
_SMALLEST = 0.5
"""A chart that would have to be drawn smaller than this is left out."""
_APART = "No step up or down is stated to be in force"
_NAMED = 40

_FILLS = {
    "board": "#DCE9F5",
    "partnership": "#D5EFE8",
    "alliance": "#D5EFE8",
    "executive": "#FBE3DC",
    "cabinet": "#FBE3DC",
    "committee": "#FAF5D6",
    "scrutiny committee": "#FDE7EC",
}
"""Of kinds of bodies, pale enough to print; all others are white."""


def of_area(
    g: Governance, area: str, marked: str, say: Callable[[str], str]
) -> Figure | Paragraph | None:
    """The chart of one area: each body under the one that it reports to, as far as that is known.

    Args:
        g: the snapshot.
        area: the area.
        marked: how the paper calls it.
        say: what is said in place of a name.

    Returns:
        the figure; a sentence where it would be too small to read on a page, or where all bodies
        of the area stand in the chart of another, with which they are joint; None where no body
        of the area was there on the day.
    """
    drawn = _without_the_rest(scene.of(g.at(areas=[area])), say)
    if drawn.bodies.empty:
        return None
    if joint := _drawn_elsewhere(g, area):
        return Paragraph(f"{marked}: {joint}")
    chart = _Chart(drawn, marked)
    drawing = chart.drawing()
    if min(PAGE.width / drawing.width, PAGE.height / drawing.height) < _SMALLEST:
        bodies = counted(len(drawn.bodies), "body", "bodies")
        return Paragraph(
            f"{marked}: no chart, because the boxes of {bodies} would be too small to read on a "
            "page. The interactive map shows them, and the table of bodies says what is above each."
        )
    return Figure(chart.caption(), chart.in_words(), drawing)


def _drawn_elsewhere(g: Governance, area: str) -> str:
    """That all bodies of an area stand in the chart of another, if they do."""
    bodies = g.bodies[g.bodies["id"].isin(g.asked_about)]
    home = hierarchy.home_areas(bodies)
    here = bodies[frames.list_any(bodies["areas"], [area])]
    homes = sorted({home[id_] for id_ in here["id"]})
    if here.empty or area in homes:
        return ""
    names = listed(list(here["name"]), most=len(here))
    are = "is" if len(here) == 1 else "are"
    return f"{names} {are} joint with {listed(homes)}, and drawn there."


def _without_the_rest(whole: Scene, say: Callable[[str], str]) -> Scene:
    """The scene without what has ended and without organisations that only have seats."""
    bodies = whole.bodies[whole.bodies["state"] != "former"]
    organisations = whole.organisations[whole.organisations["linked"].astype(bool)]
    ids = {*bodies["id"], *organisations["id"]}
    links = whole.links[whole.links["from_id"].isin(ids) & whole.links["to_id"].isin(ids)]
    return dataclasses.replace(
        whole,
        bodies=bodies.assign(name=bodies["name"].map(say)),
        organisations=organisations.assign(name=organisations["name"].map(say)),
        links=links,
    )


@dataclass(frozen=True)
class _Chart:
    scene: Scene
    area: str

    @cached_property
    def kinds_and_states(self) -> dict[str, tuple[str, str]]:
        """Of each body by its id."""
        bodies = self.scene.bodies
        about = zip(bodies["kind"].astype("str"), bodies["state"], strict=True)
        return dict(zip(bodies["id"], about, strict=True))

    def drawing(self) -> Drawing:
        names, parent = self.scene.names, self.scene.parent
        labels = {id_: tuple(lettering.wrapped(name, _TEXT_WIDTH)) for id_, name in names.items()}
        heights = {id_: lettering.box_height("\n".join(lines)) for id_, lines in labels.items()}
        apart = self._apart()
        plan = layout.area(
            layout.Forest(parent, heights, self.scene.crossings),
            [(_APART, apart)] if apart else [],
            PAGE,
            self.area,
        )
        plan = plan.moved(_MARGIN, _MARGIN)
        frames = [
            Box(t.left, t.top, t.width, t.height, (visible(t.text),), "#FFFFFF", "frame")
            for t in plan.titles
        ]
        boxes = [
            self._box(id_, corner, heights[id_], labels[id_])
            for id_, corner in plan.corners.items()
        ]
        proposed = self.scene.proposed_steps
        strokes = [Stroke(route, id_ in proposed) for id_, route in plan.routes.items()]
        size = (plan.width + 2 * _MARGIN, plan.height + 2 * _MARGIN)
        return Drawing(*size, (*frames, *boxes), tuple(strokes))

    def _box(self, id_: str, corner: layout.Point, height: float, lines: tuple[str, ...]) -> Box:
        if id_ not in self.kinds_and_states:
            return Box(*corner, layout.BOX_WIDTH, height, lines, "#FFFFFF", "organisation")
        kind, state = self.kinds_and_states[id_]
        fill, is_proposed = _FILLS.get(kind, "#FFFFFF"), state == "proposed"
        shape = (*corner, layout.BOX_WIDTH, height, lines, fill)
        return Box(*shape, "proposed") if is_proposed else Box(*shape, "body")

    def _apart(self) -> list[str]:
        in_tree = {*self.scene.parent, *self.scene.parent.values()}
        return [id_ for id_ in self.scene.names if id_ not in in_tree]

    def caption(self) -> str:
        states = set(self.scene.bodies["state"])
        is_dashed = "proposed" in states or self.scene.proposed_steps
        dashed = " Dashed: only proposed." if is_dashed else ""
        rounded = " Rounded: organisations." if len(self.scene.organisations) else ""
        return (
            f"{self.area}: who is drawn under whom. Each body stands under one other only: the one "
            "that it reports to, or else is accountable to, escalates to or is part of; all links "
            f"are in the table of links.{self._inferred()}{dashed}{rounded}"
        )

    def _inferred(self) -> str:
        """Whose line up is nowhere stated, in a sentence; blank for nobody's."""
        links = scene.own(self.scene.links)
        inferred = hierarchy.only_inferred(links[links["type"].isin(hierarchy.DRAWN_BY)])
        lines = self.scene.parent.items()
        names = [self.scene.names[below] for below, above in lines if (below, above) in inferred]
        if not names:
            return ""
        which = "line up from" if len(names) == 1 else "lines up from"
        are = "is" if len(names) == 1 else "are"
        return f" Inferred, not stated, {are} the {which} {listed(names, most=len(names))}."

    def in_words(self) -> str:
        """The chart for those who do not see it."""
        names, parent = self.scene.names, self.scene.parent
        below: dict[str, list[str]] = {}
        for id_ in names:
            if id_ in parent:
                below.setdefault(parent[id_], []).append(names[id_])
        families = [f"under {names[id_]}: {listed(some, _NAMED)}" for id_, some in below.items()]
        apart = [names[id_] for id_ in self._apart()]
        alone = f"No step up or down is stated for {listed(apart, _NAMED)}." if apart else ""
        tree = f"Drawn {'; '.join(families)}." if families else ""
        count = counted(len(self.scene.bodies), "body", "bodies")
        return " ".join(filter(None, [f"Chart of {count} of {self.area}.", tree, alone]))
