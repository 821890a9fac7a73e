import csv
import json
from pathlib import Path

from tests.cli.conftest import Run


def rows(run: Run, *args: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("structure", *args, "--format", "json").stdout)[
        "rows"
    ]
    return found


def test_a_finding_reads_with_what_is_known_of_it_and_its_source(ask: Run) -> None:
    shown = " ".join(ask("structure").output.split())

    assert "vacancy: Children's Partnership" in shown
    assert "The seat Head teacher on Children's Partnership is stated to be vacant." in shown
    assert "Source: terms, 7.2" in shown
    assert "The rules are not given completely for" in shown


def test_what_a_template_asks_for_and_nothing_answers_is_one_block(ask: Run) -> None:
    shown = " ".join(ask("structure").output.split())

    assert shown.count("provision missing: Children's Partnership") == 1
    assert "Quorum; Decisions;" in shown
    assert "The template 'general' asks for them." in shown


def test_only_the_findings_asked_for_are_shown(ask: Run) -> None:
    assert {row["finding"] for row in rows(ask, "--finding", "Vacancy")} == {"vacancy"}
    assert "Did you mean 'vacancy'?" in ask("structure", "--finding", "vacansy", code=2).output


def test_a_council_may_use_a_template_of_its_own(ask: Run, tmp_path: Path) -> None:
    ours = tmp_path / "ours.csv"
    ours.write_text("heading,answered_by\nAttendance,attendance\nQuorum,quorum\n")
    found = rows(ask, "--template", str(ours), "--finding", "provision missing")

    assert [(row["subject"], row["state"]) for row in found] == [("Quorum", "missing")]


def test_every_fault_of_a_template_is_named_at_once(ask: Run, tmp_path: Path) -> None:
    ours = tmp_path / "ours.csv"
    ours.write_text("heading,answered_by,required\nQuorum,quorm,maybe\n")
    said = ask("structure", "--template", str(ours), code=2).output

    assert "There are 2 faults in the template:" in said
    assert "Did you mean quorum?" in said


def test_the_shipped_templates_are_listed_without_a_store(run: Run) -> None:
    shown = " ".join(run("structure", "--list-templates").output.split())

    assert "general: 27 headings" in shown
    assert "blackpool: 30 headings" in shown


def test_only_what_has_to_be_looked_at_makes_an_exit_code(ask: Run) -> None:
    ask("structure", "--finding", "vacancy", "--fail-on-findings", code=1)
    ask("structure", "--finding", "headroom", "--fail-on-findings", code=0)


def test_a_file_has_every_row_and_column(ask: Run, tmp_path: Path) -> None:
    file = tmp_path / "structure.csv"
    ask("structure", "-o", str(file))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        written = list(csv.DictReader(opened))

    assert {"vacancy", "provision missing"} <= {row["finding"] for row in written}
    assert {"detail", "state", "headroom", "due_date", "paragraph"} <= set(written[0])
