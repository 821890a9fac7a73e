"""Each named query on both kinds of store, over the small city of queries_dataset.py."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from govgraph import merging, resources
from govgraph.analysis import escalation
from govgraph.errors import AmbiguousError, GovgraphError, NotFoundError, StoreError
from govgraph.governance import Governance
from govgraph.store import Store, loading, named_queries
from govgraph.store.embedded import EmbeddedStore
from tests import real_parts
from tests.builders import facts
from tests.real_parts import Neo4jServer
from tests.store.queries_dataset import TABLES

DAY = "2026-11-22"
QUERIES = {query.name: query for query in named_queries.all_queries()}

CP = ("anytown-cp", "Children's Partnership")
EH = ("anytown-eh", "Early Help Group")
HWB = ("anytown-hwb", "Health and Wellbeing Board")
SC = ("anytown-sc", "Scrutiny Committee")
PN = ("anytown-pn", "Parents' Network")
JOINT = ("joint-forum", "Joint Forum")
LOOP_A = ("otherton-a", "Loop A")
LOOP_B = ("otherton-b", "Loop B")
COUNCIL = ("anytown-council", "Anytown Council")
JO = ("anytown-jo-smith", "Jo Smith")
KIT = ("anytown-kit-lee", "Kit Lee")
ANYTOWN = ["Anytown"]
OF_CP = ["members", "links", "remits", "rules", "attendance"]

Row = tuple[object, ...]


@dataclass(frozen=True)
class Case:
    """A question and its whole answer."""

    query: str
    rows: list[Row]
    given: Mapping[str, object] = field(default_factory=dict)
    as_of: str = DAY
    include_proposed: bool = False
    areas: tuple[str, ...] = ()

    def __str__(self) -> str:
        asked = [*(f"{name}={value}" for name, value in self.given.items()), *self.areas]
        day = [self.as_of] if self.as_of != DAY else []
        proposed = ["with proposals"] if self.include_proposed else []
        return " ".join([self.query, *asked, *day, *proposed])


AREAS = [
    Case(
        "areas",
        [("Anytown", 6, 10, 4, 2, 4, 1, 1, 1), ("Otherton", 3, 0, 0, 0, 0, 0, 0, 0)],
    ),
    Case("areas", [("Anytown", 7, 10, 4, 2, 4, 1, 1, 1), ("Otherton", 3, 0, 0, 0, 0, 0, 0, 0)],
         include_proposed=True),
]  # fmt: skip

ATTENDANCE = [
    Case(
        "attendance-summary",
        [
            (*CP, "anytown-cp/head", "Head", "member", ["Kit Lee"], 2, 2, 0, 1, 0, 0, 1, 0, 100),
            (*CP, "anytown-cp/chair", "Chair", "chair", ["Jo Smith"], 2, 2, 1, 0, 1, 0, 0, 50, 50),
        ],
    ),
    Case(
        "attendance-summary",
        [
            (*CP, "anytown-cp/chair", "Chair", "chair", ["Jo Smith"], 1, 1, 0, 0, 1, 0, 0, 0, 0),
            (*CP, "anytown-cp/head", "Head", "member", ["Kit Lee"], 1, 1, 0, 0, 0, 0, 1, 0, 100),
        ],
        {"body": "Children's Partnership", "since": "2026-03-02"},
    ),
    Case("attendance-summary", [], {"body": "anytown-hwb"}),
    Case("attendance-summary", [], as_of="2026-02-28"),
]

_LISTED_BODIES: list[Row] = [
    (*CP, ANYTOWN, "partnership", "strategic", 6, 2, 3, ["Jo Smith"], OF_CP),
    (*EH, ANYTOWN, "sub-group", None, None, 2, 2, ["Kit Lee"], None),
    (*HWB, ANYTOWN, "board", None, 4, 2, 3, ["Jo Smith"], ["members", "links"]),
    (*JOINT, ["Anytown", "Otherton"], "forum", None, None, 0, 0, [], None),
    (*LOOP_A, ["Otherton"], "board", None, None, 0, 0, [], None),
    (*LOOP_B, ["Otherton"], "board", None, None, 0, 0, [], None),
    (*PN, ANYTOWN, "network", None, None, 0, 0, [], ["links"]),
    (*SC, ANYTOWN, "scrutiny committee", None, None, 1, 1, [], ["links"]),
]
_NEW_BOARD: Row = ("anytown-new", "New Board", ANYTOWN, "board", None, None, 0, 0, [], None)
BODIES = [
    Case("bodies", _LISTED_BODIES),
    Case("bodies", _LISTED_BODIES[3:6], areas=("otherton",)),
    Case("bodies", [_LISTED_BODIES[1]], {"kind": "Sub-Group"}),
    Case("bodies", [*_LISTED_BODIES[:6], _NEW_BOARD, *_LISTED_BODIES[6:]], include_proposed=True),
]

BODY_CARD = [
    Case(
        "body-card",
        [
            (
                *CP, None, ANYTOWN, "partnership", "strategic", 6, None, None, OF_CP,
                ["Jo Smith"], 2, 3, 0, ["Anytown Council", HWB[1]], [EH[1]], 2, 2, "tor", "2",
            )
        ],
        {"body": "anytown-cp"},
    ),
    Case(
        "body-card",
        [
            (
                *HWB, ["HWB"], ANYTOWN, "board", None, 4, "Health and Social Care Act 2012", True,
                ["members", "links"], ["Jo Smith"], 2, 3, 1, [], [CP[1]], 0, 1, "tor", "1",
            )
        ],
        {"body": "hwb"},
    ),
    Case(
        "body-card",
        [
            (
                *PN, None, ANYTOWN, "network", None, None, None, None, ["links"],
                [], 0, 0, 0, [], [], 0, 1, "paper", "2",
            )
        ],
        {"body": "Parents’ network"},
    ),
]  # fmt: skip

BODY_LINKS = [
    Case(
        "body-links",
        [
            (*CP, "ACCOUNTABLE_TO", *COUNCIL, None, None, None, "stated", False, "tor", "4.2"),
            (*SC, "ADVISES", *CP, None, None, None, "inferred", False, "paper", "6"),
            (
                *CP, "ESCALATES_TO", *HWB, None, "where partners disagree", None, "stated", False,
                "paper", "2",
            ),
            (*CP, "REPORTS_TO", *HWB, None, None, "2", "stated", False, "tor", "4.1"),
            (*EH, "REPORTS_TO", *CP, None, None, None, "stated", False, "tor", None),
        ],
        {"body": "anytown-cp"},
    ),
    Case(
        "body-links",
        [
            (
                PN[0], "members of Parents' Network", "REPORTS_TO", *COUNCIL, None, None, None,
                "stated", False, "paper", None,
            )
        ],
        {"body": "anytown-pn"},
        as_of="2025-12-31",
    ),
]  # fmt: skip

BOTH_SIDES = [
    Case(
        "both-sides-of-scrutiny",
        [(*JO, *SC, ["member"], *HWB, ["chair"], ["paper, 5"])],
    ),
    Case("both-sides-of-scrutiny", [], areas=("Otherton",)),
]

DEAD_ENDS = [
    Case(
        "dead-ends",
        [
            (*PN, ANYTOWN, "dead end", [], [], "paper", "2"),
            (*SC, ANYTOWN, "dead end", [], [EH[1]], "paper", "1"),
            (*JOINT, ["Anytown", "Otherton"], "missing hop", [], [], "paper", "3"),
        ],
    ),
]

EX_OFFICIO = [
    Case(
        "ex-officio-seats",
        [
            (
                *EH, "anytown-eh/link-member", "Link member", "chair", *CP,
                ["Jo Smith"], ["Jo Smith"], "tor", "5.2",
            )
        ],
    )
]  # fmt: skip

INFERRED_LINKS = [
    Case(
        "inferred-links",
        [(*SC, "ADVISES", *CP, None, "Step: its comments are read as advice", "paper", "6")],
    ),
    Case("inferred-links", [], areas=("Otherton",)),
]

_MARCH: Row = (*CP, "anytown-cp/2026-03-01", "2026-03-01", "held", None, 1, 1, 0, 0, 0, 0, "paper")
_JUNE: Row = (*CP, "anytown-cp/2026-06-01", "2026-06-01", "held", 2, 0, 0, 1, 0, 1, 1, "paper")
_SEPTEMBER: Row = (
    *CP, "anytown-cp/2026-09-01", "2026-09-01", "cancelled", None, 0, 0, 0, 0, 0, 0, "paper",
)  # fmt: skip
MEETINGS = [
    Case("meetings", [_MARCH, _JUNE, _SEPTEMBER]),
    Case("meetings", [_MARCH], as_of="2026-05-31"),
    Case("meetings", [_SEPTEMBER], {"since": dt.date(2026, 6, 2), "body": "anytown-cp"}),
]

_CP_ADVISER: Row = (
    "anytown-cp/adviser", "Adviser", "adviser", None, ["NHS Anytown"], "held",
    "anytown-al-brown", "Al Brown", "holder", None, False, ["tor, 3.3"],
)  # fmt: skip
_CP_CHAIR: Row = (
    "anytown-cp/chair", "Chair", "chair", None, ["Anytown Council"], "held",
    *JO, "holder", None, False, ["tor, 3.1"],
)  # fmt: skip
_CP_HEAD: Row = ("anytown-cp/head", "Head", "member", None, [], "held")
_CP_SUBSTITUTE: Row = (
    *_CP_HEAD, "anytown-sam-dee", "Sam Dee", "substitute", None, False, ["tor, 3.2"],
)  # fmt: skip
_CP_PARENT: Row = (
    "anytown-cp/parent", "Parent", "co_opted", None, [], "unknown",
    None, None, None, None, False, ["tor, 3.4"],
)  # fmt: skip
MEMBERS = [
    Case(
        "members",
        [
            _CP_ADVISER,
            _CP_CHAIR,
            (*_CP_HEAD, *KIT, "holder", "2023-05", False, ["tor, 3.2"]),
            _CP_SUBSTITUTE,
            _CP_PARENT,
        ],
        {"body": "anytown-cp"},
    ),
    Case(
        "members",
        [
            _CP_ADVISER,
            _CP_CHAIR,
            (*_CP_HEAD, "anytown-pat-old", "Pat Old", "holder", None, False, ["paper"]),
            _CP_SUBSTITUTE,
            _CP_PARENT,
        ],
        {"body": "anytown-cp"},
        as_of="2023-04-30",
    ),
    Case(
        "members",
        [
            (
                "anytown-hwb/chair", "Chair", "chair", True, ["Anytown Council"], "held",
                *JO, "holder", None, False, ["tor, 2.1"],
            ),
            (
                "anytown-hwb/doctor", "Doctor", "member", None, ["Anytown Council", "NHS Anytown"],
                "not named", None, None, None, None, False, ["tor, 2.3"],
            ),
            (
                "anytown-hwb/vice-chair", "Vice-chair", "vice_chair", None, [], "held",
                "anytown-al-brown", "Al Brown", "interim", "2026-01", True, ["paper, 3"],
            ),
        ],
        {"body": "anytown-hwb"},
    ),
]  # fmt: skip

ORGANISATION_SEATS = [
    Case(
        "organisation-seats",
        [
            (*CP, "anytown-cp/chair", "Chair", "chair", None, ["Jo Smith"], [], [], ["tor, 3.1"]),
            (*HWB, "anytown-hwb/chair", "Chair", "chair", True, ["Jo Smith"], [], [], ["tor, 2.1"]),
            (
                *HWB, "anytown-hwb/doctor", "Doctor", "member", None, [], [], ["NHS Anytown"],
                ["tor, 2.3"],
            ),
        ],
        {"organisation": "AC"},
    )
]  # fmt: skip

ORGANISATIONS = [
    Case(
        "organisations",
        [
            (*COUNCIL, "Local Authority", 2, 3, 2, 1, 2),
            ("nhs-anytown", "NHS Anytown", "Health", 1, 1, 0, 0, 1),
        ],
    )
]

ORPHAN_BODIES = [
    Case(
        "orphan-bodies",
        [
            (*PN, ANYTOWN, "network", "no links", 0, 0, "paper", "2"),
            (*JOINT, ["Anytown", "Otherton"], "forum", "none known", 0, 0, "paper", "3"),
        ],
    ),
    Case(
        "orphan-bodies",
        [(*JOINT, ["Anytown", "Otherton"], "forum", "none known", 0, 0, "paper", "3")],
        as_of="2025-12-31",
    ),
]

_OVERDUE: list[Row] = [
    (*CP, "at least every 2 years", "tor", "2", "2024-03-10", "2026-03", "overdue"),
    (*PN, "every year", "paper", None, "2025", "2026", "undetermined"),
    (*SC, "when the chair wishes", "paper", None, "2025", None, "undetermined"),
]
OVERDUE_REVIEWS = [
    Case("overdue-reviews", _OVERDUE),
    Case(
        "overdue-reviews",
        [
            (*EH, "every year", "tor-old", None, "2020", "2021", "a newer version is in the store"),
            (*HWB, "every 3 years", "tor", "2", "2024-03-10", "2027-03", "not overdue"),
            *_OVERDUE,
        ],
        {"others_too": "yes"},
    ),
    Case("overdue-reviews", _OVERDUE[1:], as_of="2026-03-10"),
    Case("overdue-reviews", _OVERDUE, as_of="2026-03-11"),
    Case(
        "overdue-reviews",
        [
            (*PN, "every year", "paper", None, "2025", "2026", "overdue"),
            _OVERDUE[0],
            _OVERDUE[2],
        ],
        as_of="2027-01-01",
    ),
]

_JOS_BODIES: Row = (*JO, 4, [CP[1], EH[1], HWB[1], SC[1]], 2, [CP[1], HWB[1]])
PEOPLE = [
    Case(
        "people-on-several-bodies",
        [_JOS_BODIES, (*KIT, 2, [CP[1], EH[1]], 1, [EH[1]])],
    ),
    Case("people-on-several-bodies", [_JOS_BODIES], {"at_least": "3"}),
    Case("people-on-several-bodies", [_JOS_BODIES], as_of="2023-04-30"),
]

_JO_IN_EH: Row = (
    *EH, "anytown-eh/link-member", "Link member", "member", "holder", None, [], "tor", "5.2",
)  # fmt: skip
PERSON_SEATS = [
    Case(
        "person-seats",
        [
            (
                *CP, "anytown-cp/chair", "Chair", "chair", "holder", None, ["Anytown Council"],
                "tor", "3.1",
            ),
            _JO_IN_EH,
            (
                *HWB, "anytown-hwb/chair", "Chair", "chair", "holder", None, ["Anytown Council"],
                "tor", "2.1",
            ),
            (
                *SC, "anytown-sc/councillor", "Councillor", "member", "holder", None, [],
                "paper", "7",
            ),
        ],
        {"person": "jo smith"},
    )
]  # fmt: skip

PROPOSALS = [
    Case(
        "proposals",
        [
            ("Body", "anytown-new", "New Board", "board", "paper", None),
            ("REPORTS_TO", "anytown-new", "New Board", HWB[1], "paper", None),
        ],
        include_proposed=proposed,
    )
    for proposed in (False, True)
]

_DECIDE: Row = (
    *CP, "2.1", "Decide on early help", "decide", "early help", "children", None, "tor", "2.1",
)  # fmt: skip
_PUBLIC: Row = (*CP, "2.2", "Meet in public", None, "procedure", None, None, "tor", None)
_DELIVER: Row = (
    *EH, "1", "Deliver early help", "deliver", "early help", None, "Children Act 2004 s.10",
    "tor", "5.3",
)  # fmt: skip
_SHARE: Row = (*EH, "2", "Share what works", None, None, None, None, "tor", None)
REMITS = [
    Case("remits", [_DECIDE, _PUBLIC, _DELIVER, _SHARE]),
    Case("remits", [_DECIDE, _DELIVER], {"topic": "Early Help"}),
    Case("remits", [_DELIVER], {"power": "Deliver"}),
    Case("remits", [_SHARE], {"words": "WHAT WORKS"}),
]

_UP_FROM_CP: list[Row] = [
    ([CP[1], COUNCIL[1]], [CP[0], COUNCIL[0]], 1, *COUNCIL, "apex"),
    ([CP[1], HWB[1]], [CP[0], HWB[0]], 1, *HWB, "apex"),
]
_UP_FROM_EH: list[Row] = [
    ([EH[1], CP[1], COUNCIL[1]], [EH[0], CP[0], COUNCIL[0]], 2, *COUNCIL, "apex"),
    ([EH[1], CP[1], HWB[1]], [EH[0], CP[0], HWB[0]], 2, *HWB, "apex"),
]
ROUTES = [
    Case("routes-upward", _UP_FROM_CP, {"body": "anytown-cp"}),
    Case("routes-upward", _UP_FROM_EH, {"body": "anytown-eh"}),
    Case(
        "routes-upward",
        [([EH[1], SC[1]], [EH[0], SC[0]], 1, *SC, "dead end"), *_UP_FROM_EH],
        {"body": "anytown-eh", "matter": " money"},
    ),
    Case("routes-upward", [([HWB[1]], [HWB[0]], 0, *HWB, "apex")], {"body": "anytown-hwb"}),
    Case("routes-upward", [([SC[1]], [SC[0]], 0, *SC, "dead end")], {"body": "anytown-sc"}),
    Case("routes-upward", [([JOINT[1]], [JOINT[0]], 0, *JOINT, "missing hop")],
         {"body": "joint-forum"}),
    Case(
        "routes-upward",
        [
            (
                [LOOP_A[1], LOOP_B[1], LOOP_A[1]], [LOOP_A[0], LOOP_B[0], LOOP_A[0]], 2, *LOOP_A,
                "cycle",
            )
        ],
        {"body": "otherton-a"},
    ),
    Case(
        "routes-upward",
        [(["New Board", HWB[1]], ["anytown-new", HWB[0]], 1, *HWB, "apex")],
        {"body": "New Board"},
        include_proposed=True,
    ),
]  # fmt: skip

_QUORUM: Row = (
    *CP, "quorum", "8", "one third of members", "of all seats", "no decision is taken", "tor", "8",
)  # fmt: skip
_REVIEW: Row = (*CP, "review", "9", "at least every 2 years", None, None, "tor", None)
RULES = [
    Case(
        "rules",
        [
            _QUORUM,
            _REVIEW,
            (*EH, "review", None, "every year", None, None, "tor-old", None),
            (*HWB, "review", None, "every 3 years", None, None, "tor", None),
            (*PN, "review", None, "every year", None, None, "paper", None),
            (*SC, "review", None, "when the chair wishes", None, None, "paper", None),
        ],
    ),
    Case("rules", [_QUORUM], {"kind": "quorum"}),
    Case("rules", [_QUORUM, _REVIEW], {"body": "anytown-cp"}),
]

SHARED_CHAIRS = [
    Case("shared-chairs", [(*JO, *CP, *HWB, f"{CP[1]} to {HWB[1]}")]),
    Case("shared-chairs", [], areas=("Otherton",)),
]

_CP_AND_EH: Row = (*CP, *EH, 2, ["Jo Smith", "Kit Lee"], 2, 2)
SHARED_MEMBERS = [
    Case(
        "shared-members",
        [
            _CP_AND_EH,
            (*CP, *HWB, 1, ["Jo Smith"], 2, 2),
            (*CP, *SC, 1, ["Jo Smith"], 2, 1),
            (*EH, *HWB, 1, ["Jo Smith"], 2, 2),
            (*EH, *SC, 1, ["Jo Smith"], 2, 1),
            (*HWB, *SC, 1, ["Jo Smith"], 2, 1),
        ],
    ),
    Case("shared-members", [_CP_AND_EH], {"at_least": 2}),
]

STAND_INS = [
    Case(
        "stand-ins",
        [
            (
                *CP, "anytown-cp/head", "Head", "member", "anytown-sam-dee", "Sam Dee",
                "substitute", None, ["Kit Lee"], "tor", "3.2",
            ),
            (
                *HWB, "anytown-hwb/vice-chair", "Vice-chair", "vice_chair", "anytown-al-brown",
                "Al Brown", "interim", "2026-01", [], "paper", "3",
            ),
        ],
    )
]  # fmt: skip

STATUTORY_BASIS = [
    Case(
        "statutory-basis",
        [
            (*EH, None, "1", "Deliver early help", "Children Act 2004 s.10", "tor", "5.3"),
            (*HWB, "Health and Social Care Act 2012", None, None, None, "tor", "1"),
        ],
    )
]

TOPICS = [
    Case(
        "topics",
        [
            ("early help", 2, [CP[1], EH[1]], 2, ["decide", "deliver"], [CP[1]], 0),
            (None, 1, [EH[1]], 1, [], [], 1),
        ],
    )
]

_NO_VICE_CHAIR: Row = (
    *HWB, "anytown-hwb/vice-chair", "Vice-chair", "vice_chair", [], "vacant",
)  # fmt: skip
VACANCIES = [
    Case("vacancies", [(*_NO_VICE_CHAIR, ["Al Brown"], ["tor, 2.2"])]),
    Case("vacancies", [(*_NO_VICE_CHAIR, [], ["tor, 2.2"])], as_of="2025-12-31"),
    Case(
        "vacancies",
        [
            (*CP, "anytown-cp/parent", "Parent", "co_opted", [], "unknown", [], ["tor, 3.4"]),
            (
                *HWB, "anytown-hwb/doctor", "Doctor", "member", ["Anytown Council", "NHS Anytown"],
                "not named", [], ["tor, 2.3"],
            ),
            (*_NO_VICE_CHAIR, ["Al Brown"], ["tor, 2.2"]),
        ],
        {"stated_only": False},
    ),
]  # fmt: skip


def _of_paper(fact: str, start: Row, end: Row, paragraph: str | None, basis: str = "stated") -> Row:
    return (fact, *start, *end, basis, False, paragraph)


SOURCE_STATES = [
    Case(
        "what-a-source-states",
        [
            _of_paper("ACCOUNTABLE_TO", SC, COUNCIL, "4"),
            _of_paper("ADVISES", SC, CP, "6", "inferred"),
            _of_paper("Body", JOINT, ("", "forum"), "3"),
            _of_paper("Body", LOOP_A, ("", "board"), None),
            _of_paper("Body", LOOP_B, ("", "board"), None),
            _of_paper("Body", PN, ("", "network"), "2"),
            _of_paper("Body", SC, ("", "scrutiny committee"), "1"),
            _of_paper("ESCALATES_TO", CP, HWB, "2"),
            _of_paper("HAS_RULE", PN, ("anytown-pn/rule/review", "every year"), None),
            _of_paper("HAS_RULE", SC, ("anytown-sc/rule/review", "when the chair wishes"), None),
            _of_paper(
                "HOLDS", ("anytown-al-brown", "Al Brown"),
                ("anytown-hwb/vice-chair", "Vice-chair"), "3",
            ),
            _of_paper("HOLDS", JO, ("anytown-sc/councillor", "Councillor"), "7"),
            _of_paper("MEETING_OF", ("anytown-cp/2026-03-01", "2026-03-01"), CP, None),
            _of_paper("MEETING_OF", ("anytown-cp/2026-06-01", "2026-06-01"), CP, None),
            _of_paper("MEETING_OF", ("anytown-cp/2026-09-01", "2026-09-01"), CP, None),
            _of_paper("Organisation", ("nhs-anytown", "NHS Anytown"), ("", "Health"), None),
            _of_paper("REPORTS_TO", LOOP_A, LOOP_B, None),
            _of_paper("REPORTS_TO", LOOP_B, LOOP_A, None),
            _of_paper("SCRUTINISES", SC, HWB, "5"),
            _of_paper("SEAT_ON", ("anytown-sc/councillor", "Councillor"), SC, "7"),
            _of_paper("SEAT_ON", ("anytown-cp/head", "Head"), CP, None),
        ],
        {"source": "Review paper"},
    )
]  # fmt: skip

CASES = [
    *AREAS,
    *ATTENDANCE,
    *BODIES,
    *BODY_CARD,
    *BODY_LINKS,
    *BOTH_SIDES,
    *DEAD_ENDS,
    *EX_OFFICIO,
    *INFERRED_LINKS,
    *MEETINGS,
    *MEMBERS,
    *ORGANISATION_SEATS,
    *ORGANISATIONS,
    *ORPHAN_BODIES,
    *OVERDUE_REVIEWS,
    *PEOPLE,
    *PERSON_SEATS,
    *PROPOSALS,
    *REMITS,
    *ROUTES,
    *RULES,
    *SHARED_CHAIRS,
    *SHARED_MEMBERS,
    *STAND_INS,
    *STATUTORY_BASIS,
    *TOPICS,
    *VACANCIES,
    *SOURCE_STATES,
]

# Others' data in a shared database: the same labels and types, none of our properties.
FOREIGN = """
MATCH (cp:Body {id: 'anytown-cp'}), (jo:Person {id: 'anytown-jo-smith'})
CREATE (x:Body {id: 'foreign', name: 'Foreign Board', area: 'Anytown', kind: 'board'}),
  (cp)-[:REPORTS_TO]->(x), (x)-[:REPORTS_TO]->(cp), (jo)-[:MEMBER_OF {role: 'chair'}]->(x),
  (:Seat {id: 'foreign/chair', title: 'Chair', role: 'chair'})-[:SEAT_ON]->(cp),
  (cp)-[:HAS_REMIT]->(:Remit {id: 'foreign/remit', text: 'Early help', topic: 'early help'}),
  (:Organisation {id: 'foreign-org', name: 'Foreign Council', source: 'paper'}),
  (:Meeting {id: 'foreign/meeting', date: '2026-05-01'})-[:MEETING_OF]->(cp)
