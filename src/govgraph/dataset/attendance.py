"""Attendance rows: which seat at which meeting each record is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govgraph import dates, frames, names
from govgraph.dataset import people, record
from govgraph.dataset.reading import RawTable

if TYPE_CHECKING:
    from govgraph.dataset.building import Builder


def facts(table: RawTable, builder: Builder) -> dict[str, pd.DataFrame]:
    """ATTENDANCE, and the people who are named only here."""
    rows = record.all_columns(table).assign(row=table.rows)
    rows = rows.join(_meetings_of(table, rows, builder))
    rows["person_id"] = people.identify(
        table, rows, builder.resolver, builder.known, builder.draft.name
    )
    nobody = rows["seat"].isna() & rows["person"].isna()
    record.note_rows(
        table,
        builder.report,
        nobody.to_numpy(),
        "seat",
        rows["meeting"].fillna(""),
        "Neither seat nor person is given.",
        "Name the seat, the person, or both.",
    )
    rows = rows[rows["body_id"].notna() & rows["status"].notna() & ~nobody]
    tenures = _tenures(builder)
    by_title = rows["seat"].notna()
    seat_id = pd.concat(
        [
            _seats_by_title(table, rows[by_title], tenures, builder),
            _seats_by_person(table, rows[~by_title], tenures, builder),
        ]
    ).reindex(rows.index)
    _warn_of_other_times(table, rows, seat_id, tenures, builder)
    _warn_of_likeness(table, rows, seat_id, tenures, builder)
    is_guest = (seat_id.isna() & ~by_title & rows["person_id"].notna()).to_numpy()
    known = seat_id.notna().to_numpy() | is_guest
    rows, seat_id, is_guest = rows[known], seat_id[known], is_guest[known]
    records = pd.DataFrame(
        {
            "from_type": np.where(is_guest, "Person", "Seat"),
            "from_id": seat_id.where(~is_guest, rows["person_id"]),
            "to_type": "Meeting",
            "to_id": rows["meeting_id"],
            "person": rows["person_id"],
            "status": rows["status"],
            "mode": rows["mode"],
            "note": rows["note"],
        }
    )
    return {
        "ATTENDANCE": record.distinct(records, table, builder.report),
        "Person": people.nodes(rows, builder.known),
    }


def _meetings_of(table: RawTable, rows: pd.DataFrame, builder: Builder) -> pd.DataFrame:
    """``meeting_id, body_id, day`` and ``area`` of each row's meeting."""
    every = _every_meeting(builder)
    called = pd.concat(
        [
            builder.resolver.directory("Body", is_known=is_known).entries[["id", "name"]]
            for is_known in (False, True)
        ]
    ).rename(columns={"id": "body_id", "name": "called"})
    by_day = every.merge(called, on="body_id")
    spellings = pd.concat(
        [
            every.assign(name=every["id"]),
            every.assign(name=every["written"]),
            by_day.assign(name=by_day["called"].astype("str") + " " + by_day["date"]),
        ]
    )
    spellings = spellings.assign(name=names.keys(spellings["name"])).dropna(subset=["name"])
    spellings = spellings.drop_duplicates(["name", "id"])
    unclear = spellings["name"].duplicated(keep=False)
    clear = spellings[~unclear]
    key = names.keys(rows["meeting"])
    at = frames.positions(key, clear["name"])
    columns = {"meeting_id": "id", "body_id": "body_id", "date": "date"}
    found = pd.DataFrame(
        {name: frames.look_up(key, clear["name"], clear[given]) for name, given in columns.items()}
    )
    missing = (at < 0) & rows["meeting"].notna().to_numpy()
    twice = key.isin(spellings.loc[unclear, "name"]).to_numpy()
    record.note_rows(
        table,
        builder.report,
        missing & twice,
        "meeting",
        rows["meeting"],
        "'{value}' fits more than one meeting.",
        "Give each meeting an id in meetings and write it here.",
    )
    near = builder.nearest_meeting
    for value in rows.loc[missing & ~twice, "meeting"].drop_duplicates():
        at_fault = (rows["meeting"] == value).to_numpy(dtype=bool) & missing
        record.note_rows(
            table,
            builder.report,
            at_fault,
            "meeting",
            rows["meeting"],
            "There is no meeting '{value}'.",
            f"{near(str(value), every)}Write its id, or the body and the date: 'HWB 2025-03-14'.",
        )
    return found.assign(area=builder.area_of(found["body_id"].astype("str"))).astype("str")


