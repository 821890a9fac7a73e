"""The README tells the truth: what it shows is run, as it stands there."""

import re
from pathlib import Path

import pytest

from tests import pages
from tests.pages import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README has been followed from its first command to its last."""
    folder = tmp_path_factory.mktemp("readme")
    pages.follow(README, folder)
    return folder


def test_following_the_readme_leads_where_it_says(worked: Path) -> None:
    made = {path.name for path in worked.iterdir()}
    assert {"review.xlsx", "govgraph.lbug", "map.html", "review.docx", "bodies.csv"} <= made


def test_the_python_of_the_readme_runs(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(worked)
    (program,) = pages.blocks(README, "python")
    (worked / "map.html").unlink()
    exec(compile(program, "README.md", "exec"), {})
    assert (worked / "map.html").stat().st_size > 0


def test_every_file_that_the_readme_names_is_there() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_picture_is_a_picture() -> None:
    assert (ROOT / "docs" / "map.png").read_bytes().startswith(b"\x89PNG")
