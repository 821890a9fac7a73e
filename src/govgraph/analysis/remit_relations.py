"""What is stated between the two bodies of a pair, besides their remits."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from govgraph import frames, names
from govgraph.governance import Governance

PARENT_AND_CHILD = "parent and child"
SUCCESSOR = "successor"
TWINS = "twins in different areas"
SHARED_WORDING = "shared wording"
TWIN_GROUPS = "twin groups"


def stated(g: Governance, found: pd.DataFrame) -> pd.Series[str]:
    """What facts say of each pair, joined; blank where they say nothing."""
    said = {
        PARENT_AND_CHILD: _are_linked(g, found, "PART_OF"),
        SUCCESSOR: _are_linked(g, found, "REPLACES"),
        TWINS: _are_twins(g, found),
        SHARED_WORDING: found["has_shared_wording"].to_numpy(dtype=bool),
        TWIN_GROUPS: found["are_twin_groups"].to_numpy(dtype=bool),
    }
    relation = pd.Series("", index=found.index, dtype="str")
    for word, holds in said.items():
        joined = (relation + frames.JOIN + word).where(relation != "", word)
        relation = relation.where(~holds, joined)
    return relation.where(relation != "")


class Areas:
    """The areas of the bodies, for asking whether two have one in common."""

    def __init__(self, g: Governance) -> None:
        bodies = g.bodies
        code, cells = pd.factorize(bodies["areas"])
        self._code = pd.Series(code, index=bodies["id"])
        sets = [frozenset(names.key(area) for area in frames.split_list(cell)) for cell in cells]
        self._sets = [*sets, frozenset()]

    def are_apart(self, one: pd.Series[str], other: pd.Series[str]) -> np.ndarray:
        """Whether the two bodies of each pair are in different areas."""
        ends = [self._code.reindex(ids).fillna(-1).to_numpy(dtype=np.int64) for ids in (one, other)]
        pairs = pd.DataFrame(dict(zip("ab", ends, strict=True)))
        once = pairs.drop_duplicates()
        apart = [
            self._sets[a].isdisjoint(self._sets[b])
            for a, b in zip(once["a"], once["b"], strict=True)
        ]
        found = pairs.merge(once.assign(apart=apart), how="left", on=["a", "b"])["apart"]
        return np.asarray(found, dtype=bool)


def _are_linked(g: Governance, found: pd.DataFrame, link: str) -> np.ndarray:
    links = g.held(link)
    links = links[~(links["from_members"] | links["to_members"]).fillna(False).astype(bool)]
    joined = pd.MultiIndex.from_frame(links[["from_id", "to_id"]])
    one_way = pd.MultiIndex.from_frame(found[["body_a_id", "body_b_id"]])
    other_way = pd.MultiIndex.from_frame(found[["body_b_id", "body_a_id"]])
    return np.asarray(one_way.isin(joined) | other_way.isin(joined))


def _are_twins(g: Governance, found: pd.DataFrame) -> np.ndarray:
    """Whether two bodies have one name, but for the area in it, in different areas."""
    about = g.bodies[["id", "name", "areas"]]
    spelt = {cell: _area_in_a_name(cell) for cell in about["areas"].unique()}
    bare = [
        " ".join(spelt[areas].sub(" ", key).split())
        for key, areas in zip(names.keys(about["name"]), about["areas"], strict=True)
    ]
    known = pd.Series(bare, index=about["id"], dtype=object)
    a, b = (known.loc[found[end]].to_numpy() for end in ("body_a_id", "body_b_id"))
    apart = Areas(g).are_apart(found["body_a_id"], found["body_b_id"])
    return np.asarray((a == b) & apart, dtype=bool)


def _area_in_a_name(areas: str) -> re.Pattern[str]:
    """Any of the areas of one cell, as a name may have it."""
    keys = (re.escape(names.key(area)) for area in frames.split_list(areas))
    return re.compile(rf"\b(?:{'|'.join(keys)})('s)?\b")


def shared_people(g: Governance, found: pd.DataFrame) -> pd.Series[int]:
    """How many people sit on both; blank where none is known and there may be some."""
    matrix = g.membership_matrix()
    a, b = (matrix.rows.get_indexer(pd.Index(found[end])) for end in ("body_a_id", "body_b_id"))
    is_known = (a >= 0) & (b >= 0)
    count = np.zeros(len(found), dtype="int64")
    both = matrix.values[a[is_known]].multiply(matrix.values[b[is_known]])
    count[is_known] = np.asarray(both.sum(axis=1)).ravel()
    covered = g.covers(found["body_a_id"], "members") & g.covers(found["body_b_id"], "members")
    shared = pd.Series(count, index=found.index, dtype="Int64")
    return shared.where((shared > 0) | covered)
