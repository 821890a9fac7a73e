"""Findings as a paper puts them: sentences, the question to the bodies, the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govgraph import frames, rules
from govgraph.analysis.escalation_findings import SELF_ESCALATION
from govgraph.analysis.structure_rows import FAULTS
from govgraph.present.findings import NO_STEP_UP
from govgraph.present.paper import questions
from govgraph.present.paper.citations import Sources, first_of, in_words
from govgraph.present.paper.results import Material
from govgraph.present.tables import Row, records, span, words
from govgraph.sentences import capitalised, counted, listed

MANY_BODIES = 5
"""Somebody who sits on so many bodies is asked about."""
_THE_SAME = 0.995
_SHARED_AT_LEAST = 2
_SHARE_AT_LEAST = 0.5
_SELDOM_BY_CHANCE = 0.05
_CLAUSES = 2
_ASKED_BY_NAME = 4
_PARTS = 8

_WORK = {
    "decide": "decide on {topic}",
    "approve": "give approval on {topic}",
    "commission": "commission work on {topic}",
    "recommend": "make recommendations on {topic}",
    "advise": "advise on {topic}",
    "influence": "influence {topic}",
    "oversee": "oversee {topic}",
    "scrutinise": "scrutinise {topic}",
    "co-ordinate": "co-ordinate {topic}",
    "deliver": "deliver work on {topic}",
}
_LINK_WORDS = re.compile(r"\b(reports|escalates|is accountable|is part of)\b")
_IN_WORDS = {
    " > ": " \u2192 ",
    "(missing hop)": "(what lies above is unknown)",
    "(apex)": "(the top)",
    "(dead end)": "(no way up from there)",
}
_MONTH = re.compile(r"\b(is of|as an interim since) (\d{4}-\d{2})(?![\d-])")
"""A month in a sentence of the analyses; elsewhere 2010-11 may be a year of accounts."""
_RELATIONS = {
    "parent and child": "One of the two is part of the other.",
    "twin groups": "One section of a source describes both, side by side.",
    "shared wording": "One sentence of a source speaks of both.",
}
_NOUNS = re.compile(
    r"(board|partnership|group|committee|panel|forum|executive|cabinet|alliance|network|council|"
    r"trust|commission|assembly|team|parliament|governor)s?( \(.*\))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Draft:
    """A finding before it has a number.

    Attributes:
        kind: the sort of finding, a key of :data:`.questions.KINDS` or another word.
        body_ids: whom it is about.
        summary: one line for a list.
    """

    kind: str
    body_ids: tuple[str, ...]
    title: str
    to: str
    question: str
    summary: str
    statements: tuple[str, ...]
    evidence: str
    wording: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Writer:
    """Writes the findings of one paper, sort by sort."""

    material: Material
    sources: Sources
    with_names: bool = False

    def drafts(self) -> list[Draft]:
        """Every finding, sorts in the order of :data:`.questions.KINDS`, made-up areas last."""
        made = [
            *self._remits(),
            *self._gaps(),
            *self._ways_up(),
            *self._shared_members(),
            *self._many_bodies(),
            *self._attendance(),
            *self._quorums(),
            *self._quorum_rules(),
            *self._blocking(),
            *self._structure(),
        ]
        order = {name: place for place, name in enumerate(questions.KINDS)}
        return sorted(
            made,
            key=lambda draft: (
                order.get(draft.kind, len(order)),
                draft.kind if draft.kind not in order else "",
                self.is_made_up(draft.body_ids),
            ),
        )

    # --- where it is ----------------------------------------------------------------------

    @cached_property
    def _areas(self) -> dict[str, list[str]]:
        bodies = self.material.g.tables["Body"]
        return {
            id_: frames.split_list(cell)
            for id_, cell in zip(bodies["id"], bodies["areas"], strict=True)
        }

    def areas_of(self, body_ids: Iterable[str]) -> list[str]:
        """The areas of these bodies, each once; those that were asked about where any was."""
        every = list(dict.fromkeys(a for id_ in body_ids for a in self._areas.get(id_, [])))
        wanted = {area.casefold() for area in self.material.g.areas}
        return [area for area in every if area.casefold() in wanted] or every

    def is_made_up(self, body_ids: Iterable[str]) -> bool:
        """Whether one of the bodies is of an area that is made up."""
        return bool(set(self.areas_of(body_ids)) & set(self.material.g.illustrative_areas))

    def marked(self, area: str) -> str:
        """The area with a word where it is made up."""
        is_made_up = area in self.material.g.illustrative_areas
        return f"{area} (illustrative)" if is_made_up else area

    @cached_property
    def is_of_one_area(self) -> bool:
        asked = self.material.g.asked_about
        return len({area for id_ in asked for area in self.areas_of([id_])}) == 1

    def _where(self, body_ids: Iterable[str]) -> str:
        """The area in brackets; nothing where the paper is about one area that is real."""
        areas = self.areas_of(body_ids)
        if not areas or (self.is_of_one_area and not self.is_made_up(body_ids)):
            return ""
        mark = ", illustrative" if self.is_made_up(body_ids) else ""
        return f" ({', '.join(areas)}{mark})"

    def _cite(self, row: Row, side: str = "") -> str:
        return self.sources.place(row[f"source{side}"], row[f"paragraph{side}"])

    # --- remits ---------------------------------------------------------------------------

    def _remits(self) -> Iterator[Draft]:
        for row in records(self.material.shown.remit_pairs):
            if self._have_an_area_in_common(row):
                yield self._remit_pair(row)

    def _have_an_area_in_common(self, row: Row) -> bool:
        one, other = (self._areas.get(row[f"body_{end}_id"], []) for end in "ab")
        return bool(set(one) & set(other))

    def alike_elsewhere(self) -> list[Row]:
        """Pairs of bodies of different areas asked about, both of them real or both made up."""
        asked = set(self.material.g.asked_about)
        return [
            row
            for row in records(self.material.shown.remit_pairs)
            if not self._have_an_area_in_common(row)
            and {row["body_a_id"], row["body_b_id"]} <= asked
            and self.is_made_up([row["body_a_id"]]) == self.is_made_up([row["body_b_id"]])
        ]

    def _remit_pair(self, row: Row) -> Draft:
        a, b, ids = row["body_a"], row["body_b"], (row["body_a_id"], row["body_b_id"])
        decide = [each for each in row["clauses"] if each.get("finding") == row["finding"]]
        shown = (decide or row["clauses"])[:_CLAUSES]
        more = len(row["clauses"]) - len(shown)
        topic = words(row.get("topic"))
        work = _work(words(row.get("power")), topic)
        why, _, rests_on = words(row["why"]).partition(_RESTS_ON)
        statements = [
            why.strip() or _alike(row),
            *(_RELATIONS.get(each, "") for each in frames.split_list(row["relation"])),
            _people_on_both(row["shared_people"]),
            f"{counted(more, 'more pair')} of clauses {'reads' if more == 1 else 'read'} alike."
            if more
            else "",
        ]
        wording = [
            *(line for each in shown for line in self._clauses(each, a, b)),
            *(self._alone(each) for each in row.get("difference") or []),
        ]
        return self._draft(
            row["finding"],
            ids,
            f"{a} and {b}",
            [a, b],
            {"work": work, "topic": topic or "this work"},
            statements,
            self._seats_cited(shown, "_a", "_b"),
            wording=dict.fromkeys(wording),
            qualifiers=[
                _PROPOSED_CODES if row.get("basis") == "proposed" else "",
                _once_each(rests_on),
                *(_judged(each) for each in row.get("judgement") or []),
            ],
        )

    def _alone(self, each: Row) -> str:
        people = f" (for {each['population']})" if each["population"] else ""
        return f"Of {each['body']} alone: {each['text']}{people} ({self._cite(each)})"

    def _clauses(self, pair: Row, a: str, b: str) -> list[str]:
        if pair.get("shared_wording"):
            return [f"Of both: {pair['text_a']} ({self._cite(pair, '_a')})"]
        return [
            f"{a}: {pair['text_a']} ({self._cite(pair, '_a')})",
            f"{b}: {pair['text_b']} ({self._cite(pair, '_b')})",
        ]

    def _gaps(self) -> Iterator[Draft]:
        found = self.material.shown.remit_gaps
        by_name = {name: id_ for id_, name in self._names.items()}
        for row in records(found):
            named = list(dict.fromkeys(each["body"] for each in row["clauses"]))
            ids = tuple(by_name[name] for name in named if name in by_name)
            yield self._draft(
                "gap",
                ids,
                capitalised(row["topic"]),
                named,
                {"subject": row["topic"], "body": row["area"]},
                [words(row["why"])],
                self.sources.places((e["source"], e["paragraph"]) for e in row["clauses"]),
                wording=[
                    f"{e['body']}: {e['text']} ({self._cite(e)})" for e in row["clauses"][:_PARTS]
                ],
            )

    @cached_property
    def _names(self) -> dict[str, str]:
        bodies = self.material.g.tables["Body"]
        return dict(zip(bodies["id"], bodies["name"], strict=True))

    # --- ways up --------------------------------------------------------------------------

    def _ways_up(self) -> Iterator[Draft]:
        faults = self.material.shown.faults_on_the_way
        for row in records(faults[faults["finding"] != NO_STEP_UP]):
            matter = f", on {row['matter']}" if row["matter"] else ""
            other = [the(name) for name in frames.split_list(row["other"])]
            said, facts = self._facts_apart(_without_jargon(row["detail"]))
            yield self._draft(
                row["finding"],
                (row["body_id"],),
                f"{row['body']}{matter}",
                [row["body"]],
                {"other": listed(other), "subject": listed(other)},
                [said],
                self._cite(row),
                wording=facts,
                qualifiers=_qualifiers(row),
            )

    def _facts_apart(self, detail: str) -> tuple[str, list[str]]:
        """The first sentence of a finding on the ways up, and the links that it rests on."""
        if any(name in detail for name in self._names_with_stops):
            return detail, []
        is_cited = "). " in detail.split("; ")[0]
        said, end, facts = detail.partition("). " if is_cited else ". ")
        if not facts or not _LINK_WORDS.search(facts):
            return detail, []
        links = facts.removesuffix(".").split("; ")
        more = len(links) - _PARTS
        rest = [f"and {counted(more, 'more link')}"] if more > 0 else []
        return f"{said}{end.rstrip()}", [*links[:_PARTS], *rest]

    @cached_property
    def _names_with_stops(self) -> list[str]:
        """Names such as St. Mary's Board, of which a sentence cannot be told from its end."""
        labels = ("Body", "Organisation", "Person")
        names = (name for label in labels for name in self.material.g.tables[label]["name"])
        return [name for name in names if ". " in name or "; " in name]

    # --- people ---------------------------------------------------------------------------

    def _shared_members(self) -> Iterator[Draft]:
        for row in records(self.material.shown.shared_people):
            ids = (row["body_a_id"], row["body_b_id"])
            chairs = None if frozenset(ids) in self._chaired_at_both_ends else row["shared_chairs"]
            if not chairs and (frozenset(ids) in self._parts or not _is_much(row)):
                continue
            a, b = row["body_a"], row["body_b"]
            who = frames.split_list(row["names"])
            people = counted(row["shared"], "person", "people")
            sit = "sits" if row["shared"] == 1 else "sit"
            only_the_chair = chairs and row["shared"] == 1
            statements = [
                f"{words(chairs)} chairs both." if chairs else "",
                "" if only_the_chair else f"{people} {sit} on both: {first_of(who, _PARTS)}.",
                f"Members known: {row['size_a']} of {a}, {row['size_b']} of {b}.",
                f"They share members since {in_words(row['since'])} or earlier."
                if row["since"]
                else "",
                _by_chance(row),
            ]
            yield self._draft(
                "one person chairs both" if chairs else "shared members",
                ids,
                f"{a} and {b}",
                [a, b],
                {"shared": people, "sit": sit},
                statements,
                self._seats_cited(row["evidence"] or [], "_a", "_b"),
                qualifiers=[
                    ""
                    if row["covered"]
                    else "The sources do not give all members: more may be shared.",
                    *_qualifiers(row),
                ],
            )

    @cached_property
    def _chaired_at_both_ends(self) -> set[frozenset[str]]:
        """Pairs of a body and one above it of which the ways up say already who chairs both."""
        faults = self.material.shown.faults_on_the_way
        rows = faults[faults["finding"] == SELF_ESCALATION]
        return {
            frozenset((body, other))
            for body, others in zip(rows["body_id"], rows["other_ids"], strict=True)
            for other in frames.split_list(others)
        }

    @cached_property
    def _parts(self) -> set[frozenset[str]]:
        """Pairs of which one is part of the other or replaces it: shared members are no news."""
        links = self.material.g.links
        parts = links[links["type"].isin(("PART_OF", "REPLACES"))]
        return {frozenset(pair) for pair in zip(parts["from_id"], parts["to_id"], strict=True)}

    def _seats_cited(self, evidence: Iterable[Row], *sides: str) -> str:
        return self.sources.places(
            (each[f"source{side}"], each[f"paragraph{side}"]) for side in sides for each in evidence
        )

    def _many_bodies(self) -> Iterator[Draft]:
        people = self.material.shown.people
        for row in records(people[people["bodies"] >= MANY_BODIES]):
            evidence = row["evidence"] or []
            hours = row["meeting_hours"]
            chairs = f", and chairs {row['chairs']} of them" if row["chairs"] else ""
            statements = [
                f"{row['person']} sits on {row['bodies']} bodies{chairs}: "
                f"{listed(frames.split_list(row['body_names']))}.",
                f"These meet for {words(hours)} hours a year together." if hours else "",
            ]
            who = row["person"] if self.with_names else "the holder of this seat"
            yield self._draft(
                "many bodies",
                tuple(dict.fromkeys(each["body_id"] for each in evidence)),
                str(row["person"]),
                frames.split_list(row["body_names"]),
                {"subject": who, "count": row["bodies"]},
                statements,
                self._seats_cited(evidence, ""),
                qualifiers=_qualifiers(row),
            )

    # --- attendance, quorum, decisions ----------------------------------------------------

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
            yield self._draft(
                row["verdict"],
                (row["body_id"],),
                f"{row['body']}: {row['seat']}",
                [row["body"]],
                {"subject": row["seat"]},
                statements,
                self._cite(row),
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
        return self._draft(
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
            self._seats_cited(readings, ""),
            qualifiers=[] if hidden else dict.fromkeys(words(r["assumption"]) for r in readings),
        )

    def _quorum_rules(self) -> Iterator[Draft]:
        """Quorum rules that can be read in several ways, and those that hang on a few seats."""
        by_rule: dict[tuple[str, str], list[Row]] = {}
        for row in records(self.material.shown.fragility):
            by_rule.setdefault((row["body_id"], self._cite(row)), []).append(row)
        for readings in by_rule.values():
            if len({(row["smallest_break"], *row["breaking_sets"]) for row in readings}) > 1:
                yield self._read_differently(readings)
            is_safe = all((row["probability_low"] or 0) >= _ALMOST_SURE for row in readings)
            if (self._hangs_on(readings) and not is_safe) or _is_unlikely(readings):
                yield self._fragile(readings)

    def _read_differently(self, readings: list[Row]) -> Draft:
        first = readings[0]
        return self._draft(
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
            self._cite(first),
            qualifiers=dict.fromkeys(words(row["assumption"]) for row in readings),
        )

    def _hangs_on(self, readings: list[Row]) -> list[str]:
        """The seats without any one of which there is no quorum, by every reading."""
        first, *others = [list(row["vetoes"] or []) for row in readings]
        return [seat for seat in first if all(seat in other for other in others)]

    def _fragile(self, readings: list[Row]) -> Draft:
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
        return self._draft(
            "quorum that hangs on few",
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
            ],
            self._cite(first),
            qualifiers=[
                *dict.fromkeys(words(row["assumption"]) for row in readings),
                _INDEPENDENT if chance else "",
            ],
        )

    def _blocking(self) -> Iterator[Draft]:
        decisions = self.material.shown.decisions
        able = decisions[decisions["vetoes"].map(len) > 0] if len(decisions) else decisions
        for row in records(able.drop_duplicates(["body_id", "rule", "way"])):
            alone = [words(each) for each in row["vetoes"]]
            is_any = len(alone) == row["voices_low"] == row["voices_high"]
            who = "Any one member" if is_any else f"Each of these ({first_of(alone, _PARTS)})"
            yield self._draft(
                "can block alone",
                (row["body_id"],),
                str(row["body"]),
                [row["body"]],
                {},
                [
                    f"The rule{_reading(row)}: {in_plain_words('decision', row['rule'])}.",
                    f"{who} could block a decision alone.",
                ],
                self._cite(row),
                qualifiers=[words(row["assumption"])],
            )

    # --- how bodies are made up -----------------------------------------------------------

    def _structure(self) -> Iterator[Draft]:
        found = self.material.shown.structure
        rows = records(found[found["state"].isin(FAULTS)])
        alike: dict[tuple[str, str, str], list[Row]] = {}
        for row in rows:
            alike.setdefault((row["finding"], row["body_id"], row["state"]), []).append(row)
        faults = self.material.shown.faults_on_the_way
        told = set(faults.loc[faults["finding"] == SELF_ESCALATION, "body_id"])
        for (name, body_id, state), some in alike.items():
            if name == "chairs a body and what it answers to" and body_id in told:
                continue
            if name == "provision missing":
                yield self._provisions(some)
            elif name == "vacancy" and len(some) > 1:
                yield self._vacancies(some)
            elif name == "required seat" and state == "not evidenced" and len(some) > 1:
                yield self._not_evidenced(some)
            else:
                yield from map(self._made_up_of, some)

    def _made_up_of(self, row: Row) -> Draft:
        detail = _MONTH.sub(lambda found: f"{found[1]} {in_words(found[2])}", row["detail"])
        said, _, asked = detail.partition("To ask: ")
        is_required = row["finding"] == "shared members"
        kind = "shared members required" if is_required else str(row["finding"])
        return self._draft(
            kind,
            (row["body_id"],),
            _about(row),
            [str(row["body"])],
            {"subject": _with_article(row["subject"])},
            [said.strip()],
            self._cite(row),
            qualifiers=_qualifiers(row),
            question=capitalised(asked),
        )

    def _provisions(self, rows: list[Row]) -> Draft:
        first = rows[0]
        wanted = [f"{row['subject']}{_what_is_asked(row)}" for row in rows]
        return self._draft(
            "provision missing",
            (first["body_id"],),
            str(first["body"]),
            [first["body"]],
            {},
            [
                f"Nothing recorded of {first['body']} answers {counted(len(rows), 'heading')} of "
                f"the list that terms of reference are held against: {'; '.join(wanted)}.",
            ],
            self._seats_cited(rows, ""),
            qualifiers=_qualifiers({**first, "assumption": None}),
        )

    def _vacancies(self, rows: list[Row]) -> Draft:
        first = rows[0]
        seats = "; ".join(f"{row['subject']} ({self._cite(row)}{self._noted(row)})" for row in rows)
        return self._draft(
            "vacancy",
            (first["body_id"],),
            f"{first['body']}: {counted(len(rows), 'seat')}",
            [first["body"]],
            {},
            [f"These seats are recorded as vacant: {seats}."],
            self._seats_cited(rows, ""),
            qualifiers=_qualifiers({**first, "assumption": None}),
            question=(
                f"Does {the(first['body'])} still need these seats, and if so, who is to fill "
                "them, and by when?"
            ),
        )

    def _noted(self, row: Row) -> str:
        """What is noted of a vacant seat, such as how a source words it."""
        seats = self.material.g.memberships
        of = (seats["body_id"] == row["body_id"]) & (seats["title"] == row["subject"])
        notes = seats.loc[of & (seats["state"] == "vacant"), "note"].dropna().unique()
        return f"; noted: {' '.join(notes).rstrip('.')}" if len(notes) else ""

    def _not_evidenced(self, rows: list[Row]) -> Draft:
        first = rows[0]
        seats = [words(row["subject"]) for row in rows]
        return self._draft(
            "required seat",
            (first["body_id"],),
            f"{first['body']}: {counted(len(rows), 'office')}",
            [first["body"]],
            {},
            [
                f"A rule of {first['body']} asks for the holders of certain offices to be "
                "members. For these the record does not show that they are, and does not rule "
                f"it out: {'; '.join(seats)}."
            ],
            self._seats_cited(rows, ""),
            qualifiers=_qualifiers({**first, "assumption": None}),
            question=(
                f"Do the holders of these offices sit on {the(first['body'])} as its rule "
                "asks, and if not, is the rule still wanted?"
            ),
        )

    # --- a draft --------------------------------------------------------------------------

    def _called(self, names: list[str], ids: tuple[str, ...]) -> list[str]:
        """What a question calls the bodies; with their areas where two have one name."""
        if len(set(names)) == len(names) or len(names) != len(ids):
            return [the(name) for name in names]
        return [f"{the(name)}{self._where([id_])}" for name, id_ in zip(names, ids, strict=True)]

    def _draft(
        self,
        kind: str,
        ids: tuple[str, ...],
        title: str,
        to: list[str],
        asked: dict[str, Any],
        statements: Iterable[str],
        evidence: str,
        *,
        wording: Iterable[str] = (),
        qualifiers: Iterable[str] = (),
        question: str = "",
    ) -> Draft:
        said = tuple(filter(None, statements))
        called = self._called(to, ids)
        by_name = {
            "a": called[0] if called else "",
            "b": called[-1] if called else "",
            "body": listed(called, most=len(called)),
        }
        return Draft(
            kind,
            ids,
            f"{title}{self._where(ids)}",
            listed(to, most=len(to)) if len(to) <= _ASKED_BY_NAME else f"these {len(to)} bodies",
            question or questions.kind_of(kind).question.format(**by_name | asked),
            title,
            said,
            evidence,
            tuple(wording),
            tuple(filter(None, [*qualifiers, self._proposed_among(ids)])),
        )

    def _proposed_among(self, ids: tuple[str, ...]) -> str:
        """Which of the bodies are only proposed, in a sentence; blank for none."""
        proposed = [self._names[id_] for id_ in dict.fromkeys(ids) if id_ in self._proposed]
        are = "is" if len(proposed) == 1 else "are"
        return f"{listed(proposed)} {are} only proposed." if proposed else ""

    @cached_property
    def _proposed(self) -> set[str]:
        bodies = self.material.g.bodies
        return set(bodies.loc[bodies["proposed"].astype(bool), "id"])


