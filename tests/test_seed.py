"""The bundled areas: what the five documents say, counted by hand."""

import pandas as pd
import pytest

from govgraph import dataset, merging
from govgraph.governance import Governance
from govgraph.resources import seed_dir

AREAS = ("barking-and-dagenham", "bcp", "blackpool", "plymouth", "worcestershire")


@pytest.fixture(scope="module")
def datasets() -> dict[str, dataset.Dataset]:
    read = dataset.read_all([seed_dir() / area for area in AREAS])
    return {each.name: each for each in read}


@pytest.fixture(scope="module")
def areas(datasets: dict[str, dataset.Dataset]) -> Governance:
    return Governance(merging.combine({name: each.facts for name, each in datasets.items()}))


def _seats(areas: Governance, body: str) -> pd.DataFrame:
    seats = areas.memberships
    return seats[seats["body_id"] == body]


def test_every_area_is_without_faults(datasets: dict[str, dataset.Dataset]) -> None:
    for read in datasets.values():
        assert not read.is_faulty, read.report.to_string()


def test_every_row_says_where_it_stands(datasets: dict[str, dataset.Dataset]) -> None:
    for read in datasets.values():
        for name, rows in read.facts.items():
            if "source" in rows and name not in ("Source", "Person", "Organisation"):
                assert rows["source"].notna().all(), (read.name, name)
            if "paragraph" in rows and name not in ("Person", "Organisation"):
                assert rows["paragraph"].notna().all(), (read.name, name)


def test_every_inferred_link_says_how(areas: Governance) -> None:
    links = areas.at(include_proposed=True).links
    inferred = links[links["basis"] == "inferred"]
    assert inferred["note"].notna().all()


def test_worcestershire_has_forty_members_two_vacancies_and_one_interim(areas: Governance) -> None:
    seats = _seats(areas, "worcestershire-cypsp")
    assert len(seats) == 40
    assert (seats["state"] == "vacant").sum() == 2
    assert seats["person"].notna().sum() == 38
    assert seats.loc[seats["capacity"] == "interim", "person"].tolist() == ["Amanda Smith"]


def test_wcc_is_two_councils_and_so_no_other_name_of_either(areas: Governance) -> None:
    councils = areas.organisations.set_index("name")["other_names"].fillna("")
    for name in ("Worcestershire County Council", "Worcester City Council"):
        assert "WCC" not in councils[name].split("; ")


def test_worcestershire_early_help_has_one_way_up(areas: Governance) -> None:
    upward = {"PART_OF", "REPORTS_TO", "ACCOUNTABLE_TO", "ESCALATES_TO"}
    links = areas.links
    links = links[links["type"].isin(upward) & ~links["from_members"].astype(bool)]
    ways = links.groupby("from_id")["to_id"].agg(set)
    assert ways["worcestershire-ehp"] == {"worcestershire-cypsp"}
    assert ways["worcestershire-cypsp"] == {"worcestershire-hwb"}
    assert "worcestershire-hwb" not in ways


def test_barking_has_nine_members_and_two_advisers_none_named(areas: Governance) -> None:
    seats = _seats(areas, "barking-and-dagenham-childrens-partnership")
    assert seats["role"].isin(["chair", "member"]).sum() == 9
    assert (seats["role"] == "adviser").sum() == 2
    assert seats["person"].isna().all()
    assert not (seats["state"] == "vacant").any()


def test_barking_disputes_end_where_the_document_is_silent(areas: Governance) -> None:
    links = areas.at(include_proposed=True).links
    disputes = links[(links["matter"] == "disputes") & (links["type"] == "ESCALATES_TO")]
    group = disputes["to_id"].tolist()
    assert len(group) == 1
    assert "Executive Planning Group" in disputes["to_name"].iloc[0]
    assert not (links["from_id"] == group[0]).any()
    assert not areas.covers(pd.Series(group), "links").any()


def test_blackpool_has_thirteen_seats_none_named_none_vacant(areas: Governance) -> None:
    seats = _seats(areas, "blackpool-cypp")
    assert len(seats) == 13
    assert (seats["state"] == "not named").all()


def test_blackpool_reports_upward_only_by_proposal(areas: Governance) -> None:
    upward = {"PART_OF", "REPORTS_TO", "ACCOUNTABLE_TO", "ESCALATES_TO"}

    def ways(g: Governance) -> set[str]:
        return set(g.links.loc[g.links["from_id"] == "blackpool-cypp", "type"]) & upward

    assert ways(areas) == set()
    assert ways(areas.at(include_proposed=True)) == {"PART_OF", "REPORTS_TO"}


def test_plymouth_reports_only_what_holds_now(areas: Governance) -> None:
    plymouth = areas.links[areas.links["from_id"].str.startswith("plymouth-")]
    now = plymouth[["from_id", "type", "to_id", "frequency_per_year"]].to_numpy().tolist()
    assert now == [["plymouth-pscb", "REPORTS_TO", "plymouth-trust-board", "4"]]


def test_bcp_keeps_both_spellings_of_one_name_apart(areas: Governance) -> None:
    assert {"Jo Wilson", "Joanne Wilson"} <= set(areas.people["name"])


def test_bcp_members_are_not_covered_because_they_were_to_be_confirmed(areas: Governance) -> None:
    assert not areas.covers(pd.Series(["bcp-cyppb"]), "members").any()


def test_a_health_and_wellbeing_board_is_one_of_each_area(areas: Governance) -> None:
    named = areas.directory.matches("Health and Wellbeing Board")
    assert set(named["area"]) == {"Barking and Dagenham", "Blackpool", "Plymouth", "Worcestershire"}
    links = areas.links
    joined = links[
        links["from_name"].str.contains("Health") & links["to_name"].str.contains("Health")
    ]
    assert joined.empty


def test_no_link_joins_two_areas_without_a_joint_body(areas: Governance) -> None:
    links = areas.at(include_proposed=True).links
    area = areas.tables["Body"].set_index("id")["area"]
    for start, finish in zip(links["from_id"], links["to_id"], strict=True):
        if start in area and finish in area:
            assert set(area[start].split("; ")) & set(area[finish].split("; ")), (start, finish)
