"""Made-up cities of any size, always the same, with names as councils give them."""

from __future__ import annotations

import random
from collections.abc import Iterator

from govgraph.governance import Governance
from tests.builders import governance

SUBJECTS = (
    *("Children and Young People", "Early Help", "Safeguarding", "Adult Social Care", "Housing"),
    *("Community Safety", "Domestic Abuse and Sexual Violence", "Youth Justice", "Public Health"),
    *("Emotional Wellbeing and Mental Health", "SEND and Inclusion", "Education Standards"),
    *("Drugs and Alcohol", "Homelessness and Rough Sleeping", "Climate and Nature", "Transport"),
    *("Skills and Employment", "Inclusive Growth", "Culture", "Digital and Data", "Workforce"),
    *("Estates and Capital", "Urgent and Emergency Care", "Primary Care", "Ageing Well"),
    *("Carers", "Armed Forces Covenant", "Equality, Diversity and Inclusion", "Food and Activity"),
    *("Prevent and Channel", "Serious Violence", "Learning Disability and Autism", "Licensing"),
    *("Corporate Parenting", "Children's Joint Commissioning", "Tobacco Control", "Harbour"),
)
PLACES = ("Northgate", "Eastmead", "Harbourside", "Westfield", "Old Town", "St Anne's", "The Docks")
LEVELS = (
    (("Board", "board"), ("Strategic Partnership", "partnership"), ("Committee", "committee")),
    (("Partnership", "partnership"), ("Executive Group", "executive"), ("Board", "board")),
    (("Delivery Group", "delivery group"), ("Steering Group", "steering group")),
    (("Working Group", "working group"), ("Task and Finish Group", "task and finish group")),
    (("Practitioners' Forum", "forum"), ("Network", "network"), ("Sub-Group", "sub-group")),
)
TOPS = (
    ("Anytown City Council (Full Council)", "committee"),
    ("Health and Wellbeing Board", "board"),
    ("Integrated Care Partnership", "partnership"),
    ("Community Safety Partnership", "partnership"),
)
VERBS = ("Oversee", "Co-ordinate", "Commission", "Advise on", "Decide on", "Deliver")
ROLES = ("Director", "Head of Service", "Cabinet Member", "Lead Officer", "Representative")
VOICES = ("Anytown City Council", "Northshire Police", "Anytown NHS Trust", "Voluntary Action")
ROOM, MORE_ROOM = (8, 30, 200), (20, 200, 2000)
"""How many may stand on the second, third and fourth level."""
ALONE = 0.12
"""The share of bodies of which no link is stated."""


def city(count: int, seed: int = 7) -> Governance:
    """A city of so many bodies: families of uneven size on five levels, seats, remits, rules."""
    chance = random.Random(seed)
    levels: list[list[str]] = [[]]
    bodies: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    for number, (name, kind) in enumerate(_names(count, chance)):
        id_ = f"anytown-b{number}"
        is_top = number < len(TOPS)
        bodies.append({"name": name, "id": id_, "kind": kind, "apex": "yes" if is_top else ""})
        if is_top:
            levels[0].append(id_)
        elif chance.random() > ALONE:
            above = chance.choice(chance.choice(_with_room(levels, count)))
            links.append({"from": id_, "type": _step(chance), "to": above})
            _one_below(levels, above, id_)
            if chance.random() < 0.15:
                across = f"anytown-b{chance.randrange(number)}"
                links.append({"from": id_, "type": "ALIGNS_WITH", "to": across})
    cited = {"source": "terms", "paragraph": "1"}
    return governance(
        bodies=[body | cited for body in bodies],
        links=[link | cited for link in links],
        memberships=[
            {
                "body": body["id"],
                "seat": f"{chance.choice(ROLES)} {seat + 1}" if seat else "Chair",
                "person": f"Person {chance.randrange(2 * count)}" if chance.random() > 0.1 else "",
                "organisation": chance.choice(VOICES),
                "role": "member" if seat else "chair",
            }
            | cited
            for body in bodies
            for seat in range(chance.randrange(4, 12))
        ],
        remits=[
            {"body": body["id"], "clause": str(clause), "text": _duty(chance)} | cited
            for body in bodies
            for clause in range(1, chance.randrange(3, 7))
        ],
        rules=[
            {"body": body["id"], "kind": "quorum", "rule": "one third of members"} | cited
            for body in bodies
        ],
        sources=[{"id": "terms", "title": "Terms of reference", "date": "2026-03"}],
    )


def _names(count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Names, each once, with the kind that each says."""
    yield from TOPS[:count]
    given: set[str] = set()
    for number in range(len(TOPS), count):
        level = LEVELS[min(int(5 * (number / count) ** 0.7), 4)]
        ending, kind = chance.choice(level)
        name = f"{chance.choice(SUBJECTS)} {ending}"
        if name in given:
            name = f"{chance.choice(PLACES)} {name}"
        if name in given:
            name = f"{name} {number}"
        given.add(name)
        yield name, kind


def _with_room(levels: list[list[str]], count: int) -> list[list[str]]:
    """The upper four levels below which there is room for more; the lowest has no end."""
    below = [*(len(level) for level in levels[1:]), 0]
    room = [*(ROOM if count < 400 else MORE_ROOM), *[count] * len(levels)]
    return [level for level, wide, most in zip(levels, below, room, strict=False) if wide < most][
        :4
    ]


def _one_below(levels: list[list[str]], above: str, id_: str) -> None:
    at = next(at for at, level in enumerate(levels) if above in level) + 1
    if at == len(levels):
        levels.append([])
    levels[at].append(id_)


def _step(chance: random.Random) -> str:
    return chance.choice(("REPORTS_TO", "REPORTS_TO", "ACCOUNTABLE_TO", "ESCALATES_TO", "PART_OF"))


def _duty(chance: random.Random) -> str:
    subject = chance.choice(SUBJECTS).lower()
    return f"{chance.choice(VERBS)} the work on {subject} across the city, and review it yearly."
