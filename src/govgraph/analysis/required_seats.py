"""Officers of other bodies whom a body must have as members by rule: evidenced or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from govgraph import frames
from govgraph.analysis import rules_of_bodies, structure_rows
from govgraph.analysis.structure_rows import (
    EVIDENCED,
    MISSING,
    NEAR_MISS,
    NOT_EVIDENCED,
    UNKNOWN,
    Finding,
    joined,
    key,
    office_of,
    place,
)
from govgraph.analysis.upward_wording import listed
from govgraph.analysis.who_sits import Row, WhoSits
from govgraph.governance import Governance
from govgraph.rules.composition import Feeding, Officers
from govgraph.sentences import counted

REQUIRED = "required seat"

_FEEDS: dict[Feeding, tuple[str, ...]] = {
    "feeds it": ("REPORTS_TO", "ACCOUNTABLE_TO", "PART_OF"),
    "reports to it": ("REPORTS_TO",),
    "is part of it": ("PART_OF",),
}
_ROLES = {"chair": "chair", "vice-chair": "vice_chair"}
_FEEDING = (
    "Bodies that feed it are taken to be those that report or are accountable to it or are part "
    "of it."
)


@dataclass(frozen=True)
class Required:
    """What is found, and for each rule a sentence on how much of it is evidenced."""

    findings: list[Finding]
    notes: list[str]


@dataclass(frozen=True)
class _Evidence:
    """A seat that shows an office to be there, and how."""

    seat_id: str
    title: str
    how: str
    basis: str
    source: str | None
    paragraph: str | None


def required(g: Governance, who: WhoSits) -> Required:
    """The officers of other bodies that composition rules require, each evidenced or not.

    An office of another body is evidenced by a member's seat that comes with it (``ex_officio``
    or by its title), or by a member who holds it. A seat that only names the other body is a
    **near miss**. It is **missing** only where the members are given completely and by name and
    the holder of the office, named, is none of them; **not evidenced** where the members are
    given completely but who holds the office is not recorded; else **unknown**.

    Returns:
        findings, and for each rule a sentence with the numbers.
    """
    ruled = rules_of_bodies.in_force(g, "composition")
    ruled = ruled[rules_of_bodies.understood(ruled)]
    is_on_officers = ruled["parsed"].map(lambda rule: isinstance(rule, Officers)).astype(bool)
    ruled = ruled[is_on_officers]
    findings: list[Finding] = []
    notes: list[str] = []
    if ruled.empty:
        return Required(findings, notes)
    feeding = _feeding(g)
    for row in frames.records(ruled):
        found = list(_of_rule(g, who, row, feeding))
        findings += found
        notes.append(_summary(who, row, found))
    return Required(findings, notes)


def _feeding(g: Governance) -> Mapping[str, pd.DataFrame]:
    """For each body the links that come up to it, with the names of the bodies they start at."""
    links = g.links
    links = links[links["type"].isin(_FEEDS["feeds it"]) & (links["from_type"] == "Body")]
    links = links[~(links["from_members"] | links["to_members"]).fillna(False).astype(bool)]
    bodies = g.bodies[["id", "name", "other_names"]]
    links = bodies.merge(links, left_on="id", right_on="from_id")
    return {str(end): rows for end, rows in links.groupby("to_id", sort=False)}


def _of_rule(
    g: Governance, who: WhoSits, row: dict[str, Any], feeding: Mapping[str, pd.DataFrame]
) -> Iterator[Finding]:
    rule: Officers = row["parsed"]
    if rule.feeding is not None:
        for other in _feeders(rule.feeding, feeding.get(row["body_id"])):
            yield from _of_body(who, row, other)
        return
    try:
        other_id = who.body_named(rule.body, row["body_id"])
    except LookupError as error:
        said = f"{row['body']}: {error.args[0]}, so whether the rule is met is unknown"
        detail = f"{said}: {rule.plain()}{place(row)}."
        yield _finding(row, rule.plain(), UNKNOWN, detail, {})
        return
    bodies = g.bodies
    for other in frames.records(bodies[bodies["id"] == other_id][["id", "name", "other_names"]]):
        yield from _of_body(who, row, other)


def _feeders(feeding: Feeding, links: pd.DataFrame | None) -> Iterator[dict[str, Any]]:
    """Each body that stands so to the rule's own, with the links that say it."""
    if links is None:
        return
    for _, own in links[links["type"].isin(_FEEDS[feeding])].groupby("id", sort=False):
        yield {
            **frames.records(own[["id", "name", "other_names"]])[0],
            "said": _link_words(own["type"].unique().tolist()),
            "basis": structure_rows.basis_of(own["basis"].tolist()),
            "source": joined(*own["source"]),
            "paragraph": joined(*own["paragraph"]),
        }


