"""Seats that are vacant, unnamed, held by an interim, or left by their last known holder."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from govgraph import dates, frames, model
from govgraph.analysis import citing, rules_of_bodies, structure_rows
from govgraph.analysis.structure_rows import COLUMNS, FOUND, STATED, UNKNOWN, Finding
from govgraph.governance import Governance
from govgraph.sentences import counted

VACANCY = "vacancy"
PAST_TERM = "seat past its term"
INTERIM = "interim holder"
UNNAMED = "unnamed seat"
TERM = "term provision"
KINDS = (VACANCY, PAST_TERM, INTERIM, UNNAMED, TERM)


def findings(g: Governance) -> pd.DataFrame:
    """Vacancies, seats past their term, interims and unnamed seats of the bodies asked about.

    A seat for which no name is given is not vacant: who holds it is unknown. A seat past its
    term had holders who have left by the day, and neither a successor nor a vacancy is
    recorded; where the members of its body are not given completely, there may be one.

    Returns:
        rows as :func:`govgraph.analysis.structure.findings` gives them.
    """
    rows = g.memberships
    rows = rows[rows["body_id"].isin(g.asked_about)].reset_index(drop=True)
    rows = rows.assign(where=_where(rows))
    parts = [
        _vacancies(rows),
        _past_term(g, rows[rows["state"] == "unknown"]),
        _interims(g, rows[(rows["state"] == "held") & (rows["capacity"] == "interim")]),
        _unnamed(rows[rows["state"] == "not named"]),
        structure_rows.frame(_terms(g)),
    ]
    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)[list(COLUMNS)].astype(COLUMNS)


def _where(rows: pd.DataFrame) -> pd.Series[str]:
    """The seat and its body in words; the role where it is not a member's."""
    is_member = rows["role"].isin(model.MEMBER_ROLES)
    role = (" (" + rows["role"] + ", not a member)").where(~is_member, "")
    return rows["title"] + role.fillna("") + " on " + rows["body"]


def _made(rows: pd.DataFrame, finding: str, **columns: pd.Series | str) -> pd.DataFrame:
    kept = rows[["body", "body_id", "basis", "source", "paragraph"]]
    kept = kept.assign(finding=finding, subject=rows["title"], **columns)
    return kept.reindex(columns=list(COLUMNS)).astype(COLUMNS)


def _vacancies(rows: pd.DataFrame) -> pd.DataFrame:
    vacant = rows[rows["state"] == "vacant"].drop_duplicates("seat_id")
    covering = rows[(rows["state"] == "held") & rows["seat_id"].isin(vacant["seat_id"])]
    covering = covering.groupby("seat_id")["person"].agg(citing.join_known).reset_index()
    by_whom = frames.look_up(vacant["seat_id"], covering["seat_id"], covering["person"])
    covered = (" Meanwhile it is covered by " + by_whom.astype("str") + ".").where(
        by_whom.notna(), ""
    )
    detail = "The seat " + vacant["where"] + " is stated to be vacant." + covered
    return _made(vacant, VACANCY, state=FOUND, detail=detail)


def _past_term(g: Governance, rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.drop_duplicates("seat_id")
    holds = g.tables["HOLDS"]
    holds = holds[holds["to_id"].isin(rows["seat_id"]) & ~holds["proposed"].astype(bool)]
    before = holds["valid_from"] <= pd.Timestamp(g.as_of).as_unit("s")
    last = holds[before].sort_values("valid_to", na_position="first", kind="stable")
    last = last.drop_duplicates("to_id", keep="last").set_index("to_id")
    rows = rows[rows["seat_id"].isin(last.index)]
    found = last.reindex(rows["seat_id"]).set_axis(rows.index)
    until = found["end_date"].fillna("a day that is not recorded")
    covered = g.covers(rows["body_id"], "members")
    open_end = " Whether there is one is unknown: the members are not given completely."
    detail = (
        "The last known holder of the seat "
        + rows["where"]
        + ", "
        + g.name_of(found["from_id"]).astype("str")
        + ", held it until "
        + until
        + "; no successor and no vacancy is recorded."
        + pd.Series(open_end, rows.index, dtype="str").mask(covered, "")
    )
    cited = rows.assign(**found[["basis", "source", "paragraph"]])
    state = pd.Series(np.where(covered, FOUND, UNKNOWN), index=rows.index)
    return _made(cited, PAST_TERM, state=state, detail=detail, due_date=found["end_date"])


def _interims(g: Governance, rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.drop_duplicates(["seat_id", "person_id"])
    since = pd.Series([_since(date, g) for date in rows["start_date"]], rows.index, dtype="str")
    detail = (
        rows["person"]
        + " holds the seat "
        + rows["where"]
        + " as an interim"
        + since
        + ". For how long an interim may serve is for the terms of reference to say."
    )
    return _made(rows, INTERIM, state=FOUND, detail=detail)


def _since(date: object, g: Governance) -> str:
    """Since when, and how many whole months that is at least."""
    if not isinstance(date, str):
        return "; since when is not recorded"
    first = dates.latest(date)
    months = (g.as_of.year - first.year) * 12 + g.as_of.month - first.month
    months -= g.as_of.day < first.day
    if months < 1:
        return f" since {date}"
    return f" since {date}, {counted(months, 'month')} or more"


def _unnamed(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.drop_duplicates("seat_id")
    detail = "No name is given for the seat " + rows["where"] + "; it is not said to be vacant."
    return _made(rows, UNNAMED, state=UNKNOWN, detail=detail)


def _terms(g: Governance) -> Iterator[Finding]:
    """Provisions on terms, of office or of a group: plain words, shown and not evaluated."""
    for row in rules_of_bodies.in_force(g, "term").to_dict("records"):
        yield Finding(
            finding=TERM,
            body=row["body"],
            body_id=row["body_id"],
            subject=row["text"],
            state=STATED,
            detail=f"A provision on terms is kept in plain words and not evaluated: {row['text']}",
            source=row["source"],
            paragraph=row["paragraph"],
        )
