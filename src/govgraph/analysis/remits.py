"""Pairs of bodies whose remits are worded alike: candidates to read side by side.

Text similarity only orders the reading. No measure of text alone does better than an average
precision of about 0.3 on clauses that say the same in different words, so a pair that is ranked
high need not be a duplicate, and a duplicate may be ranked low.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd
import snowballstemmer
from scipy import sparse

from govgraph import frames, names
from govgraph.analysis import citing
from govgraph.governance import Governance

CANDIDATE = "candidate"
SHARED_WORDING = "shared wording"
PARENT_AND_CHILD = "parent and child"
SUCCESSOR = "successor"
TWINS = "twins in different areas"

COLUMNS = (
    "body_a",
    "body_b",
    "area_a",
    "area_b",
    "finding",
    "score",
    "relation",
    "shared_people",
    "clauses",
    "body_a_id",
    "body_b_id",
)

PROCEDURE = "procedure"
"""The topic of clauses on how a body works, which every body has."""

_BLOCK = 256
"""Clauses that are compared with all others at a time."""

_WORD = re.compile(r"[a-z]{2,}")
_POSSESSIVE = re.compile(r"['\u2019]s?\b")
_STOP_LIST = """
    about above across after again against all also am among an and any are as at be because been
    before being below between both but by can could did do does doing down during each either etc
    every few for from further had has have having he her here hers him his how if in into is it
    its itself just may might more most must my no nor not of off on once one only or other our
    out over own per same shall she should so some such than that the their them then there these
    they this those through to too under until up upon us very was we were what when where whether
    which while who whom whose why will with within without would you your