def _link_words(types: Sequence[str]) -> str:
    words = {
        "REPORTS_TO": "reports to it",
        "ACCOUNTABLE_TO": "is accountable to it",
        "PART_OF": "is part of it",
    }
    return listed([words[each] for each in types])


def _of_body(who: WhoSits, row: dict[str, Any], other: dict[str, Any]) -> Iterator[Finding]:
    """The findings on the officers of one other body."""
    rule: Officers = row["parsed"]
    evidence = {office: _evidence(who, row, other, office) for office in rule.offices}
    used = {found.seat_id for found in evidence.values() if found}
    offices: list[str] = list(rule.offices)
    if rule.either:  # one of them is enough
        shown = [office for office in rule.offices if evidence[office]]
        offices = [*shown[:1]] or [" or ".join(offices)]
    found_for: dict[str, _Evidence | None] = dict(evidence.items())
    for office in offices:
        near = _near(who.seats_of(row["body_id"]), other, used)
        made = _office(who, row, other, office, found_for.get(office), near)
        if near and made.state == NEAR_MISS:  # one seat fills one office
            used.add(near["seat_id"])
        yield made


def _evidence(
    who: WhoSits, row: dict[str, Any], other: dict[str, Any], office: str
) -> _Evidence | None:
    """The member's seat that shows the office of the other body to be there, if one does."""
    seats, members = who.seats_of(row["body_id"]), who.people_of(row["body_id"])
    titles = {seat["seat_id"]: seat["title"] for seat in seats}
    for tied in who.offices_at(other["id"]):
        if tied["seat_id"] in titles and office_of(tied["office"]) == office:
            title = titles[tied["seat_id"]]
            return _evidenced(tied, title, f"its seat {title} comes with that office")
    holders = {each["person_id"] for each in _holders(who, other["id"], [office])}
    for member in members:
        if member["person_id"] not in holders:
            continue
        how = f"{member['person']}, who holds that office, is a member as {member['title']}"
        return _evidenced(member, member["title"], how)
    for seat in seats:
        if _title_says(seat["title"], office, other):
            how = f"its seat is titled {seat['title']}"
            return _evidenced({**seat, "basis": "inferred"}, seat["title"], how)
    return None


def _holders(who: WhoSits, body_id: str, offices: Sequence[str]) -> list[Row]:
    """Who holds these offices of a body on the day."""
    roles = [_ROLES[office] for office in offices]
    return [each for each in who.people_of(body_id) if each["role"] in roles]


def _evidenced(row: dict[str, Any], title: str, how: str) -> _Evidence:
    cited = (structure_rows.known(row["source"]), structure_rows.known(row["paragraph"]))
    return _Evidence(row["seat_id"], title, how, row["basis"], *cited)


def _title_says(title: str, office: str, other: dict[str, Any]) -> bool:
    """Whether the title is the office followed or preceded by the body's name, and no more."""
    words = key(title)
    for name in _spellings(other):
        if name in words:
            rest = re.sub(r"[,:;()\-]|\b(?:of|the|for)\b", " ", words.replace(name, " ", 1))
            if office_of(" ".join(rest.split())) == office:
                return True
    return False


def _spellings(other: dict[str, Any]) -> list[str]:
    """The body's names, longest first; an abbreviation of one or two letters is none."""
    spelt = {key(each) for each in (other["name"], *frames.split_list(other["other_names"]))}
    return sorted((each for each in spelt if len(each) > 2), key=lambda each: (-len(each), each))


def _near(seats: Sequence[Row], other: dict[str, Any], used: set[str]) -> Row | None:
    """The first seat that names the other body or speaks for it, without its office."""
    spelt = _spellings(other)
    for seat in seats:
        speaks = other["id"] in frames.split_list(seat["organisation_ids"])
        named = any(_has_word(key(seat["title"]), name) for name in spelt)
        if seat["seat_id"] not in used and (speaks or named):
            return seat
    return None


