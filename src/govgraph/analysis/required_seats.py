"""Seats that must exist by rule: officers of other bodies, and members shared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from govgraph import frames, names
from govgraph.analysis import structure_rows
from govgraph.analysis.structure_rows import (
    EVIDENCED,
    FOUND,
    MISSING,
    NEAR_MISS,
    NOT_EVIDENCED,
    UNKNOWN,
    Finding,
    counted,
    joined,
    office_of,
    place,
)
from govgraph.analysis.upward_wording import listed
from govgraph.governance import Governance
from govgraph.rules.composition import Feeding, Officers, SharedMembers

REQUIRED = "required seat"
SHARED = "shared members"

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
class _Rule:
    """A rule on officers with what is known of its own body."""

    row: dict[Any, Any]
    seats: pd.DataFrame
    members: pd.DataFrame
    is_covered: bool

    @property
    def all_named(self) -> bool:
        return bool(self.seats["named"].all())


@dataclass(frozen=True)
class _Evidence:
    """A seat that shows an office to be there, and how."""

    seat_id: str
    title: str
    how: str
    basis: str
    source: str | None
    paragraph: str | None


def required(g: Governance) -> Required:
    """The seats that composition rules require, each evidenced or not.

    An office of another body is evidenced by a member's seat that comes with it (``ex_officio``
    or by its title), or by a member who holds it. A seat that only names the other body is a
    **near miss**. It is **missing** only where the members are given completely and by name and
    the holder of the office, named, is none of them; **not evidenced** where the members are
    given completely but who holds the office is not recorded; else **unknown**.

    Returns:
        findings, and for each rule on officers a sentence with the numbers.
    """
    ruled = structure_rows.parsed_rules(g, "composition")
    ruled = ruled[ruled["understood"]]
    seats, people = structure_rows.member_seats(g), structure_rows.sitting(g)
    findings: list[Finding] = []
    notes: list[str] = []
    for row in frames.records(ruled):
        rule = _Rule(
            row,
            seats[seats["body_id"] == row["body_id"]],
            people[people["body_id"] == row["body_id"]],
            bool(g.covers(pd.Series([row["body_id"]]), "members").iloc[0]),
        )
        match row["parsed"]:
            case Officers():
                found = list(_officers(g, rule, people))
                findings += found
                notes += _summary(g, rule, found)
            case SharedMembers():
                findings.append(_shared(g, rule, people))
    return Required(findings, notes)


# --- officers -----------------------------------------------------------------------------


def _officers(g: Governance, rule: _Rule, people: pd.DataFrame) -> Iterator[Finding]:
    parsed: Officers = rule.row["parsed"]
    for other in frames.records(_bodies_of(g, rule)):
        if other["id"] is None:
            yield _unknown_body(rule, parsed.body, other["name"])
            continue
        evidence: dict[str, _Evidence | None] = {
            office: _evidence(g, rule, people, other, office) for office in parsed.offices
        }
        used = {found.seat_id for found in evidence.values() if found}
        offices: list[str] = list(parsed.offices)
        if parsed.either:  # one of them is enough
            shown = [office for office in offices if evidence[office]]
            offices = shown[:1] or [" or ".join(offices)]
        for office in offices:
            made = _office(g, rule, people, other, office, evidence.get(office), used)
            if made.state == NEAR_MISS:  # one seat fills one office
                used |= set(_near(rule, other, used)["seat_id"])
            yield made


def _bodies_of(g: Governance, rule: _Rule) -> pd.DataFrame:
    """The bodies whose officers are required: ``id, name, other_names`` and the link's citation."""
    parsed: Officers = rule.row["parsed"]
    bodies = g.bodies[["id", "name", "other_names"]]
    if parsed.feeding is None:
        found = _named_body(g, parsed.body, rule.row["body_id"])
        if isinstance(found, str):
            return bodies[bodies["id"] == found].assign(said="", basis="stated", source=None)
        return pd.DataFrame([{"id": None, "name": found[0]}])
    links = g.links
    links = links[links["type"].isin(_FEEDS[parsed.feeding])]
    links = links[(links["to_id"] == rule.row["body_id"]) & (links["from_type"] == "Body")]
    links = links[~(links["from_members"] | links["to_members"]).fillna(False).astype(bool)]
    linked = links.groupby("from_id", sort=False).agg(
        said=("type", lambda types: _link_words(types.unique().tolist())),
        basis=("basis", lambda cells: structure_rows.basis_of(cells.tolist())),
        source=("source", lambda cells: joined(*cells.dropna())),
        paragraph=("paragraph", lambda cells: joined(*cells.dropna())),
    )
    return bodies.merge(linked, left_on="id", right_index=True)


