"""What is wrong with the way up: candidates for a human to judge, each with its evidence."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from govgraph import frames, model
from govgraph.analysis import upward
from govgraph.analysis.ends_above import Ends, EndsAbove
from govgraph.analysis.single_points import MOST_NAMED, Passing, fair_share
from govgraph.analysis.upward import EVERY_MATTER, Ladder
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
_DISPUTES = "disput|disagree|escalat|unresolved|conflict"
_WAYS_SHOWN = 10
_NOTED = 3
_SHOWN = 5
_NAMED_AT_LEAST = 5
_ON_ROUTES = (
    "Routes that come back do not count, nor do those that stop at a dead end where others lead "
    "further."
)
_CONTAINMENT = "Being part of a body counts as a way up here; containment is not reporting."


@dataclass(frozen=True)
class _Finding:
    """One finding by the numbers of one ladder.

    ``people`` are (id, name), ``cited`` the source and paragraph of what it rests on besides
    ``hops``, ``signature`` a number for what ``others`` leaves out.
    """

    kind: str
    node: int
    detail: str
    others: tuple[int, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    matter: int = EVERY_MATTER
    hops: tuple[int, ...] = ()
    assumption: str = ""
    cited: tuple[tuple[Any, Any], ...] = ()
    is_inferred: bool = False
    signature: int = 0


def findings(g: Governance) -> pd.DataFrame:
    """Dead ends, missing hops, cycles and other faults in how matters go up.

    For the bodies asked about:

    - **dead end**: its links are given completely, it is no apex, and no link that serves
      every matter leads up.
    - **missing hop**: the same where its links are not given completely: unknown.
    - **cycle**: bodies that pass a matter round in a circle.
    - **competing routes**: several ways up that are stated for the same matter. A way stated
      for one matter does not compete with the one for every matter.
    - **single point of failure**: a body through which every route of others to an apex
      passes (it dominates them: Lengauer and Tarjan 1979; see
      :mod:`govgraph.analysis.single_points`), made only where the links of those bodies, and
      of all that their routes pass before it, are given completely.
    - **self-escalation**: one person chairs both ends of a step up.
    - **no dispute route**: links given completely, and none escalates, or speaks of disputes,
      conflicts or unresolved matters.

    What proposed facts would change is said in ``would_change``. For how many bodies the
    answer is unknown stands in ``attrs["notes"]``.

    Returns:
        One row for each finding: ``finding, body_id, body, matter`` (blank: every matter),
        ``other_ids, other`` (the other bodies or people; of very many some, and ``detail``
        says of how many), ``detail`` (a sentence with its evidence), ``assumption, basis``
        (inferred where a step, a chair, a name or a timetable rests on inference only),
        ``source, paragraph, would_change``.

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
    frame = frame.replace("", None).astype(COLUMNS)
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
        *_no_dispute_routes(g, words, asked),
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
    of_members = set(ladder.of_members.tolist())
    for node in np.flatnonzero(asked & _without_general_step(ladder)).tolist():
        name, where = words.names[node], words.place(node)
        into = _each_link_once(ladder, ladder.hops_into(node))
        come = f" What comes to it: {words.hops(into)}." if into else ""
        matters = {str(words.matter(ladder.hop_matters[hop])) for hop in ladder.own_hops(node)}
        but = f", but for {listed(sorted(matters))}" if matters else ""
        if node in of_members:
            but += ", apart from what its members do, each for their own"
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
    detail = (
        f"A matter{of} can come back: {ARROW.join(ends)}.{wider}{_way_out(words, matter, nodes)}"
    )
    detail += f" {words.hops(hops)}."
    others = tuple(other for other in nodes if other != node)
    return _Finding(upward.CYCLE, node, detail, others, matter=matter, hops=tuple(hops))


def _way_out(words: Wording, matter: int, nodes: list[int]) -> str:
    """That no step leads out of a circle, as far as is known; blank where one does."""
    ladder, inside = words.ladder, set(nodes)
    if any(ladder.ends[hop] not in inside for node in nodes for hop in ladder.steps(node, matter)):
        return ""
    is_known = all(words.node_facts[node]["covered"] for node in nodes)
    return " No step leads out of it." if is_known else " No step out of it is recorded."


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
    above = EndsAbove(ladder)
    for (start, matter), hops in by_start.items():
        yield _competing_ways(words, above, start, matter, hops)


