import csv
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import Workbook

import govgraph
from govgraph.cli import COMMANDS, FIRST_STEPS, MODULES, main
from govgraph.cli.options import Command
from govgraph.errors import StoreError
from tests.cli.conftest import Run, write_dataset


def test_the_help_lists_every_command(run: Run) -> None:
    shown = run("--help").output

    for section, commands in COMMANDS.items():
        assert f"{section}:" in shown
        for name in commands:
            assert re.search(rf"^  {name} ", shown, re.MULTILINE)


@pytest.mark.parametrize("name", MODULES)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    shown = run(name, "--help").output

    assert "Example" in shown
    assert f"  govgraph {name}" in shown


def test_a_mistyped_command_is_answered_with_the_nearest(run: Run) -> None:
    shown = run("escalte", code=2).output

    assert "No such command 'escalte'. Did you mean 'escalate'?" in shown


def test_a_mistyped_option_is_answered_with_the_nearest(run: Run) -> None:
    assert "--as-of" in run("areas", "--asof", "2026-01-01", code=2).output


def test_a_store_that_is_not_there_is_exit_code_3(run: Run) -> None:
    result = run("areas", code=3)

    assert result.output.startswith("Error: ")
    assert len(result.output.splitlines()) <= 3


def test_an_unexpected_error_is_one_line_and_no_finding(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError("division\nby \x1b[31mzero")

    monkeypatch.setattr("govgraph.api.open", broken)
    result = run("areas", code=70)

    assert "fault of its own (ZeroDivisionError: division by [31mzero)" in " ".join(
        result.output.split()
    )
    assert "GOVGRAPH_DEBUG=1" in result.output


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("govgraph.api.open", broken)
    monkeypatch.setenv("GOVGRAPH_DEBUG", "1")

    assert isinstance(CliRunner().invoke(main, ["areas"]).exception, ZeroDivisionError)


def test_a_store_that_fails_half_way_is_exit_code_3(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise StoreError("The server went away.")

    monkeypatch.setattr("govgraph.api.open", broken)

    assert run("areas", code=3).output == "Error: The server went away.\n"


def test_an_interrupted_command_is_no_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govgraph.api.open", interrupted)

    run("areas", code=130)


def examples() -> list[str]:
    """Every example of every command's help."""
    context = click.Context(main)
    commands = [main.get_command(context, name) for name in MODULES]
    return [line for each in commands if isinstance(each, Command) for line in each.examples]


def test_no_line_of_any_help_is_wider_than_80_letters(run: Run) -> None:
    for name in ("", *MODULES):
        lines = run(*filter(None, [name]), "--help", env={"COLUMNS": "80"}).output.splitlines()
        assert max(map(len, lines)) <= 80, name


def test_an_error_keeps_to_the_width_of_the_terminal(run: Run) -> None:
    shown = run("areas", "--store", "a-folder/" * 20, code=3, env={"COLUMNS": "60"}).output

    assert shown.startswith("Error: ")
    assert max(map(len, shown.splitlines())) <= 60


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_the_help_run(
    run: Run, example: str, milltown: Path, bundled_store: Path
) -> None:
    words = shlex.split(example)[1:]
    shutil.copy(bundled_store, "govgraph.lbug")
    if "county" in words:
        write_dataset(Path("county"), {"bodies": [COUNTY_HALL]})
    if "my-area.xlsx" in words and words[0] != "init":
        save_as_workbook(milltown, Path("my-area.xlsx"))

    run(*words)


def test_the_first_steps_of_the_help_run_one_after_the_other(run: Run, milltown: Path) -> None:
    for line in FIRST_STEPS:
        run(*shlex.split(line)[1:])
        if "init" in line:
            Path("my-area.xlsx").unlink()
            save_as_workbook(milltown, Path("my-area.xlsx"))


COUNTY_HALL = {"name": "County Board", "area": "County", "kind": "board"}


def save_as_workbook(folder: Path, file: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(table.stem)
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                sheet.append(row)
    book.save(file)


def test_the_version_is_that_of_the_installed_package(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"govgraph": "9.9"}.__getitem__)

    assert run("--version").output == "govgraph 9.9\n"
    assert govgraph.__version__ == "9.9"
