"""Terms of reference that are due for review: by their own rule, from the date they bear."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph import dates, frames
from govgraph.analysis import rules_of_bodies
from govgraph.analysis.structure_rows import (
    CANDIDATE,
    FOUND,
    STATED,
    UNKNOWN,
    Finding,
    joined,
    known,
    place,
)
from govgraph.governance import Governance
from govgraph.rules import Rule
from govgraph.rules.review import ReviewBy, ReviewEvery
from govgraph.sentences import counted

OVERDUE = "review overdue"
DUE = "review due"
KINDS = (OVERDUE, DUE)

_FROM = {
    "adopted": "the day it was adopted",
    "date": "the date given for it (when it was adopted is not recorded)",
}


def findings(g: Governance) -> Iterator[Finding]:
    """When the terms of each body asked about are due for review, and which reviews are overdue.

    The time runs from the day on which the source of the rule was adopted, else from its date.
    Terms that a newer version replaces are due no more. Where they are a draft whose adoption
    is not recorded, an overdue review is a candidate: a draft binds nobody. A review that has
    taken place since and left no newer version is not in the record, and every overdue one says
    so.
    """
    sources = {row["id"]: row for row in frames.records(g.tables["Source"])}
    replaced_by = _replacements(g)
    for row in frames.records(rules_of_bodies.in_force(g, "review")):
        cited = frames.split_list(row["source"])
        newest = max((sources[id_] for id_ in cited if id_ in sources), key=_age, default=None)
        yield _of_rule(g, row, newest, replaced_by)


def _age(source: dict[str, Any]) -> dt.date:
    said, _ = _dated(source)
    return dates.latest(said) if said else dates.OPEN_START


def _dated(source: dict[str, Any]) -> tuple[str | None, str]:
    """The day from which a source's time runs, and which of its dates that is."""
    for which in ("adopted", "date"):
        if said := known(source[which]):
            return str(said), which
    return None, ""


def _replacements(g: Governance) -> dict[str, dict[str, Any]]:
    """For each source the newer one that had replaced it by the day."""
    every = g.tables["Source"]
    newer = every[every["replaces"].notna()]
    by_id = {}
    for row in frames.records(newer):
        said, _ = _dated(row)
        if said is None or dates.earliest(said) <= g.as_of:
            by_id.update(dict.fromkeys(frames.split_list(row["replaces"]), row))
    return by_id


def _of_rule(
    g: Governance,
    row: dict[str, Any],
    source: dict[str, Any] | None,
    replaced_by: dict[str, dict[str, Any]],
) -> Finding:
    rule = row["parsed"]
    said = f"{row['body']}: its terms of reference are to be reviewed"
    if not isinstance(rule, ReviewEvery | ReviewBy):
        words = rule.plain() if isinstance(rule, Rule) else row["text"]
        detail = f"{row['body']}: the rule on review is not evaluated: {words}{place(row)}."
        return _row(row, DUE, UNKNOWN, detail)
    if isinstance(rule, ReviewBy):
        detail = f"{said} by {rule.date}{place(row)}"
        return _against_day(g, row, dates.earliest(rule.date), dates.latest(rule.date), detail)
    every = rule.plain().removeprefix("the terms of reference are reviewed ")
    said = f"{said} {every}{place(row)}"
    if source is None:
        return _row(row, DUE, UNKNOWN, f"{said}; of what date they are is not recorded.")
    if newer := replaced_by.get(source["id"]):
        version = f", {newer['date']}" if known(newer["date"]) else ""
        detail = f"{said}; these terms have been replaced by {newer['title']}{version}."
        return _row(row, DUE, STATED, detail)
    base, which = _dated(source)
    if base is None:
        return _row(row, DUE, UNKNOWN, f"{said}; {source['title']} bears no date.")
    version = f" (version: {source['version']})" if known(source["version"]) else ""
    said += f"; {source['title']}{version} is of {base}"
    first, last = (rule.interval.after(day(base)) for day in (dates.earliest, dates.latest))
    assumption = f"The time runs from {_FROM[which]}."
    is_draft = which != "adopted" and _is_draft(source)
    if is_draft:
        assumption += " They are a draft: that they ever came into force is not recorded."
    is_sure = not (rule.about or is_draft)
    return _against_day(g, row, first, last, said, assumption, is_sure=is_sure)


def _is_draft(source: dict[str, Any]) -> bool:
    words = f"{known(source['version']) or ''} {known(source['title']) or ''}"
    return re.search(r"\bdraft\b", words, re.IGNORECASE) is not None


def _against_day(
    g: Governance,
    row: dict[str, Any],
    first: dt.date,
    last: dt.date,
    said: str,
    assumption: str = "",
    *,
    is_sure: bool = True,
) -> Finding:
    """Overdue after the last day that may be meant, due until the first; unknown between."""
    day = last.isoformat()
    if g.as_of > last:
        detail = (
            f"{said}; counted from then the review was due by {day}; no later version is recorded."
        )
        unless = "A review that left no newer version would not be in the record."
        state = FOUND if is_sure else CANDIDATE
        return _row(row, OVERDUE, state, detail, day, f"{assumption} {unless}".strip())
    if g.as_of > first:
        detail = f"{said}, so the review is due between {first.isoformat()} and {day}."
        return _row(row, DUE, UNKNOWN, detail, day, assumption)
    return _row(row, DUE, STATED, f"{said}, so the next review is due by {day}.", day, assumption)


def _row(
    row: dict[str, Any],
    finding: str,
    state: str,
    detail: str,
    due_date: str | None = None,
    assumption: str = "",
) -> Finding:
    return Finding(
        finding=finding,
        body=row["body"],
        body_id=row["body_id"],
        subject=row["text"],
        state=state,
        detail=detail,
        due_date=due_date,
        assumption=assumption or None,
        source=joined(row["source"]),
        paragraph=joined(row["paragraph"]),
    )


def undated(found: pd.DataFrame) -> list[str]:
    """For how many bodies it is unknown when a review is due, for a note."""
    unknown = found[(found["finding"] == DUE) & (found["state"] == UNKNOWN)]
    if unknown.empty:
        return []
    number = unknown["body_id"].nunique()
    bodies = counted(number, "body", "bodies")
    return [f"For {bodies} with a rule on review it is unknown when the next one is due."]
