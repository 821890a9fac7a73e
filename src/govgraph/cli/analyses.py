"""The analyses: candidates for a human to judge, each with its evidence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from govgraph.cli import options
from govgraph.cli.options import Day, Options

if TYPE_CHECKING:
    from govgraph.present.tables import Row


@options.command(
    "escalate",
    'govgraph escalate "Early Help Partnership"',
    "govgraph escalate --area Plymouth --findings",
)
@click.argument("body", required=False)
@click.option("--to", metavar="BODY", help="Only routes to this body or organisation.")
@click.option("--matter", help="Only routes for this matter.")
@click.option(
    "--raised", type=Day(), metavar="DAY", help="When the matter is raised: counts from meetings."
)
@click.option(
    "--findings",
    "wants_findings",
    is_flag=True,
    help="What is wrong with the ways up: dead ends, circles, competing routes and the like.",
)
@options.shared(findings=True)
def escalate_command(
    asked: Options,
    body: str | None,
    to: str | None,
    matter: str | None,
    raised: dt.date | None,
    wants_findings: bool,
) -> None:
    """Show where a matter goes from BODY, or from every body: the routes up.

    With --fail-on-findings a dead end or a circle makes exit code 1; what is only unknown
    (a missing hop) does not.
    """
    from govgraph.present import findings

    if wants_findings and (body or to or matter or raised):
        raise click.UsageError("--findings looks at all bodies; choose them with --area.")
    review = asked.review()
    if wants_findings:
        frame = review.escalation_findings()
        answer = options.answer_of(
            review,
            "escalation_findings",
            "What to look at on the ways up",
            frame,
            block=findings.fault_on_the_way,
            empty="Nothing was found where the sources give the links completely.",
        )
    else:
        frame = review.escalation(body, to=to, matter=matter, raised=raised)
        start = f" from {frame['body'].iloc[0]}" if body and len(frame) else ""
        answer = options.answer_of(
            review,
            "escalation",
            f"Routes up{start}",
            frame,
            block=findings.route,
            empty="No such route is recorded.",
        )
    if body is None and asked.form_of_output == "table":
        answer = findings.with_missing_hops_last(answer)
    options.give(answer, asked, is_finding=_is_fault_on_the_way)


def _is_fault_on_the_way(row: Row) -> bool:
    return (row.get("finding") or row.get("end")) not in ("missing hop", "apex", "goes on")


@options.command(
    "overlap",
    "govgraph overlap",
    "govgraph overlap --by organisation --area Worcestershire -o overlap.csv",
)
@click.option(
    "--by",
    type=click.Choice(["body", "person", "organisation"]),
    default="body",
    show_default=True,
    help="body: pairs of bodies that share people; person: each person on several bodies; "
    "organisation: pairs of bodies on which the same organisations sit.",
)
@options.shared(findings=True)
def overlap_command(asked: Options, by: str) -> None:
    """Show who sits in several places at the same time."""
    from govgraph.present import findings

    review = asked.review()
    answer = options.answer_of(
        review,
        "overlap",
        _OVERLAP_TITLES[by],
        review.overlap(by),  # type: ignore[arg-type] # click admits no other word
        block=findings.person if by == "person" else findings.shared_members,
        empty="No overlap is recorded between the members that are known.",
    )
    if by == "person" and asked.form_of_output == "table":
        answer = findings.on_several_bodies(answer)
    options.give(answer, asked, is_finding=lambda row: row.get("bodies", 2) > 1)


_OVERLAP_TITLES = {
    "body": "Pairs of bodies that share people",
    "person": "People who sit on several bodies",
    "organisation": "Pairs of bodies on which the same organisations sit",
}


@options.command(
    "attendance",
    "govgraph attendance --area BCP",
)
@options.shared(findings=True)
def attendance_command(asked: Options) -> None:
    """Show whom an attendance rule hits, whom it does not, and where the record leaves it open.

    With --fail-on-findings a triggered rule makes exit code 1; an undetermined one does not.
    """
    from govgraph.present import findings

    review = asked.review()
    answer = options.answer_of(
        review,
        "attendance",
        "Attendance rules: a verdict for each member",
        review.attendance_verdicts(),
        block=findings.verdict,
        empty="There is no verdict.",
    )
    options.give(answer, asked, is_finding=lambda row: row["verdict"] == "triggered")


@options.command(
    "remits",
    "govgraph remits --top 5",
    "govgraph remits --area Plymouth -o remits.csv",
    "govgraph remits --procedural",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the first N pairs. Default for a table: 20; otherwise all.",
)
@click.option(
    "--procedural",
    "wants_procedural",
    is_flag=True,
    help="Instead the clauses on how bodies work, which do not count as a remit.",
)
@options.shared(findings=True)
def remits_command(asked: Options, top: int | None, wants_procedural: bool) -> None:
    """Show bodies whose remits duplicate or overlap, and topics that nobody decides.

    Power, topic and population decide what is found, and the wording orders the reading. What
    is not coded in the data is proposed from the wording, and the answer says so. Every finding
    is a candidate for judgement; what has been judged (table judgements) is honoured.

    With --fail-on-findings shared wording and what was judged to be no duplicate do not make
    exit code 1.
    """
    from govgraph.present import remit_findings

    review = asked.review()
    if wants_procedural:
        if top is not None:
            raise click.UsageError("--top counts pairs; --procedural shows none.")
        answer = options.answer_of(
            review,
            "procedural_clauses",
            "Clauses on how bodies work, which do not count as a remit",
            review.procedural_clauses(),
            block=remit_findings.procedural_clause,
            empty="No clause is coded as procedural, and none reads like it.",
        )
        options.give(answer, asked, is_finding=lambda row: False)
        return
    if top is None and asked.form_of_output == "table":
        top = _PAIRS_IN_A_TABLE
    answer = options.answer_of(
        review,
        "remits",
        "Remits that duplicate or overlap, and topics that nobody decides",
        remit_findings.together(review.remit_pairs(), review.remit_gaps(), top),
        block=remit_findings.finding,
        empty="No two remits duplicate, overlap or read alike.",
    )
    options.give(answer, asked, is_finding=remit_findings.is_finding)


_PAIRS_IN_A_TABLE = 20
