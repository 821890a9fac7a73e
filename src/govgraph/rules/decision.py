"""The language of decision rules: what carries a vote.

- ``unanimous of members present``
- ``80% of agencies present``
- ``simple majority of members present and voting``
- ``consensus, otherwise majority, chair has casting vote``

A majority is more than half, a two thirds majority at least two thirds. Agencies are counted by
organisation, not by person. What the wording leaves open stays open in the rule: the whole of
which the share is taken (``present and voting``: an abstention counts for nothing; ``present``:
it counts against; ``of all members``: so does absence), and whether the chair has a casting vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from lark import Discard, Token, Transformer

from govgraph.rules.language import (
    Example,
    Language,
    Rule,
    fraction,
    least_of,
    percentage,
    with_unsaid,
)
from govgraph.rules.quorum import part_text

Voices = Literal["members", "voting members", "agencies"]
Whole = Literal["present and voting", "present", "all"]
WHOLES: tuple[Whole, ...] = ("present and voting", "present", "all")

GRAMMAR = r"""
    start: INTRO? vote (OTHERWISE vote)* casting?
        | INTRO? TRIED_FIRST vote casting? -> failing_consensus
    ?vote: consensus | unanimous | portion

    consensus: CONSENSUS
    unanimous: UNANIMOUS (("of"i | "by"i)? _whose)?
    portion: _at_least? "a"i? (FRACTION | PERCENTAGE) MAJORITY? ("of"i? _whose)?
        | MAJORITY "of"i _at_least? (FRACTION | PERCENTAGE) ("of"i? _whose)?
        | MORE_THAN (FRACTION | PERCENTAGE) ("of"i? _whose)?
        | MAJORITY ("of"i? _whose)?
    casting: CASTING | NO_CASTING

    _whose: _the? VOTING? (MEMBERS | ORGANISATION) _whole?
        | _the? ORGANISATION _whole? NOT_INDIVIDUALS
        | THOSE_PRESENT
        | THOSE_VOTING
        | THOSE_PRESENT_AND_VOTING
    _the: "the"i | "those"i | ALL | ALL "the"i | "its"i
    _whole: PRESENT | PRESENT_AND_VOTING
    _at_least: "at"i "least"i | NO_FEWER_THAN | MINIMUM_OF

    INTRO.4: /(all\s+)?decisions?\s+(are|(shall|will|must)\s+be)\s+/i MADE | /by\b/i
    MADE: /(made|taken|reached|agreed)(\s+by)?\b/i
    OTHERWISE.4: IF_POSSIBLE? /[,;.]?\s*((or|and|but)[,;]?\s+)?/ FAILING BY?
    IF_POSSIBLE: /,?\s*(wher(e|ever)|if|when|whenever)\s+(this\s+is\s+)?possible/i
    FAILING: /(otherwise|failing\s+(which|that|this|consensus))/i
        | /in\s+the\s+absence\s+of\s+consensus/i
        | /(if|where|when|should)\s+((this|that|it|(a\s+)?consensus|agreement)\s+)?/i NOT_REACHED
    NOT_REACHED: /(is\s+not|cannot\s+be|can\s+not\s+be|not\s+be|not)\s+/i REACHED
    REACHED: /(reached|achieved|possible|found)/i
    BY: /,?\s+(then\s+)?(by|through|on)?(?![a-z])/i | ","
    TRIED_FIRST.4: /(if|where|when)\s+((a\s+)?consensus)\s+/i NOT_REACHED BY?
    CONSENSUS: /(a\s+)?consensus\b/i
    UNANIMOUS: /(an?\s+)?(unanimous|unanimity)(\s+(agreement|vote|support|decision|consent))?\b/i
    MAJORITY.3: /(an?\s+|the\s+)?(simple\s+|bare\s+)?majority(\s+(vote|decision))?\b/i
    MORE_THAN: /more\s+than\b/i
    NO_FEWER_THAN: /(not|no)\s+(fewer|less)\s+than\b/i
    MINIMUM_OF.3: /(a\s+)?minimum\s+of\b/i
    ALL: /(all(\s+of)?|(the\s+)?(whole|entire))\b/i
    VOTING: /voting\b/i
    MEMBERS: /(members?|membership)\b/i
    ORGANISATION: /((partner|member)\s+)?(organi[sz]ations?|agency|agencies|partners)\b/i
    PRESENT.2: /(who\s+are\s+)?(present|in\s+attendance|attending)\b/i
    PRESENT_AND_VOTING.3: /(who\s+are\s+)?present\s+and\s+(voting|who\s+vote)\b/i
    THOSE_PRESENT.3: /(all\s+)?(those|everyone)\s+(present|in\s+attendance|attending)\b/i
    THOSE_VOTING.3: /((all\s+)?those\s+(who\s+vote|voting)|(the\s+)?votes\s+cast)\b/i
    THOSE_PRESENT_AND_VOTING.4: /(all\s+)?those\s+present\s+and\s+voting\b/i
    NOT_INDIVIDUALS: /\(?,?\s*not\s+individuals\)?/i
    CASTING.4: THEN CHAIR /\s+/ HAS /\s+(an?\s+|the\s+)?/i VOTE /,?\s*/ IN_A_TIE?
        | THEN IN_A_TIE /,?\s+(the\s+)?/i CHAIR /\s+/ HAS /\s+(an?\s+|the\s+)?/i VOTE
    NO_CASTING.4: THEN CHAIR /\s+/ HAS /\s+no\s+/i VOTE
        | /[,;.]?\s*((with|and|there\s+is)\s+)?no\s+/i VOTE
    THEN: /[,;.]?\s*((with|and|but),?\s+)?(the\s+)?/i
    HAS: /(has|having|(shall|will|to)\s+have)/i
    IN_A_TIE: /(in\s+(the\s+event|case)\s+of|if\s+there\s+(is|are))\s+/i TIE
    TIE: /(an?\s+tie(d\s+vote)?|tied\s+votes?|an?\s+equality\s+of\s+votes|equal\s+votes)\b/i
    CHAIR: /chair(man|woman|person)?/i
    VOTE: /(second\s+(or|and)\s+)?casting\s+vote\b/i
