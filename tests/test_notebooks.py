"""The notebooks run from top to bottom, and what they keep is what they show."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from tests.real_parts import Neo4jServer
from tools import notebooks

FILES = notebooks.files()
NAMES = [file.stem for file in FILES]

_NAMED = r"(embedded store ('|&#x27;)govgraph\.lbug('|&#x27;)|Neo4j at [a-z0-9+]+://[\d.]+:\d+)"
_STORE = re.compile(rf"From {_NAMED}\.|origin=(\"|'){_NAMED}(\"|')")
_LARGEST = 150_000


def _shown(notebook: NotebookNode) -> list[object]:
    """What each cell of a notebook shows, whatever the store is called."""
    shown: list[object] = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert output.output_type != "stream", output
            data = {kind: "".join(text) for kind, text in output.data.items()}
            shown.append({kind: _STORE.sub("", text) for kind, text in data.items()})
    return shown


def _kept(file: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(file, as_version=4)
    return notebook


def test_there_is_a_notebook_for_each_question() -> None:
    assert NAMES[:5] == [
        "01_tour",
        "02_duplicated_remits",
        "03_escalation",
        "04_membership",
        "05_attendance_and_quorum",
    ]


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_what_is_kept_is_what_is_shown(file: Path, tmp_path: Path) -> None:
    ran = notebooks.executed(file, tmp_path, notebooks.embedded(tmp_path))

    assert _shown(ran) == _shown(_kept(file)), "run: make notebooks"
    assert (tmp_path / "govgraph.lbug").is_file()


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_neo4j_shows_the_same(file: Path, tmp_path: Path, neo4j_database: Neo4jServer) -> None:
    settings = notebooks.embedded(tmp_path) | {
        "NEO4J_URI": neo4j_database.uri,
        "NEO4J_USERNAME": neo4j_database.username,
        "NEO4J_PASSWORD": neo4j_database.password,
    }
    ran = notebooks.executed(file, tmp_path, settings)

    assert _shown(ran) == _shown(_kept(file))
    assert not (tmp_path / "govgraph.lbug").exists()


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_notebook_reads_well_unrun(file: Path) -> None:
    notebook = _kept(file)
    cells = notebook.cells
    text = file.read_text(encoding="utf-8")

    assert "**The question.**" in cells[0].source
    assert any("## The answer" in cell.source for cell in cells)
    assert "image/svg+xml" in text
    assert all(cell.outputs for cell in cells if cell.cell_type == "code")
    assert not re.search(r"<iframe|<script|/home/|/tmp/|/Users/|C:\\\\", text)
    assert len(text) < _LARGEST
    assert [cell.id for cell in cells] == [f"cell-{at:02}" for at in range(1, len(cells) + 1)]
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


def test_a_cell_that_fails_is_no_notebook(tmp_path: Path) -> None:
    broken = nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [
                {
                    "cell_type": "code",
                    "id": "a",
                    "metadata": {},
                    "source": "1 / 0",
                    "outputs": [],
                    "execution_count": None,
                }
            ],
        }
    )
    nbformat.write(broken, tmp_path / "broken.ipynb")

    with pytest.raises(Exception, match="ZeroDivisionError"):
        notebooks.executed(tmp_path / "broken.ipynb", tmp_path, notebooks.embedded(tmp_path))
