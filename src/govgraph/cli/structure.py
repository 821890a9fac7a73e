"""How bodies are made up: seats, numbers, terms of reference, contradictions, independence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govgraph.cli import options
from govgraph.cli.options import Options

if TYPE_CHECKING:
    from govgraph.present.tables import Answer, Row


@options.command(
    "structure",
    "govgraph structure --area Worcestershire",
    'govgraph structure --finding "required seat" --finding contradiction',
    "govgraph structure --template blackpool -o structure.csv",
    "govgraph structure --list-templates",
)
@click.option(
    "--finding",
    "only",
    multiple=True,
    metavar="NAME",
    help="Only findings of this name, as the rows have it; may be repeated.",
)
@click.option(
    "--template",
    default="general",
    show_default=True,
    metavar="NAME|FILE.csv",
    help="Which provisions terms of reference should have: a shipped template or your own.",
)
@click.option("--list-templates", "lists", is_flag=True, help="Show the shipped templates instead.")
@options.shared(findings=True)
def structure_command(asked: Options, only: tuple[str, ...], template: str, lists: bool) -> None:
    """Show vacancies, caps, required seats, contradictions and what terms of reference lack.

    Candidates for you to judge, those to look at first first. With --fail-on-findings what is
    found, missing, not evidenced or a candidate makes exit code 1; what is unknown, headroom
    and other plain facts do not.
    """
    from govgraph.present import structure_findings

    if lists:
        options.give(_templates(), asked, is_finding=lambda row: False)
        return
    review = asked.review()
    answer = options.answer_of(
        review,
        "structure",
        "How bodies are made up: candidates to judge, and facts",
        review.structure(template, only=only),
        block=structure_findings.block,
        empty="Nothing of this is found where the sources are complete.",
    )
    if asked.form_of_output == "table":
        answer = structure_findings.gathered(answer)
    options.give(answer, asked, is_finding=_is_fault)


def _is_fault(row: Row) -> bool:
    from govgraph.analysis.structure_rows import FAULTS

    return row["state"] in FAULTS


def _templates() -> Answer:
    from govgraph import resources
    from govgraph.dataset import templates
    from govgraph.present import structure_findings

    return structure_findings.templates(templates.shipped(resources.provisions_dir()))
