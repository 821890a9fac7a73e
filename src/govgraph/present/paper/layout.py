"""Where everything of a printed chart stands: an org chart with hanging families.

Above a depth that suits the screen's shape the chart is a tidy tree, parents centred over
their children; below it each family hangs from its parent as an indented list, in several
columns where one would be too long. Siblings that link across stand near each other.

Of the trees that this makes, the one that a reader sees largest on the screen is taken.

References:
    E. M. Reingold and J. S. Tilford, "Tidier Drawings of Trees", IEEE Transactions on
    Software Engineering SE-7(2), 1981: subtrees are set as close as their outlines allow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from govgraph.present import ordering

BOX_WIDTH = 160.0
"""Every box is as wide as this; its height follows its name."""
LEVEL_GAP = 42.0
LIST_GAP = 26.0
"""Between boxes of a list: room for two rows of dots."""
SIBLING_GAP = 20.0
INDENT = 24.0
TREE_GAP = 40.0
TITLE_HEIGHT = 30.0
PADDING = 18.0

_UNIT = 8.0
"""The resolution at which outlines are compared."""
_LIST_HEIGHTS = (250.0, 350.0, 480.0, 640.0, 840.0, 1100.0, 1600.0, np.inf)
"""How long a list may grow before it goes on in another column."""
_MOST_SPLITS = 3
"""How many families, one within another, may hang in columns rather than in a list."""
_MOST_WIDTHS = 60
"""How many widths are tried for a row of parts."""
_NEARLY_AS_LARGE = 0.92
"""The share of the largest size that a drawn tree must have to be preferred to lists."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Screen:
    """The room that a drawing has to itself, in pixels."""

    width: float = 1280.0
    height: float = 640.0

    def scale(self, plan: Plan) -> float:
        """How large a drawing is seen when all of it is on the screen."""
        return min(self.width / max(plan.width, 1.0), self.height / max(plan.height, 1.0))

    def legibility(self, plan: Plan) -> float:
        """How well it is read there: larger than drawn is no better."""
        return min(1.0, self.scale(plan))


@dataclass(frozen=True)
class Title:
    """Words over a part of the chart, and the frame around the part."""

    text: str
    left: float
    top: float
    width: float
    height: float
    is_area: bool


@dataclass(frozen=True)
class Plan:
    """A drawing or a part of one.

    Attributes:
        corners: the left upper corner of each box.
        routes: the line from the thing above to each thing below, corner by corner.
        titles: words and frames.
        width: of the whole.
        height: of the whole.
    """

    corners: Mapping[str, Point] = field(default_factory=dict)
    routes: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    titles: tuple[Title, ...] = ()
    width: float = 0.0
    height: float = 0.0

    def moved(self, right: float, down: float) -> Plan:
        """The same drawing elsewhere."""
        return replace(
            self,
            corners={id_: (x + right, y + down) for id_, (x, y) in self.corners.items()},
            routes={
                id_: tuple((x + right, y + down) for x, y in route)
                for id_, route in self.routes.items()
            },
            titles=tuple(
                replace(title, left=title.left + right, top=title.top + down)
                for title in self.titles
            ),
        )


