"""What stands out in how bodies are made up and what their terms of reference say.

Candidates for a human to judge, each with its evidence; the findings one by one are made in
the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from govgraph import names
from govgraph.analysis import (
    composition,
    contradictions,
    independence,
    meeting_counts,
    provisions,
    required_seats,
    reviews,
    rules_of_bodies,
    seat_states,
    shared_members,
    structure_rows,
)
from govgraph.analysis.structure_rows import (
    COLUMNS,
    FAULTS,
    STATES,
    UNKNOWN,
    Finding,
)
from govgraph.analysis.who_sits import WhoSits
from govgraph.dataset.templates import Template
from govgraph.errors import NotFoundError
from govgraph.governance import Governance
from govgraph.sentences import counted

FINDINGS = (
    composition.OVER_CAP,
    composition.TOO_MANY_CO_OPTED,
    composition.BELOW_MINIMUM,
    required_seats.REQUIRED,
    shared_members.SHARED,
    contradictions.CONTRADICTION,
    *independence.KINDS,
    seat_states.VACANCY,
    seat_states.PAST_TERM,
    seat_states.INTERIM,
    reviews.OVERDUE,
    meeting_counts.FEWER,
    provisions.PROVISION,
    composition.HEADROOM,
    composition.CO_OPTION,
    composition.ABOVE_MINIMUM,
    reviews.DUE,
    seat_states.TERM,
    seat_states.UNNAMED,
)
"""The findings, most consequential first."""

_FINDERS: tuple[tuple[tuple[str, ...], Callable[[Governance], Iterable[Finding]]], ...] = (
    (composition.KINDS, composition.findings),
    ((contradictions.CONTRADICTION,), contradictions.findings),
    (independence.KINDS, independence.findings),
    (reviews.KINDS, reviews.findings),
    ((meeting_counts.FEWER,), meeting_counts.findings),
)
"""What each module finds that needs the snapshot alone, and how to ask it."""


def structure(
    g: Governance, template: Template | None = None, only: Sequence[str] = ()
) -> pd.DataFrame:
    """Findings on the structure of the bodies asked about.

    - **over the cap**, **below the minimum**, **too many co-opted**, and what room there is
      (**headroom**, **above the minimum**, **co-option headroom**): see
      :mod:`govgraph.analysis.composition`;
    - **required seat**: see :mod:`govgraph.analysis.required_seats`;
    - **shared members**: see :mod:`govgraph.analysis.shared_members`;
    - **contradiction**: see :mod:`govgraph.analysis.contradictions`;
    - **scrutiny office on what it may scrutinise**, **independent chair under an
      organisation**, **chairs a body and what it answers to**: see
      :mod:`govgraph.analysis.independence`;
    - **vacancy**, **seat past its term**, **interim holder**, **unnamed seat**, **term
      provision**: see :mod:`govgraph.analysis.seat_states`;
    - **review overdue**, **review due**: see :mod:`govgraph.analysis.reviews`;
    - **fewer meetings than its rule**: see :mod:`govgraph.analysis.meeting_counts`;
    - **provision missing**, against ``template``: see :mod:`govgraph.analysis.provisions`.

    Args:
        g: the snapshot.
        template: the provisions that terms of reference should have; none are missed if left
            out.
        only: findings to look for, by name; all if empty.

    Returns:
        one row for each finding, what a reviewer has to look at first: ``finding, body,
        subject`` (the seat, provision or rule), ``state`` (one of
        :data:`~govgraph.analysis.structure_rows.STATES`), ``detail`` (a sentence),
        ``count_low, count_high`` (seats counted, certainly and possibly), ``limit, headroom,
        due_date, assumption, basis, source, paragraph, body_id`` and ``would_change`` (what
        proposed facts would change). ``attrs["notes"]`` says what is unknown, and for how many
        bodies.

    Raises:
        NotFoundError: there is no finding of a name in ``only``.

    >>> from govgraph import frames
    >>> structure(Governance(frames.complete({}))).empty
    True
    """
    wanted = [_finding_called(name) for name in only] or list(FINDINGS)
    found, notes = _find(g, template, wanted)
    changes, more = _would_change(g, template, wanted, found)
    found["would_change"] = pd.Series(changes, index=found.index, dtype="str")
    found.attrs["notes"] = [*notes, *more, *_coverage(g, template, wanted)]
    return found


def _finding_called(name: str) -> str:
    """The finding of that name, however it is spelt."""
    spelt = {names.key(each): each for each in FINDINGS}
    key = names.key(name.replace("-", " ").replace("_", " "))
    # "co-option headroom" has a hyphen of its own
    keys = {each.replace("-", " "): finding for each, finding in spelt.items()}
    if key not in keys:
        raise NotFoundError("finding", name, names.nearest(name, list(FINDINGS)) or FINDINGS)
    return keys[key]


def _find(
    g: Governance, template: Template | None, wanted: Sequence[str]
) -> tuple[pd.DataFrame, list[str]]:
    """The findings of these kinds; what nobody asked for is not looked for."""
    asked = set(wanted)
    listed, notes = _of_who_sits(g, asked)
    for kinds, findings in _FINDERS:
        if not asked.isdisjoint(kinds):
            listed += findings(g)
    if template and provisions.PROVISION in asked:
        listed += provisions.findings(g, template)
    parts = [structure_rows.frame(listed)]
    if not asked.isdisjoint(seat_states.KINDS):
        parts.append(seat_states.findings(g))
    parts = [part for part in parts if len(part)] or parts[:1]
    found = pd.concat(parts, ignore_index=True)
    found = _ordered(found[found["finding"].isin(asked)])
    return found, [*notes, *reviews.undated(found)]


def _of_who_sits(g: Governance, asked: set[str]) -> tuple[list[Finding], list[str]]:
    """What is found by who sits where, and the notes on it."""
    if asked.isdisjoint((required_seats.REQUIRED, shared_members.SHARED)):
        return [], []
    who, listed, notes = WhoSits(g), [], []
    if required_seats.REQUIRED in asked:
        required = required_seats.required(g, who)
        listed += required.findings
        notes += required.notes
    if shared_members.SHARED in asked:
        listed += shared_members.findings(g, who)
    return listed, notes


def _ordered(found: pd.DataFrame) -> pd.DataFrame:
    """Faults first, then what is unknown, then facts; each by consequence, body and subject."""
    group = pd.Series(2, index=found.index).mask(found["state"].eq(UNKNOWN), 1)
    keys = pd.DataFrame(
        {
            "group": group.mask(found["state"].isin(FAULTS), 0),
            "finding": found["finding"].map(FINDINGS.index),
            "state": found["state"].map(STATES.index),
            "body": found["body"],
            "body_id": found["body_id"],
        }
    )
    by = ["group", "finding", "state", "body", "body_id"]
    return found.reindex(keys.sort_values(by, kind="stable").index)[list(COLUMNS)].reset_index(
        drop=True
    )


# --- proposals and coverage ---------------------------------------------------------------


def _would_change(
    g: Governance, template: Template | None, wanted: Sequence[str], found: pd.DataFrame
) -> tuple[list[str | None], list[str]]:
    """For each finding what proposed facts would change, and a note on what they would add."""
    if g.include_proposed or not any(table["proposed"].any() for table in _with_proposals(g)):
        return [None] * len(found), []
    then, _ = _find(g.at(include_proposed=True), template, wanted)
    key = ["finding", "body_id", "subject"]
    after = then.groupby(key, sort=False)["state"].agg(list).to_dict()
    changes: list[str | None] = []
    for *which, state in zip(*(found[column] for column in [*key, "state"]), strict=True):
        states = after.get(tuple(which))
        if states is None:
            changes.append("no longer found if what is proposed took effect")
        else:
            changes.append(
                None if state in states else f"{states[0]} if what is proposed took effect"
            )
    before = set(zip(*(found[column] for column in key), strict=True))
    more = [
        each for each in zip(*(then[column] for column in key), strict=True) if each not in before
    ]
    if not more:
        return changes, []
    return changes, [
        f"With what is proposed there would be {counted(len(more), 'more row')}: see "
        "--include-proposed."
    ]


def _with_proposals(g: Governance) -> list[pd.DataFrame]:
    return [table for table in g.tables.values() if "proposed" in table and len(table)]


def _coverage(g: Governance, template: Template | None, wanted: Sequence[str]) -> list[str]:
    """For how many bodies something is unknown."""
    notes = []
    ids = g.asked_about.to_series()
    silent = int((~g.covers(ids, "members")).sum())
    if silent:
        notes.append(
            f"The members are not given completely for {silent} of "
            f"{counted(len(ids), 'body', 'bodies')}: more seats, vacancies and interims there are "
            "unknown."
        )
    if meeting_counts.FEWER in wanted:
        notes += meeting_counts.notes(g)
    if template and provisions.PROVISION in wanted:
        notes += [*template.notes, *provisions.notes(g)]
    rules = rules_of_bodies.in_force(g, "composition", "frequency", "review")
    unread = rules[~rules_of_bodies.understood(rules)]
    notes += [
        f"Kept in plain words, not evaluated: {row['text']} ({row['body']}, {row['kind']})."
        for row in unread[["text", "body", "kind"]].drop_duplicates().to_dict("records")
    ]
    return notes
