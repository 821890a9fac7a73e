"""What every finding of a paper has in common: where it is, what it cites, how it asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govgraph import frames, rules
from govgraph.present import hierarchy
from govgraph.present.paper import questions
from govgraph.present.paper.citations import Sources
from govgraph.present.paper.results import Material
from govgraph.present.tables import Row, words
from govgraph.sentences import listed

MOST_PARTS = 8
"""Of a longer list in a sentence the first are named and the others counted."""
_ASKED_BY_NAME = 4
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
class Drafter:
    """Writes findings of one paper; each of its kinds writes those of some analyses."""

    material: Material
    sources: Sources
    with_names: bool = False

    # --- where it is ----------------------------------------------------------------------

    @cached_property
    def every_area(self) -> dict[str, list[str]]:
        """The areas of each body by its id."""
        bodies = self.material.g.tables["Body"]
        return {
            id_: frames.split_list(cell)
            for id_, cell in zip(bodies["id"], bodies["areas"], strict=True)
        }

    def areas_of(self, body_ids: Iterable[str]) -> list[str]:
        """The areas of these bodies, each once; those that were asked about where any was."""
        every = list(dict.fromkeys(a for id_ in body_ids for a in self.every_area.get(id_, [])))
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
        """Whether all bodies asked about are of one area, which then need not be said."""
        bodies = self.material.g.bodies
        asked = bodies[bodies["id"].isin(self.material.g.asked_about)]
        return len(set(hierarchy.home_areas(asked).values())) == 1

    def where(self, body_ids: Iterable[str]) -> str:
        """The area in brackets; nothing where the paper is about one area that is real."""
        areas = self.areas_of(body_ids)
        if not areas or (self.is_of_one_area and not self.is_made_up(body_ids)):
            return ""
        mark = ", illustrative" if self.is_made_up(body_ids) else ""
        return f" ({', '.join(areas)}{mark})"

    def cite(self, row: Row, side: str = "") -> str:
        """What a row cites; ``side`` is what its columns end in, where it has two."""
        return self.sources.place(row[f"source{side}"], row[f"paragraph{side}"])

    def cited(self, evidence: Iterable[Row], *sides: str) -> str:
        """What several rows cite, on each of the sides, each place once."""
        return self.sources.places(
            (each[f"source{side}"], each[f"paragraph{side}"]) for side in sides for each in evidence
        )

    # --- a draft --------------------------------------------------------------------------

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each body by its id."""
        bodies = self.material.g.tables["Body"]
        return dict(zip(bodies["id"], bodies["name"], strict=True))

    def _called(self, names: list[str], ids: tuple[str, ...]) -> list[str]:
        """What a question calls the bodies; with their areas where two have one name."""
        if len(set(names)) == len(names) or len(names) != len(ids):
            return [the(name) for name in names]
        return [f"{the(name)}{self.where([id_])}" for name, id_ in zip(names, ids, strict=True)]

    def draft(
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
        """A finding of one sort about some bodies.

        Args:
            kind: the sort.
            ids: the bodies.
            title: what it is about, to which the area is added where it has to be said.
            to: the names of those who are asked.
            asked: what else stands in the question of the sort.
            statements: sentences; blank ones are left out.
            evidence: source and paragraph.
            wording: what the sources say.
            qualifiers: what it rests on; blank ones are left out.
            question: the question, where the one of the sort does not fit.
        """
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
            f"{title}{self.where(ids)}",
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
        proposed = [self.names[id_] for id_ in dict.fromkeys(ids) if id_ in self._proposed]
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


def in_plain_words(kind: str, text: str) -> str:
    """What a rule says as it is read back; as it is recorded where it was not understood.

    >>> in_plain_words("review", "every 1 year")
    'every year'
    """
    parsed = rules.parse(kind, text)
    return text if isinstance(parsed, rules.ParseFault) else parsed.plain()


def qualifiers(row: Row) -> list[str]:
    """What a finding rests on, and what proposals would change."""
    proposals = words(row.get("would_change") or row.get("if_proposed"))
    return [
        words(row.get("assumption")),
        "Rests on what was inferred, not stated." if row.get("basis") == "inferred" else "",
        f"Proposals: {proposals}." if proposals else "",
    ]