def _every_meeting(builder: Builder) -> pd.DataFrame:
    """``id, written, body_id, body, date`` of the dataset's meetings and the known ones."""
    parts = [pd.DataFrame(columns=["id", "written", "body_id", "date"])]
    table = builder.draft.tables.get("meetings")
    if table is not None and builder.meeting_rows is not None:
        own = builder.meeting_rows
        parts.append(
            own[["id", "body_id", "date"]].assign(
                written=record.cell(table, "id").reindex(own.index)
            )
        )
    if "Meeting" in builder.known and len(builder.known["Meeting"]):
        theirs = builder.known["Meeting"]
        joins = builder.known["MEETING_OF"]
        body_id = frames.look_up(theirs["id"], joins["from_id"], joins["to_id"])
        parts.append(theirs[["id", "date"]].assign(written=None, body_id=body_id))
    every = pd.concat(parts, ignore_index=True).astype("str").drop_duplicates("id")
    bodies = builder.every_body()
    return every.assign(body=frames.look_up(every["body_id"], bodies["id"], bodies["name"]))


def _tenures(builder: Builder) -> pd.DataFrame:
    """One row for each seat and holder, with the days between which they held it.

    Columns: ``seat_id, body_id, title, base, person_id, person, start, end``.
    """
    rows = builder.seat_rows
    parts = []
    if len(rows):
        parts.append(
            pd.DataFrame(
                {
                    "seat_id": rows["seat_id"],
                    "body_id": rows["body_id"],
                    "title": names.slugs(rows["title"]),
                    "base": names.slugs(rows["seat"]),
                    "person_id": rows["person_id"],
                    "person": rows["person"],
                    "start": dates.valid_from(rows["start_date"]),
                    "end": dates.valid_to(rows["end_date"], rows["status"] == "former"),
                }
            )
        )
    known = builder.known
    if "Seat" in known and len(known["Seat"]):
        seats = known["Seat"].merge(
            known["SEAT_ON"][["from_id", "to_id"]].drop_duplicates(),
            left_on="id",
            right_on="from_id",
        )
        held = known["HOLDS"][["from_id", "to_id", "valid_from", "valid_to"]]
        every = seats[["id", "title", "to_id"]].merge(
            held, how="left", left_on="id", right_on="to_id", suffixes=("", "_held")
        )
        title = names.slugs(every["title"])
        parts.append(
            pd.DataFrame(
                {
                    "seat_id": every["id"],
                    "body_id": every["to_id"],
                    "title": title,
                    "base": title,
                    "person_id": every["from_id"],
                    "person": frames.look_up(
                        every["from_id"].astype("str"),
                        known["Person"]["id"],
                        known["Person"]["name"],
                    ),
                    "start": every["valid_from"],
                    "end": every["valid_to"],
                }
            )
        )
    columns = ["seat_id", "body_id", "title", "base", "person_id", "person", "start", "end"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _seats_by_title(
    table: RawTable, rows: pd.DataFrame, tenures: pd.DataFrame, builder: Builder
) -> pd.Series[str]:
    """The seat of that title on the meeting's body; of several numbered ones, the person's."""
    titled = rows.assign(title=names.slugs(rows["seat"]), at=rows.index)
    columns = ["body_id", "title", "seat_id"]
    one = tenures[columns].drop_duplicates()
    base = tenures.assign(title=tenures["base"])[columns].drop_duplicates()
    base = base[~base.duplicated(["body_id", "title"], keep=False)]
    plain = pd.concat([one, base]).drop_duplicates(["body_id", "title"])
    found = titled.merge(plain, how="left", on=["body_id", "title"]).set_index("at")["seat_id"]
    rest = titled[found.reindex(titled.index).isna().to_numpy()]
    if len(rest):
        held = tenures.assign(title=tenures["base"])
        by_person = _held_on_the_day(rest, held, ["body_id", "title", "person_id"])
        found = found.fillna(by_person[~by_person.index.duplicated(keep=False)])
    missing = found.reindex(rows.index).isna().to_numpy()
    known = set(zip(tenures["body_id"], tenures["base"], strict=True))
    is_shared = np.array(
        [pair in known for pair in zip(titled["body_id"], titled["title"], strict=True)], dtype=bool
    )
    record.note_rows(
        table,
        builder.report,
        missing & ~is_shared,
        "seat",
        rows["seat"],
        "There is no seat '{value}' on the body that met.",
        "Write the seat's title as in memberships, or leave it blank for a guest.",
        at=rows.index,
    )
    record.note_rows(
        table,
        builder.report,
        missing & is_shared,
        "seat",
        rows["seat"],
        "Several seats of the body are called '{value}', and the person holds none of them.",
        "Write the person who holds it, or the numbered title, for instance 'Member 2'.",
        at=rows.index,
    )
    return found.reindex(rows.index)


def _seats_by_person(
    table: RawTable, rows: pd.DataFrame, tenures: pd.DataFrame, builder: Builder
) -> pd.Series[str]:
    """The one seat that the person held on the body on the day; blank for a guest."""
    held = _held_on_the_day(rows.assign(at=rows.index), tenures, ["body_id", "person_id"])
    several = held.index[held.index.duplicated()]
    record.note_rows(
        table,
        builder.report,
        rows.index.isin(several),
        "person",
        rows["person"],
        "'{value}' held several seats of the body on that day.",
        "Write the seat too.",
        at=rows.index,
    )
    return held[~held.index.isin(several)].reindex(rows.index)


def _warn_of_other_times(
    table: RawTable,
    rows: pd.DataFrame,
    seat_id: pd.Series[str],
    tenures: pd.DataFrame,
    builder: Builder,
) -> None:
    """A guest who has a seat of the body on other days may be one whose dates are wrong."""
    held = pd.MultiIndex.from_frame(tenures[["body_id", "person_id"]].dropna())
    has_seat = pd.MultiIndex.from_frame(rows[["body_id", "person_id"]]).isin(held)
    at_fault = has_seat & seat_id.isna().to_numpy() & rows["seat"].isna().to_numpy()
    record.note_rows(
        table,
        builder.report,
        at_fault,
        "person",
        rows["person"],
        "'{value}' has a seat of the body, but not for certain on that day, and counts as a guest.",
        "Give the dates in memberships, or write the seat here.",
        at=rows.index,
        severity="warning",
    )


def _warn_of_likeness(
    table: RawTable,
    rows: pd.DataFrame,
    seat_id: pd.Series[str],
    tenures: pd.DataFrame,
    builder: Builder,
) -> None:
    """A guest whose name looks like that of somebody with a seat may be misspelt.

    Each guest of a body is warned of once, where they first stand.
    """
    is_guest = seat_id.isna() & rows["seat"].isna() & rows["person_id"].notna()
    guests = rows[is_guest].drop_duplicates(["body_id", "person_id"])
    holders = tenures.dropna(subset=["person_id"]).drop_duplicates(["body_id", "person_id"])
    seated = pd.MultiIndex.from_frame(holders[["body_id", "person_id"]])
    guests = guests[~pd.MultiIndex.from_frame(guests[["body_id", "person_id"]]).isin(seated)]
    holders = holders[holders["body_id"].isin(guests["body_id"]) & holders["person"].notna()]
    of_body = dict(list(holders["person"].groupby(holders["body_id"])))
    alike = [
        people.nearest_alike(str(name), of_body[body]) if body in of_body else None
        for body, name in zip(guests["body_id"], guests["person"], strict=True)
    ]
    found = [(at, name) for at, name in zip(guests.index, alike, strict=True) if name]
    builder.report.add(
        table.place,
        [
            f"'{rows['person'].loc[at]}' looks like '{name}', who has a seat of the body, and "
            "counts as a guest."
            for at, name in found
        ],
        "If they are one person, write the same name here; if not, leave it.",
        row=table.rows[[at for at, _ in found]],
        column="person",
        value=rows["person"].loc[[at for at, _ in found]],
        severity="warning",
    )


def _held_on_the_day(rows: pd.DataFrame, tenures: pd.DataFrame, on: list[str]) -> pd.Series[str]:
    """The seats of matching tenures on the meeting's day, indexed by the rows' positions."""
    joined = rows[[*on, "date", "at"]].merge(tenures.dropna(subset=["person_id"]), on=on)
    first, last = _span(joined["date"])
    on_the_day = (joined["start"] <= last) & (joined["end"] >= first)
    return joined[on_the_day].drop_duplicates(["at", "seat_id"]).set_index("at")["seat_id"]


def _span(date: pd.Series[str]) -> tuple[pd.Series, pd.Series]:
    ended = pd.Series(False, index=date.index)
    return dates.valid_from(date), dates.valid_to(date, ended)
