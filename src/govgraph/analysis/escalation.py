"""Where a matter goes from a body: every route up, and what is wrong with the way up.

A step up is a link of the types in :data:`govgraph.model.UPWARD_LINKS`. Alignment, advice,
oversight and scrutiny are no steps up, nor is a link of or to the members of a body, nor a
name that suggests a parent. Parallel links between two bodies are one hop, named by the
strongest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from govgraph import frames, names
from govgraph.analysis import escalation_findings, escalation_summary, route_proposals, upward
from govgraph.analysis.route_days import NOT_COUNTED, Calendar, RouteDays, days_of
from govgraph.analysis.route_lists import Answer, Question, Route
from govgraph.analysis.route_proposals import Listed
from govgraph.analysis.route_search import MAX_ROUTES
from govgraph.analysis.upward import EVERY_MATTER, Ladder, Walk
from govgraph.analysis.upward_wording import Wording, listed
from govgraph.analysis.working_days import Country
from govgraph.errors import NotFoundError
from govgraph.governance import Governance
from govgraph.names import Directory

_CUT_SHOWN = 3
"""For so many bodies the notes say what is left out of the list of their routes."""

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
    "capped": "str",
    "days_expected": "float64",
    "days_worst": "float64",
    "days_from": "str",
    "earliest_date": "str",
    "timetable": "str",
    "people_on_route": "str",
    "basis": "str",
    "would_change": "str",
    "evidence": "str",
}

findings = escalation_findings.findings
summary = escalation_summary.summary


def routes(
    g: Governance,
    body: str | None = None,
    *,
    to: str | None = None,
    matter: str | None = None,
    raised: dt.date | None = None,
    country: Country = "england",
    max_hops: int | None = None,
    max_routes: int = MAX_ROUTES,
) -> pd.DataFrame:
    """Every route up from a body, or from all bodies asked about.

    A link with a matter serves that matter only, a link without one serves every matter.
    Without ``matter`` the routes that serve every matter come first, then for each matter
    that a link names the routes that use such a link. With ``matter`` all routes that serve it.

    Days are waiting times from stated timetables: the link's frequency, else how often the
    receiving body meets, else, with ``raised``, its known meeting dates. Of several links between
    two bodies one gives the frequency: one for the matter before one for every matter, a stronger
    one (escalates, reports, accountable, part of) before a weaker, and of statements that differ
    the rarest. "Every meeting" is every meeting of the body that reports. Meetings f times a
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
        max_hops: longer routes are not listed; left out, 25 hops where many bodies are asked
            about, up to 1,000 where few are.
        max_routes: no more for each body and matter. Where very many bodies are asked about,
            also no more than :data:`govgraph.analysis.route_lists.MAX_ROWS` in all, shared out
            fairly. Routes to an end come first, those of the fewest hops before others (see
            :mod:`govgraph.analysis.route_search`); cycles fill what is left.

    Returns:
        One row for each route, in the order of body, matter, hops and names:

        - ``body_id, body``: where it starts.
        - ``matter``: what it is limited to; blank for every matter.
        - ``route, route_ids, links, hops``: names, ids, the strongest link of each step.
        - ``apex_id, apex``: where it ends; blank for a cycle. ``end`` says what that is:
          ``apex`` (stated to have nothing above it, or an organisation, which lies outside
          the bodies: the evidence says so), ``dead end`` (its links are given completely and
          none leads up), ``missing hop`` (they are not, and none is known), ``cycle`` (it comes
          back to a body of the route, which is named again), with ``to`` also ``goes on``, and
          ``cut short`` where even the shortest route has more hops than are followed: shown is
          its beginning.
        - ``capped``: what is left out of the list of that body, and of how many where that is
          known; blank where all its routes are listed.
        - ``days_expected, days_worst, days_from``: see above; ``days_from`` for each step.
        - ``earliest_date``: the first day on which the matter can be on the table at the end,
          from known meeting dates after ``raised``: on each body's way the first meeting for
          which papers are still in time on the day the matter arrives. A paper rule that was
          not understood is quoted in the evidence and not counted in. Blank without
          ``raised`` or where a date is not known. ``timetable`` is the same in a sentence, or
          says why it is not known.
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
    question = Question(
        asked,
        None if to is None else _find_target(g, to),
        None if matter is None else names.key(matter),
        max_hops,
        max_routes,
    )
    words = Wording(Ladder.of(g))
    calendar = Calendar.of(g, country, with_meetings=raised is not None)

    def timed(walk: Walk, words: Wording) -> RouteDays:
        return days_of(walk, words, calendar, raised)

    found = Listed.of(question, words, timed)
    answer = found.answer
    frame = _frame(found)
    frame["people_on_route"] = _people_on_routes(g, words, [walk for _, walk in answer.found])
    changes, additions = route_proposals.would_change(g, question, found, timed)
    frame["would_change"] = changes
    frame = frame[list(ROUTE_COLUMNS)].replace("", None).astype(ROUTE_COLUMNS)
    said = _notes(g, question, answer, words, frame, is_dated=raised is not None)
    if matter is not None:
        said = [*_unnamed_matter(words.ladder, matter), *said]
    frame.attrs["notes"] = [*said, *_in_sum(frame, raised), *additions]
    return frame


