"""Every finding that was planted, by analysis, and every other that follows from the city.

``bodies`` are short ids without the area, in alphabetical order where a finding is of a pair;
``who`` is a person or a seat's title. What an analysis finds has to be this list, no more and
no less: see ``tests/test_anytown.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Analysis = Literal["remits", "escalation", "overlap", "attendance", "quorum", "structure"]

TRIGGERED, NOT_TRIGGERED, UNDETERMINED = "triggered", "not triggered", "undetermined"
INQUORATE = "inquorate"


@dataclass(frozen=True)
class Planted:
    """One planted finding.

    Attributes:
        id: how the README calls it.
        analysis: which analysis has to find it.
        finding: what it is, in the analysis's own word.
        says: what was planted, for a reviewer; names of bodies are put in for ``{1}``...
        bodies: the bodies it is about; the one whose finding it is comes first.
        who: the person or the seat.
        when: the month, for a meeting.
    """

    id: str
    analysis: Analysis
    finding: str
    says: str
    bodies: tuple[str, ...] = ()
    who: str = ""
    when: str = ""


REMITS = (
    Planted(
        "R1",
        "remits",
        "duplicate",
        "{1} and {2} both co-ordinate emotional wellbeing support for children and young people: "
        "same power, topic and population, nearly the same words.",
        ("emotional-wellbeing", "mental-health"),
    ),
    Planted(
        "R2",
        "remits",
        "duplicate",
        "{1} and {2} both co-ordinate what is done against gangs and county lines that exploit "
        "children; one answers to the safeguarding partnership, the other to community safety.",
        ("exploitation", "serious-violence"),
    ),
    Planted(
        "R3",
        "remits",
        "duplicate",
        "{1} and {2} both commission speech and language therapy for the same children.",
        ("joint-commissioning", "place"),
    ),
    Planted(
        "R4",
        "remits",
        "same work, different population",
        "{1} and {2} commission reviews of deaths and serious harm in the same words, one of "
        "children, the other of adults.",
        ("case-review", "sab"),
    ),
    Planted(
        "R5",
        "remits",
        "overlap",
        "{1} decides how the school improvement grant is shared out; {2} advises on it: one "
        "topic under two powers.",
        ("learning", "schools-forum"),
    ),
    Planted(
        "R6",
        "remits",
        "parent and child",
        "{1} and its own {2} look at the same costs; a parent and its child, marked as such.",
        ("childrens-scrutiny", "holiday-group"),
    ),
    Planted(
        "R7",
        "remits",
        "shared wording",
        "One sentence of the map of partnerships speaks of {1} and {2}: shared wording, no "
        "duplicate.",
        ("housing-delivery", "skills"),
    ),
    Planted(
        "R8",
        "remits",
        "twins in different areas",
        "{1} has the name of a board in four of the other bundled areas; with Plymouth's, whose "
        "clause on the joint strategy is worded alike, it makes a pair marked as twins. Seen only "
        "where those areas are loaded too.",
        ("hwb",),
    ),
    Planted(
        "R9",
        "remits",
        "gap",
        "Carers: five clauses of four bodies scrutinise, oversee, deliver, advise or influence, "
        "and nobody decides. Every other topic that is used has a clause that decides.",
    ),
)

ESCALATION = (
    Planted(
        "E1",
        "escalation",
        "dead end",
        "The links of {1} are given completely, and none leads up.",
        ("data-group",),
    ),
    Planted(
        "E2",
        "escalation",
        "no dispute route",
        "Nor do they say where a dispute of {1} goes; this follows from E1.",
        ("data-group",),
    ),
    Planted(
        "E3",
        "escalation",
        "missing hop",
        "No step up from {1} is recorded, but its links are not given completely: what lies "
        "above is unknown, and it is no dead end.",
        ("climate",),
    ),
    Planted(
        "E4",
        "escalation",
        "cycle",
        "{1} and {2} each send unresolved matters to the other.",
        ("homelessness", "housing-delivery"),
    ),
    Planted(
        "E5",
        "escalation",
        "competing routes",
        "{1} reports to {2} and escalates to {3}, for every matter.",
        ("yjb", "cp", "csp"),
    ),
    Planted(
        "E6",
        "escalation",
        "single point of failure",
        "Every route of seven groups passes through {1}: {2}, {3}, {4}, {5}, {6}, {7} and {8}.",
        (
            "cp",
            "best-start",
            "early-help",
            "emotional-wellbeing",
            "joint-commissioning",
            "learning",
            "send",
            "voices",
        ),
    ),
    Planted(
        "E7",
        "escalation",
        "self-escalation",
        "Ewan Marchbanks chairs {1} and {2}, to which it escalates.",
        ("serious-violence", "csp"),
        "Ewan Marchbanks",
    ),
)

OVERLAP = (
    Planted(
        "O1",
        "overlap",
        "shared members",
        "{1} and {2} share six people, three quarters of the smaller.",
        ("best-start", "early-help"),
    ),
    Planted(
        "O2",
        "overlap",
        "shared chair",
        "Evadne Sotomayor-Clegg chairs both {1} and {2}.",
        ("climate", "skills"),
        "Evadne Sotomayor-Clegg",
    ),
    Planted(
        "O3",
        "overlap",
        "shared chair",
        "Ewan Marchbanks chairs both {1} and {2} (see E7).",
        ("csp", "serious-violence"),
        "Ewan Marchbanks",
    ),
    Planted(
        "O4",
        "overlap",
        "many bodies",
        "Zainab Hollingbery sits on nine bodies; nobody else on more than five.",
        (),
        "Zainab Hollingbery",
    ),
)

ATTENDANCE = (
    Planted(
        "A1",
        "attendance",
        TRIGGERED,
        "Absent from four of the meetings of {1} in twelve months; its rule says more than 3, and "
        "that apologies do not excuse.",
        ("early-help",),
        "Angus Popoola",
    ),
    Planted(
        "A2",
        "attendance",
        TRIGGERED,
        "Absent from three meetings of {1} in a row without apologies.",
        ("send",),
        "Hartley Umeh",
    ),
    Planted(
        "A3",
        "attendance",
        TRIGGERED,
        "Absent from three meetings of {1} between May and November 2025: within any twelve "
        "months and within one calendar year. The window has passed.",
        ("domestic-abuse",),
        "Gulliver Nartey",
    ),
    Planted(
        "A4",
        "attendance",
        TRIGGERED,
        "Came to fewer than 75% of the meetings of {1} in twelve months.",
        ("health-inequalities",),
        "Isolde Maduka",
    ),
    Planted(
        "A5",
        "attendance",
        TRIGGERED,
        "Absent from three meetings of {1} within the municipal year 2025/26.",
        ("csp",),
        "Jolyon Karim-Peake",
    ),
    Planted(
        "A6",
        "attendance",
        UNDETERMINED,
        "Three meetings of {1} missed, two of them with apologies: the rule does not say whether "
        "apologies excuse.",
        ("domestic-abuse",),
        "Perdita Sithole",
    ),
    Planted(
        "A7",
        "attendance",
        UNDETERMINED,
        "Three absences from {1} within twelve months but not within a calendar year: the rule "
        "does not say which year is meant.",
        ("domestic-abuse",),
        "Lorelei Massaquoi",
    ),
    Planted(
        "A8",
        "attendance",
        UNDETERMINED,
        "Absent, a substitute, absent at three meetings of {1} in a row: the rule does not say "
        "whether a substitute counts.",
        ("send",),
        "Ludovic Ansah",
    ),
    Planted(
        "A9",
        "attendance",
        UNDETERMINED,
        "Absent, not recorded, absent at three meetings of {1} in a row.",
        ("send",),
        "Bronagh Siddiqi-Vane",
    ),
    Planted(
        "A10",
        "attendance",
        UNDETERMINED,
        "Last at a meeting of {1} in November 2025. Sits on {2}, whose register is not part of "
        "the dataset: whether six months have passed is open (Local Government Act 1972, s.85).",
        ("council", "licensing"),
        "Selwyn Boateng-Shaw",
    ),
    Planted(
        "A11",
        "attendance",
        NOT_TRIGGERED,
        "Last at a meeting of {1} in October 2025, but came to every meeting of {2}, its "
        "committee.",
        ("council", "planning"),
        "Oswald Chikwanha",
    ),
    Planted(
        "A12",
        "attendance",
        NOT_TRIGGERED,
        "On parental leave since January 2026, approved by {1}: excused.",
        ("council",),
        "Wilhelmina Sarpong",
    ),
    Planted(
        "A13",
        "attendance",
        NOT_TRIGGERED,
        "A near miss: three absences from {1} in twelve months; one more would trigger.",
        ("early-help",),
        "Jocasta Mehmood",
    ),
    Planted(
        "A14",
        "attendance",
        NOT_TRIGGERED,
        "Missed four meetings of {1}, but sent a substitute to two, who counts as present there.",
        ("early-help",),
        "Barnaby Ifeanyi",
    ),
    Planted(
        "A15",
        "attendance",
        NOT_TRIGGERED,
        "Appointed to {1} in February 2026 after a predecessor who missed three meetings; missed "
        "one since. The four absences of the seat are nobody's four.",
        ("early-help",),
        "Blessing Carmichael-Odu",
    ),
    Planted(
        "A16",
        "attendance",
        NOT_TRIGGERED,
        "Three absences of one seat on {1} in a row, two of them by the holder before.",
        ("cp",),
        "Aneurin Sparling",
    ),
    Planted(
        "A17",
        "attendance",
        NOT_TRIGGERED,
        "Sent apologies to three meetings of {1} in a row, which its rule excuses.",
        ("send",),
        "Nerys Gbadamosi",
    ),
    Planted(
        "A18",
        "attendance",
        NOT_TRIGGERED,
        "A near miss: absent from the last two meetings of {1}; a third in a row would trigger.",
        ("send",),
        "Marcia Endacott",
    ),
    Planted(
        "A19",
        "attendance",
        NOT_TRIGGERED,
        "A near miss: one of four meetings of {1} missed in twelve months is not below 75%.",
        ("health-inequalities",),
        "Kelechi Sandford",
    ),
    Planted(
        "A20",
        "attendance",
        NOT_TRIGGERED,
        "Absent from three meetings of {1} within twelve months, but in two municipal years.",
        ("csp",),
        "Evangeline Ortega-Hill",
    ),
    Planted(
        "A21",
        "attendance",
        NOT_TRIGGERED,
        "Absent from two meetings of {1} in the municipal year 2025/26; a third would trigger.",
        ("csp",),
        "Barnabas Ferreira",
    ),
    Planted(
        "A22",
        "attendance",
        "unreachable",
        "Absent from every meeting of {1} for a year, and not triggered: more than 3 a year "
        "cannot be missed of a body that meets three times.",
        ("growth",),
        "Ptolemy Waweru",
    ),
    Planted(
        "A23",
        "attendance",
        "no register",
        "{1} has a rule on attendance and no attendance is recorded: no verdict at all.",
        ("mental-health",),
    ),
    Planted(
        "A24",
        "attendance",
        "plain words",
        "The rule of {1} is kept in plain words and not evaluated.",
        ("schools-forum",),
    ),
)

QUORUM = (
    Planted(
        "Q1",
        "quorum",
        INQUORATE,
        "Three of seven members of {1} came; 4 are needed.",
        ("emotional-wellbeing",),
        when="2025-11",
    ),
    Planted(
        "Q2",
        "quorum",
        INQUORATE,
        "Two of seven members of {1} came; 4 are needed.",
        ("emotional-wellbeing",),
        when="2026-05",
    ),
    Planted(
        "Q3",
        "quorum",
        INQUORATE,
        "Nobody of Northshire Police came to {1}, which cannot meet without them.",
        ("exploitation",),
        when="2025-10",
    ),
    Planted(
        "Q4",
        "quorum",
        INQUORATE,
        "The same again.",
        ("exploitation",),
        when="2026-02",
    ),
    Planted(
        "Q5",
        "quorum",
        UNDETERMINED,
        "Three of eight members of {1} and a substitute came; half are needed, and its terms do "
        "not say whether a substitute counts.",
        ("joint-commissioning",),
        when="2026-03",
    ),
    Planted(
        "Q6",
        "quorum",
        UNDETERMINED,
        "Who came to {1} is not recorded.",
        ("case-review",),
        when="2025-11",
    ),
    Planted(
        "Q7",
        "quorum",
        "fragile",
        "Three seats of {1} speak for the three agencies that its quorum names, one for each: any "
        "one absence breaks it.",
        ("exploitation",),
    ),
)

STRUCTURE = (
    Planted(
        "S1",
        "structure",
        "vacancy",
        "A seat on {1} is vacant.",
        ("data-group",),
        "Schools Data Manager",
    ),
    Planted(
        "S2",
        "structure",
        "vacancy",
        "A seat on {1} is vacant.",
        ("housing-delivery",),
        "Homes Liaison Manager",
    ),
    Planted(
        "S3",
        "structure",
        "vacancy",
        "A seat on {1} is vacant.",
        ("homelessness",),
        "Hospital Discharge Co-ordinator",
    ),
    Planted(
        "S4",
        "structure",
        "vacancy",
        "A seat on {1} is vacant.",
        ("skills",),
        "Careers Hub Lead",
    ),
    Planted(
        "S5",
        "structure",
        "unnamed seat",
        "Nobody is named for a seat on {1}.",
        ("place-delivery",),
        "Practice Manager",
    ),
    Planted(
        "S6",
        "structure",
        "unnamed seat",
        "Nobody is named for a seat on {1}.",
        ("mental-health",),
        "Expert by experience",
    ),
    Planted(
        "S7",
        "structure",
        "unnamed seat",
        "Nobody is named for a seat on {1}.",
        ("voices",),
        "Young Inspectors representative",
    ),
    Planted(
        "S8",
        "structure",
        "interim",
        "An interim holds a seat on {1}.",
        ("housing-delivery",),
        "Supported Housing Manager",
    ),
    Planted(
        "S9",
        "structure",
        "interim",
        "An interim holds a seat on {1}.",
        ("climate",),
        "Energy Manager",
    ),
    Planted(
        "S10",
        "structure",
        "past term",
        "The term of the only holder of a seat on {1} ended in March 2026; who came after is not "
        "known.",
        ("audit",),
        "Lay member",
    ),
    Planted(
        "S11",
        "structure",
        "over the cap",
        "{1} has eight members; its terms allow 7.",
        ("learning",),
    ),
    Planted(
        "S12",
        "structure",
        "co-option",
        "Two of {1} are co-opted beside six appointed: a third, where 15% are allowed. (The "
        "Children and Learning Scrutiny Committee keeps to the same rule: one beside seven.)",
        ("corporate-parenting",),
    ),
    Planted(
        "S13",
        "structure",
        "missing required seat",
        "{1} is to have the chair and vice-chair of each body that feeds it. The vice-chair of "
        "{2} is not there; its programme manager, who is, is a near miss.",
        ("hwb", "health-inequalities"),
        "Leocadia Fenwick-Rao",
    ),
    Planted(
        "S14",
        "structure",
        "missing required seat",
        "{1} is to share a member with {2} and does not. (With the Safeguarding Children "
        "Partnership it is to share one as well, and does.)",
        ("cp", "schools-forum"),
    ),
    Planted(
        "S15",
        "structure",
        "review overdue",
        "The terms of {1} are of March 2022 and to be reviewed every 2 years.",
        ("health-inequalities",),
    ),
    Planted(
        "S16",
        "structure",
        "contradiction",
        "Two documents say how often {1} reports to {2}: 4 times a year, and twice.",
        ("best-start", "cp"),
    ),
    Planted(
        "S17",
        "structure",
        "contradiction",
        "The terms of {1} ask for at least 8 meetings a year in one place and about 6 in another; "
        "it holds 6, so that it cannot keep the first.",
        ("place",),
    ),
    Planted(
        "S18",
        "structure",
        "missing provision",
        "The rules of {1} are given completely and say nothing of a quorum.",
        ("growth",),
        "quorum",
    ),
    Planted(
        "S19",
        "structure",
        "missing provision",
        "The rules of {1} are given completely and say nothing of conflicts of interest.",
        ("sab",),
        "conflict",
    ),
    Planted(
        "S20",
        "structure",
        "independence candidate",
        "The chair of {1} sits on {2}, which it scrutinises.",
        ("health-scrutiny", "place"),
        "Nuala Desai-Ward",
    ),
    Planted(
        "S21",
        "structure",
        "independence candidate",
        "The Independent Chair of {1} is listed under a hospital trust.",
        ("sab",),
        "Independent Chair",
    ),
    Planted(
        "S22",
        "structure",
        "fewer meetings than the rule",
        "{1} is to meet at least 4 times a year; two of its four meetings in 2025 were cancelled.",
        ("homelessness",),
    ),
)

PLANTED = (*REMITS, *ESCALATION, *OVERLAP, *ATTENDANCE, *QUORUM, *STRUCTURE)

EXPLAINED = (
    "The Council shares every councillor with its Cabinet and with each of its committees: they "
    "are made of its members. No pair besides these and O1 shares more than three people.",
    "On the links recorded, every route of the Place Delivery Group, the Urgent Care Delivery "
    "Group, the Holiday Activities Task and Finish Group and the Employment and Skills Group "
    "passes through the one body above them; their links are not given completely, so whether "
    "there is another way is unknown and they are only noted.",
    "A board whose rules are not given completely may lack any provision: that is unknown, and "
    "not reported.",
    "From September 2026 on, meetings are only planned. Looked at on a later day, the notes name "
    "those that have passed without being recorded as held.",
)
"""What the analyses say of the city besides, and why it is right that they do."""
