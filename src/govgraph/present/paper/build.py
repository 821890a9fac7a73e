"""The paper on a snapshot: what a review's appendix needs, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from govgraph import dates, model, rules
from govgraph.governance import Governance
from govgraph.present import hierarchy, tables
from govgraph.present.findings import NO_STEP_UP
from govgraph.present.paper import chart, listings, methods
from govgraph.present.paper.citations import Sources, in_words, with_days_in_words
from govgraph.present.paper.document import (
    Block,
    Bullets,
    Finding,
    Paper,
    Paragraph,
    Section,
    Table,
    with_texts,
)
from govgraph.present.paper.drafting import Draft, Drafter
from govgraph.present.paper.questions import kind_of
from govgraph.present.paper.results import SMALLEST_GROUP, Material, Results
from govgraph.present.paper.written import findings
from govgraph.present.roles import of_people
from govgraph.sentences import counted, listed

WRITTEN_OUT = 6
"""So many findings of a sort are written out; the others stand in the table of all findings."""
_STAND_OUT = 6
_SENTENCE_END = re.compile(r"(?<=[.:])\s+(?=[A-Z])")
_ASKS_FOR_A_COMMAND = re.compile(r"\s--[a-z]|\s-o FILE")
_SAID_IN_A_TABLE = "Kept in plain words, not evaluated: "
_UNKNOWN_SHOWN = 12
_IN_PLAIN_WORDS = {
    "a route ends at a missing hop": "a way up ends where nothing is recorded above",
    "a missing hop": "a body above which nothing is recorded",
    "an apex": "a body at the top",
    "Whether the rule can fire at all": "Whether the rule can ever take effect",
}
"""For words that the analyses use and a paper does not explain."""
_MONTH = re.compile(r"\bof (\d{4}-\d{2})(?![\d-])")
_NOT_SHOWN = re.compile("[\ufffe\uffff\u061c\u200b-\u200d\u2060-\u2065]")


def paper(
    g: Governance, found: Results, *, title: str | None = None, with_names: bool = False
) -> Paper:
    """The findings on a snapshot as a paper.

    Args:
        g: the snapshot.
        found: what the analyses found on it.
        title: the title; one that names the areas if left out.
        with_names: whether people are named; otherwise every name that the graph knows gives
            way to a role wherever it stands, also in clauses and notes.
    """
    material = Material(g, found)
    roles = None if with_names else of_people(g)
    drafts = findings(Drafter(material, Sources.of(g)))
    # A finding may be about a body of another area too, of which its sources are then cited.
    sources = Sources.of(g, {id_ for draft in drafts for id_ in draft.body_ids})

    def without_names(text: str) -> str:
        return roles.instead(text) if roles else text

    def as_printed(text: str) -> str:
        plain = _NOT_SHOWN.sub("", tables.clean(text))
        return with_days_in_words(without_names(sources.instead(plain)))

    author = _Author(material, Drafter(material, sources, with_names), with_names, without_names)
    made = Paper(title or author.title(), author.lead(), g.as_of, tuple(author.sections()))
    return with_texts(made, as_printed)


@dataclass(frozen=True)
class _Author:
    material: Material
    writer: Drafter
    with_names: bool
    say: Callable[[str], str]

    @property
    def g(self) -> Governance:
        return self.material.g

    @cached_property
    def drafts(self) -> list[Draft]:
        return findings(self.writer)

    @cached_property
    def areas(self) -> list[str]:
        """The areas that the paper is about, those that are made up last."""
        asked = self.g.bodies[self.g.bodies["id"].isin(self.g.asked_about)]
        # A joint body makes no area of its own of the other places that it serves.
        homes = set(hierarchy.home_areas(asked).values())
        asked_for = {area.casefold() for area in self.g.areas}
        areas = {area for id_ in asked["id"] for area in self.writer.areas_of([id_])}
        every = {area for area in areas if area in homes or area.casefold() in asked_for}
        made_up = self.g.illustrative_areas
        return sorted(every, key=lambda area: (area in made_up, area.casefold()))

    def title(self) -> str:
        if not self.areas:
            return "Who reports to whom, and who sits where"
        where = self.areas[0] if len(self.areas) == 1 else f"{len(self.areas)} areas"
        return f"Boards and partnerships of {where}: findings for review"

    def lead(self) -> tuple[str, ...]:
        newest = self.g.newest_evidence
        is_said = any(f"of {newest} on " in caveat for caveat in self.g.caveats)
        dated = f" The newest evidence is of {in_words(newest)}." if newest and not is_said else ""
        return (
            f"As of {dates.in_words(self.g.as_of)}.{dated}",
            *(_MONTH.sub(lambda found: f"of {in_words(found[1])}", c) for c in self.g.caveats),
            "Every finding is a candidate for the bodies concerned to judge, not a verdict.",
        )

    def sections(self) -> Iterator[Section]:
        parts: tuple[tuple[str, Iterable[Block]], ...] = (
            ("Summary", self.summary()),
            ("Scope", self.scope()),
            ("Sources", self.sources()),
            ("Method and assumptions", self.method()),
            ("Structure charts", self.charts()),
            ("Findings", self.findings()),
            ("What is unknown", self.unknown()),
            ("Tables", self.tables()),
            ("All findings", self.all_findings()),
        )
        for title, blocks in parts:
            if some := tuple(blocks):
                yield Section(title, some)

    # --- summary --------------------------------------------------------------------------

    def summary(self) -> Iterator[Block]:
        bodies = counted(len(self.g.asked_about), "body", "bodies")
        areas = self.areas
        where = listed([self.writer.marked(area) for area in areas], most=len(areas))
        yield Paragraph(
            f"This paper looks at {bodies} of {where or 'no area'} as the sources below have them, "
            f"read for {dates.in_words(self.g.as_of)}: what each is for, who reports and escalates "
            "to whom, who sits where, and how they meet and decide."
        )
        yield Paragraph(" ".join(filter(None, [self._counts(), self._no_way_up(), self._seats()])))
        stand_out = list(self._stand_out())
        if stand_out:
            yield Paragraph("To begin with, one finding of each of several sorts:")
            yield Bullets(tuple(stand_out))
        yield from listings.of_kinds(self.drafts, self.writer)

    def _counts(self) -> str:
        if not self.drafts:
            return "No finding came of the analyses."
        made_up = sum(self.writer.is_made_up(draft.body_ids) for draft in self.drafts)
        some = f" ({made_up} of them on areas that are made up)" if made_up else ""
        comes = "finding is" if len(self.drafts) == 1 else "findings are"
        return (
            f"{len(self.drafts):,} {comes} listed{some}, each put as a question to the bodies "
            "concerned."
        )

    def _no_way_up(self) -> str:
        unknown = self._without_a_step_up()
        if not unknown:
            return ""
        of = f"{len(unknown)} of {counted(len(self.g.asked_about), 'body', 'bodies')}"
        inferred = self._inferred_steps()
        more = (
            f" For {counted(inferred, 'other', 'others')} a step up is inferred, not stated."
            if inferred
            else ""
        )
        return (
            f"For {of} no step up is recorded, and the sources do not claim to give all links: "
            f"where their matters go is unknown.{more}"
        )

    def _inferred_steps(self) -> int:
        """How many bodies have a step up that is nowhere stated, and no other."""
        links = self.g.links
        up = links[
            links["type"].isin(model.UPWARD_LINKS) & links["from_id"].isin(self.g.asked_about)
        ]
        stated = set(up.loc[up["basis"] != "inferred", "from_id"])
        return len(set(up["from_id"]) - stated)

    def _without_a_step_up(self) -> dict[str, str]:
        """The names, by id, of the bodies of which it is unknown what lies above them."""
        faults = self.material.found.faults_on_the_way
        missing = faults[faults["finding"] == NO_STEP_UP].drop_duplicates("body_id")
        return dict(zip(missing["body_id"], missing["body"], strict=True))

    def _seats(self) -> str:
        return listings.unheld(self.material)

    def _stand_out(self) -> Iterator[str]:
        """One finding of each of the sorts that weigh most, of what is real if there is any."""
        numbered = list(enumerate(self.drafts, start=1))
        real = [each for each in numbered if not self.writer.is_made_up(each[1].body_ids)]
        firsts: dict[str, tuple[int, Draft]] = {}
        for number, draft in real or numbered:
            firsts.setdefault(draft.kind, (number, draft))
        weighed = [kind for kind in methods.WEIGHS_MOST if kind in firsts]
        for kind in weighed[:_STAND_OUT]:
            number, draft = firsts[kind]
            yield f"{kind_of(kind).heading}: {draft.title} (finding {number})."

    # --- scope, sources, method -----------------------------------------------------------

    def scope(self) -> Iterator[Block]:
        proposed = (
            "What is only proposed is taken as if it held."
            if self.g.include_proposed
            else "What is only proposed is left out of account and listed in a table of its own; "
            "where it would change a finding, the finding says so."
        )
        day = dates.in_words(self.g.as_of)
        yield Paragraph(
            "Looked at are the bodies that the sources describe as in being, at the dates of the "
            f"sources. Nothing newer was looked at: what has changed by {day} is not in this "
            f"paper. {proposed}"
        )
        yield from listings.of_areas(self.material, self.writer)
        yield Paragraph(
            "That something is missing (a way up, a member, a rule) is said only where the "
            "sources give it completely for the body. Elsewhere the answer is unknown, not "
            "“no”. This is how much they give:"
        )
        yield from listings.of_coverage(self.material, self.writer)
        yield Paragraph(
            "Not looked at: what the bodies cost, how well they do their work, and what is "
            "agreed or done without being written down in the sources."
        )

    def sources(self) -> Iterator[Block]:
        numbered = listings.of_sources(self.writer.sources)
        if not numbered:
            yield Paragraph("No source is recorded.")
            return
        yield Paragraph(
            "Facts were taken from these documents and are cited by number and paragraph."
        )
        yield from numbered

    def method(self) -> Iterator[Block]:
        yield Bullets(methods.GENERAL)
        yield Section("What each analysis does", (Bullets(methods.used(self.material.found)),))
        yield Section("People in this paper", (Bullets(self._on_people()),))

    def _on_people(self) -> tuple[str, ...]:
        names = (
            "People are named. Think of whether they should be before this is published."
            if self.with_names
            else "People are not named. Where a source or a finding names somebody, a seat of "
            "theirs stands in square brackets instead, the same one throughout. Somebody who "
            "knows the bodies may still know who is meant."
        )
        small = (
            f"Attendance is not shown by person, and not added up, where fewer than "
            f"{SMALLEST_GROUP} people are counted."
        )
        withheld = self.material.withheld
        if withheld:
            small += f" Left out for that reason: {listed(withheld, most=len(withheld))}."
        return names, small

    def charts(self) -> Iterator[Block]:
        for area in self.areas:
            figure = chart.of_area(self.g, area, self.writer.marked(area), self.say)
            if figure:
                yield figure

    # --- findings -------------------------------------------------------------------------

    def findings(self) -> Iterator[Block]:
        if not self.drafts:
            yield Paragraph("There is none.")
            return
        by_kind: dict[str, list[tuple[int, Draft]]] = {}
        for number, draft in enumerate(self.drafts, start=1):
            by_kind.setdefault(draft.kind, []).append((number, draft))
        for kind, some in by_kind.items():
            yield Section(kind_of(kind).heading, tuple(self._of_kind(kind, some)))

    def _of_kind(self, kind: str, some: list[tuple[int, Draft]]) -> Iterator[Block]:
        if meaning := methods.MEANING.get(kind):
            yield Paragraph(meaning)
        chosen = self._written_out(some)
        yield from (_finding(number, draft) for number, draft in chosen)
        more = len(some) - len(chosen)
        if more:
            others = "finding of this sort is" if more == 1 else "findings of this sort are"
            yield Paragraph(
                f"{more:,} more {others} in the table of all findings at the end.", is_note=True
            )

    def _written_out(self, some: list[tuple[int, Draft]]) -> list[tuple[int, Draft]]:
        """The first of every area in turn, in the order of their numbers."""
        turns: dict[str, int] = {}
        ranked = []
        for place, (_, draft) in enumerate(some):
            area = (self.writer.areas_of(draft.body_ids) or [""])[0]
            turns[area] = turns.get(area, 0) + 1
            ranked.append((turns[area], self.writer.is_made_up(draft.body_ids), place))
        return [some[place] for *_, place in sorted(sorted(ranked)[:WRITTEN_OUT], key=_last)]

    # --- what is unknown, tables ------------------------------------------------------------

    def unknown(self) -> Iterator[Block]:
        if bodies := self._without_a_step_up():
            by_area: dict[str, list[str]] = {}
            for id_, name in bodies.items():
                for area in self.writer.areas_of([id_]):
                    by_area.setdefault(area, []).append(name)
            said = [
                f"{self.writer.marked(area)}: {listed(by_area[area], most=len(by_area[area]))}."
                for area in self.areas
                if area in by_area
            ]
            words = (
                "No step up is recorded from these, and the sources do not give their links "
                "completely. What lies above them is a question to each: to whom does it report, "
                "and where does it take what it cannot settle?"
            )
            yield Section("Where matters go", (Paragraph(words), Bullets(tuple(said))))
        if withheld := tuple(self._left_open()):
            yield Section("What the record leaves open", (Bullets(withheld),))
        if not_understood := self._not_understood():
            yield Section("Rules that were kept in plain words", tuple(not_understood))
        for title, notes in self._notes():
            yield Section(title, (Bullets(notes),))

    def _left_open(self) -> Iterator[str]:
        structure = self.material.found.structure
        unknown = structure[structure["state"] == "unknown"]
        unnamed = unknown["finding"] == "unnamed seat"
        if unnamed.any():
            on = counted(unknown.loc[unnamed, "body_id"].nunique(), "body", "bodies")
            yield (
                f"No name is given for {counted(int(unnamed.sum()), 'seat')} on {on}; that is not "
                "to say that nobody sits there."
            )
        details = list(dict.fromkeys(unknown.loc[~unnamed, "detail"]))
        yield from details[:_UNKNOWN_SHOWN]
        if len(details) > _UNKNOWN_SHOWN:
            yield f"{len(details) - _UNKNOWN_SHOWN} more points of this sort are left out here."

    def _not_understood(self) -> list[Table | Paragraph]:
        """The rules of kinds that are evaluated whose wording was not understood."""
        held = self.g.rules
        held = held[held["body_id"].isin(self.g.asked_about)].sort_values(["body", "kind"])
        rows = [
            [row["body"], row["kind"], row["text"]]
            for row in tables.records(held)
            if row["kind"] in rules.LANGUAGES and rules.check(row["kind"], row["text"])
        ]
        return listings.table(
            "Rules kept in plain words and not evaluated",
            [("Body", 28), ("Kind", 14), ("Wording", 58)],
            rows,
        )

    def _notes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What each analysis says of its own limits, in the words of a paper."""
        said: set[str] = set()
        for title, some in methods.limits(self.material.shown):
            notes = [note for note in map(_for_print, some) if note and note not in said]
            said.update(notes)
            if notes:
                yield title, tuple(dict.fromkeys(notes))

    def tables(self) -> Iterator[Block]:
        material, writer = self.material, self.writer
        yield from listings.of_bodies(material, writer)
        yield from listings.of_links(material, writer)
        yield from listings.of_proposals(material, writer)
        yield from listings.of_routes(material)
        yield from listings.of_seats(material, writer, with_names=self.with_names)
        yield from listings.of_likeness(writer)
        yield from listings.of_organisations(material)
        yield from listings.of_people(material)
        yield from self._attendance()
        yield from listings.of_quorums(material, writer)
        yield from listings.of_decisions(material, writer)

    def _attendance(self) -> Sequence[Block]:
        table = listings.of_attendance(self.material)
        if table:
            return table
        none = "No attendance is recorded, so nothing is said of it."
        return [Paragraph(none, is_note=True)]

    def all_findings(self) -> Iterator[Block]:
        yield from listings.of_findings(self.drafts, self.writer)
        yield from listings.of_questions(self.drafts, self.writer)


def _last(ranked: tuple[int, bool, int]) -> int:
    return ranked[-1]


def _finding(number: int, draft: Draft) -> Finding:
    return Finding(
        number,
        draft.title,
        draft.statements,
        draft.wording,
        draft.qualifiers,
        draft.to,
        draft.question,
        draft.evidence,
    )


def _for_print(note: str) -> str:
    """A note without what it says of commands."""
    if note.startswith(_SAID_IN_A_TABLE):
        return ""
    text = note.replace(": see --include-proposed", "").replace("more rows", "more findings")
    for word, said in _IN_PLAIN_WORDS.items():
        text = text.replace(word, said)
    kept = [part for part in _SENTENCE_END.split(text) if not _ASKS_FOR_A_COMMAND.search(part)]
    return " ".join(kept)