@dataclass(frozen=True)
class Forest:
    """Trees of boxes.

    Attributes:
        parent: the thing above by the thing below.
        heights: the height of every box, in the order in which equals are drawn.
        crossings: pairs that a link across joins.
    """

    parent: Mapping[str, str]
    heights: Mapping[str, float]
    crossings: Collection[tuple[str, str]] = ()

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Those directly below each thing that has any, ordered by their links across."""
        children: dict[str, list[str]] = {}
        for id_ in self.heights:
            if id_ in self.parent:
                children.setdefault(self.parent[id_], []).append(id_)
        return ordering.siblings(children, self.roots, self.crossings)

    @cached_property
    def roots(self) -> list[str]:
        """Those with nothing above them."""
        return [id_ for id_ in self.heights if id_ not in self.parent]

    def descent(self, root: str) -> list[tuple[str, int]]:
        """Everything from ``root`` down with its depth, each before what is below it."""
        found, waiting = [], [(root, 0)]
        while waiting:
            id_, depth = waiting.pop()
            found.append((id_, depth))
            waiting += [(child, depth + 1) for child in reversed(self.children.get(id_, ()))]
        return found


# --- one tree --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Branch:
    """A placed subtree: its boxes, its outline from the top down, and the middle of its root.

    ``listed`` has the boxes that hang in a list, with a line to their side.
    """

    corners: dict[str, Point]
    listed: frozenset[str]
    left: np.ndarray
    right: np.ndarray
    centre: float

    def moved(self, right: float) -> _Branch:
        return replace(
            self,
            corners={id_: (x + right, y) for id_, (x, y) in self.corners.items()},
            left=self.left + right,
            right=self.right + right,
            centre=self.centre + right,
        )


def tree(forest: Forest, root: str, hang_depth: int, list_height: float = np.inf) -> Plan:
    """One tree: tidy down to ``hang_depth``, hanging families below it.

    A family that would make a list longer than ``list_height`` hangs in several columns.
    """
    return _TreeMaker(forest, root, hang_depth, list_height).plan()


@dataclass(frozen=True)
class _TreeMaker:
    forest: Forest
    root: str
    hang_depth: int
    list_height: float

    def plan(self) -> Plan:
        """The tree with its lines, from the left upper corner."""
        branch = self._tidy()
        least = min(x for x, _ in branch.corners.values())
        spine = INDENT / 2 if any(branch.corners[id_][0] == least for id_ in branch.listed) else 0
        corners = {id_: (x - least + spine, y) for id_, (x, y) in branch.corners.items()}
        routes = {
            child: self._route(corners, id_, child, child in branch.listed)
            for id_, _ in self._descent
            for child in self.forest.children.get(id_, ())
        }
        width = max(x for x, _ in corners.values()) + BOX_WIDTH
        bottom = max(y + self.forest.heights[id_] for id_, (_, y) in corners.items())
        return Plan(corners, routes, (), width, bottom)

    @cached_property
    def _descent(self) -> list[tuple[str, int]]:
        return self.forest.descent(self.root)

    @cached_property
    def _rows(self) -> int:
        """Enough rows for every outline: those of all boxes one below the other."""
        heights = (self.forest.heights[id_] + LEVEL_GAP for id_, _ in self._descent)
        return int(sum(heights) / _UNIT) + 2

    def _tidy(self) -> _Branch:
        tops = self._level_tops()
        branches: dict[str, _Branch] = {}
        for id_, depth in reversed(self._descent):
            if depth < self.hang_depth:
                family = [branches.pop(child) for child in self.forest.children.get(id_, ())]
                branches[id_] = self._above(id_, tops[depth], _side_by_side(family))
            elif depth == self.hang_depth:
                branches[id_] = self._hung(id_, tops[depth], _MOST_SPLITS)
        return branches[self.root]

    def _level_tops(self) -> list[float]:
        """Where each tidy level begins."""
        tallest = [0.0] * (self.hang_depth + 1)
        for id_, depth in self._descent:
            if depth <= self.hang_depth:
                tallest[depth] = max(tallest[depth], self.forest.heights[id_] + LEVEL_GAP)
        return [0.0, *np.cumsum(tallest)[:-1].tolist()]

    def _hung(self, id_: str, top: float, splits: int) -> _Branch:
        """A family as one list below its head, or as several columns of lists and families."""
        lists, families = self._columns(id_, splits)
        bottom = top + self.forest.heights[id_]
        if not families and len(lists) <= 1:
            boxes = [] if not lists else lists[0]
            corners = self._list(boxes, bottom + LIST_GAP)
            return self._outlined({id_: (0.0, top), **corners}, corners, BOX_WIDTH / 2)
        under = bottom + LEVEL_GAP
        columns = []
        for boxes in lists:
            corners = self._list(boxes, under)
            columns.append(self._outlined(corners, corners, INDENT + BOX_WIDTH / 2))
        columns += [self._hung(child, under, splits - 1) for child in families]
        return self._above(id_, top, _side_by_side(columns))

    def _columns(self, id_: str, splits: int) -> tuple[list[list[tuple[str, int]]], list[str]]:
        """What is below a head: lists of those with small families, and heads of large ones."""
        lists: list[list[tuple[str, int]]] = []
        families = []
        room = 0.0
        for child in self.forest.children.get(id_, ()):
            family = self.forest.descent(child)
            needed = sum(self.forest.heights[below] + LIST_GAP for below, _ in family)
            if needed > self.list_height and splits > 0 and len(family) > 1:
                families.append(child)
                continue
            if not lists or needed > room:
                lists.append([])
                room = self.list_height
            lists[-1] += family
            room -= needed
        return lists, families

    def _list(self, boxes: Sequence[tuple[str, int]], top: float) -> dict[str, Point]:
        """Boxes one below the other, each indented by its depth."""
        corners: dict[str, Point] = {}
        for id_, depth in boxes:
            corners[id_] = (INDENT * (depth + 1), top)
            top += self.forest.heights[id_] + LIST_GAP
        return corners

    def _above(self, id_: str, top: float, below: Sequence[_Branch]) -> _Branch:
        """A box over the middle of the branches below it."""
        centre = (below[0].centre + below[-1].centre) / 2 if below else BOX_WIDTH / 2
        head = self._outlined({id_: (centre - BOX_WIDTH / 2, top)}, (), centre)
        corners = head.corners.copy()
        for branch in below:
            corners |= branch.corners
        return _Branch(
            corners,
            frozenset().union(*(branch.listed for branch in below)),
            np.min([head.left, *(branch.left for branch in below)], axis=0),
            np.max([head.right, *(branch.right for branch in below)], axis=0),
            centre,
        )

    def _outlined(self, corners: dict[str, Point], listed: Iterable[str], centre: float) -> _Branch:
        listed = frozenset(listed)
        # The gap below and the lines to the side belong to a box: no other comes there.
        line = min((corners[id_][0] for id_ in listed), default=0.0) - INDENT / 2
        left, right = np.full(self._rows, np.inf), np.full(self._rows, -np.inf)
        for id_, (x, y) in corners.items():
            end = y + self.forest.heights[id_] + LIST_GAP
            span = slice(int(y // _UNIT), int(end // _UNIT) + 1)
            left[span] = np.minimum(left[span], line if id_ in listed else x)
            right[span] = np.maximum(right[span], x + BOX_WIDTH)
        return _Branch(corners, listed, left, right, centre)

    def _route(
        self, corners: Mapping[str, Point], above: str, below: str, is_listed: bool
    ) -> tuple[Point, ...]:
        """The line from one box down to another: to its top, or in a list to its side."""
        x, y = corners[above]
        child_x, child_y = corners[below]
        middle, bottom = x + BOX_WIDTH / 2, y + self.forest.heights[above]
        if not is_listed:
            turn, child_middle = child_y - LEVEL_GAP / 2, child_x + BOX_WIDTH / 2
            return ((middle, bottom), (middle, turn), (child_middle, turn), (child_middle, child_y))
        spine, side = child_x - INDENT / 2, child_y + self.forest.heights[below] / 2
        if spine == x + INDENT / 2:
            return ((spine, bottom), (spine, side), (child_x, side))
        turn = bottom + LEVEL_GAP / 2
        return ((middle, bottom), (middle, turn), (spine, turn), (spine, side), (child_x, side))


def _side_by_side(branches: Sequence[_Branch]) -> list[_Branch]:
    """Branches from left to right, each as near to those before it as the outlines allow."""
    placed: list[_Branch] = []
    for branch in branches:
        if placed:
            edge = np.max([one.right for one in placed], axis=0)
            branch = branch.moved(float(np.max(edge - branch.left)) + SIBLING_GAP)
        placed.append(branch)
    return placed


# --- what stands beside trees ----------------------------------------------------------------


def grid(ids: Sequence[str], heights: Mapping[str, float], columns: int) -> Plan:
    """Boxes in rows of so many columns."""
    corners: dict[str, Point] = {}
    y = 0.0
    for start in range(0, len(ids), columns):
        row = ids[start : start + columns]
        for place, id_ in enumerate(row):
            corners[id_] = (place * (BOX_WIDTH + SIBLING_GAP), y)
        y += max(heights[id_] for id_ in row) + LIST_GAP
    width = min(columns, len(ids)) * (BOX_WIDTH + SIBLING_GAP) - SIBLING_GAP
    return Plan(corners, {}, (), width, y - LIST_GAP)


def titled(plan: Plan, text: str, *, is_area: bool) -> Plan:
    """The same with a frame around it and words on top."""
    # A long title needs room even over a narrow part.
    width = max(plan.width, len(text) * (13.0 if is_area else 8.0)) + 2 * PADDING
    height = plan.height + TITLE_HEIGHT + 2 * PADDING
    inside = plan.moved((width - plan.width) / 2, PADDING + TITLE_HEIGHT)
    title = Title(text, 0.0, 0.0, width, height, is_area)
    return replace(inside, titles=(title, *inside.titles), width=width, height=height)


def shelves(plans: Sequence[Plan], width: float, gap: float = TREE_GAP) -> Plan:
    """Parts from left to right, a new row where they would be wider than ``width``."""
    placed: list[Plan] = []
    x = y = row_height = widest = 0.0
    for plan in plans:
        if x > 0 and x + plan.width > width:
            x, y, row_height = 0.0, y + row_height + gap, 0.0
        placed.append(plan.moved(x, y))
        x += plan.width + gap
        row_height = max(row_height, plan.height)
        widest = max(widest, x - gap)
    return Plan(
        {id_: corner for plan in placed for id_, corner in plan.corners.items()},
        {id_: route for plan in placed for id_, route in plan.routes.items()},
        tuple(title for plan in placed for title in plan.titles),
        widest,
        y + row_height,
    )


def packed(plans: Sequence[Plan], screen: Screen, gap: float = TREE_GAP) -> Plan:
    """Parts in as many rows as let them be seen largest on the screen."""
    ends = np.cumsum([0.0, *(plan.width + gap for plan in plans)])
    rows = np.unique(np.subtract.outer(ends, ends).clip(0.0))[::-1]
    tried = [
        shelves(plans, width, gap) for width in rows[:: -(-len(rows) // _MOST_WIDTHS)].tolist()
    ]
    return max(tried, key=screen.legibility)


def area(
    forest: Forest, blocks: Sequence[tuple[str, Sequence[str]]], screen: Screen, text: str
) -> Plan:
    """One area: its trees and, at their end, titled blocks of what stands in no tree.

    Args:
        forest: the trees; the things of the blocks have a height in it and no parent.
        blocks: words and ids of each block.
        screen: what it is to be seen on.
        text: the title.
    """
    apart = {id_ for _, ids in blocks for id_ in ids}
    descents = [forest.descent(root) for root in forest.roots if root not in apart]
    descents.sort(key=len, reverse=True)
    roots = [descent[0][0] for descent in descents]
    deepest = max((depth for descent in descents for _, depth in descent), default=0)
    tried = []
    for hang_depth in range(deepest + 1):
        for list_height in _LIST_HEIGHTS if hang_depth < deepest else (np.inf,):
            trees = [tree(forest, root, hang_depth, list_height) for root in roots]
            plans = _with_blocks(trees, blocks, forest.heights, screen)
            tried += [(hang_depth, plan) for plan in plans]
    # A tidy tree reads better than lists: a little size is given for it.
    enough = _NEARLY_AS_LARGE * max(screen.legibility(plan) for _, plan in tried)
    large = [(hang_depth, plan) for hang_depth, plan in tried if screen.scale(plan) >= enough]
    tidiest = max(hang_depth for hang_depth, _ in large)
    best = max(
        (plan for hang_depth, plan in large if hang_depth == tidiest),
        key=lambda plan: (round(screen.scale(plan), 2), -plan.width * plan.height),
    )
    return titled(best, text, is_area=True)


def _with_blocks(
    trees: Sequence[Plan],
    blocks: Sequence[tuple[str, Sequence[str]]],
    heights: Mapping[str, float],
    screen: Screen,
) -> list[Plan]:
    """The trees with the blocks beside them in one column, and below them."""
    chart = packed(trees, screen)
    if not blocks:
        return [chart]
    most = max(len(ids) for _, ids in blocks)
    tried = []
    for columns in sorted({1, 2, 3, 4, 6, 8, 12, most}):
        if columns > most:
            continue
        framed = [
            titled(grid(ids, heights, min(columns, len(ids))), text, is_area=False)
            for text, ids in blocks
        ]
        column = shelves(framed, 0.0, SIBLING_GAP)
        row = shelves(framed, np.inf, SIBLING_GAP)
        for block in (column, row):
            parts = [chart, block] if trees else [block]
            tried += [shelves(parts, 0.0, LEVEL_GAP), shelves(parts, np.inf, TREE_GAP)]
    return tried
