"""The domain, declared once.

Every table that a reviewer fills in, every node and relationship of the graph and every
property on them stands here and nowhere else. Table checks, the store's schema and load
statements, the Excel template's drop-downs and the data dictionary are derived from these
declarations: a new column is one line in :data:`TABLES`.

A :class:`Column` says what a reviewer may write in a cell (its ``kind``) and where it ends
up: as a property of the node and relationship types named in ``to``, or, where it names
something else (``refers_to``), as a relationship.

Standard terms are those of the W3C Organization Ontology (``org:``), FOAF, Dublin Core
(``dct:``), PROV-O (``prov:``), SKOS and schema.org.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["text", "list", "code", "codes", "yes_no", "number", "date", "frequency", "office"]
"""What a cell may hold.

``text`` anything; ``list`` several texts separated by ``;``; ``code`` one word of a code
list; ``codes`` several of them; ``yes_no``; ``number``; ``date`` a partial date (2017,
2017-09, 2017-09-20); ``frequency`` a number a year, "every meeting" or "as needed";
``office`` "chair of BODY".
"""

SEPARATOR = ";"
"""Between several values in one cell."""


@dataclass(frozen=True)
class CodeList:
    """The words a column may hold.

    A closed list admits no other word. An open one proposes words: others are kept as they
    are written, with a warning, because boards are called many things.
    """

    name: str
    codes: tuple[str, ...]
    closed: bool = True
    meant: tuple[tuple[str, str], ...] = ()
    """Words that people write, in small letters and without blanks, and the code each means."""


BODY_KIND = CodeList(
    "kind of body",
    (
        "board",
        "partnership",
        "executive",
        "committee",
        "scrutiny committee",
        "sub-group",
        "task and finish group",
        "working group",
        "steering group",
        "commissioning group",
        "delivery group",
        "forum",
        "network",
        "alliance",
        "cabinet",
        "other",
    ),
    closed=False,
)
_STATUS_WORDS = {
    "current": ("active", "live", "ongoing", "inforce", "open", "existing"),
    "proposed": ("draft", "planned", "future", "new"),
    "former": ("ended", "closed", "inactive", "dissolved", "abolished", "past"),
}
_STATUS_MEANT = tuple((word, code) for code, words in _STATUS_WORDS.items() for word in words)
STATUS = CodeList("status", ("current", "proposed", "former"), meant=_STATUS_MEANT)
SEAT_STATUS = CodeList(
    "status of a seat", ("current", "vacant", "proposed", "former"), meant=_STATUS_MEANT
)
MEETING_STATUS = CodeList("status of a meeting", ("planned", "held", "cancelled"))
TIER = CodeList("tier", ("strategic", "executive", "delivery", "operational"), closed=False)
COVERED = CodeList("covered", ("members", "links", "remits", "rules", "attendance"))
ROLE = CodeList(
    "role",
    ("chair", "vice_chair", "member", "co_opted", "adviser", "observer", "secretariat", "guest"),
)
CAPACITY = CodeList("capacity", ("holder", "interim", "substitute", "alternate", "leave"))
BASIS = CodeList("basis", ("stated", "inferred"))
POWER = CodeList(
    "power",
    (
        "decide",
        "commission",
        "recommend",
        "approve",
        "advise",
        "influence",
        "oversee",
        "scrutinise",
        "co-ordinate",
        "deliver",
    ),
)
TOPIC = CodeList(
    "topic",
    (
        "strategy and priorities",
        "joint commissioning",
        "health and wellbeing",
        "emotional wellbeing and mental health",
        "early help",
        "early years",
        "education and learning",
        "special educational needs and disability",
        "safeguarding",
        "youth justice",
        "domestic abuse",
        "carers",
        "community safety",
        "housing",
        "economy and growth",
        "culture",
        "poverty and inequality",
        "needs assessment",
        "performance and quality",
        "voice and participation",
        "resources and funding",
        "partnership working",
        "information and communication",
        "transition to adulthood",
        "public health",
        "procedure",
    ),
    closed=False,
)
RULE_KIND = CodeList(
    "kind of rule",
    (
        "attendance",
        "quorum",
        "decision",
        "composition",
        "frequency",
        "notice",
        "papers",
        "minutes",
        "review",
        "substitutes",
        "chairing",
        "term",
        "guests",
        "access",
        "conflict",
        "inquorate",
        "out_of_session",
        "amendment",
        "reporting",
        "agenda",
        "other",
    ),
)
ATTENDANCE_STATUS = CodeList(
    "attendance", ("present", "substitute", "apologies", "absent", "unknown")
)
MODE = CodeList("mode of attendance", ("in_person", "remote"))
SAME_PERSON = CodeList("verdict on two people", ("same_as", "not_same_as"))
VERDICT = CodeList("verdict of a judgement", ("duplicate", "not_duplicate"))

MEMBER_ROLES = ("chair", "vice_chair", "member", "co_opted")
"""The roles that make a member: advisers, observers, the secretariat and guests count for
no quorum, cap, majority or co-option."""

MEMBER_CAPACITIES = ("holder", "interim", "leave")
"""The capacities in which a person sits on a body. A substitute or an alternate comes only
in another's place."""

