"""People: on how many bodies each sits, and whom they alone connect."""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import frames
from govgraph.analysis import brokers, member_seats
from govgraph.analysis.member_seats import CITED
from govgraph.governance import Governance

LOAD_COLUMNS = (
    "person",
    "bodies",
    "body_names",
    "chairs",
    "meeting_hours",
    "hours_known",
    "hours_not_known_for",
    "connects_alone",
    "parts",
    "covered",
    "basis",
    "if_proposed",
    "evidence",
    "person_id",
)
LISTED_COLUMNS = (
    "person",
    "other_names",
    "job_title",
    "employers",
    "seats",
    "body_names",
    "note",
    "evidence",
    "person_id",
)
BETWEEN_PARTS = " | "


def load(g: Governance, *, most: int = 10_000) -> pd.DataFrame:
    """Everybody who sits on a body as a member, those who sit on the most first.

    A body's hours are its meetings a year, as stated, times the mean length of its recorded
    meetings. Where either is not known, neither are the person's hours, only those of the
    other bodies.

    ``connects_alone`` names a broker's bodies in the parts into which they would fall without
    the broker (see :mod:`govgraph.analysis.brokers`), among the members that are known: where
    members of some bodies are not (``covered`` is False), somebody else may connect them too.

    Args:
        g: the snapshot.
        most: the people that are listed; the notes say how many there are.

    Returns:
        one row for each person with a seat on a body asked about: person, bodies (their
        number), body_names, chairs (the number they chair), meeting_hours (a year; blank
        where they are not known for every body), hours_known (those of the bodies where they
        are), hours_not_known_for (the others), connects_alone ("A; B | C": without the person
        A and B share nobody with C, directly or over other bodies; blank where the bodies stay
        connected), parts (how many those are; 1 where they stay connected), covered (whether
        all members of all bodies are known), basis (``inferred`` where a membership is),
        if_proposed (what proposals would change), evidence (a list of body, body_id, seat,
        role, since, source, paragraph, basis), person_id.

    >>> from govgraph import merging
    >>> len(load(Governance(merging.combine({}))))
    0
    """
    counted = _counted(g)
    found = len(counted)
    listed = counted.head(most).reset_index(drop=True)
    seats = member_seats.members_seats(g)
    at_each = member_seats.at_each_body(
        seats[frames.are_among(seats["who_id"], listed["person_id"])]
    )
    at_each = at_each.assign(
        body=g.name_of(at_each["body_id"]),
        person=frames.positions(at_each["who_id"], listed["person_id"]),
    ).sort_values(["person", "body", "body_id"], ignore_index=True)
    frame = listed.join(_described(g, at_each, len(listed)))
    frame = frame.join(_brokers(g, frame["person_id"]))
    known = bool(member_seats.are_all_known(g, g.bodies["id"]).all())
    frame = frame.assign(covered=known, if_proposed=_bodies_if_proposed(g, frame))
    frame = frame[list(LOAD_COLUMNS)]
    frame.attrs["notes"] = _notes(g, counted, frame, most=most, found=found)
    return frame