def _link_words(types: Sequence[str]) -> str:
    words = {
        "REPORTS_TO": "reports to it",
        "ACCOUNTABLE_TO": "is accountable to it",
        "PART_OF": "is part of it",
    }
    return listed([words[each] for each in types])


def _named_body(g: Governance, name: str, own: str) -> str | tuple[str]:
    """The id of the body that a rule names; else, in a tuple, why it is not known.

    Where several fit, those of an area of the rule's own body come first.
    """
    fits = g.directory.matches(name)
    if len(fits) > 1:
        area = g.tables["Body"].set_index("id")["areas"]
        here = set(frames.split_list(area.get(own)))
        near = fits[[not here.isdisjoint(frames.split_list(area.get(id_))) for id_ in fits["id"]]]
        fits = near if len(near) else fits
    if fits.empty:
        return (f"no body called {name} is recorded",)
    if len(fits) > 1:
        return (f"the name {name} fits {len(fits)} bodies",)
    return str(fits["id"].iloc[0])


def _unknown_body(rule: _Rule, name: str, why: str) -> Finding:
    return _finding(
        rule,
        REQUIRED,
        f"{rule.row['parsed'].plain()}",
        UNKNOWN,
        f"{rule.row['body']}: {why}, so whether the rule on {name} is met is unknown"
        f"{place(rule.row)}.",
    )


def _evidence(
    g: Governance, rule: _Rule, people: pd.DataFrame, other: dict[str, Any], office: str
) -> _Evidence | None:
    """The member's seat that shows the office of the other body to be there, if one does."""
    tied = structure_rows.tied_offices(g)
    tied = tied[(tied["place_id"] == other["id"]) & tied["seat_id"].isin(rule.seats["seat_id"])]
    title = rule.seats.set_index("seat_id")["title"]
    for row in frames.records(tied):
        if office_of(row["office"]) == office:
            how = f"its seat {title[row['seat_id']]} comes with that office"
            return _evidenced(row, title[row["seat_id"]], how)
    holders = people[(people["body_id"] == other["id"]) & (people["role"] == _ROLES[office])]
    also = rule.members[rule.members["person_id"].isin(holders["person_id"])]
    for row in frames.records(also):
        how = f"{row['person']}, who holds that office, is a member as {row['title']}"
        return _evidenced(row, row["title"], how)
    for row in frames.records(rule.seats):
        if _title_says(row["title"], office, other):
            how = f"its seat is titled {row['title']}"
            return _evidenced({**row, "basis": "inferred"}, row["title"], how)
    return None


def _evidenced(row: dict[str, Any], title: str, how: str) -> _Evidence:
    cited = (structure_rows.known(row["source"]), structure_rows.known(row["paragraph"]))
    return _Evidence(row["seat_id"], title, how, row["basis"], *cited)


def _title_says(title: str, office: str, other: dict[str, Any]) -> bool:
    """Whether the title is the office followed or preceded by the body's name, and no more."""
    key = names.key(title)
    for name in _spellings(other):
        if name in key:
            rest = key.replace(name, " ", 1)
            rest = re.sub(r"[,:;()\-]|\b(?:of|the|for)\b", " ", rest)
            if office_of(" ".join(rest.split())) == office:
                return True
    return False


def _spellings(other: dict[str, Any]) -> list[str]:
    """The body's names, longest first; an abbreviation of one or two letters is none."""
    spelt = [other["name"], *frames.split_list(other["other_names"])]
    keyed = {names.key(each) for each in spelt}
    return sorted((each for each in keyed if len(each) > 2), key=lambda each: (-len(each), each))


def _near(rule: _Rule, other: dict[str, Any], used: set[str]) -> pd.DataFrame:
    """Seats that name the other body or speak for it, without its office."""
    free = rule.seats[~rule.seats["seat_id"].isin(used)]
    patterns = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in _spellings(other)]
    named = names.keys(free["title"]).str.contains("|".join(patterns), regex=True)
    speaks = free["organisation_ids"].map(lambda cell: other["id"] in frames.split_list(cell))
    return free[named.fillna(False).astype(bool) | speaks.astype(bool)].head(1)


