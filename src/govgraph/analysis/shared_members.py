"""Members that a body must share with another by rule: evidenced, missing or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govgraph import frames
from govgraph.analysis import rules_of_bodies, structure_rows
from govgraph.analysis.structure_rows import (
    EVIDENCED,
    FOUND,
    MISSING,
    UNKNOWN,
    Finding,
    joined,
    office_of,
    place,
)
from govgraph.analysis.upward_wording import listed
from govgraph.analysis.who_sits import Row, WhoSits
from govgraph.governance import Governance
from govgraph.rules.composition import SharedMembers
from govgraph.sentences import counted

SHARED = "shared members"

_CITED = ("basis", "source", "paragraph")


def findings(g: Governance, who: WhoSits) -> Iterator[Finding]:
    """Who of a body also sits on another, against how many have to.

    A member is shared who sits on both, or whose seat comes with an office on the other body.
    That nobody is shared is ``missing`` only where the members of both are given completely
    and by name; elsewhere it is ``unknown``.
    """
    ruled = rules_of_bodies.in_force(g, "composition")
    for row in frames.records(ruled[rules_of_bodies.understood(ruled)]):
        if isinstance(row["parsed"], SharedMembers):
            yield _of_rule(who, row, row["parsed"])


def _of_rule(who: WhoSits, row: dict[str, Any], rule: SharedMembers) -> Finding:
    subject = rule.plain()
    try:
        other_id = who.body_named(rule.body, row["body_id"])
    except LookupError as error:
        detail = f"{row['body']}: {error.args[0]}, so whether the rule is met is unknown: {subject}"
        return _row(row, subject, UNKNOWN, f"{detail}{place(row)}.", {}, 0)
    shown = _who_is_on_both(who, row["body_id"], other_id)
    low, least, most = len(shown), rule.number.least or 0, rule.number.most
    open_ = _why_incomplete(who, row["body_id"], other_id, rule.body)
    if most is not None and low > most and not rule.number.bare:
        state, why = FOUND, ""
    elif low >= least and (not open_ or most is None or rule.number.bare):
        state, why = EVIDENCED, ""
    else:
        state, why = (UNKNOWN, f"; {open_}") if open_ else (MISSING, "")
    who_they_are = sorted(each.get("person") or each["title"] for each in shown.values())
    names = f": {listed(who_they_are)}" if low else ""
    are = "is" if low == 1 else "are"
    detail = (
        f"{row['body']} and {rule.body}: {counted(low, 'member')} {are} shown to sit on both"
        f"{names}{why}. The rule is: {subject}{place(row)}."
    )
    return _row(row, subject, state, detail, shown, low, least or most)


def _who_is_on_both(who: WhoSits, body_id: str, other_id: str) -> dict[str, Row]:
    """Members who sit on the other body too, by name, each with the row that shows it.

    In person, or by a seat that comes with an office of the other body.
    """
    others = {each["person_id"] for each in who.people_of(other_id)}
    both = [each for each in who.people_of(body_id) if each["person_id"] in others]
    shown = {each["person_id"]: each for each in reversed(both)}
    taken = {each["seat_id"] for each in both}
    tied = {
        each["seat_id"]
        for each in who.offices_at(other_id)
        if office_of(each["office"]) or each["office"] == "member"
    }
    by_office = [seat for seat in who.seats_of(body_id) if seat["seat_id"] in tied - taken]
    return shown | {seat["seat_id"]: seat for seat in by_office}


def _why_incomplete(who: WhoSits, body_id: str, other_id: str, other: str) -> str:
    """Why more members may be shared than the record shows; blank where none can be."""
    if not who.is_covered(other_id):
        return f"the members of {other} are not given completely, so more may be unrecorded"
    if not who.is_covered(body_id):
        return "its own members are not given completely, so more may be unrecorded"
    if not (who.all_named(body_id) and who.all_named(other_id)):
        return "not every seat has a name, so more may sit on both"
    return ""


def _row(
    row: dict[str, Any],
    subject: str,
    state: str,
    detail: str,
    shown: dict[str, Row],
    low: int,
    limit: int | None = None,
) -> Finding:
    cited = {name: [each[name] for each in shown.values()] for name in _CITED}
    return Finding(
        finding=SHARED,
        body=row["body"],
        body_id=row["body_id"],
        subject=subject,
        state=state,
        detail=detail,
        count_low=low,
        limit=limit,
        basis=structure_rows.basis_of(cited["basis"]),
        source=joined(row["source"], *cited["source"]),
        paragraph=joined(row["paragraph"], *cited["paragraph"]),
    )
