"""How far each body is from the top, and by how many routes, without listing one of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from govgraph import frames, names
from govgraph.analysis import upward
from govgraph.analysis.route_days import DAYS_A_YEAR
from govgraph.analysis.steps import NOWHERE, Amounts, Numbers, Steps
from govgraph.analysis.upward import Ladder
from govgraph.governance import Governance

SUMMARY_COLUMNS = {
    "body_id": "str",
    "body": "str",
    "end": "str",
    "nearest_id": "str",
    "nearest": "str",
    "hops_least": "float64",
    "hops_most": "float64",
    "routes": "float64",
    "days_least": "float64",
    "days_most": "float64",
    "comes_back": "bool",
    "part_id": "str",
    "part_size": "int64",
}

_DATED = (upward.BY_LINK, upward.BY_MEETINGS)


def summary(g: Governance, *, matter: str | None = None) -> pd.DataFrame:
    """For every body asked about the nearest end, and how many routes of which lengths it has.

    Nothing is enumerated, so that this is known where the routes are too many to list: fewest
    hops by a search in breadth, least days by Dijkstra's algorithm (1959), the others along a
    topological order (Kahn 1962); see :mod:`govgraph.analysis.steps`.

    Args:
        g: the snapshot.
        matter: by the links that serve this matter; without it, by those that serve every one.

    Returns:
        One row for each body, in the order of names:

        - ``body_id, body``.
        - ``end``: the best end that a recorded route comes to: ``apex``, else ``missing hop``
          (what lies above is unknown), else ``dead end``; ``cycle`` where every way comes back.
        - ``nearest_id, nearest, hops_least``: the nearest end of that kind, and the fewest
          hops to it; of several equally near the first by name.
        - ``hops_most, routes``: the hops of the longest route to any end, and how many routes
          there are; blank where a circle is above (see ``comes_back``). Exact up to 2 to the
          power of 53.
        - ``days_least``: the fewest days at worst that a route to an apex takes, of those
          routes whose days are known. ``days_most``: the most days at worst of any route;
          blank where those of one are not known, or a circle is above. Days are as in
          :func:`govgraph.analysis.escalation.routes`, from stated frequencies alone.
        - ``comes_back``: whether a way up leads into a circle.
        - ``part_id, part_size``: the first body or organisation by name of those that steps up
          connect it with, in whatever direction, and how many they are.

    >>> summary(Governance(frames.complete({}))).empty
    True
    """
    ladder = Ladder.of(g)
    number = upward.EVERY_MATTER if matter is None else ladder.number_of(names.key(matter))
    steps = ladder.graph_for(number)
    nodes = ladder.nodes
    nearest, hops, kind = _nearest_ends(ladder, steps)
    waits = _days(ladder, ladder.hops_for(number))
    apexes = np.flatnonzero(_ends(ladder, steps) == upward.APEX)
    least = steps.least_to(apexes, waits)
    part = _first_of_each(steps.parts)[steps.parts]
    frame = pd.DataFrame(
        {
            "body_id": nodes["id"],
            "body": nodes["name"],
            "end": kind,
            "nearest_id": _cells(nodes["id"], nearest),
            "nearest": _cells(nodes["name"], nearest),
            "hops_least": hops,
            "hops_most": steps.longest(np.ones(len(steps.start))),
            "routes": steps.route_counts(),
            "days_least": np.where(np.isfinite(least) & (least > 0), least, np.nan),
            "days_most": steps.longest(waits),
            "comes_back": np.isfinite(steps.hops_to(np.flatnonzero(steps.is_in_circle))[0]),
            "part_id": _cells(nodes["id"], part),
            "part_size": np.bincount(steps.parts)[steps.parts],
        }
    )
    frame.loc[frame["hops_most"] == 0, "days_most"] = np.nan
    asked = nodes["is_body"] & frames.are_among(nodes["id"], g.asked_about.to_series())
    frame = frame[asked.to_numpy()].reset_index(drop=True).astype(SUMMARY_COLUMNS)
    frame.attrs["notes"] = _notes(ladder, frame, matter)
    return frame


def _ends(ladder: Ladder, steps: Steps) -> np.ndarray:
    """What each node is as an end; nothing where a step leads up."""
    ends = np.full(steps.size, "", dtype=object)
    ends[steps.ends] = np.array(ladder.end_of, dtype=object)[steps.ends]
    return ends


def _nearest_ends(ladder: Ladder, steps: Steps) -> tuple[Numbers, Amounts, np.ndarray]:
    """For each node the nearest end of the best kind that it reaches, the hops, and that kind."""
    ends = _ends(ladder, steps)
    nearest = np.full(steps.size, NOWHERE)
    hops = np.full(steps.size, np.nan)
    kind = np.full(steps.size, upward.CYCLE, dtype=object)
    for end in (upward.DEAD_END, upward.MISSING_HOP, upward.APEX):
        far, to = steps.hops_to(np.flatnonzero(ends == end))
        is_found = np.isfinite(far)
        nearest[is_found], hops[is_found], kind[is_found] = to[is_found], far[is_found], end
    return nearest, hops, kind


def _days(ladder: Ladder, hops: np.ndarray) -> Amounts:
    """The days at worst of each hop; not a number where no frequency says."""
    taken = ladder.hops.iloc[hops]
    days = DAYS_A_YEAR / taken["rate"].where(taken["timed_by"].isin(_DATED))
    return days.to_numpy(dtype=float)


def _first_of_each(labels: Numbers) -> Numbers:
    """The first node of each part: nodes are in the order of their names."""
    return np.unique(labels, return_index=True)[1].astype(np.int64)


def _cells(values: pd.Series[str], at: Numbers) -> pd.Series[str]:
    """The value at each place; blank where there is none."""
    return pd.Series(values.array.take(at, allow_fill=True))


def _notes(ladder: Ladder, frame: pd.DataFrame, matter: str | None) -> list[str]:
    said = []
    if matter is not None and ladder.number_of(names.key(matter)) == upward.EVERY_MATTER:
        said.append(f"No link is stated for '{matter}': shown is what serves every matter.")
    if ladder.matters and matter is None:
        said.append("Counted are the links that serve every matter, not those for one alone.")
    unknown = int((frame["end"] == upward.MISSING_HOP).sum())
    if unknown:
        said.append(
            f"For {unknown} of {len(frame)} bodies no recorded route comes to an apex, and one "
            "ends at a missing hop: what lies above is unknown."
        )
    if frame["comes_back"].any():
        said.append(
            "Where a way up leads into a circle, neither the number of routes nor the longest of "
            "them is given."
        )
    return said
