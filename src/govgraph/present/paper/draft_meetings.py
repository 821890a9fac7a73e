"""Findings on attendance, quorum and decisions as a paper puts them."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.analysis.fragility import INDEPENDENT
from govgraph.present.paper.citations import first_of, in_words
from govgraph.present.paper.drafting import MOST_PARTS, Draft, Drafter, in_plain_words
from govgraph.present.tables import Row, records, span, words
from govgraph.sentences import counted

_SELDOM_QUORATE = 0.9
"""A quorum that is less likely than this is asked about."""
_ALMOST_SURE = 0.99
"""One that is as likely as this by the record is not, whatever could break it."""
_WITHHELD = "Who was there is not shown, because the group is small."


class Meetings(Drafter):
    """Writes what was found on how bodies meet and decide."""

    def drafts(self) -> Iterator[Draft]:
        """Attendance, quorums at meetings, quorum rules, and votes that one member can block."""
        yield from self._attendance()
        yield from self._quorums()
        yield from self._quorum_rules()
        yield from self._blocking()

    def _attendance(self) -> Iterator[Draft]:
        verdicts = self.material.shown.verdicts
        for row in records(verdicts[verdicts["verdict"] != "not triggered"]):
            voice = f" (for {row['organisation']})" if row["organisation"] else ""
            seat = f"the seat {row['seat']}{voice}"
            is_named = self.with_names and row["person"]
            who = f"{row['person']}, in {seat}" if is_named else f"the member in {seat}"
            window = f", from {in_words(row['window_start'])} to {in_words(row['window_end'])}"
            met = "is met on the record" if row["verdict"] == "triggered" else "may be met"
            statements = [
                f"The attendance rule {met} for {who}.",
                f"The rule: {in_plain_words('attendance', row['rule'])}.",
                f"Absences that count: {span(row['absences_low'], row['absences_high'])}"
                f"{window if row['window_start'] and row['window_end'] else ''}.",
                f"What the terms say follows: {row['consequence']}." if row["consequence"] else "",
            ]
            yield self.draft(
                row["verdict"],
                (row["body_id"],),
                f"{row['body']}: {row['seat']}",
                [row["body"]],
                {"subject": row["seat"]},
                statements,
                self.cite(row),
                qualifiers=[words(row["assumption"]), words(row["remaining"])],
            )

    def _quorums(self) -> Iterator[Draft]:
        """The meetings that were not quorate by every reading of the rule, one finding each."""
        meetings: dict[str, list[Row]] = {}
        for row in records(self.material.shown.quorums):
            meetings.setdefault(row["meeting_id"], []).append(row)
        for readings in meetings.values():
            if any(row["verdict"] != "quorate" for row in readings):
                yield self._meeting(readings)

    def _meeting(self, readings: list[Row]) -> Draft:
        is_inquorate = all(row["verdict"] == "inquorate" for row in readings)
        first = next(row for row in readings if row["verdict"] != "quorate")
        day, hidden = in_words(first["date"]), self.material.small.hide(first["body_id"])
        standing = (
            f"On the record the meeting of {day} was inquorate."
            if is_inquorate
            else f"The record leaves open whether the meeting of {day} was quorate."
        )
        return self.draft(
            "inquorate" if is_inquorate else "quorum undetermined",
            (first["body_id"],),
            f"{first['body']}, {day}",
            [first["body"]],
            {},
            [
                standing,
                *(f"The rule{_reading(row)}: {_quorum_found(row, hidden)}" for row in readings),
                _WITHHELD if hidden else "",
                f"What the terms say of an inquorate meeting: {first['consequence']}."
                if first["consequence"]
                else "",
            ],
            self.cited(readings, ""),
            qualifiers=[] if hidden else dict.fromkeys(words(r["assumption"]) for r in readings),
        )

    def _quorum_rules(self) -> Iterator[Draft]:
        """Quorum rules that can be read in several ways, and those that hang on a few seats."""
        by_rule: dict[tuple[str, str], list[Row]] = {}
        for row in records(self.material.shown.fragility):
            by_rule.setdefault((row["body_id"], self.cite(row)), []).append(row)
        for readings in by_rule.values():
            if len({(row["smallest_break"], *row["breaking_sets"]) for row in readings}) > 1:
                yield self._read_differently(readings)
            is_safe = all((row["probability_low"] or 0) >= _ALMOST_SURE for row in readings)
            if self._hangs_on(readings) and not is_safe:
                yield self._fragile("quorum that hangs on few", readings)
            elif _is_unlikely(readings):
                yield self._fragile("quorum seldom reached", readings)

    def _read_differently(self, readings: list[Row]) -> Draft:
        first = readings[0]
        return self.draft(
            "quorum with several readings",
            (first["body_id"],),
            str(first["body"]),
            [first["body"]],
            {},
            [
                f"The wording leaves {len(readings)} readings open, which come to different "
                "results:",
                *(
                    f"Read as \u201c{row['reading']}\u201d: "
                    f"{in_plain_words('quorum', row['rule'])}. {_broken_by(row)}"
                    for row in readings
                ),
            ],
            self.cite(first),
            qualifiers=dict.fromkeys(words(row["assumption"]) for row in readings),
        )

    def _hangs_on(self, readings: list[Row]) -> list[str]:
        """The seats without any one of which there is no quorum, by every reading."""
        first, *others = [list(row["vetoes"] or []) for row in readings]
        return [seat for seat in first if all(seat in other for other in others)]

    def _fragile(self, kind: str, readings: list[Row]) -> Draft:
        first, alone = readings[0], self._hangs_on(readings)
        hidden = self.material.small.hide(first["body_id"])
        lows = [row["probability_low"] for row in readings if row["probability_low"] is not None]
        highs = [row["probability_high"] for row in readings if row["probability_high"] is not None]
        chance = ""
        if lows and not hidden:
            chance = (
                "By the attendance recorded, a meeting is quorate with a probability of "
                f"{_as_percent(min(lows), max(highs))}."
            )
        return self.draft(
            kind,
            (first["body_id"],),
            str(first["body"]),
            [first["body"]],
            {},
            [
                *(
                    f"The rule{_reading(r)}: {in_plain_words('quorum', r['rule'])}."
                    for r in readings
                ),
                "If any one of these stays away and nobody may stand in, there is no quorum: "
                f"{'; '.join(alone)}."
                if alone
                else "",
                chance,
                *self._on_substitutes(first["body_id"]),
            ],
            self.cite(first),
            qualifiers=[
                *dict.fromkeys(words(row["assumption"]) for row in readings),
                INDEPENDENT if chance else "",
            ],
        )

    def _on_substitutes(self, body_id: str) -> list[str]:
        """What the terms say of substitutes, as recorded: whether they count is for a reader."""
        ruled = self.material.g.rules
        ruled = ruled[(ruled["body_id"] == body_id) & (ruled["kind"] == "substitutes")]
        return [
            f"On substitutes the terms say: {row['text']} ({self.cite(row)})."
            for row in records(ruled)
        ]

    def _blocking(self) -> Iterator[Draft]:
        decisions = self.material.shown.decisions
        able = decisions[decisions["vetoes"].map(len) > 0] if len(decisions) else decisions
        for row in records(able.drop_duplicates(["body_id", "rule", "way"])):
            alone = [words(each) for each in row["vetoes"]]
            is_any = len(alone) == row["voices_low"] == row["voices_high"]
            who = "Any one member" if is_any else f"Each of these ({first_of(alone, MOST_PARTS)})"
            yield self.draft(
                "can block alone",
                (row["body_id"],),
                str(row["body"]),
                [row["body"]],
                {},
                [
                    f"The rule{_reading(row)}: {in_plain_words('decision', row['rule'])}.",
                    f"{who} could block a decision alone.",
                ],
                self.cite(row),
                qualifiers=[words(row["assumption"])],
            )


def _reading(row: Row) -> str:
    """The reading of a rule in brackets; nothing where it has one only."""
    return f" (read as: {row['reading']})" if row["reading"] else ""


def _is_unlikely(readings: list[Row]) -> bool:
    """Whether by every reading a quorum is less likely than one would wish."""
    highs = [row["probability_high"] for row in readings]
    return all(high is not None and high < _SELDOM_QUORATE for high in highs)


def _broken_by(row: Row) -> str:
    """How few absences break a quorum, in a sentence; blank where that is not known."""
    if not row["smallest_break"]:
        return ""
    alone = [words(seat) for seat in row["vetoes"] or []]
    if alone:
        return f"It breaks when one of these stays away: {'; '.join(alone)}."
    return f"It breaks at {counted(row['smallest_break'], 'absence')} at the earliest."


def _as_percent(low: float, high: float) -> str:
    one, other = f"{low:.0%}", f"{high:.0%}"
    return one if one == other else f"{one} to {other}"


def _quorum_found(row: Row, hidden: bool) -> str:
    """What a quorum rule came to at a meeting; without the numbers where these are hidden."""
    rule = in_plain_words("quorum", row["rule"])
    if hidden:
        return f"{rule}. By this: {row['verdict']}."
    present = _counted_range(row["present_low"], row["present_high"], "member")
    here = f"{present} present" if present else "how many were present is not known"
    missing = f"; wanting: {row['missing']}" if row["missing"] else ""
    return f"{rule}. By this: {row['verdict']}, {here}{missing}."


def _counted_range(low: float | None, high: float | None, one: str) -> str:
    """A number or a range of numbers with its word; blank where none is known."""
    if low is None or high is None:
        return ""
    return counted(low, one) if low == high else f"{span(low, high)} {one}s"
