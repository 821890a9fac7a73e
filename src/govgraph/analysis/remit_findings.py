"""What pairs of clauses, and pairs of bodies, come to by power, topic and population."""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import frames, names
from govgraph.analysis.remit_relations import SUCCESSOR
from govgraph.sentences import counted

DUPLICATE = "duplicate"
OTHER_PEOPLE = "same work, different population"
PEOPLE_NOT_SAID = "same work, population not said"
OVERLAP = "overlap"
CANDIDATE = "candidate"
SHARED_WORDING = "shared wording"
NOT_A_DUPLICATE = "not a duplicate"
GAP = "gap"

STRONGEST_FIRST = (
    DUPLICATE,
    OTHER_PEOPLE,
    PEOPLE_NOT_SAID,
    OVERLAP,
    CANDIDATE,
    SHARED_WORDING,
    NOT_A_DUPLICATE,
)
NO_FINDING = (SHARED_WORDING, NOT_A_DUPLICATE)
FOUND_BY_CODES = (DUPLICATE, OTHER_PEOPLE, PEOPLE_NOT_SAID, OVERLAP)

CLEARLY_ALIKE = 0.3
"""The likeness from which a candidate is worth a reader's time who did not ask for all of them.

Of 91 pairs of clauses on remits from real terms of reference, labelled by hand, 31 were as alike
as that, none of them unrelated; below it one in four was.
"""

STATED = "stated"
PROPOSED = "proposed"
JUDGED = "judged"

_SAME, _OTHER, _NEITHER_SAYS, _ONE_SAYS = range(4)


def of_clauses(clauses: pd.DataFrame, matches: pd.DataFrame, apart: np.ndarray) -> pd.DataFrame:
    """The pairs of clauses with their ``finding`` and ``basis``.

    Two bodies that are ``apart``, in different areas, serve different people, whatever these
    are called. ``basis`` is ``proposed`` where the finding rests on a code that was proposed
    from the wording; blank where it rests on no code.
    """
    a, b = matches["a"].to_numpy(), matches["b"].to_numpy()
    same_power, both_powers = _agree(clauses["power"], a, b)
    same_topic, _ = _agree(clauses["topic"], a, b)
    people = _compared(clauses["population"], a, b)
    same_work = same_power & same_topic
    finding = np.select(
        [
            matches["shared_wording"].to_numpy(dtype=bool),
            same_work & ((people == _OTHER) | apart),
            same_work & (people == _ONE_SAYS),
            same_work,
            same_topic & both_powers,
        ],
        [SHARED_WORDING, OTHER_PEOPLE, PEOPLE_NOT_SAID, DUPLICATE, OVERLAP],
        CANDIDATE,
    )
    proposed = _any_proposed(clauses, ("power", "topic"), a, b) | (
        _any_proposed(clauses, ("population",), a, b) & (finding != OVERLAP) & ~apart
    )
    by_codes = np.isin(finding, FOUND_BY_CODES)
    basis = np.where(proposed, PROPOSED, STATED)
    return matches.assign(
        finding=pd.array(finding, dtype="str"),
        basis=pd.Series(basis, index=matches.index, dtype="str").where(by_codes),
        apart=apart,
    )


