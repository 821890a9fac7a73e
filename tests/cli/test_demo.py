from pathlib import Path

import pytest

from govgraph.cli import demo
from tests.cli.conftest import Run


def test_the_demo_writes_its_files_and_says_what_to_open(run: Run, tmp_path: Path) -> None:
    shown = run("demo").output
    made = {file.name for file in (tmp_path / "govgraph-demo").iterdir()}

    assert {"govgraph.lbug", "map.html", "map-with-proposals.html", "remits.csv"} <= made
    assert "Open govgraph-demo/map.html in a browser" in shown
    assert "more than 2 years before" in " ".join(shown.split())
    for area in ("Worcestershire", "Plymouth", "BCP"):
        assert area in shown
    assert "Anytown is illustrative" in " ".join(shown.split())
    assert shown.index("- Plymouth: ") < shown.index("- Anytown (illustrative): ")


def test_the_demo_can_be_run_again(run: Run) -> None:
    assert run("demo").output == run("demo").output


def test_the_demo_touches_no_store_of_the_users(run: Run, milltown: Path) -> None:
    run("load", str(milltown), "--store", "mine.lbug")
    Path("mine").mkdir()
    Path("mine.lbug").rename("mine/govgraph.lbug")

    assert "holds datasets of yours (milltown)" in run("demo", "mine", code=2).output
    assert [file.name for file in Path("mine").iterdir()] == ["govgraph.lbug"]


def test_the_next_commands_are_written_as_they_have_to_be_typed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.argv", [str(tmp_path / ".venv" / "bin" / "govgraph"), "demo"])
    assert demo._as_typed() == str(Path(".venv", "bin", "govgraph"))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert demo._as_typed() == "govgraph"
