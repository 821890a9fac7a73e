"""How many members a body has against how many its terms allow or ask for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from govgraph import frames, model, names
from govgraph.analysis import rules_of_bodies, structure_rows
from govgraph.analysis.structure_rows import (
    CANDIDATE,
    FOUND,
    STATED,
    UNKNOWN,
    Finding,
    joined,
    place,
)
from govgraph.governance import Governance
from govgraph.rules.composition import CoOption, EachOf, FromAnyOne, Number, Size
from govgraph.rules.language import fraction_text, percentage_text
from govgraph.sentences import counted

OVER_CAP = "over the cap"
BELOW_MINIMUM = "below the minimum"
TOO_MANY_CO_OPTED = "too many co-opted"
HEADROOM = "headroom"
ABOVE_MINIMUM = "above the minimum"
CO_OPTION = "co-option headroom"
KINDS = (OVER_CAP, TOO_MANY_CO_OPTED, BELOW_MINIMUM, HEADROOM, CO_OPTION, ABOVE_MINIMUM)

_BARE = "The terms give a number; whether more members are allowed is not said."
_NOT_COVERED = "The members are not given completely: there may be more."
_SEVERAL_VOICES = "A seat that speaks for several organisations counts for each."


@dataclass(frozen=True)
class _Count:
    """How many seats fit: ``high`` is None where there may be any number more."""

    low: int
    high: int | None
    seats: pd.DataFrame
    silent: int = 0
    """Seats of which the record does not say whether they fit."""

    @property
    def in_words(self) -> str:
        """How many seats, and how many of them nobody is known to hold."""
        return _seats_in_words(self.seats)


def _seats_in_words(seats: pd.DataFrame, noun: str = "such seat") -> str:
    """How many seats, and how many of them are vacant or have no name.

    >>> _seats_in_words(pd.DataFrame({"named": [True, False], "vacant": [False, True]}))
    '2 such seats are recorded (1 of them vacant)'
    """
    vacant = int(seats["vacant"].sum())
    unnamed = int((~seats["named"] & ~seats["vacant"]).sum())
    parts = [f"{vacant} of them vacant"] if vacant else []
    parts += [f"{unnamed}{'' if parts else ' of them'} without a name"] if unnamed else []
    of_these = f" ({', '.join(parts)})" if parts else ""
    return f"{counted(len(seats), noun)} {'is' if len(seats) == 1 else 'are'} recorded{of_these}"


def findings(g: Governance) -> Iterator[Finding]:
    """What the rules on numbers of members come to.

    Members are the seats with a member's role that exist on the day, vacant and unnamed ones
    among them; advisers, observers and the secretariat are none. Where the members of a body
    are not given completely the count is a lower bound: then only that a cap is exceeded can
    be certain. What a rule leaves room for is a row too, stated and no fault.
    """
    ruled = rules_of_bodies.in_force(g, "composition")
    ruled = ruled[rules_of_bodies.understood(ruled)]
    every = structure_rows.seats(g)
    is_member = every["role"].isin(model.MEMBER_ROLES)
    seats = every[is_member]
    others = every.loc[~is_member, "body_id"].value_counts()
    by_body = dict(iter(seats.groupby("body_id", sort=False)))
    covered = g.covers(ruled["body_id"], "members")
    for row, is_covered in zip(ruled.to_dict("records"), covered, strict=True):
        own = by_body.get(row["body_id"], seats.iloc[:0])
        row["others"] = int(others.get(row["body_id"], 0))
        yield from _of_rule(g, row, own, bool(is_covered))


def _of_rule(
    g: Governance, row: dict[Any, Any], seats: pd.DataFrame, covered: bool
) -> Iterator[Finding]:
    rule = row["parsed"]
    match rule:
        case Size():
            count = _count(g, seats, covered, rule.group, rule.kind, rule.names)
            yield from _against(row, rule.number, count, str(rule.plain()))
        case EachOf():
            for each in rule.names:
                count = _count(g, seats, covered, rule.group, rule.kind, (each,))
                single = Size(rule.number, rule.group, rule.kind, (each,))
                yield from _against(row, rule.number, count, single.plain())
        case FromAnyOne():
            yield from _of_each_organisation(g, row, rule, seats, covered)
        case CoOption():
            yield from _co_option(row, rule, seats, covered)


def _count(
    g: Governance,
    seats: pd.DataFrame,
    covered: bool,
    group: str,
    kind: str | None,
    named: tuple[str, ...],
) -> _Count:
    """The seats that fit, and how many more may, because the record is silent on them."""
    fits, may_fit = _in_group(seats, group)
    if kind is not None:
        of_kind, may_be = _of_kind(g, seats, kind, named)
        may_fit = (may_fit & (of_kind | may_be)) | (fits & may_be)
        fits &= of_kind
    silent = int((may_fit & ~fits).sum())
    low = int(fits.sum())
    return _Count(low, low + silent if covered else None, seats[fits], silent)


def _in_group(seats: pd.DataFrame, group: str) -> tuple[pd.Series[bool], pd.Series[bool]]:
    everyone = pd.Series(True, index=seats.index)
    if group == "voting members":
        votes = seats["voting"].fillna(False).astype(bool)
        return votes, votes | seats["voting"].isna()
    fits = seats["role"] == "co_opted" if group == "co-opted members" else everyone
    return fits, fits


def _of_kind(
    g: Governance, seats: pd.DataFrame, kind: str, named: tuple[str, ...]
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Which seats are of the sectors or organisations, and of which it is not said."""
    wanted = names.keys(pd.Series(named, dtype="str"))
    if kind == "sector":
        return names.keys(seats["sector"]).isin(wanted), seats["sector"].isna()
    organisations = names.Directory.of(g.tables, ("Organisation",))
    ids = {id_ for each in named for id_ in organisations.matches(each)["id"]}
    voices = seats["organisation_ids"].map(frames.split_list)
    speaks = voices.map(lambda own: not ids.isdisjoint(own)).astype(bool)
    return speaks, seats["organisation_ids"].isna()


