"""The pages in docs/: built without a warning, reached, followed, and made from the code."""

import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
from click.testing import CliRunner

from govgraph import api
from govgraph.cli import MODULES, main, reference
from govgraph.present import analyses_reference, dictionary, queries_reference, rule_language
from tests import pages
from tests.cli.conftest import bundled_store, write_dataset
from tests.cli.test_main import COUNTY_HALL, save_as_workbook
from tests.pages import ROOT
from tests.real_parts import Neo4jServer

__all__ = ["bundled_store"]  # the fixture

DOCS = ROOT / "docs"
PAGES = {
    str(path.relative_to(DOCS)): path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
    if "_build" not in path.parts
}
MADE = {
    "data-dictionary.md": dictionary.markdown,
    "rule-language.md": rule_language.markdown_page,
    "reference/analyses.md": analyses_reference.markdown_page,
    "reference/commands.md": reference.markdown_page,
    "reference/queries.md": queries_reference.markdown_page,
}
ON_NEO4J = ("how-to/neo4j.md", "how-to/aura.md")
TUTORIAL = PAGES["tutorial.md"]


# --- built, and no dead link -----------------------------------------------------------------


class Page(HTMLParser):
    """The anchors of a page, what it links to, and what a browser would fetch for it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.anchors, self.links, self.fetched = {""}, list[str](), list[str]()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in ("stylesheet", "preload", "icon"):
            self.fetched.append(given.get("href", ""))
        if "src" in given:
            self.fetched.append(given["src"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as a web site, as `make docs` builds it: a warning is an error."""
    folder = tmp_path_factory.mktemp("docs")
    strict = ["--fail-on-warning", "--keep-going", "--nitpicky", "--quiet"]
    site = [str(DOCS), str(folder / "site"), "-d", str(folder / "doctrees")]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *strict, *site], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_every_page_is_built_and_reached(built: Path) -> None:
    assert {path.removesuffix(".md") for path in PAGES} == {
        str(file.relative_to(built).with_suffix(""))
        for file in built.rglob("*.html")
        if file.stem not in ("search", "genindex")
    }


def test_no_link_of_the_site_is_dead(built: Path) -> None:
    files = {file: Page(file) for file in built.rglob("*.html")}
    dead = []
    for file, page in files.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            anchors = files[target].anchors if target in files else {""}
            if not target.exists() or unquote(parts.fragment) not in anchors:
                dead.append((str(file.relative_to(built)), link))
    assert dead == []


def test_the_site_asks_nothing_of_the_network(built: Path) -> None:
    fetched = {address for file in built.rglob("*.html") for address in Page(file).fetched}

    assert [address for address in fetched if urlsplit(address).netloc] == []


# --- made from the code ----------------------------------------------------------------------


@pytest.mark.parametrize("name", MADE)
def test_the_reference_is_that_of_the_code(name: str) -> None:
    assert PAGES[name] == MADE[name](), "run: make reference"


def test_every_command_stands_in_the_reference() -> None:
    for name in MODULES:
        assert f"### govgraph {name}\n" in PAGES["reference/commands.md"]


def test_every_analysis_of_a_review_stands_in_the_reference() -> None:
    named = {
        target
        for method in vars(api.Review).values()
        for target in re.findall(r":func:`(govgraph\.analysis\.[\w.]+)`", method.__doc__ or "")
    }
    moved = {
        "govgraph.analysis.escalation.findings": "govgraph.analysis.escalation_findings.findings"
    }

    assert {moved.get(name, name) for name in named} <= set(analyses_reference.functions())


def test_what_is_quoted_of_a_constant_is_what_it_holds() -> None:
    page = PAGES["reference/analyses.md"]

    assert "`UPWARD_LINKS` (ESCALATES_TO, REPORTS_TO, ACCOUNTABLE_TO, PART_OF)" in page
    assert ":func:" not in page
    assert "``" not in page.replace("```", "")


# --- followed --------------------------------------------------------------------------------


def test_following_the_tutorial_leads_where_it_says(tmp_path: Path) -> None:
    pages.follow(TUTORIAL, tmp_path)

    made = {path.name for path in tmp_path.iterdir()}
    assert {"review.xlsx", "govgraph.lbug", "map.html", "structure.csv", "paper.docx"} <= made


def test_the_mistake_that_the_tutorial_shows_is_answered_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mistyped = [["from", "type", "to"], ["Play Forum", "Reports to", "Childrens Partnerhsip"]]
    CliRunner().invoke(main, ["init", "review.xlsx"])
    pages.fill_in(Path("review.xlsx"), pages.tables(TUTORIAL))
    pages.fill_in(Path("review.xlsx"), {"links": mistyped})

    done = CliRunner().invoke(main, ["check", "review.xlsx"])

    (shown,) = pages.blocks(TUTORIAL, "text")
    assert done.exit_code == 2
    assert shown in done.output


@pytest.fixture
def desk(tmp_path: Path, bundled_store: Path) -> Path:
    """A folder with a store of the bundled areas, a workbook and a folder of CSV files."""
    shutil.copy(bundled_store, tmp_path / "govgraph.lbug")
    folder = write_dataset(tmp_path / "milltown")
    save_as_workbook(folder, tmp_path / "my-area.xlsx")
    write_dataset(tmp_path / "county", {"bodies": [COUNTY_HALL]})
    return tmp_path


OTHERS = [name for name in PAGES if name != "tutorial.md" and name not in ON_NEO4J]


@pytest.mark.parametrize("name", [name for name in OTHERS if pages.steps(PAGES[name])])
def test_the_commands_of_a_page_run(name: str, desk: Path) -> None:
    if "govgraph init review.xlsx" not in PAGES[name]:
        shutil.copy(desk / "my-area.xlsx", desk / "review.xlsx")

    pages.follow(PAGES[name], desk)


@pytest.mark.parametrize("name", ON_NEO4J)
def test_the_commands_of_a_page_on_neo4j_run_there(
    name: str, desk: Path, neo4j_database: Neo4jServer
) -> None:
    settings = {
        "NEO4J_URI": neo4j_database.uri,
        "NEO4J_USERNAME": neo4j_database.username,
        "NEO4J_PASSWORD": neo4j_database.password,
    }
    assert pages.steps(PAGES[name])

    pages.follow(PAGES[name], desk, settings)


def _lines_of_commands() -> list[str]:
    """Every command on the pages that is not run as a step, in a block or within a sentence."""
    found = []
    for page in PAGES.values():
        for block in re.findall(r"```(?:sh|text)?\n(.*?)```", page, re.DOTALL):
            found += [line.split("  ")[0] for line in block.splitlines()]
        found += re.findall(r"(?<!`)`(govgraph [^`\n]+)`(?!`)", page)
    return sorted({line for line in found if line.startswith("govgraph ")})


@pytest.mark.parametrize("line", _lines_of_commands())
def test_every_command_that_is_named_is_one(line: str) -> None:
    name, *words = shlex.split(line.partition("|")[0])[1:]
    if name in ("--help", "COMMAND"):
        return
    command = main.get_command(click.Context(main), name)
    assert command is not None, line
    known = {option for param in command.params for option in param.opts} | {"--help"}
    assert {word for word in words if word.startswith("-")} <= known, line


def test_the_python_of_the_notebooks_page_runs(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.delenv("GOVGRAPH_STORE", raising=False)
    monkeypatch.delenv("NEO4J_URI", raising=False)
    program = "".join(pages.blocks(PAGES["how-to/notebooks.md"], "python"))

    exec(compile(program, "notebooks.md", "exec"), {})