LINKS: dict[str, str] = {
    "PART_OF": "is a sub-group of; containment is not reporting",
    "REPORTS_TO": "reports regularly to",
    "ACCOUNTABLE_TO": "is formally accountable to",
    "ESCALATES_TO": "takes an unresolved matter to",
    "DELEGATES_TO": "delegates to",
    "OVERSEES": "oversees",
    "SCRUTINISES": "scrutinises",
    "ADVISES": "advises",
    "APPROVES": "approves something of",
    "ALIGNS_WITH": "works alongside; no step up",
    "REPLACES": "replaces",
    "ESTABLISHED_BY": "was established by",
}
"""What one body or organisation is to another, in the order of the ``type`` drop-down."""

LINK_TYPE = CodeList("type of link", tuple(LINKS))

UPWARD_LINKS = ("ESCALATES_TO", "REPORTS_TO", "ACCOUNTABLE_TO", "PART_OF")
"""The links that are a step up, strongest first."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``to`` names the node and relationship types that carry it as a property (under
    ``stored_as`` where that differs from the column's name). ``refers_to`` names the node
    types that a cell may name; such a cell becomes ``relationship`` from or to the row's
    own node, and ``several`` says that it may name more than one. A blank cell means
    ``default``.
    """

    name: str
    kind: Kind
    description: str
    to: tuple[str, ...] = ()
    standard: str = ""
    codes: CodeList | None = None
    required: bool = False
    stored_as: str = ""
    refers_to: tuple[str, ...] = ()
    relationship: str = ""
    several: bool = False
    default: str = ""
    example: str = ""

    @property
    def property_name(self) -> str:
        """The name under which the graph keeps it."""
        return self.stored_as or self.name


@dataclass(frozen=True)
class Table:
    """One table of a dataset: a CSV file or a sheet."""

    name: str
    description: str
    columns: tuple[Column, ...]
    required: bool = False

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class NodeType:
    """A label of the graph."""

    name: str
    description: str
    standard: str
    table: str


@dataclass(frozen=True)
class RelationshipType:
    """A relationship type of the graph and the pairs of labels that it may join."""

    name: str
    description: str
    pairs: tuple[tuple[str, str], ...]
    standard: str = ""
    table: str = ""

    @property
    def is_derived(self) -> bool:
        """Whether it is worked out from other relationships and stands in no table."""
        return not self.table


@dataclass(frozen=True)
class Property:
    """A property of a node or relationship type as the stores keep it."""

    name: str
    type: Literal["text", "list", "number", "boolean", "day"]
    description: str
    standard: str = ""
    codes: CodeList | None = None