def the(body: object) -> str:
    """The name of a body with an article where it reads as a noun.

    >>> the("Health and Wellbeing Board"), the("BDSCB"), the("The Trust")
    ('the Health and Wellbeing Board', 'BDSCB', 'The Trust')
    """
    name = words(body)
    return f"the {name}" if _NOUNS.search(name) and not name.startswith("The ") else name


_RULED = {"review overdue": "review"}
"""Findings about a rule, and its kind: they are called by what it says in plain words."""
_RESTS_ON = "This rests on what is proposed: "
_PROPOSED_CODES = (
    "What the clauses let the bodies do, on what or for whom, was proposed from their wording and "
    "has not been confirmed by a reader."
)
_SELDOM_QUORATE = 0.9
"""A quorum that is less likely than this is asked about."""
_ALMOST_SURE = 0.99
"""By the record, one that is as likely as this is not, whatever could break it."""
_INDEPENDENT = (
    "The probability takes the seats to come independently of each other; where members stay away "
    "together it is lower or higher."
)
_WITHHELD = "Who was there is not shown, because the group is small."


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
    present = counted_range(row["present_low"], row["present_high"], "member")
    here = f"{present} present" if present else "how many were present is not known"
    missing = f"; wanting: {row['missing']}" if row["missing"] else ""
    return f"{rule}. By this: {row['verdict']}, {here}{missing}."