def worth_asking(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of bodies that a reader is to be asked about.

    Left out are those judged to be no duplicates, those that one sentence of one source speaks
    of, which alone is no finding, candidates that are alike only faintly, and a body beside the
    one that it replaces, which is to do the same; the notes say how many there are of each.
    """
    is_faint = (pairs["finding"] == CANDIDATE) & (pairs["score"] < CLEARLY_ALIKE)
    is_one_sentence = pairs["finding"] == SHARED_WORDING
    is_judged = pairs["finding"] == NOT_A_DUPLICATE
    is_successor = frames.list_any(pairs["relation"], [SUCCESSOR]) & ~is_judged
    found = pairs[~is_faint & ~is_one_sentence & ~is_judged & ~is_successor]
    notes = [*pairs.attrs.get("notes", [])]
    if count := int((is_successor & ~is_faint & ~is_one_sentence).sum()):
        left_out = counted(count, "pair of bodies is", "pairs of bodies are")
        notes.append(f"{left_out} left out, because one of the two replaces the other.")
    if count := int(is_faint.sum()):
        left_out = counted(count, "pair is", "pairs are")
        notes.append(
            f"{left_out} left out, being alike only faintly (likeness below {CLEARLY_ALIKE})."
        )
    if count := int(is_one_sentence.sum()):
        left_out = counted(count, "pair of bodies is", "pairs of bodies are")
        notes.append(
            f"{left_out} left out, because one sentence of one source speaks of both: that alone "
            "is no duplicate."
        )
    found.attrs["notes"] = notes
    return found


def _agree(codes: pd.Series[str], a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether the codes of each pair are the same, and whether both are known."""
    number = pd.factorize(codes)[0]
    both = (number[a] >= 0) & (number[b] >= 0)
    return both & (number[a] == number[b]), both


def _any_proposed(
    clauses: pd.DataFrame, what: tuple[str, ...], a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    proposed = clauses[[f"{name}_words" for name in what]].notna().any(axis=1).to_numpy()
    either: np.ndarray = proposed[a] | proposed[b]
    return either


def people(cell: object) -> frozenset[str]:
    """The populations that a cell names, however they are spelt.

    >>> sorted(people("Families; children  and young people"))
    ['children and young people', 'families']
    """
    return frozenset(_plain(part) for part in frames.split_list(cell))


def _plain(part: str) -> str:
    return " ".join(part.casefold().replace("\u2019", "'").split()).strip(" .")


def _compared(population: pd.Series[str], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    number, distinct = pd.factorize(names.keys(population.fillna("")))
    named = [people(cell) for cell in distinct]
    pairs = pd.DataFrame({"a": number[a], "b": number[b]})
    once = pairs.drop_duplicates()
    answers = [
        _relation(named[one], named[other]) for one, other in zip(once["a"], once["b"], strict=True)
    ]
    found = pairs.merge(once.assign(answer=answers), how="left", on=["a", "b"])["answer"]
    return found.to_numpy(dtype=np.int64)


def _relation(one: frozenset[str], other: frozenset[str]) -> int:
    """Whether two clauses are for the same people; some in common are enough."""
    if not one or not other:
        return _ONE_SAYS if one or other else _NEITHER_SAYS
    return _SAME if one & other else _OTHER


def of_bodies(clauses: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair of bodies, strongest first, with what its best clauses come to.

    Clauses are in order of their bodies' ids, so the first of two always is of the first body.
    """
    ids = clauses["body_id"].to_numpy(dtype=object)
    a, b = matches["a"].to_numpy(), matches["b"].to_numpy()
    rows = pd.DataFrame(
        {
            "body_a_id": pd.array(ids[a], dtype="str"),
            "body_b_id": pd.array(ids[b], dtype="str"),
            "finding": matches["finding"].array,
            "basis": matches["basis"].array,
            "score": matches["score"].array,
            "has_shared_wording": matches["shared_wording"].array,
            "twin_section": matches["twin_section"].array,
            "apart": matches["apart"].array,
            "a": a,
            "b": b,
        }
    )
    ends = ["body_a_id", "body_b_id"]
    rows = strongest_first(rows, ends)
    shared = rows[rows["has_shared_wording"]].drop_duplicates(ends)
    found = rows.drop_duplicates(ends, ignore_index=True).drop(columns="twin_section")
    twins = rows.loc[rows["twin_section"].notna(), [*ends, "twin_section"]].drop_duplicates(ends)
    found = found.merge(twins, how="left", on=ends)
    pair = pd.MultiIndex.from_frame(found[ends])
    a, b = found.pop("a").to_numpy(), found.pop("b").to_numpy()
    return found.assign(
        has_shared_wording=pair.isin(pd.MultiIndex.from_frame(shared[ends])),
        are_twin_groups=found["twin_section"].notna(),
        **{name: _common(clauses[name], a, b) for name in ("power", "topic")},
        population=_common_people(clauses["population"], a, b),
    )


def strongest_first(rows: pd.DataFrame, then: list[str]) -> pd.DataFrame:
    """The rows in order of their finding, the most alike first.

    What is in one area comes before what is not; what is no finding comes last.
    """
    rank = rows["finding"].map({word: at for at, word in enumerate(STRONGEST_FIRST)})
    is_last = rows["finding"].isin(NO_FINDING)
    ordered = rows.assign(is_last=is_last, rank=rank).sort_values(
        ["is_last", "apart", "rank", "score", *then],
        ascending=[True, True, True, False, *(True for _ in then)],
    )
    return ordered.drop(columns=["is_last", "rank"]).reset_index(drop=True)


def _common(codes: pd.Series[str], a: np.ndarray, b: np.ndarray) -> pd.Series[str]:
    one, other = (codes.iloc[end].reset_index(drop=True) for end in (a, b))
    return one.where(one == other)


def _common_people(codes: pd.Series[str], a: np.ndarray, b: np.ndarray) -> pd.Series[str]:
    """The populations that both name, as the first spells them."""
    number, distinct = pd.factorize(codes)
    pairs = pd.DataFrame({"a": number[a], "b": number[b]})
    once = pairs[(pairs >= 0).all(axis=1)].drop_duplicates()
    common = [
        frames.join_list(
            part
            for part in frames.split_list(distinct[one])
            if _plain(part) in people(distinct[other])
        )
        for one, other in zip(once["a"], once["b"], strict=True)
    ]
    once = once.assign(common=pd.Series(common, index=once.index, dtype="str"))
    return pairs.merge(once, how="left", on=["a", "b"])["common"]