NODES: tuple[NodeType, ...] = (
    NodeType(
        "Body",
        "A board, partnership, executive, committee, group or forum where people meet to govern",
        "org:FormalOrganization, org:OrganizationalUnit",
        "bodies",
    ),
    NodeType(
        "Organisation",
        "A council, NHS body, police force, school or charity that people speak for",
        "org:Organization",
        "organisations",
    ),
    NodeType("Person", "A human being", "foaf:Person", "people"),
    NodeType(
        "Seat",
        "A seat on a body: it exists without a holder, has successive holders and substitutes",
        "org:Post",
        "memberships",
    ),
    NodeType("Remit", "One clause of what a body is for", "org:purpose", "remits"),
    NodeType("Rule", "One provision of a body's terms of reference", "", "rules"),
    NodeType("Meeting", "One meeting of one body", "schema:Event", "meetings"),
    NodeType("Source", "A document that facts come from", "prov:Entity", "sources"),
)

_ACTORS = ("Body", "Organisation")
_LINK_PAIRS = tuple((start, end) for start in _ACTORS for end in _ACTORS)
_LINK_STANDARDS = {
    "PART_OF": "org:subOrganizationOf",
    "REPORTS_TO": "org:reportsTo",
    "REPLACES": "dct:replaces",
}

RELATIONSHIPS: tuple[RelationshipType, ...] = (
    *(
        RelationshipType(name, meaning, _LINK_PAIRS, _LINK_STANDARDS.get(name, ""), "links")
        for name, meaning in LINKS.items()
    ),
    RelationshipType(
        "SEAT_ON", "the seat's body", (("Seat", "Body"),), "org:postIn", "memberships"
    ),
    RelationshipType(
        "ON_BEHALF_OF",
        "whom the seat speaks for; a seat may speak for several",
        (("Seat", "Organisation"), ("Seat", "Body")),
        "popolo:on_behalf_of",
        "memberships",
    ),
    RelationshipType(
        "EX_OFFICIO",
        "the seat comes with an office there",
        (("Seat", "Body"), ("Seat", "Organisation")),
        "",
        "memberships",
    ),
    RelationshipType(
        "HOLDS",
        "a person's tenure of a seat",
        (("Person", "Seat"),),
        "org:holds",
        "memberships",
    ),
    RelationshipType(
        "EMPLOYED_BY",
        "whom the person works for",
        (("Person", "Organisation"),),
        "org:memberOf",
        "people",
    ),
    RelationshipType(
        "SAME_AS",
        "a reviewer has judged that the two are one person; every analysis counts them as one",
        (("Person", "Person"),),
        "owl:sameAs",
        "same_people",
    ),
    RelationshipType(
        "NOT_SAME_AS",
        "a reviewer has judged that the two are two people, however alike their names",
        (("Person", "Person"),),
        "owl:differentFrom",
        "same_people",
    ),
    RelationshipType(
        "HAS_REMIT", "a clause of the body's remit", (("Body", "Remit"),), "", "remits"
    ),
    RelationshipType(
        "HAS_RULE", "a provision of the body's terms", (("Body", "Rule"),), "", "rules"
    ),
    RelationshipType(
        "MEETING_OF", "the body that meets", (("Meeting", "Body"),), "schema:organizer", "meetings"
    ),
    RelationshipType(
        "ATTENDANCE",
        "what the record says of a seat at a meeting; from a person where no seat of theirs is "
        "known: a guest, counted nowhere",
        (("Seat", "Meeting"), ("Person", "Meeting")),
        "schema:attendee",
        "attendance",
    ),
    RelationshipType(
        "JUDGED",
        "what a reviewer judged of the two bodies' remits; from the first one named to the second",
        (("Body", "Body"),),
        "",
        "judgements",
    ),
    RelationshipType(
        "MEMBER_OF",
        "the person sits on the body as a member (from HOLDS and SEAT_ON)",
        (("Person", "Body"),),
        "org:memberOf",
    ),
    RelationshipType(
        "REPRESENTED_ON",
        "a member's seat on the body speaks for the organisation (from ON_BEHALF_OF and SEAT_ON)",
        (("Organisation", "Body"),),
    ),
)


