"""Pages of Markdown that are followed as a reader would: what they show is run as it stands."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from govgraph.cli import main

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Step:
    """A command of a page, and the lines that it is said to print."""

    arguments: tuple[str, ...]
    said: tuple[str, ...]


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", page, re.DOTALL | re.MULTILINE)


def steps(page: str) -> list[Step]:
    """Each ``$ govgraph ...`` of the page's console blocks, in order."""
    found: list[tuple[list[str], list[str]]] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ govgraph "):
                found.append((shlex.split(line)[2:], []))
            else:
                found[-1][1].append(line)
    return [Step(tuple(arguments), tuple(said)) for arguments, said in found]


def tables(page: str) -> dict[str, list[list[str]]]:
    """The rows that a page has its reader fill in, by sheet."""
    found = {}
    for sheet, text in re.findall(r"in `(\w+)`[^\n|]*:\n\n((?:\|.*\n)+)", page, re.IGNORECASE):
        rows = [line for line in text.splitlines() if "---" not in line]
        lines = [row.strip().strip("|").split("|") for row in rows]
        found[sheet] = [[cell.strip() for cell in line] for line in lines]
    return found


def fill_in(workbook: Path, rows_of: dict[str, list[list[str]]]) -> None:
    """Write rows, the first of each sheet its header, below what a workbook has."""
    book = load_workbook(workbook)
    for sheet, (header, *rows) in rows_of.items():
        columns = [cell.value for cell in book[sheet][1]]
        assert set(header) <= set(columns), sheet
        for row in rows:
            given = dict(zip(header, row, strict=True))
            book[sheet].append([given.get(str(name)) or None for name in columns])
    book.save(workbook)


def follow(page: str, folder: Path, settings: dict[str, str] | None = None) -> None:
    """Run every step of a page in a folder; a workbook that it makes is filled in as it says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("GOVGRAPH_STORE", "NEO4J_URI"):
            patch.delenv(name, raising=False)
        for name, value in (settings or {}).items():
            patch.setenv(name, value)
        patch.setattr("govgraph.cli.progress.PATIENCE", 60.0)
        for step in steps(page):
            arguments = list(step.arguments)
            done = CliRunner().invoke(main, arguments, prog_name="govgraph")
            expected = 1 if "--fail-on-findings" in arguments else 0
            assert done.exit_code in (0, expected), (arguments, done.output)
            output = " ".join(done.output.split())
            for line in step.said:
                assert line in output, (arguments, line, done.output)
            if arguments[0] == "init" and arguments[1].endswith(".xlsx"):
                fill_in(Path(arguments[1]), tables(page))
