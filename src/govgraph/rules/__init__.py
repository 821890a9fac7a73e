"""The rule language: provisions of terms of reference as typed rules.

:func:`parse` reads a line such as ``absent from more than 3 meetings in 1 year``. Wording
that does not parse is no error: it is kept in plain words, as are the kinds of rule that have
no language.
"""

from __future__ import annotations

from govgraph.rules import (
    attendance,
    composition,
    deadline,
    decision,
    frequency,
    quorum,
    review,
)
from govgraph.rules.language import Example, Language, NotEvaluated, ParseFault, Reference, Rule

__all__ = [
    "LANGUAGES",
    "Example",
    "Language",
    "NotEvaluated",
    "ParseFault",
    "Reference",
    "Rule",
    "check",
    "parse",
]

LANGUAGES: dict[str, Language] = {
    language.kind: language
    for language in (
        attendance.LANGUAGE,
        quorum.LANGUAGE,
        decision.LANGUAGE,
        composition.LANGUAGE,
        frequency.LANGUAGE,
        *deadline.LANGUAGES,
        review.LANGUAGE,
    )
}
"""The kinds of rule that are read; every other kind is kept in plain words."""


def parse(kind: str, text: str) -> Rule | NotEvaluated | ParseFault:
    """What the rule says: a typed rule, its plain words, or why it was not understood.

    >>> rule = parse("attendance", "absent from 3 consecutive meetings without apologies")
    >>> rule.to_text()
    'absent from 3 consecutive meetings without apologies'
    >>> print(parse("attendance", "absent frum 3 meetings"))
    column 8: found 'frum', expected 'from'; did you mean 'from'?
    >>> print(parse("guests", "Anyone may be invited."))
    Anyone may be invited.
    """
    if kind not in LANGUAGES:
        return NotEvaluated(kind, text)
    return LANGUAGES[kind].parse(text)


def check(kind: str, text: str) -> ParseFault | None:
    """Why a rule of a kind that has a language could not be understood; None if it was.

    >>> check("attendance", "absent from more than 3 meetings in 1 year") is None
    True
    """
    parsed = parse(kind, text)
    return parsed if isinstance(parsed, ParseFault) else None
