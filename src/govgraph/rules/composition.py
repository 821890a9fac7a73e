"""The language of composition rules: who has to be, or may be, among the members of a body.

- ``at most 10 members``, ``between 8 and 12 members``, ``at least 1 member of sector "Schools"``
- ``co-opted at most 15% of appointed members``
- ``chair and vice-chair of each body that feeds it``
- ``at least 1 shared member with "CYP JC"``
- ``at least 1 member of each of organisations ("A", "B")``
- ``at most 2 members from any one organisation``

What the wording leaves open stays open in the rule: a bare number ("9 members") does not say
whether more would be allowed, and a bare share ("not more than 15% co-opted members") not of
whom it is a share.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from lark import Token, Transformer

from govgraph.rules.language import (
    Example,
    Language,
    Reference,
    Rule,
    count,
    fraction,
    fraction_text,
    joined,
    name,
    percentage,
    percentage_text,
    with_unsaid,
)

Group = Literal["members", "voting members", "co-opted members"]
Office = Literal["chair", "vice-chair"]
Feeding = Literal["feeds it", "reports to it", "is part of it"]
Kind = Literal["sector", "organisation"]
Base = Literal["appointed members", "all members"]

GRAMMAR = r"""
    start: _lead? (size | shared | each_of | from_any_one | co_opted) | officers
    _lead: "must"i? ("include"i | "includes"i | "have"i | "has"i)

    size: number group | number group _from sort QUOTED -> size_named
        | number group _from listed -> size_listed
        | _total number
    _total: "total"i? "membership"i "of"i
    shared: number ("shared"i | "common"i) _member "with"i QUOTED
          | number _member _in_common QUOTED
    _in_common: "in"i "common"i "with"i
              | ("who"i | "that"i) "also"i? ("sit"i | "sits"i) "on"i
              | ("who"i | "that"i) ("is"i | "are"i) "also"i? "a"i? _member "of"i
    each_of: number group _from "each"i "of"i "the"i? listed
    from_any_one: number group _from _any_one _organisation
    _any_one: "any"i "one"i? | "the"i "same"i | "a"i "single"i | "each"i
    _organisation: "organisation"i | "organization"i | "agency"i | "partner"i
    _from: "of"i | "from"i | "representing"i
    listed: sort "(" QUOTED ("," QUOTED)* ")"
    sort: sector | organisation
    sector: "sectors"i | "sector"i
    organisation: "organisations"i | "organisation"i | "organizations"i | "organization"i

    group: members | voting | joined
    members: _member | "representatives"i | "representative"i
    voting: "voting"i _member
    joined: _co_opted _member
    _member: "members"i | "member"i
    _co_opted: "co-opted"i | "coopted"i | "co opted"i

    number: at_least COUNT | at_most COUNT | exactly COUNT | COUNT -> bare
          | at_least COUNT _and at_most COUNT -> both
          | at_least COUNT "nor"i "more"i "than"i COUNT -> nor_more
          | "between"i COUNT "and"i COUNT -> between
          | COUNT ("to"i | "-" | "–") COUNT -> between
          | COUNT "or"i "more"i -> or_more
          | COUNT "or"i ("fewer"i | "less"i) -> or_fewer
          | "more"i "than"i COUNT -> more_than
    _and: ","? ("and"i | "but"i | "to"i)
    at_least: "at"i "least"i | ("no"i | "not"i) ("fewer"i | "less"i) "than"i
            | "a"i? "minimum"i "of"i? | "not"i "under"i
    at_most: "at"i "most"i | ("no"i | "not"i) "more"i "than"i | "up"i "to"i
           | "a"i? "maximum"i "of"i? | "not"i ("exceeding"i | "over"i)
    exactly: "exactly"i

    co_opted: _co_opted _member? at_most share _of_whom?
            | at_most share _co_opted _member? _of_whom?
            | at_most share _of_whom _may_be _co_opted
            | at_most share ("further"i | "additional"i) _member _may_be _co_opted
    _may_be: "may"i "be"i | "can"i "be"i
    share: PERCENTAGE -> percent | FRACTION -> part
    _of_whom: "of"i (appointed | everybody)
    appointed: "the"i? "appointed"i _member
    everybody: "all"i? "the"i? (_member | "membership"i)

    officers: office "of"i (feeding | of_body) | office "and"i office "of"i (feeding | of_body)
            | office OR office "of"i (feeding | of_body)
    OR: "or"i
    office: chair | vice_chair
    chair: "the"i? ("chair"i | "chairs"i | "chairman"i | "chairperson"i)
    vice_chair: "the"i? ("vice-chair"i | "vice-chairs"i | "vice chair"i | "vice-chairman"i
                        | "vice chairman"i | "deputy chair"i)
    of_body: QUOTED
    ?feeding: _each _body ("that"i | "which"i) relation
           | (_each | "its"i) _sub_group -> part_of
    _each: "each"i | "every"i | "each"i "of"i "the"i | "all"i "the"i
    _body: "body"i | "bodies"i | "group"i | "groups"i | "board"i | "boards"i
         | "partnership"i | "partnerships"i
    _sub_group: "sub-group"i | "sub-groups"i | "subgroup"i | "subgroups"i
    relation: feeds | reports | belongs
    feeds: ("feeds"i | "feed"i) "into"i? "it"i
    reports: ("reports"i | "report"i) "to"i "it"i
    belongs: ("is"i | "are"i) "part"i "of"i "it"i