def _has_word(words: str, name: str) -> bool:
    """Whether the name stands in the words, not as part of a longer word."""
    return name in words and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))


def _office(
    who: WhoSits,
    row: dict[str, Any],
    other: dict[str, Any],
    office: str,
    evidence: _Evidence | None,
    near: dict[str, Any] | None,
) -> Finding:
    """The finding on one office of one other body."""
    subject = f"{office} of {other['name']}"
    said = f"{row['body']} is to have the {subject} as a member{place(row)}"
    if evidence:
        where = place({"source": evidence.source, "paragraph": evidence.paragraph})
        detail = f"{said}: {evidence.how}{where}."
        return _finding(row, subject, EVIDENCED, detail, other, evidence)
    if near:
        offices = " or ".join(row["parsed"].offices)
        detail = (
            f"{said}: no seat is shown to be that. The seat {near['title']}{place(near)} is tied "
            f"to {other['name']}, but its holder is not said to be the {offices} there."
        )
        return _finding(row, subject, NEAR_MISS, detail, other)
    state, why = _why_not(who, row["body_id"], other, office.split(" or "))
    return _finding(row, subject, state, f"{said}: {why}.", other)


def _why_not(
    who: WhoSits, body_id: str, other: dict[str, Any], offices: Sequence[str]
) -> tuple[str, str]:
    """How far the record shows that an office that has no evidence is not there."""
    if not who.is_covered(body_id):
        return UNKNOWN, "the members are not given completely, so whether it has is unknown"
    holders = _holders(who, other["id"], offices)
    held = listed(sorted({each["person"] for each in holders}))
    if holders and who.all_named(body_id):
        cited = place(holders[0])
        return MISSING, (
            f"the members are given completely, and {held}, who holds that office{cited}, is none "
            "of them"
        )
    if holders:
        return NOT_EVIDENCED, (
            f"{held}, who holds that office, is not named among the members, but not every seat "
            "has a name"
        )
    roles = [_ROLES[office] for office in offices]
    has_office = any(seat["role"] in roles for seat in who.seats_of(other["id"]))
    if who.is_covered(other["id"]) and not has_office:
        return NOT_EVIDENCED, f"{other['name']}, whose members are given completely, has none"
    return NOT_EVIDENCED, (
        "the members are given completely and none of their seats is shown to be that; who holds "
        "the office is not recorded, so one of the members may"
    )


def _finding(
    row: dict[str, Any],
    subject: str,
    state: str,
    detail: str,
    other: dict[str, Any],
    evidence: _Evidence | None = None,
) -> Finding:
    feeding = row["parsed"].feeding
    assumption = ""
    if feeding:
        inferred = ", which is inferred" if other["basis"] == "inferred" else ""
        assumption = f"{other['name']} {other['said']}{place(other)}{inferred}."
        assumption += f" {_FEEDING}" if feeding == "feeds it" else ""
    seat = evidence or _Evidence("", "", "", "stated", None, None)
    return Finding(
        finding=REQUIRED,
        body=row["body"],
        body_id=row["body_id"],
        subject=subject,
        state=state,
        detail=detail,
        assumption=assumption or None,
        basis=structure_rows.basis_of([other.get("basis"), seat.basis]),
        source=joined(row["source"], other.get("source"), seat.source),
        paragraph=joined(row["paragraph"], other.get("paragraph"), seat.paragraph),
    )


def _summary(who: WhoSits, row: dict[str, Any], found: list[Finding]) -> str:
    """How many seats one rule requires and what is shown of them."""
    rule = f"The rule '{row['text']}' of {row['body']}{place(row)}"
    is_open = row["parsed"].feeding is not None and not who.is_covered(row["body_id"], "links")
    more = " Its links are not given completely: there may be more such bodies." if is_open else ""
    if not found:
        return f"{rule} requires no seat by what is recorded: no such body is.{more}"
    states = pd.Series([each.state for each in found]).value_counts(sort=False).to_dict()
    order = (EVIDENCED, NEAR_MISS, NOT_EVIDENCED, MISSING, UNKNOWN)
    said = [f"{states[state]} {state}" for state in order if state in states]
    return f"{rule} requires {counted(len(found), 'seat')}: {', '.join(said)}.{more}"