def _find_target(g: Governance, name: str) -> tuple[bool, str]:
    try:
        return True, g.find_body(name)
    except NotFoundError:
        fits = Directory.of(g.tables, ("Organisation",)).matches(name)
        if len(fits) != 1:
            raise
        return False, str(fits["id"].iloc[0])


# --- the frame ----------------------------------------------------------------------------


def _frame(found: Listed) -> pd.DataFrame:
    answer = found.answer
    rows = [
        _row(route, days, answer.capped.get(route.walk.nodes[0], ""), found.words)
        for route, days in zip(answer.found, found.days, strict=True)
    ]
    return pd.DataFrame(rows, columns=[*ROUTE_COLUMNS])


def _row(route: Route, days: RouteDays, capped: str, words: Wording) -> dict[str, object]:
    matter, walk = route
    start, last = walk.nodes[0], walk.nodes[-1]
    is_open = walk.end in (upward.CYCLE, upward.CUT_SHORT)
    is_inferred = any(words.hop_facts[hop]["is_inferred"] for hop in walk.hops)
    return {
        "body_id": words.ids[start],
        "body": words.names[start],
        "matter": words.matter(matter),
        "route": words.route(walk),
        "route_ids": frames.JOIN.join(words.ids[node] for node in walk.nodes),
        "links": frames.JOIN.join(words.link_type(hop) for hop in walk.hops),
        "hops": len(walk.hops),
        "apex_id": None if is_open else words.ids[last],
        "apex": None if is_open else words.names[last],
        "end": walk.end,
        "capped": capped,
        "days_expected": days.expected,
        "days_worst": days.worst,
        "days_from": "; ".join(days.sources),
        "earliest_date": None if days.earliest is None else days.earliest.isoformat(),
        "timetable": days.timetable,
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
    if walk.end == upward.CUT_SHORT:
        return f"the route goes on from {last}; it is not shown further, and no days are given"
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


# --- notes --------------------------------------------------------------------------------


def _unnamed_matter(ladder: Ladder, matter: str) -> list[str]:
    """That no link is stated for the matter asked about."""
    if ladder.number_of(names.key(matter)) != EVERY_MATTER:
        return []
    named = f" Links name: {listed(ladder.matters, 20)}." if ladder.matters else ""
    return [f"No link is stated for '{matter}': shown is what serves every matter.{named}"]


def _notes(
    g: Governance,
    question: Question,
    answer: Answer,
    words: Wording,
    frame: pd.DataFrame,
    *,
    is_dated: bool,
) -> list[str]:
    """What a reader of the routes has to know."""
    said = []
    missing = sorted(set(question.bodies) - {words.ids[node] for node in answer.asked})
    if missing:
        absent = listed(g.name_of(pd.Series(missing, dtype="str")).tolist())
        said.append(
            f"{absent}: not in force on {g.as_of.isoformat()}"
            + ("." if g.include_proposed else ", or only proposed (take in what is proposed).")
        )
    said += _on_the_cut(answer, words)
    if question.to is not None and answer.asked and frame.empty:
        said.append(
            "A way there is recorded, but it is too long to be listed."
            if answer.is_reached
            else "No such route is recorded."
        )
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
    if frame["earliest_date"].notna().any():
        said.append(
            "The earliest day is by the meetings that are recorded: each body is taken to pass the "
            "matter on at the first one for which it is in time. A meeting that is not recorded, "
            "or called specially, may be sooner."
        )
    has_end = (frame["hops"] > 0) & ~frame["end"].isin((upward.CYCLE, upward.CUT_SHORT))
    is_unknown = frame["days_worst"].isna() & has_end
    if is_unknown.any() and not is_dated and len(g.tables["Meeting"]):
        said.append(
            "Where no frequency is recorded, known meeting dates count once the date on which "
            "the matter is raised is given."
        )
    return said


def _on_the_cut(answer: Answer, words: Wording) -> list[str]:
    """For which bodies not every route is listed, and what is left out."""
    if not answer.capped:
        return []
    cut = list(answer.capped)
    if len(cut) <= _CUT_SHOWN:
        return [f"Not every route is listed for {words.names[n]}: {answer.capped[n]}." for n in cut]
    return [
        f"Not every route is listed for {listed([words.names[node] for node in cut])}; beside each "
        "of their routes stands what is left out."
    ]


def _in_sum(frame: pd.DataFrame, raised: dt.date | None) -> list[str]:
    """Where several routes of one body come to one end on known days, the first of the days."""
    if raised is None or frame["body_id"].nunique() != 1:
        return []
    said = []
    dated = frame[frame["timetable"].notna()]
    for (_, _), ways in dated.groupby([dated["matter"].fillna(""), "apex_id"], sort=False):
        known = ways[ways["earliest_date"].notna()]
        if len(ways) < 2 or known.empty:
            continue
        first = known.sort_values("earliest_date", kind="stable").iloc[0]
        matter = "" if pd.isna(first["matter"]) else f" For {first['matter']}."
        unknown = len(ways) - len(known)
        but = f" For {unknown} of them the day is not known: it may be sooner." if unknown else ""
        said.append(
            f"Of {len(ways)} routes to {first['apex']} the first in time is {first['route']}: "
            f"{first['timetable']}{matter}{but}"
        )
    return said