def _alike(row: Row) -> str:
    if row["score"] >= _THE_SAME:
        return "Clauses of the two are worded the same."
    likeness = words(row["score"])
    return f"Clauses of the two read alike (likeness {likeness}, where 1 is the same wording)."


def _work(power: str, topic: str) -> str:
    """What a power on a topic lets a body do, as it goes on after "need to"."""
    if power == "commission" and "commissioning" in topic:
        return "do this commissioning"
    return _WORK[power].format(topic=topic) if power in _WORK and topic else "do this work"


def _once_each(rests_on: str) -> str:
    """What was proposed from which words, each once, as a sentence; blank for nothing."""
    parts = dict.fromkeys(part.strip() for part in rests_on.rstrip(".").split(";"))
    text = "; ".join(part for part in parts if part)
    return f"{capitalised(text)}." if text else ""


def _judged(each: Row) -> str:
    """What a reviewer judged, without saying who."""
    verdict = words(each["verdict"]).replace("_", " ")
    when = f" on {in_words(each['date'])}" if each["date"] else ""
    return f"A reviewer judged{when}: {verdict}. {each['reason'] or 'No reason is recorded'}."


def _people_on_both(shared: int | None) -> str:
    if not shared:
        return ""
    return f"{counted(shared, 'person sits', 'people sit')} on both."


