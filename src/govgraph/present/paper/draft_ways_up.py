"""Findings on the ways up as a paper puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from govgraph import frames
from govgraph.analysis.escalation_findings import NO_DISPUTE_ROUTE
from govgraph.present.findings import NO_STEP_UP
from govgraph.present.paper.drafting import MOST_PARTS, Draft, Drafter, qualifiers, the
from govgraph.present.tables import Row, records
from govgraph.sentences import counted, listed

_LINK_WORDS = re.compile(r"\b(reports|escalates|is accountable|is part of)\b")
_IN_WORDS = {
    " > ": " \u2192 ",
    "(missing hop)": "(what lies above is unknown)",
    "(apex)": "(the top)",
    "(dead end)": "(no way up from there)",
}


class WaysUp(Drafter):
    """Writes what was found on the ways up."""

    def drafts(self) -> Iterator[Draft]:
        """All but what lies above a body and is not known, which has a part of its own."""
        faults = self.material.shown.faults_on_the_way
        for row in records(faults[faults["finding"] != NO_STEP_UP]):
            matter = f", on {row['matter']}" if row["matter"] else ""
            other = [the(name) for name in frames.split_list(row["other"])]
            said, facts = self._facts_apart(_without_jargon(row["detail"]))
            yield self.draft(
                row["finding"],
                (row["body_id"],),
                f"{row['body']}{matter}",
                [row["body"]],
                {"other": listed(other), "subject": listed(other)},
                [said],
                self.cite(row),
                wording=facts,
                qualifiers=[*qualifiers(row), self._decided_by_vote(row)],
            )

    def _decided_by_vote(self, row: Row) -> str:
        """That a rule on decisions may settle what members disagree on, where there is one."""
        ruled = self.material.g.rules
        ruled = ruled[(ruled["body_id"] == row["body_id"]) & (ruled["kind"] == "decision")]
        if row["finding"] != NO_DISPUTE_ROUTE or ruled.empty:
            return ""
        places = self.sources.places(zip(ruled["source"], ruled["paragraph"], strict=True))
        return f"How it decides is ruled ({places}): that may settle some of what it disagrees on."

    def _facts_apart(self, detail: str) -> tuple[str, list[str]]:
        """The first sentence of a finding on the ways up, and the links that it rests on."""
        if any(name in detail for name in self._names_with_stops):
            return detail, []
        is_cited = "). " in detail.split("; ")[0]
        said, end, facts = detail.partition("). " if is_cited else ". ")
        if not facts or not _LINK_WORDS.search(facts):
            return detail, []
        links = facts.removesuffix(".").split("; ")
        more = len(links) - MOST_PARTS
        rest = [f"and {counted(more, 'more link')}"] if more > 0 else []
        return f"{said}{end.rstrip()}", [*links[:MOST_PARTS], *rest]

    @cached_property
    def _names_with_stops(self) -> list[str]:
        """Names such as St. Mary's Board, of which a sentence cannot be told from its end."""
        labels = ("Body", "Organisation", "Person")
        names = (name for label in labels for name in self.material.g.tables[label]["name"])
        return [name for name in names if ". " in name or "; " in name]


def _without_jargon(detail: str) -> str:
    for word, said in _IN_WORDS.items():
        detail = detail.replace(word, said)
    return detail