def _office(
    g: Governance,
    rule: _Rule,
    people: pd.DataFrame,
    other: dict[str, Any],
    office: str,
    evidence: _Evidence | None,
    used: set[str],
) -> Finding:
    """The finding on one office of one other body."""
    said = (
        f"{rule.row['body']} is to have the {office} of {other['name']} as a member"
        f"{place(rule.row)}"
    )
    subject = f"{office} of {other['name']}"
    if evidence:
        where = place({"source": evidence.source, "paragraph": evidence.paragraph})
        detail = f"{said}: {evidence.how}{where}."
        return _finding(rule, REQUIRED, subject, EVIDENCED, detail, other, evidence)
    near = _near(rule, other, used)
    if len(near):
        seat = frames.records(near)[0]
        offices = " or ".join(rule.row["parsed"].offices)
        detail = (
            f"{said}: no seat is shown to be that. The seat {seat['title']}{place(seat)} is tied "
            f"to {other['name']}, but its holder is not said to be the {offices} there."
        )
        return _finding(rule, REQUIRED, subject, NEAR_MISS, detail, other)
    state, why = _why_not(g, rule, people, other, office)
    return _finding(rule, REQUIRED, subject, state, f"{said}: {why}.", other)


def _why_not(
    g: Governance, rule: _Rule, people: pd.DataFrame, other: dict[str, Any], office: str
) -> tuple[str, str]:
    """How far the record shows that an office that has no evidence is not there."""
    if not rule.is_covered:
        return UNKNOWN, "the members are not given completely, so whether it has is unknown"
    roles = [_ROLES[each] for each in office.split(" or ")]
    holders = people[(people["body_id"] == other["id"]) & people["role"].isin(roles)]
    whose = "the members are given completely"
    if len(holders) and rule.all_named:
        held = listed(sorted(set(holders["person"])))
        cited = place(frames.records(holders)[0])
        return MISSING, f"{whose}, and {held}, who holds that office{cited}, is none of them"
    if len(holders):
        held = listed(sorted(set(holders["person"])))
        return NOT_EVIDENCED, (
            f"{whose} and {held}, who holds that office, is not named among them, but not every "
            "seat has a name"
        )
    others = g.seats
    others = others[(others["body_id"] == other["id"]) & others["role"].isin(roles)]
    if g.covers(pd.Series([other["id"]]), "members").iloc[0] and others.empty:
        return NOT_EVIDENCED, f"{other['name']}, whose seats are given completely, has none"
    return NOT_EVIDENCED, (
        f"{whose} and none of their seats is shown to be that; who holds the office is not "
        "recorded, so one of the members may"
    )


def _finding(
    rule: _Rule,
    finding: str,
    subject: str,
    state: str,
    detail: str,
    other: dict[str, Any] | None = None,
    evidence: _Evidence | None = None,
    **numbers: Any,
) -> Finding:
    other = other or {}
    feeding = getattr(rule.row["parsed"], "feeding", None)
    assumption = ""
    if feeding and other.get("said"):
        inferred = ", which is inferred" if other["basis"] == "inferred" else ""
        assumption = f"{other['name']} {other['said']}{place(other)}{inferred}."
        assumption += f" {_FEEDING}" if feeding == "feeds it" else ""
    seat = evidence or _Evidence("", "", "", "stated", None, None)
    return Finding(
        finding=finding,
        body=rule.row["body"],
        body_id=rule.row["body_id"],
        subject=subject,
        state=state,
        detail=detail,
        assumption=assumption or None,
        basis=structure_rows.basis_of([other.get("basis"), seat.basis]),
        source=joined(rule.row["source"], other.get("source"), seat.source),
        paragraph=joined(rule.row["paragraph"], other.get("paragraph"), seat.paragraph),
        **numbers,
    )


