"""Pairs of bodies whose remits duplicate or overlap, and topics that nobody decides.

What is found is decided by what the clauses let a body do (power), what they are about (topic)
and whom they are for (population). The wording only says which clauses to look at, and in which
order: two remits may say the same in other words, or different things in the same words. Every
finding is a candidate for a human to judge, with both texts side by side.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import frames, names
from govgraph.analysis import (
    citing,
    likeness,
    remit_candidates,
    remit_evidence,
    remit_findings,
    remit_gaps,
    remit_judgements,
    remit_relations,
    remit_sections,
)
from govgraph.analysis.likeness import Reading
from govgraph.analysis.remit_findings import (
    CANDIDATE,
    DUPLICATE,
    GAP,
    NOT_A_DUPLICATE,
    OTHER_PEOPLE,
    OVERLAP,
    PEOPLE_NOT_SAID,
    SHARED_WORDING,
)
from govgraph.governance import Governance
from govgraph.lexicon import Lexicon
from govgraph.sentences import counted

__all__ = [
    "CANDIDATE",
    "COLUMNS",
    "DUPLICATE",
    "GAP",
    "NOT_A_DUPLICATE",
    "OTHER_PEOPLE",
    "OVERLAP",
    "PEOPLE_NOT_SAID",
    "SHARED_WORDING",
    "gaps",
    "pairs",
    "procedural",
]

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
    "why",
    "basis",
    "power",
    "topic",
    "population",
    "difference",
    "judgement",
    "body_a_id",
    "body_b_id",
)

MANY_CLAUSES = 200_000
AT_LEAST_AMONG_MANY = 0.5
"""Among so many clauses wordings have to be more alike, and nobody reads the rest."""
_MOST_OF_ONE_CODE = 200
"""Clauses coded alike in one area that are all looked at together, whatever their words."""


def pairs(
    g: Governance,
    *,
    at_least: float = 0.25,
    most_per_clause: int = 20,
    most_per_body: int = 20,
    words: Lexicon | None = None,
) -> pd.DataFrame:
    """Pairs of bodies whose remits duplicate or overlap, each with its clauses side by side.

    Clauses of two bodies are looked at together where they are worded alike (see
    :func:`govgraph.analysis.wording.weighted_words`), or where both are coded with one power,
    topic and population, in one area. What is found of them:

    - ``duplicate``: the same power, topic and population;
    - ``same work, different population``: the same power and topic for other people, as
      bodies in different areas always are;
    - ``same work, population not said``: one of the two does not say for whom;
    - ``overlap``: the same topic under different powers;
    - ``candidate``: worded alike, while power or topic differ or are not known; or two groups
      that one section describes as twins;
    - ``shared wording``: one sentence of one source speaks of both bodies;
    - ``not a duplicate``: so a reviewer has judged.

    What is not coded is proposed from the wording where the lexicon has words for it, and
    ``basis`` says so. Procedural clauses do not count (see :func:`procedural`). The finding of
    two bodies is the strongest one of their clauses, in the order above.

    Args:
        g: the snapshot; a pair counts where at least one of the two bodies was asked about.
        at_least: the least likeness of wording (0 to 1); among more than 200,000 clauses 0.5.
        most_per_clause: a pair of clauses among the best of neither is left out.
        most_per_body: a pair of bodies among the first of neither is left out.
        words: by which to propose; the bundled lexicon if left out.

    Returns:
        one row for each pair, those in one area first, of these the strongest: body_a, body_b,
        area_a, area_b, finding, score (the likeness of the clauses that decide, 0 to 1; see
        :mod:`govgraph.analysis.likeness`), relation (what is stated between them: parent and
        child, successor, twins in different areas, shared wording, twin groups),
        shared_people (their number; blank where none is known and the members of one are not
        given completely), clauses (a list, strongest first: clause, text, paragraph, source,
        power, topic, population of both with ``_a`` and ``_b``, finding, score, wording,
        matched_a and matched_b (the words they have in common as each has them), proposed
        (what was proposed by which words), shared_wording, judgement), why (in a sentence),
        basis (``stated``, ``proposed``: power, topic or population was proposed from the
        wording; ``judged``), power, topic, population (what both have in common), difference
        (where twin groups share a sentence: what else the section says of each), judgement (a
        list: verdict, reason, who, date, source, paragraph), body_a_id, body_b_id.

    >>> from govgraph import merging
    >>> len(pairs(Governance(merging.combine({}))))
    0
    """
    clauses = _clauses(g)
    reading = likeness.read(clauses, words)
    clauses = pd.concat([clauses.drop(columns=[*likeness.CODES]), reading.codes], axis=1)
    if len(clauses) > MANY_CLAUSES:
        at_least = max(at_least, AT_LEAST_AMONG_MANY)
    asked = clauses["body_id"].isin(g.asked_about).to_numpy()
    sentence = _one_sentence(clauses, reading.is_procedural)
    matches = _matches(g, clauses, reading, asked, sentence, at_least, most_per_clause)
    apart = remit_relations.Areas(g).are_apart(
        *(clauses["body_id"].take(matches[end].to_numpy()) for end in "ab")
    )
    matches = remit_findings.of_clauses(clauses, matches, apart)
    matches = remit_judgements.applied(g, clauses, matches, reading)
    matches = remit_sections.with_twins(clauses, matches, sentence)
    found = remit_findings.of_bodies(clauses, matches)
    found = remit_judgements.of_whole_pairs(g, found)
    found = found[_is_among_the_first(found, most_per_body)].reset_index(drop=True)
    frame = _described(g, found, clauses, matches, reading)
    frame.attrs["notes"] = _notes(g, clauses, reading, at_least)
    return frame


def procedural(g: Governance, words: Lexicon | None = None) -> pd.DataFrame:
    """The clauses on how a body works, which do not count as a remit.

    Returns:
        one row for each clause of the bodies asked about: body, clause, text, recognised_by
        (blank where its topic is coded ``procedure``; else the words by which a clause without
        a topic was taken to be procedural), source, paragraph, body_id.
    """
    clauses = _clauses(g)
    reading = likeness.read(clauses, words)
    shown = clauses.assign(recognised_by=reading.codes["procedure_words"])
    shown = shown[reading.is_procedural & shown["body_id"].isin(g.asked_about).to_numpy()]
    columns = ["body", "clause", "text", "recognised_by", "source", "paragraph", "body_id"]
    return shown[columns].reset_index(drop=True)


def gaps(g: Governance, words: Lexicon | None = None) -> pd.DataFrame:
    """Topics that bodies deal with and nobody decides; see :func:`.remit_gaps.of`."""
    clauses = _clauses(g)
    return remit_gaps.of(g, clauses, likeness.read(clauses, words))


def _clauses(g: Governance) -> pd.DataFrame:
    """Every clause that held, in order of the bodies, with all its citations."""
    every = citing.with_all_citations(g.remits, g.held("HAS_REMIT"))
    return every.sort_values(["body_id", "clause", "id"], ignore_index=True)


# --- which clauses are looked at together --------------------------------------------------


def _matches(
    g: Governance,
    clauses: pd.DataFrame,
    reading: Reading,
    asked: np.ndarray,
    sentence: np.ndarray,
    at_least: float,
    most_per_clause: int,
) -> pd.DataFrame:
    """Pairs of clauses ``a`` < ``b`` with ``wording``, ``score`` and ``shared_wording``."""
    body = pd.factorize(clauses["body_id"])[0]

    def may_be_compared(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        one_sentence = (sentence[a] == sentence[b]) & (sentence[a] >= 0)
        counts: np.ndarray = (body[a] != body[b]) & (asked[a] | asked[b]) & ~one_sentence
        return counts

    text = pd.factorize(names.keys(clauses["text"]))[0]
    alike = remit_candidates.alike_texts(
        reading.words, text, may_be_compared, at_least, most_per_clause
    )
    coded = _of_one_code(g, clauses, reading)
    coded = coded[may_be_compared(coded["a"].to_numpy(), coded["b"].to_numpy())]
    found = pd.concat([alike, coded], ignore_index=True).drop_duplicates(["a", "b"])
    a, b = found["a"].to_numpy(), found["b"].to_numpy()
    found = found.assign(
        wording=found["wording"].fillna(pd.Series(reading.of_words(a, b), index=found.index)),
        score=reading.of_pairs(a, b),
        shared_wording=False,
    )
    shared = _within_sentences(clauses, sentence, asked)
    found = pd.concat([found, shared], ignore_index=True)
    return found.astype({"wording": "float64", "score": "float64", "shared_wording": bool}).round(6)


def _of_one_code(g: Governance, clauses: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Pairs of clauses that are coded alike, in one area, whatever their words."""
    coded = clauses[[f"{name}_words" for name in likeness.CODES]].isna().all(axis=1)
    coded &= clauses[[*likeness.CODES]].notna().all(axis=1) & ~reading.is_procedural
    rows = clauses.loc[coded, ["body_id", "power", "topic", "population"]]
    areas = frames.look_up(rows["body_id"], g.bodies["id"], g.bodies["areas"])
    people = rows["population"].map(remit_findings.people)
    rows = rows.assign(row=rows.index, population=people, area=areas.map(frames.split_list))
    rows = rows.explode("area").explode("population")
    keys = ["area", "power", "topic", "population"]
    size = rows.groupby(keys)["row"].transform("size")
    rows = rows[(size > 1) & (size <= _MOST_OF_ONE_CODE)]
    both = rows.merge(rows, on=keys, suffixes=("_a", "_b"))
    both = both[both["row_a"] < both["row_b"]].drop_duplicates(["row_a", "row_b"])
    return pd.DataFrame(
        {"a": both["row_a"].astype("int64"), "b": both["row_b"].astype("int64"), "wording": np.nan}
    )


