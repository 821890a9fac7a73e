"""What names stand for, which seats there are, and who attended what."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from govgraph import dataset, frames, merging
from tests.builders import Rows, facts, governance


def _read(
    known: frames.Tables | None = None, name: str = "test", **tables: Rows
) -> dataset.Dataset:
    given = {key: pd.DataFrame([dict(row) for row in rows]) for key, rows in tables.items()}
    return dataset.of_frames(given, name, known)


def _body(name: str, area: str = "Anytown", **more: object) -> dict[str, object]:
    return {"name": name, "area": area, "kind": "board", **more}


def _problems(read: dataset.Dataset, severity: str = "fault") -> list[str]:
    return read.report.loc[read.report["severity"] == severity, "problem"].tolist()


# --- names ---------------------------------------------------------------------------------


def test_ids_are_made_of_area_and_name_and_the_area_stands_once() -> None:
    read = _read(bodies=[_body("Growth Board"), _body("Anytown Forum"), _body("HWB", id="My HWB")])
    assert read.facts["Body"]["id"].tolist() == ["anytown-growth-board", "anytown-forum", "my-hwb"]


def test_an_id_as_it_was_written_names_its_body() -> None:
    read = _read(
        bodies=[_body("A", id="My A"), _body("B")],
        links=[{"from": "My A", "type": "PART_OF", "to": "B"}],
    )
    assert read.facts["PART_OF"]["from_id"].tolist() == ["my-a"]


def test_an_id_of_a_person_as_it_was_written_names_that_person() -> None:
    read = _read(
        bodies=[_body("A")],
        people=[{"name": "Jo Smith", "id": "popit/person/103"}],
        memberships=[{"body": "A", "seat": "Chair", "person": "popit/person/103"}],
    )
    assert read.facts["HOLDS"]["from_id"].tolist() == ["popit-person-103"]
    assert read.facts["Person"]["name"].tolist() == ["Jo Smith"]


def test_a_name_that_fits_two_things_is_a_fault_that_shows_both() -> None:
    read = _read(
        bodies=[_body("A")],
        organisations=[
            {"name": "Worcestershire County Council", "other_names": "WCC", "parent": "WCC"},
            {"name": "Worcester City Council", "other_names": "WCC"},
        ],
        memberships=[{"body": "A", "seat": "Chair", "organisation": "WCC"}],
    )
    for problem in _problems(read):
        assert "worcestershire-county-council" in problem
        assert "worcester-city-council" in problem
    assert len(_problems(read)) == 2


def test_a_board_of_several_areas_joins_nothing_by_its_name_alone() -> None:
    boards = [_body("HWB", "Plymouth"), _body("HWB", "Blackpool"), _body("Trust", "Plymouth")]
    read = _read(bodies=boards, links=[{"from": "Trust", "type": "PART_OF", "to": "HWB"}])
    assert _problems(read) == [
        "'HWB' fits 2 things: HWB (Plymouth, id plymouth-hwb); HWB (Blackpool, id blackpool-hwb)."
    ]
    clear = _read(
        bodies=boards, links=[{"from": "Trust", "type": "PART_OF", "to": "HWB (Plymouth)"}]
    )
    assert clear.facts["PART_OF"]["to_id"].tolist() == ["plymouth-hwb"]


def test_a_body_of_the_store_is_joined_by_name_in_its_own_area_only() -> None:
    store = merging.combine({"other": facts(bodies=[_body("HWB", "Plymouth")])})
    link = [{"from": "Trust", "type": "PART_OF", "to": "HWB"}]
    here = _read(store, bodies=[_body("Trust", "Plymouth")], links=link)
    assert here.facts["PART_OF"]["to_id"].tolist() == ["plymouth-hwb"]
    assert "plymouth-hwb" in set(here.facts["Body"]["id"])
    elsewhere = _read(store, bodies=[_body("Trust", "Blackpool")], links=link)
    assert _problems(elsewhere) == [
        "There is no 'HWB' in Blackpool; elsewhere there is HWB (Plymouth, id plymouth-hwb)."
    ]
    by_id = [{"from": "Trust", "type": "PART_OF", "to": "plymouth-hwb"}]
    assert not _read(store, bodies=[_body("Trust", "Blackpool")], links=by_id).is_faulty


def test_the_own_dataset_comes_before_the_store() -> None:
    theirs = [{"name": "City Council", "other_names": "CC"}]
    store = merging.combine({"other": facts(bodies=[_body("X")], organisations=theirs)})
    read = _read(
        store,
        bodies=[_body("A")],
        organisations=[{"name": "County Council", "other_names": "CC"}],
        memberships=[
            {"body": "A", "seat": "Chair", "organisation": "CC"},
            {"body": "A", "seat": "Clerk", "organisation": "City Council"},
        ],
    )
    assert read.facts["ON_BEHALF_OF"]["to_id"].tolist() == ["county-council", "city-council"]


def test_a_name_that_fits_nothing_in_a_link_is_a_fault_with_the_nearest_name() -> None:
    read = _read(
        bodies=[_body("Health and Wellbeing Board"), _body("Trust")],
        links=[{"from": "Trust", "type": "PART_OF", "to": "Health & Wellbieng Board"}],
    )
    fault = read.report.iloc[0]
    assert (fault["row"], fault["column"]) == (2, "to")
    assert "'Health and Wellbeing Board'" in fault["remedy"]


def test_new_people_and_organisations_of_memberships_are_made_once() -> None:
    read = _read(
        bodies=[_body("A"), _body("B")],
        memberships=[
            {"body": "A", "seat": "Chair", "person": "Jo  Smith", "organisation": "The Trust"},
            {"body": "B", "seat": "Chair", "person": "JO SMITH", "organisation": "the trust"},
        ],
    )
    assert read.facts["Person"][["id", "name"]].to_numpy().tolist() == [
        ["anytown-jo-smith", "Jo  Smith"]
    ]
    assert read.facts["Organisation"]["name"].tolist() == ["The Trust"]


@pytest.mark.parametrize("said", ["n/a", "TBC", "-"])
def test_a_placeholder_is_no_organisation(said: str) -> None:
    row = {"body": "A", "seat": "Chair", "organisation": f"Council; {said}"}
    read = _read(bodies=[_body("A")], memberships=[row])
    assert _problems(read) == [f"'{said}' is no organisation."]


def test_one_name_in_two_areas_is_one_person_with_a_warning() -> None:
    seat = {"seat": "Chair", "person": "Jo Smith", "organisation": "X"}
    read = _read(
        bodies=[_body("A", "East"), _body("B", "West")],
        memberships=[{"body": "A", **seat}, {"body": "B", **seat}],
    )
    assert len(read.facts["Person"]) == 1
    assert _problems(read, "warning") == [
        "The name stands in several areas and is taken as one person."
    ]


def test_two_people_who_may_be_one_stay_two_with_a_warning() -> None:
    held = [("Jo Wilson", 2), ("Joanne Wilson", 3), ("Mary Wilson", 4), ("Ann Smyth", 5)]
    rows: Rows = [
        {"body": "A", "seat": f"Seat {row}", "person": person, "organisation": "X"}
        for person, row in [*held, ("Ann Smith", 6)]
    ]
    read = _read(bodies=[_body("A")], memberships=rows)
    assert len(read.facts["Person"]) == 5
    warnings = read.report[["row", "problem"]].to_numpy().tolist()
    assert warnings == [
        [
            3,
            "'Joanne Wilson' looks like 'Jo Wilson' (memberships row 2). "
            "They are taken as two people.",
        ],
        [
            6,
            "'Ann Smith' looks like 'Ann Smyth' (memberships row 5). They are taken as two people.",
        ],
    ]


def test_people_who_have_ids_of_their_own_are_told_apart_already() -> None:
    people: Rows = [{"name": "Jo Wilson", "id": "jo-1"}, {"name": "Joanne Wilson", "id": "jo-2"}]
    assert _read(bodies=[_body("A")], people=people).report.empty


def test_a_namesake_in_another_area_of_the_store_stays_another_person() -> None:
    seat = {"body": "A", "seat": "Chair", "person": "Jo Smith"}
    store = merging.combine({"east": facts(bodies=[_body("A", "East")], memberships=[seat])})
    west = _read(store, bodies=[_body("A", "West")], memberships=[seat])
    east = _read(store, name="more", bodies=[_body("A", "East")], memberships=[seat])
    assert west.facts["Person"]["id"].tolist() == ["west-jo-smith"]
    assert east.facts["Person"]["id"].tolist() == ["east-jo-smith"]


def test_the_only_source_is_cited_everywhere_and_of_several_each_must_be_named() -> None:
    tor = {"id": "Terms", "title": "Terms of reference"}
    one = _read(bodies=[_body("A")], sources=[tor])
    assert one.facts["Body"]["source"].tolist() == ["terms"]
    two = _read(
        bodies=[_body("A"), _body("B", source="terms"), _body("C", source="minutes")],
        sources=[tor, {"id": "paper", "title": "Paper"}],
    )
    assert _problems(two) == ["There is no source called 'minutes'."]


def test_one_id_for_two_bodies_is_a_fault() -> None:
    read = _read(bodies=[_body("A", id="x"), _body("B", id="x")])
    assert _problems(read) == ["The id 'x' is used for two different names."]


def test_an_id_of_another_area_in_the_store_is_refused() -> None:
    store = merging.combine({"other": facts(bodies=[_body("Board", "East", id="hwb")])})
    read = _read(store, bodies=[_body("Board", "West", id="hwb")])
    assert "belongs to another area already in the store" in _problems(read)[0]


def test_a_seat_for_two_of_which_one_is_a_body_of_the_store_speaks_for_both() -> None:
    store = merging.combine({"other": facts(bodies=[_body("HWB", "Plymouth")])})
    read = _read(
        store,
        bodies=[_body("Trust", "PLYMOUTH")],
        memberships=[{"body": "Trust", "seat": "S", "organisation": "Council; HWB"}],
    )
    assert not read.is_faulty, read.report.to_string()
    assert read.facts["ON_BEHALF_OF"]["to_id"].tolist() == ["council", "plymouth-hwb"]


def test_a_namesake_in_an_area_whose_name_starts_alike_is_another_person() -> None:
    seat = {"body": "A", "seat": "Chair", "person": "Jo Smith"}
    store = merging.combine({"ham": facts(bodies=[_body("A", "East Ham")], memberships=[seat])})
    read = _read(store, bodies=[_body("A", "East")], memberships=[seat])
    assert read.facts["Person"]["id"].tolist() == ["east-jo-smith"]


@pytest.mark.parametrize("written", ["Vacant", "TBC", "n/a", "-"])
def test_a_word_for_nobody_is_no_person(written: str) -> None:
    row = {"body": "A", "seat": "Chair", "person": written}
    assert _problems(_read(bodies=[_body("A")], memberships=[row])) == [
        f"'{written}' is no person."
    ]


def test_two_people_in_one_cell_are_a_fault() -> None:
    row = {"body": "A", "seat": "Chair", "person": "Jo Smith; Al Brown"}
    assert _problems(_read(bodies=[_body("A")], memberships=[row])) == [
        "'Jo Smith; Al Brown' is more than one person."
    ]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"organisations": [{"name": "Anytown A"}]}, "The id 'anytown-a' is that of a body too."),
        ({"people": [{"name": "Jo", "id": "Anytown A"}]}, "The id 'anytown-a' is that of a body"),
        (
            {"people": [{"name": "Jo", "id": "x"}, {"name": "Al", "id": "x"}]},
            "The id 'x' is used for two different names.",
        ),
    ],
)
def test_one_id_for_two_things_of_any_table_is_a_fault(
    tables: dict[str, Any], problem: str
) -> None:
    (found,) = _problems(_read(bodies=[_body("A")], **tables))
    assert problem in found


def test_an_id_of_another_person_in_the_store_is_refused_unless_a_name_is_shared() -> None:
    people = [{"name": "Jo Smith", "id": "p1"}]
    store = merging.combine({"other": facts(bodies=[_body("A")], people=people)})

    def named(**person: str) -> list[str]:
        return _problems(_read(store, name="new", bodies=[_body("B")], people=[person]))

    assert named(name="Al Brown", id="p1") == [
        "The id 'p1' belongs to another person already in the store."
    ]
    assert not named(name="Joanne Smith", id="p1", other_names="Jo Smith")


def test_an_employer_that_is_a_body_is_warned_of() -> None:
    read = _read(bodies=[_body("A")], people=[{"name": "Jo", "organisation": "A"}])
    assert _problems(read, "warning") == [
        "'A' is a body; the person is not taken as employed by it."
    ]


def test_names_in_other_scripts_are_told_apart() -> None:
    rows: Rows = [
        {"body": "A", "seat": "S", "person": "Γιώργος (Chair)"},
        {"body": "A", "seat": "T", "person": "Μαρία (Chair)"},
    ]
    assert len(_read(bodies=[_body("A")], memberships=rows).facts["Person"]) == 2


# --- seats ---------------------------------------------------------------------------------


def _seats(*rows: dict[str, object]) -> list[tuple[str, str | None]]:
    read = _read(bodies=[_body("A")], memberships=[{"body": "A", **row} for row in rows])
    assert not read.is_faulty, read.report.to_string()
    holds = read.facts.get("HOLDS", pd.DataFrame({"to_id": [], "from_id": []}))
    named = {
        (seat.removeprefix("anytown-a/"), person.removeprefix("anytown-"))
        for seat, person in zip(holds["to_id"], holds["from_id"], strict=True)
    }
    seats = {seat.removeprefix("anytown-a/") for seat in read.facts["Seat"]["id"]}
    return sorted([*named, *((seat, None) for seat in seats - {s for s, _ in named})], key=str)


def test_successive_holders_substitutes_and_interims_share_a_seat() -> None:
    assert _seats(
        {"seat": "Chair", "person": "Jo", "end_date": "2019"},
        {"seat": "Chair", "person": "Al", "start_date": "2020"},
        {"seat": "chair", "person": "Di", "capacity": "substitute"},
    ) == [("chair", "al"), ("chair", "di"), ("chair", "jo")]


def test_two_holders_at_once_are_two_numbered_seats_with_a_warning() -> None:
    rows: Rows = [
        {"body": "A", "seat": "Member", "person": person} for person in ("Jo", "Al", "Di")
    ]
    read = _read(bodies=[_body("A")], memberships=rows)
    assert read.facts["Seat"]["title"].tolist() == ["Member 1", "Member 2", "Member 3"]
    assert "'Member' has 3 holders at once" in _problems(read, "warning")[0]


def test_a_substitute_of_one_of_several_seats_is_warned_of() -> None:
    rows: Rows = [
        {"body": "A", "seat": "Member", "person": "Jo"},
        {"body": "A", "seat": "Member", "person": "Al"},
        {"body": "A", "seat": "Member", "person": "Di", "capacity": "substitute"},
    ]
    read = _read(bodies=[_body("A")], memberships=rows)
    warned = read.report[read.report["problem"].str.contains("stands in for")]
    assert warned["row"].tolist() == [4]


def test_a_successor_takes_the_numbered_seat_that_is_free() -> None:
    assert _seats(
        {"seat": "Member", "person": "Jo", "start_date": "2015", "end_date": "2017"},
        {"seat": "Member", "person": "Al", "start_date": "2015", "end_date": "2019"},
        {"seat": "Member", "person": "Di", "start_date": "2018", "end_date": "2019"},
    ) == [("member/1", "di"), ("member/1", "jo"), ("member/2", "al")]


def test_former_holders_without_dates_share_the_seat() -> None:
    assert _seats(
        {"seat": "Chair", "person": "Jo", "status": "former"},
        {"seat": "Chair", "person": "Al", "status": "former"},
    ) == [("chair", "al"), ("chair", "jo")]


def test_a_holder_from_the_year_in_which_another_left_is_the_successor() -> None:
    assert _seats(
        {"seat": "Chair", "person": "Al", "start_date": "2019"},
        {"seat": "Chair", "person": "Jo", "end_date": "2019"},
    ) == [("chair", "al"), ("chair", "jo")]
    assert _seats(
        {"seat": "Chair", "person": "Al", "start_date": "2019"},
        {"seat": "Chair", "person": "Jo", "end_date": "2020"},
    ) == [("chair/1", "jo"), ("chair/2", "al")]


def test_the_same_tenure_from_two_sources_is_evidence_and_one_seat() -> None:
    assert _seats(
        {"seat": "Chair", "person": "Jo", "paragraph": "1"},
        {"seat": "Chair", "person": "Jo", "paragraph": "2"},
    ) == [("chair", "jo")]


def test_unnamed_lines_of_one_title_in_one_source_are_seats_of_their_own() -> None:
    assert _seats({"seat": "Head teacher"}, {"seat": "Head teacher"}) == [
        ("head-teacher/1", None),
        ("head-teacher/2", None),
    ]


def test_a_vacant_seat_must_not_name_a_holder() -> None:
    row = {"body": "A", "seat": "Chair", "person": "Jo", "status": "vacant"}
    assert _problems(_read(bodies=[_body("A")], memberships=[row])) == [
        "The seat is said to be vacant, yet 'Jo' holds it."
    ]


def test_a_seat_that_comes_with_an_office_names_it() -> None:
    read = _read(
        bodies=[_body("Board of Directors"), _body("A")],
        memberships=[
            {
                "body": "A",
                "seat": "S",
                "organisation": "X",
                "ex_officio": "Vice-chair Of Board of Directors",
            },
        ],
    )
    office = read.facts["EX_OFFICIO"].iloc[0]
    assert (office["office"], office["to_id"]) == ("vice_chair", "anytown-board-of-directors")
    bad = _read(
        bodies=[_body("A")], memberships=[{"body": "A", "seat": "S", "ex_officio": "chair of Z"}]
    )
    assert _problems(bad) == ["There is no body or organisation called 'Z'."]


# --- links, remits, rules --------------------------------------------------------------------


def test_members_of_a_body_are_told_from_the_body() -> None:
    read = _read(
        bodies=[_body("A"), _body("B")],
        links=[{"from": "Members of A", "type": "ACCOUNTABLE_TO", "to": "B"}],
    )
    link = read.facts["ACCOUNTABLE_TO"].iloc[0]
    assert (link["from_id"], link["from_members"], link["to_members"]) == ("anytown-a", True, False)


def test_a_body_linked_to_itself_is_a_fault() -> None:
    read = _read(bodies=[_body("A")], links=[{"from": "A", "type": "PART_OF", "to": "a"}])
    assert _problems(read) == ["'a' is linked to itself."]


def test_a_row_that_repeats_another_word_for_word_counts_once() -> None:
    link = {"from": "A", "type": "PART_OF", "to": "B", "paragraph": "1"}
    read = _read(bodies=[_body("A"), _body("B")], links=[link, link])
    assert len(read.facts["PART_OF"]) == 1
    assert "repeats an earlier one" in _problems(read, "warning")[0]


def test_clauses_of_one_label_are_told_apart() -> None:
    read = _read(
        bodies=[_body("A")],
        remits=[{"body": "A", "clause": "2.1", "text": text} for text in ("One", "Two", "One")],
    )
    assert read.facts["Remit"]["id"].tolist() == ["anytown-a/remit/2-1", "anytown-a/remit/2-1-2"]


def test_a_rule_that_is_not_understood_is_kept_with_a_warning() -> None:
    read = _read(
        bodies=[_body("A")],
        rules=[
            {
                "body": "A",
                "kind": "attendance",
                "rule": "absent from more than 3 meetings in 1 year",
            },
            {"body": "A", "kind": "attendance", "rule": "members should come"},
            {"body": "A", "kind": "guests", "rule": "Anyone may be invited"},
        ],
    )
    assert len(read.facts["Rule"]) == 3
    warnings = read.report[read.report["severity"] == "warning"]
    assert warnings["row"].tolist() == [3]
    assert (
        warnings["problem"]
        .iloc[0]
        .startswith("The rule could not be understood: column 16: found 'come', expected ")
    )


# --- attendance ------------------------------------------------------------------------------

_REGISTER: dict[str, Any] = {
    "bodies": [_body("A"), _body("B")],
    "memberships": [
        {"body": "A", "seat": "Chair", "person": "Jo"},
        {"body": "A", "seat": "Member", "person": "Al"},
        {"body": "A", "seat": "Member", "person": "Di"},
        {"body": "B", "seat": "Clerk", "person": "Jo"},
    ],
    "meetings": [{"body": "A", "date": "2024-05-01", "id": "m1"}],
}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"meeting": "m2", "seat": "Chair", "status": "present"}, "There is no meeting 'm2'."),
        (
            {"meeting": "m1", "seat": "Clerk", "status": "present"},
            "There is no seat 'Clerk' on the body that met.",
        ),
        (
            {"meeting": "m1", "seat": "Member", "status": "present"},
            "Several seats of the body are called 'Member', and the person holds none of them.",
        ),
        ({"meeting": "m1", "status": "present"}, "Neither seat nor person is given."),
        (
            {"meeting": "m1", "seat": "Chair", "status": "here"},
            "'here' is no attendance that is known.",
        ),
    ],
)
def test_an_attendance_row_that_fits_nothing_is_a_fault(
    row: dict[str, object], problem: str
) -> None:
    assert _problems(_read(**_REGISTER, attendance=[row])) == [problem]


def test_a_person_without_a_seat_is_a_guest_and_counted_nowhere() -> None:
    rows: Rows = [{"meeting": "m1", "person": "Zed", "status": "present"}]
    read = _read(**_REGISTER, attendance=rows)
    record = read.facts["ATTENDANCE"].iloc[0]
    assert (record["from_type"], record["from_id"]) == ("Person", "anytown-zed")
    assert governance(**_REGISTER, attendance=rows).attendance.empty


def test_attendance_may_be_loaded_apart_from_the_register() -> None:
    store = merging.combine({"register": facts(**_REGISTER)})
    read = _read(
        store,
        name="minutes",
        bodies=[_body("A")],
        attendance=[
            {"meeting": "m1", "seat": "Member 2", "status": "absent"},
            {"meeting": "A 2024-05-01", "person": "Jo", "status": "present"},
        ],
    )
    assert not read.is_faulty, read.report.to_string()
    assert read.facts["ATTENDANCE"]["from_id"].tolist() == ["anytown-a/member/2", "anytown-a/chair"]


def test_one_id_for_two_meetings_is_a_fault() -> None:
    meetings: Rows = [
        {"body": "A", "date": "2024-05-01", "id": "m1"},
        {"body": "B", "date": "2024-05-01", "id": "m1"},
    ]
    bodies = [_body("A"), _body("B")]
    assert _problems(_read(bodies=bodies, meetings=meetings)) == [
        "The id 'm1' is used for two different meetings."
    ]
    store = merging.combine({"register": facts(**_REGISTER)})
    read = _read(store, name="new", bodies=[_body("C")], meetings=[{**meetings[0], "body": "C"}])
    assert _problems(read) == ["The id 'm1' belongs to another meeting in the store."]


def test_a_meeting_may_be_named_by_another_name_of_its_body() -> None:
    read = _read(
        bodies=[_body("Alpha", other_names="AB")],
        memberships=[{"body": "AB", "seat": "Chair", "person": "Jo"}],
        meetings=[{"body": "AB", "date": "2024-05-01"}],
        attendance=[{"meeting": "AB 2024-05-01", "person": "Jo", "status": "present"}],
    )
    assert not read.is_faulty, read.report.to_string()


def test_a_guest_who_has_a_seat_on_other_days_is_warned_of() -> None:
    read = _read(
        bodies=[_body("A")],
        memberships=[{"body": "A", "seat": "Chair", "person": "Jo", "status": "former"}],
        meetings=[{"body": "A", "date": "2024-05-01", "id": "m1"}],
        attendance=[{"meeting": "m1", "person": "Jo", "status": "present"}],
    )
    assert "counts as a guest" in _problems(read, "warning")[0]


@pytest.mark.parametrize("name", ["Jo Smyth", "Joanne Smith", "JO SMITHS"])
def test_a_guest_who_looks_like_somebody_with_a_seat_is_warned_of_once(name: str) -> None:
    days = ("2024-05-01", "2024-06-01")
    read = _read(
        bodies=[_body("A")],
        memberships=[{"body": "A", "seat": "Chair", "person": "Jo Smith"}],
        meetings=[{"body": "A", "date": day, "id": day} for day in days],
        attendance=[
            {"meeting": day, "person": person, "status": "present"}
            for day in days
            for person in (name, "Zed Zebra")
        ],
    )
    assert _problems(read, "warning") == [
        f"'{name}' looks like 'Jo Smith', who has a seat of the body, and counts as a guest."
    ]


def test_one_meeting_id_in_two_datasets_that_are_read_together_is_a_fault(tmp_path: Path) -> None:
    for name, date in (("one", "2024-05-01"), ("two", "2024-05-01"), ("three", "2024-06-01")):
        folder = tmp_path / name
        folder.mkdir()
        pd.DataFrame([_body("A")]).to_csv(folder / "bodies.csv", index=False)
        meeting = {"body": "A", "date": date, "id": "m1"}
        pd.DataFrame([meeting]).to_csv(folder / "meetings.csv", index=False)

    one, two, three = dataset.read_all([tmp_path / name for name in ("one", "two", "three")])

    # The same meeting in two datasets is evidence; another one of that id is not.
    assert not one.is_faulty
    assert not two.is_faulty
    assert _problems(three) == [
        "The id 'm1' belongs to another meeting, in a dataset read with this one."
    ]
