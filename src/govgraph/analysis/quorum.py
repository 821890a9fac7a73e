"""Quorum: which meetings were quorate, whether a set of seats would be, how easily it breaks.

A verdict is ``quorate`` only where it holds whatever the open points come to, ``inquorate`` only
where no way of settling them would make the meeting quorate, else ``undetermined``. More people
present never break a quorum, so two sets suffice: those who certainly were there and those who
possibly were. What a rule leaves open beyond that, which reading of it holds or whether vacant
seats count, has a row for each answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from govgraph.analysis import presence, rules_of_bodies
from govgraph.analysis import register as registers
from govgraph.analysis.agencies import Agencies
from govgraph.analysis.boards import board_of, ids_in, seats_called
from govgraph.analysis.quorate import Board, TooManyGroupsError
from govgraph.analysis.quorum_question import UNDETERMINED, Question
from govgraph.governance import Governance

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
    every = rules_of_bodies.of_kind(g, "quorum", body_id)
    understood = every[rules_of_bodies.understood(every)]
    held = registers.held_meetings(g, pd.Index(understood["body_id"].unique()))
    recorded = held["meeting_id"].isin(g.tables["ATTENDANCE"]["to_id"])
    judged = held[recorded].reset_index(drop=True)
    of_bodies = presence.seats(g, pd.Index(judged["body_id"].unique()))
    came = presence.at_meetings(g, of_bodies, judged)
    rows: list[dict[str, Any]] = []
    notes = notes_on_rules(g, every, body_id)
    for id_, its_rules in understood.groupby("body_id", sort=False):
        its_meetings = judged[judged["body_id"] == id_]
        if len(its_meetings):
            found, said = _of_body(g, str(id_), its_rules, its_meetings, of_bodies, came)
            rows += found
            notes += said
    frame = as_frame(rows, COLUMNS, "present_low", "present_high")
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
    agencies = Agencies.of(g, ids_in(its_seats["organisation_ids"]))
    is_complete = bool(g.covers(pd.Series([body_id]), "members").iloc[0])
    of_meeting = dict(list(came[came["meeting"].isin(its_meetings.index)].groupby("meeting")))
    boards: dict[tuple[object, ...], Board] = {}
    questions: dict[tuple[object, ...], Question] = {}
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
                    questions[key, at] = Question(provision["parsed"], boards[key])
                about += _verdicts(questions[key, at], provision, meeting, there)
            except TooManyGroupsError as error:
                notes.append(f"Not evaluated: '{provision['text']}' ({provision['body']}): {error}")
        rows += _with_differences(about)
    return rows, list(dict.fromkeys(notes))


def _verdicts(
    question: Question, provision: pd.Series[Any], meeting: pd.Series[Any], there: pd.DataFrame
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
                **cells_of(provision, vacancy),
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
    every = rules_of_bodies.of_kind(g, "quorum", body_id)
    notes = notes_on_rules(g, every, body_id)
    rows: list[dict[str, Any]] = []
    for _, provision in every[rules_of_bodies.understood(every) & every["in_force"]].iterrows():
        question = Question(provision["parsed"], board, only_these=True)
        try:
            readings = question.readings
            for vacancy, reading in readings.items():
                found = question.verdict(reading, chosen, chosen, None)
                rows.append(
                    {
                        **cells_of(provision, vacancy),
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
        notes.append(
            f"Taken as present although the seat is vacant: {rules_of_bodies.listed(vacant)}."
        )
    frame = as_frame(_with_differences(rows), COLUMNS, "present_low", "present_high")
    frame.attrs["notes"] = notes
    return frame


# --- rows and notes --------------------------------------------------------------------------


def as_frame(rows: list[dict[str, Any]], columns: Sequence[str], *numbers: str) -> pd.DataFrame:
    """The rows as a frame: ``numbers`` are whole, lists stay lists, all else is text."""
    lists = ("breaking_sets", "vetoes", "never_matters", "breaking_count")
    frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
    kinds = dict.fromkeys(numbers, "Int64")
    texts = {name: "str" for name in columns if name not in (*numbers, *lists)}
    texts = {name: kind for name, kind in texts.items() if not name.startswith("probability")}
    for name in texts:
        frame[name] = frame[name].where(frame[name].notna(), None)
    return frame.astype(texts | kinds)


def cells_of(provision: pd.Series[Any], vacancy: str | None) -> dict[str, Any]:
    """The cells that say which rule, in which reading, of which source."""
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


def notes_on_rules(g: Governance, every: pd.DataFrame, body_id: str | None) -> list[str]:
    """Which rules are not evaluated, and for which bodies none is recorded."""
    notes = rules_of_bodies.notes_on_silence(g, "quorum", every)
    asked_about = g.asked_about if body_id is None else pd.Index([body_id])
    without = asked_about[~asked_about.isin(every["body_id"])]
    return notes + (rules_of_bodies.note_on_missing(g, "quorum", without) if len(without) else [])


def _notes_on_meetings(
    g: Governance, understood: pd.DataFrame, held: pd.DataFrame, recorded: pd.Series[bool]
) -> list[str]:
    notes = []
    with_register = held.loc[recorded, "body_id"]
    silent = understood[~understood["body_id"].isin(with_register)]
    if len(silent):
        notes.append(
            "No attendance is recorded, so there is no verdict on past meetings of: "
            f"{rules_of_bodies.listed(silent['body'])}. Ask of a set of seats with --present, or "
            "of the probability of a quorum with --probability."
        )
    rest = held[~recorded & held["body_id"].isin(with_register)]
    if len(rest):
        when = g.name_of(rest["body_id"]) + " " + rest["date"]
        notes.append(f"Held, but without any record of attendance: {rules_of_bodies.listed(when)}.")
    judged = understood[understood["body_id"].isin(with_register)].drop_duplicates("body_id")
    open_ones = judged[~g.covers(judged["body_id"], "members").to_numpy(dtype=bool)]
    if len(open_ones):
        notes.append(
            "It is not said that all members are recorded, so others may have been there, of: "
            f"{rules_of_bodies.listed(open_ones['body'])}. Where they all are, put 'members' under "
            "'covered' in the table of bodies."
        )
    return notes
