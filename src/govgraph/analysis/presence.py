"""Who was there: for each seat and meeting whether its member certainly or possibly came.

Two answers for each, because a record may be missing, contradict another, name somebody who may
not have held the seat that day, or be of a substitute, who counts only where the terms say so.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import dates, frames, model
from govgraph.analysis import register as registers
from govgraph.governance import Governance

SAT = "present"
SUBSTITUTE = "a substitute came"
NOT_RECORDED = "not recorded"
CONTRADICTORY = "records contradict each other"
NOT_KNOWN_WHOSE = "it is not known who held the seat then"
AWAY = "away"

_OPEN_END = pd.Timestamp(dates.OPEN_END).as_unit("s")


def seats(g: Governance, bodies: pd.Index) -> pd.DataFrame:
    """Every seat that makes a member of these bodies, also those that ended.

    Returns:
        ``seat_id, body_id, title, role, voting, sector, organisation_ids, organisations``, the
        days ``first`` and ``last`` between which it existed (year 9999 where its end is not
        known), and ``vacant_from`` and ``vacant_to``, between which it is stated to be vacant
        (not a time where it is not).
    """
    table = g.tables["Seat"].rename(columns={"id": "seat_id"})
    table = table[table["role"].isin(model.MEMBER_ROLES)]
    on = g.tables["SEAT_ON"]
    if not g.include_proposed:
        table = table[~table["proposed"].astype(bool)]
        on = on[~on["proposed"].astype(bool)]
    table = table.assign(body_id=frames.look_up(table["seat_id"], on["from_id"], on["to_id"]))
    table = table[table["body_id"].isin(bodies)]
    vacant = on[on["status"] == "vacant"].drop_duplicates("from_id").set_index("from_id")
    end = table["valid_to"].fillna(_OPEN_END)
    table = table.assign(
        first=table["valid_from"],
        last=end,
        vacant_from=vacant["valid_from"].reindex(table["seat_id"]).to_numpy(),
        vacant_to=vacant["valid_to"].reindex(table["seat_id"]).to_numpy(),
    ).merge(_voices(g), how="left", on="seat_id")
    columns = ["seat_id", "body_id", "title", "role", "voting", "sector", "organisation_ids"]
    columns += ["organisations", "first", "last", "vacant_from", "vacant_to"]
    return table[columns].sort_values(["body_id", "title", "seat_id"], ignore_index=True)


def _voices(g: Governance) -> pd.DataFrame:
    """For each seat whom it speaks or spoke for: ``seat_id, organisation_ids, organisations``."""
    said = g.tables["ON_BEHALF_OF"].drop_duplicates(["from_id", "to_id"])
    if not g.include_proposed:
        said = said[~said["proposed"].astype(bool)]
    named = pd.DataFrame(
        {
            "seat_id": said["from_id"],
            "organisation_ids": said["to_id"],
            "organisations": g.name_of(said["to_id"]),
        }
    )
    if named.empty:
        return named.astype("str")
    joined = named.groupby("seat_id", sort=False).agg(frames.join_list)
    return joined.reset_index().astype("str")


def at_meetings(g: Governance, of_bodies: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """What the records come to for each of these seats at each meeting while it existed.

    Args:
        g: the snapshot.
        of_bodies: rows of :func:`seats`.
        meetings: rows of :func:`govgraph.analysis.register.held_meetings`.

    Returns:
        one row for each seat and meeting, in order of both: ``seat`` and ``meeting``, the row
        numbers in the arguments; ``certain`` and ``possible``, whether the seat's member was
        there; ``substitute``, whether a substitute may have been there in their place;
        ``recorded``, whether there is a record; ``person_id``, who came or may have come, where
        one person only did; ``filling``: ``filled``, ``vacant`` or ``open`` (an interim covered
        the seat, or it is not known who held it); ``why``, what the record comes to in a word.
    """
    pairs = _pairs(of_bodies, meetings)
    sitting = _everybody_who_held(g, of_bodies)
    entries = registers.register(g, sitting, meetings)
    interim = sitting["interim"].to_numpy(dtype=bool)
    entries = entries.assign(
        interim=interim[entries["member"]],
        seat=frames.positions(sitting["seat_id"], of_bodies["seat_id"])[entries["member"]],
        person_id=sitting["person_id"].take(entries["member"].to_numpy()).to_numpy(),
    )
    own = _own_records(g, of_bodies, meetings)
    return _of_seats(pairs, entries, own)


def _pairs(of_bodies: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Each seat beside each meeting of its body in its time."""
    left = of_bodies.assign(seat=np.arange(len(of_bodies)))
    right = meetings[["body_id"]].assign(
        meeting=np.arange(len(meetings)), met_first=meetings["first"], met_last=meetings["last"]
    )
    pairs = left.merge(right, on="body_id")
    pairs = pairs[(pairs["first"] <= pairs["met_last"]) & (pairs["last"] >= pairs["met_first"])]
    is_vacant = (pairs["vacant_from"] <= pairs["met_first"]) & (
        pairs["vacant_to"] >= pairs["met_last"]
    )
    pairs = pairs[["seat", "meeting"]].assign(is_vacant=is_vacant)
    return pairs.sort_values(["seat", "meeting"], ignore_index=True)


