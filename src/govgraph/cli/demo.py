"""A first look at what govgraph does, on the bundled datasets."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli import options, progress
from govgraph.errors import GovgraphError

if TYPE_CHECKING:
    import pandas as pd

    from govgraph.api import Review
    from govgraph.present.paper.results import Results

_PLACE = click.Path(file_okay=False, path_type=Path)


@options.command(
    "demo",
    "govgraph demo",
)
@click.argument("folder", type=_PLACE, default="govgraph-demo")
def demo_command(folder: Path) -> None:
    """Load the bundled datasets, run every analysis, and say what to open.

    Writes FOLDER (default: govgraph-demo) with a store, the map without and with what is only
    proposed, the findings as a paper, and for each analysis a CSV file. Needs no server and no
    network.
    """
    from govgraph import api

    store_file = folder / "govgraph.lbug"
    with progress.working("Loading and analysing"):
        folder.mkdir(parents=True, exist_ok=True)
        _load(store_file)
        review = api.open(store_file)
        found = review.results()
        _write(review, found, folder)
    click.echo(_summary(review, found))
    click.echo(_what_next(folder, store_file))


def _load(store_file: Path) -> None:
    """Load the bundled datasets into a store that holds nothing else."""
    from govgraph import dataset, resources, store
    from govgraph.merging import split
    from govgraph.store import loading

    paths = sorted(path for path in resources.seed_dir().iterdir() if path.is_dir())
    datasets = dataset.read_all(paths)
    if faulty := [each.name for each in datasets if each.is_faulty]:
        raise GovgraphError(f"The bundled datasets have faults: {', '.join(faulty)}.")
    facts = {each.name: each.facts for each in datasets}
    with store.open_store(str(store_file), create=True) as opened:
        if others := sorted(split(opened.read()).keys() - facts.keys()):
            raise GovgraphError(
                f"{store_file} holds datasets of yours ({', '.join(others)}): give the demo a "
                "folder of its own, for instance: govgraph demo another-folder"
            )
        loading.load(opened, facts)


def _findings(review: Review, found: Results) -> dict[str, pd.DataFrame]:
    """A frame for each analysis by the name of its file."""
    return {
        "escalation-routes": found.routes,
        "escalation-findings": found.faults_on_the_way,
        "remits": found.remit_pairs,
        "remit-gaps": found.remit_gaps,
        "overlap-bodies": found.shared_people,
        "overlap-people": found.people,
        "overlap-organisations": review.overlap("organisation"),
        "attendance": found.verdicts,
        "quorum": found.quorums,
        "quorum-fragility": found.fragility,
        "decisions": found.decisions,
        "structure": found.structure,
        "deadlines": review.deadlines(),
    }


def _write(review: Review, found: Results, folder: Path) -> None:
    from govgraph.present import tables

    review.map().write(folder / "map.html")
    review.at(include_proposed=True).map().write(folder / "map-with-proposals.html")
    review.report(folder / "report.html", found=found)
    notes = [tables.listed(options.notes_of(review), options.width())]
    for name, frame in _findings(review, found).items():
        text = tables.as_csv(options.answer_of(review, name, name, frame))
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8-sig"))
        if said := frame.attrs["notes"]:
            notes.append(f"{name}.csv\n{tables.listed(said, options.width())}")
    (folder / "notes.txt").write_text("\n\n".join(notes) + "\n", encoding="utf-8")


def _summary(review: Review, found: Results) -> str:
    from govgraph.present import contents, highlights, tables

    areas = contents.areas(review)
    width = options.width()
    counts = (
        f"{len(review.bodies)} bodies of {len(areas)} areas, {len(review.people)} people, "
        f"{len(review.remits)} remit clauses, from {len(review.sources)} documents."
    )
    parts = [
        tables.wrapped(counts, width),
        "Some of what they show, for you to judge:",
        tables.listed(highlights.lines(review, found), width),
        tables.listed(options.notes_of(review), width),
    ]
    return "\n\n".join(parts)


def _what_next(folder: Path, store_file: Path) -> str:
    program = _as_typed()
    return f"""
Open {folder / "map.html"} in a browser: click a body, search, switch areas.
In map-with-proposals.html, what is only proposed is drawn dashed.
Read {folder / "report.html"}: the findings as a paper, without names.
Each analysis is in {folder} as a CSV file too; notes.txt says what to know
when you read them.

Try next:
  {program} show "Early Help Partnership" --store {store_file}
  {program} escalate "Early Help Partnership" --store {store_file}
  {program} remits --top 3 --store {store_file}
  {program} quorum bcp-cyppb --probability 80% --store {store_file}
  {program} attendance --area Anytown --store {store_file}
  {program} init my-area.xlsx"""


def _as_typed() -> str:
    """The command as it has to be typed: with its path where the shell does not find it."""
    started = Path(sys.argv[0])
    if started.stem != "govgraph" or shutil.which("govgraph"):
        return "govgraph"
    here = Path.cwd()
    return str(started.relative_to(here) if started.is_relative_to(here) else started)
