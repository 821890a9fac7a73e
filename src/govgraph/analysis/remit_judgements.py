"""What reviewers have judged of two remits, honoured from the date of the judgement on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from govgraph import frames, names
from govgraph.analysis.likeness import Reading
from govgraph.analysis.remit_findings import (
    DUPLICATE,
    JUDGED,
    NOT_A_DUPLICATE,
    strongest_first,
)
from govgraph.governance import Governance

_FINDING = {"duplicate": DUPLICATE, "not_duplicate": NOT_A_DUPLICATE}
_SHOWN = ["verdict", "clause_a", "clause_b", "reason", "who", "date", "source", "paragraph", "note"]


def judged(g: Governance) -> pd.DataFrame:
    """The judgements that count on the day, in order of their dates, the first body first.

    Columns: ``body_a_id, body_b_id, clause_a, clause_b, finding, contradicted`` (another of
    the same date says the opposite, so that neither counts) and what is shown of them.
    """
    rows = g.held("JUDGED")
    rows = rows[rows["verdict"].isin(list(_FINDING))]
    rows = rows.rename(columns={"from_id": "body_a_id", "to_id": "body_b_id"})
    turned = rows["body_a_id"] > rows["body_b_id"]
    other = {"body_a_id": "body_b_id", "clause_a": "clause_b"}
    swapped = rows.rename(columns={**other, **{b: a for a, b in other.items()}})
    rows = pd.concat([rows[~turned], swapped.loc[turned, rows.columns]]).sort_index()
    rows = rows.assign(finding=rows["verdict"].map(_FINDING).astype("str"))
    what = ["body_a_id", "body_b_id", "clause_a", "clause_b", "valid_from"]
    verdicts = rows.groupby(what, dropna=False)["finding"].transform("nunique")
    rows = rows.assign(contradicted=verdicts > 1)
    return rows.sort_values(["valid_from", *what[:4], "finding"], ignore_index=True)


def applied(
    g: Governance, clauses: pd.DataFrame, matches: pd.DataFrame, reading: Reading
) -> pd.DataFrame:
    """The pairs of clauses with what was judged of them; pairs judged duplicates are added."""
    for judgement in frames.records(judged(g)):
        if judgement["contradicted"] or _is_whole(judgement):
            continue
        a, b = (_rows(clauses, judgement, side, reading) for side in "ab")
        if pd.notna(judgement["clause_a"]) and pd.notna(judgement["clause_b"]):
            matches = _with_pairs(matches, reading, a, b)
        is_meant = (matches["a"].isin(a) & matches["b"].isin(b)).to_numpy()
        matches = matches.assign(
            finding=matches["finding"].mask(is_meant, judgement["finding"]),
            basis=matches["basis"].mask(is_meant, JUDGED),
        )
    return matches


def _is_whole(judgement: dict[str, Any]) -> bool:
    return bool(pd.isna(judgement["clause_a"]) and pd.isna(judgement["clause_b"]))


def _rows(
    clauses: pd.DataFrame, judgement: dict[str, Any], side: str, reading: Reading
) -> np.ndarray:
    """The rows of the clauses that one side of a judgement means; without clause, all."""
    meant = (clauses["body_id"] == judgement[f"body_{side}_id"]) & ~reading.is_procedural
    label = judgement[f"clause_{side}"]
    if pd.notna(label):
        meant &= names.keys(clauses["clause"]) == names.key(label)
    return np.flatnonzero(meant.to_numpy())


def _with_pairs(
    matches: pd.DataFrame, reading: Reading, a: np.ndarray, b: np.ndarray
) -> pd.DataFrame:
    """The pairs and, where they are not among them, every one of ``a`` with every one of ``b``."""
    one, other = np.repeat(a, len(b)), np.tile(b, len(a))
    there = pd.MultiIndex.from_frame(matches[["a", "b"]])
    new = ~pd.MultiIndex.from_arrays([one, other]).isin(there)
    one, other = one[new], other[new]
    if not len(one):
        return matches
    added = pd.DataFrame(
        {
            "a": one,
            "b": other,
            "wording": reading.of_words(one, other).round(6),
            "score": reading.of_pairs(one, other),
            "shared_wording": False,
            "apart": False,
        }
    )
    return pd.concat([matches, added], ignore_index=True).astype(matches.dtypes.to_dict())


def of_whole_pairs(g: Governance, found: pd.DataFrame) -> pd.DataFrame:
    """The pairs of bodies with what was judged of them as a whole."""
    whole = judged(g)
    whole = whole[whole["clause_a"].isna() & whole["clause_b"].isna() & ~whole["contradicted"]]
    held = g.bodies["id"]
    asked = whole["body_a_id"].isin(g.asked_about) | whole["body_b_id"].isin(g.asked_about)
    there = whole["body_a_id"].isin(held) & whole["body_b_id"].isin(held)
    whole = whole[asked & there].drop_duplicates(["body_a_id", "body_b_id"], keep="last")
    if whole.empty:
        return found
    ends = ["body_a_id", "body_b_id"]
    rows = found.merge(whole[[*ends, "finding"]], "outer", on=ends, suffixes=("", "_judged"))
    is_judged = rows["finding_judged"].notna()
    rows = rows.assign(
        finding=rows["finding_judged"].fillna(rows["finding"]),
        basis=rows["basis"].mask(is_judged, JUDGED),
        has_shared_wording=rows["has_shared_wording"].fillna(False).astype(bool),
        apart=rows["apart"].fillna(False).astype(bool),
        are_twin_groups=rows["are_twin_groups"].fillna(False).astype(bool),
    )
    return strongest_first(rows.drop(columns="finding_judged"), ends)


def shown(g: Governance, found: pd.DataFrame) -> pd.Series:
    """For each pair of bodies every judgement of it, in order of their dates; else None."""
    said: list[list[dict[str, Any]] | None] = [None] * len(found)
    rows = judged(g)
    ends = ["body_a_id", "body_b_id"]
    pair = pd.MultiIndex.from_frame(found[ends])
    at = pair.get_indexer(pd.MultiIndex.from_frame(rows[ends]))
    for place, entry in zip(at, frames.plain_records(rows[_SHOWN]), strict=True):
        if place >= 0:
            said[place] = [*(said[place] or []), entry]
    return pd.Series(said, index=found.index, dtype=object)


def notes(g: Governance, clauses: pd.DataFrame) -> list[str]:
    """What a reader has to know of judgements that did not count."""
    rows = judged(g)
    said = []
    if len(rows):
        are = "judgement of a reviewer is" if len(rows) == 1 else "judgements of reviewers are"
        said.append(f"{len(rows)} {are} honoured and shown with the pairs.")
    contradicted = int(rows["contradicted"].sum())
    if contradicted:
        said.append(
            f"{contradicted} judgements contradict others of the same date: none of them counts."
        )
    known = pd.MultiIndex.from_arrays([clauses["body_id"], names.keys(clauses["clause"])])
    lost = 0
    for side in "ab":
        named = rows[rows[f"clause_{side}"].notna()]
        label = names.keys(named[f"clause_{side}"])
        lost += int(
            (~pd.MultiIndex.from_arrays([named[f"body_{side}_id"], label]).isin(known)).sum()
        )
    if lost:
        said.append(f"{lost} clauses that judgements name are not in force on the day.")
    return said
