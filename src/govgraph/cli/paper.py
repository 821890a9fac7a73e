"""The findings as a paper."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli import options
from govgraph.cli.options import Options


@options.command(
    "report",
    "govgraph report --area Plymouth -o plymouth.docx",
    'govgraph report --title "Review of partnership boards" -o review.html',
)
@click.option("--title", metavar="TEXT", help="The title. Default: one that names the areas.")
@click.option(
    "--names",
    is_flag=True,
    help="Name people. Without it a seat stands in place of every name, for publication.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.html|.docx",
    required=True,
    help="The file to write (replacing it): a page for browsers and print, or Word.",
)
@options.shared(writing=False)
def report_command(asked: Options, title: str | None, names: bool, file: Path) -> None:
    """Write the findings as a paper: what a review's appendix needs.

    Scope, sources, method, charts, each finding with its evidence and as a question to the
    bodies concerned, tables, and what is unknown. People are not named unless --names is
    given, and the attendance of small groups is not shown by person.
    """
    from govgraph.present.paper import files

    files.refuse_other_endings(file)
    options.refuse_missing_folder(file)
    review = asked.review()
    review.report(file, title=title, names=names)
    unnamed = (
        "People are not named, as far as the data know their names: read the paper for names in "
        "other people's words before you publish it."
    )
    options.tell_notes(review, *([] if names else [unnamed]))
    click.echo(f"Wrote {file}.")
