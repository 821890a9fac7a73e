"""Two statements of one fact that disagree: both are shown, with their sources."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from govgraph import frames, model
from govgraph.analysis import rules_of_bodies, structure_rows
from govgraph.analysis.structure_rows import (
    CANDIDATE,
    FOUND,
    Finding,
    basis_of,
    joined,
    known,
    place,
)
from govgraph.analysis.upward_wording import listed, times_a_year
from govgraph.governance import Governance
from govgraph.rules import Rule
from govgraph.rules.composition import CoOption, Size
from govgraph.rules.frequency import AsDecided, Frequency
from govgraph.rules.review import ReviewEvery

CONTRADICTION = "contradiction"

_ONE_VALUE = ("quorum", "notice", "papers", "minutes")
"""Kinds of rule of which a body has one, as a rule; two may still be for different cases."""

_HOW_OFTEN = re.compile(r"\b(?:how often|how frequently|frequency)\b", re.IGNORECASE)

_LONG_WORD = re.compile(r"\w{5,}")

_STATED_ONCE = {
    "Body": ("kind", "status", "tier", "meetings_per_year", "apex", "statutory_basis"),
    "Seat": ("role", "voting"),
}
"""What several datasets may say of one thing, and cannot all be right about."""


def findings(g: Governance) -> Iterator[Finding]:
    """Statements of one fact that disagree on frequency, condition or number.

    Compared are the rules of one body on frequency, numbers of members, co-option and review;
    its rules on quorum, notice, papers and minutes; its frequency rule and
    ``meetings_per_year``; the statements of one link; a link's frequency and what leaves that
    frequency to somebody; a body said to have nothing above it and a step up from it; and what
    several datasets say of one body or seat. Several readings of one clause are no
    contradiction, nor are conditions that speak of the same in other words. Numbers that exclude
    each other are ``found``; wording that may yet stand together is a ``candidate``.
    """
    yield from _of_rules(g)
    yield from _of_meetings(g)
    yield from _of_links(g)
    yield from _of_reporting(g)
    yield from _of_tops(g)
    yield from _of_datasets(g)


# --- rules --------------------------------------------------------------------------------


def _of_rules(g: Governance) -> Iterator[Finding]:
    kinds = ("composition", "frequency", "review", *_ONE_VALUE)
    ruled = rules_of_bodies.in_force(g, *kinds)
    ruled = ruled[rules_of_bodies.understood(ruled)]
    ruled = ruled[ruled.duplicated(["body_id", "kind"], keep=False)]
    for (_, kind), rows in ruled.groupby(["body_id", "kind"], sort=False):
        for one, other in itertools.combinations(frames.records(rows), 2):
            if _are_readings(one, other):
                continue
            state = _disagree(str(kind), one["parsed"], other["parsed"])
            if state:
                yield _of_two_rules(one, other, state)


def _are_readings(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rows are readings of one clause, of which one only can be meant."""
    return bool(
        known(one["reading"]) and known(other["reading"]) and one["clause"] == other["clause"]
    )


def _disagree(kind: str, one: Rule, other: Rule) -> str | None:
    """``found`` where both cannot hold, ``candidate`` where they may not; else None."""
    match one, other:
        case Frequency(), Frequency():
            if _apart(_a_year(one), _a_year(other)):
                return CANDIDATE if one.about or other.about else FOUND
        case (Frequency(), AsDecided()) | (AsDecided(), Frequency()):
            return CANDIDATE
        case AsDecided(), AsDecided():
            return FOUND if one != other else None
        case Size(), Size():
            return _sizes_disagree(one, other)
        case CoOption(), CoOption():
            return FOUND if one.at_most != other.at_most and one.of == other.of else None
        case ReviewEvery(), ReviewEvery():
            return FOUND if one.interval != other.interval else None
        case _ if kind in _ONE_VALUE and one != other:
            return CANDIDATE
    return None


Range = tuple[Fraction | float | None, Fraction | float | None]


