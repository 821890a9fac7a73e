"""The map standing still: for a notebook that nobody runs.

Each body is drawn under the one that it goes up to, as on the map to click in. Families of
leaves hang below their parent as a list; what goes nowhere stands apart, under words that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govgraph.present.pictures import DASHES, INK, LINE, STROKE, Mark, Picture, Sheet, lines_of

_WIDE, _GAP, _DROP, _INDENT = 158.0, 16.0, 34.0, 20.0
_SIZE, _PITCH, _PAD = 13.0, 15.5, 12.0
_ROOM = 1080.0
"""How wide a family may stand; the next begins below."""
_MANY = 6
"""So many leaves hang as a list rather than stand side by side."""
_APART = "No step up or down is stated to be in force"

Node = Mapping[str, Any]


@dataclass
class _Family:
    """Boxes around one that they go up to, placed from their own upper left corner."""

    width: float
    height: float
    top: float
    """Where the middle of the uppermost box is, from the left."""
    boxes: list[tuple[Node, float, float, float]] = field(default_factory=list)
    """Each with its left and upper edge and its height."""
    lines: list[tuple[str, list[tuple[float, float]]]] = field(default_factory=list)
    """The id of whose step up it is, and its corners."""

    def take(self, other: _Family, x: float, y: float) -> None:
        self.boxes += [(node, x + left, y + upper, high) for node, left, upper, high in other.boxes]
        self.lines += [(id_, [(x + a, y + b) for a, b in way]) for id_, way in other.lines]


def sketch(network: Any, title: str) -> Picture:
    """The map as it is seen when it is opened, standing still.

    Args:
        network: that of a :class:`govgraph.present.map.Map`.
        title: what the picture shows.
    """
    nodes, edges, *_ = network.get_network_data()
    keys = [key for group in network.page["legend"] for key in group["keys"]]
    hidden = {key["key"] for key in keys if key["off"]}
    shown = {
        node["id"]: node
        for node in nodes
        if node.get("shape") == "box" and not hidden & set(node["keys"])
    }
    looks = network.page["data"]["links"]
    drawn = [edge for edge in edges if edge.get("tree") and edge["state"] not in hidden]
    steps = {edge["from"]: edge for edge in drawn if {edge["from"], edge["to"]} <= shown.keys()}
    below: dict[str, list[str]] = {}
    for id_ in steps:
        below.setdefault(shown[id_]["above"], []).append(id_)
    titles = network.page["data"].get("areas", {})
    sheet = Sheet(title)
    for area, members in _by_area(shown, steps).items():
        families = [_family(id_, shown, below) for id_ in members if id_ in below]
        apart = [_box(shown[id_]) for id_ in members if id_ not in below]
        _draw_area(
            sheet,
            titles.get(area, area),
            families,
            apart,
            {id_: _look(steps[id_], looks) for id_ in steps},
        )
    sheet.key(_legend(keys, looks, shown.values()))
    count = sum(any(key.startswith("kind ") for key in node["keys"]) for node in shown.values())
    bodies = "1 body" if count == 1 else f"{count} bodies, each under the one that it goes up to"
    return sheet.picture(f"{title}: a map of {bodies}.")


def _by_area(shown: Mapping[str, Node], steps: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stands at the top of something or apart, by the first of its areas."""
    by_area: dict[str, list[str]] = {}
    for id_, node in shown.items():
        if id_ not in steps:
            by_area.setdefault(next(iter(node["areas"]), ""), []).append(id_)
    return dict(sorted(by_area.items()))


def _look(edge: Mapping[str, Any], looks: Mapping[str, Any]) -> tuple[str, bool]:
    return looks[edge["types"][0]]["colour"], bool(edge["dashes"])


# --- placing ---------------------------------------------------------------------------------


def _box(node: Node) -> _Family:
    high = len(_label(node)) * _PITCH + _PAD
    return _Family(_WIDE, high, _WIDE / 2, [(node, 0.0, 0.0, high)])


def _label(node: Node) -> list[str]:
    return lines_of(node["name"], _WIDE - 12, _SIZE)


def _family(id_: str, shown: Mapping[str, Node], below: Mapping[str, Sequence[str]]) -> _Family:
    head = _box(shown[id_])
    inner = [(child, _family(child, shown, below)) for child in below.get(id_, ())]
    if not inner:
        return head
    are_leaves = all(child not in below for child, _ in inner)
    if are_leaves and len(inner) > _MANY:
        return _hanging(head, inner)
    return _side_by_side(head, inner)


