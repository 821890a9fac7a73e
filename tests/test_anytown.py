"""The illustrative city: made the same each time, and holding what was planted and no more.

What is expected stands in :mod:`tools.anytown.planted`; nothing here comes from a program's own
output. Besides what the analyses find, the rows of the tables are counted without them.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from govgraph import dataset, frames, merging, rules
from govgraph.analysis import (
    attendance,
    escalation,
    fragility,
    overlap,
    people,
    quorum,
    remits,
    structure,
)
from govgraph.analysis.structure_rows import FAULTS
from govgraph.dataset import templates
from govgraph.governance import Governance
from govgraph.present import map as maps
from govgraph.resources import provisions_dir, seed_dir
from tools.anytown import readme, tables
from tools.anytown.planted import PLANTED, Planted

DAY = dt.date(2026, 8, 31)
FOLDER = Path(__file__).parent.parent / "seed" / "anytown"
MEMBERS = ("chair", "vice_chair", "member", "co_opted")


def planted(analysis: str, *findings: str) -> list[Planted]:
    """What was planted for an analysis, of these findings or of all."""
    return [
        each
        for each in PLANTED
        if each.analysis == analysis and (not findings or each.finding in findings)
    ]


def ids(bodies: Iterable[str]) -> list[str]:
    return [f"anytown-{body}" for body in bodies]


@pytest.fixture(scope="module")
def read() -> dataset.Dataset:
    (only,) = dataset.read_all([FOLDER])
    return only


@pytest.fixture(scope="module")
def anytown(read: dataset.Dataset) -> Governance:
    return Governance(merging.combine({read.name: read.facts}), as_of=DAY)


# --- the dataset -------------------------------------------------------------------------


def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    tables.write(tmp_path)
    readme.write(tmp_path)

    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in FOLDER.iterdir()}
    assert not any(b"\r" in content for content in made.values())


def test_it_has_no_faults_and_warns_of_rules_in_plain_words_only(read: dataset.Dataset) -> None:
    assert not read.is_faulty, read.report.to_string()
    (warned,) = frames.records(read.report)
    assert warned["file"] == "anytown/rules.csv"
    assert warned["problem"].startswith("The rule could not be understood")
    assert "may be asked by the clerk" in warned["value"]


def test_it_has_forty_bodies_and_three_hundred_seats(anytown: Governance) -> None:
    assert len(anytown.bodies) == 40
    assert len(anytown.seats) == 300
    assert len(anytown.organisations) == 30
    assert set(anytown.bodies["area"]) == {"Anytown"}


def test_its_meetings_are_of_two_years_and_a_planned_one(anytown: Governance) -> None:
    meetings = anytown.tables["Meeting"]
    of = {status: sorted(rows) for status, rows in meetings.groupby("status")["date"]}
    assert set(of) == {"held", "planned", "cancelled"}
    assert of["held"][0].startswith("2024-09")
    assert of["held"][-1].startswith("2026-07")
    assert of["planned"][0].startswith("2026-09")
    assert of["planned"][-1].startswith("2027-07")


def test_whatever_is_said_of_it_says_that_it_is_illustrative(anytown: Governance) -> None:
    sources = anytown.tables["Source"]
    assert sources["illustrative"].all()
    assert sources["id"].str.contains("illustrative").all()
    assert sources["title"].str.startswith("Illustrative: ").all()
    for name, table in anytown.tables.items():
        if "source" in table and len(table):
            cited = table["source"].isin(sources["id"])
            assert cited.all(), name
    assert any("Anytown is illustrative" in caveat for caveat in anytown.caveats)


def test_nobody_has_the_id_of_somebody_of_another_area(anytown: Governance) -> None:
    others = dataset.read_all(sorted(p for p in seed_dir().iterdir() if p != FOLDER))
    theirs = merging.combine({each.name: each.facts for each in others})
    for label in ("Body", "Person", "Organisation"):
        shared = set(anytown.tables[label]["name"]) & set(theirs[label]["name"])
        assert label == "Body" or not shared
        assert not set(anytown.tables[label]["id"]) & set(theirs[label]["id"])


def test_the_page_lists_every_planted_finding() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len({each.id for each in PLANTED}) == len(PLANTED)
    for each in PLANTED:
        assert page.count(f"| {each.id} | {each.finding} |") == 1


def test_its_map_says_that_it_is_illustrative_on_top_and_below(anytown: Governance) -> None:
    page = maps.draw(anytown).html()
    assert "Who reports to whom: Anytown (illustrative)" in page
    assert '"areas":{"Anytown":"Anytown (illustrative)"}' in page
    # What is always seen of the notes, not what is there to unfold.
    (seen,) = re.findall(r"<footer>.*?<summary>(.*?)</summary>", page, re.DOTALL)
    assert "Anytown is illustrative" in seen


# --- remits ------------------------------------------------------------------------------


def test_the_pairs_of_remits_are_those_planted(anytown: Governance) -> None:
    found = remits.pairs(anytown)
    expected = {tuple(ids(each.bodies)) for each in planted("remits") if len(each.bodies) == 2}
    assert {
        tuple(sorted(pair)) for pair in zip(found["body_a_id"], found["body_b_id"], strict=True)
    } == {tuple(sorted(pair)) for pair in expected}
    relation = {
        tuple(sorted((row["body_a_id"], row["body_b_id"]))): row["relation"]
        for row in frames.records(found)
    }
    for each in planted("remits", "parent and child", "shared wording"):
        assert relation[tuple(sorted(ids(each.bodies)))] == each.finding


def test_each_pair_of_remits_comes_to_what_was_planted(anytown: Governance) -> None:
    finding = {
        frozenset((row["body_a_id"], row["body_b_id"])): row["finding"]
        for row in frames.records(remits.pairs(anytown))
    }
    kinds = ("duplicate", "same work, different population", "overlap", "shared wording")
    for each in planted("remits", *kinds):
        assert finding[frozenset(ids(each.bodies))] == each.finding
    # A parent may scrutinise what its own group recommends: one topic under two powers.
    for each in planted("remits", "parent and child"):
        assert finding[frozenset(ids(each.bodies))] == "overlap"


def test_the_one_topic_that_nobody_decides_is_a_gap(anytown: Governance) -> None:
    assert remits.gaps(anytown)["topic"].tolist() == ["carers"]


def test_a_board_has_a_twin_in_another_area() -> None:
    both = dataset.read_all([FOLDER, seed_dir() / "plymouth"])
    g = Governance(merging.combine({each.name: each.facts for each in both}), as_of=DAY)
    found = remits.pairs(g)
    twins = found[found["relation"] == "twins in different areas"]
    assert set(zip(twins["body_a_id"], twins["body_b_id"], strict=True)) == {
        ("anytown-hwb", "plymouth-hwb")
    }


def test_clauses_share_power_topic_and_population_only_where_planted(anytown: Governance) -> None:
    clauses = anytown.remits[anytown.remits["topic"] != "procedure"]
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in frames.records(clauses):
        holders[row["power"], row["topic"], row["population"]].add(row["body_id"])
    shared = {frozenset(bodies) for bodies in holders.values() if len(bodies) > 1}
    assert shared == {
        frozenset(ids(each.bodies)) for each in planted("remits", "duplicate", "shared wording")
    }


def test_carers_are_the_one_topic_that_nobody_decides(anytown: Governance) -> None:
    clauses = anytown.remits[anytown.remits["topic"] != "procedure"]
    decided = set(clauses.loc[clauses["power"] == "decide", "topic"])
    assert set(clauses["topic"]) - decided == {"carers"}
    about = clauses[clauses["topic"] == "carers"]
    assert len(about) == 5
    assert about["body_id"].nunique() == 4


# --- escalation --------------------------------------------------------------------------


def test_the_faults_on_the_way_up_are_those_planted(anytown: Governance) -> None:
    found = escalation.findings(anytown)
    bodies = set(anytown.bodies["id"])
    seen = {
        (
            row["finding"],
            row["body_id"],
            frozenset(set(frames.split_list(row["other_ids"])) & bodies),
        )
        for row in frames.records(found)
    }
    assert len(seen) == len(found)
    assert seen == {
        (each.finding, ids(each.bodies)[0], frozenset(ids(each.bodies[1:])))
        for each in planted("escalation")
    }
    escalating = found.loc[found["finding"] == "self-escalation", "other"]
    assert escalating.str.contains("Ewan Marchbanks").all()


# --- overlap -----------------------------------------------------------------------------


def test_bodies_share_many_members_and_a_chair_only_where_planted(anytown: Governance) -> None:
    found = overlap.bodies(anytown)
    links = anytown.links
    committees = set(
        links.loc[(links["type"] == "PART_OF") & (links["to_id"] == "anytown-council"), "from_id"]
    )
    of_council = (found["body_a_id"] == "anytown-council") | (
        found["body_b_id"] == "anytown-council"
    )
    other = found["body_a_id"].where(found["body_b_id"] == "anytown-council", found["body_b_id"])
    explained = of_council & other.isin(committees | {"anytown-cabinet"})
    many = found[(found["shared"] > 3) & ~explained]
    assert set(zip(many["body_a_id"], many["body_b_id"], strict=True)) == {
        tuple(ids(each.bodies)) for each in planted("overlap", "shared members")
    }
    assert many["shared"].tolist() == [6]
    chaired = found[found["shared_chairs"].notna()]
    assert set(
        zip(chaired["body_a_id"], chaired["body_b_id"], chaired["shared_chairs"], strict=True)
    ) == {(*ids(each.bodies), each.who) for each in planted("overlap", "shared chair")}


def test_one_person_sits_on_very_many_bodies(anytown: Governance) -> None:
    found = people.load(anytown)
    (one,) = planted("overlap", "many bodies")
    assert found.loc[found["bodies"] > 5, ["person", "bodies"]].to_numpy().tolist() == [
        [one.who, 9]
    ]


# --- attendance --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def verdicts(anytown: Governance) -> pd.DataFrame:
    return attendance.verdicts(anytown)


@pytest.mark.parametrize("verdict", ["triggered", "undetermined"])
def test_the_verdicts_are_those_planted(verdicts: pd.DataFrame, verdict: str) -> None:
    found = verdicts[verdicts["verdict"] == verdict]
    assert sorted(zip(found["body_id"], found["person"], strict=True)) == sorted(
        (ids(each.bodies)[0], each.who) for each in planted("attendance", verdict)
    )


def test_what_looks_like_a_trigger_and_is_none_triggers_nothing(verdicts: pd.DataFrame) -> None:
    person = verdicts.set_index(["body_id", "person"])["verdict"]
    for each in planted("attendance", "not triggered", "unreachable"):
        assert person[ids(each.bodies)[0], each.who] == "not triggered", each.id


def test_near_misses_say_how_near_and_what_cannot_fire_says_so(verdicts: pd.DataFrame) -> None:
    said = verdicts.set_index("person")
    assert said.loc["Jocasta Mehmood", "remaining"] == "1 more absence before 17 September 2026"
    assert said.loc["Marcia Endacott", "remaining"] == "absence from the next meeting"
    assert "Unreachable" in str(said.loc["Ptolemy Waweru", "assumption"])
    assert said.loc["Angus Popoola", "absences_low"] == 4
    assert said.loc["Angus Popoola", "trigger_date"] == "2026-03-18"
    notes = " ".join(verdicts.attrs["notes"])
    assert "no verdict on the attendance rule of: Mental Health Alliance." in notes
    assert "Unreachable: 'absent from more than 3 meetings in 1 year' of Inclusive Growth" in notes
    assert "Kept in plain words, not evaluated: a member who has not come for a year" in notes


def test_every_other_attendance_rule_has_a_register_and_no_finding(
    anytown: Governance, verdicts: pd.DataFrame
) -> None:
    with_rule = anytown.rules[anytown.rules["kind"] == "attendance"]
    understood = [rules.check("attendance", text) is None for text in with_rule["text"]]
    silent = set(with_rule.loc[understood, "body_id"]) - set(anytown.attendance["body_id"])
    assert silent == set(ids(*(each.bodies for each in planted("attendance", "no register"))))


# --- quorum --------------------------------------------------------------------------------


def test_the_meetings_that_lack_a_quorum_or_may_are_those_planted(anytown: Governance) -> None:
    found = quorum.meetings(anytown)

    for verdict in ("inquorate", "undetermined"):
        rows = found[found["verdict"] == verdict]
        assert sorted(zip(rows["body_id"], rows["date"].str[:7], strict=True)) == sorted(
            (ids(each.bodies)[0], each.when) for each in planted("quorum", verdict)
        )


def test_the_fragile_board_is_the_one_planted(anytown: Governance) -> None:
    found = fragility.of_quorums(anytown)

    (each,) = planted("quorum", "fragile")
    likely = found[found["probability_low"].notna()].sort_values("probability_low")
    row = frames.records(likely.head(1))[0]
    assert row["body_id"] == ids(each.bodies)[0]
    # The police came to ten of the twelve meetings, the other two agencies to all.
    assert row["probability_low"] == row["probability_high"] == pytest.approx(10 / 12)
    assert (row["smallest_break"], row["breaking_count"], len(row["vetoes"])) == (1, 3, 3)
    assert (likely["probability_low"].iloc[1:] > 0.97).all()


# --- structure -------------------------------------------------------------------------------

CALLED = {
    "vacancy": ("vacancy", "found"),
    "unnamed seat": ("unnamed seat", "unknown"),
    "interim": ("interim holder", "found"),
    "past term": ("seat past its term", "found"),
    "over the cap": ("over the cap", "found"),
    "co-option": ("too many co-opted", "found"),
    "review overdue": ("review overdue", "found"),
    "contradiction": ("contradiction", "found"),
    "missing provision": ("provision missing", "missing"),
    "fewer meetings than the rule": ("fewer meetings than its rule", "candidate"),
}
"""What the analysis calls each finding that was planted under one name."""

EXPLAINED = {
    # The Safeguarding Adults Board's chair and the scrutiny chair on the Place Committee.
    ("independent chair under an organisation", "candidate", "anytown-sab"),
    ("scrutiny office on what it may scrutinise", "candidate", "anytown-place"),
    # A required seat, and a member who is to be shared, under names of their own.
    ("required seat", "missing", "anytown-hwb"),
    ("shared members", "missing", "anytown-cp"),
    # Of its two rules on meetings the Place Committee cannot keep both.
    ("contradiction", "candidate", "anytown-place"),
    ("fewer meetings than its rule", "candidate", "anytown-place"),
    # Who escalates to a body that the same person chairs also reports to it.
    ("chairs a body and what it answers to", "candidate", "anytown-serious-violence"),
}
"""What follows from what was planted under another name."""


def test_what_stands_out_in_the_structure_is_what_was_planted(anytown: Governance) -> None:
    general = templates.find("general", provisions_dir())

    found = structure.structure(anytown, general)

    faults = found[found["state"].isin(FAULTS) | (found["finding"] == "unnamed seat")]
    seen = Counter(zip(faults["finding"], faults["state"], faults["body_id"], strict=True))
    expected = Counter(
        (*CALLED[each.finding], ids(each.bodies)[0])
        for each in planted("structure")
        if each.finding in CALLED
    )
    assert seen == expected + Counter(EXPLAINED)


# --- what the register says of quorums, counted row by row --------------------------------


@pytest.fixture(scope="module")
def present(anytown: Governance) -> pd.DataFrame:
    """One row for each held meeting with a register: members who came, substitutes, unknown."""
    seats = anytown.seats.set_index("id")
    rows = anytown.attendance
    rows = rows[rows["seat_id"].map(seats["role"]).isin(MEMBERS)]
    counted = rows.groupby(["body_id", "date"])["status"].value_counts().unstack(fill_value=0)
    return counted.assign(seats=rows.groupby(["body_id", "date"]).size()).reset_index()


def test_fewer_than_half_come_only_where_it_was_planted(present: pd.DataFrame) -> None:
    few = present[present["present"] * 2 < present["seats"]]
    low = {
        (each.bodies[0], each.when)
        for each in planted("quorum")
        if each.bodies[0] != "exploitation"
    }
    assert {
        (body.removeprefix("anytown-"), date[:7])
        for body, date in zip(few["body_id"], few["date"], strict=True)
    } == {(body, when) for body, when in low if when}


def test_the_planted_meetings_have_the_numbers_that_the_page_gives(present: pd.DataFrame) -> None:
    at = present.assign(month=present["date"].str[:7]).set_index(["body_id", "month"])
    assert at.loc[("anytown-emotional-wellbeing", "2025-11"), "present"] == 3
    assert at.loc[("anytown-emotional-wellbeing", "2026-05"), "present"] == 2
    thin = at.loc[("anytown-joint-commissioning", "2026-03"), ["present", "substitute", "seats"]]
    assert list(thin) == [3, 1, 8]
    assert at.loc[("anytown-case-review", "2025-11"), "unknown"] == 5


def test_an_agency_that_a_quorum_names_is_missing_only_where_it_was_planted(
    anytown: Governance,
) -> None:
    named = {
        "anytown-exploitation": (
            "Anytown City Council",
            "Northshire Police",
            "Northshire Integrated Care Board",
        ),
        "anytown-scp": (
            "Anytown City Council",
            "Northshire Police",
            "Northshire Integrated Care Board",
        ),
    }
    voice = anytown.memberships.drop_duplicates("seat_id").set_index("seat_id")["organisations"]
    rows = anytown.attendance.assign(agency=anytown.attendance["seat_id"].map(voice))
    missing = set()
    for body, agencies in named.items():
        for date, of_meeting in rows[rows["body_id"] == body].groupby("date"):
            came = set(of_meeting.loc[of_meeting["status"] == "present", "agency"])
            missing |= {(body, str(date)[:7]) for agency in agencies if agency not in came}
    assert missing == {
        (ids(each.bodies)[0], each.when)
        for each in planted("quorum", "inquorate")
        if each.bodies[0] == "exploitation"
    }


def test_the_children_and_families_partnership_always_has_its_chair_and_three_sectors(
    anytown: Governance,
) -> None:
    seats = anytown.seats.set_index("id")
    rows = anytown.attendance[anytown.attendance["body_id"] == "anytown-cp"]
    came = rows[rows["status"] == "present"]
    sectors = came.assign(sector=came["seat_id"].map(seats["sector"])).groupby("date")["sector"]
    named = {"Local Authority", "Health", "Police", "Schools"}
    assert all(len(named & set(of_meeting)) >= 3 for _, of_meeting in sectors)
    roles = came.assign(role=came["seat_id"].map(seats["role"])).groupby("date")["role"]
    assert all("chair" in set(of_meeting) for _, of_meeting in roles)
    assert len(sectors) == rows["date"].nunique() == 12


# --- what the tables say of the structure, counted row by row -----------------------------


def test_seats_are_empty_unnamed_or_interim_only_where_planted(anytown: Governance) -> None:
    seats = anytown.memberships
    words = {"vacant": "vacancy", "not named": "unnamed seat", "unknown": "past term"}
    found = {
        (words[row["state"]], row["body_id"], row["title"])
        for row in frames.records(seats[seats["state"] != "held"])
    }
    found |= {
        ("interim", row["body_id"], row["title"])
        for row in frames.records(seats[seats["capacity"] == "interim"])
    }
    assert found == {
        (each.finding, ids(each.bodies)[0], each.who)
        for each in planted("structure", *words.values(), "interim")
    }


def _members(anytown: Governance) -> dict[str, Counter[str]]:
    """By body how many seats of members there are of each role."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for body, role in zip(anytown.seats["body_id"], anytown.seats["role"], strict=True):
        if role in MEMBERS:
            counted[body][role] += 1
    return counted


