"""Members' seats: who counts on a body, since when, and what is cited for it.

Members are the roles that :data:`govgraph.model.MEMBER_ROLES` lists, held on the as-of date by a
holder, an interim or somebody on leave; substitutes, advisers and observers are none.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from govgraph import frames, model
from govgraph.analysis import citing
from govgraph.governance import Governance
from govgraph.sentences import counted

By = Literal["person", "organisation"]
CITED = ("title", "role", "source", "paragraph", "basis")
DERIVED = {"person": "MEMBER_OF", "organisation": "REPRESENTED_ON"}
"""The relationship that says who counts on which body."""


def members_seats(g: Governance, by: By = "person") -> pd.DataFrame:
    """Members' seats: ``body_id``, ``who_id`` and ``who`` they count for, and what is cited."""
    rows = g.memberships
    rows = rows[rows["role"].isin(model.MEMBER_ROLES)]
    if by == "person":
        rows = rows[rows["capacity"].isin(model.MEMBER_CAPACITIES)]
        rows = rows.assign(who_id=rows["person_id"])
    else:
        said = ["source", "paragraph", "basis", "start_date"]
        rows = rows.drop_duplicates("seat_id").drop(columns=said)
        voices = g.held("ON_BEHALF_OF")
        voices = voices.rename(columns={"from_id": "seat_id", "to_id": "who_id"})
        of_organisations = voices["to_type"] == "Organisation"
        rows = rows.merge(voices.loc[of_organisations, ["seat_id", "who_id", *said]], on="seat_id")
    rows = rows.assign(who=g.name_of(rows["who_id"]))
    columns = ["body_id", "who", "who_id", "seat_id", "source", "paragraph"]
    return rows[[*columns, "title", "role", "basis", "start_date"]]


def at_each_body(seats: pd.DataFrame) -> pd.DataFrame:
    """One row for each body and member: what is cited of their seats there, joined.

    ``since`` is the earliest start that is recorded; blank where none is.
    """
    order = ["body_id", "who", "who_id", "seat_id", "source", "paragraph"]
    seats = seats.sort_values(order, ignore_index=True)
    by = ["body_id", "who_id", "who"]
    joined = citing.each_once(seats, by, CITED).astype("str")
    dated = seats[seats["start_date"].notna()].sort_values("start_date", kind="stable")
    starts = dated.drop_duplicates(by).set_index(by)["start_date"]
    since = starts.reindex(pd.MultiIndex.from_frame(joined[by])).to_numpy(dtype=object)
    return joined.assign(since=pd.array(since, dtype="str"))


def later(one: pd.Series[str], other: pd.Series[str]) -> pd.Series[str]:
    """The later of two partial dates; blank where one is.

    Of 2017 and 2017-05 the less precise is returned: nobody knows which of them is the later.

    >>> later(pd.Series(["2017", "2016"]), pd.Series(["2017-05", "2019-01"])).tolist()
    ['2017', '2019-01']
    """
    found = [
        None
        if pd.isna(a) or pd.isna(b)
        else (min(a, b) if max(a, b).startswith(min(a, b)) else max(a, b))
        for a, b in zip(one, other, strict=True)
    ]
    return pd.Series(found, index=one.index, dtype="str")


def is_chair(roles: pd.Series[str]) -> pd.Series[bool]:
    """Whether one of the seats is the chair's."""
    return roles.str.contains(r"(?:^|; )chair(?:;|$)").astype(bool)


def is_inferred(basis: pd.Series[str]) -> pd.Series[bool]:
    """Whether one of the facts is inferred."""
    return basis.fillna("").str.contains("inferred").astype(bool)


def joined_names(groups: pd.Series[int], names: pd.Series[str], count: int) -> pd.Series[str]:
    """The names of each group from 0 to ``count``, as one list cell; blank where it has none."""
    of_each: list[list[str]] = [[] for _ in range(count)]
    for group, name in zip(groups.tolist(), names.loc[groups.index].tolist(), strict=True):
        of_each[group].append(name)
    return pd.Series([frames.JOIN.join(each) or None for each in of_each], dtype="str")


def unnamed_seats(g: Governance) -> pd.DataFrame:
    """Members' seats of which it is not known who holds them: ``body_id, seat_id``.

    A seat that is stated to be vacant is known; one of which only a substitute is known is not.
    One that somebody has left on a known day, or is yet to take, is empty where the sources give
    the members of its body completely; elsewhere somebody else may sit there.
    """
    rows = _of_members(g)
    clear = (rows["state"] == "vacant") | rows["capacity"].isin(model.MEMBER_CAPACITIES)
    clear |= _is_between_holders(g, rows)
    unclear, clear_seats = rows[~clear], rows.loc[clear, "seat_id"]
    unclear = unclear[~frames.are_among(unclear["seat_id"], clear_seats)]
    return unclear[["body_id", "seat_id"]].drop_duplicates("seat_id")


def seats_between_holders(g: Governance) -> pd.DataFrame:
    """Members' seats that are taken to be empty, though none is said to be: ``body_id, seat_id``.

    Somebody has left them on a known day, or is yet to take them, and the sources give the
    members of their bodies completely.
    """
    rows = _of_members(g)
    return rows.loc[_is_between_holders(g, rows), ["body_id", "seat_id"]]


def _of_members(g: Governance) -> pd.DataFrame:
    return g.memberships[g.memberships["role"].isin(model.MEMBER_ROLES)]


def _is_between_holders(g: Governance, rows: pd.DataFrame) -> pd.Series[bool]:
    left = rows["state"] == "unknown"  # only former or later holders are known
    left[left] = g.covers(rows.loc[left, "body_id"], "members")
    holds = g.tables["HOLDS"]
    of_unknown_end = holds.loc[holds["valid_to"].isna(), "to_id"]
    return left & ~frames.are_among(rows["seat_id"], of_unknown_end)


def are_all_known(g: Governance, body_ids: pd.Series[str], by: By = "person") -> pd.Series[bool]:
    """Whether all members of each body are known.

    The sources have to give its members completely. Where people are counted, nobody's name
    may be missing: of "two head teachers" nobody can say where else they sit. Where
    organisations are, every seat has to say whom it speaks for.
    """
    known = g.covers(body_ids, "members")
    if by == "person":
        return known & ~frames.are_among(body_ids, unnamed_seats(g)["body_id"])
    rows = _of_members(g)
    silent = rows.loc[rows["organisation_ids"].isna(), "body_id"]
    return known & ~frames.are_among(body_ids, silent)


def note_on_proposed(g: Governance, by: By) -> list[str]:
    """How many proposed memberships the answer leaves out; nothing where there are none."""
    if g.include_proposed:
        return []
    now = len(g.held(DERIVED[by]))
    more = len(g.at(include_proposed=True).held(DERIVED[by])) - now
    if more <= 0:
        return []
    return [f"{counted(more, 'proposed membership is', 'proposed memberships are')} left out."]