def _summary(g: Governance, rule: _Rule, found: list[Finding]) -> list[str]:
    """How many seats one rule requires and what is shown of them."""
    if not found:
        return [
            f"The rule '{rule.row['text']}' of {rule.row['body']}{place(rule.row)} requires no "
            f"seat by what is recorded: no such body is.{_open_links(g, rule)}"
        ]
    states = pd.Series([each.state for each in found]).value_counts(sort=False).to_dict()
    order = (EVIDENCED, NEAR_MISS, NOT_EVIDENCED, MISSING, UNKNOWN)
    said = [f"{states[state]} {state}" for state in order if state in states]
    return [
        f"The rule '{rule.row['text']}' of {rule.row['body']}{place(rule.row)} requires "
        f"{counted(len(found), 'seat')}: {', '.join(said)}.{_open_links(g, rule)}"
    ]


def _open_links(g: Governance, rule: _Rule) -> str:
    """That more bodies may stand so to it, where its links are not given completely."""
    is_open = not g.covers(pd.Series([rule.row["body_id"]]), "links").iloc[0]
    if rule.row["parsed"].feeding is None or not is_open:
        return ""
    return " Its links are not given completely: there may be more such bodies."


# --- shared members -----------------------------------------------------------------------


def _shared(g: Governance, rule: _Rule, people: pd.DataFrame) -> Finding:
    """Who of the body also sits on the other one, against how many have to."""
    parsed: SharedMembers = rule.row["parsed"]
    other_id = _named_body(g, parsed.body, rule.row["body_id"])
    subject = parsed.plain()
    if not isinstance(other_id, str):
        detail = f"{rule.row['body']}: {other_id[0]}, so whether {subject} is unknown."
        return _finding(rule, SHARED, subject, UNKNOWN, detail)
    other = str(g.name_of(pd.Series([other_id], dtype="str")).iloc[0])
    shown = _who_is_on_both(g, rule, people, other_id)
    low, least, most = len(shown), parsed.number.least or 0, parsed.number.most
    numbers: dict[str, Any] = {"count_low": low, "limit": least or most}
    who = f": {listed(sorted(shown['who']))}" if low else ""
    said = f"{rule.row['body']} and {other}: {counted(low, 'member')} shown to sit on both{who}"
    rule_said = f"the rule is: {subject}{place(rule.row)}"
    complete, why = _is_complete(g, rule, other_id, other)
    if most is not None and low > most and not parsed.number.bare:
        state = FOUND
    elif low >= least and (complete or most is None or parsed.number.bare):
        state = EVIDENCED
    elif complete:
        state = MISSING
    else:
        state, rule_said = UNKNOWN, f"{why}; {rule_said}"
    basis = structure_rows.basis_of(shown["basis"].tolist())
    cited = {"source": joined(*shown["source"]), "paragraph": joined(*shown["paragraph"])}
    return _finding(
        rule, SHARED, subject, state, f"{said}; {rule_said}.", {**cited, "basis": basis}, **numbers
    )


def _who_is_on_both(
    g: Governance, rule: _Rule, people: pd.DataFrame, other_id: str
) -> pd.DataFrame:
    """Members who sit on the other body too: in person, or by a seat that comes with its office."""
    columns = ["who", "basis", "source", "paragraph"]
    others = people[people["body_id"] == other_id]
    both = rule.members[rule.members["person_id"].isin(others["person_id"])]
    both = both.drop_duplicates("person_id")
    tied = structure_rows.tied_offices(g)
    is_office = tied["office"].map(lambda office: office_of(office) or office == "member")
    tied = tied[(tied["place_id"] == other_id) & is_office.astype(bool)]
    by_office = rule.seats[~rule.seats["seat_id"].isin(both["seat_id"])]
    by_office = by_office[by_office["seat_id"].isin(tied["seat_id"])]
    parts = [both.assign(who=both["person"]), by_office.assign(who=by_office["title"])]
    return pd.concat([part[columns] for part in parts], ignore_index=True)


def _is_complete(g: Governance, rule: _Rule, other_id: str, other: str) -> tuple[bool, str]:
    """Whether everybody on both bodies is known, by name; else why not."""
    if not g.covers(pd.Series([other_id]), "members").iloc[0]:
        return False, f"the members of {other} are not given completely, so more may be unrecorded"
    if not rule.is_covered:
        return False, "its own members are not given completely, so more may be unrecorded"
    others = structure_rows.unnamed_members(g, other_id)
    if others or not rule.all_named:
        return False, "not every seat has a name, so more may sit on both"
    return True, ""