def test_caps_and_co_option_are_exceeded_only_where_planted(anytown: Governance) -> None:
    members = _members(anytown)
    rows = anytown.rules[anytown.rules["kind"] == "composition"]
    over, co_opted = set(), set()
    for body, text in zip(rows["body_id"], rows["text"], strict=True):
        if cap := re.fullmatch(r"at most (\d+) members", text):
            over |= {body} if members[body].total() > int(cap[1]) else set()
        if text == "co-opted at most 15% of appointed members":
            share = members[body]["co_opted"] / (members[body].total() - members[body]["co_opted"])
            co_opted |= {body} if share > 0.15 else set()
    assert over == set(ids(*(each.bodies for each in planted("structure", "over the cap"))))
    assert co_opted == set(ids(*(each.bodies for each in planted("structure", "co-option"))))


def test_required_seats_are_missing_only_where_planted(anytown: Governance) -> None:
    sits = anytown.memberships.dropna(subset=["person"])
    on = sits.groupby("body_id")["person"].agg(set)
    links = anytown.links
    feeding = set(
        links.loc[
            links["type"].isin(("REPORTS_TO", "ESCALATES_TO")) & (links["to_id"] == "anytown-hwb"),
            "from_id",
        ]
    )
    officers = sits[sits["role"].isin(("chair", "vice_chair")) & sits["body_id"].isin(feeding)]
    missing = officers[~officers["person"].isin(on["anytown-hwb"])]
    (seat, shared) = planted("structure", "missing required seat")
    assert list(zip(missing["body_id"], missing["person"], strict=True)) == [
        (ids(seat.bodies)[1], seat.who)
    ]
    assert len(officers) == 6
    one, other = ids(shared.bodies)
    assert not on[one] & on[other]
    assert on[one] & on["anytown-scp"]


