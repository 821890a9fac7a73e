"""How a finding reads: a heading and the lines of evidence below it.

Each function takes one row of an analysis as plain values (see
:func:`govgraph.present.tables.records`) and gives its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govgraph.present.tables import Answer, Block, Row, span, words
from govgraph.sentences import counted

NO_STEP_UP = "missing hop"


def route(row: Row) -> Block:
    """One way up: where it goes, how it ends, how long it takes and on what evidence."""
    matter = f"  [{row['matter']}]" if row["matter"] else ""
    end = row["end"] if row["apex"] is None else f"{row['end']} at {row['apex']}"
    return f"{row['route']}{matter}", [
        f"{row['body_id']}: {_hops(row['hops'])}; ends: {end}",
        _days(row),
        said("Days from", row["days_from"]),
        row["timetable"] or "",
        said("On two or more of these bodies", row["people_on_route"]),
        inferred(row),
        said("Proposals", row["would_change"]),
        said("Not all listed", row["capped"]),
        said("Evidence", row["evidence"]),
    ]


def way_up(row: Row) -> Block:
    """How far one body is from the top, and by how many routes."""
    if row["end"] == "cycle":
        where = "every way up comes back in a circle"
    elif not row["hops_least"]:
        where = f"ends here: {row['end']}"
    else:
        where = f"nearest {row['end']}: {row['nearest']}, {_hops(row['hops_least'])}"
    routes = ""
    if row["routes"] is not None and row["hops_most"]:
        many = f"{words(row['routes'])} routes, the longest of {_hops(row['hops_most'])}"
        routes = "1 route" if row["routes"] == 1 else many
    return f"{row['body']} ({row['body_id']})", [
        where,
        routes,
        _least_and_most_days(row),
        "A way up leads into a circle." if row["comes_back"] else "",
    ]


def _least_and_most_days(row: Row) -> str:
    least, most = row["days_least"], row["days_most"]
    if least is None:
        return ""
    if row["routes"] == 1:
        return f"Days at worst: {words(least)}"
    by_most = "" if most is None else f", {words(most)} by the slowest of all"
    return f"Days at worst: {words(least)} by the quickest known route to an apex{by_most}"


def _hops(hops: float) -> str:
    return counted(hops, "hop")


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
        said("Assumption", row["assumption"]),
        inferred(row),
        said("Proposals", row["would_change"]),
    ]


def verdict(row: Row) -> Block:
    """One member's verdict on one attendance rule."""
    who = row["person"] or row["seat"]
    seat = f", {row['seat']}" if row["person"] and row["seat"] else ""
    voice = f" ({row['organisation']})" if row["organisation"] else ""
    is_hit, is_open = row["verdict"] == "triggered", row["verdict"] == "undetermined"
    return f"{row['verdict']}: {who}{seat}{voice}, {row['body']}", [
        said("Rule", row["rule"]),
        said("Absences", _absences(row)),
        said("Meetings", "; ".join(f"{m['date']} {m['record']}" for m in row["meetings"] or [])),
        said("Triggered by" if is_hit else "The clock runs out on", row["trigger_date"]),
        said("Consequence", row["consequence"]),
        said("To put it right" if is_open else "From the trigger", row["remaining"]),
        said("Assumption", row["assumption"]),
        said("Source", place(row)),
    ]


def in_area(area: object) -> str:
    """The area in brackets, to stand behind a name; blank where there is none."""
    return f" ({words(area)})" if area else ""


def inferred(row: Row) -> str:
    """A sentence where the finding rests on what is only inferred."""
    return "Rests on what was inferred, not stated." if row["basis"] == "inferred" else ""


def _absences(row: Row) -> str:
    low, high = row["absences_low"], row["absences_high"]
    if low is None or high is None:
        return ""
    count = span(low, high)
    window = [date for date in (row["window_start"], row["window_end"]) if date]
    return f"{count} ({' to '.join(window)})" if window else count


def place(row: Row, side: str = "") -> str:
    """The source and the paragraph that a row cites, of one side where it has two."""
    cited = (row[f"source{side}"], row[f"paragraph{side}"])
    return ", ".join(words(part) for part in cited if part) or "no source given"


def said(what: str, value: object) -> str:
    """A value with a word before it; nothing where there is none."""
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
