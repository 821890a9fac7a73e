from __future__ import annotations

import pandas as pd
from hypothesis import given, settings

from govgraph import frames
from govgraph.merging import Facts
from govgraph.store.loading import difference
from tests.store.graphs import CITY, EAST, assert_same, combined, facts, link, random_facts


def test_a_graph_does_not_differ_from_itself_in_another_order() -> None:
    city = combined(city=CITY)
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in city.items()}

    assert difference(city, turned).is_empty


def test_of_equal_relationships_each_counts() -> None:
    once = combined(a=facts(Body=[{"id": "a"}], PART_OF=[link("a", "a")]))
    twice = {**once, "PART_OF": pd.concat([once["PART_OF"]] * 2, ignore_index=True)}

    assert difference(once, twice).summary() == [("part of", 1, 0, 0)]
    assert difference(twice, once).summary() == [("part of", 0, 0, 1)]


def test_a_repeat_on_one_side_alone_is_found() -> None:
    body = [{"id": "a"}]
    x = combined(a=facts(Body=body, PART_OF=[link("a", "a", note="x")]))
    old = {**x, "PART_OF": pd.concat([x["PART_OF"]] * 2, ignore_index=True)}
    new = combined(a=facts(Body=body, PART_OF=[link("a", "a", note=note) for note in "yx"]))

    change = difference(old, new)

    assert change.added["PART_OF"]["note"].tolist() == ["y"]
    assert change.removed["PART_OF"]["note"].tolist() == ["x"]


def test_a_node_that_says_something_else_is_changed() -> None:
    change = difference(combined(city=CITY), combined(city=EAST))

    assert change.changed["Body"]["id"].tolist() == ["cp"]
    assert change.added["Body"]["id"].tolist() == ["east"]
    assert sorted(change.removed["Body"]["id"]) == ["hwb", "old"]


@settings(max_examples=30, deadline=None)
@given(before=random_facts(), after=random_facts())
def test_the_difference_makes_the_new_graph_of_the_old(before: Facts, after: Facts) -> None:
    old, new = combined(d=before), combined(d=after)
    change = difference(old, new)

    made = {}
    for name in frames.TYPE_NAMES:
        kept = old[name].drop(change.removed[name].index) if name in change.removed else old[name]
        if name in change.changed:
            kept = kept[~kept["id"].isin(change.changed[name]["id"])]
        parts = [kept, change.changed.get(name), change.added.get(name)]
        made[name] = pd.concat([part for part in parts if part is not None], ignore_index=True)

    assert_same(made, new)