def _competing_ways(
    words: Wording, above: EndsAbove, node: int, matter: int, hops: list[int]
) -> _Finding:
    ladder = words.ladder
    ways = [
        f"{words.hop(hop)}{_leads(end, above.beyond(node, end, matter), words)}"
        for hop, end in ((hop, ladder.ends[hop]) for hop in hops[:_WAYS_SHOWN])
    ]
    if len(hops) > _WAYS_SHOWN:
        ways.append(f"and {len(hops) - _WAYS_SHOWN} more")
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


def _leads(end: int, ends: Ends, words: Wording) -> str:
    """Where the ways up end that begin with a step to ``end``."""
    if not ends.nodes:
        return "" if ends.has_more else ", which only comes back"
    ladder = words.ladder
    if ends.nodes == [end] and not ends.has_more:
        return f", where it ends ({ladder.end_of[end]})"
    named = [f"{words.names[node]} ({ladder.end_of[node]})" for node in ends.nodes]
    return f", which leads to {listed(named)}{', among others' if ends.has_more else ''}"


def _single_points(words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    ladder = words.ladder
    passing = Passing(ladder, only_covered=True)
    points = [node for node in passing.points() if asked[node]]
    most = max(_NAMED_AT_LEAST, fair_share(passing.counts[points], MOST_NAMED))
    through = passing.tree.place
    for node in points:
        below = passing.below(node, most)
        first, last = through[node], through[node] + passing.tree.below[node]
        into = [
            hop
            for hop in ladder.hops_into(node)
            if first < through[ladder.starts[hop]] <= last
            and ladder.hop_matters[hop] == EVERY_MATTER
        ]
        hops = tuple(sorted({*ladder.steps(node, EVERY_MATTER), *into}))
        said = f"{_passes(words, passing, node, below)}.{_elsewhere(words, below)}"
        yield _Finding(
            SINGLE_POINT,
            node,
            f"{said} {words.hops(hops)}.",
            tuple(below),
            hops=hops,
            assumption=_ON_ROUTES,
            is_inferred=bool(passing.rests_on_inference[node]),
            signature=passing.signatures[node],
        )


def _passes(words: Wording, passing: Passing, node: int, below: Sequence[int]) -> str:
    """That every route of some bodies passes through one, as far as the record shows."""
    count = int(passing.counts[node])
    shown = [words.names[other] for other in below[:_SHOWN]]
    if count > len(shown):
        shown.append(f"{count - len(shown)} more")
    name = words.names[node]
    of = f"On the links recorded for every matter, every route of {listed(shown, len(shown))}"
    if passing.reaches_apex[node]:
        said = f"{of} to an apex passes through {name}"
    elif passing.is_hopeful[node]:
        said = f"{of} by which an apex may be reached passes through {name}; "
        said += "whether one is, is unknown"
    else:
        said = f"{of} that comes to an end passes through {name}; none of them leads to an apex"
    named = f" (named beside it: {len(below):,} of these)" if count > len(below) > _SHOWN else ""
    return f"{said}{named}"


def _elsewhere(words: Wording, below: Sequence[int]) -> str:
    """That some of these bodies have steps up for one matter alone, which may lead elsewhere."""
    ladder = words.ladder
    matters = {
        str(words.matter(ladder.hop_matters[hop]))
        for node in below
        for hop in ladder.own_hops(node)
    }
    if not matters:
        return ""
    return f" Links for {listed(sorted(matters))} alone may lead elsewhere."


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
    chairs = chairs.assign(chairs=chairs.groupby("node")["person_id"].transform("size"))
    hops = ladder.hops[["start", "end"]].assign(hop=ladder.hops.index)
    hops = hops[asked[hops["start"]]].drop_duplicates(["start", "end"])
    both = hops.merge(chairs, left_on="start", right_on="node")
    both = both.merge(chairs, left_on=["end", "person_id"], right_on=["node", "person_id"])
    for row in both.to_dict("records"):
        is_alone = row["chairs_x"] == row["chairs_y"] == 1
        detail = (
            f"{row['person_x']} chairs {_chaired(row, 'start', words)} and "
            f"{_chaired(row, 'end', words)}: a matter that goes up "
            f"{'comes' if is_alone else 'can come'} to the same person. {words.hop(row['hop'])}."
        )
        yield _Finding(
            SELF_ESCALATION,
            row["start"],
            detail,
            (row["end"],),
            people=((row["person_id"], row["person_x"]),),
            matter=ladder.hop_matters[row["hop"]],
            hops=(row["hop"],),
            cited=tuple((row[f"source_{end}"], row[f"paragraph_{end}"]) for end in "xy"),
            is_inferred="inferred" in (row["basis_x"], row["basis_y"]),
        )


def _chaired(row: Mapping[Any, Any], end: str, words: Wording) -> str:
    """A body that someone chairs, with whether others do so too and what says it."""
    suffix = {"start": "_x", "end": "_y"}[end]
    inferred = "inferred" if row[f"basis{suffix}"] == "inferred" else ""
    chairs = row[f"chairs{suffix}"]
    jointly = f"one of {chairs} chairs" if chairs > 1 else ""
    cited = citation([jointly, row[f"source{suffix}"], row[f"paragraph{suffix}"], inferred])
    return " ".join(filter(None, [words.names[row[end]], cited]))


def _no_dispute_routes(g: Governance, words: Wording, asked: np.ndarray) -> Iterator[_Finding]:
    ladder = words.ladder
    nodes = ladder.nodes
    has_route = nodes["is_body"] & frames.are_among(nodes["id"], _that_take_disputes(g))
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


def _that_take_disputes(g: Governance) -> pd.Series[str]:
    """The ids of the bodies of which a link, of any type, escalates or speaks of disputes."""
    links = g.links[g.links["from_type"] == "Body"]
    speaks = links["type"] == "ESCALATES_TO"
    for column in ("matter", "condition"):
        words = links[column].str.casefold().str.contains(_DISPUTES)
        speaks |= words.fillna(False).astype(bool)
    return links.loc[speaks, "from_id"]


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
    node = words.node_facts[finding.node]
    cells = [(node["source"], node["paragraph"])]
    if finding.hops:
        links = words.ladder.links_of_hop
        facts = [words.link_facts[link] for hop in finding.hops for link in links[hop]]
        cells = [(fact["source"], fact["paragraph"]) for fact in facts]
    sources, places = zip(*cells, *finding.cited, strict=True)
    is_inferred = finding.is_inferred or any(
        words.hop_facts[hop]["is_inferred"] for hop in finding.hops
    )
    return frames.join_list(_known(sources)), frames.join_list(_known(places)), is_inferred


def _known(cells: Iterable[Any]) -> Iterator[str]:
    return (str(cell) for cell in cells if not pd.isna(cell))


# --- proposals and coverage ---------------------------------------------------------------


def _key(finding: _Finding, words: Wording) -> tuple[object, ...]:
    others = (*_other_ids(finding, words), finding.signature)
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
        else "would not stand as it is if what is proposed took effect"
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
    certain = Passing(words.ladder, only_covered=True)
    recorded = Passing(words.ladder, only_covered=False)
    more = recorded.counts - certain.counts
    open_ = [node for node in recorded.points() if node in asked and more[node] > 0]
    most = sorted(open_, key=lambda node: (-more[node], node))
    said = []
    for node in most[:_NOTED]:
        passes = _passes(words, recorded, node, recorded.below(node, _SHOWN))
        of = f"{more[node]} of these {recorded.counts[node]}"
        if more[node] == recorded.counts[node]:
            of = "all of these" if more[node] > 1 else "it"
        said.append(
            f"{passes}. For {of} the links on the way are not given completely: whether "
            "there is another way is unknown."
        )
    if len(most) > _NOTED:
        said.append(f"The same is unknown of routes through {len(most) - _NOTED} more bodies.")
    return said
