"""How the findings on the structure of bodies read in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govgraph.analysis.provisions import PROVISION
from govgraph.analysis.required_seats import REQUIRED
from govgraph.analysis.seat_states import PAST_TERM, UNNAMED
from govgraph.analysis.structure_rows import UNKNOWN
from govgraph.dataset.templates import Template
from govgraph.present.findings import inferred, place, said
from govgraph.present.tables import Answer, Block, Row, words

_SHOWN = 6
_FEEDING = "Bodies that feed it"
"""How the assumption begins that the rows of one rule on officers share."""


def block(row: Row) -> Block:
    """One finding: what it is, what is known of it, the sentence, and what it rests on."""
    seats = row.get("seats")
    if seats:
        return _several(row, seats)
    return _title(row), [
        row["detail"],
        said("Assumption", row["assumption"]),
        inferred(row),
        said("Proposals", row["would_change"]),
        said("Source", place(row)),
    ]


def _title(row: Row) -> str:
    state = row["state"]
    known = "" if state in ("found", "missing") else f" ({_IN_WORDS.get(state, state)})"
    return f"{row['finding']}{known}: {row['body']}"


_IN_WORDS = {"missing, optional": "optional"}


def _several(row: Row, rows: Sequence[Row]) -> Block:
    """The rows of one body that need no sentence each."""
    cites = row["finding"] != PROVISION
    named = [
        f"{each['subject']}{_left(each)} [{place(each)}]" if cites else each["subject"]
        for each in rows
    ]
    shown = _SHOWN if row["finding"] in (UNNAMED, PAST_TERM) else len(named)
    more = len(named) - shown
    rest = f"; and {more} more (-o FILE.csv writes them all)" if more > 0 else ""
    return _title(row), [
        row["detail"],
        f"{'; '.join(named[:shown])}{rest}.",
        said("Assumption", row["assumption"]),
        inferred(row),
        said("Proposals", row["would_change"]),
    ]


def _left(row: Row) -> str:
    """Until when somebody held the seat, where that is what was found."""
    return f" (until {row['due_date']})" if row["finding"] == PAST_TERM and row["due_date"] else ""


def gathered(answer: Answer) -> Answer:
    """The answer with what is alike of one body in one block.

    Alike are unnamed seats, seats past their term, missing provisions, and required seats that
    are not evidenced.
    """
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in answer.rows:
        is_alike = row["finding"] in (UNNAMED, PAST_TERM, PROVISION) or (
            row["finding"] == REQUIRED and row["state"] == "not evidenced"
        )
        alike = ("finding", "body_id", "state", "would_change", "basis")
        key = tuple(row[name] for name in alike) if is_alike else (len(groups),)
        groups.setdefault(key, []).append(row)
    return replace(answer, rows=[_gathered(rows) for rows in groups.values()])


def _gathered(rows: list[Row]) -> Row:
    first = rows[0]
    if len(rows) == 1:
        return first
    if first["finding"] == UNNAMED:
        detail = f"No name is given for {len(rows)} seats; they are not said to be vacant:"
        return {**first, "detail": detail, "seats": rows}
    if first["finding"] == PAST_TERM:
        unknown = "; the members are not given completely, so there may be one"
        detail = (
            f"{len(rows)} seats were left by their last known holders, and no successor and no "
            f"vacancy is recorded{unknown if first['state'] == UNKNOWN else ''}:"
        )
        return {**first, "detail": detail, "seats": rows}
    if first["finding"] == REQUIRED:
        detail = (
            f"The holders of {len(rows)} offices are to be members; the record does not show that "
            "they are, and does not rule it out (--format json says why):"
        )
        _, start, rest = (first["assumption"] or "").partition(_FEEDING)
        return {**first, "detail": detail, "assumption": start + rest, "seats": rows}
    detail = (
        f"Nothing recorded answers {len(rows)} headings of the template (--format json says what "
        "was looked for):"
    )
    template = str(first["assumption"]).split(" asks for it", 1)[0]
    return {**first, "detail": detail, "assumption": f"{template} asks for them.", "seats": rows}


def templates(shipped: Sequence[Template]) -> Answer:
    """The shipped templates and what they ask for."""
    rows = [
        {
            "template": template.id,
            "headings": len(template.headings),
            "required": sum(heading.required for heading in template.headings),
            "asks_for": [heading.heading for heading in template.headings],
            "sources": list(dict.fromkeys(h.source for h in template.headings if h.source)),
        }
        for template in shipped
    ]
    return Answer(
        analysis="templates",
        title="Templates of terms of reference",
        columns=["template", "headings", "required", "asks_for", "sources"],
        rows=rows,
        block=_template,
        notes=[
            "Use one with --template NAME; --template FILE.csv takes your own, with the columns "
            "heading, answered_by, mentions, question, required, source, paragraph."
        ],
    )


def _template(row: Row) -> Block:
    sources = f", after {words(row['sources'])}" if row["sources"] else ""
    return f"{row['template']}: {row['headings']} headings, {row['required']} required{sources}", [
        words(row["asks_for"]),
    ]
