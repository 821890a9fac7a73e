"""What the analyses found, as a paper takes it, and what of it is not for publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from govgraph import model
from govgraph.analysis import remit_findings
from govgraph.governance import Governance

SMALLEST_GROUP = 5
"""In a group of fewer people whose attendance is counted each could be picked out."""


@dataclass(frozen=True)
class Results:
    """The frames of the analyses of one snapshot.

    Attributes:
        routes: every way up.
        faults_on_the_way: what is wrong with the ways up.
        remit_pairs: bodies whose remits are alike.
        shared_people: pairs of bodies that share people.
        people: each person and their bodies.
        verdicts: what the attendance rules come to.
        quorums: which meetings were quorate.
        fragility: how likely a quorum is.
        decisions: what carries a vote.
        structure: how bodies are made up.
        remit_gaps: topics that nobody decides.
    """

    routes: pd.DataFrame
    faults_on_the_way: pd.DataFrame
    remit_pairs: pd.DataFrame
    shared_people: pd.DataFrame
    people: pd.DataFrame
    verdicts: pd.DataFrame
    quorums: pd.DataFrame
    fragility: pd.DataFrame
    decisions: pd.DataFrame
    structure: pd.DataFrame
    remit_gaps: pd.DataFrame


@dataclass(frozen=True)
class SmallGroups:
    """The bodies whose attendance could be that of one person or two.

    Attributes:
        bodies: the ids of bodies with fewer than five members' seats.
        rules: pairs of a body and an attendance rule of it that counts fewer than five seats.
    """

    bodies: frozenset[str]
    rules: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, g: Governance, verdicts: pd.DataFrame) -> SmallGroups:
        """Those of a snapshot, with the verdicts on it."""
        seats = g.memberships[g.memberships["role"].isin(model.MEMBER_ROLES)]
        members = seats.groupby("body_id")["seat_id"].nunique()
        recorded = g.attendance.groupby("body_id")["seat_id"].nunique()
        sizes = pd.concat([members, recorded], axis=1).min(axis=1)
        counted = verdicts.groupby(["body_id", "rule"])["seat_id"].nunique()
        small = counted.index[counted < SMALLEST_GROUP]
        return cls(
            frozenset(sizes.index[sizes < SMALLEST_GROUP]),
            frozenset((str(body), str(rule)) for body, rule in small),
        )

    def hide(self, body_id: str, rule: str = "") -> bool:
        """Whether attendance there is not shown."""
        return body_id in self.bodies or (body_id, rule) in self.rules


@dataclass(frozen=True)
class Material:
    """What a paper is written from: a snapshot, what was found on it, and what may be shown."""

    g: Governance
    found: Results

    @cached_property
    def small(self) -> SmallGroups:
        """The groups whose attendance is not shown."""
        return SmallGroups.of(self.g, self.found.verdicts)

    @cached_property
    def shown(self) -> Results:
        """What is put in the paper: no member of a small group, only remits worth asking about."""
        verdicts = self.found.verdicts
        hidden = [
            self.small.hide(body, rule)
            for body, rule in zip(verdicts["body_id"], verdicts["rule"], strict=True)
        ]
        kept = verdicts[~pd.Series(hidden, index=verdicts.index, dtype=bool)]
        pairs = remit_findings.worth_asking(self.found.remit_pairs)
        return replace(self.found, verdicts=kept, remit_pairs=pairs)

    @cached_property
    def withheld(self) -> list[str]:
        """The names of the bodies on whose members verdicts are not shown."""
        left_out = self.found.verdicts.drop(self.shown.verdicts.index)
        return sorted(set(left_out["body"]))