def test_terms_are_overdue_for_review_only_where_planted(anytown: Governance) -> None:
    dated = anytown.sources.set_index("id")["date"]
    rows = anytown.rules[anytown.rules["kind"] == "review"]
    overdue = set()
    for row in frames.records(rows):
        years = int(row["text"].split()[1])
        year, month = (int(part) for part in dated[row["source"]].split("-"))
        if dt.date(year + years, month, 28) < DAY:
            overdue.add(row["body_id"])
    assert overdue == set(ids(*(each.bodies for each in planted("structure", "review overdue"))))


def test_documents_contradict_each_other_only_where_planted(anytown: Governance) -> None:
    links = anytown.links.groupby(["from_id", "type", "to_id"])["frequency_per_year"].nunique()
    frequency = anytown.rules[anytown.rules["kind"] == "frequency"].groupby("body_id")["text"]
    found: set[tuple[str, ...]] = {(start, end) for start, _, end in links[links > 1].index}
    found |= {(str(body),) for body, texts in frequency if texts.nunique() > 1}
    assert found == {tuple(ids(each.bodies)) for each in planted("structure", "contradiction")}


def test_a_body_meets_as_often_as_its_terms_say_but_where_planted(anytown: Governance) -> None:
    rows = anytown.rules[anytown.rules["kind"] == "frequency"]
    held = anytown.meetings[anytown.meetings["status"] == "held"]
    in_2025 = held[held["date"].str.startswith("2025")].groupby("body_id").size()
    fewer = set()
    for body, text in zip(rows["body_id"], rows["text"], strict=True):
        number = int(re.search(r"\d+", text)[0])  # type: ignore[index]
        fewer |= {body} if in_2025[body] < number else set()
    assert fewer == {
        *ids(*(each.bodies for each in planted("structure", "fewer meetings than the rule"))),
        "anytown-place",  # of its two rules that contradict each other it cannot keep both
    }


