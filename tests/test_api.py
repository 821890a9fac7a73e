import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import govgraph
from govgraph import GovgraphError, NotFoundError, Review, dataset, resources, store
from govgraph.store import loading
from tests.builders import governance


@pytest.fixture
def review() -> Review:
    small = governance(
        bodies=[
            {"name": "HWB", "id": "hwb", "apex": "yes"},
            {"name": "CP", "id": "cp", "area": "Anytown; Otherplace", "covered": "links"},
            {"name": "Forum", "id": "forum", "area": "Otherplace", "status": "proposed"},
        ],
        links=[{"from": "CP", "type": "Reports to", "to": "HWB", "frequency_per_year": "4"}],
    )
    return Review(small.tables, as_of=dt.date(2026, 1, 1))


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "govgraph.lbug"
    worcestershire = dataset.read(resources.seed_dir() / "worcestershire")
    with store.open_store(str(file), create=True) as opened:
        loading.load(opened, {worcestershire.name: worcestershire.facts})
    return file


def test_a_review_of_a_store_equals_one_of_the_dataset(store_file: Path) -> None:
    stored = govgraph.open(store_file, as_of="2022-06-01")
    read = govgraph.read(resources.seed_dir() / "worcestershire").at(dt.date(2022, 6, 1))

    assert stored.as_of == dt.date(2022, 6, 1)
    assert str(store_file) in stored.origin
    assert read.origin == "worcestershire"
    for ask in (Review.escalation, Review.overlap, Review.remit_pairs, Review.attendance_verdicts):
        columns = [name for name in ask(read).columns if name not in ("clauses", "evidence")]
        found, wanted = (ask(each)[columns] for each in (stored, read))
        assert found.sort_values(columns).to_numpy().astype(str).tolist() == (
            wanted.sort_values(columns).to_numpy().astype(str).tolist()
        )


def test_the_early_help_partnership_reaches_the_top_in_two_hops(store_file: Path) -> None:
    routes = govgraph.open(store_file).escalation("Early Help Partnership")

    assert routes["hops"].tolist() == [2]
    assert routes["days_worst"].tolist() == [365.0]  # twice a year and twice a year


def test_another_day_or_area_gives_a_review_again(review: Review) -> None:
    later = review.at(dt.date(2027, 1, 1), include_proposed=True, areas=["Otherplace"])

    assert isinstance(later, Review)
    assert set(later.asked_about) == {"cp", "forum"}
    assert set(review.asked_about) == {"hwb", "cp"}


def test_a_card_has_sections_and_an_id(review: Review) -> None:
    card = review.card("CP")

    assert card["id"] == "cp"
    assert "Up" in [section["title"] for section in card["sections"]]


def test_the_card_of_a_body_that_did_not_exist_on_the_day_says_so() -> None:
    bodies = [{"name": "Old", "end_date": "2020"}, {"name": "New", "start_date": "2030"}]
    review = Review(governance(bodies=bodies).tables, as_of=dt.date(2026, 1, 1))

    assert "former" in dict(review.card("Old")["facts"])["Status"]
    assert "not in being yet" in dict(review.card("New")["facts"])["Status"]


def test_unfinished_loads_are_the_first_caveat(review: Review) -> None:
    unfinished = Review(review.tables, unfinished="A load has not ended.")

    assert unfinished.caveats[0] == "A load has not ended."
    assert unfinished.at(dt.date(2027, 1, 1)).caveats[0] == "A load has not ended."


def test_areas_are_found_in_any_spelling_and_unknown_ones_answered_with_the_nearest(
    store_file: Path,
) -> None:
    assert govgraph.open(store_file, areas="worcestershire").areas == ("Worcestershire",)
    with pytest.raises(NotFoundError, match="Did you mean 'Worcestershire'"):
        govgraph.open(store_file, areas=["Wrocestershire"])


@pytest.mark.parametrize("text", ["2025", "2025-09", "soon", "2025-02-30"])
def test_a_day_has_to_be_one(text: str, store_file: Path) -> None:
    with pytest.raises(GovgraphError, match="write a day such as"):
        govgraph.open(store_file, as_of=text)


def test_a_faulty_dataset_is_refused_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("name,area,kind\nHWB,,board\n")

    with pytest.raises(GovgraphError, match=r"bodies\.csv row 2: area is blank"):
        govgraph.read(tmp_path)


def test_nothing_named_is_nothing_read() -> None:
    with pytest.raises(GovgraphError, match="at least one"):
        govgraph.read()


def test_what_is_no_part_of_it_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = govgraph.nonsense
    assert {"open", "read", "Review"} <= set(dir(govgraph))


def imported_by(code: str, *arguments: str, cwd: Path | None = None) -> set[str]:
    """The top-level modules that a fresh Python has imported after running ``code``."""
    report = "import sys; print('\\nLOADED', *{name.partition('.')[0] for name in sys.modules})"
    program = f"import atexit, sys\natexit.register(lambda: exec({report!r}))\n{code}"
    command = [sys.executable, "-c", program, *arguments]
    shown = subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)
    assert "LOADED" in shown.stdout, shown.stderr
    assert shown.returncode == 0, shown.stderr
    return set(shown.stdout.rpartition("LOADED")[2].split())


HEAVY = {"pandas", "pyarrow", "numpy", "scipy", "networkx", "rich", "neo4j", "openpyxl", "jinja2"}
RUN = "from govgraph.cli import main; main(prog_name='govgraph')"


def test_importing_the_package_imports_no_library() -> None:
    assert not imported_by("import govgraph") & (HEAVY | {"click", "ladybug"})


@pytest.mark.parametrize("arguments", [["--help"], ["escalate", "--help"], ["queries"]])
def test_help_needs_no_heavy_library(arguments: list[str]) -> None:
    assert not imported_by(RUN, *arguments) & (HEAVY | {"ladybug"})


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "areas"],
        ["query", "members", "-p", "body=Early Help Partnership", "--as-of", "2022-01-01"],
        ["query", "bodies", "--area", "Worcestershire", "--format", "json"],
        ["query", "--cypher", "MATCH (b:Body) RETURN b.name", "--format", "csv"],
    ],
)
def test_a_query_needs_no_heavy_library(arguments: list[str], store_file: Path) -> None:
    assert not imported_by(RUN, *arguments, cwd=store_file.parent) & HEAVY


def test_the_deadlines_of_a_meeting_may_be_asked_for_by_a_written_out_day(
    store_file: Path,
) -> None:
    review = govgraph.open(store_file)

    found = review.deadlines("worcestershire-cypsp", "10 May 2021", country="england")

    assert dict(zip(found["what"], found["due"], strict=True)) == {
        "notice": "2020-05-10",
        "papers": "2021-05-03",
        "minutes": "2021-05-24",
    }
