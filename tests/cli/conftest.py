"""A small dataset in a folder, a store that holds it, and a way to run commands there."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govgraph import resources
from govgraph.cli import main

Tables = Mapping[str, Sequence[Mapping[str, object]]]
Run = Callable[..., Result]

MILLTOWN: Tables = {
    "sources": [{"id": "terms", "title": "Terms of reference", "date": "2025-06"}],
    "bodies": [
        {
            "name": "Health and Wellbeing Board",
            "area": "Milltown",
            "kind": "board",
            "other_names": "HWB",
            "apex": "yes",
            "paragraph": "1",
        },
        {
            "name": "Children's Partnership",
            "area": "Milltown",
            "kind": "partnership",
            "other_names": "CP",
            "covered": "members; links; remits; rules",
            "paragraph": "2",
        },
        {
            "name": "Families Partnership",
            "area": "Milltown",
            "kind": "partnership",
            "other_names": "FP",
            "covered": "links",
            "paragraph": "3",
        },
        {
            "name": "Youth Board",
            "area": "Otherplace",
            "kind": "board",
            "covered": "links",
            "paragraph": "4",
        },
        {
            "name": "Play Forum",
            "area": "Milltown",
            "kind": "forum",
            "status": "proposed",
            "paragraph": "5",
        },
    ],
    "links": [
        {
            "from": "FP",
            "type": "Reports to",
            "to": "CP",
            "frequency_per_year": "2",
            "paragraph": "6.1",
        },
        {
            "from": "CP",
            "type": "Reports to",
            "to": "HWB",
            "frequency_per_year": "2",
            "paragraph": "6.2",
        },
    ],
    "memberships": [
        {
            "body": "CP",
            "seat": "Chair",
            "person": "Jo Smith",
            "organisation": "Milltown Council",
            "role": "chair",
            "paragraph": "7.1",
        },
        {
            "body": "CP",
            "seat": "Head teacher",
            "status": "vacant",
            "organisation": "Hill School",
            "paragraph": "7.2",
        },
        {
            "body": "FP",
            "seat": "Council member",
            "person": "Jo Smith",
            "organisation": "Milltown Council",
            "paragraph": "7.3",
        },
    ],
    "remits": [
        {
            "body": "CP",
            "clause": "2.1",
            "text": "Oversee early help for families in need",
            "power": "oversee",
            "topic": "early help",
            "paragraph": "8.1",
        },
        {
            "body": "FP",
            "clause": "1",
            "text": "Co-ordinate early help for families in need",
            "power": "co-ordinate",
            "topic": "early help",
            "paragraph": "8.2",
        },
    ],
    "rules": [
        {
            "body": "CP",
            "clause": "9",
            "kind": "attendance",
            "rule": "absent from 3 consecutive meetings",
            "consequence": "may be invited to withdraw",
            "paragraph": "9",
        }
    ],
    "meetings": [
        {"body": "CP", "date": "2025-09-01", "id": "m1"},
        {"body": "CP", "date": "2025-12-01", "id": "m2"},
        {"body": "CP", "date": "2026-03-01", "id": "m3"},
    ],
    "attendance": [
        {"meeting": name, "seat": "Chair", "person": "Jo Smith", "status": "absent"}
        for name in ("m1", "m2", "m3")
    ],
}


def write_dataset(folder: Path, tables: Tables = MILLTOWN) -> Path:
    """The tables as a folder of CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("GOVGRAPH_STORE", "NEO4J_URI", "GOVGRAPH_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    # However slow the computer: what is said of work that takes long is tested on its own.
    monkeypatch.setattr("govgraph.cli.progress.PATIENCE", 60.0)


@pytest.fixture
def run() -> Run:
    """Runs `govgraph` with these arguments in an empty folder."""

    def invoke(*args: str, code: int | tuple[int, ...] = 0, **more: object) -> Result:
        result = CliRunner().invoke(main, list(args), prog_name="govgraph", **more)  # type: ignore[arg-type]
        assert "Traceback" not in result.output
        assert result.exit_code in ([code] if isinstance(code, int) else code), result.output
        return result

    return invoke


@pytest.fixture
def milltown(tmp_path: Path) -> Path:
    """The dataset in a folder of that name."""
    return write_dataset(tmp_path / "milltown")


@pytest.fixture(scope="session")
def loaded_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that holds the dataset; read it only."""
    folder = tmp_path_factory.mktemp("loaded")
    file = str(folder / "govgraph.lbug")
    dataset = str(write_dataset(folder / "milltown"))
    result = CliRunner().invoke(main, ["load", dataset, "--store", file])
    assert result.exit_code == 0, result.output
    return file


@pytest.fixture(scope="session")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the bundled datasets and one called `my-area`; copy it."""
    folder = tmp_path_factory.mktemp("bundled")
    file = folder / "govgraph.lbug"
    datasets = [write_dataset(folder / "my-area"), *sorted(resources.seed_dir().iterdir())]
    result = CliRunner().invoke(main, ["load", *map(str, datasets), "--store", str(file)])
    assert result.exit_code == 0, result.output
    return file


@pytest.fixture
def ask(run: Run, loaded_store: str) -> Run:
    """Runs `govgraph` on the loaded store, as of 2026-06-01."""

    def invoke(command: str, *args: str, **more: object) -> Result:
        dated = ["--as-of", "2026-06-01"] if command not in ("query", "queries") else []
        return run(command, *args, "--store", loaded_store, *dated, **more)

    return invoke