def _dated(*to: str, of: str = "") -> tuple[Column, ...]:
    first, last = (f"{day} day{of}, as precisely as known" for day in ("First", "Last"))
    return (
        Column("start_date", "date", first, to, "schema:startDate"),
        Column("end_date", "date", last, to, "schema:endDate"),
    )


def _basis(*to: str) -> Column:
    return Column(
        "basis",
        "code",
        "Whether the source states it or it was inferred",
        to,
        codes=BASIS,
        default="stated",
    )


def _cited(*to: str, paragraph: bool = True) -> tuple[Column, ...]:
    source = Column(
        "source",
        "text",
        "The source's id; may be left out where the dataset has one source only",
        to,
        "dct:source",
    )
    place = Column(
        "paragraph", "text", "Where in the source: paragraph, page or row", to, example="2.4.1"
    )
    return (source, place) if paragraph else (source,)


def _note(*to: str) -> Column:
    return Column("note", "text", "Anything a reader should know", to, "skos:note")


def _status(codes: CodeList, *to: str) -> Column:
    return Column("status", "code", "Whether it is in force", to, codes=codes, default="current")


_JUDGED = ("SAME_AS", "NOT_SAME_AS")

TABLES: tuple[Table, ...] = (
    Table(
        "bodies",
        "Every board, partnership, group and forum, one row each",
        (
            Column(
                "name",
                "text",
                "Full name, as the document gives it",
                ("Body",),
                "skos:prefLabel",
                required=True,
                example="Children's Partnership",
            ),
            Column(
                "area",
                "text",
                "The place or system it belongs to; several for a joint body",
                ("Body",),
                "dct:spatial",
                required=True,
                several=True,
                example="Anytown",
            ),
            Column(
                "kind",
                "code",
                "What kind of body it is",
                ("Body",),
                "org:classification",
                BODY_KIND,
                required=True,
                example="partnership",
            ),
            Column(
                "other_names",
                "list",
                "Abbreviations and other names, separated by ;",
                ("Body",),
                "skos:altLabel",
                example="CP; Children's Trust",
            ),
            Column(
                "id",
                "text",
                "A short name of your own; made from area and name if blank",
                ("Body",),
                "dct:identifier",
                example="anytown-cp",
            ),
            _status(STATUS, "Body"),
            Column("tier", "code", "Its level", ("Body",), codes=TIER, example="strategic"),
            Column(
                "meetings_per_year",
                "number",
                "How often it meets in a year",
                ("Body",),
                example="4",
            ),
            Column("apex", "yes_no", "Nothing is above it: routes may end here", ("Body",)),
            Column(
                "covered",
                "codes",
                "What the sources give completely for it; what is missing is reported only there",
                ("Body",),
                codes=COVERED,
                example="members; links",
            ),
            Column(
                "statutory_basis",
                "text",
                "Act and section that require it",
                ("Body",),
                "eli:based_on",
                example="Children Act 2004 s.10",
            ),
            *_dated("Body"),
            *_cited("Body"),
            _note("Body"),
        ),
        required=True,
    ),
    Table(
        "memberships",
        "Every seat, one row for each holder, vacancy, substitute or interim",
        (
            Column(
                "body",
                "text",
                "The body on which the seat is",
                refers_to=("Body",),
                relationship="SEAT_ON",
                required=True,
                example="Children's Partnership",
            ),
            Column(
                "seat",
                "text",
                "The seat's title, as the terms of reference give it",
                ("Seat",),
                "schema:roleName",
                required=True,
                stored_as="title",
                example="Director of Public Health",
            ),
            Column(
                "person",
                "text",
                "Who holds it; blank: not named (write status vacant if it is vacant)",
                refers_to=("Person",),
                relationship="HOLDS",
                example="Jo Smith",
            ),
            Column(
                "organisation",
                "text",
                "Whom the seat speaks for; several separated by ;",
                refers_to=("Organisation", "Body"),
                relationship="ON_BEHALF_OF",
                several=True,
                example="Anytown Council",
            ),
            Column(
                "role",
                "code",
                "Blank: member",
                ("Seat",),
                "org:role",
                ROLE,
                default="member",
                example="member",
            ),
            Column("voting", "yes_no", "Whether the seat has a vote", ("Seat",)),
            Column(
                "sector",
                "text",
                "The sector that the seat stands for",
                ("Seat",),
                example="Public Health",
            ),
            Column(
                "capacity",
                "code",
                "How the person holds it; blank: holder",
                ("HOLDS",),
                codes=CAPACITY,
                default="holder",
            ),
            Column(
                "ex_officio",
                "office",
                "The office it comes with",
                refers_to=("Body", "Organisation"),
                relationship="EX_OFFICIO",
                example="",
            ),
            *_dated(
                *("SEAT_ON", "HOLDS", "ON_BEHALF_OF", "EX_OFFICIO"),
                of=" of the person's tenure, or of the seat where nobody is named",
            ),
            Column(
                "status",
                "code",
                "vacant, or whether it is in force",
                ("SEAT_ON", "HOLDS", "ON_BEHALF_OF", "EX_OFFICIO"),
                codes=SEAT_STATUS,
                default="current",
            ),
            _basis("SEAT_ON", "HOLDS", "ON_BEHALF_OF", "EX_OFFICIO"),
            *_cited("Seat", "SEAT_ON", "HOLDS", "ON_BEHALF_OF", "EX_OFFICIO"),
            _note("SEAT_ON", "HOLDS"),
        ),
    ),
    Table(
        "links",
        "Who reports, accounts, escalates to whom; one row for each statement of it",
        (
            Column(
                "from",
                "text",
                "A body, an organisation or 'members of BODY'",
                refers_to=_ACTORS,
                required=True,
                example="Children's Partnership",
            ),
            Column(
                "type",
                "code",
                "What it is to the other",
                codes=LINK_TYPE,
                required=True,
                example="Reports to",
            ),
            Column(
                "to",
                "text",
                "A body, an organisation or 'members of BODY'",
                refers_to=_ACTORS,
                required=True,
                example="Health and Wellbeing Board",
            ),
            Column(
                "frequency_per_year",
                "frequency",
                "A number, 'every meeting' or 'as needed'",
                tuple(LINKS),
                example="2",
            ),
            Column("matter", "text", "What it is limited to; blank: everything", tuple(LINKS)),
            Column("condition", "text", "When it applies, or what is approved", tuple(LINKS)),
            _status(STATUS, *LINKS),
            _basis(*LINKS),
            *_dated(*LINKS),
            *_cited(*LINKS),
            _note(*LINKS),
        ),
    ),
    Table(
        "remits",
        "What each body is for, one clause a row",
        (
            Column(
                "body",
                "text",
                "Whose remit it is",
                refers_to=("Body",),
                relationship="HAS_REMIT",
                required=True,
                example="Children's Partnership",
            ),
            Column(
                "clause",
                "text",
                "The clause's number or label",
                ("Remit",),
                required=True,
                example="2.1",
            ),
            Column(
                "text",
                "text",
                "What the clause says, in your own words",
                ("Remit",),
                "dct:description",
                required=True,
                example="Oversee delivery of the children's plan",
            ),
            Column(
                "power",
                "code",
                "What the clause lets the body do",
                ("Remit",),
                codes=POWER,
                example="oversee",
            ),
            Column(
                "topic",
                "code",
                "What it is about; 'procedure' for how the body works",
                ("Remit",),
                "dct:subject",
                TOPIC,
                example="strategy and priorities",
            ),
            Column(
                "population",
                "text",
                "Whom it is for",
                ("Remit",),
                "dct:audience",
                example="children and young people",
            ),
            Column(
                "statute", "text", "Act and section that it rests on", ("Remit",), "eli:based_on"
            ),
            _status(STATUS, "Remit"),
            *_dated("Remit"),
            *_cited("Remit", "HAS_REMIT"),
            _note("Remit"),
        ),
    ),
    Table(
        "rules",
        "The provisions of each body's terms of reference",
        (
            Column(
                "body",
                "text",
                "Whose rule it is",
                refers_to=("Body",),
                relationship="HAS_RULE",
                required=True,
                example="Children's Partnership",
            ),
            Column("clause", "text", "The provision's number", ("Rule",), example="7.1"),
            Column(
                "kind",
                "code",
                "What the provision is about",
                ("Rule",),
                "",
                RULE_KIND,
                required=True,
                example="attendance",
            ),
            Column(
                "rule",
                "text",
                "The rule in a line",
                ("Rule",),
                "dct:description",
                required=True,
                stored_as="text",
                example="absent from more than 3 meetings in 1 year",
            ),
            Column(
                "reading",
                "text",
                "Which of several readings this row is, where the wording leaves them open",
                ("Rule",),
            ),
            Column(
                "consequence",
                "text",
                "What follows, in the source's own strength",
                ("Rule",),
                example="may be invited to withdraw",
            ),
            _status(STATUS, "Rule"),
            *_dated("Rule"),
            *_cited("Rule", "HAS_RULE"),
            _note("Rule"),
        ),
    ),
    Table(
        "meetings",
        "Every meeting, held, planned or cancelled",
        (
            Column(
                "body",
                "text",
                "Who met",
                refers_to=("Body",),
                relationship="MEETING_OF",
                required=True,
                example="Children's Partnership",
            ),
            Column(
                "date",
                "date",
                "The day",
                ("Meeting",),
                "schema:startDate",
                required=True,
                example="2025-03-14",
            ),
            Column(
                "id",
                "text",
                "A short name for the attendance table; made from body and date if blank",
                ("Meeting",),
                "dct:identifier",
                example="cp-march",
            ),
            Column("status", "code", "Blank: held if past", ("Meeting",), codes=MEETING_STATUS),
            Column(
                "duration_hours",
                "number",
                "How long it lasted",
                ("Meeting",),
                "schema:duration",
                example="2",
            ),
            *_cited("Meeting", "MEETING_OF", paragraph=False),
            _note("Meeting"),
        ),
    ),
    Table(
        "attendance",
        "Who came, sent apologies or did not come",
        (
            Column(
                "meeting",
                "text",
                "The meeting's id, or 'BODY DATE'",
                refers_to=("Meeting",),
                required=True,
                example="cp-march",
            ),
            Column(
                "seat",
                "text",
                "The seat's title; may be blank where the person holds one seat there",
                refers_to=("Seat",),
                relationship="ATTENDANCE",
                example="Director of Public Health",
            ),
            Column(
                "person",
                "text",
                "Who came or was expected; without a seat: a guest, counted nowhere",
                refers_to=("Person",),
                to=("ATTENDANCE",),
                example="Jo Smith",
            ),
            Column(
                "status",
                "code",
                "What the record says",
                ("ATTENDANCE",),
                codes=ATTENDANCE_STATUS,
                required=True,
                example="present",
            ),
            Column("mode", "code", "How they came", ("ATTENDANCE",), codes=MODE),
            _note("ATTENDANCE"),
        ),
    ),
    Table(
        "people",
        "People of whom more than a name is known",
        (
            Column(
                "name",
                "text",
                "Full name",
                ("Person",),
                "foaf:name",
                required=True,
                example="Joanne Smith",
            ),
            Column(
                "other_names",
                "list",
                "Other forms of the name, separated by ;",
                ("Person",),
                "skos:altLabel",
                example="J. Smith",
            ),
            Column(
                "id",
                "text",
                "A short name of your own; made from area and name if blank",
                ("Person",),
                "dct:identifier",
            ),
            Column(
                "organisation",
                "text",
                "Employer",
                refers_to=("Organisation",),
                relationship="EMPLOYED_BY",
                several=True,
                example="Anytown Council",
            ),
            Column("job_title", "text", "Post", ("Person",), "schema:jobTitle"),
            *_cited("Person", "EMPLOYED_BY"),
            _note("Person"),
        ),
    ),
    Table(
        "same_people",
        "What a reviewer has judged of two names: one person, or two people",
        (
            Column(
                "person_a",
                "text",
                "One of the two; if they are one person, the name that is shown",
                refers_to=("Person",),
                required=True,
                example="Joanne Smith",
            ),
            Column(
                "person_b",
                "text",
                "The other",
                refers_to=("Person",),
                required=True,
                example="Jo Smith",
            ),
            Column(
                "verdict",
                "code",
                "What was judged",
                codes=SAME_PERSON,
                required=True,
                example="same_as",
            ),
            Column(
                "reason",
                "text",
                "Why, as it may be read in a public paper",
                _JUDGED,
                example="Confirmed by the clerk",
            ),
            Column("who", "text", "Who judged: a role or a name", _JUDGED, example="Clerk"),
            Column("date", "date", "When", _JUDGED, "dct:date", example="2025-03"),
            *_cited(*_JUDGED),
        ),
    ),
    Table(
        "organisations",
        "Organisations of which more than a name is known",
        (
            Column(
                "name",
                "text",
                "Full name",
                ("Organisation",),
                "skos:prefLabel",
                required=True,
                example="Anytown Council",
            ),
            Column(
                "other_names",
                "list",
                "Abbreviations and other names, separated by ;",
                ("Organisation",),
                "skos:altLabel",
                example="AC",
            ),
            Column(
                "id",
                "text",
                "A short name of your own; made from the name if blank",
                ("Organisation",),
                "dct:identifier",
            ),
            Column(
                "sector",
                "text",
                "Local Authority, Health, Police, ...",
                ("Organisation",),
                "org:classification",
                example="Local Authority",
            ),
            Column(
                "parent",
                "text",
                "The organisation it is part of",
                ("Organisation",),
                "org:subOrganizationOf",
                refers_to=("Organisation",),
            ),
            *_cited("Organisation"),
            _note("Organisation"),
        ),
    ),
    Table(
        "sources",
        "The documents that the facts come from",
        (
            Column(
                "id",
                "text",
                "A short name for use in the source columns",
                ("Source",),
                "dct:identifier",
                required=True,
                example="anytown-terms-2025",
            ),
            Column(
                "title",
                "text",
                "Title",
                ("Source",),
                "dct:title",
                required=True,
                example="Children's Partnership terms of reference",
            ),
            Column("publisher", "text", "Who published it", ("Source",), "dct:publisher"),
            Column("date", "date", "Its date", ("Source",), "dct:issued", example="2025-01"),
            Column("version", "text", "Its version", ("Source",), "schema:version"),
            Column(
                "replaces",
                "text",
                "The id of the version that it replaces",
                ("Source",),
                "dct:replaces",
            ),
            Column("adopted", "date", "When it was adopted", ("Source",), "dct:dateAccepted"),
            Column("url", "text", "Where it can be read", ("Source",), "schema:url"),
            Column("licence", "text", "Under what licence", ("Source",), "dct:license"),
            Column(
                "illustrative",
                "yes_no",
                "Made up for illustration: every answer that may rest on it says so",
                ("Source",),
            ),
            _note("Source"),
        ),
    ),
    Table(
        "judgements",
        "What a reviewer has judged of two bodies' remits: honoured and shown from its date on",
        (
            Column(
                "body_a",
                "text",
                "One of the two bodies",
                refers_to=("Body",),
                required=True,
                example="Children's Partnership",
            ),
            Column(
                "clause_a",
                "text",
                "The label of its clause, as in remits; blank: its whole remit",
                ("JUDGED",),
                example="2.1",
            ),
            Column(
                "body_b",
                "text",
                "The other body",
                refers_to=("Body",),
                required=True,
                example="Health and Wellbeing Board",
            ),
            Column(
                "clause_b",
                "text",
                "The label of its clause, as in remits; blank: its whole remit",
                ("JUDGED",),
                example="4.3",
            ),
            Column(
                "verdict",
                "code",
                "What was judged",
                ("JUDGED",),
                codes=VERDICT,
                required=True,
                example="not_duplicate",
            ),
            Column(
                "reason",
                "text",
                "Why, as it may be read in a public paper",
                ("JUDGED",),
                example="The Board sees to adults only",
            ),
            Column(
                "who",
                "text",
                "Who judged: a role or a name, shown as it is written here",
                ("JUDGED",),
                example="Governance Officer",
            ),
            Column(
                "date",
                "date",
                "When; it counts from then on. Blank: always",
                ("JUDGED",),
                "dct:date",
                example="2025-03",
            ),
            *_cited("JUDGED"),
            _note("JUDGED"),
        ),
    ),
)

