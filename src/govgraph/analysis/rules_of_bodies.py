"""The rules of a kind: what they say, whether they were understood, since when they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from govgraph import dates, frames, rules
from govgraph.analysis import citing
from govgraph.governance import Governance
from govgraph.sentences import counted

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
    kinds = pd.Series(kind, index=found.index, dtype="str")
    return found.assign(parsed=meanings(kinds, found["text"]))


def in_force(
    g: Governance,
    *kinds: str,
    bodies: Iterable[str] | None = None,
    each: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The rules of these kinds that hold on the day, each with what it says.

    Args:
        g: the snapshot.
        kinds: the kinds of rule.
        bodies: the ids of the bodies whose rules they are; those asked about if None.
        each: rows that are equal in these columns are one rule; in their order. Without it,
            every row stays, with all its columns, in the order of the snapshot.

    Returns:
        the columns of ``each``, or those of ``g.rules``; ``source, paragraph`` (every one that
        states the rule) and ``parsed`` (what :func:`govgraph.rules.parse` gives).
    """
    rows = g.rules
    wanted = pd.Series(list(g.asked_about if bodies is None else bodies), dtype="str")
    rows = rows[rows["kind"].isin(kinds) & frames.are_among(rows["body_id"], wanted)]
    if each is not None:
        rows = rows.sort_values("id")
    rows = citing.with_all_citations(rows.reset_index(drop=True), g.held("HAS_RULE"))
    if each is not None:
        columns = list(dict.fromkeys(["kind", *each]))
        rows = citing.each_once(rows, columns, ["source", "paragraph"])
        rows = rows.sort_values(list(each), ignore_index=True)
    return rows.assign(parsed=meanings(rows["kind"], rows["text"]))


def meanings(kinds: pd.Series[str], texts: pd.Series[str]) -> pd.Series[Any]:
    """What each of these provisions says (see :func:`govgraph.rules.parse`), each parsed once.

    >>> meanings(pd.Series(["papers"]), pd.Series(["1 week before"])).tolist()
    [Deadline(number=1, unit='week', direction='before', clear=False, working=None, item='')]
    """
    pairs = list(zip(kinds, texts, strict=True))
    meaning = {pair: rules.parse(*pair) for pair in dict.fromkeys(pairs)}
    return pd.Series([meaning[pair] for pair in pairs], index=texts.index, dtype=object)


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
            f"{counted(int((~covered).sum()), 'body', 'bodies')}: "
            f"{listed(names[~covered])}."
        )
    return notes


def listed(names: Iterable[str]) -> str:
    """The names in one line, each once, a long list cut and counted."""
    distinct = sorted(set(names))
    rest = len(distinct) - _LISTED
    return "; ".join(distinct[:_LISTED]) + (f"; and {rest} more" if rest > 0 else "")
