"""Where everything of a scene goes: areas side by side, in each its trees and what is in none."""

from __future__ import annotations

from dataclasses import dataclass

from govgraph import model
from govgraph.present import layout, lettering
from govgraph.present.scene import Scene

SCREEN = layout.Screen(1280.0, 630.0)
"""What the map has of a screen of 1280 by 800, for which the chart is shaped."""

_TEXT_WIDTH = layout.BOX_WIDTH - 14.0
_MOST_SIGNS_OF_A_TITLE = 60


@dataclass(frozen=True)
class Arrangement:
    """A scene with its places.

    Attributes:
        labels: the lines that each box reads, by id.
        heights: the height of each box.
        plan: the place of each box, the lines of the tree and the titles.
    """

    labels: dict[str, str]
    heights: dict[str, float]
    plan: layout.Plan


def arrange(scene: Scene) -> Arrangement:
    """The places of everything in a scene; what is hidden at first stands below the rest."""
    labels = {
        id_: "\n".join(lettering.wrapped(name, _TEXT_WIDTH)) for id_, name in scene.names.items()
    }
    heights = {id_: lettering.box_height(label) for id_, label in labels.items()}
    later = _hidden_at_first(scene)
    by_area = _members(scene, {id_ for _, ids in later for id_ in ids})
    screen = SCREEN.share(max(1, len(by_area)))
    areas = [
        layout.area(
            _forest(scene, members, heights),
            _blocks(scene, members),
            screen,
            _title(name, scene),
        )
        for name, members in by_area.items()
    ]
    chart = layout.packed(areas, SCREEN, gap=layout.SIBLING_GAP)
    columns = max(1, int(chart.width // (layout.BOX_WIDTH + layout.SIBLING_GAP)))
    below = [
        layout.titled(layout.grid(ids, heights, columns), text, is_area=False)
        for text, ids in later
    ]
    return Arrangement(labels, heights, layout.shelves([chart, *below], 0.0, layout.LEVEL_GAP))


def _title(area: str, scene: Scene) -> str:
    shown = lettering.shortened(lettering.visible(area), _MOST_SIGNS_OF_A_TITLE)
    return scene.marked(area).replace(area, shown, 1)


def _forest(scene: Scene, members: set[str], heights: dict[str, float]) -> layout.Forest:
    return layout.Forest(
        {below: above for below, above in scene.parent.items() if below in members},
        {id_: height for id_, height in heights.items() if id_ in members},
        [pair for pair in scene.crossings if members.issuperset(pair)],
    )


def _members(scene: Scene, later: set[str]) -> dict[str, set[str]]:
    """What is drawn in each area, but for what is hidden at first; areas by name."""
    members: dict[str, set[str]] = {}
    for id_ in scene.names:
        if id_ not in later:
            members.setdefault(scene.home[id_], set()).add(id_)
    return dict(sorted(members.items()))


def _blocks(scene: Scene, members: set[str]) -> list[tuple[str, list[str]]]:
    """What of an area stands in no tree, with the words over it."""
    links = scene.links[scene.links["state"] != "former"]
    ends = {*links["from_id"], *links["to_id"]}
    up = links[links["type"].isin(model.UPWARD_LINKS)]
    steps = {*up["from_id"], *up["to_id"]}
    organisations = set(scene.organisations["id"])
    in_tree = {*scene.parent, *scene.parent.values()}
    apart = [id_ for id_ in scene.names if id_ in members and id_ not in in_tree]
    alone = [id_ for id_ in apart if id_ not in organisations | steps]
    blocks = (
        ("No stated step up or down", [id_ for id_ in alone if id_ in ends]),
        ("No stated links", [id_ for id_ in alone if id_ not in ends]),
        ("Organisations", [id_ for id_ in apart if id_ in organisations]),
    )
    return [(text, ids) for text, ids in blocks if ids]


def _hidden_at_first(scene: Scene) -> list[tuple[str, list[str]]]:
    former = set(scene.bodies.loc[scene.bodies["state"] == "former", "id"])
    is_unlinked = ~scene.organisations["linked"].astype(bool)
    unlinked = set(scene.organisations.loc[is_unlinked, "id"])
    blocks = (
        ("Former bodies", [id_ for id_ in scene.names if id_ in former]),
        ("Organisations with seats only", [id_ for id_ in scene.names if id_ in unlinked]),
    )
    return [(text, ids) for text, ids in blocks if ids]