def _counted(g: Governance) -> pd.DataFrame:
    """Everybody with the number of bodies, of chairs and of hours, the most first."""
    seats = g.held("MEMBER_OF")[["from_id", "to_id", "role"]]
    seats = seats.rename(columns={"from_id": "person_id", "to_id": "body_id"})
    asked = frames.are_among(seats["body_id"], pd.Series(g.asked_about, dtype="str"))
    if not asked.all():
        seats = seats[frames.are_among(seats["person_id"], seats.loc[asked, "person_id"])]
    seats = seats.assign(chairs=seats["role"] == "chair")
    each = seats.groupby(["person_id", "body_id"], sort=False)["chairs"].any().reset_index()
    hours = frames.look_up(each["body_id"], *_hours_a_year(g))
    each = each.assign(hours=hours, unknown=hours.isna())
    by_person = each.groupby("person_id", sort=False)
    frame = pd.DataFrame(
        {
            "bodies": by_person.size(),
            "chairs": by_person["chairs"].sum().astype("int64"),
            "hours_known": by_person["hours"].sum(min_count=1).astype("float64"),
            "unknown": by_person["unknown"].any().astype(bool),
        }
    ).reset_index()
    frame = frame.assign(
        person=g.name_of(frame["person_id"]),
        meeting_hours=frame["hours_known"].mask(frame["unknown"]),
    )
    order = ["bodies", "chairs", "person", "person_id"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _hours_a_year(g: Governance) -> tuple[pd.Series[str], pd.Series[float]]:
    """The bodies, and the meeting-hours a year of each; blank where they are not known."""
    held = g.meetings
    length = held[held["status"] == "held"].groupby("body_id")["duration_hours"].mean()
    about = g.bodies
    return about["id"], about["meetings_per_year"] * about["id"].map(length).astype("float64")


def _described(g: Governance, at_each: pd.DataFrame, count: int) -> pd.DataFrame:
    """For each person ``body_names, hours_not_known_for, basis`` and ``evidence``."""
    unknown = frames.look_up(at_each["body_id"], *_hours_a_year(g)).isna()
    inferred = member_seats.is_inferred(at_each["basis"])
    person = at_each["person"]
    cited = at_each[["body", "body_id", *CITED, "since"]].rename(columns={"title": "seat"})
    names = member_seats.joined_names
    return pd.DataFrame(
        {
            "body_names": names(person, at_each["body"], count),
            "hours_not_known_for": names(person[unknown], at_each["body"], count),
            "basis": np.where(np.isin(np.arange(count), person[inferred]), "inferred", "stated"),
            "evidence": frames.records_of_each(person, cited, count),
        }
    )


def _brokers(g: Governance, people: pd.Series[str]) -> pd.DataFrame:
    """``connects_alone`` and ``parts`` of each of these people."""
    matrix = g.membership_matrix()
    edges = brokers.parts_without(matrix.values)
    people_ids = pd.Series(matrix.columns.to_numpy(), dtype="str")
    body_ids = pd.Series(matrix.rows.to_numpy(), dtype="str")
    at = frames.positions(people_ids.take(edges["person"].to_numpy()), people)
    edges = edges.assign(
        person=at, name=g.name_of(body_ids).take(edges["body"].to_numpy()).to_numpy()
    )
    edges = edges[edges["person"] >= 0].sort_values(["person", "part", "name"], ignore_index=True)
    parts = edges.groupby(["person", "part"])["name"].agg(frames.JOIN.join).reset_index()
    parts = parts.sort_values(["person", "name"], ignore_index=True)
    by_person = parts.groupby("person")["name"]
    every = range(len(people))
    return pd.DataFrame(
        {
            "connects_alone": by_person.agg(BETWEEN_PARTS.join).reindex(every).astype("str"),
            "parts": by_person.size().reindex(every, fill_value=1).astype("int64"),
        },
        index=people.index,
    )


def _bodies_if_proposed(g: Governance, frame: pd.DataFrame) -> pd.Series[str]:
    if g.include_proposed or not g.tables["MEMBER_OF"]["proposed"].any():
        return pd.Series(None, index=frame.index, dtype="str")
    later = g.at(include_proposed=True).held("MEMBER_OF").drop_duplicates(["from_id", "to_id"])
    would_sit = frame["person_id"].map(later["from_id"].value_counts())
    return ("would sit on " + would_sit.astype("str")).where(would_sit != frame["bodies"])


def _notes(
    g: Governance, counted: pd.DataFrame, frame: pd.DataFrame, *, most: int, found: int
) -> list[str]:
    notes = []
    unknown = int(counted["meeting_hours"].isna().sum())
    if unknown:
        notes.append(
            f"Meeting-hours are not known for {unknown} of {found} people, because it is "
            "not recorded how often, or how long, a body of theirs meets."
        )
    if (frame["parts"] > 1).any() and not frame["covered"].all():
        known = int(member_seats.are_all_known(g, g.bodies["id"]).sum())
        notes.append(
            "Who alone connects bodies is said of the members that are known. All members are "
            f"known of {known} of {len(g.bodies)} bodies; elsewhere somebody else may connect "
            "them too."
        )
    single = int((counted["bodies"] == 1).sum())
    if single:
        sit = "sits" if single == 1 else "sit"
        notes.append(f"{single:,} of {found:,} people {sit} on one body only, as far as is known.")
    if found > most:
        notes.append(
            f"Listed are the first {most:,} of {found:,} people: those who sit on the most bodies."
        )
    return [*notes, *member_seats.note_on_proposed(g, "person")]


# --- everybody ---------------------------------------------------------------------------


def listed(g: Governance) -> pd.DataFrame:
    """Everybody whom the sources name, with the seats that they hold on the as-of date.

    All roles and capacities are listed, also advisers and substitutes, who count as members
    nowhere. Who never held a seat belongs to the areas of the dataset that names them.

    Returns:
        one row for each person, by name: person, other_names, job_title, employers, seats
        (their number), body_names (each body once), note (also what was judged of the names),
        evidence (a list of body, body_id, seat, role, capacity, organisation, since, source,
        paragraph, basis), person_id.

    >>> from govgraph import merging
    >>> len(listed(Governance(merging.combine({}))))
    0
    """
    seats = g.memberships
    seats = seats[seats["person_id"].notna()].rename(
        columns={"title": "seat", "organisations": "organisation", "start_date": "since"}
    )
    everybody = g.people.sort_values(["name", "id"], ignore_index=True)
    if g.areas:
        everybody = everybody[_belong_there(g, everybody)].reset_index(drop=True)
    seats = seats.assign(at=frames.positions(seats["person_id"], everybody["id"]))
    seats = seats[seats["at"] >= 0].sort_values(["at", "body", "seat"], ignore_index=True)
    once = seats.drop_duplicates(["at", "body_id"])
    employed = g.held("EMPLOYED_BY").drop_duplicates(["from_id", "to_id"])
    employer = frames.positions(employed["from_id"], everybody["id"])
    works = pd.DataFrame({"at": employer, "name": g.name_of(employed["to_id"])})
    works = works[works["at"] >= 0]
    cited = ["body", "body_id", "seat", "role", "capacity", "organisation", "since"]
    rows = seats[[*cited, "source", "paragraph", "basis"]]
    names, count = member_seats.joined_names, len(everybody)
    frame = everybody.assign(
        person=everybody["name"],
        person_id=everybody["id"],
        employers=names(works["at"], works["name"], count),
        seats=seats["at"].value_counts().reindex(range(count), fill_value=0).to_numpy(),
        body_names=names(once["at"], once["body"], count),
        evidence=frames.records_of_each(seats["at"], rows, count),
    )[list(LISTED_COLUMNS)]
    unseated = int((frame["seats"] == 0).sum())
    frame.attrs["notes"] = [f"{unseated} of {count} hold no seat on the day."] if unseated else []
    return frame


def _belong_there(g: Governance, everybody: pd.DataFrame) -> np.ndarray:
    """Whether each person belongs to the areas asked about: by a seat, else by the dataset."""
    holds, on = g.tables["HOLDS"], g.tables["SEAT_ON"]
    body = frames.look_up(holds["to_id"], on["from_id"], on["to_id"])
    asked = pd.Series(g.asked_about, dtype="str")
    seated = frames.are_among(everybody["id"], holds["from_id"])
    there = holds.loc[frames.are_among(body, asked), "from_id"]
    here = frames.are_among(everybody["id"], there)
    bodies = g.tables["Body"]
    stated = bodies.loc[frames.are_among(bodies["id"], asked), "datasets"].unique()
    datasets = {name for cell in stated for name in frames.split_list(cell)}
    named = everybody["datasets"].map(lambda c: not datasets.isdisjoint(frames.split_list(c)))
    return (here | (~seated & named.astype(bool))).to_numpy()