"""


@dataclass(frozen=True)
class Number:
    """How many: at least ``least``, at most ``most``; None where there is no such limit.

    ``bare``: the wording gives a number and does not say whether more would be allowed.
    """

    least: int | None
    most: int | None
    bare: bool = False

    def to_text(self) -> str:
        """The number in the rule language."""
        if self.bare:
            return str(self.least)
        if self.most is None:
            return f"at least {self.least}"
        if self.least is None:
            return f"at most {self.most}"
        if self.least == self.most:
            return f"exactly {self.least}"
        return f"between {self.least} and {self.most}"

    @property
    def is_one(self) -> bool:
        """Whether what is counted stands in the singular."""
        return (self.most or self.least) == 1

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What the wording leaves open."""
        return ("whether more are allowed",) if self.bare else ()


@dataclass(frozen=True)
class Size(Rule):
    """How many members there are, of all or of those of named sectors or organisations."""

    number: Number
    group: Group = "members"
    kind: Kind | None = None
    names: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sectors or organisations that the rule names."""
        return _references(self.kind, self.names)

    def to_text(self) -> str:
        """The rule in the rule language."""
        return f"{_counted(self.number, self.group)}{_of(self.kind, self.names)}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        of = f" {_of_in_words(self.kind, self.names, 'or')}" if self.kind else ""
        of += ", counted together" if len(self.names) > 1 else ""
        return with_unsaid(f"{_counted(self.number, self.group)}{of}", self.number.unsaid)


@dataclass(frozen=True)
class EachOf(Rule):
    """How many members each of several named sectors or organisations has."""

    number: Number
    kind: Kind
    names: tuple[str, ...]
    group: Group = "members"

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sectors or organisations that the rule names."""
        return _references(self.kind, self.names)

    def to_text(self) -> str:
        """The rule in the rule language."""
        number = _counted(self.number, self.group)
        return f"{number} of each of {self.kind}s ({_quoted(self.names)})"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        of = _of_in_words(self.kind, self.names, "and", each=True)
        return with_unsaid(f"{_counted(self.number, self.group)} {of}", self.number.unsaid)


@dataclass(frozen=True)
class FromAnyOne(Rule):
    """How many members any one organisation may have."""

    number: Number
    group: Group = "members"

    def to_text(self) -> str:
        """The rule in the rule language."""
        which = "any one" if self.number.least is None else "each"
        return f"{_counted(self.number, self.group)} from {which} organisation"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        represented = "" if self.number.least is None else " that is represented"
        return with_unsaid(f"{self.to_text()}{represented}", self.number.unsaid)


@dataclass(frozen=True)
class SharedMembers(Rule):
    """How many members also sit on another body."""

    number: Number
    body: str

    @property
    def references(self) -> tuple[Reference, ...]:
        """The other body."""
        return (Reference("body", self.body),)

    def to_text(self) -> str:
        """The rule in the rule language."""
        noun = "member" if self.number.is_one else "members"
        return f'{self.number.to_text()} shared {noun} with "{self.body}"'

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        also = "is also a member" if self.number.is_one else "are also members"
        text = f"{_counted(self.number, 'members')} who {also} of {self.body}"
        return with_unsaid(text, self.number.unsaid)


