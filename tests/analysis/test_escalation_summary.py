"""How far each body is from the top, against the routes that are listed."""

import pandas as pd
from hypothesis import given, settings

from govgraph import frames
from govgraph.analysis import escalation
from govgraph.governance import Governance
from tests.analysis.test_escalation import PAIRS, diamonds, graph, link, of_pairs, only, reports


def of_body(g: Governance, name: str, matter: str | None = None) -> pd.Series:
    frame = escalation.summary(g, matter=matter)
    return only(frame[frame["body"] == name])


def test_more_routes_than_can_be_listed_are_counted() -> None:
    g = graph(diamonds(40), bodies=[{"name": "N40", "apex": "yes"}])

    row = of_body(g, "N0")

    assert (row["end"], row["nearest"], row["routes"]) == ("apex", "N40", 2.0**40)
    assert (row["hops_least"], row["hops_most"]) == (80, 80)


def test_an_apex_comes_before_a_missing_hop_and_this_before_a_dead_end() -> None:
    g = graph(
        [
            *(reports("A", end) for end in ("Dead", "Open", "B")),
            reports("B", "Top"),
            *(reports("C", end) for end in ("Dead", "D")),
            reports("D", "Open"),
            reports("E", "Dead"),
        ],
        bodies=[{"name": "Dead", "covered": "links"}, {"name": "Top", "apex": "yes"}],
    )

    frame = escalation.summary(g).set_index("body")

    assert frame.loc[["A", "C", "E"], "end"].tolist() == ["apex", "missing hop", "dead end"]
    assert frame.loc[["A", "C", "E"], "nearest"].tolist() == ["Top", "Open", "Dead"]
    assert frame.loc[["A", "C", "E"], "hops_least"].tolist() == [2, 2, 1]


def test_where_every_way_comes_back_there_is_no_end() -> None:
    row = of_body(graph([reports("A", "B"), reports("B", "A")]), "A")

    assert (row["end"], row["comes_back"]) == ("cycle", True)
    assert row[["nearest", "hops_least", "hops_most", "routes"]].isna().all()


def test_days_are_those_of_the_quickest_and_of_the_slowest_route() -> None:
    g = graph(
        [
            reports("A", "Top", frequency_per_year=1),
            reports("A", "B", frequency_per_year=10),
            reports("B", "Top", frequency_per_year=4),
        ],
        bodies=[{"name": "Top", "apex": "yes"}],
    )

    row = of_body(g, "A")

    # By B 36.5 and 91.25 days at worst; straight on a year.
    assert (row["days_least"], row["days_most"]) == (127.75, 365.0)


def test_one_route_of_unknown_days_leaves_the_slowest_unknown() -> None:
    g = graph(
        [reports("A", "Top", frequency_per_year=1), reports("A", "B"), reports("B", "Top")],
        bodies=[{"name": "Top", "apex": "yes"}],
    )

    row = of_body(g, "A")

    assert row["days_least"] == 365.0
    assert pd.isna(row["days_most"])


def test_with_a_matter_its_own_links_count_and_a_hop_counts_once() -> None:
    g = graph(
        [
            reports("A", "B"),
            reports("A", "B", matter="budget"),
            link("A", "ESCALATES_TO", "C", matter="budget"),
        ]
    )

    assert of_body(g, "A")["routes"] == 1
    assert of_body(g, "A", " Budget ")["routes"] == 2


def test_bodies_that_hang_together_are_named_by_the_first() -> None:
    frame = escalation.summary(graph([reports("B", "A"), reports("C", "A")], ["D"]))

    assert frame["part_id"].tolist() == ["anytown-a"] * 3 + ["anytown-d"]
    assert frame["part_size"].tolist() == [3, 3, 3, 1]


def test_only_bodies_asked_about_are_listed() -> None:
    g = graph(
        [reports("A", "B")],
        bodies=[{"name": "A", "area": "North"}, {"name": "B", "area": "South"}],
    )

    assert escalation.summary(g.at(areas=["North"]))["body"].tolist() == ["A"]


def test_an_empty_graph_has_no_summary() -> None:
    frame = escalation.summary(Governance(frames.complete({})))

    assert frame.empty
    assert frame.attrs["notes"] == []


@settings(deadline=None, max_examples=30)
@given(PAIRS)
def test_it_says_what_the_routes_come_to(pairs: list[tuple[str, str]]) -> None:
    g = of_pairs(pairs)
    routes = escalation.routes(g)

    summary = escalation.summary(g).set_index("body")

    ended = routes[routes["end"] == "missing hop"].groupby("body")["hops"]
    circular = set(routes.loc[routes["end"] == "cycle", "body"])
    assert set(summary.index[summary["comes_back"]]) == circular
    assert set(summary.index[summary["end"] == "cycle"]) == set(summary.index) - set(ended.groups)
    for body, hops in ended:
        row = only(summary[summary.index == body])
        assert row["hops_least"] == hops.min()
        known = row[["routes", "hops_most"]]
        if body in circular:
            assert known.isna().all()
        else:
            assert known.tolist() == [len(hops), hops.max()]