def _hanging(head: _Family, inner: Sequence[tuple[str, _Family]]) -> _Family:
    made = _Family(_WIDE + _INDENT, head.height, _WIDE / 2)
    made.take(head, 0, 0)
    stem = _INDENT / 2
    for child, family in inner:
        upper = made.height + _GAP / 2
        made.take(family, _INDENT, upper)
        middle = upper + family.height / 2
        made.lines.append((child, [(_INDENT, middle), (stem, middle), (stem, head.height)]))
        made.height = upper + family.height
    return made


def _side_by_side(head: _Family, inner: Sequence[tuple[str, _Family]]) -> _Family:
    width = sum(family.width for _, family in inner) + _GAP * (len(inner) - 1)
    made = _Family(max(width, _WIDE), 0.0, 0.0)
    left, upper = (made.width - width) / 2, head.height + _DROP
    tops = []
    for _, family in inner:
        made.take(family, left, upper)
        tops.append(left + family.top)
        made.height = max(made.height, upper + family.height)
        left += family.width + _GAP
    made.top = min(max((tops[0] + tops[-1]) / 2, _WIDE / 2), made.width - _WIDE / 2)
    made.take(head, made.top - _WIDE / 2, 0)
    turn = head.height + _DROP / 2
    for (child, _), top in zip(inner, tops, strict=True):
        way = [(top, upper), (top, turn), (made.top, turn), (made.top, head.height)]
        made.lines.append((child, way))
    return made


# --- drawing ---------------------------------------------------------------------------------


def _draw_area(
    sheet: Sheet,
    area: str,
    families: Sequence[_Family],
    apart: Sequence[_Family],
    looks: Mapping[str, tuple[str, bool]],
) -> None:
    start = sheet.bottom
    sheet.text(area, 14, start + 22, 15, bold=True)
    wide = [_WIDE]
    sheet.bottom += 38
    for row in _rows(families):
        wide.append(_draw_row(sheet, row, looks))
        sheet.bottom += _GAP
    if apart:
        if families:
            sheet.text(_APART, 14, sheet.bottom + 14, _SIZE)
            sheet.bottom += 24
        wide += [_draw_row(sheet, row, looks) for row in _rows(apart)]
    sheet.box(0, start, max(wide) + 28, sheet.bottom - start, "none", LINE, radius=6)
    sheet.bottom += 14


def _rows(families: Iterable[_Family]) -> Iterator[list[_Family]]:
    """Families that stand side by side in the room there is."""
    row: list[_Family] = []
    used = 0.0
    for family in families:
        if row and used + family.width > _ROOM:
            yield row
            row, used = [], 0.0
        row.append(family)
        used += family.width + _GAP
    if row:
        yield row


def _draw_row(sheet: Sheet, row: Sequence[_Family], looks: Mapping[str, tuple[str, bool]]) -> float:
    """Draw families side by side; how wide they are together."""
    left = 14.0
    for family in row:
        for id_, way in family.lines:
            colour, is_dashed = looks[id_]
            sheet.path([(left + x, sheet.bottom + y) for x, y in way], colour, dashed=is_dashed)
        for node, x, y, high in family.boxes:
            _draw_box(sheet, node, left + x, sheet.bottom + y, high)
        left += family.width + _GAP
    sheet.bottom += max(family.height for family in row) + _GAP
    return left - _GAP - 14


def _draw_box(sheet: Sheet, node: Node, x: float, y: float, high: float) -> None:
    look = node["shapeProperties"]
    sheet.box(
        *(x, y, _WIDE, high, node["color"]["background"], node["color"]["border"]),
        radius=min(float(look["borderRadius"]), high / 2),
        dashed=bool(look["borderDashes"]),
        thick=float(node["borderWidth"]),
    )
    sheet.lines(_label(node), x + _WIDE / 2, y + _PAD / 2 + 11, _SIZE, _PITCH, anchor="middle")


def _legend(
    keys: Iterable[Mapping[str, Any]], looks: Mapping[str, Any], shown: Iterable[Node]
) -> Iterator[Mark]:
    """What the fills and the lines mean, as far as they are seen."""
    used = {key for node in shown for key in node["keys"]}
    for key in keys:
        if key["look"] == "box" and key["key"] in used:
            yield Mark("", key["text"], key["fill"])
        elif key["key"] in looks and looks[key["key"]]["upward"]:
            yield Mark(STROKE, key["text"], looks[key["key"]]["colour"])
        elif key["key"] == "proposed" and not key["off"]:
            yield Mark(DASHES, "proposed", INK)
