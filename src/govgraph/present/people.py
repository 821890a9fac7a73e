"""How people read: their seats, and who may be one person."""

from __future__ import annotations

from govgraph.present.findings import place, said
from govgraph.present.tables import Block, Row, words


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
        *(_recorded(each) for each in row["evidence"] or []),
    ]


def _recorded(each: Row) -> str:
    what = [each["body"], each["seat"], each["organisation"]]
    return f"{each['person']}: {', '.join(words(part) for part in what if part)} [{place(each)}]"
