"""Members that a body must share with another by rule: evidenced, missing or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph import frames
from govgraph.analysis import structure_rows
from govgraph.analysis.structure_rows import (
    EVIDENCED,
    FOUND,
    MISSING,
    UNKNOWN,
    Finding,
    counted,
    joined,
    office_of,
    place,
)
from govgraph.analysis.upward_wording import listed
from govgraph.analysis.who_sits import WhoSits
from govgraph.governance import Governance
from govgraph.rules.composition import SharedMembers

SHARED = "shared members"


def findings(g: Governance, who: WhoSits) -> Iterator[Finding]:
    """Who of a body also sits on another, against how many have to.

    A member is shared who sits on both, or whose seat comes with an office on the other body.
    That nobody is shared is ``missing`` only where the members of both are given completely
    and by name; elsewhere it is ``unknown``.
    """
    ruled = structure_rows.parsed_rules(g, "composition")
    for row in frames.records(ruled[ruled["understood"]]):
        if isinstance(row["parsed"], SharedMembers):
            yield _of_rule(who, row, row["parsed"])


def _of_rule(who: WhoSits, row: dict[str, Any], rule: SharedMembers) -> Finding:
    subject = rule.plain()
    try:
        other_id = who.body_named(rule.body, row["body_id"])
    except LookupError as error:
        detail = f"{row['body']}: {error.args[0]}, so whether the rule is met is unknown: {subject}"
        return _row(row, subject, UNKNOWN, f"{detail}{place(row)}.", None, 0)
    shown = _who_is_on_both(who, row["body_id"], other_id)
    low, least, most = len(shown), rule.number.least or 0, rule.number.most
    open_ = _why_incomplete(who, row["body_id"], other_id, rule.body)
    if most is not None and low > most and not rule.number.bare:
        state, why = FOUND, ""
    elif low >= least and (not open_ or most is None or rule.number.bare):
        state, why = EVIDENCED, ""
    else:
        state, why = (UNKNOWN, f"; {open_}") if open_ else (MISSING, "")
    names = f": {listed(sorted(shown['who']))}" if low else ""
    are = "is" if low == 1 else "are"
    detail = (
        f"{row['body']} and {rule.body}: {counted(low, 'member')} {are} shown to sit on both"
        f"{names}{why}. The rule is: {subject}{place(row)}."
    )
    return _row(row, subject, state, detail, shown, low, least or most)


def _who_is_on_both(who: WhoSits, body_id: str, other_id: str) -> pd.DataFrame:
    """Members who sit on the other body too, in person or by a seat that comes with its office."""
    columns = ["who", "basis", "source", "paragraph"]
    people, seats = who.people_of(body_id), who.seats_of(body_id)
    both = people[people["person_id"].isin(who.people_of(other_id)["person_id"])]
    both = both.drop_duplicates("person_id")
    tied = who.offices_at(other_id)
    is_office = tied["office"].map(lambda office: office_of(office) or office == "member")
    by_office = seats[seats["seat_id"].isin(tied.loc[is_office.astype(bool), "seat_id"])]
    by_office = by_office[~by_office["seat_id"].isin(both["seat_id"])]
    parts = [both.assign(who=both["person"]), by_office.assign(who=by_office["title"])]
    return pd.concat([part[columns] for part in parts], ignore_index=True)


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
    shown: pd.DataFrame | None,
    low: int,
    limit: int | None = None,
) -> Finding:
    cited = {"basis": [], "source": [], "paragraph": []} if shown is None else shown.to_dict("list")
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
