"""What a record of the register comes to under a rule: attended, missed, or not counted.

The wording of a rule and the record together leave one or several of these open. Everything
that counts is made of them: an absence is certain where nothing else is left, and possible
where it is among what is left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from govgraph.analysis import register as registers
from govgraph.analysis import windows
from govgraph.analysis.register import RECORDS
from govgraph.analysis.shares import Scale, Scores
from govgraph.analysis.windows import NEVER
from govgraph.rules.attendance import (
    AbsenceCount,
    AttendanceCount,
    AttendanceShare,
    CountingRule,
)

_ATTENDED, _MISSED, _OUT = 1, 2, 4

OPEN_POINTS = {
    "not_recorded": "what is not recorded was an absence",
    "contradictory": "records that contradict each other mean an absence",
    "apologies": "apologies do not excuse",
    "excused": "a meeting missed with apologies is left out of the count",
    "substitute": "a substitute does not count as attendance",
    "approval": "the absence was not approved",
    "on_leave": "absence on leave counts",
    "whose": "the seat was theirs then",
    "earlier_tenure": "absences before they left the seat and came back count",
    "before_rule": "absences before the rule was in force count",
    "day_unknown": "the meeting, whose day is not known, counts where it may",
}
"""Why a record is open: the assumptions under which it counts against the member."""


@dataclass(frozen=True)
class Marks:
    """What each row of a timeline comes to under a rule.

    ``code`` are the codes of :class:`govgraph.analysis.register.Entries`; ``options`` what is
    left open of each, as bits; ``approval_unknown``, ``before_rule`` and ``day_unknown`` say
    where that is for these reasons (None: nowhere).
    """

    rule: CountingRule
    code: np.ndarray
    options: np.ndarray
    approval_unknown: np.ndarray | None
    before_rule: np.ndarray | None
    day_unknown: np.ndarray | None

    @property
    def certain(self) -> np.ndarray:
        """Whether each row certainly is an absence."""
        return np.asarray(self.options == _MISSED)

    @property
    def possible(self) -> np.ndarray:
        """Whether each row may be an absence."""
        return (self.options & _MISSED) > 0

    def scores(self, rule: AttendanceShare | AttendanceCount) -> Scores:
        """The least and the greatest that each row may add to what was attended."""
        scale = Scale.of(rule)
        adds = {_ATTENDED: scale.attended, _MISSED: scale.missed, _OUT: 0}
        bounds = np.array(
            [
                [how([adds[bit] for bit in adds if bit & options] or [0]) for how in (min, max)]
                for options in range(8)
            ],
            dtype=np.int32,
        )
        low, high = (bounds[:, side][self.options] for side in (0, 1))
        return Scores(low, high, (self.options & _OUT) > 0)

    def points(self, rows: np.ndarray) -> np.ndarray:
        """Which of :data:`OPEN_POINTS` leave each of these rows open: a column for each."""
        code = self.code[rows]
        record = registers.record_of(code)
        base = _base_options(self.rule)[record]
        excused = _is(record, registers.APOLOGIES, registers.SUBSTITUTE_AND_APOLOGIES)
        replaced = _is(record, registers.SUBSTITUTE, registers.SUBSTITUTE_AND_APOLOGIES)
        unclear = _is(record, registers.CONTRADICTORY, registers.ABSENT_AND_APOLOGIES)
        may_count = base != _MISSED
        shares = isinstance(self.rule, AttendanceShare | AttendanceCount)
        points = {
            "not_recorded": _is(record, registers.NOT_RECORDED),
            "contradictory": unclear & may_count,
            "apologies": excused & may_count & (self.rule.apologies_excuse is None),
            "excused": excused & shares & ((base & _OUT) > 0) & bool(self.rule.apologies_excuse),
            "substitute": replaced & may_count & (self.rule.substitutes_attend is None),
            "approval": _of(self.approval_unknown, rows),
            "on_leave": (code & registers.ON_LEAVE) > 0,
            "whose": (code & registers.IS_THEIRS) == 0,
            "earlier_tenure": (code & registers.EARLIER_TENURE) > 0,
            "before_rule": _of(self.before_rule, rows),
            "day_unknown": _of(self.day_unknown, rows),
        }
        options = self.options[rows]
        is_open = (options & (options - 1)) > 0
        return np.column_stack([points[name] & is_open for name in OPEN_POINTS])


def _is(record: np.ndarray, *words: str) -> np.ndarray:
    return np.isin(record, [RECORDS.index(word) for word in words])


def _of(which: np.ndarray | None, rows: np.ndarray) -> np.ndarray:
    return np.zeros(len(rows), dtype=bool) if which is None else which[rows]


@dataclass(frozen=True)
class Adoption:
    """The first and the last day on which the rule may have come into force, for each member.

    Where it is not said, year 1 and ``NEVER``.
    """

    earliest: np.ndarray
    latest: np.ndarray


def of_rows(
    rule: CountingRule,
    member: np.ndarray,
    code: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    *,
    day_unknown: np.ndarray | None = None,
    adoption: Adoption | None = None,
    approvals_known: np.ndarray | None = None,
) -> Marks:
    """What each row comes to under the rule.

    Args:
        rule: the rule.
        member: the member of each row.
        code: what is recorded; see :class:`govgraph.analysis.register.Entries`.
        first: the first day that the meeting of each row may have been on.
        last: the last.
        day_unknown: whether the meeting's place in time is not known (None: it always is).
        adoption: when the rule came into force (None: it always was in force).
        approvals_known: for each member whether every approved absence is on record.
    """
    options = _options(rule)[code]
    approval_unknown = before_rule = None
    if rule.unless_approved and approvals_known is not None and not approvals_known.all():
        approval_unknown = ((options & _MISSED) > 0) & ~approvals_known[member]
        options[approval_unknown] |= _ATTENDED | _OUT
    if day_unknown is not None:
        options[day_unknown] |= _OUT
    if adoption is not None:
        latest = adoption.latest[member]
        before_rule = (latest != NEVER) & (first < latest)
        options[before_rule] |= _OUT
        if isinstance(rule, AbsenceCount):
            options[_is_long_before(rule, last, adoption.earliest[member]) & before_rule] = _OUT
    return Marks(rule, code, options, approval_unknown, before_rule, day_unknown)


def _is_long_before(rule: AbsenceCount, last: np.ndarray, adopted: np.ndarray) -> np.ndarray:
    """Whether no period that ends when the rule is in force has the meeting in it."""
    year = rule.period.year if rule.period.year == "calendar" else "any"
    return np.asarray(last <= windows.day_before(adopted, rule.period, year))


def _base_options(rule: CountingRule) -> np.ndarray:
    """For each of the register's records what it may come to under the rule."""
    missed_with_apologies = {
        True: _ATTENDED | _OUT,
        False: _MISSED,
        None: _ATTENDED | _OUT | _MISSED,
    }[rule.apologies_excuse]
    substituted = {True: _ATTENDED, False: _MISSED, None: _ATTENDED | _MISSED}[
        rule.substitutes_attend
    ]
    both = {
        True: _ATTENDED,
        False: missed_with_apologies,
        None: _ATTENDED | missed_with_apologies,
    }[rule.substitutes_attend]
    options = {
        registers.PRESENT: _ATTENDED,
        registers.ABSENT: _MISSED,
        registers.APOLOGIES: missed_with_apologies,
        registers.SUBSTITUTE: substituted,
        registers.SUBSTITUTE_AND_APOLOGIES: both,
        registers.ABSENT_AND_APOLOGIES: _MISSED | missed_with_apologies,
        registers.CONTRADICTORY: _ATTENDED | _MISSED,
        registers.NOT_RECORDED: _ATTENDED | _MISSED,
    }
    return np.array([options[record] for record in RECORDS], dtype=np.uint8)


def _options(rule: CountingRule) -> np.ndarray:
    """The same for each code: with leave, an earlier tenure, and whose record it is."""
    code = np.arange(registers.CODES)
    options = _base_options(rule)[registers.record_of(code)]
    on_leave = ((code & registers.ON_LEAVE) > 0) & ((options & _MISSED) > 0)
    options[on_leave] |= _ATTENDED | _OUT
    if rule.unless_approved:
        options[on_leave] &= ~np.uint8(_MISSED)
    may_be_anothers = ((code & registers.IS_THEIRS) == 0) | ((code & registers.EARLIER_TENURE) > 0)
    options[may_be_anothers] |= _OUT
    return np.asarray(options)
