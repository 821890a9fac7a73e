from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.present.paper import layout
from govgraph.present.paper.layout import BOX_WIDTH, Forest, Plan, Screen

SCREEN = Screen(1280.0, 630.0)
HEIGHT = 40.0


def forest(parent: dict[str, str], *crossings: tuple[str, str]) -> Forest:
    ids = sorted({*parent, *parent.values()})
    return Forest(parent, dict.fromkeys(ids, HEIGHT), crossings)


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    size = draw(st.integers(1, 30))
    heights = {f"n{n:02}": float(draw(st.sampled_from([30, 47, 63, 96]))) for n in range(size)}
    parent = {}
    for n in range(1, size):
        above = draw(st.integers(-1, n - 1))
        if above >= 0:
            parent[f"n{n:02}"] = f"n{above:02}"
    ends = st.sampled_from(sorted(heights))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=5))
    return Forest(parent, heights, [(one, other) for one, other in pairs if one != other])


def overlapping(plan: Plan, heights: dict[str, float]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in combinations(plan.corners, 2)
        if abs(plan.corners[one][0] - plan.corners[other][0]) < BOX_WIDTH
        and plan.corners[one][1] < plan.corners[other][1] + heights[other]
        and plan.corners[other][1] < plan.corners[one][1] + heights[one]
    ]


def crossed_boxes(plan: Plan, heights: dict[str, float]) -> list[tuple[str, str]]:
    """Boxes through whose inside the line of another runs."""
    return [
        (line, box)
        for line, route in plan.routes.items()
        for (x1, y1), (x2, y2) in pairwise(route)
        for box, (x, y) in plan.corners.items()
        if min(x1, x2) < x + BOX_WIDTH - 0.01
        and max(x1, x2) > x + 0.01
        and min(y1, y2) < y + heights[box] - 0.01
        and max(y1, y2) > y + 0.01
    ]


def test_a_parent_stands_over_the_middle_of_its_children() -> None:
    plan = layout.tree(forest({"a": "top", "b": "top", "c": "top"}), "top", hang_depth=1)

    tops = {id_: y for id_, (_, y) in plan.corners.items()}
    assert tops["top"] == 0.0
    assert tops["a"] == tops["b"] == tops["c"] == HEIGHT + layout.LEVEL_GAP
    assert plan.corners["top"][0] == plan.corners["b"][0]
    assert plan.width == 3 * BOX_WIDTH + 2 * layout.SIBLING_GAP


def test_below_the_depth_a_family_hangs_as_an_indented_list() -> None:
    plan = layout.tree(forest({"a": "top", "b": "a", "c": "top"}), "top", hang_depth=0)

    step = HEIGHT + layout.LIST_GAP
    assert plan.corners == {
        "top": (0.0, 0.0),
        "a": (layout.INDENT, step),
        "b": (2 * layout.INDENT, 2 * step),
        "c": (layout.INDENT, 3 * step),
    }


def test_a_list_that_is_too_long_goes_on_in_another_column() -> None:
    family = forest({f"c{n}": "top" for n in range(6)})
    plan = layout.tree(family, "top", hang_depth=0, list_height=3 * (HEIGHT + layout.LIST_GAP))

    columns = {x for id_, (x, _) in plan.corners.items() if id_ != "top"}
    assert len(columns) == 2
    assert overlapping(plan, dict(family.heights)) == []


def test_siblings_that_link_across_stand_next_to_each_other() -> None:
    family = forest({f"c{n}": "top" for n in range(5)}, ("c0", "c4"))

    order = family.children["top"]
    assert abs(order.index("c0") - order.index("c4")) == 1


def test_the_line_down_ends_at_the_top_of_a_child_and_in_a_list_at_its_side() -> None:
    tidy = layout.tree(forest({"a": "top"}), "top", hang_depth=1)
    hung = layout.tree(forest({"a": "top"}), "top", hang_depth=0)

    assert tidy.routes["a"][-1] == (BOX_WIDTH / 2, HEIGHT + layout.LEVEL_GAP)
    assert hung.routes["a"][-1] == (layout.INDENT, HEIGHT + layout.LIST_GAP + HEIGHT / 2)


@given(forests(), st.integers(0, 4), st.sampled_from([120.0, 250.0, 640.0, float("inf")]))
def test_no_box_overlaps_another_and_no_line_runs_through_one(
    some: Forest, hang_depth: int, list_height: float
) -> None:
    heights = dict(some.heights)
    for root in some.roots:
        plan = layout.tree(some, root, hang_depth, list_height)

        assert set(plan.corners) == {id_ for id_, _ in some.descent(root)}
        assert overlapping(plan, heights) == []
        assert crossed_boxes(plan, heights) == []
        assert min(x for x, _ in plan.corners.values()) >= 0
        assert max(x for x, _ in plan.corners.values()) + BOX_WIDTH <= plan.width + 0.01
        assert all(y >= some.heights[id_] for id_, y in below(some, plan))


def below(some: Forest, plan: Plan) -> list[tuple[str, float]]:
    """How far each box stands below the one above it."""
    return [
        (above, plan.corners[child][1] - plan.corners[above][1])
        for above, children in some.children.items()
        if above in plan.corners
        for child in children
    ]


@settings(max_examples=25, deadline=None)
@given(forests())
def test_an_area_holds_everything_inside_its_frame(some: Forest) -> None:
    alone = [root for root in some.roots if root not in some.children]
    plan = layout.area(some, [("No stated links", alone)] if alone else [], SCREEN, "Anytown")

    heights = dict(some.heights)
    assert set(plan.corners) == set(heights)
    assert overlapping(plan, heights) == []
    frame = plan.titles[0]
    assert (frame.left, frame.top, frame.width, frame.height) == (0, 0, plan.width, plan.height)
    for id_, (x, y) in plan.corners.items():
        assert 0 <= x <= plan.width - BOX_WIDTH
        assert layout.TITLE_HEIGHT <= y <= plan.height - heights[id_]


def test_sixty_bodies_are_shaped_for_the_screen() -> None:
    parent = {f"g{n}": "apex" for n in range(9)}
    parent |= {f"t{n:02}": f"g{n % 9}" for n in range(50)}
    some = forest(parent)

    plan = layout.area(some, [], SCREEN, "Anytown")
    assert SCREEN.scale(plan) > 0.55


def test_a_chain_of_a_thousand_bodies_is_no_trouble() -> None:
    some = forest({f"n{n:04}": f"n{n - 1:04}" for n in range(1, 1000)})

    plan = layout.tree(some, "n0000", hang_depth=0)
    assert len(plan.corners) == 1000


@pytest.mark.parametrize("count", [1, 2, 5])
def test_parts_stand_side_by_side_without_overlap(count: int) -> None:
    part = layout.titled(layout.grid(["x"], {"x": HEIGHT}, 1), "Area", is_area=True)
    plans = [
        Plan({f"x{n}": part.corners["x"]}, {}, part.titles, part.width, part.height)
        for n in range(count)
    ]

    placed = layout.packed(plans, SCREEN)
    assert len(placed.corners) == count
    frames = [(title.left, title.top) for title in placed.titles]
    assert len(set(frames)) == count