IDENTITY = Property("id", "text", "Identifier, unique in the store", "dct:identifier")
DATASETS = Property("datasets", "list", "The datasets that state it", "prov:wasDerivedFrom")
STATEMENTS = Property(
    "statements",
    "text",
    "What each dataset or row states (JSON), where several state the same thing differently",
)
VALIDITY = (
    Property("valid_from", "day", "First day on which it may have held; 0001-01-01: open"),
    Property(
        "valid_to",
        "day",
        "Last day on which it may have held; 9999-12-31: open; none: ended, date unknown",
    ),
    Property("proposed", "boolean", "It, or what it belongs to, is only proposed"),
)

_BOOLEAN_OF_LINKS = (
    Property("from_members", "boolean", "It is the members of the first that do it"),
    Property("to_members", "boolean", "It is done to the members of the second"),
)
_READ_FROM_CELLS: dict[str, tuple[Property, ...]] = {
    **dict.fromkeys(LINKS, _BOOLEAN_OF_LINKS),
    "EX_OFFICIO": (Property("office", "text", "The office, for instance chair"),),
}
"""What stands in the cells of references ("members of BODY", "chair of BODY")."""

_DERIVED: dict[str, tuple[Property, ...]] = {
    "Body": (Property("areas", "list", "The areas, one by one", "dct:spatial"),),
    "MEMBER_OF": (
        Property("role", "text", "The role of the seat", "org:role", ROLE),
        Property("capacity", "text", "How the person holds the seat", codes=CAPACITY),
    ),
}
_STORED_AS: dict[str, Literal["list", "number", "boolean"]] = {
    "list": "list",
    "codes": "list",
    "yes_no": "boolean",
    "number": "number",
}

