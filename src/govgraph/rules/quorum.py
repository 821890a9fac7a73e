"""The language of quorum rules: who has to be there for a meeting to be quorate.

- ``5 members``, ``at least 5 voting members``, ``one third of members``
- ``chair and 1 of organisation "Council" except chair and 1 of sector "Schools"``
- ``3 of sectors ("Local Authority", "Schools", "Police") and chair``
- ``one third of members or 3, whichever is greater``
- ``4 members including 1 of organisation "NHS Trust"``

**One attendee fills one place.** ``and`` joins places that are filled by different people:
``chair and 1 of organisation "Council"`` needs two people, even where the chair comes from the
Council. ``including`` asks for places among those already counted: ``3 members including
chair`` is three people. ``3 of sector "Schools"`` is three people, ``3 of sectors ("Schools",
"Police", "Health")`` three different sectors with a person each. ``and`` and ``or`` do not mix
without brackets, but for ``chair or vice-chair``, which is one place.

Fractions are rounded up. What the wording leaves open stays open in the rule: whether vacant
seats count among the members (``of filled seats`` and ``of all seats`` say it) and whether a
substitute counts (``, substitutes count as present`` or ``, substitutes count as absent``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from lark import Discard, Token, Transformer

from govgraph.rules.language import (
    Example,
    Language,
    Reference,
    Rule,
    count,
    fraction,
    fraction_text,
    least_of,
    name,
    percentage,
    percentage_text,
    with_unsaid,
)

Kind = Literal["sector", "organisation", "seat"]
Office = Literal["chair", "vice-chair", "chair or vice-chair"]

GRAMMAR = r"""
    start: INTRO? condition substitutes?

    ?condition: unit
        | unit (_and unit)+ -> all_of
        | unit ("or"i unit)+ -> any_of
        | unit ("or"i unit)+ GREATER -> greatest
        | unit ("or"i unit)+ LESS -> least
        | counted (INCLUDING | OF_WHOM) unit (_and unit)* -> including
        | counted SOME_OF_WHOM _from _who -> including_some

    ?unit: place
        | "(" condition ")"
    ?place: counted
        | (office | distinct | each_named | agencies) PRESENT?
        | floored
    floored: share PRESENT? FLOOR COUNT MEMBERS?
        | share PRESENT? FLOOR_IN_BRACKETS COUNT MEMBERS? ")"
    ?counted: (members | named | share | bare) PRESENT?

    bare: _at_least? COUNT | COUNT OR_MORE
    members: (_at_least? COUNT | COUNT OR_MORE) OTHER? VOTING? MEMBERS OF_THE_BOARD? exception?
    named: _at_least? (COUNT | A) (MEMBERS | REPRESENTATIVES | BE)? _from _who exception?
    distinct: _at_least? COUNT _from (SECTOR | ORGANISATION | SEAT) "(" QUOTED (_and QUOTED)* ")"
        | (_PEOPLE _from)? _at_least? COUNT "different"i? (SECTOR | ORGANISATION)
    each_named: _one_from_each "of"i "the"i? (SECTOR | ORGANISATION) "(" QUOTED (_and QUOTED)* ")"
        | _one_from_each ORGANISATION -> each_organisation
    _one_from_each: _at_least? (_ONE | A) (MEMBERS | REPRESENTATIVES)? _from "each"i
    share: _part "of"i? _all? _which? _whole _behind?
        | _part -> share
    _rounded: PLUS_ONE | ROUNDED | PLUS_ONE ROUNDED | ROUNDED PLUS_ONE
    _which: FILLED | VOTING | FILLED VOTING
    _behind: VACANCIES | PLUS_ONE | ROUNDED | VACANCIES PLUS_ONE | VACANCIES ROUNDED
        | PLUS_ONE ROUNDED | ROUNDED PLUS_ONE
    agencies: _part "of"i? _all? ORGANISATION PLUS_ONE?
    _part: _at_least? (FRACTION | PERCENTAGE) _rounded?
        | MORE_THAN (FRACTION | PERCENTAGE)
        | MAJORITY
    _whole: (MEMBERS | SEAT) IN_POST? OF_THE_BOARD?

    office: CHAIR | VICE_CHAIR | CHAIR_OR_VICE_CHAIR | "the"i? SEAT QUOTED
    exception: EXCEPT (CHAIR | VICE_CHAIR)
        | "(" EXCEPT (CHAIR | VICE_CHAIR) ")"
    _who: (SECTOR | ORGANISATION | SEAT) QUOTED
        | "the"i? QUOTED (SECTOR | ORGANISATION)
    substitutes: SUBSTITUTES (AS_PRESENT | AS_ABSENT)

    _at_least: "at"i "least"i | NO_FEWER_THAN | MINIMUM_OF | "any"i
    _from: "of"i | "from"i | "for"i | "representing"i | "of"i "the"i "following"i
    _all: "the"i | "its"i | "all"i | "all"i "the"i | ("the"i | "its"i)? WHOLE
    _and: "and"i | _comma | "plus"i
    _comma: "," | ";" | "," "and"i | ";" "and"i

    INTRO.4: /((a|the)\s+)?quorum(\s+(of|for)\s+the\s+\w+)?/i QUORUM_IS
        | /((a|the)\s+)?quorum\s+of\b(?!\s+the\s)/i
        | /(((a|the)\s+)?meetings?\s+(is|are|(will|shall)\s+be)\s+)?quorate\s+(if|when|with)\b/i
        | /no\s+business\s+(shall|may|can|will)\s+be\s+(transacted|conducted)\s+unless\b/i
    QUORUM_IS: /\s*(:|(is|requires|(shall|will|must)\s+(be|consist\s+of))\b)/i
    CHAIR_OR_VICE_CHAIR.5: /((either|one\s+of)\s+)?/i CHAIR /,?\s+or,?\s+/i IN_ABSENCE? VICE_CHAIR
        | /((either|one\s+of)\s+)?/i VICE_CHAIR /\s+or\s+/i CHAIR
    IN_ABSENCE: /in\s+(his|her|their|his\s+or\s+her|the\s+chair's)\s+absence,?\s+/i
    CHAIR.4: /(the\s+)?chair(man|woman|person)?\b/i
    VICE_CHAIR.4: /(the\s+)?(vice|deputy)[\s-]*chair(man|woman|person)?\b/i
    A: /an?\b/i
    MEMBERS: /(members?|membership)\b/i
    REPRESENTATIVES: /(representatives?|persons?|people)\b/i
    NO_FEWER_THAN: /(not|no)\s+(fewer|less)\s+than\b/i
    MINIMUM_OF.3: /(a\s+)?minimum\s+of\b/i
    WHOLE: /(whole|total|entire|complete)(\s+number\s+of(\s+the)?)?\b/i
    MORE_THAN: /more\s+than\b/i
    OTHER: "other"i | "further"i
    VOTING: /voting\b/i
    FILLED: /(filled|occupied|appointed|current|serving)\b/i
    IN_POST.3: /in\s+(post|office)\b/i
    OF_THE_BOARD.3: /of\s+the\s+(board|committee|partnership|group|forum|council)\b/i
        | /of\s+the\s+(panel|executive|(governing\s+)?body|trust|authority)\b/i
    OR_MORE.3: /or\s+more\b(?!\s+than\b)/i
    _PEOPLE: /(members?|representatives?|representation)\b/i
    _ONE.1: /(one|1)\b(?=\s+((members?|representatives?|persons?)\s+)?(from|of|for)\s+each\b)/i
    ROUNDED.3: /,?\s*/ UP | /,?\s*\(/ UP ")"
    UP: /round(ed|ing)\s+up(\s+to\s+(a|the\s+(next|nearest))\s+whole\s+number)?/i
    FLOOR.3: /,?\s*(subject\s+to|with|and)\s+(a\s+)?minimum\s+of\b/i
        | /,?\s*(but|and)\s+/i FEWEST
        | /[,;]\s*(and\s+|but\s+)?(a\s+)?minimum(\s+of)?\b/i
        | /([,;]\s*((and|but)\s+)?|(and|but)\s+)(with\s+)?/i AT_LEAST IS_ALL
    AT_LEAST: /(at\s+least|(no|not)\s+(fewer|less)\s+than)/i
    IS_ALL: /(?=\s+[a-z0-9]+(\s+members?)?\s*$)/i
    FLOOR_IN_BRACKETS.3: /\(\s*((subject\s+to|with)\s+)?(a\s+)?minimum(\s+of)?\b/i
        | /\(\s*(but\s+)?/i FEWEST
    FEWEST: /(not|no|in\s+no\s+case)\s+(fewer|less)\s+than\b/i
    SOME_OF_WHOM.4: /,?\s*(at\s+least\s+|a\s+minimum\s+of\s+)?/i HOW_MANY OF_THEM
    HOW_MANY: /(one|two|three|four|five|six|seven|eight|nine|ten|[1-9][0-9]?)/i
    OF_THEM: /\s+of\s+whom\s+(is|are|(must|shall|should|will)\s+be)(?=\s+(from|of|representing)\b)/i
    OF_WHOM.3: /,?\s*of\s+whom\s+(at\s+least\s+)?one\s+/i BE
        | /,?\s*of\s+whom\b/i
        | /,?\s*(at\s+least\s+)?one\s+of\s+whom\s+/i BE
    BE: /(is|are|(must|shall|should|will)\s+be)\b/i
    INCLUDING.3: /,?\s*(including|inclusive\s+of|to\s+include|among\s+them)\b/i
        | /,?\s*with(?=\s+at\s+least\b)/i
    EXCEPT.3: /,?\s*(except|excluding|other\s+than|apart\s+from|not\s+(including|counting))\b/i
    VACANCIES.4: /,?\s*/ VACANT | /,?\s*\(/ VACANT ")"
    VACANT: /(excluding|(not\s+)?(including|counting))\s+(any\s+)?(vacancies|vacant\s+seats)\b/i
    PLUS_ONE.3: /(plus|\+)\s*(one|1)\b/i NOT_OF NOT_MORE
    NOT_OF: /(?!\s*of\s+(organi|agenc|sector|seat|post))/i
    NOT_MORE: /(?!\s*(other|further|members?|voting|representatives?|from)\b)/i
    MAJORITY.3: /(an?\s+)?(simple\s+)?majority\b/i
    SECTOR: /(sectors?)\b/i
    ORGANISATION: /((partner|member)\s+)?(organi[sz]ations?|agency|agencies)\b/i
    SEAT: /(seats?|posts?)\b/i
    PRESENT: /(who\s+)?/i ARE /\s+/ THERE | THERE
    THERE: /(present|in\s+attendance|represented)\b/i
    ARE: /(are|is|being|to\s+be|(must|should|shall)\s+be)/i
    GREATER.3: /,?\s*/ WHICHEVER MORE | /,?\s*\(/ WHICHEVER MORE ")"
    LESS.3: /,?\s*/ WHICHEVER FEWER | /,?\s*\(/ WHICHEVER FEWER ")"
    WHICHEVER: /whichever\s+(is|be)\s+(the\s+)?/i
    MORE: /(greater|greatest|more|higher|highest|larger|largest)\b/i
    FEWER: /(less|lesser|least|fewer|lower|lowest|smaller|smallest)\b/i
    SUBSTITUTES.3: /,?\s*substitutes\s+count\s+as\b/i
    AS_PRESENT: "present"i
    AS_ABSENT: "absent"i
"""


# --- how many -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """A part of all members, of all voting members or of all organisations.

    ``more_than``: the part itself is not enough. ``plus``: added after rounding up.
    ``vacant``: whether vacant seats count in the whole; None where the rule does not say.
    """

    part: Fraction
    of: Literal["members", "voting members", "organisations"] = "members"
    more_than: bool = False
    plus: int = 0
    vacant: bool | None = None

    def of_whole(self, whole: int) -> int:
        """The number that the share comes to, rounded up; at least one.

        >>> Share(Fraction(1, 3)).of_whole(10), Share(Fraction(1, 2), more_than=True).of_whole(10)
        (4, 6)
        """
        least = least_of(self.part, whole, more_than=self.more_than)
        return max(1, least + self.plus)

    def to_text(self) -> str:
        """The share in the rule language."""
        seats = {None: "", True: "all ", False: "filled "}[self.vacant]
        whole = self.of
        if self.vacant is not None and self.of != "organisations":
            whole = f"{seats}voting seats" if self.of == "voting members" else f"{seats}seats"  # type: ignore[assignment]
        plus = " plus one" if self.plus else ""
        return f"{'more than ' if self.more_than else ''}{part_text(self.part)} of {whole}{plus}"

    def plain(self) -> str:
        """The share in plain words."""
        whole = {
            "members": "the members",
            "voting members": "the members who have a vote",
            "organisations": "the organisations on the body",
        }[self.of]
        vacant = {
            None: [],
            True: ["vacant seats counted among them"],
            False: ["vacant seats not counted among them"],
        }[self.vacant]
        plus = " plus one" if self.plus else ""
        if self.part == 1 and not plus and not self.more_than:
            return f"every one of {whole}" + (f" ({'; '.join(vacant)})" if vacant else "")
        more = "more than " if self.more_than else ""
        said = "; ".join([*([] if self.more_than else ["rounded up"]), *vacant])
        ending = f" ({said})" if said else ""
        return f"{more}{part_text(self.part)} of {whole}{plus}{ending}"


Amount = int | Share


def part_text(part: Fraction) -> str:
    """The part in words where they are usual, else as a percentage or in figures.

    >>> part_text(Fraction(2, 3)), part_text(Fraction(4, 5)), part_text(Fraction(3, 7))
    ('two thirds', '80%', '3/7')
    """
    is_percentage = part.denominator not in (2, 3, 4) and 10_000 % part.denominator == 0
    return percentage_text(part) if is_percentage else fraction_text(part)


# --- conditions ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Members:
    """A number of members, whoever they are."""

    amount: Amount
    voting: bool = False
    others: bool = False
    besides: Literal["chair", "vice-chair"] | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        """None are named."""
        return ()

    def to_text(self) -> str:
        """The condition in the rule language."""
        if isinstance(self.amount, Share):
            return self.amount.to_text()
        words = ["other"] * self.others + ["voting"] * self.voting
        noun = "member" if self.amount == 1 else "members"
        besides = f" except {self.besides}" if self.besides else ""
        return " ".join([str(self.amount), *words, noun]) + besides

    def plain(self) -> str:
        """The condition in plain words."""
        if isinstance(self.amount, Share):
            return self.amount.plain()
        voting = " who have a vote" if self.voting and self.amount != 1 else ""
        voting = " who has a vote" if self.voting and self.amount == 1 else voting
        noun = "member" if self.amount == 1 else "members"
        other = "other " if self.others else ""
        return f"{self.amount} {other}{noun}{voting}{_besides(self.besides)}"


@dataclass(frozen=True)
class Representatives:
    """A number of people from one sector, from one organisation or on one seat."""

    amount: int
    kind: Kind
    name: str
    besides: Literal["chair", "vice-chair"] | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sector, organisation or seat."""
        return (Reference(self.kind, self.name),)

    def to_text(self) -> str:
        """The condition in the rule language."""
        if self.kind == "seat" and self.amount == 1 and not self.besides:
            return f'seat "{self.name}"'
        besides = f" except {self.besides}" if self.besides else ""
        return f'{self.amount} of {self.kind} "{self.name}"{besides}'

    def plain(self) -> str:
        """The condition in plain words."""
        if self.kind == "seat" and self.amount == 1:
            return f"the {self.name}{_besides(self.besides)}"
        noun = "person" if self.amount == 1 else "people"
        of = {
            "sector": f"from the sector {self.name}",
            "organisation": f"who {'speaks' if self.amount == 1 else 'speak'} for {self.name}",
            "seat": f"on the seat {self.name}",
        }[self.kind]
        return f"{self.amount} {noun} {of}{_besides(self.besides)}"


@dataclass(frozen=True)
class Holder:
    """The chair, the vice-chair, or one of the two."""

    office: Office

    @property
    def references(self) -> tuple[Reference, ...]:
        """None are named."""
        return ()

    def to_text(self) -> str:
        """The condition in the rule language."""
        return self.office

    def plain(self) -> str:
        """The condition in plain words."""
        return {"chair or vice-chair": "the chair or the vice-chair"}.get(
            self.office, f"the {self.office}"
        )


@dataclass(frozen=True)
class Different:
    """A number of different sectors, organisations or seats with a person each.

    Without ``names`` any that are on the body.
    """

    amount: Amount
    kind: Kind
    names: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sectors, organisations or seats."""
        return tuple(Reference(self.kind, each) for each in self.names)

    def to_text(self) -> str:
        """The condition in the rule language."""
        if isinstance(self.amount, Share):
            return self.amount.to_text()
        if not self.names:
            return f"{self.amount} different {self.kind}{'' if self.amount == 1 else 's'}"
        listed = ", ".join(f'"{each}"' for each in self.names)
        return f"{self.amount} of {self.kind}s ({listed})"

    def plain(self) -> str:
        """The condition in plain words."""
        if isinstance(self.amount, Share):
            return f"a person each from {self.amount.plain()}"
        noun = self.kind if self.amount == 1 else f"{self.kind}s"
        if not self.names:
            return f"a person each from {self.amount} different {noun}"
        listed = ", ".join(self.names)
        if self.amount == len(self.names):
            which = f"the {noun}" if self.amount == 1 else f"each of these {noun}"
            return f"a person from {which}: {listed}"
        return f"a person each from {self.amount} of these {self.kind}s: {listed}"


@dataclass(frozen=True)
class Combined:
    """Several conditions.

    ``all``: places filled by different people. ``any``: one of them is enough. ``greatest`` and
    ``least``: whichever asks for more, or for less.
    """

    how: Literal["all", "any", "greatest", "least"]
    parts: tuple[Condition, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """All that the parts name."""
        return tuple(each for part in self.parts for each in part.references)

    def to_text(self) -> str:
        """The condition in the rule language."""
        parts = [_bracketed(part) for part in self.parts]
        if self.how == "all":
            return " and ".join(parts)
        ending = {"greatest": ", whichever is greater", "least": ", whichever is less"}
        return " or ".join(parts) + ending.get(self.how, "")

    def plain(self) -> str:
        """The condition in plain words."""
        parts = [_in_brackets(part) for part in self.parts]
        if self.how == "all":
            return _joined(parts)
        ending = {"greatest": ", whichever is greater", "least": ", whichever is less"}
        return ", or ".join(parts) + ending.get(self.how, "")


@dataclass(frozen=True)
class Including:
    """A number of members, and among them those of the ``parts``, who are different people."""

    total: Members | Representatives
    parts: tuple[Condition, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """All that the parts name."""
        return tuple(each for part in (self.total, *self.parts) for each in part.references)

    def to_text(self) -> str:
        """The condition in the rule language."""
        parts = " and ".join(_bracketed(part) for part in self.parts)
        return f"{self.total.to_text()} including {parts}"

    def plain(self) -> str:
        """The condition in plain words."""
        parts = _joined([_in_brackets(part) for part in self.parts])
        return f"{self.total.plain()}, among them {parts}"


Condition = Members | Representatives | Holder | Different | Combined | Including


def _besides(office: str | None) -> str:
    return f", the {office} not counted" if office else ""


def _joined(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    first = "; ".join(parts[:-1])
    # After a list "and" alone would read as if what follows stood in that list.
    between = "; and " if len(parts) > 2 or "," in first else " and "
    return f"{first}{between}{parts[-1]} (each place filled by a different person)"


def _bracketed(part: Condition) -> str:
    return f"({part.to_text()})" if isinstance(part, Combined | Including) else part.to_text()


def _in_brackets(part: Condition) -> str:
    return f"({part.plain()})" if isinstance(part, Combined | Including) else part.plain()


# --- the rule -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Quorum(Rule):
    """Who has to be there. ``substitutes_attend`` is None where the rule does not say."""

    condition: Condition
    substitutes_attend: bool | None = None

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sectors, organisations and seats that the rule names, each once."""
        return tuple(dict.fromkeys(self.condition.references))

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """The shares of the membership that the rule asks for."""
        return tuple(
            part.amount
            for part in simple_conditions(self.condition)
            if isinstance(part, Members | Different) and isinstance(part.amount, Share)
        )

    def to_text(self) -> str:
        """The rule in the rule language."""
        said = {None: "", True: ", substitutes count as present"}
        ending = said.get(self.substitutes_attend, ", substitutes count as absent")
        return self.condition.to_text() + ending

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        said = {
            None: "",
            True: "; a substitute counts",
            False: "; a substitute does not count",
        }[self.substitutes_attend]
        unsaid = ["whether vacant seats count"] * any(
            share.vacant is None and share.of != "organisations" for share in self.shares
        ) + ["whether a substitute counts"] * (self.substitutes_attend is None)
        return with_unsaid(f"quorate with {self.condition.plain()}{said}", unsaid)


def simple_conditions(
    condition: Condition,
) -> list[Members | Representatives | Holder | Different]:
    """The conditions that a condition is made of, in order."""
    if isinstance(condition, Combined):
        return [each for part in condition.parts for each in simple_conditions(part)]
    if isinstance(condition, Including):
        parts = [each for part in condition.parts for each in simple_conditions(part)]
        return [condition.total, *parts]
    return [condition]


# --- from text ----------------------------------------------------------------------------

_LEFT_OUT = {
    *("INTRO", "PRESENT", "OF_THE_BOARD", "REPRESENTATIVES", "NO_FEWER_THAN", "MINIMUM_OF"),
    *("WHOLE", "INCLUDING", "OF_WHOM", "GREATER", "LESS", "SUBSTITUTES", "EXCEPT"),
    *("OR_MORE", "BE", "ROUNDED", "FLOOR", "FLOOR_IN_BRACKETS"),
}
"""Words that say nothing that the grammar's rules do not say."""


class _Typed(Transformer[Token, Rule]):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def _call_userfunc_token(self, token: Token) -> Any:
        return Discard if token.type in _LEFT_OUT else token

    def start(self, items: list[Any]) -> Rule:
        return Quorum(*items)

    def substitutes(self, items: list[Token]) -> bool:
        return items[0].type == "AS_PRESENT"

    def all_of(self, items: list[Condition]) -> Condition:
        return Combined("all", tuple(items))

    def any_of(self, items: list[Condition]) -> Condition:
        return Combined("any", tuple(items))

    def greatest(self, items: list[Condition]) -> Condition:
        return Combined("greatest", tuple(items))

    def least(self, items: list[Condition]) -> Condition:
        return Combined("least", tuple(items))

    def including(self, items: list[Any]) -> Condition:
        total, *parts = items
        return Including(total, tuple(parts))

    def including_some(self, items: list[Any]) -> Condition:
        total, some, *whom = items
        number = _number_of_whom(some)
        return Including(total, (Representatives(number, _kind(whom), _names(whom)[0]),))

    def floored(self, items: list[Any]) -> Condition:
        share, number = items[:2]
        return Combined("greatest", (share, Members(count(number))))

    def counted(self, items: list[Condition]) -> Condition:
        return items[0]

    def place(self, items: list[Condition]) -> Condition:
        return items[0]

    def bare(self, items: list[Token]) -> Condition:
        return Members(count(items[0]))

    def members(self, items: list[Any]) -> Condition:
        types = _types(items)
        besides = _exception(items)
        return Members(count(items[0]), "VOTING" in types, "OTHER" in types, besides)

    def named(self, items: list[Any]) -> Condition:
        number = items[0]
        amount = 1 if number.type == "A" else count(number)
        return Representatives(amount, _kind(items), _names(items)[0], _exception(items))

    def exception(self, items: list[Token]) -> Token:
        return items[0]

    def office(self, items: list[Token]) -> Condition:
        if items[0].type == "SEAT":
            return Representatives(1, "seat", name(items[1]))
        offices: dict[str, Office] = {"CHAIR": "chair", "VICE_CHAIR": "vice-chair"}
        return Holder(offices.get(items[0].type, "chair or vice-chair"))

    def distinct(self, items: list[Any]) -> Condition:
        names = tuple(dict.fromkeys(_names(items)))
        return Different(count(items[0]), _kind(items), names)

    def each_named(self, items: list[Any]) -> Condition:
        names = tuple(dict.fromkeys(_names(items)))
        return Different(len(names), _kind(items), names)

    def each_organisation(self, items: list[Any]) -> Condition:
        return Different(Share(Fraction(1), "organisations"), "organisation")

    def share(self, items: list[Any]) -> Condition:
        types = _types(items)
        voting = "VOTING" in types
        share = Share(
            _the_part(items),
            "voting members" if voting else "members",
            more_than="MORE_THAN" in types or "MAJORITY" in types,
            plus=types.count("PLUS_ONE"),
            vacant=_vacant(items),
        )
        return Members(share, voting)

    def agencies(self, items: list[Any]) -> Condition:
        types = _types(items)
        more_than = "MORE_THAN" in types or "MAJORITY" in types
        plus = types.count("PLUS_ONE")
        share = Share(_the_part(items), "organisations", more_than=more_than, plus=plus)
        return Different(share, "organisation")


def _number_of_whom(token: Token) -> int:
    """The number in "at least two of whom must be"."""
    before, *_ = " ".join(token.casefold().split()).partition(" of whom")
    return count(before.split()[-1].strip(","))


def _types(items: Sequence[Any]) -> list[str]:
    return [item.type for item in items if isinstance(item, Token)]


def _kind(items: Sequence[Any]) -> Kind:
    kinds: dict[str, Kind] = {"SECTOR": "sector", "ORGANISATION": "organisation", "SEAT": "seat"}
    return next(kinds[type_] for type_ in _types(items) if type_ in kinds)


def _names(items: Sequence[Any]) -> list[str]:
    return [name(item) for item in items if isinstance(item, Token) and item.type == "QUOTED"]


def _exception(items: Sequence[Any]) -> Literal["chair", "vice-chair"] | None:
    last = items[-1]
    if not isinstance(last, Token) or last.type not in ("CHAIR", "VICE_CHAIR"):
        return None
    return "chair" if last.type == "CHAIR" else "vice-chair"


def _the_part(items: Sequence[Any]) -> Fraction:
    """The fraction or percentage; half where the rule speaks of a majority."""
    readers = {"FRACTION": fraction, "PERCENTAGE": percentage}
    said = [item for item in items if getattr(item, "type", "") in readers]
    return readers[said[0].type](said[0]) if said else Fraction(1, 2)


def _vacant(items: Sequence[Any]) -> bool | None:
    """Whether vacant seats are said to count: a seat is one whether it is vacant or not."""
    by_type = {item.type: str(item).casefold() for item in items if isinstance(item, Token)}
    if "VACANCIES" in by_type:
        said = by_type["VACANCIES"].lstrip(" ,(")
        return said.startswith(("including", "counting"))
    if "FILLED" in by_type or "IN_POST" in by_type:
        return False
    return True if "SEAT" in by_type else None


EXAMPLES = (
    Example("5 members", "a number of members"),
    Example("at least 5 voting members", "of those who have a vote"),
    Example("one third of members", "a share, rounded up; whether vacant seats count is not said"),
    Example("a quarter of all seats", "a share, vacant seats counted"),
    Example("half of filled seats plus one", "a share, vacant seats not counted"),
    Example("more than half of the members", "the half itself is not enough"),
    Example("50% of members", "a percentage"),
    Example("50% + 1", "one more than half; of the members, as nothing else is said"),
    Example("one third of members or 3, whichever is greater", "the greater of two numbers"),
    Example("a quarter of the members, subject to a minimum of 3", "the same, as a lower limit"),
    Example("half of the members or 5, whichever is less", "the lesser of two numbers"),
    Example("chair and 3 members", "four people: 'and' joins places of different people"),
    Example("chair or vice-chair and 3 other members", "one of the two, and three more"),
    Example("at least three members including the chair", "three people, the chair among them"),
    Example(
        '5 members, at least two of whom must be from organisation "NHS Trust"',
        "five people, two of them from there",
    ),
    Example(
        '4 members of whom at least 1 of organisation "NHS Trust"',
        "four people, one of them from there",
    ),
    Example("quorum: 4, one of whom must be the chair", "the same, as it is often put"),
    Example('2 of sector "Schools"', "two people of one sector"),
    Example(
        '3 of sectors ("Local Authority", "Schools", "Police") and chair',
        "three different sectors with a person each, and the chair",
    ),
    Example('2 of organisations ("Council", "NHS Trust", "Police")', "two different ones of these"),
    Example("3 different organisations", "any three organisations of the body"),
    Example(
        'at least one representative from each of organisations ("Council", "Police")',
        "a person from every one of these",
    ),
    Example("one representative from each organisation", "every organisation of the body"),
    Example("half of partner agencies", "a share of the organisations of the body"),
    Example(
        'at least one representative of organisation "Council" and at least one of organisation '
        '"NHS Trust"',
        "a person from each",
    ),
    Example(
        'chair and 1 of organisation "Council" except chair and 1 of sector "Schools"',
        "a person from there who is not the chair",
    ),
    Example('seat "Director of Public Health" and 4 other members', "the holder of one seat"),
    Example('2 of seats ("Director of Public Health", "Medical Director")', "two of these seats"),
    Example('(chair and 3 members) or 1 of sector "Police"', "brackets join 'and' with 'or'"),
    Example("5 members, substitutes count as present", "what a substitute's presence means"),
    Example("5 members, substitutes count as absent", "the same, the other way"),
)

LANGUAGE = Language("quorum", GRAMMAR, _Typed, EXAMPLES)
