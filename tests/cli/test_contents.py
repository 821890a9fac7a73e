import json
import re
from pathlib import Path

from tests.cli.conftest import Run, write_dataset


def rows(run: Run, *args: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*args, "--format", "json").stdout)["rows"]
    return found


def test_areas_count_bodies_by_what_they_were_on_the_day(ask: Run) -> None:
    assert rows(ask, "areas") == [
        {
            "area": "Milltown",
            "bodies": 4,
            "current": 3,
            "proposed": 1,
            "former": 0,
            "seats": 3,
            "datasets": ["milltown"],
        },
        {
            "area": "Otherplace",
            "bodies": 1,
            "current": 1,
            "proposed": 0,
            "former": 0,
            "seats": 0,
            "datasets": ["milltown"],
        },
    ]


def test_bodies_say_what_they_go_up_to_and_how_many_seats_they_have(ask: Run) -> None:
    by_id = {row["id"]: row for row in rows(ask, "bodies", "--area", "milltown")}

    assert list(by_id) == [
        "milltown-childrens-partnership",
        "milltown-families-partnership",
        "milltown-health-and-wellbeing-board",
    ]
    partnership = by_id["milltown-childrens-partnership"]
    assert partnership["reports_to"] == ["Health and Wellbeing Board"]
    assert (partnership["seats"], partnership["named"], partnership["vacant"]) == (2, 1, 1)


def test_the_number_of_seats_is_unknown_where_none_is_recorded_and_members_are_not_covered(
    ask: Run,
) -> None:
    by_name = {row["name"]: row for row in rows(ask, "bodies")}

    assert by_name["Youth Board"]["seats"] is None
    assert "unknown" in " ".join(ask("bodies").output.split())


def test_bodies_of_one_kind(ask: Run) -> None:
    assert {row["kind"] for row in rows(ask, "bodies", "--kind", "Board")} == {"board"}


def test_what_is_proposed_is_left_out_unless_asked_for(ask: Run) -> None:
    assert "Play Forum" not in ask("bodies").output
    with_proposed = ask("bodies", "--include-proposed").output
    assert "Play Forum" in with_proposed
    assert "Proposed facts are taken as held." in " ".join(with_proposed.split())


def test_the_card_of_a_body_says_everything_with_its_paragraph(ask: Run) -> None:
    card = " ".join(ask("show", "CP").output.split())

    for said in (
        "Children's Partnership (milltown-childrens-partnership)",
        "reports to Health and Wellbeing Board (2 times a year) [1, 6.2]",
        "Families Partnership: reports to this (2 times a year) [1, 6.1]",
        "2.1: Oversee early help for families in need (oversee; early help) [1, 8.1]",
        "Chair: Jo Smith (chair; for Milltown Council) [1, 7.1]",
        "Head teacher: vacant",
        "may be invited to withdraw",
        "[1] Terms of reference (terms)",
        "As of 2026-06-01.",
    ):
        assert said in card


def test_a_card_says_what_it_means_that_nothing_is_stated(ask: Run) -> None:
    youth_board = " ".join(ask("show", "Youth Board").output.split())

    assert "No step up is stated, and the links are given completely." in youth_board
    assert "No seat is stated. Whether there is any is unknown." in youth_board


def test_a_card_is_one_object_in_json(ask: Run) -> None:
    (card,) = rows(ask, "show", "CP")

    assert card["id"] == "milltown-childrens-partnership"
    seats = next(s for s in card["sections"] if s["title"] == "Seats")  # type: ignore[attr-defined]
    assert seats["items"][0]["sources"] == [
        {"id": "terms", "title": "Terms of reference", "paragraph": "7.1"}
    ]


def test_a_mistyped_body_or_area_is_answered_with_the_nearest(ask: Run) -> None:
    body = ask("show", "Familes Partnership", code=2).output
    area = ask("bodies", "--area", "Milltwn", code=2).output

    assert "There is no body called 'Familes Partnership'. Did you mean" in body
    assert "There is no area called 'Milltwn'. Did you mean 'Milltown'?" in area


def test_a_name_runs_nothing_in_a_terminal_or_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    name = "=HYPERLINK(0)\x1b[31m\x07Board"
    tables = {"bodies": [{"name": name, "area": "+Area", "kind": "board", "note": "\x9b2J"}]}
    run("load", str(write_dataset(tmp_path / "hostile", tables)))
    for command in (["bodies"], ["areas"], ["escalate"], ["show", name], ["query", "bodies"]):
        for form in ("table", "json", "csv"):
            shown = run(*command, "--format", form, code=(0, 2)).output
            assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", shown)
    assert "'=HYPERLINK(0)Board" in run("bodies", "--format", "csv").stdout
    assert "'+Area" in run("areas", "--format", "csv").stdout
