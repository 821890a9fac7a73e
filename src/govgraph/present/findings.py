"""How a finding reads: a heading and the lines of evidence below it.

Each function takes one row of an analysis as plain values (see
:func:`govgraph.present.tables.records`) and gives its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govgraph.present.tables import Answer, Block, Row, words

NO_STEP_UP = "missing hop"


def route(row: Row) -> Block:
    """One way up: where it goes, how it ends, how long it takes and on what evidence."""
    matter = f"  [{row['matter']}]" if row["matter"] else ""
    hops = row["hops"]
    end = row["end"] if row["apex"] is None else f"{row['end']} at {row['apex']}"
    return f"{row['route']}{matter}", [
        f"{row['body_id']}: {hops} {'hop' if hops == 1 else 'hops'}; ends: {end}",
        _days(row),
        _said("Days from", row["days_from"]),
        _said("Earliest on the table", row["earliest_date"]),
        _said("On two or more of these bodies", row["people_on_route"]),
        _inferred(row),
        _said("Proposals", row["would_change"]),
        _said("Evidence", row["evidence"]),
    ]


def _days(row: Row) -> str:
    if not row["hops"]:
        return ""
    if row["days_worst"] is None:
        return "Days: not known"
    return f"Days: {words(row['days_expected'])} expected, {words(row['days_worst'])} at worst"


def fault_on_the_way(row: Row) -> Block:
    """One structural finding of the ways up."""
    matter = f" ({row['matter']})" if row["matter"] else ""
    return f"{row['finding']}: {row['body']}{matter}", [
        row["detail"],
        _said("Assumption", row["assumption"]),
        _inferred(row),
        _said("Proposals", row["would_change"]),
    ]


def verdict(row: Row) -> Block:
    """One member's verdict on one attendance rule."""
    who = row["person"] or row["seat"]
    seat = f", {row['seat']}" if row["person"] and row["seat"] else ""
    voice = f" ({row['organisation']})" if row["organisation"] else ""
    return f"{row['verdict']}: {who}{seat}{voice}, {row['body']}", [
        _said("Rule", row["rule"]),
        _said("Absences", _absences(row)),
        _said("Meetings", "; ".join(f"{m['date']} {m['record']}" for m in row["meetings"] or [])),
        _said("Triggered by", row["trigger_date"]),
        _said("Consequence", row["consequence"]),
        _said("From the trigger", row["remaining"]),
        _said("Assumption", row["assumption"]),
        _said("Source", place(row)),
    ]


def shared_members(row: Row) -> Block:
    """Two bodies that share people or organisations."""
    heading = f"{row['body_a']}{in_area(row['area_a'])} and {row['body_b']}{in_area(row['area_b'])}"
    count = f"{row['shared']} shared of {row['size_a']} and {row['size_b']} known"
    return heading, [
        f"{count}: {words(row['names'])}",
        f"Jaccard {words(row['jaccard'])}, overlap coefficient {words(row['overlap_coefficient'])}",
        _said("Chairs both", row["shared_chairs"]),
        "" if row["covered"] else "The sources do not give all members: more may be shared.",
        _inferred(row),
        _said("Proposals", row["if_proposed"]),
        *(_shared_seat(each) for each in row["evidence"] or []),
    ]


def _shared_seat(each: Row) -> str:
    seats = [f"{each[f'seat{side}']} [{place(each, side)}]" for side in ("_a", "_b")]
    return f"{each['who']}: {'; '.join(seats)}"


def person(row: Row) -> Block:
    """One person and their bodies."""
    count = row["bodies"]
    chairs = f", chairs {row['chairs']} of them" if row["chairs"] else ""
    return f"{row['person']}: {count} {'body' if count == 1 else 'bodies'}{chairs}", [
        _said("Meeting hours a year", _hours(row)),
        _inferred(row),
        _said("Proposals", row["if_proposed"]),
        *(f"{each['body']}: {each['seat']} [{place(each)}]" for each in row["evidence"] or []),
    ]


def _hours(row: Row) -> str:
    if row["meeting_hours"] is not None:
        return words(row["meeting_hours"])
    known = f"{words(row['hours_known'])} and more" if row["hours_known"] else "not known"
    return f"{known} (not known for {words(row['hours_not_known_for'])})"


def on_several_bodies(answer: Answer) -> Answer:
    """The answer without the people who sit on one body only, who are counted in a note."""
    rows = [row for row in answer.rows if row["bodies"] > 1]
    rest = len(answer.rows) - len(rows)
    note = f"{rest} more people are known to sit on one body only." if rest else ""
    return replace(answer, rows=rows, notes=[*filter(None, [note]), *answer.notes])


def in_area(area: object) -> str:
    """The area in brackets, to stand behind a name; blank where there is none."""
    return f" ({words(area)})" if area else ""


def _inferred(row: Row) -> str:
    return "Rests on what was inferred, not stated." if row["basis"] == "inferred" else ""


def _absences(row: Row) -> str:
    low, high = row["absences_low"], row["absences_high"]
    if low is None or high is None:
        return ""
    count = words(low) if low == high else f"{words(low)} to {words(high)}"
    window = [date for date in (row["window_start"], row["window_end"]) if date]
    return f"{count} ({' to '.join(window)})" if window else count


def place(row: Row, side: str = "") -> str:
    """The source and the paragraph that a row cites, of one side where it has two."""
    cited = (row[f"source{side}"], row[f"paragraph{side}"])
    return ", ".join(words(part) for part in cited if part) or "no source given"


def _said(what: str, value: object) -> str:
    text = words(value)
    return f"{what}: {text}" if text else ""


def with_missing_hops_last(answer: Answer) -> Answer:
    """The answer with the bodies of which only that is known, that no step up is, in one line."""
    unknown = [row for row in answer.rows if _is_bare_missing_hop(row)]
    if len(unknown) < 2:
        return answer
    sentence = (
        f"No step up is recorded from {len(unknown)} bodies, and the sources do not give their "
        f"links completely, so what lies above them is unknown: {_listed(unknown)}."
    )
    rows = [row for row in answer.rows if not _is_bare_missing_hop(row)]
    notes = [sentence, *answer.notes] if rows else answer.notes
    return replace(answer, rows=rows, empty=sentence, notes=notes)


def _is_bare_missing_hop(row: Row) -> bool:
    return NO_STEP_UP in (row.get("end"), row.get("finding")) and not row.get("hops")


def _listed(rows: Sequence[Row]) -> str:
    """Bodies in one line, with the id where two share a name."""
    named = dict.fromkeys((words(row["body"]), words(row["body_id"])) for row in rows)
    names = [name for name, _ in named]
    return "; ".join(f"{name} ({id_})" if names.count(name) > 1 else name for name, id_ in named)
