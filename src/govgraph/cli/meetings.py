"""What a meeting can do: whether it is quorate, and what carries a vote."""

from __future__ import annotations

from typing import Any

import click

from govgraph.cli import options
from govgraph.cli.options import Options


class Probability(click.ParamType[float]):
    """A probability: 0.8 or 80%."""

    name = "probability"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text = str(value).strip()
        try:
            number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            self.fail(f"'{value}' is no probability: write 0.8 or 80%.", param, ctx)
        if not 0 <= number <= 1:
            self.fail(f"'{value}' is not from 0 to 1: write 0.8 or 80%.", param, ctx)
        return number


@options.command(
    "quorum",
    "govgraph quorum",
    'govgraph quorum bcp-cyppb --present Chair --present "Representative of DHUFT"',
    "govgraph quorum --probability 80% --area BCP",
)
@click.argument("body", required=False)
@click.option(
    "--present",
    multiple=True,
    metavar="SEAT",
    help="Would a meeting with this seat present be quorate? Repeat it for each seat.",
)
@click.option(
    "--probability",
    type=Probability(),
    metavar="P",
    help="How likely is a quorum, if each member comes with this probability (0.8 or 80%)?",
)
@click.option(
    "--fragility",
    "wants_fragility",
    is_flag=True,
    help="How likely is a quorum, from the attendance recorded, and whose absence breaks it?",
)
@options.shared(findings=True)
def quorum_command(
    asked: Options,
    body: str | None,
    present: tuple[str, ...],
    probability: float | None,
    wants_fragility: bool,
) -> None:
    """Show which meetings of BODY, or of all, were quorate, or how easily a quorum breaks.

    With --fail-on-findings an inquorate meeting makes exit code 1; an undetermined one does not.
    """
    from govgraph.present import meetings

    wants_fragility = wants_fragility or probability is not None
    if present and wants_fragility:
        raise click.UsageError(
            "--present asks of one meeting: leave out --probability, --fragility."
        )
    if present and body is None:
        raise click.UsageError("--present needs the BODY that these are seats of.")
    review = asked.review(body)
    if wants_fragility:
        frame = review.quorum_fragility(body, probability=probability)
        title, block = "How likely a quorum is, and whose absence breaks it", meetings.fragility
    else:
        frame = review.quorum(body, present=present)
        title, block = "Quorum: a verdict for each meeting", meetings.quorum_verdict
        if present:
            title = f"Quorum with {len(present)} of its members present"
    answer = options.answer_of(
        review,
        "fragility" if wants_fragility else "quorum",
        title,
        frame,
        block=block,
        empty="There is no verdict.",
    )
    if asked.form_of_output == "table" and not (present or wants_fragility):
        answer = meetings.doubtful_meetings_first(answer)
    options.give(answer, asked, is_finding=lambda row: row.get("verdict") == "inquorate")


@options.command(
    "decisions",
    "govgraph decisions",
    "govgraph decisions bcp-cyppb --present-count 6",
)
@click.argument("body", required=False)
@click.option(
    "--present",
    multiple=True,
    metavar="SEAT",
    help="Count with this seat present. Repeat it for each seat. Default: all that are not vacant.",
)
@click.option(
    "--present-count",
    type=click.IntRange(min=1),
    metavar="N",
    help="Count with N members present, or N agencies where the rule counts agencies.",
)
@options.shared()
def decisions_command(
    asked: Options, body: str | None, present: tuple[str, ...], present_count: int | None
) -> None:
    """Show how many votes carry a decision of BODY, or of every body, and who can block it."""
    from govgraph.present import meetings

    if present and present_count is not None:
        raise click.UsageError("Give either --present or --present-count.")
    if body is None and (present or present_count is not None):
        raise click.UsageError("--present and --present-count need the BODY whose meeting it is.")
    review = asked.review(body)
    answer = options.answer_of(
        review,
        "decisions",
        "What carries a decision, and what blocks it",
        review.decisions(body, present=present, present_count=present_count),
        block=meetings.decision,
        empty="No decision rule is recorded.",
    )
    options.give(answer, asked)
