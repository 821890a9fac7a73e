"""Notes on attendance: which rules have no verdict and why, and what is not counted."""

from __future__ import annotations

import pandas as pd

from govgraph import rules
from govgraph.analysis.attendance_words import why_unreachable
from govgraph.analysis.rules_of_bodies import listed
from govgraph.governance import Governance


def on_rules(every: pd.DataFrame, counted: pd.DataFrame, silent: pd.DataFrame) -> list[str]:
    """Which rules have no verdict, and why.

    ``every`` are all attendance rules, ``counted`` those that count in one register, with
    their reachability, ``silent`` those of bodies without a register.
    """
    notes = []
    if len(silent):
        notes.append(
            "No attendance is recorded, so there is no verdict on the attendance rule of: "
            f"{listed(silent['body'])}."
        )
    cannot = counted[counted["unreachable"]]
    notes += [
        f"Unreachable: '{row['text']}' of {row['body']} cannot fire, because "
        f"{why_unreachable(row['per_year'])}."
        for row in cannot.to_dict("records")
    ]
    notes += [
        f"Cannot be kept: '{row['text']}' of {row['body']} asks for more meetings than there "
        f"are, because {why_unreachable(row['per_year'])}."
        for row in counted[counted["cannot_be_kept"]].to_dict("records")
    ]
    unknown = counted[counted["reach_unknown"]]
    if len(unknown):
        notes.append(
            "Whether the rule can fire at all is not known, because it is not stated how often "
            f"the body meets: {listed(unknown['body'])}."
        )
    rest = every[~every["is_counted"] & ~every["is_timed"]]
    understood = ~rest["parsed"].map(lambda rule: isinstance(rule, rules.ParseFault)).astype(bool)
    notes += [
        f"Not evaluated: {row['parsed'].plain()} ({row['body']})."
        for row in rest[understood].to_dict("records")
    ]
    notes += [
        f"Kept in plain words, not evaluated: {row['text']} ({row['body']})."
        for row in rest[~understood].to_dict("records")
    ]
    return notes


def on_proposed(every: pd.DataFrame, with_proposed: pd.DataFrame) -> list[str]:
    """The bodies whose rules are left out because they are only proposed."""
    key = ["body_id", "text", "reading", "consequence", "start_date"]
    merged = with_proposed.merge(every[key], how="left", on=key, indicator=True)
    proposed = merged[merged["_merge"] == "left_only"]
    if proposed.empty:
        return []
    return [f"Proposed attendance rules are left out: {listed(proposed['body'])}."]


def on_meetings(g: Governance, judged: pd.DataFrame) -> list[str]:
    """The meetings of these bodies that may have been held and are not recorded as held."""
    meetings = g.meetings
    today = pd.Timestamp(g.as_of).as_unit("s")
    overdue = meetings[(meetings["status"] == "planned") & (meetings["valid_from"] <= today)]
    overdue = overdue[overdue["body_id"].isin(judged["body_id"])]
    if overdue.empty:
        return []
    return [
        "Only meetings that were held count. Planned for a day that has passed and not recorded "
        f"as held: {listed(overdue['body'] + ' ' + overdue['date'])}."
    ]
