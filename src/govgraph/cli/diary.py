"""The command that says when notice, papers and minutes of meetings are due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from govgraph.cli import options
from govgraph.cli.options import Day, Options

if TYPE_CHECKING:
    from govgraph.analysis.working_days import Country


@options.command(
    "deadlines",
    'govgraph deadlines bcp-cyppb "2 October 2020"',
    "govgraph deadlines --area Plymouth -o diary.ics",
)
@click.argument("body", required=False)
@click.argument("date", type=Day(), required=False)
@options.COUNTRY
@options.shared(findings=True, also=("ics",))
def deadlines_command(
    asked: Options, body: str | None, date: dt.date | None, country: Country
) -> None:
    """Show when notice, papers and minutes are due, by the rules of the body that meets.

    DATE is the day of the meeting of BODY; without it, every planned meeting counts, and
    without BODY those of all bodies. With -o FILE.ics the deadlines and the meetings go into
    a file for a calendar. With --fail-on-findings a deadline that has passed makes exit code 1.
    """
    from govgraph.present import diary

    review = asked.review(body)
    answer = options.answer_of(
        review,
        "deadlines",
        "When notice, papers and minutes are due",
        review.deadlines(body, date, country=country),
        block=diary.deadline,
        empty="There is no deadline to show.",
    )
    options.give(
        answer,
        asked,
        is_finding=lambda row: row["state"] == "passed",
        also={"ics": diary.as_ics},
    )