def _a_year(rule: Frequency) -> Range:
    return rule.least_per_year, rule.most_per_year


def _apart(one: Range, other: Range) -> bool:
    """Whether no number lies in both ranges; None is an open end."""
    return any(
        high is not None and low is not None and high < low
        for (_, high), (low, _) in ((one, other), (other, one))
    )


def _sizes_disagree(one: Size, other: Size) -> str | None:
    """Two limits on the same members: the same sort of limit twice, or a range that is empty."""
    if (one.group, one.kind, set(one.names)) != (other.group, other.kind, set(other.names)):
        return None
    first, second = one.number, other.number
    both_most = first.most is not None and second.most is not None and first.most != second.most
    both_least = (
        first.least is not None and second.least is not None and first.least != second.least
    )
    if both_most or both_least:
        return FOUND
    return FOUND if _apart((first.least, first.most), (second.least, second.most)) else None


def _of_two_rules(one: dict[str, Any], other: dict[str, Any], state: str) -> Finding:
    said = [f"'{row['text']}'{_clause(row)}{place(row)}" for row in (one, other)]
    whether = (
        "" if state == FOUND else " Whether both can stand, each for its own case, is to be judged."
    )
    detail = f"{one['body']} has two rules on {one['kind']}: {said[0]} and {said[1]}.{whether}"
    return _row(one["body"], one["body_id"], one["kind"], state, detail, [one, other])


def _clause(row: dict[str, Any]) -> str:
    return f", clause {row['clause']}" if known(row["clause"]) else ""


def _of_meetings(g: Governance) -> Iterator[Finding]:
    """A frequency rule against the number of meetings a year that is stated of its body."""
    ruled = rules_of_bodies.in_force(g, "frequency")
    bodies = {row["id"]: row for row in frames.records(g.bodies)}
    for row in frames.records(ruled):
        rule, body = row["parsed"], bodies[row["body_id"]]
        number = known(body["meetings_per_year"])
        if number is None or not isinstance(rule, Frequency) or known(row["reading"]):
            continue
        if not _apart(_a_year(rule), (number, number)):
            continue
        detail = (
            f"{row['body']} is stated to meet {times_a_year(number)}{place(body)}, and its rule "
            f"says '{row['text']}'{place(row)}."
        )
        state = CANDIDATE if rule.about else FOUND
        yield _row(row["body"], row["body_id"], "meetings a year", state, detail, [row, body])


# --- links --------------------------------------------------------------------------------


def _links(g: Governance) -> pd.DataFrame:
    """The statements of links that start or end at a body asked about."""
    links = g.links
    asked = links["from_id"].isin(g.asked_about) | links["to_id"].isin(g.asked_about)
    links = links[asked].reset_index(drop=True)
    words = links["type"].str.lower().str.replace("_", " ")
    start = links["from_name"].where(
        ~links["from_members"].fillna(False).astype(bool), "members of " + links["from_name"]
    )
    return links.assign(said=start + " " + words + " " + links["to_name"])


def _of_links(g: Governance) -> Iterator[Finding]:
    links = _links(g)
    same = ["from_id", "type", "to_id", "from_members", "to_members", "matter"]
    several = links[links.duplicated(same, keep=False)]
    rates = {row["id"]: known(row["meetings_per_year"]) for row in frames.records(g.bodies)}
    for _, rows in several.groupby(same, sort=False, dropna=False):
        statements = frames.records(rows)
        by_rate = _distinct(statements, "frequency_per_year")
        if len(by_rate) > 1 and len(meant := _rates_meant(by_rate, rates)) > 1:
            all_numbers = all(isinstance(rate, float) for rate in meant)
            yield _of_statements(by_rate, "frequency_per_year", FOUND if all_numbers else CANDIDATE)
        by_condition = _distinct(statements, "condition")
        if len(by_condition) > 1 and not _speak_of_the_same(by_condition):
            yield _of_statements(by_condition, "condition", CANDIDATE)


