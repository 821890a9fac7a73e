"""Decisions: how many votes carry one, how many block it, and whose alone.

Agencies are counted by organisation, not by person: each organisation that a seat present speaks
for is one voice, and a seat that speaks for two is a voice for each. Where two names may be one
agency, or a seat's organisation is not named, the count is a range, not a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from govgraph import frames
from govgraph.analysis import rules_of_bodies
from govgraph.analysis.boards import board_of, named, seats_called
from govgraph.analysis.quorate import Board, Mask
from govgraph.analysis.quorum import as_frame
from govgraph.errors import GovgraphError
from govgraph.governance import Governance
from govgraph.rules.decision import WHOLES, Consensus, Decision, Portion, Whole

COLUMNS = (
    "body",
    "reading",
    "rule",
    "way",
    "counted",
    "voices_low",
    "voices_high",
    "carries_low",
    "carries_high",
    "blocks_low",
    "blocks_high",
    "vetoes",
    "tie",
    "assumption",
    "consequence",
    "source",
    "paragraph",
    "body_id",
)

_WHOLE_READINGS: dict[Whole, str] = {
    "present and voting": "of those present and voting",
    "present": "of those present",
    "all": "of all, present or not",
}


def decisions(
    g: Governance,
    body: str | None = None,
    present: Sequence[str] = (),
    present_count: int | None = None,
) -> pd.DataFrame:
    """The count that carries a vote, for everybody present or for a given attendance.

    Without ``present`` or ``present_count`` all seats are taken as present that are not vacant.
    Members who are stated to have no vote are not counted.

    Args:
        g: the snapshot.
        body: the body asked about; all if left out.
        present: titles or ids of the seats of ``body`` that are present.
        present_count: how many voices are present, of the sort that the rule counts: members or
            agencies.

    Returns:
        one row for each rule in force, way of deciding in it and reading: body, reading, rule,
        way (of deciding, in words), counted (members or agencies), voices_low and voices_high
        (of which the share is taken), carries_low and carries_high (votes in favour that carry),
        blocks_low and blocks_high (voices that, not in favour, block; both without a casting
        vote), vetoes (a list of those
        who can block alone), tie (what a tie means; blank where there can be none), assumption,
        consequence (as the source words it), source and paragraph of the rule, body_id. Counts
        are blank for consensus.

    Raises:
        GovgraphError: ``present`` and ``present_count`` are both given, or either without a
            body or with a name that fits nothing.
    """
    if present and present_count is not None:
        raise GovgraphError("Give either the seats that are present or their number, not both.")
    if body is None and (present or present_count is not None):
        raise GovgraphError("Name the body whose attendance this is.")
    if present_count is not None and present_count < 1:
        raise GovgraphError("The number present has to be 1 or more.")
    body_id = None if body is None else g.find_body(body)
    every = rules_of_bodies.of_kind(g, "decision", body_id)
    held = every[rules_of_bodies.understood(every) & every["in_force"]]
    boards = {id_: board_of(g, str(id_)) for id_ in held["body_id"].unique()}
    rows: list[dict[str, Any]] = []
    for provision in frames.records(held):
        board = boards[provision["body_id"]]
        there = ~board.is_vacant
        if present:
            there = seats_called(g, board, str(body_id), present)
        rows += _of_rule(provision, board, there, present_count)
    frame = as_frame(rows, COLUMNS, *(name for name in COLUMNS if name.endswith(_ENDS)))
    notes = rules_of_bodies.notes_on_silence(g, "decision", every)
    asked = g.asked_about if body_id is None else pd.Index([body_id])
    without = asked[~asked.isin(every["body_id"])]
    notes += rules_of_bodies.note_on_missing(g, "decision", without) if len(without) else []
    frame.attrs["notes"] = notes
    return frame


_ENDS = ("_low", "_high")


def _of_rule(
    provision: dict[str, Any], board: Board, there: Mask, present_count: int | None
) -> list[dict[str, Any]]:
    rule: Decision = provision["parsed"]
    cells = {name: provision[name] for name in ("body", "consequence", "source", "paragraph")}
    cells |= {"rule": provision["text"], "body_id": provision["body_id"]}
    own = provision["reading"] if isinstance(provision["reading"], str) else None
    rows = []
    for at, way in enumerate(rule.ways):
        order = "" if len(rule.ways) == 1 else "first: " if at == 0 else "otherwise: "
        about = cells | {"way": order + way.plain()}
        if isinstance(way, Consensus):
            rows.append(about | {"reading": own, **_by_consensus()})
            continue
        wholes = (way.whole,) if way.whole else WHOLES
        counts = [_counts(way, whole, board, there, present_count, rule) for whole in wholes]
        for whole, count in zip(wholes, counts, strict=True):
            reading = None if way.whole else _WHOLE_READINGS[whole]
            both = "; ".join(filter(None, [own, reading])) or None
            rows.append(about | {"reading": both, **count})
    return rows


def _by_consensus() -> dict[str, Any]:
    return {
        "counted": None,
        "vetoes": [],
        "tie": None,
        "assumption": "There is no vote to count: how consensus is found is not said.",
    }


@dataclass(frozen=True)
class Voices:
    """How many there are to count, at least and at most, and who they are.

    Attributes:
        low: the fewest.
        high: the most.
        named: those of whom it is known that they are voices of their own.
        open: why it is a range, in words.
    """

    low: int
    high: int
    named: tuple[str, ...]
    open: tuple[str, ...] = ()


def agencies_of(board: Board, there: Mask) -> Voices:
    """The agencies for which these seats speak."""
    ids = {
        id_ for said, is_there in zip(board.voices, there, strict=True) if is_there for id_ in said
    }
    titles = board.seats["title"].tolist()
    silent = [
        title
        for title, said, is_there in zip(titles, board.voices, there, strict=True)
        if is_there and not said
    ]
    groups = board.agencies.groups(ids)
    known = sorted(ids & set(board.agencies.names))
    alone = {id_ for group in groups if len(group) == 1 for id_ in group}
    several = [
        sorted(board.agencies.names[id_] for id_ in group) for group in groups if len(group) > 1
    ]
    said = [f"whether these are one agency: {' and '.join(group)}" for group in sorted(several)]
    if silent:
        said.append(f"whether these speak for one more agency: {named(silent)}")
    low = len(groups) or int(bool(silent))
    names = tuple(board.agencies.names[id_] for id_ in known if id_ in alone)
    return Voices(low, len(ids) + len(silent), names, tuple(said))


def members_of(board: Board, there: Mask, *, voting: bool) -> Voices:
    """The members on these seats who have, or may have, a vote."""
    votes = board.seats["voting"]
    may = there & votes.fillna(True).to_numpy(dtype=bool)  # blank: it may
    surely = may & votes.fillna(not voting).to_numpy(dtype=bool)
    titles = board.seats["title"].to_numpy(dtype=object)
    unsaid = titles[may & ~surely].tolist()
    said = [f"whether these have a vote: {named(unsaid)}"] if unsaid else []
    return Voices(int(surely.sum()), int(may.sum()), tuple(titles[surely]), tuple(said))


def _voices(way: Portion, board: Board, there: Mask) -> Voices:
    if way.of == "agencies":
        return agencies_of(board, there)
    return members_of(board, there, voting=way.of == "voting members")


def _counts(
    way: Portion,
    whole: Whole,
    board: Board,
    there: Mask,
    present_count: int | None,
    rule: Decision,
) -> dict[str, Any]:
    """The counts of one way of deciding, with the share taken of this whole."""
    said = []
    if whole == "all":
        voices = _voices(way, board, ~board.is_vacant)
        at_most = present_count if present_count is not None else _voices(way, board, there).high
        if board.is_vacant.any():
            vacant = int(board.is_vacant.sum())
            said.append(f"Vacant seats ({vacant}) are not counted in the whole.")
    elif present_count is not None:
        voices = Voices(present_count, present_count, ())
        at_most = present_count
    else:
        voices = _voices(way, board, there)
        at_most = voices.high
    if not board.is_complete and not (present_count is not None and whole != "all"):
        said.append("The sources do not give all members: it rests on the seats that they give.")
    if whole == "present and voting":
        said.append("Taken that nobody abstains.")
    if voices.open:
        said.append(f"It is a range because it is not recorded {'; '.join(voices.open)}.")
    low, high = (way.needed(max(1, each)) for each in (voices.low, voices.high))
    if not voices.high:
        return _by_nobody(way, said)
    if low > at_most:
        said.append("With these present no decision can be carried.")
    # Those in favour can be as many as are there; the rest of them blocks.
    blocks = sorted(max(0, each) for each in _blocking(way, voices, at_most, whole))
    has_casting = rule.casting_vote is True
    vetoes = _vetoes(way, voices, board, there, has_casting) if blocks[-1] == 1 else []
    if blocks[0] == 1 and (blocks[-1] > 1 or (not vetoes and present_count is not None)):
        said.append(
            "Each of them can block alone."
            if blocks[-1] == 1
            else "At the lowest count each of them can block alone."
        )
    return {
        "counted": "agencies" if way.of == "agencies" else "members",
        "voices_low": voices.low,
        "voices_high": voices.high,
        "carries_low": low,
        "carries_high": high,
        "blocks_low": blocks[0],
        "blocks_high": blocks[-1],
        "vetoes": vetoes,
        "tie": _tie(way, voices, rule.casting_vote),
        "assumption": " ".join(said) or None,
    }


def _blocking(way: Portion, voices: Voices, at_most: int, whole: Whole) -> list[int]:
    """How many not in favour block, for each possible number of voices."""
    numbers = range(max(voices.low, 1), voices.high + 1)
    there = {each: min(each, at_most) if whole == "all" else each for each in numbers}
    return [there[each] - way.needed(each) + 1 for each in numbers]


def _vetoes(
    way: Portion, voices: Voices, board: Board, there: Mask, has_casting: bool
) -> list[str]:
    """Who can block alone, where one can."""
    if not (way.is_majority and has_casting and voices.high == 2):  # a tie of two
        return list(voices.named)
    is_chair = (board.seats["role"] == "chair").to_numpy() & there
    return [*board.seats.loc[is_chair, "title"]]


def _by_nobody(way: Portion, said: list[str]) -> dict[str, Any]:
    counted = "agencies" if way.of == "agencies" else "members"
    words = " ".join([f"No {counted} are recorded: give --present-count.", *said])
    return {"counted": counted, "vetoes": [], "tie": None, "assumption": words}


def _tie(way: Portion, voices: Voices, casting_vote: bool | None) -> str | None:
    """What a tie means, where the number of voices may be even and half is not enough."""
    even = [each for each in range(max(voices.low, 1), voices.high + 1) if each % 2 == 0]
    if not way.is_majority or not even:
        return None
    halves = f"{even[0] // 2}" if len(even) == 1 else f"{even[0] // 2} to {even[-1] // 2}"
    meaning = {
        True: "the chair's casting vote decides, so that these carry, or block, with the chair's",
        False: "the motion is lost",
        None: "whether the chair has a casting vote is not said",
    }[casting_vote]
    return f"{halves} votes each way: {meaning}"
