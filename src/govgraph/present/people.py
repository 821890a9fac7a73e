"""How people read: their seats, and who may be one person."""

from __future__ import annotations

from govgraph.present.findings import place, said
from govgraph.present.tables import Block, Row, words

_LINES_SHOWN = 4


def listed(row: Row) -> Block:
    """One person with every seat."""
    post = ", ".join(words(row[name]) for name in ("job_title", "employers") if row[name])
    return f"{row['person']}{f' ({post})' if post else ''}", [
        said("Also named", row["other_names"]),
        *(_seat(each) for each in row["evidence"] or []),
        "" if row["evidence"] else "Holds no seat on the day.",
        said("Note", row["note"]),
    ]


def _seat(each: Row) -> str:
    how = [words(each["role"]).replace("_", "-")]
    if each["capacity"] not in (None, "holder"):
        how.append(words(each["capacity"]))
    if each["organisation"]:
        how.append(f"for {words(each['organisation'])}")
    if each["since"]:
        how.append(f"since {each['since']}")
    return f"{each['body']}: {each['seat']} ({', '.join(how)}) [{place(each)}]"


def candidate(row: Row) -> Block:
    """Two names that may be one person's."""
    return f"Candidate: {row['person_a']} and {row['person_b']}", [
        f"Score {words(row['score'])} ({row['person_a_id']}; {row['person_b_id']})",
        f"For it: {'; '.join(words(each) for each in row['why'])}",
        said("Against it", row["against"]),
        *_recorded_of(row, "person_a_id"),
        *_recorded_of(row, "person_b_id"),
    ]


def _recorded_of(row: Row, one: str) -> list[str]:
    """The first lines of what is recorded of one of the two."""
    lines = [_recorded(each) for each in row["evidence"] or [] if each["person_id"] == row[one]]
    more = len(lines) - _LINES_SHOWN
    rest = [f"and {more} more (all with --format json)"] if more > 0 else []
    return [*lines[:_LINES_SHOWN], *rest]


def _recorded(each: Row) -> str:
    what = [words(each[name]) for name in ("body", "seat", "organisation") if each[name]]
    return f"{each['person']}: {', '.join(what) or 'named'} [{place(each)}]"
