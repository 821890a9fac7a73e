"""What is in the store: areas, bodies and one body's card."""

from __future__ import annotations

import click

from govgraph.cli import options
from govgraph.cli.options import Options


@options.command(
    "areas",
    "govgraph areas",
)
@options.shared()
def areas_command(asked: Options) -> None:
    """List the areas and how many bodies and seats each has."""
    from govgraph.present import contents

    review = asked.review()
    frame = contents.areas(review)
    headings = {
        "area": "Area",
        "bodies": "Bodies",
        "current": "Current",
        "proposed": "Proposed",
        "former": "Former",
        "seats": "Seats",
        "datasets": "Datasets",
    }
    answer = options.answer_of(
        review, "areas", "Areas", frame, headings=headings, empty="The store holds no bodies."
    )
    options.give(answer, asked)


@options.command(
    "bodies",
    "govgraph bodies --area Plymouth --kind board",
)
@click.option("--kind", "kinds", multiple=True, help="Only bodies of this kind; may be repeated.")
@options.shared()
def bodies_command(asked: Options, kinds: tuple[str, ...]) -> None:
    """List the bodies: kind, what they report to, seats."""
    from govgraph.present import contents

    review = asked.review()
    frame = contents.bodies(review, kinds)
    headings = {
        "name": "Body",
        "area": "Area",
        "kind": "Kind",
        "status": "Status",
        "up": "Goes up to",
        "seats": "Seats",
        "vacant": "Vacant",
    }
    if (frame["status"] == "current").all():
        headings.pop("status")
    answer = options.answer_of(
        review,
        "bodies",
        f"Bodies ({len(frame)})",
        frame,
        headings=headings,
        empty="No body of that kind or area held on the day.",
    )
    options.give(answer, asked)


@options.command(
    "show",
    'govgraph show "Early Help Partnership"',
)
@click.argument("body")
@options.shared()
def show_command(asked: Options, body: str) -> None:
    """Show all that is known of one body, with sources.

    BODY is its name, its id or one of its other names.
    """
    from govgraph.present import body_card, tables

    review = asked.review(body)
    card = review.card(body)
    notes = options.notes_of(review)
    match asked.form_of_output:
        case "json":
            about = {"analysis": "show", "as_of": review.as_of.isoformat(), "store": review.origin}
            text = tables.json_text(about | {"notes": notes, "rows": [tables.plain(card)]})
        case "csv":
            raise click.UsageError("A card is no table: use --format table or json.")
        case _:
            below = tables.listed(notes, options.width())
            text = f"{body_card.as_text(card, options.width())}\n{below}\n"
    options.give_text(text, asked)
