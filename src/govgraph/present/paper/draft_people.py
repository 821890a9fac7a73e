"""Findings on shared members as a paper puts them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cached_property

from govgraph import frames
from govgraph.analysis.escalation_findings import SELF_ESCALATION
from govgraph.present.paper.citations import first_of, in_words
from govgraph.present.paper.drafting import MOST_PARTS, Draft, Drafter, qualifiers
from govgraph.present.tables import Row, records, words
from govgraph.sentences import counted, listed

_COUNCIL = re.compile(r"\bcouncil\b(?! (?:tax|hous))", re.IGNORECASE)
MANY_BODIES = 5
"""Somebody who sits on so many bodies is asked about."""
_SHARED_AT_LEAST = 2
_SHARE_AT_LEAST = 0.5
_SELDOM_BY_CHANCE = 0.05


class People(Drafter):
    """Writes what was found on who sits where."""

    def drafts(self) -> Iterator[Draft]:
        """The pairs of bodies that share members, then the people on many bodies."""
        yield from self._shared_members()
        yield from self._many_bodies()

    def _shared_members(self) -> Iterator[Draft]:
        for row in records(self.material.shown.shared_people):
            ids = (row["body_a_id"], row["body_b_id"])
            chairs = None if frozenset(ids) in self._chaired_at_both_ends else row["shared_chairs"]
            if not chairs and (frozenset(ids) in self._expected or not _is_much(row)):
                continue
            a, b = row["body_a"], row["body_b"]
            who = frames.split_list(row["names"])
            people = counted(row["shared"], "person", "people")
            sit = "sits" if row["shared"] == 1 else "sit"
            only_the_chair = chairs and row["shared"] == 1
            statements = [
                f"{words(chairs)} chairs both." if chairs else "",
                "" if only_the_chair else f"{people} {sit} on both: {first_of(who, MOST_PARTS)}.",
                f"Members known: {row['size_a']} of {a}, {row['size_b']} of {b}.",
                f"They share members since {in_words(row['since'])} or earlier."
                if row["since"]
                else "",
                _by_chance(row),
            ]
            yield self.draft(
                "one person chairs both" if chairs else "shared members",
                ids,
                f"{a} and {b}",
                [a, b],
                {"shared": people, "sit": sit},
                statements,
                self.cited(row["evidence"] or [], "_a", "_b"),
                qualifiers=[
                    ""
                    if row["covered"]
                    else "The sources do not give all members: more may be shared.",
                    *qualifiers(row),
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
    def _expected(self) -> set[frozenset[str]]:
        """Pairs of which shared members are no news.

        One is part of the other or replaces it; or one is a council and the other its executive,
        whose members are councillors (Local Government Act 2000, s.9C).
        """
        g = self.material.g
        links = g.links[g.links["type"].isin(("PART_OF", "REPLACES"))]
        pairs = {frozenset(pair) for pair in zip(links["from_id"], links["to_id"], strict=True)}
        bodies = g.bodies[g.bodies["id"].isin(g.asked_about)]
        councils = bodies.loc[bodies["name"].str.contains(_COUNCIL), "id"]
        executives = bodies.loc[bodies["kind"].isin(("cabinet", "executive")), "id"]
        return pairs | {frozenset(pair) for pair in itertools.product(councils, executives)}

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
            yield self.draft(
                "many bodies",
                tuple(dict.fromkeys(each["body_id"] for each in evidence)),
                str(row["person"]),
                frames.split_list(row["body_names"]),
                {"subject": who, "count": row["bodies"]},
                statements,
                self.cited(evidence, ""),
                qualifiers=qualifiers(row),
            )


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
