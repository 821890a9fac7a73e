"""Bodies that share members, on the day and through time.

Who counts as a member is said in :mod:`govgraph.analysis.member_seats`; how the pairs are found
in :mod:`govgraph.analysis.pairs`, what chance alone would give in
:mod:`govgraph.analysis.chance`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from govgraph import dates, frames, model
from govgraph.analysis import member_seats, pairs
from govgraph.analysis.member_seats import CITED, DERIVED, By
from govgraph.governance import Governance
from govgraph.sentences import counted

PAIR_COLUMNS = (
    "body_a",
    "body_b",
    "area_a",
    "area_b",
    "shared",
    "names",
    "since",
    "jaccard",
    "overlap_coefficient",
    "size_a",
    "size_b",
    "population",
    "expected",
    "p_value",
    "q_value",
    "shared_chairs",
    "covered",
    "basis",
    "if_proposed",
    "evidence",
    "body_a_id",
    "body_b_id",
)
TIME_COLUMNS = (
    "body_a",
    "body_b",
    "area_a",
    "area_b",
    "shared",
    "certain",
    "names",
    "since",
    "until",
    "covered",
    "basis",
    "evidence",
    "body_a_id",
    "body_b_id",
)


def bodies(
    g: Governance, by: By = "person", *, at_least: int = 1, most: int = 10_000
) -> pd.DataFrame:
    """Pairs of bodies that share members on the as-of date.

    The Jaccard index is what is shared among all members of the two (P. Jaccard, 1901, "Étude
    comparative de la distribution florale"); the overlap coefficient is what is shared among
    the members of the smaller (Szymkiewicz 1934, Simpson 1943): 1 where the smaller body sits
    within the larger. Both are of the members known by name; where ``covered`` is False,
    membership is not given completely and more may be shared.

    What chance alone would give is reckoned where all members of both bodies are known: the
    sources give them completely, and every seat names somebody, is said to be vacant, or has
    been left on a known day; by organisation, every seat says whom it speaks for. The population is
    then everybody who sits as a member on such a body in the areas of the two: nobody else could
    be found on both, and people of other areas, who would not be appointed here, would make
    every overlap look unlikely. ``expected`` is size_a times size_b divided by the population;
    ``p_value`` the chance of as many shared members or more (hypergeometric upper tail);
    ``q_value`` is the p-value corrected for the number of pairs compared (Benjamini and
    Hochberg 1995). Members are not appointed by lot: a small value says that the overlap is
    more than the sizes explain, not why, nor that anything is amiss.

    Args:
        g: the snapshot; a pair counts where at least one of the two was asked about.
        by: whether people are compared, or the organisations that members speak for.
        at_least: the fewest shared members that make a pair.
        most: the strongest pairs that are listed; the notes say how many there are.

    Returns:
        one row for each pair, most shared first: body_a, body_b, area_a, area_b, shared
        (their number), names, since (the earliest date from which one of them is recorded to
        sit on both; blank where no such date is recorded), jaccard, overlap_coefficient, size_a,
        size_b (members known), population, expected, p_value, q_value (blank where not all
        members are known), shared_chairs (names of those who chair both), covered (whether the
        sources give the members of both completely), basis (``inferred`` where a shared
        membership is), if_proposed (what proposals would change), evidence (a list: who, since,
        and with ``_a`` and ``_b`` the seat, role, source, paragraph and basis there),
        body_a_id, body_b_id.

    >>> from govgraph import merging
    >>> len(bodies(Governance(merging.combine({}))))
    0
    """
    matrix = g.membership_matrix(by)
    order = np.argsort(matrix.rows.to_numpy(dtype=object), kind="stable")
    ids = matrix.rows.take(order)
    body_ids = pd.Series(ids.to_numpy(), dtype="str")
    known = _known(g, body_ids, by)
    values = sparse.csr_array(matrix.values[order])
    found = pairs.measured(
        values, frames.are_among(body_ids, g.asked_about).to_numpy(), known, at_least=at_least
    )
    listed = _strongest(found, most)
    listed = listed.assign(
        body_a_id=body_ids.array.take(listed["a"]), body_b_id=body_ids.array.take(listed["b"])
    )
    listed = listed.assign(if_proposed=_if_proposed(g, by, listed))
    frame = _described(g, listed.join(_shared_members(g, by, listed)))[list(PAIR_COLUMNS)]
    populations = found["population"].dropna()
    frame.attrs["notes"] = [
        *_notes_on_coverage(g, by, pd.Series(g.asked_about, dtype="str")),
        *_note_on_chance(by, populations, int(known.rows.sum())),
        *_note_on_length(len(found), most),
        *member_seats.note_on_proposed(g, by),
    ]
    return frame


def _known(g: Governance, body_ids: pd.Series[str], by: By) -> pairs.Known:
    """Of which bodies all members are known, and which bodies have an area in common."""
    areas = frames.look_up(body_ids, g.tables["Body"]["id"], g.tables["Body"]["areas"])
    cell, cells = pd.factorize(areas.fillna(""))
    each = pd.DataFrame({"area": [frames.split_list(text) for text in cells]}).explode("area")
    area, named = pd.factorize(each["area"].fillna(""))
    within = sparse.csr_array(
        (np.ones(len(each), dtype=np.int32), (each.index.to_numpy(dtype=np.int64), area)),
        shape=(len(cells), len(named)),
    )
    near = sparse.csr_array(within @ within.T)
    near.data[:] = 1
    known = member_seats.are_all_known(g, body_ids, by).to_numpy()
    return pairs.Known(known, cell, near)


def _strongest(found: pd.DataFrame, most: int) -> pd.DataFrame:
    order = found.assign(least=-found["shared"], less=-found["jaccard"])
    return _first(order, ("least", "less", "a", "b"), most)


def _first(found: pd.DataFrame, order: tuple[str, ...], most: int) -> pd.DataFrame:
    keys = tuple(found[name].to_numpy() for name in reversed(order))
    return found.take(np.lexsort(keys)[:most]).reset_index(drop=True)


def _shared_members(g: Governance, by: By, listed: pd.DataFrame) -> pd.DataFrame:
    """For each pair ``names``, ``since``, ``shared_chairs``, ``basis`` and ``evidence``."""
    seats = member_seats.members_seats(g, by)
    seats = seats[frames.are_among(seats["body_id"], _both(listed))]
    shared = _on_both(listed, member_seats.at_each_body(seats))
    shared = shared.sort_values(["pair", "who", "who_id"], ignore_index=True)
    shared = shared.assign(since=member_seats.later(shared["since_a"], shared["since_b"]))
    chairs = member_seats.is_chair(shared["role_a"]) & member_seats.is_chair(shared["role_b"])
    inferred = member_seats.is_inferred(shared["basis_a"] + shared["basis_b"])
    cited = [f"{name}_{side}" for side in "ab" for name in CITED]
    evidence = shared[["who", "who_id", "since", *cited]]
    evidence = evidence.rename(columns={"title_a": "seat_a", "title_b": "seat_b"})
    number, count = shared["pair"], len(listed)
    return pd.DataFrame(
        {
            "names": member_seats.joined_names(number, shared["who"], count),
            "since": shared.groupby("pair")["since"].min().reindex(np.arange(count)),
            "shared_chairs": member_seats.joined_names(number[chairs], shared["who"], count),
            "basis": _basis(number[inferred], count),
            "evidence": frames.records_of_each(number, evidence, count),
        }
    )


def _both(listed: pd.DataFrame) -> pd.Series[str]:
    both: pd.Series[str] = pd.concat([listed["body_a_id"], listed["body_b_id"]])
    return both


def _on_both(listed: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Each row of the first body of a pair beside each row of the second with the same ``who_id``.

    ``pair`` is the number of the pair; the columns of the two have ``_a`` and ``_b``.
    """
    return (
        listed[["body_a_id", "body_b_id"]]
        .assign(pair=np.arange(len(listed)))
        .merge(rows, left_on="body_a_id", right_on="body_id")
        .merge(
            rows.drop(columns="who"),
            left_on=["body_b_id", "who_id"],
            right_on=["body_id", "who_id"],
            suffixes=("_a", "_b"),
        )
    )


def _basis(inferred: pd.Series[int], count: int) -> np.ndarray:
    return np.where(np.isin(np.arange(count), inferred), "inferred", "stated")


def _described(g: Governance, listed: pd.DataFrame) -> pd.DataFrame:
    about = g.tables["Body"]
    a, b = listed["body_a_id"], listed["body_b_id"]
    return listed.assign(
        body_a=g.name_of(a),
        body_b=g.name_of(b),
        area_a=frames.look_up(a, about["id"], about["areas"]),
        area_b=frames.look_up(b, about["id"], about["areas"]),
        covered=g.covers(a, "members") & g.covers(b, "members"),
    )


def _if_proposed(g: Governance, by: By, listed: pd.DataFrame) -> pd.Series[str]:
    """How many the pair would share if proposals came into force, where that differs."""
    if g.include_proposed or not g.tables[DERIVED[by]]["proposed"].any():
        return pd.Series(None, index=listed.index, dtype="str")
    later = g.at(include_proposed=True).membership_matrix(by)
    a, b = (later.rows.get_indexer(pd.Index(listed[name])) for name in ("body_a_id", "body_b_id"))
    would_share = np.asarray(later.values[a].multiply(later.values[b]).sum(axis=1)).ravel()
    said = "would share " + pd.Series(would_share, index=listed.index).astype("str")
    return said.where(would_share != listed["shared"])


# --- what is not known -------------------------------------------------------------------


def _notes_on_coverage(g: Governance, by: By, asked: pd.Series[str]) -> list[str]:
    covered = int(g.covers(asked, "members").sum())
    notes = [
        f"The members of {covered} of {len(asked)} bodies are given completely; the others "
        "may share more than is known."
    ]
    unnamed = member_seats.unnamed_seats(g)
    unnamed = unnamed[frames.are_among(unnamed["body_id"], asked)]
    if by == "person" and len(unnamed):
        seats = counted(len(unnamed), "member's seat", "members' seats")
        on = counted(unnamed["body_id"].nunique(), "body", "bodies")
        notes.append(f"Of {seats} on {on} it is not known who sits there: they may be shared too.")
    empty = member_seats.seats_between_holders(g)
    empty = empty[frames.are_among(empty["body_id"], asked)]
    if by == "person" and len(empty):
        are = counted(len(empty), "member's seat is", "members' seats are")
        notes.append(
            f"{are} taken to be empty: whoever is recorded there has left or is yet to come, and "
            "the sources give the members of those bodies completely."
        )
    return notes


def _note_on_chance(by: By, populations: pd.Series[float], known: int) -> list[str]:
    who = "people" if by == "person" else "organisations"
    if populations.empty:
        named = " and by name" if by == "person" else ", each with whom it speaks for"
        return [
            "What chance alone would give is not reckoned: it needs two bodies whose members are "
            f"given completely{named}."
        ]
    least, largest = int(populations.min()), int(populations.max())
    drawn = f"{least:,}" if least == largest else f"{least:,} to {largest:,}"
    return [
        "By chance: how many would be shared if each body drew its members by lot from the "
        f"{drawn} {who} who sit as members on the bodies of the same areas whose members are all "
        f"known ({known} bodies). Members are not drawn by lot: a small probability says only "
        "that the sizes of the bodies do not explain the overlap."
    ]


def _note_on_length(found: int, most: int) -> list[str]:
    return [f"The {most:,} strongest of {found:,} pairs are listed."] if found > most else []


# --- through time ------------------------------------------------------------------------


def over_time(g: Governance, *, at_least: int = 1, most: int = 10_000) -> pd.DataFrame:
    """Pairs of bodies on which the same people sat at the same time, up to the as-of date.

    Two tenures meet where there is a day on which both may have held. Where dates are partial
    ("2017"), or a start is not recorded, that may be possible without being certain; ``certain``
    counts the people of whom the dates leave no doubt. A tenure that ended on an unknown day
    meets none, and none is longer than its body was in being. Bodies that have ended count too.

    Args:
        g: the snapshot; a pair counts where at least one of the two was asked about.
        at_least: the fewest people that make a pair.
        most: the strongest pairs that are listed; the notes say how many there are.

    Returns:
        one row for each pair, most shared first: body_a, body_b, area_a, area_b, shared
        (people, each once), certain, names, since (the earliest recorded date from which one of
        them sat on both), until (the latest to which one did; blank where that is not over),
        covered, basis, evidence (a list: who, since, until, certain, and with ``_a`` and ``_b``
        the seat, role, source, paragraph and basis there; a row for each two tenures that met),
        body_a_id, body_b_id.

    >>> from govgraph import merging
    >>> len(over_time(Governance(merging.combine({}))))
    0
    """
    tenures, unclear = _tenures(g)
    body, body_ids = pd.factorize(tenures["body_id"], sort=True)
    who, _ = pd.factorize(tenures["who_id"])
    ids = pd.Series(body_ids, dtype="str")
    asked = pd.concat([pd.Series(g.asked_about, dtype="str"), g.former_bodies["id"]])
    found = pairs.meeting(
        body,
        who,
        tenures["first"].to_numpy().astype("datetime64[D]").astype(np.int64),
        tenures["last"].to_numpy().astype("datetime64[D]").astype(np.int64),
        frames.are_among(ids, asked).to_numpy(),
        at_least=at_least,
    )
    listed = _first(found.assign(least=-found["shared"]), ("least", "since", "a", "b"), most)
    listed = listed.drop(columns=["since", "least"]).assign(
        body_a_id=ids.array.take(listed["a"]), body_b_id=ids.array.take(listed["b"])
    )
    met = _met(g, tenures, listed)
    frame = _described(g, listed.join(_meetings(met, len(listed))))[list(TIME_COLUMNS)]
    notes = [*_notes_on_coverage(g, "person", asked), *_note_on_length(len(found), most)]
    if unclear:
        ended = counted(unclear, "tenure ended", "tenures ended")
        notes.append(f"{ended} on a day that is not recorded: whom they met is not known.")
    frame.attrs["notes"] = notes
    return frame


def _tenures(g: Governance) -> tuple[pd.DataFrame, int]:
    """Members' tenures that started by the day, and how many ended nobody knows when.

    ``first`` and ``last`` are the days between which each may have held, ``surely_from`` and
    ``surely_to`` those between which it held beyond doubt.
    """
    holds = g.tables["HOLDS"]
    day = pd.Timestamp(g.as_of).as_unit("s")
    seats, on = g.tables["Seat"], g.tables["SEAT_ON"]
    at = frames.positions(holds["to_id"], seats["id"])
    holds = holds.assign(
        title=seats["title"].array.take(at, allow_fill=True),
        role=seats["role"].array.take(at, allow_fill=True),
        body_id=frames.look_up(holds["to_id"], on["from_id"], on["to_id"]),
        who_id=holds["from_id"],
    )
    counts = holds["role"].isin(model.MEMBER_ROLES)
    counts &= holds["capacity"].isin(model.MEMBER_CAPACITIES) & (holds["valid_from"] <= day)
    if not g.include_proposed:
        counts &= ~holds["proposed"].astype(bool)
    holds = holds[counts]
    ended_somewhen = holds["valid_to"].isna()
    unclear = int(ended_somewhen.sum())
    holds = _within_bodies(g, holds[~ended_somewhen].reset_index(drop=True))
    last = holds["valid_to"].where(holds["valid_to"] <= day, day)
    surely_to = _bound(holds["end_date"], dates.earliest).fillna(day)
    surely_to = surely_to.where(surely_to <= day, day)
    surely_from = _bound(holds["start_date"], dates.latest).fillna(surely_to)
    tenures = holds.assign(
        first=holds["valid_from"],
        last=last,
        surely_from=surely_from,
        surely_to=surely_to,
        who=g.name_of(holds["who_id"]),
    )
    return tenures, unclear


def _within_bodies(g: Governance, tenures: pd.DataFrame) -> pd.DataFrame:
    """The tenures with no date beyond those of their body.

    When one began that has no date of its own stays unknown.
    """
    bodies = g.tables["Body"]
    starts, ends = tenures["start_date"].copy(), tenures["end_date"].copy()
    began, ended = (
        frames.look_up(tenures["body_id"], bodies["id"], bodies[name]).dropna()
        for name in ("start_date", "end_date")
    )
    starts[began.index] = member_seats.later(starts[began.index], began)
    ends[ended.index] = _earlier(ends[ended.index], ended)
    return tenures.assign(start_date=starts, end_date=ends)


def _bound(texts: pd.Series[str], bound: object) -> pd.Series[pd.Timestamp]:
    """The first or last day that each partial date may mean; blank where it is."""
    codes, distinct = pd.factorize(texts)
    days = [bound(text) for text in distinct]  # type: ignore[operator]
    table = np.array([*days, np.datetime64("NaT")], dtype=dates.DAY)
    return pd.Series(table[codes], index=texts.index)


def _latest_of_each(pair: pd.Series[int], until: pd.Series[str]) -> pd.Series[str]:
    """The latest date of each pair; of 2017 and 2017-05 the less precise, which may be later."""
    greatest = until.groupby(pair).transform("max")
    known = until.notna()
    may_be_later = [
        last.startswith(date) for last, date in zip(greatest[known], until[known], strict=True)
    ]
    kept = until[known][may_be_later]
    return kept.groupby(pair[kept.index]).min()


_OF_A_TENURE = ("first", "last", "surely_from", "surely_to", "start_date", "end_date")


def _met(g: Governance, tenures: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """One row for each two tenures that met on the listed pairs of bodies."""
    columns = ["body_id", "who_id", "who", *_OF_A_TENURE, *CITED]
    here = tenures.loc[frames.are_among(tenures["body_id"], _both(listed)), columns]
    met = _on_both(listed, here)
    first = met[["first_a", "first_b"]].max(axis=1)
    last = met[["last_a", "last_b"]].min(axis=1)
    surely_from = met[["surely_from_a", "surely_from_b"]].max(axis=1)
    surely_to = met[["surely_to_a", "surely_to_b"]].min(axis=1)
    day = pd.Timestamp(g.as_of).as_unit("s")
    met = met.assign(
        since=member_seats.later(met["start_date_a"], met["start_date_b"]),
        until=_earlier(met["end_date_a"], met["end_date_b"]).mask(last >= day),
        certain=surely_from <= surely_to,
        inferred=member_seats.is_inferred(met["basis_a"] + met["basis_b"]),
        first=first,
    )[first <= last]
    return met.sort_values(["pair", "who", "who_id", "first"], kind="stable", ignore_index=True)


def _earlier(one: pd.Series[str], other: pd.Series[str]) -> pd.Series[str]:
    """The earlier of two partial dates; the other where one is blank, which is: goes on."""
    found = pd.concat([one, other], axis=1).min(axis=1)
    return found.astype("str")


def _meetings(met: pd.DataFrame, count: int) -> pd.DataFrame:
    """For each pair ``certain, names, since, until, basis`` and ``evidence``."""
    every = np.arange(count)
    once = met.drop_duplicates(["pair", "who_id"])
    certain = met[met["certain"]].drop_duplicates(["pair", "who_id"])
    goes_on = met.loc[met["until"].isna(), "pair"]
    cited = [f"{name}_{side}" for side in "ab" for name in CITED]
    evidence = met[["who", "who_id", "since", "until", "certain", *cited]]
    evidence = evidence.rename(columns={"title_a": "seat_a", "title_b": "seat_b"})
    until = _latest_of_each(met["pair"], met["until"]).reindex(every)
    return pd.DataFrame(
        {
            "certain": certain.groupby("pair").size().reindex(every, fill_value=0),
            "names": member_seats.joined_names(once["pair"], once["who"], count),
            "since": met.groupby("pair")["since"].min().reindex(every),
            "until": until.mask(np.isin(every, goes_on)),
            "basis": _basis(met.loc[met["inferred"], "pair"], count),
            "evidence": frames.records_of_each(met["pair"], evidence, count),
        }
    )