"""


@dataclass(frozen=True)
class Consensus:
    """Agreement without a vote; how it is found the rule does not say."""

    def to_text(self) -> str:
        """The way of deciding in the rule language."""
        return "consensus"

    def plain(self) -> str:
        """The way of deciding in plain words."""
        return "by consensus"


@dataclass(frozen=True)
class Portion:
    """A share of voices in favour; all of them where ``part`` is 1.

    ``whole`` says of which voices; None where the rule does not say.
    """

    part: Fraction
    more_than: bool = False
    of: Voices = "members"
    whole: Whole | None = None

    def needed(self, voices: int) -> int:
        """The votes in favour that carry, of this number of voices.

        >>> Portion(Fraction(4, 5)).needed(6), Portion(Fraction(1, 2), more_than=True).needed(6)
        (5, 4)
        """
        return least_of(self.part, voices, more_than=self.more_than)

    @property
    def is_majority(self) -> bool:
        """Whether more than half is asked for, so that votes can tie."""
        return self.more_than and self.part == Fraction(1, 2)

    def to_text(self) -> str:
        """The way of deciding in the rule language."""
        whose = "" if self.of == "members" and self.whole is None else f" of {self._whose()}"
        if self.part == 1:
            return f"unanimous{whose}"
        if self.is_majority:
            return f"majority{whose}"
        if self.more_than:
            return f"more than {part_text(self.part)}{whose}"
        return f"{part_text(self.part)}{whose}" if whose else f"{part_text(self.part)} majority"

    def _whose(self) -> str:
        if self.whole == "all":
            return f"all {self.of}"
        return f"{self.of} {self.whole}" if self.whole else self.of

    def plain(self) -> str:
        """The way of deciding in plain words."""
        noun = {"voting members": "members who have a vote"}.get(self.of, self.of)
        whole = f"all {noun}" if self.whole == "all" and self.part < 1 else f"the {noun}"
        whole += {"present": " present", "present and voting": " present and voting"}.get(
            self.whole or "", ""
        )
        counts = {
            "all": " (absence and abstention count against)",
            "present": " (an abstention counts against)",
            "present and voting": " (an abstention counts for nothing)",
        }.get(self.whole or "", "")
        if self.part == 1:
            return f"with every one of {whole} in favour{counts}"
        share = part_text(self.part)
        least = "more than" if self.more_than else "at least"
        return f"with {least} {share} of {whole} in favour{counts}"


@dataclass(frozen=True)
class Decision(Rule):
    """The ways of deciding, in the order in which they are tried.

    ``casting_vote``: whether the chair has one; None where the rule does not say.
    """

    ways: tuple[Consensus | Portion, ...]
    casting_vote: bool | None = None

    @property
    def can_tie(self) -> bool:
        """Whether a casting vote would matter."""
        return any(isinstance(way, Portion) and way.is_majority for way in self.ways)

    def to_text(self) -> str:
        """The rule in the rule language."""
        casting = {None: "", True: ", chair has casting vote", False: ", chair has no casting vote"}
        ways = ", otherwise ".join(way.to_text() for way in self.ways)
        return ways + casting[self.casting_vote]

    def plain(self) -> str:
        """The rule in plain words, with what it leaves unsaid."""
        casting = {
            None: "",
            True: "; the chair has a casting vote",
            False: "; the chair has no casting vote",
        }[self.casting_vote]
        portions = [way for way in self.ways if isinstance(way, Portion)]
        unsaid = [
            *(["how consensus is found"] if Consensus() in self.ways else []),
            *(
                ["whether those absent or abstaining count in the whole"]
                if any(portion.whole is None for portion in portions)
                else []
            ),
            *(
                ["whether the chair has a casting vote"]
                if self.can_tie and self.casting_vote is None
                else []
            ),
        ]
        ways = "; otherwise ".join(way.plain() for way in self.ways)
        return with_unsaid(f"decided {ways}{casting}", unsaid)


_KEPT = {
    *("FRACTION", "PERCENTAGE", "MAJORITY", "MORE_THAN", "ALL", "VOTING", "ORGANISATION"),
    *("PRESENT", "PRESENT_AND_VOTING", "THOSE_PRESENT", "THOSE_VOTING"),
    *("THOSE_PRESENT_AND_VOTING", "CASTING", "NO_CASTING", "UNANIMOUS"),
}
_WHOLE_OF: dict[str, Whole] = {
    "PRESENT_AND_VOTING": "present and voting",
    "THOSE_PRESENT_AND_VOTING": "present and voting",
    "THOSE_VOTING": "present and voting",
    "PRESENT": "present",
    "THOSE_PRESENT": "present",
}


class _Typed(Transformer[Token, Rule]):
    """Makes typed rules of the grammar's trees; the methods are named after its rules."""

    def _call_userfunc_token(self, token: Token) -> Any:
        return token if token.type in _KEPT else Discard

    def start(self, items: list[Any]) -> Rule:
        is_last_casting = isinstance(items[-1], bool)
        ways = items[:-1] if is_last_casting else items
        return Decision(tuple(ways), items[-1] if is_last_casting else None)

    def failing_consensus(self, items: list[Any]) -> Rule:
        return self.start([Consensus(), *items])

    def casting(self, items: list[Token]) -> bool:
        return items[0].type == "CASTING"

    def consensus(self, items: list[Token]) -> Consensus:
        return Consensus()

    def unanimous(self, items: list[Token]) -> Portion:
        return Portion(Fraction(1), of=_voices(items), whole=_whole(items))

    def portion(self, items: list[Token]) -> Portion:
        by_type = {item.type: item for item in items}
        if "FRACTION" in by_type:
            part = fraction(by_type["FRACTION"])
        elif "PERCENTAGE" in by_type:
            part = percentage(by_type["PERCENTAGE"])
        else:
            return Portion(Fraction(1, 2), True, _voices(items), _whole(items))
        return Portion(part, "MORE_THAN" in by_type, _voices(items), _whole(items))


