from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.present import ordering


def test_those_above_come_before_those_below() -> None:
    order = ordering.in_families(["a", "b", "c", "top"], {"a": "b", "b": "top", "c": "top"}, [])

    assert order == ["top", "b", "a", "c"]


def test_siblings_that_link_across_come_to_stand_side_by_side() -> None:
    family = ["a", "b", "c", "d", "e"]
    order = ordering.in_families([*family, "top"], dict.fromkeys(family, "top"), [("a", "e")])

    assert abs(order.index("a") - order.index("e")) == 1


def test_families_whose_members_link_across_come_to_stand_side_by_side() -> None:
    parent = {"a": "top", "b": "top", "c": "top", "a1": "a", "b1": "b", "c1": "c"}
    order = ordering.in_families([*parent, "top"], parent, [("a1", "c1")])

    heads = [id_ for id_ in order if id_ in ("a", "b", "c")]
    assert abs(heads.index("a") - heads.index("c")) == 1


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[str], dict[str, str], list[tuple[str, str]]]:
    ids = [f"n{number}" for number in range(draw(st.integers(1, 20)))]
    parent = {}
    for number in range(1, len(ids)):
        above = draw(st.integers(-1, number - 1))
        if above >= 0:
            parent[ids[number]] = ids[above]
    ends = st.sampled_from(ids)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=5))
    return ids, parent, [(one, other) for one, other in pairs if one != other]


@settings(max_examples=50)
@given(forests())
def test_everything_comes_once_and_after_what_is_above_it(
    forest: tuple[list[str], dict[str, str], list[tuple[str, str]]],
) -> None:
    ids, parent, crossings = forest
    order = ordering.in_families(ids, parent, crossings)

    assert sorted(order) == sorted(ids)
    assert all(order.index(above) < order.index(below) for below, above in parent.items())
