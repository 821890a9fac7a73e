"""What would decide an attendance verdict, and what it rests on, in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph.analysis import absences
from govgraph.analysis.marks import OPEN_POINTS
from govgraph.analysis.verdict_rows import Listed
from govgraph.rules.periods import years_in_words

_POINTS = tuple(OPEN_POINTS.values())


def assumptions(
    codes: np.ndarray,
    found: absences.Details,
    listed: Listed,
    about: pd.DataFrame,
    provision: pd.DataFrame,
) -> list[str | None]:
    """What would decide each undetermined verdict, and what every verdict rests on.

    ``codes`` are the verdicts as places in :data:`govgraph.analysis.absences.VERDICTS`.
    """
    size = len(about)
    rests_on_start = np.full(size, False)
    rests_on_start[listed.member[~listed.is_open & listed.start_unknown]] = True
    cases = _cases(listed, size)
    reasons = found.reasons() if found.reasons else [None] * size
    basis = found.basis() if found.basis else [None] * size
    inferred = (about["basis"] == "inferred").to_numpy()
    unreachable = provision["unreachable"].to_numpy(dtype=bool)
    said: list[str | None] = []
    for member in range(size):
        verdict, reason = absences.VERDICTS[codes[member]], reasons[member]
        parts = [basis[member]]
        if verdict == absences.UNDETERMINED:
            parts.append(
                _what_decides(found, member, cases[member])
                if reason is None
                else reason.replace("{cases}", _in_words(cases[member]))
            )
        if verdict != absences.NOT_TRIGGERED and found.has_passed[member]:
            parts.append("Its window has passed: the rule is not met today.")
        if verdict == absences.TRIGGERED and rests_on_start[member]:
            parts.append(
                "No start date of the membership is recorded: it is taken to have begun before "
                "these meetings."
            )
        if inferred[member]:
            parts.append("The membership is inferred, not stated.")
        if unreachable[member]:
            parts.append(f"Unreachable: {why_unreachable(provision['per_year'].iloc[member])}.")
        said.append(" ".join(part for part in parts if part) or None)
    return said


def _cases(listed: Listed, size: int) -> list[dict[str, list[str]]]:
    """For each member the dates of open records by what they would count under."""
    open_ones: list[dict[str, list[str]]] = [{} for _ in range(size)]
    for row in np.flatnonzero(listed.is_open).tolist():
        points = zip(_POINTS, listed.points[row].tolist(), strict=True)
        case = " and ".join(said for said, is_open in points if is_open)
        open_ones[listed.member[row]].setdefault(case, []).append(listed.date[row])
    return open_ones


def _in_words(cases: dict[str, list[str]]) -> str:
    return "; ".join(f"if {case}: {', '.join(when)}" for case, when in cases.items())


def _what_decides(found: absences.Details, member: int, cases: dict[str, list[str]]) -> str:
    if found.meanings:
        return _by_meaning(found, member, cases)
    wide = "if one membership year, whose first day is not known, holds them"
    if found.year_decides is not None and found.year_decides[member]:
        return f"Triggered {wide}."
    also = f" and {wide}" if _anchor_matters(found, member) else ""
    return f"Triggered if {_enough_of(found, member, cases)}{also} ({_in_words(cases)})."


def _by_meaning(found: absences.Details, member: int, cases: dict[str, list[str]]) -> str:
    """What decides where the rule does not say which year is meant."""
    every, means = found.meanings, years_in_words
    sure = [each.year for each in every if each.is_sure[member]]
    never = [each.year for each in every if not each.may_be[member]]
    left = [each for each in every if each.year not in (*sure, *never)]
    open_ones = [each.year for each in left]
    if sure and not open_ones:
        return f"Triggered if a year means {means(sure)}; not if it means {means(never)}."
    if sure:
        return (
            f"Triggered if a year means {means(sure)}. If it means {means(open_ones)}, it depends "
            f"on what is open (in this period: {_in_words(cases)})."
            + (f" Not if it means {means(never)}." if never else "")
        )
    also = f" and if a year means {means(open_ones)}" if never else ""
    divided = [each.year for each in left if each.is_divided[member]]
    together = (
        f"; if a year means {means(divided)}, only those of one such year count together"
        if divided
        else ""
    )
    return f"Triggered if {_enough_of(found, member, cases)}{also} ({_in_words(cases)}){together}."


def _enough_of(found: absences.Details, member: int, cases: dict[str, list[str]]) -> str:
    short_by = 0 if found.short_by is None else int(found.short_by[member])
    return _enough(short_by, sum(len(when) for when in cases.values()))


def _anchor_matters(found: absences.Details, member: int) -> bool:
    return found.anchor_unknown is not None and bool(found.anchor_unknown[member])


def _enough(number: int, possible: int) -> str:
    if possible == 1:
        return "one possible absence counts"
    if number == 0:
        return f"enough of {possible} possible absences count"
    if number == possible:
        return f"all {possible} possible absences count"
    return (
        f"at least {number} of {possible} possible absences {'counts' if number == 1 else 'count'}"
    )


def why_unreachable(per_year: float) -> str:
    """Why a rule cannot fire."""
    return f"the body meets {per_year:g} times a year, as stated"
