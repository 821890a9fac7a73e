"""Who sits in several places: bodies that share members, and people who sit on many bodies.

Members are the roles that :data:`govgraph.model.MEMBER_ROLES` lists, held on the as-of date by a
holder, an interim or somebody on leave; substitutes, advisers and observers are none.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

from govgraph import frames, model
from govgraph.analysis import citing
from govgraph.governance import Governance

PAIR_COLUMNS = (
    "body_a",
    "body_b",
    "area_a",
    "area_b",
    "shared",
    "names",
    "jaccard",
    "overlap_coefficient",
    "size_a",
    "size_b",
    "shared_chairs",
    "covered",
    "basis",
    "if_proposed",
    "evidence",
    "body_a_id",
    "body_b_id",
)
PEOPLE_COLUMNS = (
    "person",
    "bodies",
    "body_names",
    "chairs",
    "meeting_hours",
    "hours_known",
    "hours_not_known_for",
    "basis",
    "if_proposed",
    "evidence",
    "person_id",
)

_BLOCK = 2_000
"""Bodies that are compared with all others at a time."""

_CITED = ("title", "role", "source", "paragraph", "basis")


def bodies(
    g: Governance,
    by: Literal["person", "organisation"] = "person",
    *,
    at_least: int = 1,
    most: int = 10_000,
) -> pd.DataFrame:
    """Pairs of bodies that share members on the as-of date.

    The Jaccard index is what is shared among all members of the two (P. Jaccard, 1901, "Étude
    comparative de la distribution florale"); the overlap coefficient is what is shared among
    the members of the smaller (Szymkiewicz 1934, Simpson 1943): 1 where the smaller body sits
    within the larger. Both are of the members known by name; where ``covered`` is False,
    membership is not given completely and more may be shared.

    Args:
        g: the snapshot; a pair counts where at least one of the two was asked about.
        by: whether people are compared, or the organisations that members speak for.
        at_least: the fewest shared members that make a pair.
        most: the strongest pairs that are listed; the notes say how many there are.

    Returns:
        one row for each pair, most shared first: body_a, body_b, area_a, area_b, shared
        (their number), names, jaccard, overlap_coefficient, size_a, size_b (members known),
        shared_chairs (names of those who chair both), covered (whether the sources give the
        members of both completely), basis (``inferred`` where a shared membership is), if_proposed
        (what proposals would change), evidence (a list: who, and with ``_a`` and ``_b`` the
        seat, role, source, paragraph and basis there), body_a_id, body_b_id.

    >>> from govgraph import merging
    >>> len(bodies(Governance(merging.combine({}))))
    0
    """
    matrix = g.membership_matrix(by)
    sizes = np.asarray(matrix.values.sum(axis=1)).ravel()
    asked = matrix.rows.isin(g.asked_about)
    pairs = _sharing_pairs(matrix.values, asked, at_least)
    ids = matrix.rows.to_numpy(dtype=object)
    pairs = pairs.assign(body_a_id=ids[pairs["a"]], body_b_id=ids[pairs["b"]])
    pairs = _smaller_id_first(pairs)
    pairs = pairs.assign(size_a=sizes[pairs["a"]], size_b=sizes[pairs["b"]])
    together = pairs["size_a"] + pairs["size_b"] - pairs["shared"]
    smaller = np.minimum(pairs["size_a"], pairs["size_b"])
    pairs = pairs.assign(
        jaccard=pairs["shared"] / together, overlap_coefficient=pairs["shared"] / smaller
    )
    found = len(pairs)
    order = ["shared", "jaccard", "body_a_id", "body_b_id"]
    pairs = pairs.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    pairs = pairs.head(most).assign(if_proposed=_if_proposed(g, by, pairs.head(most)))
    seats = _seats_by(g, by)
    frame = _described(g, pairs.join(_shared_members(seats, pairs)))
    frame.attrs["notes"] = _notes_on_pairs(g, by, found, most, seats)
    return frame


def _sharing_pairs(values: sparse.csr_array, asked: np.ndarray, at_least: int) -> pd.DataFrame:
    """Row numbers ``a`` > ``b`` of bodies that share enough, and how many they ``shared``."""
    columns = values.T.tocsr()
    parts = [pd.DataFrame({"a": [], "b": [], "shared": []}, dtype="int64")]
    for start in range(0, values.shape[0], _BLOCK):
        block = sparse.coo_array(values[start : start + _BLOCK] @ columns)
        a, b = block.coords[0] + start, block.coords[1]
        keep = (a > b) & (block.data >= at_least) & (asked[a] | asked[b])
        parts.append(pd.DataFrame({"a": a[keep], "b": b[keep], "shared": block.data[keep]}))
    return pd.concat(parts, ignore_index=True).astype("int64")


def _smaller_id_first(pairs: pd.DataFrame) -> pd.DataFrame:
    swap = (pairs["body_a_id"] > pairs["body_b_id"]).to_numpy(dtype=bool)
    swapped = {
        first: np.where(swap, pairs[second], pairs[first])
        for one, other in (("a", "b"), ("body_a_id", "body_b_id"))
        for first, second in ((one, other), (other, one))
    }
    return pairs.assign(**swapped).astype({"body_a_id": "str", "body_b_id": "str"})


def _seats_by(g: Governance, by: Literal["person", "organisation"]) -> pd.DataFrame:
    """Members' seats: ``body_id``, ``who_id`` and ``who`` they count for, and what is cited."""
    rows = g.memberships
    rows = rows[rows["role"].isin(model.MEMBER_ROLES)]
    if by == "person":
        rows = rows[rows["capacity"].isin(model.MEMBER_CAPACITIES)]
        rows = rows.assign(who_id=rows["person_id"])
    else:
        rows = rows.drop_duplicates("seat_id").drop(columns=["source", "paragraph", "basis"])
        voices = g.held("ON_BEHALF_OF")
        voices = voices.rename(columns={"from_id": "seat_id", "to_id": "who_id"})
        of_organisations = voices["to_type"] == "Organisation"
        cited = ["seat_id", "who_id", "source", "paragraph", "basis"]
        rows = rows.merge(voices.loc[of_organisations, cited], on="seat_id")
    rows = rows.assign(who=g.name_of(rows["who_id"]))
    order = ["body_id", "who", "who_id", "seat_id", "source", "paragraph"]
    return rows[[*order, "title", "role", "basis"]].sort_values(order, ignore_index=True)


def _at_each(seats: pd.DataFrame) -> pd.DataFrame:
    """One row for each body and member: what is cited of their seats there, joined."""
    joined = citing.each_once(seats, ["body_id", "who_id", "who"], _CITED)
    return joined.astype("str")


def _shared_members(seats: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """For each pair ``names``, ``shared_chairs``, ``basis`` and ``evidence``."""
    at_each = _at_each(seats[seats["body_id"].isin([*pairs["body_a_id"], *pairs["body_b_id"]])])
    shared = (
        pairs[["body_a_id", "body_b_id"]]
        .assign(pair=np.arange(len(pairs)))
        .merge(at_each, left_on="body_a_id", right_on="body_id")
        .merge(
            at_each.drop(columns="who"),
            left_on=["body_b_id", "who_id"],
            right_on=["body_id", "who_id"],
            suffixes=("_a", "_b"),
        )
        .sort_values(["pair", "who", "who_id"], ignore_index=True)
    )
    chairs = _chairs(shared["role_a"]) & _chairs(shared["role_b"])
    inferred = _is_inferred(shared["basis_a"]) | _is_inferred(shared["basis_b"])
    cited = [f"{name}_{side}" for side in "ab" for name in _CITED]
    evidence = shared[["who", "who_id", *cited]].rename(
        columns={"title_a": "seat_a", "title_b": "seat_b"}
    )
    evidence = evidence.astype(object).where(evidence.notna(), None)
    found: list[list[dict[str, object]]] = [[] for _ in range(len(pairs))]
    for pair, entry in zip(shared["pair"], evidence.to_dict("records"), strict=True):
        found[pair].append({str(name): value for name, value in entry.items()})
    all_pairs = np.arange(len(pairs))
    return pd.DataFrame(
        {
            "names": _joined(shared["pair"], shared["who"], all_pairs),
            "shared_chairs": _joined(shared.loc[chairs, "pair"], shared["who"], all_pairs),
            "basis": np.where(
                np.isin(all_pairs, shared.loc[inferred, "pair"]), "inferred", "stated"
            ),
            "evidence": pd.Series(found, dtype=object),
        }
    )


def _joined(pair: pd.Series[int], names: pd.Series[str], pairs: np.ndarray) -> pd.Series[str]:
    names = names.loc[pair.index]
    return names.groupby(pair.to_numpy()).agg(frames.JOIN.join).reindex(pairs).astype("str")


def _chairs(roles: pd.Series[str]) -> pd.Series[bool]:
    """Whether one of the seats is the chair's."""
    return roles.str.contains(r"(?:^|; )chair(?:;|$)").astype(bool)


def _is_inferred(basis: pd.Series[str]) -> pd.Series[bool]:
    return basis.fillna("").str.contains("inferred")


def _described(g: Governance, pairs: pd.DataFrame) -> pd.DataFrame:
    about = g.bodies.set_index("id")
    covered = g.covers(pairs["body_a_id"], "members") & g.covers(pairs["body_b_id"], "members")
    return pairs.assign(
        body_a=g.name_of(pairs["body_a_id"]),
        body_b=g.name_of(pairs["body_b_id"]),
        area_a=pairs["body_a_id"].map(about["areas"]),
        area_b=pairs["body_b_id"].map(about["areas"]),
        covered=covered,
    )[list(PAIR_COLUMNS)]


def _if_proposed(
    g: Governance, by: Literal["person", "organisation"], pairs: pd.DataFrame
) -> pd.Series[str]:
    """How many the pair would share if proposals came into force, where that differs."""
    derived = {"person": "MEMBER_OF", "organisation": "REPRESENTED_ON"}[by]
    if g.include_proposed or not g.tables[derived]["proposed"].any():
        return pd.Series(None, index=pairs.index, dtype="str")
    later = g.at(include_proposed=True).membership_matrix(by)
    a, b = (later.rows.get_indexer(pd.Index(pairs[name])) for name in ("body_a_id", "body_b_id"))
    would_share = np.asarray(later.values[a].multiply(later.values[b]).sum(axis=1)).ravel()
    said = "would share " + pd.Series(would_share, index=pairs.index).astype("str")
    return said.where(would_share != pairs["shared"])


def _notes_on_pairs(
    g: Governance,
    by: Literal["person", "organisation"],
    found: int,
    most: int,
    seats: pd.DataFrame,
) -> list[str]:
    bodies_here = g.bodies.loc[g.bodies["id"].isin(g.asked_about), "id"]
    covered = int(g.covers(bodies_here, "members").sum())
    notes = [
        f"The members of {covered} of {len(bodies_here)} bodies are given completely; the others "
        "may share more than is known."
    ]
    if by == "person":
        rows = g.memberships
        unnamed = rows[
            rows["role"].isin(model.MEMBER_ROLES)
            & rows["state"].isin(("not named", "unknown"))
            & rows["body_id"].isin(bodies_here)
        ]
        if len(unnamed):
            notes.append(
                f"{len(unnamed)} members' seats on {unnamed['body_id'].nunique()} bodies name "
                "nobody: who sits there may be shared too."
            )
    if found > most:
        notes.append(f"The {most:,} strongest of {found:,} pairs are listed.")
    return notes + ([] if g.include_proposed else _note_on_proposed(g, by))


def _note_on_proposed(g: Governance, by: Literal["person", "organisation"]) -> list[str]:
    derived = {"person": "MEMBER_OF", "organisation": "REPRESENTED_ON"}[by]
    now = len(g.held(derived))
    later = len(g.at(include_proposed=True).held(derived))
    return [f"{later - now} proposed memberships are left out."] if later > now else []


# --- by person ---------------------------------------------------------------------------


def people(g: Governance) -> pd.DataFrame:
    """Everybody who sits on a body as a member, those who sit on the most first.

    A body's hours are its meetings a year, as stated, times the mean length of its recorded
    meetings. Where either is not known, neither are the person's hours, only those of the
    other bodies.

    Returns:
        one row for each person with a seat on a body asked about: person, bodies (their
        number), body_names, chairs (the number they chair), meeting_hours (a year; blank
        where they are not known for every body), hours_known (those of the bodies where they
        are), hours_not_known_for (the others), basis (``inferred`` where a membership is),
        if_proposed (what proposals would change), evidence (a list of body, body_id, seat,
        role, source, paragraph, basis), person_id.

    >>> from govgraph import merging
    >>> len(people(Governance(merging.combine({}))))
    0
    """
    at_each = _at_each(_seats_by(g, "person"))
    asked = at_each.loc[at_each["body_id"].isin(g.asked_about), "who_id"]
    at_each = at_each[at_each["who_id"].isin(asked)]
    at_each = at_each.assign(body=g.name_of(at_each["body_id"]))
    at_each = at_each.sort_values(["who_id", "body", "body_id"], ignore_index=True)
    hours = at_each["body_id"].map(_hours_a_year(g))
    at_each = at_each.assign(
        hours=hours,
        chairs=_chairs(at_each["role"]),
        unknown_body=at_each["body"].where(hours.isna()),
        inferred=_is_inferred(at_each["basis"]),
    )
    each = at_each.groupby("who_id", sort=False)
    frame = pd.DataFrame(
        {
            "person": each["who"].first(),
            "bodies": each.size(),
            "body_names": each["body"].agg(frames.JOIN.join),
            "chairs": each["chairs"].sum().astype("int64"),
            "hours_known": each["hours"].sum(min_count=1),
            "hours_not_known_for": each["unknown_body"].agg(citing.join_known).astype("str"),
            "basis": np.where(each["inferred"].any(), "inferred", "stated"),
            "evidence": _evidence_by_person(at_each),
        }
    ).rename_axis("person_id")
    frame = frame.reset_index().assign(
        meeting_hours=lambda rows: rows["hours_known"].where(rows["hours_not_known_for"].isna())
    )
    frame = frame.assign(if_proposed=_bodies_if_proposed(g, frame))
    order = ["bodies", "chairs", "person", "person_id"]
    frame = frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    frame = frame[list(PEOPLE_COLUMNS)]
    frame.attrs["notes"] = _notes_on_people(g, frame)
    return frame


def _hours_a_year(g: Governance) -> pd.Series[float]:
    """Meeting-hours a year of each body; blank where they are not known."""
    held = g.meetings
    length = held[held["status"] == "held"].groupby("body_id")["duration_hours"].mean()
    about = g.bodies.set_index("id")
    return about["meetings_per_year"] * length.reindex(about.index)


def _evidence_by_person(at_each: pd.DataFrame) -> pd.Series:
    cited = at_each[["body", "body_id", *_CITED]].rename(columns={"title": "seat"})
    cited = cited.astype(object).where(cited.notna(), None)
    records = pd.Series(cited.to_dict("records"), index=at_each.index, dtype=object)
    return records.groupby(at_each["who_id"], sort=False).agg(list)


def _bodies_if_proposed(g: Governance, frame: pd.DataFrame) -> pd.Series[str]:
    if g.include_proposed or not g.tables["MEMBER_OF"]["proposed"].any():
        return pd.Series(None, index=frame.index, dtype="str")
    later = g.at(include_proposed=True).held("MEMBER_OF").drop_duplicates(["from_id", "to_id"])
    would_sit = frame["person_id"].map(later["from_id"].value_counts())
    return ("would sit on " + would_sit.astype("str")).where(would_sit != frame["bodies"])


def _notes_on_people(g: Governance, frame: pd.DataFrame) -> list[str]:
    notes = []
    unknown = int(frame["meeting_hours"].isna().sum())
    if unknown:
        notes.append(
            f"Meeting-hours are not known for {unknown} of {len(frame)} people, because it is "
            "not recorded how often, or how long, a body of theirs meets."
        )
    return notes + ([] if g.include_proposed else _note_on_proposed(g, "person"))
