"""The interactive picture."""

from __future__ import annotations

from pathlib import Path

import click

from govgraph.cli import options
from govgraph.cli.options import Options


@options.command(
    "map",
    "govgraph map --area Plymouth -o plymouth.html",
)
@click.option("--focus", metavar="BODY", help="Only what is near this body.")
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    metavar="N",
    help="With --focus: how many links away (default 2). Otherwise: how many levels below the top.",
)
@click.option(
    "--names",
    is_flag=True,
    help="Name the people who hold seats. Without it the file has seats and no names of people, "
    "as suits what is published.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.html",
    required=True,
    help="The file to write (replacing it).",
)
@options.shared(writing=False)
def map_command(
    asked: Options, focus: str | None, depth: int | None, names: bool, file: Path
) -> None:
    """Draw the interactive map: one HTML file that works offline and can be sent on."""
    options.refuse_missing_folder(file)
    review = asked.review()
    review.map(focus=focus, depth=depth, names=names).write(file)
    options.tell_notes(review)
    click.echo(f"Wrote {file}: open it in a browser.")