@dataclass(frozen=True)
class CoOption(Rule):
    """The largest share of members who may be co-opted.

    ``of`` is None where the wording does not say of whom it is a share.
    """

    at_most: Fraction
    of: Base | None = None
    in_percent: bool = True

    def to_text(self) -> str:
        """The rule in the rule language."""
        of = f" of {self.of}" if self.of else ""
        return f"co-opted at most {self._share}{of}"

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        of = f" of the number of {self.of}" if self.of else ""
        unsaid = () if self.of else ("whether the share is of the appointed or of all members",)
        return with_unsaid(f"co-opted members may be at most {self._share}{of}", unsaid)

    @property
    def _share(self) -> str:
        return percentage_text(self.at_most) if self.in_percent else fraction_text(self.at_most)


@dataclass(frozen=True)
class Officers(Rule):
    """Officers of other bodies who have to be members.

    ``offices`` are all needed, or with ``either`` one of them. Of which bodies they are says
    ``feeding`` (each body that stands so to this one) or ``body``, a named one.
    """

    offices: tuple[Office, ...]
    feeding: Feeding | None = None
    body: str = ""
    either: bool = False

    @property
    def references(self) -> tuple[Reference, ...]:
        """The other body, where the rule names one."""
        return (Reference("body", self.body),) if self.body else ()

    def to_text(self) -> str:
        """The rule in the rule language."""
        of = f"each body that {self.feeding}" if self.feeding else f'"{self.body}"'
        return f"{self._offices} of {of}"

    def plain(self) -> str:
        """The rule in plain words."""
        of = f"each body that {self.feeding}" if self.feeding else self.body
        those = "is a member" if self.either or len(self.offices) == 1 else "are members"
        return f"the {self._offices} of {of} {those}"

    @property
    def _offices(self) -> str:
        return f" {'or' if self.either else 'and'} ".join(self.offices)


def _counted(number: Number, group: Group) -> str:
    return f"{number.to_text()} {group.removesuffix('s') if number.is_one else group}"


def _of(kind: Kind | None, named: tuple[str, ...]) -> str:
    if kind is None:
        return ""
    if len(named) == 1:
        return f' of {kind} "{named[0]}"'
    return f" of {kind}s ({_quoted(named)})"


def _quoted(named: tuple[str, ...]) -> str:
    return ", ".join(f'"{each}"' for each in named)


def _of_in_words(
    kind: Kind | None, named: tuple[str, ...], join: str, *, each: bool = False
) -> str:
    listed = joined(named, join)
    of = "from each of" if each else "from"
    if kind == "organisation":
        return f"{of} {listed}"
    return f"{of} the {'sector' if len(named) == 1 else 'sectors'} {listed}"


def _references(kind: Kind | None, named: tuple[str, ...]) -> tuple[Reference, ...]:
    return tuple(Reference(kind, each) for each in named) if kind else ()


