"""Provisions that terms of reference lack against a template, which is itself data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from govgraph import frames, model
from govgraph.analysis import structure_rows
from govgraph.analysis.structure_rows import (
    CANDIDATE,
    MISSING,
    OPTIONAL,
    UNKNOWN,
    Finding,
)
from govgraph.analysis.upward_wording import listed
from govgraph.dataset.templates import EVIDENCE, Heading, Template
from govgraph.governance import Governance
from govgraph.sentences import counted

PROVISION = "provision missing"

_COVERED = ("rules", "remits", "links", "members")


def findings(g: Governance, template: Template) -> Iterator[Finding]:
    """The headings of the template that nothing recorded of a body answers.

    A provision counts as present however it is worded, whether or not the rule language
    understands it. Looked at are the bodies asked about whose rules the sources give
    completely. A heading is ``missing`` where they also give completely whatever else would
    answer it, and ``unknown`` where not. A heading that is only looked for by words is a
    ``candidate``: the provision may be there in other words.
    """
    bodies = g.bodies[g.bodies["id"].isin(g.asked_about)].reset_index(drop=True)
    covered = {code: _ids(bodies, g.covers(bodies["id"], code)) for code in _COVERED}
    bodies = bodies[bodies["id"].isin(covered["rules"])]
    holders = _holders(g)
    texts = g.rules[["body_id", "text"]]
    answering = [
        set().union(*(holders.get(word, set()) for word in heading.answered_by))
        | _mentioning(texts, heading.mentions)
        for heading in template.headings
    ]
    for body in frames.records(bodies):
        for heading, answered in zip(template.headings, answering, strict=True):
            if body["id"] not in answered:
                open_ = [code for code in sorted(heading.needs) if body["id"] not in covered[code]]
                yield _lacking(body, heading, template, open_)


def notes(g: Governance) -> list[str]:
    """What a reader has to know of the provisions that are not missing."""
    ids = g.asked_about.to_series()
    silent = int((~g.covers(ids, "rules")).sum())
    meaning = (
        "A provision counts as present where anything of its kind is recorded; whether that says "
        "enough is for you to judge."
    )
    if not silent:
        return [meaning]
    return [
        meaning,
        f"The rules are not given completely for {silent} of {counted(len(ids), 'body', 'bodies')}"
        ": which provisions those lack is unknown.",
    ]


def _ids(bodies: pd.DataFrame, where: pd.Series[bool]) -> set[str]:
    return set(bodies.loc[where.to_numpy(), "id"])


def _holders(g: Governance) -> dict[str, set[str]]:
    """For each kind of rule and each sort of evidence the bodies that have it."""
    rules, remits, links = g.rules, g.remits, g.links
    seats = structure_rows.seats(g)
    members = seats[seats["role"].isin(model.MEMBER_ROLES)]
    speaks = members["organisation_ids"].notna() | members["sector"].notna()
    bodies = g.bodies
    by_kind = {str(kind): set(rows) for kind, rows in rules.groupby("kind")["body_id"]}
    up = links[links["type"].isin(model.UPWARD_LINKS) & ~links["from_members"].eq(True)]
    return by_kind | {
        "remits": set(remits["body_id"]),
        "powers": set(remits.loc[remits["power"].notna(), "body_id"]),
        "members": set(members["body_id"]),
        "representation": set(members.loc[speaks, "body_id"]),
        "chair": set(seats.loc[seats["role"] == "chair", "body_id"]),
        "secretariat": set(seats.loc[seats["role"] == "secretariat", "body_id"]),
        "links": set(links["from_id"]) | set(links["to_id"]),
        # Nothing is above an apex, which says whom it reports to: nobody.
        "reporting line": set(up["from_id"]) | set(bodies.loc[bodies["apex"].eq(True), "id"]),
        "escalation": set(links.loc[links["type"] == "ESCALATES_TO", "from_id"]),
        "delegation": set(links.loc[links["type"] == "DELEGATES_TO", "to_id"]),
        "established by": set(links.loc[links["type"] == "ESTABLISHED_BY", "from_id"]),
        "statutory basis": set(bodies.loc[bodies["statutory_basis"].notna(), "id"]),
        "meetings per year": set(bodies.loc[bodies["meetings_per_year"].notna(), "id"]),
    }


def _mentioning(texts: pd.DataFrame, mentions: tuple[str, ...]) -> set[str]:
    """The bodies one of whose provisions has words that begin so."""
    if not mentions:
        return set()
    pattern = "|".join(rf"\b{re.escape(words)}" for words in mentions)
    return set(texts.loc[texts["text"].str.contains(pattern, case=False, regex=True), "body_id"])


def _lacking(
    body: dict[str, Any], heading: Heading, template: Template, open_: list[str]
) -> Finding:
    looked_for = [_in_words(word) for word in heading.answered_by]
    if heading.mentions:
        words = listed([f"'{each}'" for each in heading.mentions], most=len(heading.mentions))
        looked_for.append(f"a provision with the words {words}")
    what = f"{body['name']}: nothing recorded answers '{heading.heading}'"
    asks = f" ({heading.question})" if heading.question else ""
    detail = f"{what}{asks}. Looked for: {listed(looked_for, most=len(looked_for))}."
    if open_:
        state = UNKNOWN
        detail += f" Its {listed(open_)} are not given completely, so it may be there."
    elif not heading.required:
        state = OPTIONAL
    elif not heading.answered_by:
        state = CANDIDATE
        detail += " It may be there in other words."
    else:
        state = MISSING
    asked = ", ".join(filter(None, [heading.source, heading.paragraph]))
    return Finding(
        finding=PROVISION,
        body=body["name"],
        body_id=body["id"],
        subject=heading.heading,
        state=state,
        detail=detail,
        assumption=f"The template '{template.id}' asks for it{f' ({asked})' if asked else ''}.",
        source=structure_rows.known(body["source"]),
        paragraph=structure_rows.known(body["paragraph"]),
    )


def _in_words(word: str) -> str:
    if word in EVIDENCE:
        return EVIDENCE[word][1]
    article = "an" if word[0] in "aeio" else "a"
    return f"{article} {word.replace('_', '-')} rule"