NODE: dict[str, NodeType] = {node.name: node for node in NODES}
RELATIONSHIP: dict[str, RelationshipType] = {rel.name: rel for rel in RELATIONSHIPS}
TABLE: dict[str, Table] = {table.name: table for table in TABLES}


@cache
def stated_properties(type_name: str) -> tuple[Property, ...]:
    """The properties of a node or relationship type that datasets state, without the id."""
    from_tables = (
        Property(
            column.property_name,
            _STORED_AS.get(column.kind, "text"),
            column.description,
            column.standard,
            column.codes,
        )
        for table in TABLES
        for column in table.columns
        if type_name in column.to and column.property_name != IDENTITY.name
    )
    return (*from_tables, *_READ_FROM_CELLS.get(type_name, ()))


@cache
def properties(type_name: str) -> tuple[Property, ...]:
    """Every property of a node or relationship type, in the order in which it is stored.

    >>> [p.name for p in properties("HAS_REMIT")]
    ['valid_from', 'valid_to', 'proposed', 'datasets']
    """
    derived = (*_DERIVED.get(type_name, ()), *VALIDITY, DATASETS)
    if type_name in NODE:
        return (IDENTITY, *stated_properties(type_name), *derived, STATEMENTS)
    return (*stated_properties(type_name), *derived)
