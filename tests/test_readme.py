"""The README tells the truth: what it shows is run, as it stands there."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from govgraph.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def _tables() -> dict[str, list[list[str]]]:
    """The rows that the README has a reader fill in, by sheet."""
    found = {}
    for sheet, text in re.findall(r"in `(\w+)`:\n\n((?:\|.*\n)+)", README, re.IGNORECASE):
        rows = [line for line in text.splitlines() if "---" not in line]
        lines = [row.strip().strip("|").split("|") for row in rows]
        found[sheet] = [[cell.strip() for cell in line] for line in lines]
    return found


def _fill_in(workbook: Path) -> None:
    book = load_workbook(workbook)
    for sheet, (header, *rows) in _tables().items():
        columns = [cell.value for cell in book[sheet][1]]
        for row in rows:
            given = dict(zip(header, row, strict=True))
            book[sheet].append([given.get(str(name)) or None for name in columns])
    book.save(workbook)


def _steps() -> list[tuple[list[str], list[str]]]:
    """Each command of the README and the lines that it is said to print."""
    steps: list[tuple[list[str], list[str]]] = []
    for block in _blocks("console"):
        for line in block.splitlines():
            if line.startswith("$ govgraph "):
                steps.append((shlex.split(line)[2:], []))
            else:
                steps[-1][1].append(line)
    return steps


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README has been followed from its first command to its last."""
    folder = tmp_path_factory.mktemp("readme")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("GOVGRAPH_STORE", "NEO4J_URI"):
            patch.delenv(name, raising=False)
        for arguments, said in _steps():
            done = CliRunner().invoke(main, arguments)
            assert done.exit_code == 0, (arguments, done.output)
            output = " ".join(done.output.split())
            for line in said:
                assert line in output, (arguments, line)
            if arguments[0] == "init":
                _fill_in(folder / "review.xlsx")
    return folder


def test_following_the_readme_leads_where_it_says(worked: Path) -> None:
    made = {path.name for path in worked.iterdir()}
    assert {"review.xlsx", "govgraph.lbug", "map.html", "bodies.csv"} <= made


def test_the_python_of_the_readme_runs(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(worked)
    (program,) = _blocks("python")
    (worked / "map.html").unlink()
    exec(compile(program, "README.md", "exec"), {})
    assert (worked / "map.html").stat().st_size > 0


def test_every_file_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_picture_is_a_picture() -> None:
    assert (ROOT / "docs" / "map.png").read_bytes().startswith(b"\x89PNG")
