"""Sections that describe several groups: one sentence of all of them, others of each."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from govgraph import frames
from govgraph.analysis.remit_findings import CANDIDATE, SHARED_WORDING

_NAMED = re.compile(
    r"\s*(section|part|chapter|appendix|annex|schedule|sheet|page)\s+([\w.]*\w)", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s*(?:para(?:graph)?\s+)?(\d+(?:\.\d+)*)\.\w+")


def section_of(paragraph: str) -> str | None:
    """The section that a paragraph belongs to; None where that cannot be read.

    >>> section_of("section 4.2 para 3, sentence 1"), section_of("3.2.1"), section_of("row 7")
    ('section 4.2', '3.2', None)
    """
    if named := _NAMED.match(paragraph):
        return f"{named[1].lower()} {named[2].lower()}"
    numbered = _NUMBERED.match(paragraph)
    return numbered[1] if numbered else None


def with_twins(clauses: pd.DataFrame, matches: pd.DataFrame, sentence: np.ndarray) -> pd.DataFrame:
    """The pairs with ``twin_section``: where one sentence speaks of twin groups of a section.

    Groups are twins where the section goes on to say of every one of them something that it
    says of no other. Their shared sentence makes them a candidate, unless it was judged.
    """
    speaking = _sentences(clauses, sentence)
    shared = matches["shared_wording"].to_numpy(dtype=bool)
    section = pd.Series(None, index=matches.index, dtype="str")
    twins = _twin_sections(clauses, speaking, sentence)
    of_pair = pd.Series(sentence[matches["a"].to_numpy()], index=matches.index)
    section[shared] = of_pair[shared].map(twins).astype("str")
    becomes = section.notna() & (matches["finding"] == SHARED_WORDING)
    return matches.assign(twin_section=section, finding=matches["finding"].mask(becomes, CANDIDATE))


def _sentences(clauses: pd.DataFrame, sentence: np.ndarray) -> pd.Series[int]:
    """Of how many bodies each clause's sentence speaks; 1 where it is not cited."""
    rows = pd.DataFrame({"sentence": sentence, "body_id": clauses["body_id"]})
    count = rows.groupby("sentence")["body_id"].transform("nunique")
    return count.where(rows["sentence"] >= 0, 1)


def _twin_sections(
    clauses: pd.DataFrame, speaking: pd.Series[int], sentence: np.ndarray
) -> dict[int, str]:
    """By the number of each sentence the source and section in which its bodies are twins."""
    several = clauses[(speaking > 1).to_numpy()].assign(sentence=sentence[speaking > 1])
    if several.empty:
        return {}
    own = _in_sections(clauses[(speaking == 1).to_numpy()])
    described = pd.MultiIndex.from_frame(own[["place", "body_id"]])
    several = _in_sections(several)
    is_described = pd.MultiIndex.from_frame(several[["place", "body_id"]]).isin(described)
    each = several.assign(is_described=is_described).groupby(["sentence", "place"])
    whole = each["is_described"].all().reset_index()
    whole = whole[whole["is_described"]].drop_duplicates("sentence")
    return dict(zip(whole["sentence"], whole["place"], strict=True))


def _in_sections(clauses: pd.DataFrame) -> pd.DataFrame:
    """A row for each clause and section that it stands in, with ``place``: source and section."""
    cited = clauses[clauses["source"].notna() & clauses["paragraph"].notna()]
    sections = cited["paragraph"].map(
        lambda cell: [s for part in frames.split_list(cell) if (s := section_of(part))]
    )
    each = cited.assign(section=sections).explode("section").dropna(subset=["section"])
    return each.assign(place=(each["source"] + ", " + each["section"]).astype("str"))


def differences(found: pd.DataFrame, clauses: pd.DataFrame) -> pd.Series:
    """For each pair of twin groups what else their section says of each; None for others.

    Returns:
        a column of lists of ``body, clause, text, power, topic, population, source, paragraph``.
    """
    said: list[list[dict[str, Any]] | None] = [None] * len(found)
    is_twin = found["twin_section"].notna().to_numpy()
    twins = found[is_twin]
    of_twins = clauses[clauses["body_id"].isin([*twins["body_a_id"], *twins["body_b_id"]])]
    placed = _in_sections(of_twins)
    columns = ["body", "clause", "text", "power", "topic", "population", "source", "paragraph"]
    for at, pair in zip(np.flatnonzero(is_twin), frames.records(twins), strict=True):
        here = placed[placed["place"] == pair["twin_section"]].drop_duplicates("id")
        one, other = (here[here["body_id"] == pair[end]] for end in ("body_a_id", "body_b_id"))
        rows = pd.concat(
            [one[~one["text"].isin(other["text"])], other[~other["text"].isin(one["text"])]]
        )
        said[at] = frames.plain_records(rows[columns])
    return pd.Series(said, index=found.index, dtype=object)
