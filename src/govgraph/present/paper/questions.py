"""How each sort of finding is headed in a paper, and how it is put as a question.

A finding is a candidate for the bodies concerned to judge. So a paper asks them, in words that
leave open that all is well and the record is short.
"""

from __future__ import annotations

from dataclasses import dataclass

from govgraph.sentences import capitalised


@dataclass(frozen=True)
class Kind:
    """One sort of finding.

    Attributes:
        heading: over the findings of this sort.
        question: to the bodies concerned; ``{a}``, ``{b}``, ``{body}``, ``{other}``,
            ``{bodies}``, ``{subject}`` and ``{work}`` stand for what the finding is about.
    """

    heading: str
    question: str


_BOTH = "Do {a} and {b} both need to {work}"

KINDS: dict[str, Kind] = {
    # remits
    "duplicate": Kind(
        "Remits that may duplicate each other", f"{_BOTH}, or could one of them do so for both?"
    ),
    "same work, population not said": Kind(
        "The same work, while one does not say for whom",
        "For whom are {a} and {b} each to {work}, and if it is for the same people, do both "
        "need to?",
    ),
    "same work, different population": Kind(
        "The same work for different people",
        "Do {a} and {b} need to stay apart because of whom they serve, or would one body for "
        "both serve them as well?",
    ),
    "overlap": Kind(
        "Remits that may overlap",
        "On {topic}, is it clear to {a} and to {b} which of them does what, and who decides?",
    ),
    "gap": Kind(
        "Topics that nobody is recorded as deciding",
        "Who decides on {subject}, and is that written down somewhere that was not looked at?",
    ),
    "candidate": Kind(
        "Remits that are worded alike",
        "Read side by side, do these ask {a} and {b} for the same work, and if so, do both "
        "need to do it?",
    ),
    # the ways up
    "dead end": Kind(
        "Bodies from which no way up is stated",
        "To whom does {body} report, and where does it take what it cannot settle itself?",
    ),
    "cycle": Kind(
        "Matters that can come back",
        "Which of {body} and {other} has the last word on a matter that neither can settle?",
    ),
    "competing routes": Kind(
        "Several ways up for the same matter",
        "Which of these ways is {body} to take, and who decides if those above it disagree?",
    ),
    "single point of failure": Kind(
        "Bodies through which every way up leads",
        "What becomes of a matter from these bodies when {body} does not meet in time or does "
        "not take it on?",
    ),
    "self-escalation": Kind(
        "Matters that come to the same person again",
        "Who hears a matter from {body} when the same person chairs the body above it?",
    ),
    "no dispute route": Kind(
        "Bodies without a stated way for a dispute",
        "Where do the members of {body} take a matter that they cannot settle among themselves?",
    ),
    # people
    "one person chairs both": Kind(
        "Bodies with the same person in the chair",
        "Is it intended that one person chairs both {a} and {b}, and who would chair if a "
        "matter lies between them?",
    ),
    "shared members": Kind(
        "Bodies that share members",
        "Given that {shared} {sit} on both, what does each of {a} and {b} do that the other does "
        "not?",
    ),
    "many bodies": Kind(
        "People who sit on many bodies",
        "Does {subject} need to sit on each of these {count} bodies in person, or could somebody "
        "else speak for their organisation on some of them?",
    ),
    # attendance and quorum
    "triggered": Kind(
        "Attendance rules that are triggered on the record",
        "Has {body} considered this absence under its rule, and is there anything that the "
        "record does not show, such as leave that was agreed?",
    ),
    "undetermined": Kind(
        "Attendance on which the record decides nothing",
        "Can what the record or the wording of the rule of {body} leaves open here be settled?",
    ),
    "inquorate": Kind(
        "Meetings that were inquorate on the record",
        "Did {body} take decisions at this meeting, and if so, have they been confirmed since?",
    ),
    "quorum undetermined": Kind(
        "Meetings whose quorum the record leaves open",
        "Can {body} say who came to this meeting and counts towards its quorum?",
    ),
    "quorum with several readings": Kind(
        "Quorum rules that can be read in several ways",
        "Which of these readings does {body} follow, and could its terms of reference say so?",
    ),
    "quorum that hangs on few": Kind(
        "Quorums that a single absence can break",
        "Does a substitute count towards the quorum of {body}, and if not, is it intended that one "
        "absence can break it?",
    ),
    "quorum seldom reached": Kind(
        "Quorums that the record makes uncertain",
        "What does {body} do when there is no quorum, and could another rule make one more "
        "certain?",
    ),
    "can block alone": Kind(
        "Rules under which a single member can block a decision",
        "Does {body} intend that one member alone can stop a decision?",
    ),
    # how bodies are made up
    "over the cap": Kind(
        "More members on the record than the rule allows",
        "Should {body} be smaller, or its limit be changed?",
    ),
    "too many co-opted": Kind(
        "More co-opted members on the record than the rule allows",
        "How does {body} read its limit on co-opted members, and is it kept?",
    ),
    "required seat": Kind(
        "Seats that a rule asks for",
        "Does {subject} sit on {body} as its rule asks, and if not, is the rule still wanted?",
    ),
    "shared members required": Kind(
        "Members that a rule asks two bodies to share",
        "Who sits on both bodies as the rule of {body} asks, and if nobody does, is the rule "
        "still wanted?",
    ),
    "contradiction": Kind(
        "Statements that may not agree",
        "Which of these statements about {body} holds?",
    ),
    "scrutiny office on what it may scrutinise": Kind(
        "Scrutiny offices held on what may be scrutinised",
        "How is scrutiny of {body} kept independent of those who sit on it?",
    ),
    "independent chair under an organisation": Kind(
        "Independent chairs listed under an organisation",
        "In what sense is this chair independent of the organisation under which the seat is "
        "listed?",
    ),
    "chairs a body and what it answers to": Kind(
        "One person in the chair of a body and of what it answers to",
        "Who holds {body} to account when its own chair is in the chair above it?",
    ),
    "vacancy": Kind(
        "Vacant seats",
        "Has this seat on {body} been filled since, and if not, is it still needed?",
    ),
    "seat past its term": Kind(
        "Seats whose last known term has ended",
        "Who holds this seat on {body} now?",
    ),
    "interim holder": Kind(
        "Seats held by an interim",
        "Has this seat on {body} been filled since, and if not, when is it to be?",
    ),
    "review overdue": Kind(
        "Terms of reference whose date for review has passed",
        "Have the terms of reference of {body} been reviewed since, and if not, when will they be?",
    ),
    "fewer meetings than its rule": Kind(
        "Fewer meetings on the record than the rule asks for",
        "Does {body} need to meet as often as its rule says, or should the rule be changed?",
    ),
    "provision missing": Kind(
        "Provisions that were not found in the terms of reference",
        "Should the terms of reference of {body} say something on this?",
    ),
}
"""By the name of the finding as the analysis gives it; in the order of a paper."""

GENERAL = "Is this as {body} intends, and if not, what should change?"
"""Of a finding for which no question of its own is worded."""


def kind_of(name: str) -> Kind:
    """The heading and the question of a sort of finding, also of one that is not listed.

    >>> kind_of("dead end").heading
    'Bodies from which no way up is stated'
    >>> kind_of("something new").heading
    'Something new'
    """
    return KINDS.get(name) or Kind(capitalised(name), GENERAL)
