"""What the findings on a body's structure have in common: their columns, seats and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import pandas as pd

from govgraph import frames, model, names
from govgraph.governance import Governance

FOUND = "found"
MISSING = "missing"
OPTIONAL = "missing, optional"
CANDIDATE = "candidate"
NEAR_MISS = "near miss"
NOT_EVIDENCED = "not evidenced"
UNKNOWN = "unknown"
EVIDENCED = "evidenced"
STATED = "stated"

STATES = (
    FOUND,
    MISSING,
    NEAR_MISS,
    NOT_EVIDENCED,
    CANDIDATE,
    OPTIONAL,
    UNKNOWN,
    EVIDENCED,
    STATED,
)
"""What is known of a finding, in the order in which they are listed.

``found``: the record says it. ``missing``: the record is complete and does not have it.
``near miss``: something like it is there. ``not evidenced``: the record does not show it, and
does not rule it out. ``candidate``: for a human to judge. ``unknown``: the record leaves it
open. ``evidenced`` and ``stated``: facts, no faults.
"""

FAULTS = (FOUND, MISSING, NEAR_MISS, NOT_EVIDENCED, CANDIDATE)
"""The states of what a reviewer has to look at."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One finding; the fields are the columns of the answer.

    ``count_low`` and ``count_high`` are what was counted, certainly and possibly; blank where
    nothing was, or where there may be any number more.
    """

    finding: str
    body: str
    subject: str
    state: str
    detail: str
    count_low: float | None = None
    count_high: float | None = None
    limit: float | None = None
    headroom: float | None = None
    due_date: str | None = None
    assumption: str | None = None
    basis: str = "stated"
    source: str | None = None
    paragraph: str | None = None
    body_id: str


_NUMBERS = ("count_low", "count_high", "limit", "headroom")
COLUMNS = {field.name: "float64" if field.name in _NUMBERS else "str" for field in fields(Finding)}
"""The columns of the answer and their dtypes."""


def frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """The findings as rows."""
    made = pd.DataFrame([vars(each) for each in findings], columns=list(COLUMNS))
    return made.astype(COLUMNS)


# --- seats --------------------------------------------------------------------------------


def seats(g: Governance, *, everywhere: bool = False) -> pd.DataFrame:
    """Every seat of the bodies asked about, or everywhere, that exists on the day, once.

    Vacant seats and those for which no name is given are seats too. ``basis`` is inferred
    where a statement of the seat is.

    Returns:
        ``seat_id, body_id, body, title, role, voting, sector, organisation_ids, basis, source,
        paragraph, covered`` (whether the members of its body are given completely), ``named``
        (whether the record names who holds it on the day) and ``vacant`` (stated to be).
    """
    rows = g.memberships
    rows = rows if everywhere else rows[rows["body_id"].isin(g.asked_about)]
    holds = (rows["state"] == "held") & rows["capacity"].isin(model.MEMBER_CAPACITIES)
    named = set(rows.loc[holds, "seat_id"])
    rows = rows.sort_values("basis", na_position="last", kind="stable")  # inferred comes first
    about = ["seat_id", "body_id", "body", "title", "role", "voting", "sector", "organisation_ids"]
    once = rows.drop_duplicates("seat_id").sort_index()[[*about, "basis", "source", "paragraph"]]
    return once.assign(
        covered=g.covers(once["body_id"], "members"),
        named=once["seat_id"].isin(named),
        vacant=once["seat_id"].isin(rows.loc[rows["state"] == "vacant", "seat_id"]),
    ).reset_index(drop=True)


def sitting(g: Governance) -> pd.DataFrame:
    """Who sits as a member on any body on the day: rows of ``memberships``, once a seat."""
    rows = g.memberships
    sits = (rows["state"] == "held") & rows["capacity"].isin(model.MEMBER_CAPACITIES)
    rows = rows[sits & rows["role"].isin(model.MEMBER_ROLES)]
    return rows.drop_duplicates(["seat_id", "person_id"])


@lru_cache(maxsize=1 << 17)
def key(text: str) -> str:
    """The key of a name (:func:`govgraph.names.key`), worked out once for each text."""
    return names.key(text)


_OFFICER = r"chair(?:man|woman|person)?"
_CHAIR = re.compile(rf"(?:the )?(?:(?:independent|joint|acting|interim)[ -]|co[ -])*{_OFFICER}")
_VICE = re.compile(rf"(?:the )?(?:(?:independent|acting|interim) )*(?:vice|deputy)[ -]?{_OFFICER}")


def office_of(text: object) -> str | None:
    """``chair`` or ``vice-chair`` where the words are such an office; None for any other.

    >>> office_of("Independent Chair"), office_of("vice_chair"), office_of("Chair's adviser")
    ('chair', 'vice-chair', None)
    """
    if not isinstance(text, str):
        return None
    words = key(text.replace("_", " "))
    if _VICE.fullmatch(words):
        return "vice-chair"
    return "chair" if _CHAIR.fullmatch(words) else None


def tied_offices(g: Governance) -> pd.DataFrame:
    """The offices that seats come with: ``seat_id, place_id, office, basis, source, paragraph``."""
    rows = g.held("EX_OFFICIO").rename(columns={"from_id": "seat_id", "to_id": "place_id"})
    wanted = ["seat_id", "place_id", "office", "basis", "source", "paragraph"]
    return rows[wanted].drop_duplicates(["seat_id", "place_id", "office"])


# --- words --------------------------------------------------------------------------------


def known(value: Any) -> Any:
    """The value; None for a blank of any sort."""
    return None if value is None or value is pd.NA or value != value else value


def basis_of(cells: Sequence[Any]) -> str:
    """``inferred`` where one of the facts is, else ``stated``."""
    return "inferred" if "inferred" in cells else "stated"


def joined(*cells: Any) -> str | None:
    """Several citation cells as one, each value once."""
    parts = [part for cell in cells for part in frames.split_list(cell)]
    return frames.join_list(parts)


def place(row: Any) -> str:
    """Where a fact stands, in brackets; blank where nothing is known of it."""
    parts = [str(part) for part in (known(row["source"]), known(row["paragraph"])) if part]
    return f" ({', '.join(parts)})" if parts else ""
