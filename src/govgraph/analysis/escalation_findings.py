"""What is wrong with the way up: candidates for a human to judge, each with its evidence."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from govgraph import frames, model
from govgraph.analysis import upward
from govgraph.analysis.upward import EVERY_MATTER, Ladder, Limits
from govgraph.analysis.upward_wording import ARROW, Wording, citation, listed
from govgraph.governance import Governance

SINGLE_POINT = "single point of failure"
COMPETING = "competing routes"
SELF_ESCALATION = "self-escalation"
NO_DISPUTE_ROUTE = "no dispute route"

KINDS = (
    upward.DEAD_END,
    upward.MISSING_HOP,
    upward.CYCLE,
    COMPETING,
    SINGLE_POINT,
    SELF_ESCALATION,
    NO_DISPUTE_ROUTE,
)
"""The findings, in the order in which they are listed."""

COLUMNS = {
    "finding": "str",
    "body_id": "str",
    "body": "str",
    "matter": "str",
    "other_ids": "str",
    "other": "str",
    "detail": "str",
    "assumption": "str",
    "basis": "str",
    "source": "str",
    "paragraph": "str",
    "would_change": "str",
}

_DECIDING = ("Body", "Organisation", "Seat", "SEAT_ON", "HOLDS", *model.UPWARD_LINKS)
_DISPUTES = "disput|disagree|escalat"
_SHOWN = Limits(routes=50, steps=1000)
_NOTED = 3
_CONTAINMENT = "Being part of a body counts as a way up here; containment is not reporting."


@dataclass(frozen=True)
class _Finding:
    """One finding by the numbers of one ladder; ``people`` are (id, name)."""

    kind: str
    node: int
    detail: str
    others: tuple[int, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    matter: int = EVERY_MATTER
    hops: tuple[int, ...] = ()
    assumption: str = ""


def findings(g: Governance) -> pd.DataFrame:
    """Dead ends, missing hops, cycles and other faults in how matters go up.

    For the bodies asked about:

    - **dead end**: its links are given completely, it is no apex, and no link that serves
      every matter leads up.
    - **missing hop**: the same where its links are not given completely: unknown.
    - **cycle**: bodies that pass a matter round in a circle.
    - **competing routes**: several ways up that are stated for the same matter. A way stated
      for one matter does not compete with the one for every matter.
    - **single point of failure**: a body through which every route of others passes (it
      dominates them: Lengauer and Tarjan 1979), made only where the links of those bodies,
      and of all that their routes pass before it, are given completely.
    - **self-escalation**: one person chairs both ends of a step up.
    - **no dispute route**: links given completely, and none escalates or names disputes.

    What proposed facts would change is said in ``would_change``. For how many bodies the
    answer is unknown stands in ``attrs["notes"]``.

    Returns:
        One row for each finding: ``finding, body_id, body, matter`` (blank: every matter),
        ``other_ids, other`` (the other bodies or people), ``detail`` (a sentence with its
        evidence), ``assumption, basis`` (inferred where a step, its name or its timetable
        rests on inference only), ``source, paragraph, would_change``.

    >>> from govgraph import frames, model
    >>> findings(Governance(frames.complete({}))).empty
    True
    """
    ladder = Ladder.of(g)
    words = Wording(ladder)
    found = _find(g, words)
    frame = pd.DataFrame([_row(finding, words) for finding in found], columns=list(COLUMNS))
    changes, notes = _would_change(g, found, words)
    frame["would_change"] = changes
    frame = frame.astype(COLUMNS)
    frame.attrs["notes"] = [*_coverage(g, words), *notes]
    return frame


def _find(g: Governance, words: Wording) -> list[_Finding]:
    asked = _asked(g, words.ladder)
    found = [
        *_no_way_up(words, asked),
        *_cycles(words, asked),
        *_competing(words, asked),
        *_single_points(words, asked),
        *_self_escalations(g, words, asked),
        *_no_dispute_routes(words, asked),
    ]
    return sorted(found, key=lambda f: (KINDS.index(f.kind), f.node, f.matter, f.others, f.people))


def _asked(g: Governance, ladder: Ladder) -> np.ndarray:
    """Which nodes are bodies asked about."""
    known = frames.positions(ladder.nodes["id"], g.asked_about.to_series())
    asked: np.ndarray = ladder.nodes["is_body"].to_numpy() & (known >= 0)
    return asked


# --- the findings one by one --------------------------------------------------------------


def _no_way_up(words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    ladder = words.ladder
    for node in np.flatnonzero(asked & _without_general_step(ladder)).tolist():
        name, where = words.names[node], words.place(node)
        into = _each_link_once(ladder, ladder.hops_into(node))
        come = f" What comes to it: {words.hops(into)}." if into else ""
        matters = {str(words.matter(ladder.hop_matters[hop])) for hop in ladder.own_hops(node)}
        but = f", but for {listed(sorted(matters))}" if matters else ""
        if ladder.end_of[node] == upward.DEAD_END:
            detail = f"The links of {name} are given completely{where} and none leads up{but}."
        else:
            detail = (
                f"No step up from {name} is recorded{but}, and its links are not given "
                f"completely{where}: what lies above is unknown."
            )
        below = tuple(sorted({ladder.starts[hop] for hop in into}))
        yield _Finding(ladder.end_of[node], node, detail + come, below)


def _without_general_step(ladder: Ladder) -> np.ndarray:
    """Bodies that are no apex and have no step up that serves every matter."""
    general = ladder.hops.loc[ladder.hops["matter"] == EVERY_MATTER, "start"]
    has_step = ladder.nodes.index.isin(general)
    return (ladder.nodes["is_body"] & ~ladder.nodes["apex"]).to_numpy() & ~has_step


def _each_link_once(ladder: Ladder, hops: Sequence[int]) -> list[int]:
    """Without the hops whose links all stand in another, as those for every matter may."""
    links = {hop: set(ladder.links_of_hop[hop]) for hop in hops}
    return [hop for hop in hops if not any(links[hop] < other for other in links.values())]


def _cycles(words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    """One finding for each set of bodies that can all reach one another."""
    ladder = words.ladder
    every = ladder.hops
    circular = every[_within_circle(every, len(ladder.nodes))]
    for matter in sorted(circular["matter"].unique().tolist()):
        hops = circular[circular["matter"].isin((EVERY_MATTER, matter))]
        hops = hops[_within_circle(hops, len(ladder.nodes))]
        label = _circles(hops, len(ladder.nodes))[hops["start"]]
        for _, inside in hops.groupby(label, sort=True):
            own = inside[inside["matter"] == matter]
            nodes = sorted(set(inside["start"].tolist()))
            known = [node for node in nodes if asked[node]]
            if own.empty or not known:
                continue
            yield _cycle(words, matter, known[0], nodes, inside, own.index.tolist()[0])


def _circles(hops: pd.DataFrame, size: int) -> np.ndarray:
    """The strongly connected component of each node."""
    steps = sparse.csr_array((np.ones(len(hops)), (hops["start"], hops["end"])), shape=(size, size))
    labels: np.ndarray = csgraph.connected_components(steps, connection="strong")[1]
    return labels


def _within_circle(hops: pd.DataFrame, size: int) -> np.ndarray:
    label = _circles(hops, size)
    within: np.ndarray = label[hops["start"]] == label[hops["end"]]
    return within


def _cycle(
    words: Wording, matter: int, node: int, nodes: list[int], inside: pd.DataFrame, first: int
) -> _Finding:
    hops = _shortest_round(inside, first)
    ends = [words.names[words.ladder.starts[first]]]
    ends += [words.names[words.ladder.ends[hop]] for hop in hops]
    of = "" if matter == EVERY_MATTER else f" about {words.matter(matter)}"
    wider = "" if len(nodes) == len(hops) else f" {len(nodes)} bodies are in such circles together."
    detail = f"A matter{of} can come back: {ARROW.join(ends)}.{wider} {words.hops(hops)}."
    others = tuple(other for other in nodes if other != node)
    return _Finding(upward.CYCLE, node, detail, others, matter=matter, hops=tuple(hops))


def _shortest_round(inside: pd.DataFrame, first: int) -> list[int]:
    """The hops of a shortest way round that begins with the hop ``first``."""
    steps = zip(
        inside.index.tolist(), inside["start"].tolist(), inside["end"].tolist(), strict=True
    )
    leading: dict[int, list[tuple[int, int]]] = {}
    for hop, start, end in steps:
        leading.setdefault(start, []).append((hop, end))
        if hop == first:
            goal, begin = start, end
    came_by: dict[int, tuple[int, int]] = {}
    waiting = deque([begin])
    while goal != begin and goal not in came_by:
        node = waiting.popleft()
        for hop, end in leading[node]:
            if end != begin and end not in came_by:
                came_by[end] = (hop, node)
                waiting.append(end)
    hops, node = [], goal
    while node != begin:
        hop, node = came_by[node]
        hops.append(hop)
    return [first, *reversed(hops)]


def _competing(words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    """Bodies with several steps up for the same matter."""
    ladder = words.ladder
    several = ladder.hops[asked[ladder.hops["start"]]]
    several = several[several.duplicated(["start", "matter"], keep=False)]
    by_start: dict[tuple[int, int], list[int]] = {}
    for hop in several.index.tolist():
        by_start.setdefault((ladder.starts[hop], ladder.hop_matters[hop]), []).append(hop)
    for (start, matter), hops in by_start.items():
        yield _competing_ways(words, start, matter, hops)


def _competing_ways(words: Wording, node: int, matter: int, hops: list[int]) -> _Finding:
    ladder = words.ladder
    walks, _ = ladder.walks(node, matter, limits=_SHOWN)
    ways = []
    for hop in hops:
        ends = sorted(
            {
                f"{words.names[walk.nodes[-1]]} ({walk.end})"
                for walk in walks
                if walk.hops[:1] == (hop,) and walk.end != upward.CYCLE
            }
        )
        leads = f", which leads to {listed(ends)}" if ends else ""
        ways.append(f"{words.hop(hop)}{leads}")
    subject = "every matter" if matter == EVERY_MATTER else f"{words.matter(matter)}"
    detail = f"For {subject} {words.names[node]} has {len(hops)} ways up: {'; '.join(ways)}."
    types = {words.link_type(hop) for hop in hops}
    return _Finding(
        COMPETING,
        node,
        detail,
        tuple(ladder.ends[hop] for hop in hops),
        matter=matter,
        hops=tuple(hops),
        assumption=_CONTAINMENT if "PART_OF" in types else "",
    )


def _single_points(words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    ladder = words.ladder
    for node, below in _passed_by_all(ladder, only_covered=True).items():
        if not asked[node]:
            continue
        onward = ladder.steps(node, EVERY_MATTER)
        inside = set(below)
        into = [
            hop
            for hop in ladder.hops_into(node)
            if ladder.starts[hop] in inside and ladder.hop_matters[hop] == EVERY_MATTER
        ]
        hops = tuple(sorted({*onward, *into}))
        detail = (
            f"Every route of {listed([words.names[n] for n in below])} passes through "
            f"{words.names[node]}. {words.hops(hops)}."
        )
        assumption = "Looked at are the links that serve every matter."
        yield _Finding(SINGLE_POINT, node, detail, tuple(below), hops=hops, assumption=assumption)


def _passed_by_all(ladder: Ladder, *, only_covered: bool) -> dict[int, list[int]]:
    """For each body that is no end the nodes whose every route passes through it.

    With ``only_covered`` a body whose links are not given completely may have a way of its
    own to an end, so it, and what depends on it, is left out.
    """
    hops = ladder.hops[ladder.hops["matter"] == EVERY_MATTER]
    nodes = ladder.nodes
    has_step = nodes.index.isin(hops["start"])
    is_open = ~has_step | (only_covered & ~nodes["covered"]).to_numpy()
    is_body = nodes["is_body"].tolist()
    outside = len(nodes)
    downward: nx.DiGraph[int] = nx.DiGraph()
    downward.add_node(outside)
    downward.add_edges_from((outside, node) for node in np.flatnonzero(is_open).tolist())
    downward.add_edges_from(zip(hops["end"].tolist(), hops["start"].tolist(), strict=True))
    passed: dict[int, list[int]] = {}
    above = nx.immediate_dominators(downward, outside)
    for node in sorted(node for node in above if is_body[node]):
        through = above[node]
        while through != outside:
            if has_step[through] and is_body[through]:
                passed.setdefault(through, []).append(node)
            through = above.get(through, outside)
    return dict(sorted(passed.items()))


def _self_escalations(g: Governance, words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    """Steps up whose two ends one person chairs."""
    ladder = words.ladder
    seats = g.memberships
    seats = seats[(seats["role"] == "chair") & (seats["state"] == "held")]
    seats = seats[seats["capacity"].fillna("holder").isin(("holder", "interim"))]
    bodies = ladder.nodes[ladder.nodes["is_body"]]
    found = frames.positions(seats["body_id"], bodies["id"])
    seats = seats[found >= 0].assign(node=bodies.index.to_numpy()[found[found >= 0]])
    chairs = seats[["node", "person_id", "person", "source", "paragraph", "basis"]]
    chairs = chairs.sort_values(["node", "person_id", "source", "paragraph"])
    chairs = chairs.drop_duplicates(["node", "person_id"])
    hops = ladder.hops[["start", "end"]].assign(hop=ladder.hops.index)
    hops = hops[asked[hops["start"]]].drop_duplicates(["start", "end"])
    both = hops.merge(chairs, left_on="start", right_on="node")
    both = both.merge(chairs, left_on=["end", "person_id"], right_on=["node", "person_id"])
    for row in both.to_dict("records"):
        chaired = [
            " ".join(filter(None, [words.names[row[end]], _seat_cited(row, suffix)]))
            for end, suffix in (("start", "_x"), ("end", "_y"))
        ]
        detail = (
            f"{row['person_x']} chairs {chaired[0]} and {chaired[1]}: a matter that goes up comes "
            f"to the same person. {words.hop(row['hop'])}."
        )
        yield _Finding(
            SELF_ESCALATION,
            row["start"],
            detail,
            (row["end"],),
            people=((row["person_id"], row["person_x"]),),
            hops=(row["hop"],),
        )


def _seat_cited(row: Mapping[Any, Any], suffix: str) -> str:
    inferred = "inferred" if row[f"basis{suffix}"] == "inferred" else ""
    return citation([row[f"source{suffix}"], row[f"paragraph{suffix}"], inferred])


def _no_dispute_routes(words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    ladder = words.ladder
    links, nodes = ladder.links, ladder.nodes
    takes_disputes = (links["type"] == "ESCALATES_TO") | links["matter_key"].str.contains(_DISPUTES)
    has_route = nodes.index.isin(links.loc[takes_disputes, "start"])
    lacks = asked & (nodes["covered"] & ~nodes["apex"]).to_numpy() & ~has_route
    for node in np.flatnonzero(lacks).tolist():
        hops = _each_link_once(ladder, [*ladder.steps(node, EVERY_MATTER), *ladder.own_hops(node)])
        others = f" Its steps up: {words.hops(hops)}." if hops else ""
        detail = (
            f"The links of {words.names[node]} are given completely{words.place(node)} and none "
            f"says where a dispute or an unresolved matter goes.{others}"
        )
        yield _Finding(
            NO_DISPUTE_ROUTE,
            node,
            detail,
            tuple(sorted({ladder.ends[hop] for hop in hops})),
            assumption="Looked at are the links, not the wording of rules.",
        )


# --- the frame ----------------------------------------------------------------------------


def _row(finding: _Finding, words: Wording) -> dict[str, object]:
    sources, places, is_inferred = _evidence(finding, words)
    return {
        "finding": finding.kind,
        "body_id": words.ids[finding.node],
        "body": words.names[finding.node],
        "matter": words.matter(finding.matter),
        "other_ids": frames.join_list(_other_ids(finding, words)),
        "other": frames.JOIN.join(
            [*(name for _, name in finding.people), *(words.names[n] for n in finding.others)]
        ),
        "detail": finding.detail,
        "assumption": finding.assumption,
        "basis": "inferred" if is_inferred else "stated",
        "source": sources,
        "paragraph": places,
    }


def _other_ids(finding: _Finding, words: Wording) -> list[str]:
    return [*(id_ for id_, _ in finding.people), *(words.ids[node] for node in finding.others)]


def _evidence(finding: _Finding, words: Wording) -> tuple[str | None, str | None, bool]:
    """Sources and paragraphs of the links, or of the body where there are none; if inferred."""
    facts = [words.node_facts[finding.node]]
    if finding.hops:
        links = words.ladder.links_of_hop
        facts = [words.link_facts[link] for hop in finding.hops for link in links[hop]]
    sources = frames.join_list(_known(fact["source"] for fact in facts))
    places = frames.join_list(_known(fact["paragraph"] for fact in facts))
    return sources, places, any(words.hop_facts[hop]["is_inferred"] for hop in finding.hops)


def _known(cells: Iterable[Any]) -> Iterator[str]:
    return (str(cell) for cell in cells if not pd.isna(cell))


# --- proposals and coverage ---------------------------------------------------------------


def _key(finding: _Finding, words: Wording) -> tuple[object, ...]:
    others = tuple(_other_ids(finding, words))
    # Who comes to a body without a way up, and what it has besides, is no part of the finding.
    is_of_one = finding.kind in (upward.DEAD_END, upward.MISSING_HOP, NO_DISPUTE_ROUTE)
    matter = words.matter(finding.matter)
    return finding.kind, words.ids[finding.node], matter, () if is_of_one else others


def _would_change(
    g: Governance, found: Sequence[_Finding], words: Wording
) -> tuple[list[str], list[str]]:
    """For each finding whether proposed facts decide on it; and a note on those they would add."""
    if not any(g.tables[name]["proposed"].any() for name in _DECIDING):
        return [""] * len(found), []
    other = g.at(include_proposed=not g.include_proposed)
    other_words = Wording(Ladder.of(other))
    there = {_key(finding, other_words) for finding in _find(other, other_words)}
    here = [_key(finding, words) for finding in found]
    said = (
        "holds only with what is proposed"
        if g.include_proposed
        else "would not stand as it is with what is proposed"
    )
    changes = ["" if key in there else said for key in here]
    more = len(there - set(here))
    if g.include_proposed or not more:
        return changes, []
    return changes, [f"With what is proposed there would be {more} further or changed findings."]


def _coverage(g: Governance, words: Wording) -> list[str]:
    """Of how many bodies the answer is unknown."""
    nodes = words.ladder.nodes
    asked = nodes[_asked(g, words.ladder)]
    unknown = int((~asked["covered"] & ~asked["apex"]).sum())
    said = []
    if unknown:
        said.append(
            f"Dead ends, missing dispute routes and single points of failure are looked for only "
            f"where the sources give the links completely: for {unknown} of {len(asked)} bodies "
            "the answer is unknown."
        )
    return said + _passed_as_far_as_known(words, set(asked.index))


def _passed_as_far_as_known(words: Wording, asked: set[int]) -> list[str]:
    """The single points of failure that incomplete links leave open."""
    certain = _passed_by_all(words.ladder, only_covered=True)
    recorded = _passed_by_all(words.ladder, only_covered=False)
    open_ = {
        node: len(below) - len(certain.get(node, []))
        for node, below in recorded.items()
        if node in asked and len(below) > len(certain.get(node, []))
    }
    most = sorted(open_, key=lambda node: (-open_[node], node))
    said = [
        f"On the links recorded, every route of {listed([words.names[n] for n in recorded[node]])} "
        f"passes through {words.names[node]}. For {open_[node]} of these {len(recorded[node])} "
        "the links on the way are not given completely: whether there is another is unknown."
        for node in most[:_NOTED]
    ]
    if len(most) > _NOTED:
        said.append(f"The same is unknown of routes through {len(most) - _NOTED} more bodies.")
    return said
