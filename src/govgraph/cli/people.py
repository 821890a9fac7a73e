"""The people in the store, asked for by name of the command only."""

from __future__ import annotations

import click

from govgraph.cli import options
from govgraph.cli.options import Options


@options.command(
    "people",
    "govgraph people --area BCP",
    "govgraph people --similar",
    "govgraph people --similar -o to-judge.csv",
)
@click.option(
    "--similar",
    is_flag=True,
    help="Pairs of names that may be one person's, with what speaks for and against it.",
)
@options.shared(findings=True)
def people_command(asked: Options, similar: bool) -> None:
    """List the people with their bodies and seats, or those who may be one person.

    Whether two names are one person is for you to judge: write it into the dataset's table
    same_people (person_a, person_b, verdict, reason, who, date) and load it. With same_as
    every analysis counts them as one person, with not_same_as they are not proposed again.
    """
    from govgraph.present import people

    review = asked.review()
    if similar:
        answer = options.answer_of(
            review,
            "similar_people",
            "Candidates: names that may be one person's",
            review.similar_people(),
            block=people.candidate,
            empty="No two names look like one person's.",
        )
    else:
        answer = options.answer_of(
            review,
            "people",
            "People and their seats",
            review.people_listed(),
            block=people.listed,
            empty="Nobody is named.",
        )
    options.give(answer, asked, is_finding=lambda row: similar)
