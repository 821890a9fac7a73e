"""Topics that bodies deal with and that nobody decides."""

from __future__ import annotations

import pandas as pd

from govgraph import frames
from govgraph.analysis.likeness import Reading
from govgraph.analysis.remit_findings import GAP
from govgraph.governance import Governance

DECIDING = ("decide", "approve", "commission")
"""The powers by which something is settled."""

COLUMNS = ("area", "topic", "finding", "why", "powers", "bodies", "clauses", "covered", "of_bodies")


def of(g: Governance, clauses: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Topics of an area that clauses deal with, none of which lets a body decide.

    That nobody decides can be said only of bodies whose remits the sources give completely. So
    it is said where these are more than half of the area's bodies, and of these alone; where
    they are fewer, and where a clause on the topic leaves its power open, the answer is
    unknown and stands in the notes. A clause that decides, approves or commissions fills the
    gap, whoever has it, and also where its power or topic is only proposed from its wording.

    Returns:
        one row for each area and topic: area, topic, finding (``gap``), why, powers (those that
        there are), bodies, clauses (a list: body, clause, text, power, source, paragraph),
        covered and of_bodies (how many bodies' remits are given completely, of how many).
    """
    bodies = g.bodies[["id", "areas"]]
    bodies = bodies.assign(
        covered=g.covers(bodies["id"], "remits"), area=bodies["areas"].map(frames.split_list)
    ).explode("area")
    wanted = {area.casefold() for area in g.areas}
    if wanted:
        bodies = bodies[bodies["area"].str.casefold().isin(wanted)]
    groups = bodies.groupby("area")["covered"]
    counts = {str(area): (int(here.sum()), len(here)) for area, here in groups}
    said = _clauses(clauses, reading).merge(
        bodies[["id", "area", "covered"]], left_on="body_id", right_on="id", suffixes=("", "_")
    )
    known = said[said["covered"] & said["is_topic_stated"]]
    in_doubt = [a for a, (covered, every) in counts.items() if 2 * covered <= every]
    not_covered = sorted({*in_doubt} & {*said["area"]})
    known = known[~known["area"].isin(in_doubt)]
    rows, open_topics = [], []
    for key, here in known.groupby(["area", "topic"]):
        area, topic = (str(part) for part in key)
        on_topic = said[(said["area"] == area) & (said["topic"] == topic)]
        if on_topic["power"].isin(DECIDING).any():
            continue
        if on_topic["power"].isna().any():
            open_topics.append(f"{topic} ({area})")
        else:
            rows.append(_gap(area, topic, here, *counts[area]))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame.attrs["notes"] = _notes(counts, not_covered, open_topics)
    return frame


def _clauses(clauses: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    stated = clauses["topic"].notna()
    coded = clauses.drop(columns=["power", "topic"]).assign(
        power=reading.codes["power"], topic=reading.codes["topic"], is_topic_stated=stated
    )
    return coded[~reading.is_procedural & coded["topic"].notna().to_numpy()]


def _gap(area: str, topic: str, here: pd.DataFrame, covered: int, every: int) -> dict[str, object]:
    powers = frames.join_list(sorted(here["power"].dropna()))
    rest = every - covered
    beyond = f" Whether one of the other {rest} does is not known." if rest else ""
    columns = ["body", "clause", "text", "power", "source", "paragraph"]
    return {
        "area": area,
        "topic": topic,
        "finding": GAP,
        "why": (
            f"Of the {covered} bodies whose remits are given completely, nobody decides on "
            f"{topic}; what is recorded is: {powers}.{beyond}"
        ),
        "powers": powers,
        "bodies": frames.join_list(here["body"]),
        "clauses": frames.plain_records(here[columns]),
        "covered": covered,
        "of_bodies": every,
    }


def _notes(
    counts: dict[str, tuple[int, int]], not_covered: list[str], open_topics: list[str]
) -> list[str]:
    notes = []
    for area in not_covered:
        covered, every = counts[area]
        notes.append(
            f"{area}: which topics nobody decides is unknown, because the remits of "
            f"{f'only {covered}' if covered else 'none'} of {every} bodies are given completely."
        )
    if open_topics:
        notes.append(
            "Whether anybody decides is unknown, because a clause does not say its power: "
            f"{frames.join_list(open_topics)}."
        )
    return notes