def test_rules_given_completely_lack_a_provision_only_where_planted(anytown: Governance) -> None:
    every = anytown.rules
    covered = anytown.bodies.loc[anytown.covers(anytown.bodies["id"], "rules"), "id"]
    kinds = every[every["body_id"].isin(covered)].groupby("body_id")["kind"].agg(set)
    usual = set.intersection(
        *(kinds[body] for body in covered if body not in ("anytown-growth", "anytown-sab"))
    )
    lacking = {(body, kind) for body in covered for kind in usual - kinds[body]}
    assert lacking == {
        (ids(each.bodies)[0], each.who) for each in planted("structure", "missing provision")
    }
    assert {"attendance", "quorum", "decision", "composition", "frequency", "review"} <= usual
    assert len(covered) == 10


def test_who_scrutinises_sits_on_what_is_scrutinised_only_where_planted(
    anytown: Governance,
) -> None:
    sits = anytown.memberships.dropna(subset=["person"])
    on = sits.groupby("body_id")["person"].agg(set)
    links = anytown.links[anytown.links["type"] == "SCRUTINISES"]
    found = {
        (one, other, person)
        for one, other in zip(links["from_id"], links["to_id"], strict=True)
        for person in on[one] & on[other]
    }
    (scrutiny, chair) = planted("structure", "independence candidate")
    assert found == {(*ids(scrutiny.bodies), scrutiny.who)}
    independent = anytown.memberships[anytown.memberships["title"].str.contains("Independent")]
    assert independent[["body_id", "title", "organisations"]].to_numpy().tolist() == [
        [*ids(chair.bodies), chair.who, "Anytown Hospitals NHS Foundation Trust"]
    ]