def _speak_of_the_same(statements: Sequence[dict[str, Any]]) -> bool:
    """Whether every two conditions have a word of some length in common: said in two ways."""
    said = [set(_LONG_WORD.findall(row["condition"].casefold())) for row in statements]
    return all(one & other for one, other in itertools.combinations(said, 2))


def _distinct(statements: Sequence[dict[str, Any]], column: str) -> list[dict[str, Any]]:
    """The first statement of each value that is not blank."""
    first: dict[str, dict[str, Any]] = {}
    for row in statements:
        if (value := known(row[column])) is not None:
            first.setdefault(structure_rows.key(str(value)), row)
    return list(first.values())


def _rates_meant(
    statements: list[dict[str, Any]], rates: dict[str, float | None]
) -> set[float | str]:
    """The frequencies stated, "every meeting" as a number; left out where that is not known."""
    meant: set[float | str] = set()
    for row in statements:
        said = str(row["frequency_per_year"])
        if structure_rows.key(said) != "every meeting":
            meant.add(_number(said))
        elif (rate := rates.get(row["from_id"])) is not None:
            meant.add(rate)
    return meant


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _of_statements(statements: list[dict[str, Any]], column: str, state: str) -> Finding:
    what = "how often" if column == "frequency_per_year" else "the condition"
    said = [f"{_in_words(row[column])}{place(row)}" for row in statements]
    whether = "" if state == FOUND else " Whether they disagree is to be judged."
    first = statements[0]
    matter = f" for {first['matter']}" if known(first["matter"]) else ""
    detail = (
        f"{first['said']}{matter}: {what} is stated as {listed(said, most=len(said))}.{whether}"
    )
    return _row(first["from_name"], first["from_id"], first["said"], state, detail, statements)


def _in_words(value: object) -> str:
    number = _number(str(value))
    return times_a_year(number) if isinstance(number, float) else number


def _of_reporting(g: Governance) -> Iterator[Finding]:
    """A number of reports a year beside a statement that leaves how often to somebody."""
    links = _links(g)
    links = links[links["type"].isin(("REPORTS_TO", "ACCOUNTABLE_TO"))]
    fixed = links[pd.to_numeric(links["frequency_per_year"], errors="coerce").notna()]
    if fixed.empty:
        return
    leaves_open = links["condition"].fillna("").str.contains(_HOW_OFTEN)
    leaves_open &= links["frequency_per_year"].isna()
    ruled = g.rules
    ruled = ruled[(ruled["kind"] == "reporting") & ruled["text"].str.contains(_HOW_OFTEN)]
    left_open = pd.concat([links.loc[leaves_open, "from_id"], ruled["body_id"]])
    fixed = fixed[fixed["from_id"].isin(left_open)]
    spelt = _spellings(g, fixed["to_id"] if len(ruled) else fixed["to_id"].iloc[:0])
    for (start, end), rows in fixed.groupby(["from_id", "to_id"], sort=False):
        stated = frames.records(rows.drop_duplicates("frequency_per_year"))
        same_pair = (links["from_id"] == start) & (links["to_id"] == end)
        by_links = frames.records(links[leaves_open & same_pair])
        own = ruled[ruled["body_id"] == start]
        by_rules = [
            row for row in frames.records(own) if _names(row["text"], spelt.get(str(end), []))
        ]
        if by_links or by_rules:
            yield _left_open(stated, by_links, by_rules)


def _spellings(g: Governance, ids: pd.Series[str]) -> dict[str, list[str]]:
    """The names of these bodies, as keys."""
    bodies = g.bodies
    return {
        row["id"]: [
            structure_rows.key(name)
            for name in (row["name"], *frames.split_list(row["other_names"]))
        ]
        for row in frames.records(bodies[bodies["id"].isin(ids)])
    }


def _names(text: str, spelt: list[str]) -> bool:
    words = structure_rows.key(text)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in spelt)


