"""Offices whose holder may not be independent of what they watch: candidates, each a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph import frames, model
from govgraph.analysis import structure_rows
from govgraph.analysis.structure_rows import (
    CANDIDATE,
    Finding,
    basis_of,
    joined,
    place,
)
from govgraph.governance import Governance

SCRUTINY = "scrutiny office on what it may scrutinise"
INDEPENDENT_CHAIR = "independent chair under an organisation"
BOTH_CHAIRS = "chairs a body and what it answers to"

KINDS = (SCRUTINY, INDEPENDENT_CHAIR, BOTH_CHAIRS)

_SCRUTINY_KIND = "scrutiny"
_ANSWERS_TO = {
    "ACCOUNTABLE_TO": "is accountable to",
    "REPORTS_TO": "reports to",
}
_WATCHES = {"SCRUTINISES": "scrutinises", "OVERSEES": "oversees"}
_INDEPENDENT = re.compile(r"\bindependent\b.*\bchair", re.IGNORECASE)


def findings(g: Governance) -> Iterator[Finding]:
    """Candidates for a question about independence, in the bodies asked about.

    - A member's seat that comes with an office on a scrutiny body or speaks for one, whether or
      not it is stated that that body scrutinises this one; or whose holder sits on a body that
      is stated to scrutinise it. That councillors of a scrutiny committee also sit elsewhere is
      the rule, not a question.
    - A seat of an independent chair that is listed under an organisation.
    - One person who chairs a body and the body that it is accountable or reports to, or that
      scrutinises or oversees it.

    None of them says that anybody lacks independence.
    """
    yield from _scrutiny_offices(g)
    yield from _independent_chairs(g)
    yield from _both_chairs(g)


# --- scrutiny -----------------------------------------------------------------------------


def _scrutiny_offices(g: Governance) -> Iterator[Finding]:
    links = g.links
    watching = links[(links["type"] == "SCRUTINISES") & (links["from_type"] == "Body")]
    bodies = g.bodies
    is_scrutiny = bodies["kind"].fillna("").str.contains(_SCRUTINY_KIND, case=False, regex=False)
    scrutiny = set(bodies.loc[is_scrutiny, "id"]) | set(watching["from_id"])
    if not scrutiny:
        return
    seats = structure_rows.seats(g)
    seats = seats[seats["role"].isin(model.MEMBER_ROLES)]
    ties = _ties(g, seats, scrutiny)
    seat = {row["seat_id"]: row for row in frames.records(seats)}
    watched = {(row["from_id"], row["to_id"]): row for row in frames.records(watching)}
    kind_of = dict(zip(bodies["id"], is_scrutiny, strict=True))
    named = dict(zip(bodies["id"], bodies["name"], strict=True))
    for tie in ties:
        own = seat[tie["seat_id"]]
        link = watched.get((tie["place_id"], own["body_id"]))
        stated = link is not None
        by_office = kind_of[tie["place_id"]] and not tie["by_holder"]
        if own["body_id"] == tie["place_id"] or not (stated or by_office):
            continue
        yield _scrutiny(named[tie["place_id"]], own, tie, link)


def _ties(g: Governance, seats: pd.DataFrame, scrutiny: set[str]) -> list[dict[str, Any]]:
    """How seats are tied to scrutiny bodies: by office, by voice or by their holder.

    One tie for each seat and scrutiny body: the first of these.
    """
    offices = structure_rows.tied_offices(g)
    by_office = offices.assign(how="comes with an office there: " + _in_words(offices["office"]))
    voices = g.held("ON_BEHALF_OF").rename(columns={"from_id": "seat_id", "to_id": "place_id"})
    by_voice = voices.assign(how="speaks for it")
    people = structure_rows.sitting(g)
    there = people[people["body_id"].isin(scrutiny)]
    both = people.merge(there, on="person_id", suffixes=("", "_there"))
    by_holder = both.assign(
        place_id=both["body_id_there"],
        how="is held by " + both["person"] + ", who sits there as " + both["title_there"],
        basis=both["basis"].where(both["basis"] == "inferred", both["basis_there"]),
        source=both["source_there"],
        paragraph=both["paragraph_there"],
    )
    columns = ["seat_id", "place_id", "how", "by_holder", "basis", "source", "paragraph"]
    ways = ((by_office, False), (by_voice, False), (by_holder, True))
    parts = [part.assign(by_holder=held)[columns] for part, held in ways if len(part)]
    if not parts:
        return []
    ties = pd.concat(parts, ignore_index=True)
    ties = ties[ties["place_id"].isin(scrutiny) & ties["seat_id"].isin(seats["seat_id"])]
    return frames.records(ties.drop_duplicates(["seat_id", "place_id"]))


def _in_words(offices: pd.Series[str]) -> pd.Series[str]:
    return offices.fillna("not named").str.replace("_", "-")


def _scrutiny(
    other: str, seat: dict[str, Any], tie: dict[str, Any], link: dict[str, Any] | None
) -> Finding:
    if link is None:
        whether = f"whether {other} scrutinises {seat['body']} is not stated"
    else:
        whether = f"{other} scrutinises {seat['body']}{place(link)}"
    detail = (
        f"The seat {seat['title']} on {seat['body']}{place(seat)} is tied to {other}: it "
        f"{tie['how']}{place(tie)}; {whether}. To ask: does its holder take part in scrutinising "
        "what they decide here, and are there provisions for that?"
    )
    return _row(seat, SCRUTINY, seat["title"], detail, [seat, tie, *([link] if link else [])])


# --- independent chairs -------------------------------------------------------------------


def _independent_chairs(g: Governance) -> Iterator[Finding]:
    seats = structure_rows.seats(g)
    offices = structure_rows.tied_offices(g)
    titled = seats["title"].str.contains(_INDEPENDENT)
    is_office = offices["office"].fillna("").str.contains(_INDEPENDENT)
    by_office = seats["seat_id"].isin(offices.loc[is_office, "seat_id"])
    independent = seats[(titled | by_office) & seats["organisation_ids"].notna()]
    if independent.empty:
        return
    voices = g.held("ON_BEHALF_OF")
    voices = voices[voices["to_type"] == "Organisation"]
    voices = voices.assign(organisation=g.name_of(voices["to_id"]))
    of_body = offices.drop_duplicates("seat_id").set_index("seat_id")["place_id"]
    for seat in frames.records(independent):
        own = voices[voices["from_id"] == seat["seat_id"]].drop_duplicates("to_id")
        chaired = of_body.get(seat["seat_id"], seat["body_id"])
        name = str(g.name_of(pd.Series([chaired], dtype="str")).iloc[0])
        for voice in frames.records(own):
            detail = (
                f"The seat {seat['title']} on {seat['body']} is listed under "
                f"{voice['organisation']}{place(voice)}. To ask: in what sense is the "
                f"chair of {name} independent of {voice['organisation']}, under which the seat is "
                "listed?"
            )
            yield _row(seat, INDEPENDENT_CHAIR, seat["title"], detail, [seat, voice])


# --- chairs of both -----------------------------------------------------------------------


def _both_chairs(g: Governance) -> Iterator[Finding]:
    people = structure_rows.sitting(g)
    chairs = people[people["role"] == "chair"].drop_duplicates(["body_id", "person_id"])
    answering = _answering(g)
    both = answering.merge(chairs, left_on="lower", right_on="body_id")
    both = both.merge(
        chairs,
        left_on=["upper", "person_id"],
        right_on=["body_id", "person_id"],
        suffixes=("", "_upper"),
    )
    both = both[both["lower"].isin(g.asked_about)]
    for (lower, upper, _), rows in both.groupby(["lower", "upper", "person_id"], sort=False):
        if lower == upper:
            continue
        row = frames.records(rows)[0]
        links = frames.records(rows.drop_duplicates("said"))
        said = "; ".join(dict.fromkeys(f"{link['said']}{place(_link(link))}" for link in links))
        seats = [row, {key: row[f"{key}_upper"] for key in ("basis", "source", "paragraph")}]
        detail = (
            f"{row['person']} chairs {row['body']}{place(seats[0])} and {row['body_upper']}"
            f"{place(seats[1])}; {said}. To ask: who holds {row['body']} to account when its own "
            "chair is in the chair there?"
        )
        yield _row(row, BOTH_CHAIRS, row["person"], detail, [*seats, *map(_link, links)])


def _link(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[f"link_{key}"] for key in ("basis", "source", "paragraph")}


def _answering(g: Governance) -> pd.DataFrame:
    """Each statement that a body answers to another: ``lower, upper, said`` and its citation."""
    links = g.links
    links = links[(links["from_type"] == "Body") & (links["to_type"] == "Body")]
    links = links[~(links["from_members"] | links["to_members"]).fillna(False).astype(bool)]
    up = links[links["type"].isin(list(_ANSWERS_TO))]
    down = links[links["type"].isin(list(_WATCHES))]
    parts = [
        up.assign(lower=up["from_id"], upper=up["to_id"], verb=up["type"].map(_ANSWERS_TO)),
        down.assign(lower=down["to_id"], upper=down["from_id"], verb=down["type"].map(_WATCHES)),
    ]
    both = pd.concat(parts, ignore_index=True)
    both["said"] = both["from_name"] + " " + both["verb"].astype("str") + " " + both["to_name"]
    renamed = {key: f"link_{key}" for key in ("basis", "source", "paragraph")}
    return both.rename(columns=renamed)[["lower", "upper", "said", *renamed.values()]]


def _row(
    seat: dict[str, Any], finding: str, subject: str, detail: str, cited: list[dict[str, Any]]
) -> Finding:
    return Finding(
        finding=finding,
        body=seat["body"],
        body_id=seat["body_id"],
        subject=subject,
        state=CANDIDATE,
        detail=detail,
        basis=basis_of([each["basis"] for each in cited]),
        source=joined(*(each["source"] for each in cited)),
        paragraph=joined(*(each["paragraph"] for each in cited)),
    )