def _is_much(row: Row) -> bool:
    """Whether the members that two bodies share are worth a question."""
    is_seldom = row["q_value"] is not None and row["q_value"] < _SELDOM_BY_CHANCE
    is_half = row["overlap_coefficient"] >= _SHARE_AT_LEAST
    return bool(row["shared"] >= _SHARED_AT_LEAST and (is_half or is_seldom))


def _by_chance(row: Row) -> str:
    """That chance does not explain the overlap; nothing where it may, or is not known."""
    if row["q_value"] is None or row["q_value"] >= _SELDOM_BY_CHANCE:
        return ""
    return (
        f"The sizes of the two do not explain it: were members drawn by lot from "
        f"{words(row['population'])} people, {words(row['expected'])} would be expected on both."
    )


def in_plain_words(kind: str, text: str) -> str:
    """What a rule says as it is read back; as it is recorded where it was not understood.

    >>> in_plain_words("review", "every 1 year")
    'every year'
    """
    parsed = rules.parse(kind, text)
    return text if isinstance(parsed, rules.ParseFault) else parsed.plain()


def _without_jargon(detail: str) -> str:
    for word, said in _IN_WORDS.items():
        detail = detail.replace(word, said)
    return detail


def _qualifiers(row: Row) -> list[str]:
    """What a finding rests on, and what proposals would change."""
    proposals = words(row.get("would_change") or row.get("if_proposed"))
    return [
        words(row.get("assumption")),
        "Rests on what was inferred, not stated." if row.get("basis") == "inferred" else "",
        f"Proposals: {proposals}." if proposals else "",
    ]


def _what_is_asked(row: Row) -> str:
    """The question of a template's heading, in brackets."""
    _, _, rest = row["detail"].partition(f"answers '{row['subject']}' (")
    asked = rest.partition("). Looked for")[0]
    return f" ({asked})" if asked else ""


def _about(row: Row) -> str:
    """The body and what of it a finding is about, the body's name said once."""
    subject, body = words(row["subject"]), words(row["body"])
    if rule := _RULED.get(row["finding"]):
        subject = in_plain_words(rule, subject)
    return subject if subject.startswith(body) else f"{body}: {subject}"


def _with_article(subject: object) -> str:
    text = words(subject)
    return f"the {text}" if text.startswith(("chair of", "vice-chair of")) else text


def counted_range(low: float | None, high: float | None, one: str) -> str:
    """A number or a range of numbers with its word; blank where none is known."""
    if low is None or high is None:
        return ""
    return counted(low, one) if low == high else f"{span(low, high)} {one}s"