def _left_open(
    stated: list[dict[str, Any]], by_links: list[dict[str, Any]], by_rules: list[dict[str, Any]]
) -> Finding:
    fixed = [f"{_in_words(row['frequency_per_year'])}{place(row)}" for row in stated]
    # One sentence of a source may be recorded as a link and as a rule: it is said once.
    places = [(row["source"], row["paragraph"]) for row in by_links]
    by_rules = [row for row in by_rules if (row["source"], row["paragraph"]) not in places]
    others = [f"{row['condition']}{place(row)}" for row in by_links]
    others += [f"{row['text']}{place(row)}" for row in by_rules]
    first = stated[0]
    detail = (
        f"{first['said']}: stated as {listed(fixed, most=len(fixed))}, yet also: "
        f"{listed(others, most=len(others))}. Whether both can stand is to be judged."
    )
    cited = [*stated, *by_links, *({**row, "basis": "stated"} for row in by_rules)]
    return _row(first["from_name"], first["from_id"], first["said"], CANDIDATE, detail, cited)


def _of_tops(g: Governance) -> Iterator[Finding]:
    """A body that is said to have nothing above it, and yet has a step up: routes end there."""
    apexes = g.bodies[g.bodies["apex"].fillna(False).astype(bool)]
    apexes = apexes[apexes["id"].isin(g.asked_about)]
    tops = {row["id"]: row for row in frames.records(apexes)}
    links = _links(g)
    up = links[links["type"].isin(model.UPWARD_LINKS) & links["from_id"].isin(tops)]
    up = up[~up["from_members"].fillna(False).astype(bool)]
    for id_, rows in up.groupby("from_id", sort=False):
        top, steps = tops[str(id_)], frames.records(rows)
        said = [f"{row['said']}{place(row)}" for row in steps]
        detail = (
            f"{top['name']} is said to have nothing above it{place(top)}, and yet: "
            f"{listed(said, most=len(said))}. Every route that comes to it ends there. Whether "
            "both can stand is to be judged."
        )
        yield _row(top["name"], str(id_), "apex", CANDIDATE, detail, [top, *steps])


# --- several datasets ---------------------------------------------------------------------


def _of_datasets(g: Governance) -> Iterator[Finding]:
    """What several rows or datasets say differently of one body or seat."""
    for label, columns in _STATED_ONCE.items():
        table = g.bodies.assign(body_id=g.bodies["id"], body=g.bodies["name"])
        table = table.assign(title=table["name"]) if label == "Body" else g.seats
        table = table[table["statements"].notna() & table["body_id"].isin(g.asked_about)]
        for row in frames.records(table):
            statements = [
                {"dataset": dataset, "source": None, "paragraph": None, **stated}
                for dataset, stated in json.loads(row["statements"])
            ]
            for column in columns:
                distinct = _distinct([{column: None, **each} for each in statements], column)
                if len(distinct) > 1:
                    yield _of_one_thing(row, column, distinct)


def _of_one_thing(row: dict[str, Any], column: str, distinct: list[dict[str, Any]]) -> Finding:
    said = [
        f"'{_plain(each[column])}' by the dataset {each['dataset']}{place(each)}"
        for each in distinct
    ]
    what = column.replace("_", " ")
    on = "" if row["title"] == row["body"] else f" on {row['body']}"
    detail = f"{row['title']}{on}: {what} is stated as {listed(said, most=len(said))}."
    cited = [{"basis": "stated", **each} for each in distinct]
    subject = f"{what} of {row['title']}"
    return _row(row["body"], row["body_id"], subject, FOUND, detail, cited)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _row(
    body: str,
    body_id: str,
    subject: str,
    state: str,
    detail: str,
    cited: Sequence[dict[str, Any]],
) -> Finding:
    return Finding(
        finding=CONTRADICTION,
        body=body,
        body_id=body_id,
        subject=subject,
        state=state,
        detail=detail,
        basis=basis_of([each.get("basis") for each in cited]),
        source=joined(*(each["source"] for each in cited)),
        paragraph=joined(*(each["paragraph"] for each in cited)),
    )