# --- numbers ------------------------------------------------------------------------------


def _against(row: dict[Any, Any], number: Number, count: _Count, subject: str) -> Iterator[Finding]:
    if number.most is not None:
        yield _against_cap(row, number, count, subject)
    if number.least is not None and not (number.bare and count.low >= number.least):
        yield _against_minimum(row, number, count, subject)


def _against_cap(row: dict[Any, Any], number: Number, count: _Count, subject: str) -> Finding:
    most = number.most or 0
    rule = f"The rule is: {subject}{place(row)}."
    said = f"{row['body']}: {count.in_words}"
    if count.low > most:
        detail = f"{said}, {count.low - most} more than the limit of {most}. {rule}"
        state = CANDIDATE if number.bare else FOUND
        return _row(row, OVER_CAP, subject, state, detail, count, most, most - count.low, number)
    if count.high is not None and count.high <= most:
        room = most - count.low
        at_least = f" (at least {most - count.high})" if count.silent else ""
        detail = f"{said}; the limit is {most}, so there is room for {room} more{at_least}. {rule}"
        return _row(row, HEADROOM, subject, STATED, detail, count, most, room, number)
    room = most - count.low
    detail = f"{said}; the limit is {most}, so there is room for at most {room} more. {rule}"
    return _row(row, HEADROOM, subject, UNKNOWN, detail, count, most, most - count.low, number)


def _against_minimum(row: dict[Any, Any], number: Number, count: _Count, subject: str) -> Finding:
    least = number.least or 0
    asked = f"at least {least} {'is' if least == 1 else 'are'} asked for"
    rule = f"The rule is: {subject}{place(row)}."
    detail = f"{row['body']}: {count.in_words}, and {asked}. {rule}"
    spare = count.low - least
    if count.low >= least:
        return _row(row, ABOVE_MINIMUM, subject, STATED, detail, count, least, spare, number)
    if count.high is not None and count.high < least:
        return _row(row, BELOW_MINIMUM, subject, FOUND, detail, count, least, spare, number)
    return _row(row, BELOW_MINIMUM, subject, UNKNOWN, detail, count, least, None, number)


def _row(
    row: dict[Any, Any],
    finding: str,
    subject: str,
    state: str,
    detail: str,
    count: _Count,
    limit: float,
    headroom: float | None,
    number: Number,
    assumption: str = "",
) -> Finding:
    """The finding of one rule; it cites the rule and the seats that were counted."""
    said = [_BARE] if number.bare else []
    said += [_NOT_COVERED] if count.high is None else []
    if row["others"]:
        others = counted(row["others"], "seat")
        said.append(f"Not counted: {others} of advisers, observers, guests or the secretariat.")
    if count.silent:
        more = counted(count.silent, "seat")
        said.append(f"Of {more} more the record does not say whether they are of these.")
    return Finding(
        finding=finding,
        body=row["body"],
        body_id=row["body_id"],
        subject=subject,
        state=state,
        detail=detail,
        count_low=count.low,
        count_high=count.high,
        limit=limit,
        headroom=headroom,
        assumption=" ".join(filter(None, [*said, assumption])) or None,
        basis=structure_rows.basis_of(count.seats["basis"].tolist()),
        source=joined(row["source"], *count.seats["source"].unique()),
        paragraph=joined(row["paragraph"]),
    )