"""


@cache
def city() -> merging.Facts:
    return facts("anytown", **TABLES)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with EmbeddedStore(tmp_path_factory.mktemp("queries") / "city.lbug", create=True) as store:
        loading.load(store, {"anytown": city()})
        yield store


@pytest.fixture(scope="module")
def server(neo4j_server: Neo4jServer) -> Iterator[Store]:
    from neo4j import GraphDatabase

    from govgraph.store.neo4j import Neo4jStore

    real_parts.empty(neo4j_server)
    username, password = neo4j_server.username, neo4j_server.password
    with Neo4jStore(neo4j_server.uri, username=username, password=password) as store:
        loading.load(store, {"anytown": city()})
        with GraphDatabase.driver(neo4j_server.uri, auth=(username, password)) as driver:
            driver.execute_query(FOREIGN)
        yield store


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest) -> Store:
    named: Store = request.getfixturevalue(request.param)
    return named


# --- answers -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_query_gives_what_the_tables_say(store: Store, case: Case) -> None:
    answer = named_queries.run(
        store,
        case.query,
        case.given,
        as_of=case.as_of,
        include_proposed=case.include_proposed,
        areas=case.areas,
    )

    assert answer.columns == QUERIES[case.query].columns
    assert answer.rows == case.rows


def test_every_query_is_asked_with_its_defaults() -> None:
    asked_plainly = {
        case.query
        for case in CASES
        if set(case.given) == {p.name for p in QUERIES[case.query].parameters if p.is_required}
    }

    assert asked_plainly == set(QUERIES)


def test_every_parameter_is_tried() -> None:
    tried = {(case.query, name) for case in CASES for name in case.given}

    assert tried == {(q.name, p.name) for q in QUERIES.values() for p in q.parameters}


def test_the_day_is_today_unless_it_is_given(embedded: Store) -> None:
    today = dt.date.today()

    assert named_queries.run(embedded, "bodies").rows == (
        named_queries.run(embedded, "bodies", as_of=today).rows
    )


def snapshot(*, include_proposed: bool = False) -> Governance:
    return Governance(
        merging.combine({"anytown": city()}),
        as_of=dt.date.fromisoformat(DAY),
        include_proposed=include_proposed,
    )


@pytest.mark.parametrize("include_proposed", [False, True])
def test_routes_are_those_of_the_analysis(embedded: Store, include_proposed: bool) -> None:
    g = snapshot(include_proposed=include_proposed)
    routes = escalation.routes(g)
    general = routes[routes["matter"].isna()]
    expected = set(zip(general["route_ids"], general["end"], strict=True))

    found = set()

    for body in g.bodies["id"]:
        answer = named_queries.run(
            embedded,
            "routes-upward",
            {"body": body},
            as_of=DAY,
            include_proposed=include_proposed,
        )
        for _, route_ids, *_, ends_as in answer.rows:
            assert isinstance(route_ids, list)
            found.add(("; ".join(route_ids), ends_as))

    assert found == expected


def test_a_long_route_is_cut_and_says_so(tmp_path: Path) -> None:
    ladder = [{"name": f"Level {level}", "id": f"level-{level}"} for level in range(8)]
    links = [
        {"from": f"level-{level}", "type": type_, "to": f"level-{level + 1}"}
        for level in range(7)
        for type_ in ("REPORTS_TO", "ESCALATES_TO", "PART_OF")
    ]
    with EmbeddedStore(tmp_path / "ladder.lbug", create=True) as store:
        loading.load(store, {"ladder": facts("ladder", bodies=ladder, links=links)})
        ends = [
            named_queries.run(store, "routes-upward", {"body": f"level-{level}"}).rows[0][2:]
            for level in (0, 1)
        ]

    assert ends == [
        (6, "level-6", "Level 6", "more than 6 steps"),
        (6, "level-7", "Level 7", "missing hop"),
    ]


def test_bodies_that_all_report_to_each_other_are_no_trouble(tmp_path: Path) -> None:
    names = ["a", "b", "c", "d"]
    links = [
        {"from": start, "type": "REPORTS_TO", "to": end}
        for start in names
        for end in names
        if start != end
    ]
    bodies = [{"name": name, "id": name} for name in names]
    with EmbeddedStore(tmp_path / "knot.lbug", create=True) as store:
        loading.load(store, {"knot": facts("knot", bodies=bodies, links=links)})
        rows = named_queries.run(store, "routes-upward", {"body": "a"}).rows

    # Of 2, 3 or 4 bodies in a row, the last of which can go back to each before it: 3 * 1 ways
    # of 2 steps, 6 * 2 of 3 and 6 * 3 of 4.
    assert [row[2] for row in rows] == [2] * 3 + [3] * 12 + [4] * 18
    assert {row[5] for row in rows} == {"cycle"}


def test_dead_ends_are_those_of_the_analysis(embedded: Store) -> None:
    findings = escalation.findings(snapshot())
    expected = findings[findings["finding"].isin(["dead end", "missing hop"])]

    answer = named_queries.run(embedded, "dead-ends", as_of=DAY)

    assert sorted((row[0], row[3]) for row in answer.rows) == sorted(
        zip(expected["body_id"], expected["finding"], strict=True)
    )


def test_members_are_those_of_the_snapshot(embedded: Store) -> None:
    g = snapshot()
    table = g.memberships
    table = table[(table["state"] != "vacant") | ~table["seat_id"].duplicated(keep=False)]

    for body in g.bodies["id"]:
        answer = named_queries.run(embedded, "members", {"body": body}, as_of=DAY)
        own = table[table["body_id"] == body]
        expected = zip(own["seat_id"], own["state"], own["person"].fillna(""), strict=True)
        assert sorted((row[0], row[5], row[7] or "") for row in answer.rows) == sorted(expected)


@pytest.mark.parametrize("day", [DAY, "2025-06-01", "2024-03-01", "2000-01-01"])
def test_the_newest_evidence_is_that_of_the_snapshot(store: Store, day: str) -> None:
    expected = snapshot().at(dt.date.fromisoformat(day)).newest_evidence

    assert named_queries.newest_evidence(store, day) == expected


# --- refusals ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "given", "words"),
    [
        ("member", {}, "no query called 'member'. Did you mean 'members'"),
        ("../README", {}, "no query called"),
        ("members", {}, "has to be told a body: body=..."),
        ("members", {"body": ""}, "has to be told a body"),
        ("members", {"body": 7}, "is a text, not '7'"),
        (
            "members",
            {"bodies": "anytown-cp"},
            "no parameter of the query 'members' called 'bodies'",
        ),
        ("members", {"body": "anytown-cp", "as_of": DAY}, "--as-of on the command line"),
        ("members", {"body": "Childrens Partnershp"}, "Did you mean 'Children's Partnership'"),
        ("members", {"body": "Old Board"}, "was not in force on 2026-11-22"),
        ("members", {"body": "New Board"}, "is only proposed"),
        ("person-seats", {"person": "Joe Smith"}, "no person called 'Joe Smith'"),
        ("organisation-seats", {"organisation": "Anytown"}, "no organisation called 'Anytown'"),
        ("what-a-source-states", {"source": "papers"}, "no source called 'papers'"),
        ("shared-members", {"at_least": "two"}, "is a number, such as 2, not 'two'"),
        ("shared-members", {"at_least": True}, "is a number"),
        ("shared-members", {"at_least": "nan"}, "is a number"),
        ("meetings", {"since": "2025"}, "is a day, such as 2026-09-20, not '2025'"),
        ("meetings", {"since": "2025-02-30"}, "is a day"),
        ("vacancies", {"stated_only": "perhaps"}, "is yes or no, not 'perhaps'"),
        ("remits", {"power": "decides"}, "is decide, not 'decides'"),
        ("rules", {"kind": "xyz"}, "is one of attendance, quorum"),
    ],
)
def test_a_wrong_parameter_is_refused(
    embedded: Store, query: str, given: dict[str, object], words: str
) -> None:
    with pytest.raises(GovgraphError, match=re.escape(words)):
        named_queries.run(embedded, query, given, as_of=DAY)


def test_a_wrong_day_or_area_is_refused(embedded: Store) -> None:
    with pytest.raises(GovgraphError, match="as-of date is a day"):
        named_queries.run(embedded, "bodies", as_of="2025")
    with pytest.raises(NotFoundError, match=r"'Anytwon'\. Did you mean 'Anytown'"):
        named_queries.run(embedded, "bodies", areas=["Anytwon"])


def test_a_name_that_fits_two_bodies_shows_both_and_an_area_decides(tmp_path: Path) -> None:
    boards = [
        {"name": "Health Board", "id": f"{area.lower()}-hb", "area": area} for area in ("A", "B")
    ]
    with EmbeddedStore(tmp_path / "two.lbug", create=True) as store:
        loading.load(store, {"two": facts("two", bodies=boards)})

        with pytest.raises(AmbiguousError, match=re.escape("Health Board (A, id a-hb); Health")):
            named_queries.run(store, "body-card", {"body": "Health Board"})
        for asked, areas in (("Health Board", ["b"]), ("health board (B)", []), ("B-HB", [])):
            answer = named_queries.run(store, "body-card", {"body": asked}, areas=areas)
            assert answer.rows[0][0] == "b-hb"


def test_values_travel_as_parameters_only(store: Store) -> None:
    hostile = "x' OR 1=1 //"

    assert named_queries.run(store, "remits", {"words": hostile, "topic": hostile}).rows == []
    with pytest.raises(NotFoundError):
        named_queries.run(store, "members", {"body": hostile})


# --- nothing is written --------------------------------------------------------------------

WRITES = [
    "CREATE (n:Body {id: 'x'})",
    "MATCH (n:Body) CREATE (m:Body {id: 'x'}) RETURN m.id",
    "MATCH (n:Body) SET n.name = 'x'",
    "MATCH (n:Body) SET n.name = 'x' RETURN n.name",
    "MATCH (n:Body) REMOVE n.name",
    "MATCH (n:Body) DETACH DELETE n",
    "MATCH (:Body)-[r:REPORTS_TO]->(:Body) DELETE r",
    "MERGE (n:Body {id: 'x'})",
    "MATCH (n:Body) MERGE (m:Body {id: 'x'}) RETURN m.id",
    "UNWIND [1] AS x CREATE (:Body {id: 'x'})",
    "WITH 'x' AS id MERGE (:Body {id: id})",
    "DROP TABLE Body",
    "DROP CONSTRAINT govgraph_Body_id",
    "ALTER TABLE Body ADD note2 STRING",
    "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
    "CREATE INDEX x FOR (n:Body) ON (n.name)",
    "COPY Body FROM 'x.csv'",
    "COPY (MATCH (n:Body) RETURN n.id) TO 'x.csv'",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD FROM '/etc/hostname' RETURN *",
    "MATCH (b:Body) LOAD FROM '/etc/hostname' (HEADER=false) RETURN *",
    "INSTALL httpfs",
    "LOAD EXTENSION httpfs",
    "ATTACH 'x.lbug' AS x (dbtype lbug)",
    "EXPORT DATABASE 'x'",
    "IMPORT DATABASE 'x'",
    "CHECKPOINT",
    "BEGIN TRANSACTION",
    "CALL threads=1",
    "CALL db.createLabel('X')",
    "CALL dbms.setConfigValue('db.format', 'x')",
    "CALL { CREATE (n:Body {id: 'x'}) RETURN 1 AS one } RETURN one",
    "MATCH (b:Body) CALL (b) { SET b.name = 'x' } RETURN b.name",
    "RETURN 1 AS one; CREATE (:Body {id: 'x'})",
    "// a comment\nCREATE (:Body {id: 'x'})",
    "/* MATCH */ MERGE (:Body {id: 'x'})",
]


@pytest.mark.parametrize("cypher", WRITES)
def test_a_query_cannot_write(store: Store, cypher: str) -> None:
    with pytest.raises(StoreError):
        store.run(cypher)

    left = "MATCH (n:Body) WHERE n.datasets IS NOT NULL RETURN count(n) AS bodies"
    assert store.run(f"{left}, count(n.name) AS named, min(n.name) AS first").rows == [
        (10, 10, "Children's Partnership")
    ]
    assert store.run("MATCH (n:Body {id: 'x'}) RETURN n.id AS id").rows == []


# --- the files -----------------------------------------------------------------------------


def test_every_path_of_a_query_has_an_upper_bound() -> None:
    for file in resources.cypher_dir().iterdir():
        text = re.sub(r"//.*", "", file.read_text(encoding="utf-8"))
        for pattern in re.findall(r"\[[^\]]*\*[^\]]*\]", text):
            most = re.search(r"\*\d+\.\.(\d+)\s*\]", pattern)
            assert most is not None, (file.name, pattern)
            assert int(most[1]) <= 30


def test_every_file_is_a_query() -> None:
    assert sorted(file.stem for file in resources.cypher_dir().iterdir()) == sorted(QUERIES)


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_a_head_says_all_that_its_query_takes(query: named_queries.NamedQuery) -> None:
    own = {parameter.name for parameter in query.parameters}

    assert query.question.endswith("?")
    assert query.used - set(named_queries.SHARED) == own
    assert "as_of" in query.used
    assert "include_proposed" in query.used or query.name == "proposals"
    assert set(query.in_order) | set(query.sorted_by) <= set(query.columns)


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_a_head_shows_what_neo4j_browser_has_to_be_told(query: named_queries.NamedQuery) -> None:
    (line,) = re.findall(r"// In Neo4j Browser first: :param \{(.*)\}\n", query.text)

    assert set(re.findall(r"(\w+):", line)) == query.used


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("RETURN 1 AS a", "needs one line '// title: ...'"),
        ("// title: T\n// question: Q?\nRETURN 1 AS a", "needs one line '// columns: ...'"),
        ("// title: T\n// title: T\n// question: Q?\n// columns: a", "one line '// title"),
        ("// title: T\n// question: Q?\n// columns: a\n// parameter: a", "cannot be read: 'a'"),
        (
            "// title: T\n// question: Q?\n// columns: a\n// parameter: a (colour) - which",
            "cannot be read",
        ),
        (
            "// title: T\n// question: Q?\n// columns: a\n// parameter: a (number) = b - which",
            "is a number",
        ),
    ],
)
def test_a_bad_head_is_refused(text: str, words: str) -> None:
    with pytest.raises(GovgraphError, match=re.escape(words)):
        named_queries.load(text, "mine")


def test_a_head_is_read() -> None:
    query = named_queries.load(
        "// title: T\n// question: Q?\n"
        "// parameter: areas_too (list) = a; b - which\n"
        '// parameter: about (text) = "" - what\n'
        "// parameter: body (body) - whose\n"
        "// columns: a, b (in order)\n// sorted by: a\n// note: N\n\nRETURN $body",
        "mine",
    )

    assert [(p.name, p.kind, p.default) for p in query.parameters] == [
        ("areas_too", "list", ["a", "b"]),
        ("about", "text", ""),
        ("body", "body", None),
    ]
    assert (query.columns, query.in_order) == (("a", "b"), frozenset({"b"}))
    assert (query.sorted_by, query.notes) == (("a",), ("N",))
    assert query.used == {"body"}


def test_asking_imports_nothing_heavy(embedded: EmbeddedStore, tmp_path: Path) -> None:
    script = (
        "import sys; from govgraph.store import named_queries, open_store; "
        "named_queries.run(open_store(sys.argv[1]), 'members', {'body': 'HWB'}); "
        "print([name for name in ('pandas', 'pyarrow', 'numpy', 'neo4j') if name in sys.modules])"
    )
    path = str(embedded.describe()).partition("'")[2].rstrip("'")

    done = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