class _Typed(Transformer[Token, Any]):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def start(self, items: list[Rule]) -> Rule:
        return items[0]

    def size(self, items: list[Any]) -> Rule:
        return Size(*items)

    def size_named(self, items: list[Any]) -> Rule:
        number, group, kind, named = items
        return Size(number, group, kind, (name(named),))

    def size_listed(self, items: list[Any]) -> Rule:
        number, group, (kind, names) = items
        return Size(number, group, kind, names)

    def shared(self, items: list[Any]) -> Rule:
        number, body = items
        return SharedMembers(number, name(body))

    def each_of(self, items: list[Any]) -> Rule:
        number, group, (kind, names) = items
        return EachOf(number, kind, names, group)

    def from_any_one(self, items: list[Any]) -> Rule:
        return FromAnyOne(*items)

    def listed(self, items: list[Any]) -> tuple[Kind, tuple[str, ...]]:
        kind, *named = items
        return kind, tuple(name(each) for each in named)

    def sort(self, items: list[Kind]) -> Kind:
        return items[0]

    def sector(self, items: list[Any]) -> Kind:
        return "sector"

    def organisation(self, items: list[Any]) -> Kind:
        return "organisation"

    def group(self, items: list[Group]) -> Group:
        return items[0]

    def members(self, items: list[Any]) -> Group:
        return "members"

    def voting(self, items: list[Any]) -> Group:
        return "voting members"

    def joined(self, items: list[Any]) -> Group:
        return "co-opted members"

    def number(self, items: list[Any]) -> Number:
        bound, token = items
        value = count(token)
        least = None if bound == "at most" else value
        return Number(least, None if bound == "at least" else value)

    def bare(self, items: list[Token]) -> Number:
        value = count(items[0])
        return Number(value, value, bare=True)

    def both(self, items: list[Any]) -> Number:
        _, least, _, most = items
        return self.between([least, most])

    def nor_more(self, items: list[Any]) -> Number:
        return self.between(items[1:])

    def between(self, items: list[Token]) -> Number:
        least, most = sorted(count(token) for token in items)
        return Number(least, most)

    def or_more(self, items: list[Token]) -> Number:
        return Number(count(items[0]), None)

    def or_fewer(self, items: list[Token]) -> Number:
        return Number(None, count(items[0]))

    def more_than(self, items: list[Token]) -> Number:
        return Number(count(items[0]) + 1, None)

    def at_least(self, items: list[Any]) -> str:
        return "at least"

    def at_most(self, items: list[Any]) -> str:
        return "at most"

    def exactly(self, items: list[Any]) -> str:
        return "exactly"

    def co_opted(self, items: list[Any]) -> Rule:
        _, (share, in_percent), *of = items
        return CoOption(share, of[0] if of else None, in_percent)

    def percent(self, items: list[Token]) -> tuple[Fraction, bool]:
        return percentage(items[0]), True

    def part(self, items: list[Token]) -> tuple[Fraction, bool]:
        return fraction(items[0]), False

    def appointed(self, items: list[Any]) -> Base:
        return "appointed members"

    def everybody(self, items: list[Any]) -> Base:
        return "all members"

    def officers(self, items: list[Any]) -> Rule:
        *offices, (where, value) = items
        either = any(isinstance(office, Token) for office in offices)
        named = dict.fromkeys(office for office in offices if not isinstance(office, Token))
        return Officers(tuple(named), either=either and len(named) > 1, **{where: value})

    def office(self, items: list[Office]) -> Office:
        return items[0]

    def chair(self, items: list[Any]) -> Office:
        return "chair"

    def vice_chair(self, items: list[Any]) -> Office:
        return "vice-chair"

    def of_body(self, items: list[Token]) -> tuple[str, str]:
        return "body", name(items[0])

    def relation(self, items: list[Feeding]) -> tuple[str, Feeding]:
        return "feeding", items[0]

    def part_of(self, items: list[Any]) -> tuple[str, Feeding]:
        return "feeding", "is part of it"

    def feeds(self, items: list[Any]) -> Feeding:
        return "feeds it"

    def reports(self, items: list[Any]) -> Feeding:
        return "reports to it"

    def belongs(self, items: list[Any]) -> Feeding:
        return "is part of it"


EXAMPLES = (
    Example("at most 10 members", "the largest number of members"),
    Example("at least 6 members", "the smallest number"),
    Example("between 8 and 12 members", "both"),
    Example("a minimum of 3 and a maximum of 12 members", "the same, as it is often put"),
    Example("9 members", "a number; whether more are allowed is not said"),
    Example("exactly 9 members", "a number, no more and no fewer"),
    Example("maximum of ten voting members", "members with a vote only"),
    Example("up to 2 co-opted members", "co-opted members only, as a number"),
    Example('at least 1 member of sector "Schools"', "members of one sector"),
    Example(
        'at least 3 members of sectors ("Health", "Police")', "members of several sectors together"
    ),
    Example('2 members of organisation "Anytown Council"', "members of one organisation"),
    Example(
        'one member of each of organisations ("Anytown Council", "Anytown Police")',
        "members of each of several organisations",
    ),
    Example("no more than 2 members from any one organisation", "a limit for every organisation"),
    Example("co-opted at most 15% of appointed members", "co-opted members, as a share"),
    Example("not more than 15% co-opted members", "a share; of whom is not said"),
    Example("chair and vice-chair of each body that feeds it", "officers of other bodies"),
    Example("chair or vice-chair of each sub-group", "one of two officers of other bodies"),
    Example('chair of "Schools Forum"', "an officer of a named body"),
    Example('at least 1 shared member with "CYP JC"', "members who also sit on another body"),
)

LANGUAGE = Language("composition", GRAMMAR, _Typed, EXAMPLES)
