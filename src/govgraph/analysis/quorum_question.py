"""One quorum rule asked of one board: its readings, its verdicts, and what would decide them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from govgraph.analysis.boards import named
from govgraph.analysis.quorate import (
    Board,
    Mask,
    Reading,
    Requirement,
    amount_of,
    requirement_of,
    unmatched,
)
from govgraph.rules.quorum import (
    Combined,
    Condition,
    Different,
    Members,
    Quorum,
    Representatives,
    simple_conditions,
)

QUORATE, INQUORATE, UNDETERMINED = "quorate", "inquorate", "undetermined"


@dataclass(frozen=True)
class Found:
    """What a rule comes to with those who certainly and possibly are there."""

    verdict: str
    certain: Mask
    possible: Mask
    people: list[str] | None


class Question:
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
        known = Reading(whole_known=False)
        if all(
            share.vacant is not None or share.of == "organisations" for share in self.rule.shares
        ):
            return {None: known}
        counted, not_counted = replace(known, vacant=True), replace(known, vacant=False)
        same = all(
            amount_of(share, self.board, replace(counted, possible=possible))
            == amount_of(share, self.board, replace(not_counted, possible=possible))
            for share in self.rule.shares
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
    ) -> Found:
        """The verdict where these are certainly and possibly there."""
        if self.requirement(reading).is_met(certain, people):
            verdict = QUORATE
        elif self.requirement(self._best(reading)).is_met(possible, people):
            verdict = UNDETERMINED
        else:
            verdict = INQUORATE
        return Found(verdict, certain, possible, people)

    def _best(self, reading: Reading) -> Reading:
        unknown = not self.only_these or bool(self.unmatched)
        return replace(reading, possible=True, unknown_people=unknown, whole_known=True)

    def is_open(self, reading: Reading) -> bool:
        """Whether seats may fill places that it is not recorded that they fill."""
        strict, open_ = (
            self.requirement(replace(reading, possible=each)).alternatives for each in (False, True)
        )
        return _as_text(strict) != _as_text(open_)

    # --- words ---------------------------------------------------------------------------

    def missing(self, found: Found, reading: Reading) -> str | None:
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

    def what_decides(self, found: Found, reading: Reading, why: pd.Series[str] | None) -> str:
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

    def _deciding(self, found: Found, reading: Reading, why: pd.Series[str] | None) -> list[str]:
        """The open points that change the verdict, with some of the others settled one way."""
        best = self._best(reading)
        outcome: dict[tuple[bool, ...], bool] = {}
        for case in itertools.product((False, True), repeat=3):
            attends, fits, unknown = case
            people = unknown and best.unknown_people
            taken = replace(reading, possible=fits, unknown_people=people, whole_known=unknown)
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
        if matters[2] and not self.board.is_complete:
            said.append(self.on_incomplete())
        return said

    def _on_attendance(self, found: Found, why: pd.Series[str]) -> str:
        is_open = found.possible & ~found.certain
        titles = self.board.seats["title"].to_numpy(dtype=object)
        cases: dict[str, list[str]] = {}
        for word, title in zip(why.to_numpy()[is_open], titles[is_open], strict=True):
            cases.setdefault(str(word), []).append(str(title))
        listed = "; ".join(f"{word}: {named(at)}" for word, at in sorted(cases.items()))
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
            said.append(f"whether these count as filled: {named(interim)}")
        return f"It depends on what is not recorded: {'; '.join(said)}." if said else ""

    def _alike(self) -> list[str]:
        agencies = self.board.agencies
        pairs = [f"{agencies.names[a]} and {agencies.names[b]}" for a, b in agencies.pairs_alike]
        return [f"whether these are one agency: {named(pairs)}"] if pairs else []

    def on_incomplete(self) -> str:
        """What it means that the sources do not give all members."""
        if not self.only_these:
            return "The sources do not give all members: others may have been there."
        return "The sources do not give all members: how many a share of them is is not known."

    def on_unmatched(self) -> str:
        """What the rule names and no seat has."""
        return (
            f"No seat that is recorded has the {' or the '.join(self.unmatched)} that the rule "
            "names: who could fill its place is not known."
        )


def _unsaid(what: str, titles: pd.Series[str], is_blank: list[bool]) -> list[str]:
    blank = titles[is_blank].tolist()
    return [f"the {what} of {named(blank)}"] if blank else []


def _as_text(
    alternatives: tuple[tuple[tuple[Mask, int], ...], ...],
) -> list[list[tuple[bytes, int]]]:
    return [[(mask.tobytes(), need) for mask, need in each] for each in alternatives]


def _lacks(part: Condition, board: Board, reading: Reading, there: Mask) -> str:
    """What a part that is not met asks for, and how much of it there is."""
    words = part.plain()
    if not isinstance(part, Members | Representatives | Different):
        return words
    if not isinstance(part.amount, int):
        number = amount_of(part.amount, board, reading)
        if number > len(board) + 1:
            return f"{words} (how many that is is not known)"
        words = f"{words}, which is {number}"
    have = 0
    while requirement_of(replace(part, amount=have + 1), board, reading).is_met(there):
        have += 1
    return f"{words} ({have} there)" if have else words
