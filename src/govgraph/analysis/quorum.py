"""Quorum: which meetings were quorate, whether a set of seats would be, how easily it breaks.

A verdict is ``quorate`` only where it holds whatever the open points come to, ``inquorate`` only
where no way of settling them would make the meeting quorate, else ``undetermined``. More people
present never break a quorum, so two sets suffice: those who certainly were there and those who
possibly were. What a rule leaves open beyond that, which reading of it holds or whether vacant
seats count, has a row for each answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from govgraph import frames, model, names
from govgraph.analysis import fragility as breaking
from govgraph.analysis import presence, provisions
from govgraph.analysis import register as registers
from govgraph.analysis.agencies import Agencies
from govgraph.analysis.quorate import (
    Board,
    Mask,
    Reading,
    Requirement,
    TooManyGroupsError,
    requirement_of,
    unmatched,
    wholes,
)
from govgraph.errors import AmbiguousError, GovgraphError, NotFoundError
from govgraph.governance import Governance
from govgraph.rules.quorum import (
    Combined,
    Condition,
    Members,
    Quorum,
    Representatives,
    simple_conditions,
)

QUORATE, INQUORATE, UNDETERMINED = "quorate", "inquorate", "undetermined"

COLUMNS = (
    "body",
    "meeting",
    "date",
    "reading",
    "rule",
    "verdict",
    "present_low",
    "present_high",
    "missing",
    "assumption",
    "consequence",
    "source",
    "paragraph",
    "body_id",
    "meeting_id",
)
FRAGILITY_COLUMNS = (
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

_SEATS_NAMED = 8
_INDEPENDENT = (
    "The probability takes the seats to come independently of each other; where members stay "
    "away together it is lower or higher."
)


# --- past meetings ---------------------------------------------------------------------------


def meetings(g: Governance, body: str | None = None) -> pd.DataFrame:
    """A verdict on every meeting that was held and has a register, for every quorum rule.

    Counted are the members who held seats at the meeting's date, under the rule in force then.
    A meeting without a record of a seat leaves that seat unknown; a substitute counts only where
    the rule says so.

    Args:
        g: the snapshot.
        body: the body asked about; all if left out.

    Returns:
        one row for each meeting, rule and reading, in order of body and date: body, meeting (its
        name in words), date, reading, rule, verdict (quorate, inquorate, undetermined),
        present_low and present_high (members certainly and possibly present), missing (what is
        lacking, in words), assumption (what would decide, or what the verdict rests on),
        consequence (as the source words it), source and paragraph of the rule, body_id,
        meeting_id.

        ``attrs["notes"]`` says which meetings and rules have no verdict, and why.

    >>> from govgraph import merging
    >>> len(meetings(Governance(merging.combine({}))))
    0
    """
    body_id = None if body is None else g.find_body(body)
    every = provisions.of_kind(g, "quorum", body_id)
    understood = every[provisions.understood(every)]
    held = registers.held_meetings(g, pd.Index(understood["body_id"].unique()))
    recorded = held["meeting_id"].isin(g.tables["ATTENDANCE"]["to_id"])
    judged = held[recorded].reset_index(drop=True)
    of_bodies = presence.seats(g, pd.Index(judged["body_id"].unique()))
    came = presence.at_meetings(g, of_bodies, judged)
    rows: list[dict[str, Any]] = []
    notes = _notes_on_rules(g, every, body_id)
    for id_, its_rules in understood.groupby("body_id", sort=False):
        its_meetings = judged[judged["body_id"] == id_]
        if len(its_meetings):
            found, said = _of_body(g, str(id_), its_rules, its_meetings, of_bodies, came)
            rows += found
            notes += said
    frame = _frame(rows, COLUMNS, "present_low", "present_high")
    frame.attrs["notes"] = [*notes, *_notes_on_meetings(g, understood, held, recorded)]
    return frame


def _of_body(
    g: Governance,
    body_id: str,
    its_rules: pd.DataFrame,
    its_meetings: pd.DataFrame,
    of_bodies: pd.DataFrame,
    came: pd.DataFrame,
) -> tuple[list[dict[str, Any]], list[str]]:
    its_seats = of_bodies[of_bodies["body_id"] == body_id]
    agencies = Agencies.of(g, _ids(its_seats["organisation_ids"]))
    is_complete = bool(g.covers(pd.Series([body_id]), "members").iloc[0])
    of_meeting = dict(list(came[came["meeting"].isin(its_meetings.index)].groupby("meeting")))
    boards: dict[tuple[object, ...], Board] = {}
    questions: dict[tuple[object, ...], _Question] = {}
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for number, meeting in its_meetings.iterrows():
        there = of_meeting.get(int(number))  # type: ignore[call-overload]
        if there is None:
            continue
        key = (tuple(there["seat"]), tuple(there["filling"]))
        if key not in boards:
            sat = of_bodies.take(there["seat"].to_numpy()).reset_index(drop=True)
            boards[key] = Board(
                sat.assign(filling=there["filling"].to_numpy()), agencies, is_complete
            )
        in_force = its_rules[
            (its_rules["first"] <= meeting["last"]) & (its_rules["last"] >= meeting["first"])
        ]
        about = []
        for at, provision in in_force.iterrows():
            try:
                if (key, at) not in questions:
                    questions[key, at] = _Question(provision["parsed"], boards[key])
                about += _verdicts(questions[key, at], provision, meeting, there)
            except TooManyGroupsError as error:
                notes.append(f"Not evaluated: '{provision['text']}' ({provision['body']}): {error}")
        rows += _with_differences(about)
    return rows, list(dict.fromkeys(notes))


def _verdicts(
    question: _Question, provision: pd.Series[Any], meeting: pd.Series[Any], there: pd.DataFrame
) -> list[dict[str, Any]]:
    """The verdicts on one meeting under one rule, one for each reading of it."""
    counts = question.rule.substitutes_attend
    substitute = there["substitute"].to_numpy(dtype=bool)
    certain = there["certain"].to_numpy(dtype=bool) | (substitute & (counts is True))
    possible = there["possible"].to_numpy(dtype=bool) | (substitute & (counts is not False))
    own = question.board.seats["seat_id"].to_numpy(dtype=object)
    people = np.where(there["person_id"].notna(), there["person_id"], own).tolist()
    in_force = bool(provision["certain_from"] <= meeting["first"])
    rows = []
    for vacancy, reading in question.readings.items():
        found = question.verdict(reading, certain, possible, people)
        said = [question.what_decides(found, reading, there["why"])]
        verdict = found.verdict
        if not in_force:
            verdict = UNDETERMINED
            said.insert(0, "It is not known whether the rule was in force that day.")
        rows.append(
            {
                **_cells(provision, vacancy),
                "meeting": f"{provision['body']}, {meeting['date']}",
                "date": meeting["date"],
                "verdict": verdict,
                "present_low": len(
                    {who for who, is_there in zip(people, certain, strict=True) if is_there}
                ),
                "present_high": len(
                    {who for who, is_there in zip(people, possible, strict=True) if is_there}
                ),
                "missing": question.missing(found, reading),
                "assumption": " ".join(filter(None, said)) or None,
                "meeting_id": meeting["meeting_id"],
                "clause": provision["clause"],
            }
        )
    return rows


# --- a set of seats ------------------------------------------------------------------------


def asked(g: Governance, body: str, present: Sequence[str]) -> pd.DataFrame:
    """Whether a meeting with the members of these seats, and nobody else, would be quorate.

    Args:
        g: the snapshot.
        body: the body asked about.
        present: titles or ids of seats of it.

    Returns:
        the columns of :func:`meetings`, one row for each rule in force and reading; meeting and
        meeting_id are blank, and date is the day looked at.

    Raises:
        NotFoundError: no seat of the body is called so; the message proposes the nearest.
        GovgraphError: the seat makes no member, or a name fits several.
    """
    body_id = g.find_body(body)
    board = board_of(g, body_id)
    chosen = seats_called(g, board, body_id, present)
    every = provisions.of_kind(g, "quorum", body_id)
    notes = _notes_on_rules(g, every, body_id)
    rows: list[dict[str, Any]] = []
    for _, provision in every[provisions.understood(every) & every["in_force"]].iterrows():
        question = _Question(provision["parsed"], board, only_these=True)
        try:
            readings = question.readings
            for vacancy, reading in readings.items():
                found = question.verdict(reading, chosen, chosen, None)
                rows.append(
                    {
                        **_cells(provision, vacancy),
                        "meeting": None,
                        "date": g.as_of.isoformat(),
                        "verdict": found.verdict,
                        "present_low": int(chosen.sum()),
                        "present_high": int(chosen.sum()),
                        "missing": question.missing(found, reading),
                        "assumption": question.what_decides(found, reading, None) or None,
                        "meeting_id": None,
                        "clause": provision["clause"],
                    }
                )
        except TooManyGroupsError as error:
            notes.append(f"Not evaluated: '{provision['text']}' ({provision['body']}): {error}")
    vacant = board.seats.loc[chosen & board.is_vacant, "title"]
    if len(vacant):
        notes.append(f"Taken as present although the seat is vacant: {provisions.listed(vacant)}.")
    frame = _frame(_with_differences(rows), COLUMNS, "present_low", "present_high")
    frame.attrs["notes"] = notes
    return frame


def board_of(g: Governance, body_id: str) -> Board:
    """The seats that make a member of a body on the day looked at."""
    rows = g.memberships
    rows = rows[(rows["body_id"] == body_id) & rows["role"].isin(model.MEMBER_ROLES)]
    holds = rows["capacity"].isin(("holder", "leave"))
    covers = rows["capacity"] == "interim"
    states = rows.assign(
        is_held=holds,
        is_open=covers | (rows["state"] == "unknown"),
        is_vacant=rows["state"] == "vacant",
    )
    about = ["title", "role", "voting", "sector", "organisation_ids", "organisations", "basis"]
    seats = states.groupby("seat_id", as_index=False, sort=False).agg(
        **{name: (name, "first") for name in about},
        is_held=("is_held", "max"),
        is_open=("is_open", "max"),
        is_vacant=("is_vacant", "max"),
    )
    filling = np.select(
        [seats["is_held"].astype(bool), seats["is_open"].astype(bool), seats["is_vacant"]],
        ["filled", "open", "vacant"],
        default="filled",  # by somebody who is not named
    )
    seats = seats.assign(filling=filling).sort_values(["title", "seat_id"], ignore_index=True)
    is_complete = bool(g.covers(pd.Series([body_id]), "members").iloc[0])
    return Board(seats, Agencies.of(g, _ids(seats["organisation_ids"])), is_complete)


def seats_called(g: Governance, board: Board, body_id: str, wanted: Sequence[str]) -> Mask:
    """The seats of a board that these titles or ids name.

    Raises:
        NotFoundError: none is called so; the message proposes the nearest titles.
        AmbiguousError: several are.
        GovgraphError: the seat makes no member.
    """
    chosen = np.zeros(len(board), dtype=bool)
    body = str(g.name_of(pd.Series([body_id])).iloc[0])
    for title in wanted:
        fits = (board.titles == names.key(title)) | (board.seats["seat_id"] == title)
        if fits.sum() > 1:
            raise AmbiguousError(title, board.seats.loc[fits, "seat_id"].tolist())
        if not fits.any():
            _refuse(g, board, body_id, body, title)
        chosen |= fits.to_numpy(dtype=bool)
    return chosen


def _refuse(g: Governance, board: Board, body_id: str, body: str, title: str) -> None:
    others = g.seats
    others = others[
        (others["body_id"] == body_id) & (names.keys(others["title"]) == names.key(title))
    ]
    if len(others):
        role = others["role"].iloc[0]
        raise GovgraphError(
            f"'{title}' is a seat of {body} for the role {role}, which makes no member and counts "
            "for no quorum."
        )
    titles = board.seats["title"].tolist()
    if not titles:
        raise GovgraphError(f"No member's seat of {body} is recorded on {g.as_of.isoformat()}.")
    raise NotFoundError(f"seat of {body}", title, names.nearest(title, titles))


# --- fragility -------------------------------------------------------------------------------


def fragility(
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
    every = provisions.of_kind(g, "quorum", body_id)
    held = every[provisions.understood(every) & every["in_force"]]
    notes = _notes_on_rules(g, every, body_id)
    rows: list[dict[str, Any]] = []
    history = None if probability is not None else _history(g, pd.Index(held["body_id"].unique()))
    for id_, its_rules in held.groupby("body_id", sort=False):
        board = board_of(g, str(id_))
        for _, provision in its_rules.iterrows():
            try:
                rows += _fragile(provision, board, probability, history)
            except TooManyGroupsError as error:
                notes.append(f"Not evaluated: '{provision['text']}' ({provision['body']}): {error}")
    frame = _frame(rows, FRAGILITY_COLUMNS, "seats", "smallest_break")
    frame = frame.astype({"probability_low": "float64", "probability_high": "float64"})
    frame.attrs["notes"] = [*([_INDEPENDENT] if rows else []), *notes]
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
    question = _Question(provision["parsed"], board, only_these=True)
    low, high, based_on, said = _chances(question.rule, board, probability, history)
    can_come = ~board.is_vacant
    rows = []
    for vacancy, reading in question.readings.items():
        worst = breaking.diagram(question.requirement(reading), can_come)
        best = breaking.diagram(question.requirement(replace(reading, possible=True)), can_come)
        sets = worst.breaking
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
                **_cells(provision, vacancy),
                "probability_low": None if low is None else worst.probability(low),
                "probability_high": None if high is None else best.probability(high),
                "based_on": based_on,
                "seats": int(can_come.sum()),
                "smallest_break": next(iter(sets.by_size), None) if worst.can_be_met else None,
                "breaking_count": total if worst.can_be_met else None,
                "breaking_sets": listed if worst.can_be_met else [],
                "vetoes": titles[sets.vetoes()].tolist(),
                "never_matters": titles[can_come & ~worst.matters].tolist(),
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
            f"always coming in the higher probability: {_named(silent.tolist())}."
        )
    if rule.substitutes_attend is None and (of["with_substitutes"] > 0).any():
        said.append(
            "Whether a substitute counts is not said: they do not in the lower, and do in the "
            "higher probability."
        )
    return low, high, based_on, said


def _on_the_rule(
    question: _Question, reading: Reading, worst: breaking.Diagram, can_come: Mask
) -> list[str]:
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
        said.append(f"{vacant} vacant {'seat is' if vacant == 1 else 'seats are'} taken as absent.")
    return said


def _on_one_place(
    question: _Question,
    reading: Reading,
    worst: breaking.Diagram,
    low: np.ndarray | None,
    can_come: Mask,
) -> str | None:
    if low is None or question.says_others:
        return None
    relaxed = question.requirement(replace(reading, one_place_each=False))
    other = breaking.diagram(relaxed, can_come).probability(low)
    if abs(other - worst.probability(low)) < 5e-5:
        return None
    return (
        "One attendee fills one place of the quorum; if one may fill several, the "
        f"{'lower ' if question.is_open(reading) else ''}probability is {other:.4f}."
    )


def _in_words(pattern: breaking.Pattern, board: Board) -> str:
    titles = board.seats["title"].to_numpy(dtype=object)
    return " and ".join(
        _of_these(number, titles[list(seats)].tolist()) for number, seats in pattern.absent
    )


def _of_these(number: int, titles: list[str]) -> str:
    if number == len(titles):
        return titles[0] if number == 1 else f"all of: {_named(titles)}"
    return f"any {number} of: {_named(titles)}"


def _named(titles: list[str]) -> str:
    rest = len(titles) - _SEATS_NAMED
    return "; ".join(titles[:_SEATS_NAMED]) + (f"; and {rest} more" if rest > 0 else "")


# --- one rule and one board ------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """What a rule comes to with those who certainly and possibly are there."""

    verdict: str
    certain: Mask
    possible: Mask
    people: list[str] | None


class _Question:
    """One rule asked of one board.

    Args:
        rule: the rule.
        board: the seats.
        only_these: nobody is there but those who are said to be, so that seats which no source
            gives do not matter.
    """

    def __init__(self, rule: Quorum, board: Board, *, only_these: bool = False) -> None:
        self.rule = rule
        self.board = board
        self.only_these = only_these
        self._made: dict[Reading, Requirement] = {}

    @cached_property
    def unmatched(self) -> list[str]:
        """What the rule names and no seat has, in words."""
        return [f"{each.kind} '{each.name}'" for each in unmatched(self.rule, self.board)]

    @cached_property
    def says_others(self) -> bool:
        """Whether the rule says itself that one attendee fills one place."""
        return any(
            isinstance(part, Members) and (part.others or part.besides)
            for part in simple_conditions(self.rule.condition)
        )

    @cached_property
    def readings(self) -> dict[str | None, Reading]:
        """What may be meant by the members of whom a share is taken, where it matters."""
        known = Reading(whole_known=self.only_these)
        if all(
            share.vacant is not None or share.of == "organisations" for share in self.rule.shares
        ):
            return {None: known}
        counted, not_counted = replace(known, vacant=True), replace(known, vacant=False)
        same = all(
            wholes(self.rule, self.board, replace(counted, possible=possible))
            == wholes(self.rule, self.board, replace(not_counted, possible=possible))
            for possible in (False, True)
        )
        if same:
            return {None: counted}
        return {"vacant seats count": counted, "vacant seats do not count": not_counted}

    def requirement(self, reading: Reading) -> Requirement:
        """The rule as counts, under a reading."""
        if reading not in self._made:
            self._made[reading] = requirement_of(self.rule, self.board, reading)
        return self._made[reading]

    def verdict(
        self, reading: Reading, certain: Mask, possible: Mask, people: list[str] | None
    ) -> _Found:
        """The verdict where these are certainly and possibly there."""
        if self.requirement(reading).is_met(certain, people):
            verdict = QUORATE
        elif self.requirement(self._best(reading)).is_met(possible, people):
            verdict = UNDETERMINED
        else:
            verdict = INQUORATE
        return _Found(verdict, certain, possible, people)

    def _best(self, reading: Reading) -> Reading:
        unknown = not self.only_these or bool(self.unmatched)
        return replace(reading, possible=True, unknown_people=unknown)

    def is_open(self, reading: Reading) -> bool:
        """Whether seats may fill places that it is not recorded that they fill."""
        strict, open_ = (
            self.requirement(replace(reading, possible=each)).alternatives for each in (False, True)
        )
        return _as_text(strict) != _as_text(open_)

    # --- words ---------------------------------------------------------------------------

    def missing(self, found: _Found, reading: Reading) -> str | None:
        """What is lacking, in words; what may be, where it is not certain."""
        if found.verdict == QUORATE:
            return None
        is_certain = found.verdict == INQUORATE
        there = found.possible if is_certain else found.certain
        condition = self.rule.condition
        parts: tuple[Condition, ...] = (condition,)
        if isinstance(condition, Combined) and condition.how == "all":
            parts = condition.parts
        taken = self._best(reading) if is_certain else reading
        lacking = [
            _lacks(part, self.board, taken, there)
            for part in parts
            if not requirement_of(part, self.board, taken).is_met(there, found.people)
        ]
        if not lacking:
            return "somebody else for each place: one attendee fills one"
        return ("" if is_certain else "perhaps ") + "; ".join(lacking)

    def what_decides(self, found: _Found, reading: Reading, why: pd.Series[str] | None) -> str:
        """What would decide an undetermined verdict, and what any verdict rests on."""
        said = []
        if found.verdict == UNDETERMINED:
            said += self._deciding(found, reading, why)
        elif self.unmatched and found.verdict == INQUORATE:
            said.append(self.on_unmatched())
        if found.verdict != QUORATE and not self.says_others:
            relaxed = replace(reading, one_place_each=False)
            if self.requirement(relaxed).is_met(found.certain, found.people):
                said.append(
                    "One attendee fills one place of the quorum; if one may fill several, it is "
                    "quorate."
                )
        return " ".join(said)

    def _deciding(self, found: _Found, reading: Reading, why: pd.Series[str] | None) -> list[str]:
        """The open points that change the verdict, with some of the others settled one way."""
        best = self._best(reading)
        outcome: dict[tuple[bool, ...], bool] = {}
        for case in itertools.product((False, True), repeat=3):
            attends, fits, unknown = case
            taken = replace(reading, possible=fits, unknown_people=unknown and best.unknown_people)
            there = found.possible if attends else found.certain
            outcome[case] = self.requirement(taken).is_met(there, found.people)
        matters = [
            any(
                outcome[case] != outcome[(*case[:at], not case[at], *case[at + 1 :])]
                for case in outcome
            )
            for at in range(3)
        ]
        said = []
        if matters[0] and why is not None:
            said.append(self._on_attendance(found, why))
        if matters[1]:
            said.append(self.on_open_seats())
        if matters[2] and self.unmatched:
            said.append(self.on_unmatched())
        if matters[2] and not self.board.is_complete and not self.only_these:
            said.append("The sources do not give all members: others may have been there.")
        return said

    def _on_attendance(self, found: _Found, why: pd.Series[str]) -> str:
        is_open = found.possible & ~found.certain
        titles = self.board.seats["title"].to_numpy(dtype=object)
        cases: dict[str, list[str]] = {}
        for word, title in zip(why.to_numpy()[is_open], titles[is_open], strict=True):
            cases.setdefault(str(word), []).append(str(title))
        listed = "; ".join(f"{word}: {_named(at)}" for word, at in sorted(cases.items()))
        return f"It depends on whether these count as present ({listed})."

    def on_open_seats(self) -> str:
        """Which seats' sector, organisation or vote is not recorded."""
        kinds = {each.kind for each in self.rule.references}
        conditions = simple_conditions(self.rule.condition)
        kinds |= {
            part.kind
            for part in conditions
            if not isinstance(part, Members) and hasattr(part, "kind")
        }
        seats = self.board.seats
        said = []
        if "sector" in kinds:
            said += _unsaid("sector", seats["title"], [not each for each in self.board.sectors])
        if "organisation" in kinds:
            said += _unsaid(
                "organisation", seats["title"], [not each for each in self.board.voices]
            )
            said += self._alike()
        voting = any(
            isinstance(part, Members)
            and (
                part.voting
                or (not isinstance(part.amount, int) and part.amount.of == "voting members")
            )
            for part in conditions
        )
        if voting:
            said += _unsaid("vote", seats["title"], seats["voting"].isna().tolist())
        interim = seats.loc[seats["filling"] == "open", "title"].tolist()
        if interim and self.rule.shares:
            said.append(f"whether these count as filled: {_named(interim)}")
        return f"It depends on what is not recorded: {'; '.join(said)}." if said else ""

    def _alike(self) -> list[str]:
        agencies = self.board.agencies
        pairs = [f"{agencies.names[a]} and {agencies.names[b]}" for a, b in agencies.pairs_alike]
        return [f"whether these are one agency: {_named(pairs)}"] if pairs else []

    def on_unmatched(self) -> str:
        """What the rule names and no seat has."""
        return (
            f"No seat that is recorded has the {' or the '.join(self.unmatched)} that the rule "
            "names: who could fill its place is not known."
        )