def _one_sentence(clauses: pd.DataFrame, is_procedural: np.ndarray) -> np.ndarray:
    """A number for each clause, equal where text, source and paragraph are; -1 if not cited."""
    cited = clauses["source"].notna() & clauses["paragraph"].notna() & ~is_procedural
    same = clauses.assign(text=names.keys(clauses["text"])).groupby(
        ["text", "source", "paragraph"], sort=False
    )
    return np.where(cited, same.ngroup(), -1)


def _within_sentences(
    clauses: pd.DataFrame, sentence: np.ndarray, asked: np.ndarray
) -> pd.DataFrame:
    """Pairs of clauses of different bodies that are one sentence of one source."""
    rows = pd.DataFrame(
        {"row": np.arange(len(clauses)), "sentence": sentence, "body_id": clauses["body_id"]}
    )
    rows = rows[(sentence >= 0) & rows["sentence"].duplicated(keep=False)]
    both = rows.merge(rows, on="sentence", suffixes=("_a", "_b"))
    both = both[(both["row_a"] < both["row_b"]) & (both["body_id_a"] != both["body_id_b"])]
    both = both[asked[both["row_a"]] | asked[both["row_b"]]]
    shared = {"wording": 1.0, "score": 1.0, "shared_wording": True}
    return pd.DataFrame({"a": both["row_a"], "b": both["row_b"]}).assign(**shared)