def _of_each_organisation(
    g: Governance, row: dict[Any, Any], rule: FromAnyOne, seats: pd.DataFrame, covered: bool
) -> Iterator[Finding]:
    """A row for each organisation that breaks the rule; one for the largest where none does."""
    fits, _ = _in_group(seats, rule.group)
    silent = int(seats["organisation_ids"].isna().sum())
    each = seats[fits & seats["organisation_ids"].notna()]
    each = each.assign(organisation_id=each["organisation_ids"].map(frames.split_list))
    each = each.explode("organisation_id")
    each = each.assign(organisation=g.name_of(each["organisation_id"].astype("str")))
    each = each[each["organisation"].notna()]
    least, most = rule.number.least or 0, rule.number.most
    counts = []
    for organisation, own in each.groupby("organisation", sort=True):
        low = len(own)
        high = low + silent if covered else None
        counts.append((str(organisation), _Count(low, high, own, silent)))
    broken = [
        (organisation, count)
        for organisation, count in counts
        if (most is not None and count.low > most)
        or (count.high is not None and count.high < least)
    ]
    largest = sorted(counts, key=lambda pair: -pair[1].low)[:1]
    for organisation, count in broken or largest:
        subject = f"{rule.plain()}: {organisation}"
        for made in _against(row, rule.number, count, subject):
            yield _with_assumption(made, _SEVERAL_VOICES)


def _with_assumption(finding: Finding, sentence: str) -> Finding:
    said = " ".join(filter(None, [finding.assumption, sentence]))
    return Finding(**{**finding.__dict__, "assumption": said})


# --- co-option ----------------------------------------------------------------------------


def _co_option(
    row: dict[Any, Any], rule: CoOption, seats: pd.DataFrame, covered: bool
) -> Iterator[Finding]:
    """How many more may be co-opted, under each reading of the share."""
    is_co_opted = seats["role"] == "co_opted"
    co_opted, appointed = int(is_co_opted.sum()), int((~is_co_opted).sum())
    readings = _readings(rule, appointed)
    limits = sorted({limit for _, limit in readings})
    least, most = limits[0], limits[-1]
    share = percentage_text(rule.at_most) if rule.in_percent else fraction_text(rule.at_most)
    rule_said = f"The rule is: {rule.plain()}{place(row)}."
    noun = "member" if most == 1 else "members"
    allowed = f"{least} co-opted {noun}"
    if least != most:
        allowed = f"{least} or {most} co-opted {noun}, depending on the reading"
    detail = (
        f"{row['body']}: {_seats_in_words(seats[~is_co_opted], 'appointed seat')}, of which "
        f"{share} allows {allowed}; "
        f"{co_opted} {'is' if co_opted == 1 else 'are'} recorded. {rule_said}"
    )
    decides = "" if least == most else _what_decides(readings)
    headroom: float | None = least - co_opted
    if not covered:
        finding, state, headroom = CO_OPTION, UNKNOWN, None
        decides = f"{_NOT_COVERED} The share is of those recorded. {decides}".strip()
    elif co_opted > most:
        finding, state = TOO_MANY_CO_OPTED, FOUND
    elif co_opted > least:
        finding, state = TOO_MANY_CO_OPTED, CANDIDATE
    else:
        finding, state = CO_OPTION, STATED
    yield Finding(
        finding=finding,
        body=row["body"],
        body_id=row["body_id"],
        subject=rule.plain(),
        state=state,
        detail=detail,
        count_low=co_opted,
        count_high=co_opted if covered else None,
        limit=least,
        headroom=headroom,
        assumption=decides or None,
        basis=structure_rows.basis_of(seats["basis"].tolist()),
        source=joined(row["source"], *seats["source"].unique()),
        paragraph=joined(row["paragraph"]),
    )


def _readings(rule: CoOption, appointed: int) -> list[tuple[str, int]]:
    """Each reading in words and the number of co-opted members that it allows.

    Of all members: those co-opted are among them, so n of them among appointed + n.
    """
    share = rule.at_most
    bases = []
    if rule.of != "all members":
        bases.append(("of the appointed members", share * appointed))
    if rule.of != "appointed members" and share < 1:
        bases.append(("of all members, co-opted ones among them", share * appointed / (1 - share)))
    readings = []
    for words, exact in bases:
        exactly = f"{share_in_words(exact)} {words}"
        readings.append((f"{exactly}, never exceeded", math.floor(exact)))
        readings.append((f"{exactly}, rounded to a whole number", math.floor(exact + _HALF)))
    return readings


_HALF = Fraction(1, 2)


def share_in_words(number: Fraction) -> str:
    """A number of members with two places at most.

    >>> share_in_words(Fraction(39, 20)), share_in_words(Fraction(3))
    ('1.95', '3')
    """
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _what_decides(readings: list[tuple[str, int]]) -> str:
    said = "; ".join(f"{limit} ({words})" for words, limit in dict.fromkeys(readings))
    return f"What decides is how the terms mean the share: {said}."