def _everybody_who_held(g: Governance, of_bodies: pd.DataFrame) -> pd.DataFrame:
    """Each seat with each person who ever held it; a seat for which nobody is named has a row."""
    holds = g.tables["HOLDS"]
    if not g.include_proposed:
        holds = holds[~holds["proposed"].astype(bool)]
    holds = holds[holds["capacity"].isin(model.MEMBER_CAPACITIES)]
    held = holds.rename(columns={"to_id": "seat_id", "from_id": "person_id"})
    held = held.assign(interim=held["capacity"] == "interim")
    held = held.groupby(["seat_id", "person_id"], as_index=False).agg(interim=("interim", "min"))
    rows = of_bodies[["seat_id", "body_id", "vacant_from"]].merge(held, how="left", on="seat_id")
    rows = rows[rows["person_id"].notna() | rows["vacant_from"].isna()]
    rows = rows.assign(interim=rows["interim"].eq(True))
    return rows[["seat_id", "person_id", "body_id", "interim"]].reset_index(drop=True)


def _own_records(g: Governance, of_bodies: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """For each seat and meeting with a record: whether somebody came, named or unnamed."""
    records = g.tables["ATTENDANCE"]
    records = records[(records["from_type"] == "Seat") & (records["status"] != "unknown")]
    own = pd.DataFrame(
        {
            "seat": frames.positions(records["from_id"], of_bodies["seat_id"]),
            "meeting": frames.positions(records["to_id"], meetings["meeting_id"]),
            "came": records["status"].isin(("present", "substitute")).to_numpy(),
            "came_unnamed": (
                (records["status"] == "present") & records["person"].isna()
            ).to_numpy(),
        }
    )
    own = own[(own["seat"] >= 0) & (own["meeting"] >= 0)]
    return own.groupby(["seat", "meeting"], as_index=False).agg(
        own_came=("came", "max"), own_unnamed=("came_unnamed", "max")
    )


def _of_seats(pairs: pd.DataFrame, entries: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair of what the entries of all who may have held the seat come to."""
    record = entries["record"]
    is_present = (record == registers.PRESENT).to_numpy()
    replaced = record.isin((registers.SUBSTITUTE, registers.SUBSTITUTE_AND_APOLOGIES)).to_numpy()
    torn = (record == registers.CONTRADICTORY).to_numpy()
    silent = (record == registers.NOT_RECORDED).to_numpy()
    may_have_come = is_present | torn | silent
    summed = pd.DataFrame(
        {
            "seat": entries["seat"],
            "meeting": entries["meeting"],
            "theirs": is_present & entries["is_theirs"].to_numpy(),
            "present": is_present,
            "all_present": is_present,
            "replaced": replaced,
            "torn": torn,
            "all_silent": silent,
            "may_have_come": may_have_come,
            "interim": entries["interim"],
            "person_id": entries["person_id"].where(may_have_come),
            "people": entries["person_id"].where(may_have_come),
        }
    )
    each = summed.groupby(["seat", "meeting"], as_index=False).agg(
        theirs=("theirs", "max"),
        present=("present", "max"),
        all_present=("all_present", "min"),
        replaced=("replaced", "max"),
        torn=("torn", "max"),
        all_silent=("all_silent", "min"),
        may_have_come=("may_have_come", "max"),
        interim=("interim", "min"),
        person_id=("person_id", "first"),
        people=("people", "nunique"),
    )
    rows = pairs.merge(each, how="left", on=["seat", "meeting"])
    rows = rows.merge(own, how="left", on=["seat", "meeting"])
    flags = ["theirs", "present", "all_present", "replaced", "torn", "all_silent", "may_have_come"]
    flags += ["own_came", "own_unnamed", "interim"]
    nobody_known = rows["present"].isna().to_numpy()
    has_record = rows["own_came"].notna().to_numpy()
    flag = {name: rows[name].eq(True).to_numpy(dtype=bool) for name in flags}
    certain = flag["theirs"] | (flag["own_unnamed"] & flag["all_present"])
    # Nobody is known to have held the seat: a record shows that somebody did, not who.
    of_nobody = nobody_known & (flag["own_came"] | (~has_record & ~rows["is_vacant"].to_numpy()))
    possible = certain | flag["may_have_come"] | of_nobody
    substitute = ~certain & flag["replaced"]
    why = np.select(
        [certain, flag["torn"], flag["present"], substitute, nobody_known & has_record],
        [SAT, CONTRADICTORY, NOT_KNOWN_WHOSE, SUBSTITUTE, NOT_KNOWN_WHOSE],
        default=np.where(possible, NOT_RECORDED, AWAY),
    )
    why = np.where(nobody_known & has_record & ~possible, AWAY, why)
    one_person = rows["people"].eq(1).to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "seat": rows["seat"],
            "meeting": rows["meeting"],
            "certain": certain,
            "possible": possible,
            "substitute": substitute,
            "recorded": has_record | flag["present"] | flag["torn"] | flag["replaced"],
            "person_id": rows["person_id"].where(one_person),
            "filling": np.select(
                [
                    rows["is_vacant"] & nobody_known,
                    rows["is_vacant"] | nobody_known | flag["interim"],
                ],
                ["vacant", "open"],
                default="filled",
            ),
            "why": why,
        }
    )