# --- how it is shown -----------------------------------------------------------------------


def _is_among_the_first(found: pd.DataFrame, most_per_body: int) -> pd.Series[bool]:
    """Whether a pair is among the first ones of either of its bodies, or was judged."""
    ends = pd.concat([found["body_a_id"], found["body_b_id"]]).sort_index(kind="stable")
    place = ends.groupby(ends).cumcount()
    is_kept: pd.Series[bool] = (place < most_per_body).groupby(level=0).any()
    return is_kept | (found["basis"] == remit_findings.JUDGED)


def _described(
    g: Governance,
    found: pd.DataFrame,
    clauses: pd.DataFrame,
    matches: pd.DataFrame,
    reading: Reading,
) -> pd.DataFrame:
    areas = g.bodies.set_index("id")["areas"]
    shown = found.assign(
        body_a=g.name_of(found["body_a_id"]),
        body_b=g.name_of(found["body_b_id"]),
        area_a=found["body_a_id"].map(areas),
        area_b=found["body_b_id"].map(areas),
        relation=remit_relations.stated(g, found),
        shared_people=remit_relations.shared_people(g, found),
        clauses=remit_evidence.clause_pairs(found, clauses, matches, reading),
        difference=remit_sections.differences(found, clauses),
        judgement=remit_judgements.shown(g, found),
    )
    return shown.assign(why=remit_evidence.why(shown))[list(COLUMNS)]


def _notes(g: Governance, clauses: pd.DataFrame, reading: Reading, at_least: float) -> list[str]:
    notes = [
        "Power, topic and population decide what is found; how alike the wording is only "
        "orders the reading. Each finding is a candidate for a human to judge."
    ]
    bodies = g.bodies.loc[g.bodies["id"].isin(g.asked_about), "id"]
    silent = int((~bodies.isin(clauses.loc[~reading.is_procedural, "body_id"])).sum())
    if silent:
        notes.append(f"No remit is known of {silent} of {len(bodies)} bodies.")
    covered = int(g.covers(bodies, "remits").sum())
    notes.append(f"The remits of {covered} of {len(bodies)} bodies are given completely.")
    count = int(reading.is_procedural.sum())
    if count:
        left_out = counted(count, "procedural clause is", "procedural clauses are")
        notes.append(f"{left_out} left out.")
    if not g.include_proposed:
        proposed = len(g.at(include_proposed=True).held("Remit")) - len(clauses)
        if proposed:
            left_out = counted(proposed, "proposed clause is", "proposed clauses are")
            notes.append(f"{left_out} left out.")
    if len(clauses) > MANY_CLAUSES:
        notes.append(f"Among so many clauses only wordings alike by {at_least} are looked at.")
    return [*notes, *remit_judgements.notes(g, clauses)]
