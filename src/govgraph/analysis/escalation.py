"""Where a matter goes from a body: every route up, and what is wrong with the way up.

A step up is a link of the types in :data:`govgraph.model.UPWARD_LINKS`. Alignment, advice,
oversight and scrutiny are no steps up, nor is a link of or to the members of a body, nor a
name that suggests a parent. Parallel links between two bodies are one hop, named by the
strongest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from govgraph import frames, model, names
from govgraph.analysis import escalation_findings, upward
from govgraph.analysis.route_days import NOT_COUNTED, Calendar, RouteDays, days_of
from govgraph.analysis.upward import (
    EVERY_MATTER,
    MAX_HOPS,
    MAX_ROUTES,
    MAX_STEPS,
    Ladder,
    Limits,
    Walk,
)
from govgraph.analysis.upward_wording import Wording, listed
from govgraph.analysis.working_days import Country
from govgraph.errors import NotFoundError
from govgraph.governance import Governance
from govgraph.names import Directory

MAX_ROWS = 250_000
"""Where very many bodies are asked about at once, about so many routes are listed in all."""

_DECIDING = ("Body", "Organisation", *model.UPWARD_LINKS)
_STEPS_IN_ALL = 5_000_000
_STEPS_AT_LEAST = 200

ROUTE_COLUMNS = {
    "body_id": "str",
    "body": "str",
    "matter": "str",
    "route": "str",
    "route_ids": "str",
    "links": "str",
    "hops": "int64",
    "apex_id": "str",
    "apex": "str",
    "end": "str",
    "days_expected": "float64",
    "days_worst": "float64",
    "days_from": "str",
    "earliest_date": "str",
    "people_on_route": "str",
    "basis": "str",
    "would_change": "str",
    "evidence": "str",
}

findings = escalation_findings.findings


def routes(
    g: Governance,
    body: str | None = None,
    *,
    to: str | None = None,
    matter: str | None = None,
    raised: dt.date | None = None,
    country: Country = "england",
    max_hops: int = MAX_HOPS,
    max_routes: int = MAX_ROUTES,
) -> pd.DataFrame:
    """Every route up from a body, or from all bodies asked about.

    A link with a matter serves that matter only, a link without one serves every matter.
    Without ``matter`` the routes that serve every matter come first, then for each matter
    that a link names the routes that use such a link. With ``matter`` all routes that serve it.

    Days are waiting times from stated timetables: the link's frequency, else how often the
    receiving body meets, else, with ``raised``, its known meeting dates. Meetings f times a
    year are 365 / f days apart: that is the worst wait of a hop, half of it the expected one,
    and the hops add up. Where the receiving body's rules say how long before a meeting papers
    are due, that counts beside known meeting dates and is quoted beside a frequency (see
    :mod:`govgraph.analysis.route_days`). "As needed" gives no days; one hop unknown leaves the
    whole blank.

    Args:
        g: the snapshot.
        body: id, name or other name of the body that has the matter; all asked about if None.
        to: only routes to this body or organisation, up to there.
        matter: only routes that serve this matter (capitals and spaces aside).
        raised: the day on which the body has the matter.
        country: whose bank holidays count for paper deadlines.
        max_hops: longer routes are not followed.
        max_routes: no more for each body and matter. ``attrs["notes"]`` says where it, or
            ``max_hops``, cut the list.

    Returns:
        One row for each route, in the order of body, matter, hops and names:

        - ``body_id, body``: where it starts.
        - ``matter``: what it is limited to; blank for every matter.
        - ``route, route_ids, links, hops``: names, ids, the strongest link of each step.
        - ``apex_id, apex``: where it ends; blank for a cycle. ``end`` says what that is:
          ``apex`` (stated to have nothing above it, or an organisation, which lies outside
          the bodies: the evidence says so), ``dead end`` (its links are given completely and
          none leads up), ``missing hop`` (they are not, and none is known), ``cycle`` (the
          next step would come back), and with ``to`` also ``goes on``.
        - ``days_expected, days_worst, days_from``: see above; ``days_from`` for each step.
        - ``earliest_date``: the first day on which the matter can be on the table at the end,
          from known meeting dates after ``raised``: on each body's way the first meeting for
          which papers are still in time on the day the matter arrives. A paper rule that was
          not understood is quoted in the evidence and not counted in. Blank without
          ``raised`` or where a date is not known.
        - ``people_on_route``: members of two or more of its bodies; ``none`` where the
          members of all are given completely, blank where that is not known.
        - ``basis``: inferred where a step, its name or its timetable rests on inference only.
        - ``would_change``: what proposed facts would change; blank for nothing.
        - ``evidence``: every link of every step with source and paragraph.

    Raises:
        NotFoundError, AmbiguousError: ``body`` or ``to`` fits nothing, or several.

    >>> import pandas as pd
    >>> from govgraph import dataset, merging
    >>> bodies = pd.DataFrame({"name": ["Early Help", "Board"], "area": "Anytown", "kind": "board"})
    >>> links = pd.DataFrame({"from": ["Early Help"], "type": ["Reports to"], "to": ["Board"]})
    >>> read = dataset.of_frames({"bodies": bodies, "links": links}, "example")
    >>> g = Governance(merging.combine({"example": read.facts}))
    >>> routes(g, "Early Help")[["route", "end"]].values.tolist()
    [['Early Help > Board', 'missing hop']]
    """
    asked = list(g.asked_about) if body is None else [g.find_body(body)]
    question = _Question(
        asked,
        None if to is None else _find_target(g, to),
        None if matter is None else names.key(matter),
        raised,
        max_hops,
        max_routes,
        max(1, MAX_ROWS // max(1, len(asked))),
        min(MAX_STEPS, max(_STEPS_AT_LEAST, _STEPS_IN_ALL // max(1, len(asked)))),
    )
    ladder = Ladder.of(g)
    words = Wording(ladder)
    answer = _answer(question, ladder)
    calendar = Calendar.of(g, country, with_meetings=raised is not None)

    def timed(walk: Walk, words: Wording) -> RouteDays:
        return days_of(walk, words, calendar, raised)

    days = [timed(walk, words) for _, walk in answer.found]
    frame = _frame(answer, days, words)
    frame["people_on_route"] = _people_on_routes(g, words, [walk for _, walk in answer.found])
    changes, additions = _would_change(g, question, answer, days, words, timed)
    frame["would_change"] = changes
    frame = frame[list(ROUTE_COLUMNS)].astype(ROUTE_COLUMNS)
    frame.attrs["notes"] = [*_notes(g, question, answer, words, frame, matter), *additions]
    return frame


# --- which routes -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Question:
    """Which routes are asked for; ``to`` is (is it a body, id), ``matter`` a key."""

    bodies: Sequence[str]
    to: tuple[bool, str] | None
    matter: str | None
    raised: dt.date | None
    max_hops: int
    max_routes: int
    rows_a_body: int
    steps_a_body: int


@dataclass(frozen=True)
class _Answer:
    """The routes with the matter that each is limited to, and the nodes where it was cut."""

    found: list[tuple[int, Walk]]
    cut: list[int]
    asked: list[int]


def _find_target(g: Governance, name: str) -> tuple[bool, str]:
    try:
        return True, g.find_body(name)
    except NotFoundError:
        fits = Directory.of(g.tables, ("Organisation",)).matches(name)
        if len(fits) != 1:
            raise
        return False, str(fits["id"].iloc[0])


def _answer(question: _Question, ladder: Ladder) -> _Answer:
    is_body = ladder.nodes["is_body"]
    place = {key: node for node, key in enumerate(zip(is_body, ladder.nodes["id"], strict=True))}
    asked = sorted(place[True, id_] for id_ in question.bodies if (True, id_) in place)
    if question.to is not None and question.to not in place:
        return _Answer([], [], asked)
    to = None if question.to is None else place[question.to]
    found: list[tuple[int, Walk]] = []
    cut = []
    for node in asked:
        walks, is_cut = _walks_from(node, to, question, ladder)
        found += sorted(walks, key=lambda item: (item[0], len(item[1].hops), item[1].nodes))
        if is_cut:
            cut.append(node)
    return _Answer(found, cut, asked)


def _walks_from(
    node: int, to: int | None, question: _Question, ladder: Ladder
) -> tuple[list[tuple[int, Walk]], bool]:
    """The routes from one node with the matter that each is limited to; and whether cut."""
    if question.matter is None:
        matters = [EVERY_MATTER, *ladder.matters_of.get(node, ())]
    else:
        matters = [ladder.number_of(question.matter)]
    found: list[tuple[int, Walk]] = []
    any_cut = False
    for matter in matters:
        walks, is_cut = ladder.walks(
            node,
            matter,
            to=to,
            # What serves every matter is listed once, not again for each.
            stated_only=question.matter is None and matter != EVERY_MATTER,
            limits=Limits(
                question.max_hops,
                min(question.max_routes, question.rows_a_body - len(found)),
                question.steps_a_body // len(matters),
            ),
        )
        found += [(ladder.label(walk, matter), walk) for walk in walks]
        any_cut |= is_cut
    return found, any_cut


# --- the frame ----------------------------------------------------------------------------


def _frame(answer: _Answer, days: Sequence[RouteDays], words: Wording) -> pd.DataFrame:
    rows = [_row(*item, days_, words) for item, days_ in zip(answer.found, days, strict=True)]
    return pd.DataFrame(rows, columns=[*ROUTE_COLUMNS])


def _row(matter: int, walk: Walk, days: RouteDays, words: Wording) -> dict[str, object]:
    start, last = walk.nodes[0], walk.nodes[-1]
    is_cycle = walk.end == upward.CYCLE
    is_inferred = any(words.hop_facts[hop]["is_inferred"] for hop in walk.hops)
    return {
        "body_id": words.ids[start],
        "body": words.names[start],
        "matter": words.matter(matter),
        "route": words.route(walk),
        "route_ids": frames.JOIN.join(words.ids[node] for node in walk.nodes),
        "links": frames.JOIN.join(words.link_type(hop) for hop in walk.hops),
        "hops": len(walk.hops),
        "apex_id": None if is_cycle else words.ids[last],
        "apex": None if is_cycle else words.names[last],
        "end": walk.end,
        "days_expected": days.expected,
        "days_worst": days.worst,
        "days_from": "; ".join(days.sources),
        "earliest_date": None if days.earliest is None else days.earliest.isoformat(),
        "basis": "inferred" if is_inferred else "stated",
        "evidence": _evidence(walk, days, words),
    }


def _evidence(walk: Walk, days: RouteDays, words: Wording) -> str:
    said = [words.hop(hop) for hop in walk.hops]
    said.append(_end_in_words(walk, words))
    said += [part for part in (days.known_part, *days.remarks) if part]
    return "; ".join(part for part in said if part)


def _end_in_words(walk: Walk, words: Wording) -> str:
    last, where = words.names[walk.nodes[-1]], words.place(walk.nodes[-1])
    node = words.node_facts[walk.nodes[-1]]
    if walk.end == upward.CYCLE:
        return f"the next step comes back to {last}, so no end is reached and no days are given"
    if walk.end == upward.DEAD_END:
        return f"the links of {last} are given completely{where} and none leads further up"
    if walk.end == upward.MISSING_HOP:
        return f"no step up from {last} is recorded{where}, and its links are not given completely"
    if walk.end == upward.GOES_ON:
        return f"from {last} it could go on"
    if not node["is_body"]:
        return f"{last} is an organisation, outside the bodies"
    above = " although links from it to others are recorded" if node["has_links_up"] else ""
    return f"nothing is stated to be above {last}{above}"


def _people_on_routes(g: Governance, words: Wording, walks: Sequence[Walk]) -> list[str | None]:
    """For each route who is a member of two or more of its bodies."""
    pairs = [
        (route, words.ids[node])
        for route, walk in enumerate(walks)
        for node in set(walk.nodes)
        if walk.hops and words.node_facts[node]["is_body"]
    ]
    on_route = pd.DataFrame(pairs, columns=["route", "body_id"]).astype({"body_id": "str"})
    covered = g.covers(on_route["body_id"], "members").groupby(on_route["route"]).all().to_dict()
    members = g.held("MEMBER_OF").rename(columns={"to_id": "body_id", "from_id": "person_id"})
    members = members[["person_id", "body_id"]].drop_duplicates()
    seen = on_route.merge(members, on="body_id").groupby(["route", "person_id"]).size()
    several = seen[seen > 1].reset_index()
    several["person"] = g.name_of(several["person_id"])
    shared = several.sort_values(["route", "person", "person_id"]).groupby("route")["person"]
    named = shared.agg(frames.join_list).to_dict()
    return [
        named.get(route) or ("none" if covered.get(route) else None) for route in range(len(walks))
    ]


# --- what proposed facts would change -----------------------------------------------------

_Timed = Callable[[Walk, Wording], RouteDays]


@dataclass(frozen=True)
class _Outcome:
    """What a route comes to, apart from the numbers of one ladder."""

    body: str
    matter: str | None
    ids: tuple[str, ...]
    end: str
    worst: float | None

    def goes_on_from(self, other: _Outcome) -> bool:
        """Whether this is the other route, carried further or ended otherwise."""
        return self.body == other.body and self.ids[: len(other.ids)] == other.ids


def _outcomes(answer: _Answer, days: Sequence[RouteDays], words: Wording) -> list[_Outcome]:
    return [
        _Outcome(
            words.ids[walk.nodes[0]],
            words.matter(matter),
            tuple(words.ids[node] for node in walk.nodes),
            walk.end,
            days_.worst,
        )
        for (matter, walk), days_ in zip(answer.found, days, strict=True)
    ]


def _would_change(
    g: Governance,
    question: _Question,
    answer: _Answer,
    days: Sequence[RouteDays],
    words: Wording,
    timed: _Timed,
) -> tuple[list[str], list[str]]:
    """For each route what proposed facts would change, and a note on what they would add."""
    if g.include_proposed:
        return [_rests_on_proposed(walk, words) for _, walk in answer.found], []
    if not any(g.tables[name]["proposed"].any() for name in _DECIDING):
        return [""] * len(days), []
    ladder = Ladder.of(g.at(include_proposed=True))
    in_force = [words.ids[node] for node in answer.asked]
    then, then_words = _answer(replace(question, bodies=in_force), ladder), Wording(ladder)
    then_days = [timed(walk, then_words) for _, walk in then.found]
    now = _outcomes(answer, days, words)
    known = set(now)
    new: dict[str, list[tuple[_Outcome, str]]] = {}
    outcomes = _outcomes(then, then_days, then_words)
    for outcome, (_, walk) in zip(outcomes, then.found, strict=True):
        if outcome not in known:
            shown = _outcome_in_words(outcome, then_words.route(walk))
            new.setdefault(outcome.body, []).append((outcome, shown))
    unchanged = known & set(outcomes)
    said = ["" if o in unchanged else _change_in_words(o, new.get(o.body, [])) for o in now]
    for body, added in new.items():
        places = [place for place, outcome in enumerate(now) if outcome.body == body]
        changed = [now[place] for place in places if now[place] not in unchanged]
        more = [text for o, text in added if not any(o.goes_on_from(c) for c in changed)]
        if more and places:
            extra = f"what is proposed would add {listed(more)}"
            said[places[0]] = "; ".join(filter(None, [said[places[0]], extra]))
    routeless = [text for body in new for _, text in new[body] if body not in {o.body for o in now}]
    return said, [f"What is proposed would add {listed(routeless)}."] if routeless else []


def _outcome_in_words(outcome: _Outcome, route: str) -> str:
    matter = "" if outcome.matter is None else f"for {outcome.matter}, "
    days = "" if outcome.worst is None else f", {outcome.worst:g} days at worst"
    return f"{route} ({matter}{outcome.end}{days})"


def _change_in_words(outcome: _Outcome, new: list[tuple[_Outcome, str]]) -> str:
    instead = [text for other, text in new if other.goes_on_from(outcome)]
    return f"with what is proposed: {listed(instead)}" if instead else "proposed facts change it"


def _rests_on_proposed(walk: Walk, words: Wording) -> str:
    proposed = [words.step(hop) for hop in walk.hops if words.hop_facts[hop]["is_proposed"]]
    return f"rests on what is only proposed: {listed(proposed)}" if proposed else ""


# --- notes --------------------------------------------------------------------------------


def _notes(
    g: Governance,
    question: _Question,
    answer: _Answer,
    words: Wording,
    frame: pd.DataFrame,
    matter: str | None,
) -> list[str]:
    """What a reader of the routes has to know."""
    said = []
    ladder = words.ladder
    missing = sorted(set(question.bodies) - {words.ids[node] for node in answer.asked})
    if missing:
        absent = listed(g.name_of(pd.Series(missing, dtype="str")).tolist())
        said.append(
            f"{absent}: not in force on {g.as_of.isoformat()}"
            + ("." if g.include_proposed else ", or only proposed (take in what is proposed).")
        )
    if matter is not None and ladder.number_of(names.key(matter)) == EVERY_MATTER:
        named = f" Links name: {listed(ladder.matters, 20)}." if ladder.matters else ""
        said.append(f"No link is stated for '{matter}': shown is what serves every matter.{named}")
    if answer.cut:
        cut = listed([words.names[node] for node in answer.cut])
        said.append(
            f"Not every route is listed for {cut}: a search ends after "
            f"{min(question.max_routes, question.rows_a_body)} routes for one matter, at "
            f"{question.max_hops} steps of a route, or where it would take too long."
        )
    if question.to is not None and answer.asked and frame.empty:
        said.append("No such route is recorded.")
    unknown = frame.loc[frame["end"] == upward.MISSING_HOP, "body_id"].nunique()
    if unknown:
        said.append(
            f"For {unknown} of {len(answer.asked)} bodies a route ends at a missing hop: the "
            "sources do not give the links completely there, so what lies above is unknown."
        )
    if frame["days_worst"].notna().any():
        said.append(
            "Days are waiting times from stated timetables: at worst 365 days divided by the "
            "times a year, on average half of that, added up over the steps."
        )
    if frame["days_from"].str.contains(NOT_COUNTED, regex=False).any():
        said.append(
            "Where the receiving body says how long before a meeting papers are due, a matter has "
            "to be ready sooner by as much; days from a frequency do not include that."
        )
    is_unknown = frame["days_worst"].isna() & (frame["hops"] > 0)
    if is_unknown.any() and question.raised is None and len(g.tables["Meeting"]):
        said.append(
            "Where no frequency is recorded, known meeting dates count once the date on which "
            "the matter is raised is given."
        )
    return said
