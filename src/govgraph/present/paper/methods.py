"""What a paper says of how its findings were made, in a sentence or two each."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.present.paper.draft_people import MANY_BODIES
from govgraph.present.paper.results import Results

GENERAL = (
    "Facts stand in tables that were filled in from the sources, each with the place where it was "
    "found, as far as that was noted. What was inferred rather than stated is marked, and so is a "
    "finding that rests on it.",
    "Unknown is not “no”: attendance that was not recorded is neither presence nor absence, and "
    "a seat for which no name is given is not said to be vacant.",
    "Members are chairs, vice-chairs, members and co-opted members. Advisers, observers, the "
    "secretariat and guests count for no quorum and no limit.",
    "A finding says what the record shows. It does not say that anybody is at fault.",
)

_REMITS = (
    "Remits. Clauses of two bodies are held against each other by what they let the body do "
    "(decide, advise, oversee and so on), on what topic, and for whom. The same three are a "
    "duplicate; the same topic under different powers is an overlap. Wording only says which "
    "clauses to look at (rare words counting for more: K. Spärck Jones, 1972). Clauses on "
    "procedure are left out. Clauses are given as they were recorded, which may be a paraphrase "
    "of the source."
)
_WAYS_UP = (
    "Ways up. Followed are stated links by which a body escalates, reports or is accountable to "
    "another, or is part of it; several links between two bodies are one step. Days are waiting "
    "times from stated timetables: at worst a year divided by the times a year, on average half "
    "of that, added up over the steps."
)
_SHARED = (
    "Shared members. Members of two bodies are held against each other by person. A pair is a "
    "finding where one person chairs both, or where at least two people sit on both and these "
    "are half of the smaller body or more than chance explains; not where shared members are to be "
    "expected: where one of the two is part of the other or replaces it, or one is a council and "
    "the other its executive, whose members are councillors (Local Government Act 2000, s.9C). "
    "Chance is reckoned as if each body drew its members by lot (hypergeometric test, corrected "
    "for the number of pairs after Y. Benjamini and Y. Hochberg, 1995), and only where all members "
    "are known."
)
_MANY = (
    f"People on many bodies. Somebody is asked about who is a member of {MANY_BODIES} bodies or "
    "more, counting each body once."
)
_ATTENDANCE = (
    "Attendance. Each rule on attendance is read as it is worded and held against the record of "
    "each member. It is met, not met, or undetermined where the record or the wording leaves it "
    "open (whether a substitute counts, whether apologies excuse); then what would decide is said."
)
_QUORUM = (
    "Quorum. Each meeting's record is held against the body's rule, by every reading where the "
    "wording leaves several. The probability of a quorum is exact for the seats' own attendance, "
    "and takes the seats to come independently of each other; where members stay away together it "
    "is lower or higher."
)
_DECISIONS = (
    "Decisions. What carries a vote, and who could block one alone, is counted from the rule and "
    "the seats, as if every member came."
)
_STRUCTURE = (
    "How bodies are made up. Seats, terms and rules are held against the body's own rules, and "
    "its provisions against a general list of what terms of reference commonly say. A provision "
    "counts as there where anything of its kind is recorded; optional headings are not missed."
)

WEIGHS_MOST = (
    "duplicate",
    "gap",
    "dead end",
    "cycle",
    "self-escalation",
    "competing routes",
    "triggered",
    "inquorate",
    "quorum that hangs on few",
    "quorum seldom reached",
    "quorum with several readings",
    "over the cap",
    "contradiction",
    "one person chairs both",
    "shared members",
    "no dispute route",
    "required seat",
    "review overdue",
    "vacancy",
    "can block alone",
    "provision missing",
    "candidate",
)
"""The sorts of findings that a summary names first."""

MEANING = {
    "duplicate": "Clauses of both give the same power, on the same topic, for the same people.",
    "same work, different population": "The same power on the same topic, for other people.",
    "overlap": "The same topic, under different powers.",
    "gap": "A topic that bodies deal with, and on which none is recorded as deciding.",
    "candidate": "Their clauses read alike; whether they mean the same is for a reader to say. "
    "Likeness goes from 0 to 1, by wording above all, and by power and topic.",
    "dead end": "The sources give all links of these bodies, and none leads up.",
    "single point of failure": "Every recorded way up of several bodies leads through one.",
    "no dispute route": "The sources give all links of these bodies, and none says where a matter "
    "goes that cannot be settled. Rules in plain words were not searched for one.",
    "triggered": "What follows is for the body to decide under its own rule. The record may not "
    "show everything, such as leave that was agreed.",
    "interim holder": "An interim covers a seat without filling it.",
    "provision missing": "The sources give all rules of these bodies. Not every body needs every "
    "provision.",
    "seat past its term": "The record names no successor, and no vacancy.",
    "can block alone": "This follows from the rule as it is worded, and says nothing of how "
    "decisions are in fact made.",
}
"""What a sort of finding is, where its heading does not say it."""


def used(found: Results) -> tuple[str, ...]:
    """A sentence or two on each analysis that found anything."""
    described = (
        (_REMITS, (found.remit_pairs, found.remit_gaps)),
        (_WAYS_UP, (found.routes, found.faults_on_the_way)),
        (_SHARED, (found.shared_people,)),
        (_MANY, (found.people,)),
        (_ATTENDANCE, (found.verdicts,)),
        (_QUORUM, (found.quorums, found.fragility)),
        (_DECISIONS, (found.decisions,)),
        (_STRUCTURE, (found.structure,)),
    )
    return tuple(text for text, some in described if any(len(frame) for frame in some))


def limits(found: Results) -> Iterator[tuple[str, list[str]]]:
    """What each analysis notes on what it left out or could not know."""
    for title, some in (
        ("Remits", (found.remit_pairs, found.remit_gaps)),
        ("Ways up", (found.faults_on_the_way, found.routes)),
        ("Membership", (found.shared_people, found.people)),
        ("Attendance", (found.verdicts,)),
        ("Quorum and decisions", (found.quorums, found.fragility, found.decisions)),
        ("How bodies are made up", (found.structure,)),
    ):
        yield title, [note for frame in some for note in frame.attrs.get("notes", [])]