def _unsaid(what: str, titles: pd.Series[str], is_blank: list[bool]) -> list[str]:
    blank = titles[is_blank].tolist()
    return [f"the {what} of {_named(blank)}"] if blank else []


def _as_text(
    alternatives: tuple[tuple[tuple[Mask, int], ...], ...],
) -> list[list[tuple[bytes, int]]]:
    return [[(mask.tobytes(), need) for mask, need in each] for each in alternatives]


def _lacks(part: Condition, board: Board, reading: Reading, there: Mask) -> str:
    words = part.plain()
    if not isinstance(part, Members | Representatives):
        return words
    if isinstance(part, Members) and not isinstance(part.amount, int):
        needs = {
            need for each in requirement_of(part, board, reading).alternatives for _, need in each
        }
        number = max(needs, default=0)
        if number > len(board) + 1:
            return f"{words} (how many that is is not known)"
        words = f"{words}, which is {number}"
    alone = replace(part, amount=1)
    masks = [
        mask for each in requirement_of(alone, board, reading).alternatives for mask, _ in each
    ]
    count = int((there & masks[0]).sum()) if masks else 0
    return f"{words} ({count} there)" if count else words


# --- rows and notes --------------------------------------------------------------------------


def _ids(cells: pd.Series[str]) -> list[str]:
    return [id_ for cell in cells for id_ in frames.split_list(cell)]