def _voices(items: Sequence[Token]) -> Voices:
    types = {item.type for item in items}
    if "ORGANISATION" in types:
        return "agencies"
    return "voting members" if "VOTING" in types else "members"


def _whole(items: Sequence[Token]) -> Whole | None:
    types = [item.type for item in items]
    said = next((_WHOLE_OF[type_] for type_ in types if type_ in _WHOLE_OF), None)
    return said or ("all" if "ALL" in types else None)


EXAMPLES = (
    Example("unanimous of members present", "every member who is there"),
    Example("unanimous agreement of all members", "every member, there or not"),
    Example("consensus", "agreement without a vote"),
    Example("80% of agencies present", "counted by organisation, not by person"),
    Example("at least 80% of partner agencies", "whether absent ones count is not said"),
    Example("simple majority of members present and voting", "an abstention counts for nothing"),
    Example("majority of all members", "those absent count in the whole"),
    Example("two thirds majority of those present", "an abstention counts against"),
    Example("more than 60% of the votes cast", "the percentage itself is not enough"),
    Example("75% of voting members present", "of those who have a vote"),
    Example(
        "consensus, otherwise majority, chair has casting vote",
        "the ways in the order in which they are tried, and who decides a tie",
    ),
    Example(
        "consensus wherever possible; if not possible, a majority vote, the chair having a second "
        "or casting vote in the event of a tie",
        "the same, as terms of reference often put it",
    ),
    Example("majority of those present, chair has no casting vote", "a tie is lost"),
)

LANGUAGE = Language("decision", GRAMMAR, _Typed, EXAMPLES)
