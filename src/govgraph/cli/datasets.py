"""Datasets: a new one, its faults, and into the store with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli import options, progress
from govgraph.cli.exit_codes import BAD_DATA
from govgraph.cli.options import Options
from govgraph.sentences import counted

if TYPE_CHECKING:
    from govgraph.dataset import Dataset
    from govgraph.frames import Tables
    from govgraph.store.loading import Change

_PATHS = click.Path(path_type=Path)


@options.command(
    "init",
    "govgraph init my-area.xlsx",
    "govgraph init my-area",
)
@click.argument("place", metavar="FOLDER|FILE.xlsx", type=_PATHS)
def init_command(place: Path) -> None:
    """Make an empty dataset to fill in: a workbook with a guide, or a folder of CSV files.

    Nothing that is there already is overwritten.
    """
    from govgraph.dataset import writing

    ending = place.suffix.lower()
    if ending == ".xlsx":
        writing.workbook(place)
    elif ending:
        raise click.UsageError(f"'{place}' is neither a folder nor an .xlsx workbook.")
    else:
        writing.csv_folder(place)
    click.echo(f"Made {place}. Fill in bodies first, then run: govgraph check {_quoted(place)}")


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


@options.command(
    "check",
    "govgraph check my-area.xlsx",
    "govgraph check my-area.xlsx -o faults.csv",
)
@click.argument("datasets", metavar="DATASET...", type=_PATHS, nargs=-1, required=True)
@options.shared(asking=False)
def check_command(asked: Options, datasets: tuple[Path, ...]) -> None:
    """Show every fault of datasets at once; nothing is loaded.

    DATASET is a folder of CSV files or an Excel workbook. Names are looked up in the store
    too, if there is one. Exits with code 2 where there are faults.
    """
    with progress.working("Checking"):
        checked = _read(datasets, _known(asked.store))
    _show(checked, asked)
    if any(each.is_faulty for each in checked):
        raise click.exceptions.Exit(BAD_DATA)


@options.command(
    "load",
    "govgraph load my-area.xlsx",
    "govgraph load my-area.xlsx county --store shared.lbug",
    "govgraph load --remove my-area",
)
@click.argument("datasets", metavar="[DATASET]...", type=_PATHS, nargs=-1)
@click.option(
    "--remove", "unwanted", metavar="NAME", multiple=True, help="Take a dataset out of the store."
)
@click.option("--in-batches", is_flag=True, help="For a Neo4j server with little memory.")
@options.shared(asking=False)
def load_command(
    asked: Options, datasets: tuple[Path, ...], unwanted: tuple[str, ...], in_batches: bool
) -> None:
    """Check datasets and load them; show what was added, changed and removed.

    The store is made equal to what the datasets say now. Nothing is loaded while there is a
    fault in one of them. An embedded store that is not there yet is made.
    """
    from govgraph import store
    from govgraph.store import loading

    if bool(datasets) == bool(unwanted):
        raise click.UsageError("Name the datasets to load, or with --remove those to take out.")
    bar = progress.Bar()
    with store.open_store(asked.store, create=bool(datasets)) as opened:
        if unwanted:
            change = loading.remove(opened, unwanted, bar, in_batches=in_batches)
        else:
            with progress.working("Reading and checking"):
                checked = _read(datasets, opened.read())
            if any(each.is_faulty for each in checked):
                _show(checked, asked)
                raise click.exceptions.Exit(BAD_DATA)
            facts = {each.name: each.facts for each in checked}
            change = loading.load(opened, facts, bar, in_batches=in_batches)
            _mention_warnings(checked, datasets)
        bar.close()
        _show_change(change, opened.describe(), asked)


def _read(paths: tuple[Path, ...], known: Tables) -> list[Dataset]:
    from govgraph import dataset

    return dataset.read_all(paths, known)


def _known(where: str | None) -> Tables:
    """What the store holds; nothing where it is a file that is not there yet."""
    from govgraph import store

    if not store.exists(where):
        return {}
    with store.open_store(where) as opened:
        return opened.read()


def _show(checked: list[Dataset], asked: Options) -> None:
    from govgraph.present import faults

    if asked.form_of_output == "table":
        options.give_text(faults.as_text(checked, options.width()), asked)
    else:
        options.give(faults.answer(checked), asked)


def _mention_warnings(checked: list[Dataset], paths: tuple[Path, ...]) -> None:
    count = sum(len(each.report) for each in checked)
    if count:
        named = " ".join(map(_quoted, paths))
        said = counted(count, "warning")
        click.echo(f"{said}: see them with govgraph check {named}", err=True)


def _show_change(change: Change, where: str, asked: Options) -> None:
    from govgraph.present.tables import Answer

    columns = ("what", "added", "changed", "removed")
    rows = [dict(zip(columns, row, strict=True)) for row in change.summary()]
    datasets = ", ".join(change.datasets)
    answer = Answer(
        analysis="load",
        title=f"{datasets}: {where}",
        columns=columns,
        rows=rows,
        store=where,
        headings={"what": "What", "added": "Added", "changed": "Changed", "removed": "Removed"},
        empty="Nothing changed: the store holds exactly this already.",
    )
    options.give(answer, asked)
