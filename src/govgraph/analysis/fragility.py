"""How likely a quorum is, and whose absence breaks it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from govgraph.analysis import presence, rules_of_bodies
from govgraph.analysis import register as registers
from govgraph.analysis.boards import board_of, named
from govgraph.analysis.diagram import Diagram, Pattern, diagram
from govgraph.analysis.quorate import Board, Mask, Reading, TooManyGroupsError
from govgraph.analysis.quorum import as_frame, cells_of, notes_on_rules
from govgraph.analysis.quorum_question import Question
from govgraph.errors import GovgraphError
from govgraph.governance import Governance
from govgraph.rules.quorum import Quorum
from govgraph.sentences import counted

COLUMNS = (
    "body",
    "reading",
    "rule",
    "probability_low",
    "probability_high",
    "based_on",
    "seats",
    "smallest_break",
    "breaking_count",
    "breaking_sets",
    "vetoes",
    "never_matters",
    "assumption",
    "source",
    "paragraph",
    "body_id",
)

PATTERNS_SHOWN = 20
"""Breaking sets that are listed, smallest first; all are counted."""

INDEPENDENT = (
    "The probability takes the seats to come independently of each other; where members stay "
    "away together it is lower or higher."
)


def of_quorums(
    g: Governance, body: str | None = None, probability: float | None = None
) -> pd.DataFrame:
    """The probability that a meeting is quorate, and the smallest sets of absences that break it.

    Exact (see :mod:`govgraph.analysis.fragility`), for seats that come independently of each
    other. Without ``probability`` each seat comes to the share of the recorded meetings that it
    came to, whoever held it; where the record leaves that open, or there is none, the two
    probabilities are those at the ends of what is possible.

    Args:
        g: the snapshot.
        body: the body asked about; all if left out.
        probability: the probability, from 0 to 1, that each member comes.

    Returns:
        one row for each rule in force and reading: body, reading, rule, probability_low and
        probability_high (the same where nothing is open; blank where no seat has a record),
        based_on (in words), seats (that are not vacant), smallest_break (absences that suffice),
        breaking_count (minimal breaking sets: those of which no part breaks the quorum),
        breaking_sets (a list of them in words, smallest first, at most
        :data:`PATTERNS_SHOWN`), vetoes and never_matters (lists of seats: whose absence alone
        breaks it, whose presence never changes the result), assumption, source and paragraph of
        the rule, body_id.

    Raises:
        GovgraphError: ``probability`` is none.
    """
    if probability is not None and not 0 <= probability <= 1:
        raise GovgraphError(
            f"{probability:g} is no probability: give one from 0 to 1, or 0% to 100%."
        )
    body_id = None if body is None else g.find_body(body)
    every = rules_of_bodies.of_kind(g, "quorum", body_id)
    held = every[rules_of_bodies.understood(every) & every["in_force"]]
    notes = notes_on_rules(g, every, body_id)
    rows: list[dict[str, Any]] = []
    history = None if probability is not None else _history(g, pd.Index(held["body_id"].unique()))
    for id_, its_rules in held.groupby("body_id", sort=False):
        board = board_of(g, str(id_))
        if board.is_vacant.all():
            name = its_rules["body"].iloc[0]
            notes.append(f"No member's seat that is not vacant is recorded: {name}.")
            continue
        for _, provision in its_rules.iterrows():
            try:
                rows += _fragile(provision, board, probability, history)
            except TooManyGroupsError as error:
                notes.append(f"Not evaluated: '{provision['text']}' ({provision['body']}): {error}")
    frame = as_frame(rows, COLUMNS, "seats", "smallest_break")
    frame = frame.astype({"probability_low": "float64", "probability_high": "float64"})
    frame.attrs["notes"] = [*([INDEPENDENT] if rows else []), *notes]
    return frame


def _history(g: Governance, bodies: pd.Index) -> pd.DataFrame:
    """For each seat with a record: how often it came, certainly and possibly, of how many."""
    held = registers.held_meetings(g, bodies)
    held = held[held["meeting_id"].isin(g.tables["ATTENDANCE"]["to_id"])].reset_index(drop=True)
    of_bodies = presence.seats(g, bodies)
    came = presence.at_meetings(g, of_bodies, held)
    came = came[came["recorded"]]
    came = came.assign(seat_id=of_bodies["seat_id"].take(came["seat"].to_numpy()).to_numpy())
    return came.groupby("seat_id").agg(
        meetings=("meeting", "nunique"),
        certain=("certain", "sum"),
        possible=("possible", "sum"),
        with_substitutes=("substitute", "sum"),
    )


def _no_history() -> pd.DataFrame:
    return pd.DataFrame(columns=["meetings", "certain", "possible", "with_substitutes"])


def _fragile(
    provision: pd.Series[Any],
    board: Board,
    probability: float | None,
    history: pd.DataFrame | None,
) -> list[dict[str, Any]]:
    question = Question(provision["parsed"], board, only_these=True)
    low, high, based_on, said = _chances(question.rule, board, probability, history)
    # A share of members who are not all known is no number, so nothing follows from it.
    is_known = board.is_complete or not question.rule.shares
    if not is_known:
        low = high = None
        based_on = "nothing"
        said = [question.on_incomplete()]
    can_come = ~board.is_vacant
    rows = []
    for vacancy, its_reading in question.readings.items():
        reading = replace(its_reading, whole_known=True)
        worst = diagram(question.requirement(reading), can_come)
        best = diagram(question.requirement(replace(reading, possible=True)), can_come)
        sets = worst.breaking
        has_sets = is_known and worst.can_be_met
        shown = list(itertools.islice(sets.patterns(), PATTERNS_SHOWN + 1))
        assumptions = [
            *said,
            *_on_the_rule(question, reading, worst, can_come),
            _on_one_place(question, reading, worst, low, can_come),
        ]
        total = sum(sets.by_size.values())
        listed = [_in_words(pattern, board) for pattern in shown[:PATTERNS_SHOWN]]
        if len(shown) > PATTERNS_SHOWN:
            listed.append(f"and more: {total:,} in all")
        titles = board.seats["title"].to_numpy(dtype=object)
        rows.append(
            {
                **cells_of(provision, vacancy),
                "probability_low": None if low is None else worst.probability(low),
                "probability_high": None if high is None else best.probability(high),
                "based_on": based_on,
                "seats": int(can_come.sum()),
                "smallest_break": next(iter(sets.by_size), None) if has_sets else None,
                "breaking_count": total if has_sets else None,
                "breaking_sets": listed if has_sets else [],
                "vetoes": titles[sets.vetoes()].tolist() if has_sets else [],
                "never_matters": titles[can_come & ~worst.matters].tolist() if is_known else [],
                "assumption": " ".join(filter(None, assumptions)) or None,
            }
        )
    return rows


def _chances(
    rule: Quorum, board: Board, probability: float | None, history: pd.DataFrame | None
) -> tuple[np.ndarray | None, np.ndarray | None, str, list[str]]:
    """The lowest and highest probability of each seat, what they rest on, and what is open."""
    if probability is not None:
        each = np.where(board.is_vacant, 0.0, probability)
        return each, each, f"each member comes with a probability of {probability:g}", []
    of = (_no_history() if history is None else history).reindex(board.seats["seat_id"])
    known = of["meetings"].notna().to_numpy()
    if not (known & ~board.is_vacant).any():
        return None, None, "no attendance is recorded", []
    counted = of["possible"] + of["with_substitutes"] * (rule.substitutes_attend is not False)
    certain = of["certain"] + of["with_substitutes"] * (rule.substitutes_attend is True)
    low = np.where(known, certain / of["meetings"], 0.0)
    high = np.where(known, np.minimum(1.0, counted / of["meetings"]), 1.0)
    low, high = (np.where(board.is_vacant, 0.0, np.asarray(each)) for each in (low, high))
    fewest, most = int(of["meetings"].min()), int(of["meetings"].max())
    number = f"{most}" if fewest == most else f"{fewest} to {most}"
    based_on = (
        f"each seat's share of the {number} {'meeting' if most == 1 else 'meetings'} recorded of it"
    )
    silent = board.seats.loc[~known & ~board.is_vacant, "title"]
    said = []
    if len(silent):
        said.append(
            "No attendance is recorded of these, who are taken as never coming in the lower and as "
            f"always coming in the higher probability: {named(silent.tolist())}."
        )
    if rule.substitutes_attend is None and (of["with_substitutes"] > 0).any():
        said.append(
            "Whether a substitute counts is not said: they do not in the lower, and do in the "
            "higher probability."
        )
    return low, high, based_on, said


def _on_the_rule(question: Question, reading: Reading, worst: Diagram, can_come: Mask) -> list[str]:
    said = [question.on_unmatched()] if question.unmatched else []
    if not worst.can_be_met:
        said.append("The rule cannot be met by the seats that are recorded and filled.")
    if question.is_open(reading):
        said.append(question.on_open_seats())
    if not question.board.is_complete:
        said.append("The sources do not give all members: it rests on the seats that they give.")
    if (question.board.seats["basis"] == "inferred").any():
        said.append("Some of the seats are inferred, not stated.")
    vacant = int(question.board.is_vacant.sum())
    if vacant:
        said.append(f"{counted(vacant, 'vacant seat is', 'vacant seats are')} taken as absent.")
    return said


def _on_one_place(
    question: Question,
    reading: Reading,
    worst: Diagram,
    low: np.ndarray | None,
    can_come: Mask,
) -> str | None:
    if low is None or question.says_others:
        return None
    relaxed = question.requirement(replace(reading, one_place_each=False))
    other = diagram(relaxed, can_come).probability(low)
    if abs(other - worst.probability(low)) < 5e-5:
        return None
    return (
        "One attendee fills one place of the quorum; if one may fill several, the "
        f"{'lower ' if question.is_open(reading) else ''}probability is {other:.4f}."
    )


def _in_words(pattern: Pattern, board: Board) -> str:
    """Who is absent: all of some seats, and so many of others."""
    titles = board.seats["title"].to_numpy(dtype=object)
    whole = [seat for number, seats in pattern.absent if number == len(seats) for seat in seats]
    said = []
    if whole:
        listed = named(titles[sorted(whole)].tolist())
        said.append(listed if len(whole) == 1 else f"all of: {listed}")
    said += [
        f"any {number} of: {named(titles[list(seats)].tolist())}"
        for number, seats in pattern.absent
        if number < len(seats)
    ]
    return ", and ".join(said)
