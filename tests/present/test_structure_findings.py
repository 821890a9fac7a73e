from typing import Any

from govgraph.present import structure_findings
from govgraph.present.tables import Answer

BLANK: dict[str, Any] = {
    "finding": "vacancy",
    "body": "Board",
    "body_id": "board",
    "subject": "Seat",
    "state": "found",
    "detail": "A sentence.",
    "assumption": None,
    "basis": "stated",
    "would_change": None,
    "source": "terms",
    "paragraph": "3",
}


def gathered(*rows: dict[str, Any]) -> list[Any]:
    answer = Answer("structure", "", list(BLANK), [{**BLANK, **row} for row in rows])
    return [structure_findings.block(row) for row in structure_findings.gathered(answer).rows]


def test_a_finding_says_what_it_rests_on() -> None:
    ((heading, lines),) = gathered(
        {"state": "candidate", "basis": "inferred", "would_change": "gone"}
    )

    assert heading == "vacancy (candidate): Board"
    assert list(filter(None, lines)) == [
        "A sentence.",
        "Rests on what was inferred, not stated.",
        "Proposals: gone",
        "Source: terms, 3",
    ]


def test_unnamed_seats_of_one_body_share_a_block_that_shows_the_first_ones() -> None:
    unnamed = {"finding": "unnamed seat", "state": "unknown"}
    ((heading, lines),) = gathered(*({**unnamed, "subject": f"Seat {n}"} for n in range(8)))

    assert heading == "unnamed seat (unknown): Board"
    assert lines[0] == "No name is given for 8 seats; they are not said to be vacant:"
    assert "Seat 0 [terms, 3]; Seat 1" in lines[1]
    assert lines[1].endswith("and 2 more (-o FILE.csv writes them all).")


def test_seats_of_one_body_that_were_left_share_a_block_with_the_days() -> None:
    left = {"finding": "seat past its term", "state": "unknown"}
    ((heading, lines),) = gathered(
        *({**left, "subject": f"Seat {n}", "due_date": f"201{n}"} for n in range(8))
    )

    assert heading == "seat past its term (unknown): Board"
    assert lines[0] == (
        "8 seats were left by their last known holders, and no successor and no vacancy is "
        "recorded; the members are not given completely, so there may be one:"
    )
    assert "Seat 5 (until 2015)" in lines[1]
    assert lines[1].endswith("; and 2 more (-o FILE.csv writes them all).")


def test_what_differs_in_state_or_proposals_stays_apart() -> None:
    missing = {"finding": "provision missing", "assumption": "The template 'x' asks for it (1)."}
    blocks = gathered(
        {**missing, "state": "missing", "subject": "A"},
        {**missing, "state": "missing", "subject": "B"},
        {**missing, "state": "missing", "subject": "C", "would_change": "gone"},
        {**missing, "state": "missing, optional", "subject": "D"},
    )

    assert [heading for heading, _ in blocks] == [
        "provision missing: Board",
        "provision missing: Board",
        "provision missing (optional): Board",
    ]
    assert blocks[0][1][1] == "A; B."
    assert blocks[0][1][2] == "Assumption: The template 'x' asks for them."


def test_required_seats_share_what_they_rest_on() -> None:
    said = "A reports to it. Bodies that feed it are taken to be those."
    row = {"finding": "required seat", "state": "not evidenced", "assumption": said}
    ((_, lines),) = gathered({**row, "subject": "chair of A"}, {**row, "subject": "chair of B"})

    assert "chair of A [terms, 3]; chair of B [terms, 3]." in lines
    assert "Assumption: Bodies that feed it are taken to be those." in lines
