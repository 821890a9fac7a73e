import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from govgraph.cli import main
from tests.cli.conftest import MILLTOWN, Run, write_dataset

RULES = [
    {
        "body": "CP",
        "clause": "4.1",
        "kind": "quorum",
        "rule": "chair and 1 member",
        "consequence": "the meeting is put off",
        "paragraph": "4.1",
    },
    {
        "body": "CP",
        "clause": "4.2",
        "kind": "decision",
        "rule": "majority of members present, chair has casting vote",
        "paragraph": "4.2",
    },
    {"body": "FP", "kind": "quorum", "rule": "enough people", "paragraph": "5"},
]
SEATS = [
    {"body": "CP", "seat": seat, "person": f"{seat} Person", "role": role, "paragraph": "7"}
    for seat, role in (("Chair", "chair"), ("Nurse", "member"), ("Police", "member"))
]
CAME = [
    ("m1", "Chair", "present"),
    ("m1", "Nurse", "present"),
    ("m1", "Police", "absent"),
    ("m2", "Chair", "absent"),
    ("m2", "Nurse", "present"),
    ("m2", "Police", "present"),
    ("m3", "Chair", "present"),
    ("m3", "Nurse", "substitute"),
    ("m3", "Police", "absent"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store whose Children's Partnership has a quorum and three meetings."""
    folder = tmp_path_factory.mktemp("meetings")
    attendance = [
        {"meeting": meeting, "seat": seat, "status": status} for meeting, seat, status in CAME
    ]
    tables = {**MILLTOWN, "rules": RULES, "memberships": SEATS, "attendance": attendance}
    dataset = write_dataset(folder / "milltown", tables)
    file = str(folder / "govgraph.lbug")
    result = CliRunner().invoke(main, ["load", str(dataset), "--store", file])
    assert result.exit_code == 0, result.output
    return file


@pytest.fixture
def ask(run: Run, store: str) -> Run:
    """Runs `govgraph` on that store, as of 2026-06-01."""
    return lambda *args, **more: run(*args, "--store", store, "--as-of", "2026-06-01", **more)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_each_past_meeting_has_a_verdict_with_what_was_missing(ask: Run) -> None:
    shown = flat(ask("quorum").output)

    assert shown.index("inquorate: Children's Partnership, 2025-12-01") < shown.index(
        "undetermined: Children's Partnership, 2026-03-01"
    )
    assert " quorate: Children's Partnership, 2025-09-01" not in shown
    assert "Quorate, by every reading where there are several: Children's Partnership 1" in shown
    assert "Missing: the chair" in shown
    assert "Consequence: the meeting is put off" in shown
    assert "undetermined: Children's Partnership, 2026-03-01" in shown
    assert "a substitute came: Nurse" in shown
    assert "Source: terms, 4.1" in shown
    assert "Kept in plain words, not evaluated: 'enough people' (Families Partnership)" in shown


def test_an_inquorate_meeting_is_a_finding(ask: Run) -> None:
    ask("quorum", "CP", "--fail-on-findings", code=1)
    ask("quorum", "CP", "--present", "Chair", "--present", "Nurse", "--fail-on-findings")
    ask("quorum", "CP", "--fragility", "--fail-on-findings")


def test_a_set_of_seats_is_asked_about(ask: Run) -> None:
    shown = flat(ask("quorum", "CP", "--present", "chair", "--present", "Police").output)

    assert "quorate: Children's Partnership, with these seats present" in shown
    assert "Members present: 2" in shown


def test_a_seat_that_is_none_is_named_with_the_nearest(ask: Run) -> None:
    shown = flat(ask("quorum", "CP", "--present", "Polise", code=2).output)

    assert "no seat of Children's Partnership called 'Polise'. Did you mean 'Police'?" in shown


def test_how_likely_a_quorum_is(ask: Run) -> None:
    """The chair with 1/2, and one of the other two: 1/2 * 3/4."""
    shown = flat(ask("quorum", "CP", "--probability", "50%").output)

    assert "probability of a quorum 0.3750: Children's Partnership" in shown
    assert "No quorum without: Chair" in shown
    assert "independently of each other" in shown


def test_the_attendance_recorded_says_how_likely_it_is(ask: Run) -> None:
    """Chair 2 of 3, Police 1 of 3, Nurse 2 or 3 of 3: 2/3 * (1 - 1/3 * 2/3) to 2/3."""
    rows = json.loads(ask("quorum", "CP", "--fragility", "--format", "json").stdout)["rows"]

    assert rows[0]["probability_low"] == pytest.approx(2 / 3 * 7 / 9)
    assert rows[0]["probability_high"] == pytest.approx(2 / 3)
    assert rows[0]["breaking_sets"] == ["Chair", "all of: Nurse; Police"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--probability", "110%"], "write 0.8 or 80%"),
        (["--probability", "often"], "write 0.8 or 80%"),
        (["CP", "--present", "Chair", "--fragility"], "leave out --probability"),
        (["--present", "Chair"], "needs the BODY"),
        (["Childrens Partnershop"], "Did you mean"),
    ],
)
def test_what_cannot_be_asked_says_what_to_write(ask: Run, options: list[str], said: str) -> None:
    assert said in flat(ask("quorum", *options, code=2).output)


def test_what_carries_a_decision(ask: Run) -> None:
    everybody = flat(ask("decisions", "CP").output)
    four = flat(ask("decisions", "CP", "--present-count", "4").output)
    two = flat(ask("decisions", "CP", "--present", "Chair", "--present", "Nurse").output)

    assert "2 of 3 members carry: Children's Partnership" in everybody
    assert "3 of 4 members carry" in four
    assert "Tie: 2 votes each way: the chair's casting vote decides" in four
    assert "2 of 2 members carry" in two
    assert "Can block alone: Chair" in two


def test_decisions_need_the_body_whose_meeting_it_is(ask: Run) -> None:
    assert "need the BODY" in flat(ask("decisions", "--present-count", "4", code=2).output)
    both = ["--present", "Chair", "--present-count", "4"]
    assert "either --present or --present-count" in flat(
        ask("decisions", "CP", *both, code=2).output
    )


def test_a_table_can_be_written_as_csv(ask: Run, tmp_path: Path) -> None:
    ask("quorum", "-o", str(tmp_path / "quorum.csv"))

    lines = (tmp_path / "quorum.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("body,meeting,date,reading,rule,verdict,present_low,present_high")
    assert len(lines) == 4
