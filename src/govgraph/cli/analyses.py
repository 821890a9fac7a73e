"""The analyses: candidates for a human to judge, each with its evidence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from govgraph.cli import options
from govgraph.cli.options import Day, Options

if TYPE_CHECKING:
    from govgraph.analysis.working_days import Country
    from govgraph.present.tables import Row


@options.command(
    "escalate",
    'govgraph escalate "Early Help Partnership"',
    'govgraph escalate "Early Help Partnership" --raised 2026-03-04',
    "govgraph escalate --area Plymouth --findings",
    "govgraph escalate --summary -o ways-up.csv",
)
@click.argument("body", required=False)
@click.option("--to", metavar="BODY", help="Only routes to this body or organisation.")
@click.option("--matter", help="Only routes for this matter.")
@click.option(
    "--raised", type=Day(), metavar="DAY", help="When the matter is raised: counts from meetings."
)
@options.COUNTRY
@click.option(
    "--findings",
    "wants_findings",
    is_flag=True,
    help="What is wrong with the ways up: dead ends, circles, competing routes and the like.",
)
@click.option(
    "--summary",
    "wants_summary",
    is_flag=True,
    help="How far each body is from the top and by how many routes, without listing them.",
)
@click.option(
    "--max-routes",
    type=click.IntRange(min=1),
    metavar="N",
    help="List no more routes than this for each body and matter. Default: 100.",
)
@options.shared(findings=True)
def escalate_command(
    asked: Options,
    body: str | None,
    to: str | None,
    matter: str | None,
    raised: dt.date | None,
    country: Country,
    wants_findings: bool,
    wants_summary: bool,
    max_routes: int | None,
) -> None:
    """Show where a matter goes from BODY, or from every body: the routes up.

    With --fail-on-findings a dead end or a circle makes exit code 1; what is only unknown
    (a missing hop) does not. Where not every route is listed, the answer says so.
    """
    from govgraph.present import findings

    if wants_findings and (body or to or matter or raised or max_routes):
        raise click.UsageError("--findings looks at all bodies; choose them with --area.")
    if wants_summary and (body or to or raised or max_routes or wants_findings):
        raise click.UsageError("--summary looks at all bodies; choose them with --area.")
    review = asked.review(body)
    if wants_summary:
        frame = review.escalation_summary(matter=matter)
        answer = options.answer_of(
            review,
            "escalation_summary",
            "How far from the top",
            frame,
            block=findings.way_up,
            empty="There is no body.",
        )
    elif wants_findings:
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
        frame = review.escalation(
            body, to=to, matter=matter, raised=raised, country=country, max_routes=max_routes
        )
        start = f" from {frame['body'].iloc[0]}" if body and len(frame) else ""
        answer = options.answer_of(
            review,
            "escalation",
            f"Routes up{start}",
            frame,
            block=findings.route,
            empty="No such route is recorded.",
        )
    if body is None and not wants_summary and asked.form_of_output == "table":
        answer = findings.with_missing_hops_last(answer)
    options.give(answer, asked, is_finding=_is_fault_on_the_way)


def _is_fault_on_the_way(row: Row) -> bool:
    return (row.get("finding") or row.get("end")) not in (
        "missing hop",
        "apex",
        "goes on",
        "cut short",
    )


@options.command(
    "overlap",
    "govgraph overlap",
    "govgraph overlap --by organisation --area Worcestershire -o overlap.csv",
    "govgraph overlap --ever --as-of 2024-12-31",
)
@click.option(
    "--by",
    type=click.Choice(["body", "person", "organisation"]),
    default="body",
    show_default=True,
    help="body: pairs of bodies that share people; person: each person on several bodies; "
    "organisation: pairs of bodies on which the same organisations sit.",
)
@click.option(
    "--ever",
    is_flag=True,
    help="Also people who sat on both at the same time earlier, up to the day, with the dates.",
)
@options.shared(findings=True)
def overlap_command(asked: Options, by: str, ever: bool) -> None:
    """Show who sits in several places at the same time."""
    from govgraph.present import sharing

    if ever and by != "body":
        raise click.UsageError("--ever is known for pairs of bodies only; leave out --by.")
    review = asked.review()
    if ever:
        title, block = _EVER_TITLE, sharing.shared_through_time
    else:
        title = _OVERLAP_TITLES[by]
        block = sharing.person if by == "person" else sharing.shared_members
    answer = options.answer_of(
        review,
        "overlap",
        title,
        review.overlap(by, ever=ever),  # type: ignore[arg-type] # click admits no other word
        block=block,
        empty="No overlap is recorded between the members that are known.",
    )
    if by == "person" and asked.form_of_output == "table":
        answer = sharing.on_several_bodies(answer)
    options.give(answer, asked, is_finding=lambda row: row.get("bodies", 2) > 1)


_OVERLAP_TITLES = {
    "body": "Pairs of bodies that share people",
    "person": "People who sit on several bodies",
    "organisation": "Pairs of bodies on which the same organisations sit",
}
_EVER_TITLE = "Pairs of bodies on which the same people sat at the same time"


@options.command(
    "attendance",
    "govgraph attendance --area BCP",
    'govgraph attendance "Early Help Partnership" --as-of 2026-04-30',
    "govgraph attendance -o attendance.csv",
)
@click.argument("body", required=False)
@options.shared(findings=True)
def attendance_command(asked: Options, body: str | None) -> None:
    """Show whom the attendance rules of BODY, or of every body, hit.

    The verdict on each member is triggered, not triggered, or undetermined where the record
    or the wording of the rule leaves it open; it says what would decide. Triggered ones come
    first. What has no verdict, and why, stands in the notes.

    With --fail-on-findings a triggered rule makes exit code 1; an undetermined one does not.
    """
    from govgraph.present import findings

    review = asked.review()
    answer = options.answer_of(
        review,
        "attendance",
        "Attendance rules: a verdict for each member",
        review.attendance_verdicts(body),
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
