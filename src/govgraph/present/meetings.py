"""How findings on quorum and decisions read: a heading and the lines of evidence below it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from govgraph.present.findings import place, said
from govgraph.present.tables import Answer, Block, Row, span


def quorum_verdict(row: Row) -> Block:
    """The verdict on one meeting, or on a set of seats, under one reading of the rule."""
    when = row["meeting"] or f"{row['body']}, with these seats present"
    return f"{row['verdict']}: {when}", [
        _rule(row),
        said("Members present", span(row["present_low"], row["present_high"])),
        said("Missing", row["missing"]),
        said("Assumption", row["assumption"]),
        said("Consequence", row["consequence"] if row["verdict"] != "quorate" else None),
        said("Source", place(row)),
    ]


def doubtful_meetings_first(answer: Answer) -> Answer:
    """The answer without the meetings that were quorate by every reading, which are counted.

    What is left stands in order of consequence: inquorate, then undetermined, then meetings
    that are quorate by one reading and not by another.
    """
    open_ = {row["meeting_id"] for row in answer.rows if row["verdict"] != "quorate"}
    rows = [row for row in answer.rows if row["meeting_id"] in open_]
    rest = {
        (row["body"], row["meeting_id"]) for row in answer.rows if row["meeting_id"] not in open_
    }
    if not rest:
        return answer
    counts = sorted(Counter(body for body, _ in rest).items())
    listed = "; ".join(f"{body} {number}" for body, number in counts)
    note = f"Quorate, by every reading where there are several: {listed} (all with -o FILE.csv)."
    by_verdict = sorted(rows, key=lambda row: _CONSEQUENCE.index(row["verdict"]))
    empty = "Every meeting that was looked at was quorate."
    return replace(answer, rows=by_verdict, empty=empty, notes=[note, *answer.notes])


_CONSEQUENCE = ("inquorate", "undetermined", "quorate")


def fragility(row: Row) -> Block:
    """How likely a quorum is under one reading of the rule, and whose absence breaks it."""
    return f"{_probability(row)}: {row['body']}", [
        _rule(row),
        said("Based on", row["based_on"]),
        said("Seats that are not vacant", row["seats"]),
        _breaking(row),
        *(f"- {each}" for each in row["breaking_sets"] or []),
        said("No quorum without", row["vetoes"]),
        said("Never matters to the quorum", row["never_matters"]),
        said("Assumption", row["assumption"]),
        said("Source", place(row)),
    ]


def _probability(row: Row) -> str:
    low, high = row["probability_low"], row["probability_high"]
    if low is None or high is None:
        return "probability of a quorum not known"
    if f"{low:.4f}" == f"{high:.4f}":
        return f"probability of a quorum {low:.4f}"
    return f"probability of a quorum {low:.4f} to {high:.4f}"


def _breaking(row: Row) -> str:
    smallest, count = row["smallest_break"], row["breaking_count"]
    if smallest is None:
        return ""
    absences = "absence breaks" if smallest == 1 else "absences break"
    sets = "minimal set" if count == 1 else "minimal sets"
    return f"{smallest} {absences} it; {count:,} {sets} of absences that do:"


def decision(row: Row) -> Block:
    """What carries a vote under one way of deciding and one reading of the rule."""
    heading = f"{_carries(row)}: {row['body']}"
    return heading, [
        said("Rule", row["rule"]),
        said("Way", row["way"]),
        said("Reading", row["reading"]),
        _blocks(row),
        said("Can block alone", row["vetoes"]),
        said("Tie", row["tie"]),
        said("Assumption", row["assumption"]),
        said("Consequence", row["consequence"]),
        said("Source", place(row)),
    ]


def _carries(row: Row) -> str:
    if row["carries_low"] is None:
        return "nothing to count"
    carries = span(row["carries_low"], row["carries_high"])
    return f"{carries} of {span(row['voices_low'], row['voices_high'])} {row['counted']} carry"


def _blocks(row: Row) -> str:
    if row["blocks_low"] is None:
        return ""
    low, high = row["blocks_low"], row["blocks_high"]
    return f"{span(low, high)} not in favour {'blocks' if low == high == 1 else 'block'}"


def _rule(row: Row) -> str:
    reading = f" (reading: {row['reading']})" if row["reading"] else ""
    return f"Rule: {row['rule']}{reading}"
