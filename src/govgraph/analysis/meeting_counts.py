"""Bodies that met less often in a year than their own rule says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph import dates, frames
from govgraph.analysis import rules_of_bodies, structure_rows
from govgraph.analysis.structure_rows import CANDIDATE, Finding, place
from govgraph.governance import Governance
from govgraph.rules.frequency import Frequency
from govgraph.sentences import counted

FEWER = "fewer meetings than its rule"


def findings(g: Governance) -> Iterator[Finding]:
    """The calendar years in which a body held fewer meetings than its rule sets as the least.

    Only where the record of its meetings is complete (``covered`` has attendance), only years
    that are over on the day, that began after the first meeting recorded of the body and, where
    it is known, after the rule was adopted. An approximate number ("about 6") is no least. A
    candidate, for the terms seldom say which year they mean; a rule that names another year
    ("municipal year") is left out.
    """
    rules = rules_of_bodies.in_force(g, "frequency")
    rules = rules[rules["parsed"].map(_sets_a_least).astype(bool)]
    rules = rules[g.covers(rules["body_id"], "attendance")]
    if rules.empty:
        return
    counts = _counts(g, rules["body_id"])
    for row in frames.records(rules):
        own = counts[counts["body_id"] == row["body_id"]]
        least = row["parsed"].least_per_year
        for year in _whole_years(g, own, row):
            held, cancelled = _in_year(own, year, "held"), _in_year(own, year, "cancelled")
            if held < least:
                yield _fewer(row, year, held, cancelled, least)


def notes(g: Governance) -> list[str]:
    """For how many bodies it is unknown whether they meet as often as they should."""
    rules = rules_of_bodies.in_force(g, "frequency")
    named = rules.loc[rules["parsed"].map(_names_another_year).astype(bool), "body_id"].nunique()
    bodies = rules.loc[rules["parsed"].map(_sets_a_least).astype(bool), "body_id"]
    bodies = bodies.drop_duplicates()
    silent = int((~g.covers(bodies, "attendance")).sum())
    said = []
    if named:
        said.append(
            f"Whether {counted(named, 'body', 'bodies')} met as often as the rule says was not "
            "looked at: meetings are counted by calendar year, and the rule names another one."
        )
    if not silent:
        return said
    return [
        *said,
        f"Whether a body meets as often as its rule says is unknown for {silent} of "
        f"{counted(len(bodies), 'body', 'bodies')} with such a rule: the record of their meetings "
        "is not said to be complete.",
    ]


def _sets_a_least(rule: object) -> bool:
    return (
        isinstance(rule, Frequency)
        and rule.least is not None
        and not rule.about
        and not _names_another_year(rule)
    )


def _names_another_year(rule: object) -> bool:
    return isinstance(rule, Frequency) and rule.interval.year not in ("", "calendar")


def _counts(g: Governance, bodies: pd.Series[str]) -> pd.DataFrame:
    """``body_id, status, year`` and ``number`` of meetings up to the day."""
    meetings = g.meetings[g.meetings["body_id"].isin(bodies)]
    meetings = meetings[meetings["valid_from"] <= pd.Timestamp(g.as_of).as_unit("s")]
    meetings = meetings.assign(year=meetings["date"].str[:4].astype(int))
    by = ["body_id", "status", "year"]
    return meetings.groupby(by, sort=False).size().rename("number").reset_index()


def _in_year(own: pd.DataFrame, year: int, status: str) -> int:
    return int(own.loc[(own["year"] == year) & (own["status"] == status), "number"].sum())


def _whole_years(g: Governance, own: pd.DataFrame, rule: dict[str, Any]) -> range:
    """The years that are over and that the record and the rule have from their first day."""
    if own.empty:
        return range(0)
    adopted = structure_rows.known(rule["start_date"])
    begins = [own["year"].min(), *([dates.latest(adopted).year] if adopted else [])]
    return range(max(begins) + 1, g.as_of.year)


def _fewer(row: dict[str, Any], year: int, held: int, cancelled: int, least: Any) -> Finding:
    and_cancelled = f" ({cancelled} cancelled)" if cancelled else ""
    return Finding(
        finding=FEWER,
        body=row["body"],
        body_id=row["body_id"],
        subject=str(year),
        state=CANDIDATE,
        detail=(
            f"{row['body']}: {counted(held, 'meeting')} recorded as held in {year}"
            f"{and_cancelled}. Its rule is: {row['parsed'].plain()}{place(row)}."
        ),
        count_low=held,
        count_high=held,
        limit=math.ceil(least),
        assumption="A year is taken as a calendar year.",
        source=row["source"],
        paragraph=row["paragraph"],
    )
