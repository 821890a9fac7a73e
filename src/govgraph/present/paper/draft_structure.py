"""Findings on how bodies are made up as a paper puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govgraph.analysis.escalation_findings import SELF_ESCALATION
from govgraph.analysis.structure_rows import FAULTS
from govgraph.present.paper.citations import in_words
from govgraph.present.paper.drafting import Draft, Drafter, in_plain_words, qualifiers, the
from govgraph.present.tables import Row, records, words
from govgraph.sentences import capitalised, counted

_MONTH = re.compile(r"\b(is of|as an interim since) (\d{4}-\d{2})(?![\d-])")
"""A month in a sentence of the analyses; elsewhere 2010-11 may be a year of accounts."""
_RULED = {"review overdue": "review"}
"""Findings about a rule, and its kind: they are called by what it says in plain words."""


class Structure(Drafter):
    """Writes what was found on seats, terms, rules and provisions."""

    def drafts(self) -> Iterator[Draft]:
        """What is alike of one body is one finding."""
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
        return self.draft(
            kind,
            (row["body_id"],),
            _about(row),
            [str(row["body"])],
            {"subject": _with_article(row["subject"])},
            [said.strip()],
            self.cite(row),
            qualifiers=qualifiers(row),
            question=capitalised(asked),
        )

    def _provisions(self, rows: list[Row]) -> Draft:
        first = rows[0]
        wanted = [f"{row['subject']}{_what_is_asked(row)}" for row in rows]
        return self.draft(
            "provision missing",
            (first["body_id"],),
            str(first["body"]),
            [first["body"]],
            {},
            [
                f"Nothing recorded of {first['body']} answers {counted(len(rows), 'heading')} of "
                f"the list that terms of reference are held against: {'; '.join(wanted)}.",
            ],
            # Of what is not there no paragraph speaks: the whole was looked through.
            f"{self.sources.place(first['source'])}, read as a whole",
            qualifiers=qualifiers({**first, "assumption": None}),
        )

    def _vacancies(self, rows: list[Row]) -> Draft:
        first = rows[0]
        seats = "; ".join(f"{row['subject']} ({self.cite(row)}{self._noted(row)})" for row in rows)
        return self.draft(
            "vacancy",
            (first["body_id"],),
            f"{first['body']}: {counted(len(rows), 'seat')}",
            [first["body"]],
            {},
            [f"These seats are recorded as vacant: {seats}."],
            self.cited(rows, ""),
            qualifiers=qualifiers({**first, "assumption": None}),
            question=(
                f"Have these seats on {the(first['body'])} been filled since, and if not, are they "
                "still needed?"
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
        return self.draft(
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
            self.cited(rows, ""),
            qualifiers=qualifiers({**first, "assumption": None}),
            question=(
                f"Do the holders of these offices sit on {the(first['body'])} as its rule "
                "asks, and if not, is the rule still wanted?"
            ),
        )


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
