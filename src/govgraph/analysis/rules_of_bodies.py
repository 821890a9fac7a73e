"""The rules of one kind: what they say, whether they were understood, since when they hold."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from govgraph import dates, rules
from govgraph.analysis import citing
from govgraph.governance import Governance

_LISTED = 10
"""Names in one note; a longer list is cut and counted."""

_SAID = ["body_id", "body", "clause", "text", "reading", "consequence", "start_date", "end_date"]


def of_kind(g: Governance, kind: str, body_id: str | None = None) -> pd.DataFrame:
    """The rules of one kind of one body, or of all that are asked about; equal rows are one rule.

    Those that are no longer in force, or not yet, are among them.

    Returns:
        ``body_id, body, clause, text, reading, consequence, start_date, end_date, source,
        paragraph, parsed`` (what :func:`govgraph.rules.parse` gives), the days ``first`` and
        ``last`` between which it may have been in force, ``certain_from``, from which on it
        was, and ``in_force``, whether it held on the day looked at.
    """
    every = g.tables["Rule"]
    if not g.include_proposed:
        every = every[~every["proposed"].astype(bool)]
    joins = g.tables["HAS_RULE"]
    every = every[every["kind"] == kind].sort_values("id")
    at = joins.drop_duplicates("to_id").set_index("to_id")["from_id"]
    every = every.assign(body_id=every["id"].map(at).astype("str"))
    wanted = g.asked_about if body_id is None else pd.Index([body_id])
    every = every[every["body_id"].isin(wanted)]
    held = g.held("Rule")["id"]
    every = every.assign(body=g.name_of(every["body_id"]), in_force=every["id"].isin(held))
    former = every["valid_to"].isna()
    every = every.assign(first=every["valid_from"], last=every["valid_to"])
    every = every.assign(
        last=every["last"].mask(former, pd.Timestamp(dates.OPEN_END).as_unit("s")),
        certain_from=dates.valid_to(every["start_date"], pd.Series(False, index=every.index)).where(
            every["start_date"].notna(), every["valid_from"]
        ),
    )
    cited = citing.with_all_citations(every, joins)
    by = [*_SAID, "first", "last", "certain_from", "in_force"]
    found = citing.each_once(cited, by, ["source", "paragraph"])
    found = found.sort_values([*_SAID], ignore_index=True)
    parsed = [rules.parse(kind, text) for text in found["text"]]
    return found.assign(parsed=pd.Series(parsed, index=found.index, dtype=object))


def understood(provisions: pd.DataFrame) -> pd.Series[bool]:
    """Which of them have a typed rule."""
    return provisions["parsed"].map(lambda rule: isinstance(rule, rules.Rule)).astype(bool)


def notes_on_silence(g: Governance, kind: str, provisions: pd.DataFrame) -> list[str]:
    """What is not evaluated: rules not understood, proposed ones, bodies without such a rule."""
    notes = [
        f"Kept in plain words, not evaluated: '{row['text']}' ({row['body']}): {row['parsed']}."
        for row in provisions[~understood(provisions)].to_dict("records")
    ]
    if not g.include_proposed:
        proposed = g.tables["Rule"]
        proposed = proposed[(proposed["kind"] == kind) & proposed["proposed"].astype(bool)]
        joins = g.tables["HAS_RULE"]
        bodies = joins.loc[joins["to_id"].isin(proposed["id"]), "from_id"]
        bodies = bodies[bodies.isin(g.asked_about)]
        if len(bodies):
            notes.append(f"Proposed {kind} rules are left out: {listed(g.name_of(bodies))}.")
    return notes


def note_on_missing(g: Governance, kind: str, bodies: pd.Index) -> list[str]:
    """For which of these bodies no rule of the kind is recorded, and what that means."""
    ids = pd.Series(bodies, dtype="str")
    covered = g.covers(ids, "rules")
    names = g.name_of(ids)
    notes = []
    if covered.any():
        notes.append(
            f"The sources give all rules of these, and no {kind} rule: {listed(names[covered])}."
        )
    if (~covered).any():
        notes.append(
            f"No {kind} rule is recorded, and the sources do not give all rules, of "
            f"{int((~covered).sum())} {'body' if (~covered).sum() == 1 else 'bodies'}: "
            f"{listed(names[~covered])}."
        )
    return notes


def listed(names: Iterable[str]) -> str:
    """The names in one line, each once, a long list cut and counted."""
    distinct = sorted(set(names))
    rest = len(distinct) - _LISTED
    return "; ".join(distinct[:_LISTED]) + (f"; and {rest} more" if rest > 0 else "")
