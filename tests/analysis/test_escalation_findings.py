"""What is wrong with the way up, by hand on small graphs and against slow, plain definitions."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import frames
from govgraph.analysis import escalation, escalation_findings
from govgraph.governance import Governance
from tests.analysis.test_escalation import PAIRS, bodies, graph, link, of_pairs, reports, seats


def found(g: Governance, kind: str) -> pd.DataFrame:
    frame = escalation.findings(g)
    return frame[frame["finding"] == kind].reset_index(drop=True)


def names_of(g: Governance, kind: str) -> list[str]:
    return found(g, kind)["body"].tolist()


def covered(*names: str) -> list[dict[str, object]]:
    return [dict(body) for body in bodies(*names, covered="links")]


# --- dead ends and missing hops -----------------------------------------------------------


def test_a_dead_end_is_found_only_where_links_are_covered() -> None:
    g = graph([reports("A", "B"), reports("C", "D")], bodies=covered("B"))

    assert names_of(g, "dead end") == ["B"]
    assert names_of(g, "missing hop") == ["D"]


def test_an_apex_is_neither_a_dead_end_nor_a_missing_hop() -> None:
    g = graph([], bodies=[{"name": "A", "covered": "links", "apex": "yes"}])

    assert escalation.findings(g).empty


def test_a_dead_end_names_its_source_and_what_comes_to_it() -> None:
    g = graph(
        [reports("A", "B", paragraph="3.1")],
        bodies=[{"name": "B", "covered": "links", "paragraph": "2"}],
    )

    row = found(g, "dead end").iloc[0]

    assert row["detail"] == (
        "The links of B are given completely (2) and none leads up. "
        "What comes to it: A reports to B (3.1)."
    )
    assert (row["other"], row["paragraph"]) == ("A", "2")


def test_a_body_whose_only_way_up_is_for_one_matter_is_a_dead_end_but_for_that() -> None:
    g = graph([reports("A", "B", matter="budget")], bodies=covered("A"))

    assert "none leads up, but for budget." in str(found(g, "dead end")["detail"].iat[0])


def test_of_how_many_bodies_the_answer_is_unknown_is_said() -> None:
    g = graph([reports("A", "B"), reports("B", "C")], bodies=covered("C"))

    assert (
        escalation.findings(g)
        .attrs["notes"][0]
        .endswith("for 2 of 3 bodies the answer is unknown.")
    )


# --- cycles -------------------------------------------------------------------------------


def test_a_cycle_is_found_once_with_a_way_round() -> None:
    g = graph([reports("B", "C", paragraph="2"), reports("A", "B"), reports("C", "A")])

    row = found(g, "cycle")

    assert len(row) == 1
    assert (row["body"].iat[0], row["other"].iat[0]) == ("A", "B; C")
    assert "A > B > C > A." in str(row["detail"].iat[0])
    assert "B reports to C (2)" in str(row["detail"].iat[0])


def test_a_circle_that_no_step_leads_out_of_says_so_as_far_as_is_known() -> None:
    circle = [reports("A", "B"), reports("B", "A")]
    details = [
        str(found(graph(circle, bodies=known), "cycle")["detail"].iat[0])
        for known in (covered("A", "B"), covered("A"))
    ]
    with_way_out = found(graph([*circle, reports("B", "C")]), "cycle")["detail"].iat[0]

    assert "A > B > A. No step leads out of it." in details[0]
    assert "A > B > A. No step out of it is recorded." in details[1]
    assert "out of it" not in str(with_way_out)


def test_a_way_up_that_only_comes_back_is_said_to() -> None:
    g = graph([reports("A", "B"), reports("A", "C"), reports("B", "A")])

    detail = str(found(g, "competing routes")["detail"].iat[0])

    assert "A reports to B, which only comes back; A reports to C, where it ends (missing" in detail


def test_a_cycle_for_one_matter_is_a_cycle_of_that_matter() -> None:
    g = graph([reports("A", "B"), reports("B", "A", matter="budget")])

    row = found(g, "cycle")

    assert row["matter"].tolist() == ["budget"]


def test_links_for_different_matters_make_no_cycle() -> None:
    g = graph([reports("A", "B", matter="estates"), reports("B", "A", matter="budget")])

    assert found(g, "cycle").empty


# --- competing routes ---------------------------------------------------------------------


def test_two_ways_up_for_the_same_matter_compete() -> None:
    g = graph(
        [reports("A", "B"), link("A", "ESCALATES_TO", "C")],
        bodies=[{"name": "B", "apex": "yes"}, {"name": "C", "apex": "yes"}],
    )

    row = found(g, "competing routes").iloc[0]

    assert (row["body"], row["other"]) == ("A", "B; C")
    assert "A reports to B, where it ends (apex)" in row["detail"]
    assert "A escalates to C, where it ends (apex)" in row["detail"]


def test_two_ways_up_for_different_matters_do_not_compete() -> None:
    g = graph([reports("A", "B"), link("A", "ESCALATES_TO", "C", matter="disputes")])

    assert found(g, "competing routes").empty


def test_parallel_links_to_one_body_do_not_compete() -> None:
    g = graph([reports("A", "B"), link("A", "ESCALATES_TO", "B"), link("A", "PART_OF", "B")])

    assert found(g, "competing routes").empty


def test_competing_by_containment_only_says_what_containment_is() -> None:
    g = graph([reports("A", "B"), link("A", "PART_OF", "C")])

    assert "containment is not reporting" in str(found(g, "competing routes")["assumption"].iat[0])


# --- single points of failure -------------------------------------------------------------


def test_a_body_through_which_every_route_of_others_passes_is_a_single_point() -> None:
    g = graph(
        [reports("A", "C"), reports("B", "C"), reports("C", "D")],
        bodies=covered("A", "B", "C", "D"),
    )

    row = found(g, "single point of failure")

    assert row["body"].tolist() == ["C"]
    assert row["other"].tolist() == ["A; B"]


def test_where_there_is_a_way_around_there_is_no_single_point() -> None:
    g = graph(
        [reports("A", "C"), reports("A", "D"), reports("C", "D")], bodies=covered("A", "C", "D")
    )

    assert found(g, "single point of failure").empty


def test_where_links_are_not_covered_a_single_point_is_unknown_and_noted() -> None:
    g = graph([reports("A", "C"), reports("C", "D")], bodies=covered("C", "D"))

    assert found(g, "single point of failure").empty
    assert any(
        note
        == "On the links recorded for every matter, every route of A that comes to an end passes "
        "through C; none of them leads to an apex. For it the links on the way are not given "
        "completely: whether there is another way is unknown."
        for note in escalation.findings(g).attrs["notes"]
    )


def test_a_single_point_is_one_for_routes_to_an_apex_and_a_dead_end_beside_it_is_none() -> None:
    g = graph(
        [reports("A", "B"), reports("B", "Top"), reports("A", "Dead")],
        bodies=[*covered("A", "B", "Dead"), {"name": "Top", "apex": "yes"}],
    )

    row = found(g, "single point of failure").iloc[0]

    assert (row["body"], row["other"]) == ("B", "A")
    assert row["detail"] == (
        "On the links recorded for every matter, every route of A to an apex passes through B. "
        "A reports to B; B reports to Top."
    )


def test_where_it_is_not_known_whether_an_apex_lies_above_a_single_point_says_so() -> None:
    g = graph([reports("A", "B"), reports("B", "C")], bodies=covered("A", "B"))

    row = found(g, "single point of failure").iloc[0]

    assert "every route of A by which an apex may be reached passes through B" in row["detail"]
    assert "whether one is, is unknown" in row["detail"]


def test_a_way_that_comes_back_is_no_way_around_a_single_point() -> None:
    g = graph(
        [reports("A", "B"), reports("A", "C"), reports("C", "A"), reports("B", "Top")],
        bodies=[*covered("A", "B", "C"), {"name": "Top", "apex": "yes"}],
    )

    row = found(g, "single point of failure")

    assert list(zip(row["body"], row["other"], strict=True)) == [("A", "C"), ("B", "A; C")]


def test_a_link_for_one_matter_is_named_beside_a_single_point() -> None:
    g = graph(
        [reports("A", "B"), reports("B", "Top"), reports("A", "Top", matter="budget")],
        bodies=[*covered("A", "B"), {"name": "Top", "apex": "yes"}],
    )

    row = found(g, "single point of failure").iloc[0]

    assert "passes through B. Links for budget alone may lead elsewhere." in row["detail"]


def test_a_single_point_that_rests_on_an_inferred_step_further_down_says_so() -> None:
    g = graph(
        [reports("A", "B", basis="inferred"), reports("B", "C"), reports("C", "Top")],
        bodies=[*covered("A", "B", "C"), {"name": "Top", "apex": "yes"}],
    )

    row = found(g, "single point of failure").set_index("body")

    assert row["basis"].to_dict() == {"B": "inferred", "C": "inferred"}


def test_of_very_many_bodies_below_a_single_point_the_number_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(escalation_findings, "MOST_NAMED", 8)
    names = [f"A{n:02}" for n in range(20)]
    g = graph(
        [*(reports(name, "B") for name in names), reports("B", "Top")],
        bodies=[*covered(*names, "B"), {"name": "Top", "apex": "yes"}],
    )

    row = found(g, "single point of failure").iloc[0]

    assert len(row["other"].split("; ")) == 8
    assert (
        "A03, A04 and 15 more to an apex passes through B (named beside it: 8 of these)"
        in (row["detail"])
    )


# --- chairs and disputes ------------------------------------------------------------------


def test_one_person_who_chairs_both_ends_of_a_step_is_self_escalation() -> None:
    g = graph(
        [reports("A", "B"), reports("C", "B")],
        memberships=[
            *seats(("Ann", "A"), ("Ann", "B"), ("Bo", "C"), role="chair"),
            *seats(("Bo", "B")),
        ],
    )

    row = found(g, "self-escalation")

    assert row["body"].tolist() == ["A"]
    assert row["other"].tolist() == ["Ann; B"]
    assert "Ann chairs A and B" in str(row["detail"].iat[0])


def test_one_of_two_chairs_on_an_inferred_seat_is_said_to_be_that() -> None:
    g = graph(
        [reports("A", "B", matter="budget")],
        memberships=[
            *seats(("Ann", "A"), ("Ann", "B"), role="chair"),
            {**dict(seats(("Bo", "B"), role="chair")[0]), "seat": "co-chair"},
        ],
    )

    row = found(g, "self-escalation").iloc[0]

    assert (
        "Ann chairs A and B (one of 2 chairs): a matter that goes up can come to the same"
        in (row["detail"])
    )
    assert row["matter"] == "budget"


def test_self_escalation_cites_the_seats_and_says_that_one_is_inferred() -> None:
    both = [dict(row) for row in seats(("Ann", "A"), ("Ann", "B"), role="chair")]
    g = graph(
        [reports("A", "B", paragraph="4")],
        memberships=[{**both[0], "paragraph": "1", "basis": "inferred"}, both[1]],
    )

    row = found(g, "self-escalation").iloc[0]

    assert (row["basis"], row["paragraph"]) == ("inferred", "4; 1")


@pytest.mark.parametrize(
    "more",
    [
        reports("A", "Z", condition="unresolved matters"),
        link("A", "ADVISES", "Z", matter="disputes between partners"),
        link("members of A", "ESCALATES_TO", "Z"),
    ],
)
def test_where_any_link_speaks_of_disputes_it_is_not_said_that_none_does(
    more: dict[str, object],
) -> None:
    g = graph([reports("A", "Z"), more], bodies=covered("A"))

    assert found(g, "no dispute route").empty


def test_a_dead_end_whose_members_report_up_says_so() -> None:
    g = graph([reports("members of A", "B")], bodies=covered("A"), named=["B"])

    assert "none leads up, apart from what its members do, each for their own." in str(
        found(g, "dead end")["detail"].iat[0]
    )


def test_a_chair_on_leave_or_in_the_past_chairs_nothing() -> None:
    both = [dict(row) for row in seats(("Ann", "A"), ("Ann", "B"), role="chair")]
    on_leave = [{**both[0], "capacity": "leave"}, both[1]]
    past = [{**both[0], "end_date": "2020", "status": "former"}, both[1]]

    for memberships in (on_leave, past):
        g = graph([reports("A", "B")], memberships=memberships)
        assert found(g, "self-escalation").empty


def test_links_covered_and_none_for_disputes_is_no_dispute_route() -> None:
    g = graph(
        [
            reports("A", "Z"),
            link("B", "ESCALATES_TO", "Z"),
            reports("C", "Z", matter="disputes"),
            reports("D", "Z"),
        ],
        bodies=[*covered("A", "B", "C"), {"name": "Z", "covered": "links", "apex": "yes"}],
    )

    assert names_of(g, "no dispute route") == ["A"]


# --- basis and proposals ------------------------------------------------------------------


def test_a_finding_on_an_inferred_link_says_so() -> None:
    g = graph([reports("A", "B", basis="inferred"), reports("A", "C")])

    assert found(g, "competing routes")["basis"].tolist() == ["inferred"]


def test_a_finding_that_a_proposal_would_settle_says_so() -> None:
    g = graph([reports("A", "B", status="proposed")], bodies=covered("A"))

    row = found(g, "dead end").iloc[0]

    assert row["would_change"] == "would not stand as it is if what is proposed took effect"


def test_a_finding_that_only_a_proposal_makes_says_so() -> None:
    g = graph([reports("A", "B"), reports("B", "A", status="proposed")])

    assert found(g, "cycle").empty
    assert "1 further or changed finding" in escalation.findings(g).attrs["notes"][-1]
    assert found(g.at(include_proposed=True), "cycle")["would_change"].tolist() == [
        "holds only with what is proposed"
    ]


def test_findings_are_of_the_areas_asked_about() -> None:
    g = graph([], bodies=[{"name": "A", "area": "North"}, {"name": "B", "area": "South"}])

    assert names_of(g.at(areas=["South"]), "missing hop") == ["B"]


def test_an_empty_graph_has_no_findings() -> None:
    frame = escalation.findings(Governance(frames.complete({})))

    assert frame.empty
    assert frame.attrs["notes"] == []


# --- against plain definitions ------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(PAIRS)
def test_findings_agree_with_their_definitions(pairs: list[tuple[str, str]]) -> None:
    plain = nx.DiGraph(pairs)
    plain.add_nodes_from("ABCDEF")
    circles = [c for c in nx.strongly_connected_components(plain) if len(c) > 1]

    frame = escalation.findings(of_pairs(pairs, covered="links"))

    by_kind = {kind: set(rows["body"]) for kind, rows in frame.groupby("finding")}
    assert by_kind.get("dead end", set()) == {n for n in plain if plain.out_degree(n) == 0}
    assert by_kind.get("cycle", set()) == {min(circle) for circle in circles}
    assert by_kind.get("competing routes", set()) == {n for n in plain if plain.out_degree(n) > 1}
    single = frame[frame["finding"] == "single point of failure"]
    assert {
        (body, below)
        for body, others in zip(single["body"], single["other"], strict=True)
        for below in others.split("; ")
    } == passed_by_all(plain)


def passed_by_all(plain: "nx.DiGraph[str]") -> set[tuple[str, str]]:
    """Every body on all simple paths from another to the ends, itself no end."""
    tops = [node for node in plain if plain.out_degree(node) == 0]
    found = set()
    for below in plain:
        paths = [path for top in tops for path in nx.all_simple_paths(plain, below, top)]
        if paths:
            on_all = set.intersection(*(set(path) for path in paths))
            found |= {(node, below) for node in on_all - {below} if node not in tops}
    return found


@settings(deadline=None, max_examples=60)
@given(PAIRS, st.sets(st.sampled_from("ABCDEF")))
def test_single_points_are_on_every_route_to_an_apex_where_there_is_one(
    pairs: list[tuple[str, str]], apexes: set[str]
) -> None:
    plain = nx.DiGraph([(start, end) for start, end in pairs if start not in apexes])
    plain.add_nodes_from("ABCDEF")
    ends = {node for node in plain if plain.out_degree(node) == 0}

    g = of_pairs(pairs, covered="links", apexes=apexes)
    single = found(g, "single point of failure")

    expected = set()
    for below in plain:
        ways = ways_to(plain, below, ends & apexes) or ways_to(plain, below, ends)
        if ways:
            on_all = set.intersection(*map(set, ways)) - {below} - ends
            expected |= {(node, below) for node in on_all}
    assert {
        (body, below)
        for body, others in zip(single["body"], single["other"], strict=True)
        for below in others.split("; ")
    } == expected


def ways_to(plain: "nx.DiGraph[str]", start: str, ends: set[str]) -> list[list[str]]:
    if start in ends:
        return [[start]]
    return [way for end in ends for way in nx.all_simple_paths(plain, start, end)]