def _cells(provision: pd.Series[Any], vacancy: str | None) -> dict[str, Any]:
    own = provision["reading"] if isinstance(provision["reading"], str) else None
    return {
        "body": provision["body"],
        "reading": "; ".join(filter(None, [own, vacancy])) or None,
        "rule": provision["text"],
        "consequence": provision["consequence"],
        "source": provision["source"],
        "paragraph": provision["paragraph"],
        "body_id": provision["body_id"],
    }


def _with_differences(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with a word where the readings of one clause come to different verdicts."""
    verdicts: dict[object, set[str]] = {}
    for row in rows:
        verdicts.setdefault(str(row["clause"]), set()).add(row["verdict"])
    for row in rows:
        if row["reading"] and len(verdicts[str(row["clause"])]) > 1:
            differ = (
                "The readings of the rule come to different verdicts: it depends on which holds."
            )
            row["assumption"] = " ".join(filter(None, [differ, row["assumption"]]))
    return rows


def _frame(rows: list[dict[str, Any]], columns: Sequence[str], *numbers: str) -> pd.DataFrame:
    lists = ("breaking_sets", "vetoes", "never_matters", "breaking_count")
    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    kinds = dict.fromkeys(numbers, "Int64")
    texts = {name: "str" for name in columns if name not in (*numbers, *lists)}
    texts = {name: kind for name, kind in texts.items() if not name.startswith("probability")}
    for name in texts:
        frame[name] = frame[name].where(frame[name].notna(), None)
    return frame.astype(texts | kinds)


def _notes_on_rules(g: Governance, every: pd.DataFrame, body_id: str | None) -> list[str]:
    notes = provisions.notes_on_silence(g, "quorum", every)
    asked_about = g.asked_about if body_id is None else pd.Index([body_id])
    without = asked_about[~asked_about.isin(every["body_id"])]
    return notes + (provisions.note_on_missing(g, "quorum", without) if len(without) else [])


def _notes_on_meetings(
    g: Governance, understood: pd.DataFrame, held: pd.DataFrame, recorded: pd.Series[bool]
) -> list[str]:
    notes = []
    with_register = held.loc[recorded, "body_id"]
    silent = understood[~understood["body_id"].isin(with_register)]
    if len(silent):
        notes.append(
            "No attendance is recorded, so there is no verdict on past meetings of: "
            f"{provisions.listed(silent['body'])}. Ask of a set of seats with --present, or of the "
            "probability of a quorum with --probability."
        )
    rest = held[~recorded & held["body_id"].isin(with_register)]
    if len(rest):
        when = g.name_of(rest["body_id"]) + " " + rest["date"]
        notes.append(f"Held, but without any record of attendance: {provisions.listed(when)}.")
    return notes