"""
_STOP_WORDS = frozenset(_STOP_LIST.split())


def pairs(
    g: Governance, *, at_least: float = 0.2, most_per_clause: int = 20, most_per_body: int = 20
) -> pd.DataFrame:
    """Pairs of bodies with clauses that are worded alike, most alike first.

    Clauses are compared by the cosine of their weighted words: Snowball stems of single words
    without stop words, weighted by term frequency and inverse document frequency over all
    clauses (K. Spärck Jones, 1972, "A statistical interpretation of term specificity").
    Procedural clauses are left out. The score of two bodies is that of their most similar
    clauses. It says nothing of power, topic or population: those are for the reader.

    Args:
        g: the snapshot; a pair counts where at least one of the two bodies was asked about.
        at_least: the least score of two clauses that are shown together.
        most_per_clause: the most similar clauses that are kept for each clause.
        most_per_body: pairs of bodies among the best of neither body are left out.

    Returns:
        one row for each pair: body_a, body_b, area_a, area_b, finding (``candidate``, or
        ``shared wording`` where one sentence of one source speaks of both bodies; these come
        last), score, relation (what is stated between them: parent and child, successor,
        twins in different areas, shared wording), shared_people (their number; blank where
        none is known and the members of one are not given completely), clauses (a list, best
        first: clause, text, paragraph and source of both with ``_a`` and ``_b``, score,
        shared_wording), body_a_id, body_b_id.

    >>> from govgraph import merging
    >>> len(pairs(Governance(merging.combine({}))))
    0
    """
    every = citing.with_all_citations(g.remits, g.held("HAS_REMIT"))
    clauses = every[every["topic"] != PROCEDURE]
    clauses = clauses.sort_values(["body_id", "clause", "id"], ignore_index=True)
    group = _shared_wording(clauses)
    asked = clauses["body_id"].isin(g.asked_about).to_numpy()
    alike = _alike(clauses, group, asked, at_least, most_per_clause)
    matches = pd.concat([alike, _within_groups(clauses, group, asked)], ignore_index=True)
    found = _by_bodies(clauses, matches)
    found = found[_is_among_the_best(found, most_per_body)].reset_index(drop=True)
    frame = _described(g, found, clauses, matches)
    frame.attrs["notes"] = _notes(g, every, clauses)
    return frame


# --- text --------------------------------------------------------------------------------


def weighted_words(texts: pd.Series[str]) -> sparse.csr_array:
    """Each text as a vector of length 1 over word stems, weighted by how rare they are.

    The weight of a stem is its count times ``log((1 + n) / (1 + df)) + 1``, with ``n`` texts
    of which ``df`` have it. A text of stop words only has a vector of zeros.
    """
    words = [_words(text) for text in texts]
    length = np.array([len(each) for each in words], dtype=np.int64)
    spelling, distinct = pd.factorize(
        pd.Series([word for each in words for word in each], dtype="str")
    )
    stem_of, stems = pd.factorize(pd.Series(_stemmer().stemWords(list(distinct)), dtype="str"))
    shape = (len(words), len(stems))
    row = np.repeat(np.arange(len(words)), length)
    column = stem_of[spelling] if len(spelling) else spelling
    counts = sparse.csr_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)
    counts.sum_duplicates()
    having = np.bincount(counts.indices, minlength=shape[1])
    rarity = (np.log((1 + shape[0]) / (1 + having)) + 1).astype(np.float32)
    counts.data *= rarity[counts.indices]
    norm = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    counts.data /= np.repeat(np.where(norm > 0, norm, 1), np.diff(counts.indptr))
    return counts


def _words(text: str) -> list[str]:
    plain = _POSSESSIVE.sub("", text.casefold())
    return [word for word in _WORD.findall(plain) if word not in _STOP_WORDS]


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def _alike(
    clauses: pd.DataFrame,
    group: np.ndarray,
    asked: np.ndarray,
    at_least: float,
    most_per_clause: int,
) -> pd.DataFrame:
    """Pairs of clauses of different bodies that are alike: rows ``a`` < ``b`` and ``score``."""
    vectors = weighted_words(clauses["text"])
    columns = vectors.T.tocsr()
    body = pd.factorize(clauses["body_id"])[0]
    parts = [_no_matches()]
    for start in range(0, len(clauses), _BLOCK):
        block = vectors[start : start + _BLOCK] @ columns
        enough = np.flatnonzero(block.data >= at_least)
        a = np.searchsorted(block.indptr, enough, side="right") - 1 + start
        b = block.indices[enough].astype(np.int64)
        one_sentence = (group[a] == group[b]) & (group[a] >= 0)
        keep = (body[a] != body[b]) & (asked[a] | asked[b]) & ~one_sentence
        found = pd.DataFrame({"a": a, "b": b, "score": block.data[enough]})[keep]
        found = found.sort_values(["a", "score", "b"], ascending=[True, False, True])
        parts.append(found.groupby("a", sort=False).head(most_per_clause))
    found = pd.concat(parts, ignore_index=True)
    low, high = np.minimum(found["a"], found["b"]), np.maximum(found["a"], found["b"])
    found = found.assign(a=low, b=high, score=found["score"].clip(upper=1.0).round(6))
    return found.drop_duplicates(["a", "b"]).assign(shared_wording=False)


def _no_matches() -> pd.DataFrame:
    columns = {"a": "int64", "b": "int64", "score": "float64"}
    return pd.DataFrame({name: [] for name in columns}).astype(columns)


# --- one sentence that speaks of several bodies ------------------------------------------


def _shared_wording(clauses: pd.DataFrame) -> np.ndarray:
    """A number for each clause, equal where text, source and paragraph are; -1 if not cited."""
    cited = clauses["source"].notna() & clauses["paragraph"].notna()
    same = clauses.assign(text=names.keys(clauses["text"])).groupby(
        ["text", "source", "paragraph"], sort=False
    )
    return np.where(cited, same.ngroup(), -1)


def _within_groups(clauses: pd.DataFrame, group: np.ndarray, asked: np.ndarray) -> pd.DataFrame:
    """Pairs of clauses of different bodies that are one sentence of one source."""
    rows = pd.DataFrame(
        {"row": np.arange(len(clauses)), "group": group, "body_id": clauses["body_id"]}
    )
    rows = rows[(group >= 0) & rows["group"].duplicated(keep=False)]
    both = rows.merge(rows, on="group", suffixes=("_a", "_b"))
    both = both[(both["row_a"] < both["row_b"]) & (both["body_id_a"] != both["body_id_b"])]
    both = both[asked[both["row_a"]] | asked[both["row_b"]]]
    return pd.DataFrame(
        {"a": both["row_a"], "b": both["row_b"], "score": 1.0, "shared_wording": True}
    )


# --- from clauses to bodies --------------------------------------------------------------


def _by_bodies(clauses: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """``body_a_id``, ``body_b_id``, ``score``, ``finding`` and ``has_shared_wording``.

    Clauses are in order of their bodies' ids, so the first of two always is of the first body.
    """
    ids = clauses["body_id"].to_numpy(dtype=object)
    rows = pd.DataFrame(
        {
            "body_a_id": pd.array(ids[matches["a"]], dtype="str"),
            "body_b_id": pd.array(ids[matches["b"]], dtype="str"),
            "text_score": matches["score"].where(~matches["shared_wording"]).to_numpy(),
            "score": matches["score"].to_numpy(),
            "has_shared_wording": matches["shared_wording"].to_numpy(),
        }
    )
    found = rows.groupby(["body_a_id", "body_b_id"], as_index=False).max()
    only_shared = found["text_score"].isna()
    found = found.assign(
        score=found["text_score"].fillna(found["score"]),
        finding=np.where(only_shared, SHARED_WORDING, CANDIDATE),
    )
    order = ["finding", "score", "body_a_id", "body_b_id"]
    return found.sort_values(order, ascending=[True, False, True, True], ignore_index=True)


def _is_among_the_best(found: pd.DataFrame, most_per_body: int) -> pd.Series[bool]:
    """Whether a pair is among the first ones of either of its bodies."""
    ends = pd.concat([found["body_a_id"], found["body_b_id"]]).sort_index(kind="stable")
    place = ends.groupby(ends).cumcount()
    is_kept: pd.Series[bool] = (place < most_per_body).groupby(level=0).any()
    return is_kept


def _described(
    g: Governance, found: pd.DataFrame, clauses: pd.DataFrame, matches: pd.DataFrame
) -> pd.DataFrame:
    areas = g.bodies.set_index("id")["areas"]
    return found.assign(
        body_a=g.name_of(found["body_a_id"]),
        body_b=g.name_of(found["body_b_id"]),
        area_a=found["body_a_id"].map(areas),
        area_b=found["body_b_id"].map(areas),
        relation=_relations(g, found),
        shared_people=_shared_people(g, found),
        clauses=_clause_pairs(found, clauses, matches),
    )[list(COLUMNS)]


def _clause_pairs(found: pd.DataFrame, clauses: pd.DataFrame, matches: pd.DataFrame) -> pd.Series:
    """For each pair of bodies the pairs of clauses that are alike, best first."""
    cited = clauses[["clause", "text", "paragraph", "source"]]
    cited = cited.astype(object).where(cited.notna(), None)
    pair = pd.MultiIndex.from_frame(found[["body_a_id", "body_b_id"]])
    ids = clauses["body_id"].to_numpy(dtype=object)
    of_pair = pd.MultiIndex.from_arrays([ids[matches[end]] for end in "ab"])
    ranked = matches.assign(pair=pair.get_indexer(of_pair))
    ranked = ranked[ranked["pair"] >= 0].sort_values(
        ["shared_wording", "score", "a", "b"], ascending=[True, False, True, True]
    )
    sides = [
        cited.take(ranked[end].to_numpy()).add_suffix(f"_{end}").reset_index(drop=True)
        for end in "ab"
    ]
    shown = pd.concat([*sides, ranked[["score", "shared_wording"]].reset_index(drop=True)], axis=1)
    lists: list[list[dict[str, object]]] = [[] for _ in range(len(found))]
    for at, entry in zip(ranked["pair"], shown.to_dict("records"), strict=True):
        lists[at].append({str(name): value for name, value in entry.items()})
    return pd.Series(lists, index=found.index, dtype=object)


# --- what is stated between them ---------------------------------------------------------


def _relations(g: Governance, found: pd.DataFrame) -> pd.Series[str]:
    """What facts say of each pair, joined; blank where they say nothing."""
    said = {
        PARENT_AND_CHILD: _are_linked(g, found, "PART_OF"),
        SUCCESSOR: _are_linked(g, found, "REPLACES"),
        TWINS: _are_twins(g, found),
        SHARED_WORDING: found["has_shared_wording"].to_numpy(dtype=bool),
    }
    relation = pd.Series("", index=found.index, dtype="str")
    for word, holds in said.items():
        joined = (relation + frames.JOIN + word).where(relation != "", word)
        relation = relation.where(~holds, joined)
    return relation.where(relation != "")


def _are_linked(g: Governance, found: pd.DataFrame, link: str) -> np.ndarray:
    links = g.held(link)
    links = links[~(links["from_members"] | links["to_members"]).fillna(False).astype(bool)]
    stated = pd.MultiIndex.from_frame(links[["from_id", "to_id"]])
    one_way = pd.MultiIndex.from_frame(found[["body_a_id", "body_b_id"]])
    other_way = pd.MultiIndex.from_frame(found[["body_b_id", "body_a_id"]])
    return np.asarray(one_way.isin(stated) | other_way.isin(stated))


def _are_twins(g: Governance, found: pd.DataFrame) -> np.ndarray:
    """Whether two bodies have one name, but for the area in it, in different areas."""
    about = g.bodies[["id", "name", "areas"]]
    bare = [
        _without_area(key, areas)
        for key, areas in zip(names.keys(about["name"]), about["areas"], strict=True)
    ]
    known = pd.DataFrame({"name": bare, "areas": about["areas"].to_numpy()}, index=about["id"])
    a, b = (known.loc[found[end]] for end in ("body_a_id", "body_b_id"))
    apart = [
        not set(frames.split_list(one)) & set(frames.split_list(other))
        for one, other in zip(a["areas"], b["areas"], strict=True)
    ]
    same_name = a["name"].to_numpy(dtype=object) == b["name"].to_numpy(dtype=object)
    return np.asarray(same_name & np.array(apart, dtype=bool))


def _without_area(name: str, areas: str) -> str:
    for area in frames.split_list(areas):
        name = re.sub(rf"\b{re.escape(names.key(area))}('s)?\b", " ", name)
    return " ".join(name.split())


def _shared_people(g: Governance, found: pd.DataFrame) -> pd.Series[int]:
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


def _notes(g: Governance, every: pd.DataFrame, clauses: pd.DataFrame) -> list[str]:
    notes = [
        "Ranked by wording alone: it orders the reading and decides nothing. Two remits may say "
        "the same in other words, or different things in the same words."
    ]
    bodies = g.bodies.loc[g.bodies["id"].isin(g.asked_about), "id"]
    silent = int((~bodies.isin(clauses["body_id"])).sum())
    if silent:
        notes.append(f"No remit is known of {silent} of {len(bodies)} bodies.")
    covered = int(g.covers(bodies, "remits").sum())
    notes.append(f"The remits of {covered} of {len(bodies)} bodies are given completely.")
    procedural = len(every) - len(clauses)
    if procedural:
        notes.append(f"{procedural} procedural clauses are left out.")
    if not g.include_proposed:
        proposed = len(g.at(include_proposed=True).held("Remit")) - len(every)
        if proposed:
            notes.append(f"{proposed} proposed clauses are left out.")
    return notes
