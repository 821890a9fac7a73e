"""Whom each body is drawn under: the one line of several that makes the tree of a picture.

A picture can hang a body under one other only. What is drawn as the tree is a choice of
presentation and no finding; every other link stays a link across.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from govgraph import frames

DRAWN_BY = ("REPORTS_TO", "ACCOUNTABLE_TO", "ESCALATES_TO", "PART_OF")
"""The links that are a step up, in the order in which they decide where a body is drawn.

A chart is read as who reports to whom. A way up for a dispute, which names the step otherwise
(:data:`govgraph.model.UPWARD_LINKS`), may leave the line of reporting and must not pass for it.
"""


def home_areas(bodies: pd.DataFrame) -> dict[str, str]:
    """The area in which each body is drawn: of a joint body's areas the one with most bodies.

    Returns:
        one area by body id; of equals the one that the body names first.
    """
    named = {
        id_: frames.split_list(cell) or [""]
        for id_, cell in zip(bodies["id"], bodies["areas"], strict=True)
    }
    size = Counter(area for areas in named.values() for area in areas)
    return {id_: max(areas, key=lambda area: size[area]) for id_, areas in named.items()}


def parents(
    links: pd.DataFrame, bodies: pd.DataFrame, organisations: pd.DataFrame
) -> dict[str, str]:
    """Whom each body is drawn under.

    The kind of the link decides (:data:`DRAWN_BY`). Before that comes what a reader takes for
    granted of a line in a chart: it leads to a body rather than to an organisation, it is in
    force rather than proposed, and it serves every matter rather than one. A body that is an
    ``apex`` stands under nothing, none stands under itself by a detour, and no tree leaves its
    area.

    Args:
        links: statements of links as :attr:`govgraph.governance.Governance.links`.
        bodies: the bodies drawn.
        organisations: the organisations drawn.

    Returns:
        the id of the thing above, by the id of the body below; those on top are left out.
    """
    home = home_areas(bodies)
    chosen: dict[str, str] = {}
    for below, above in _candidates(links, bodies, organisations):
        if below in chosen or below in (above, *path_up(above, chosen)):
            continue
        # An organisation belongs to no area: it is drawn with those who report to it first.
        if home.setdefault(above, home[below]) == home[below]:
            chosen[below] = above
    return chosen


def _candidates(
    links: pd.DataFrame, bodies: pd.DataFrame, organisations: pd.DataFrame
) -> list[tuple[str, str]]:
    """Pairs (below, above), the pair that makes the better tree first."""
    by_members = (links["from_members"].fillna(False) | links["to_members"].fillna(False)).astype(
        bool
    )
    to_body = links["to_id"].isin(bodies["id"])
    below = bodies.loc[~bodies["apex"].fillna(False).astype(bool), "id"]
    up = links[
        ~by_members
        & (to_body | links["to_id"].isin(organisations["id"]))
        & links["from_id"].isin(below)
        & links["type"].isin(DRAWN_BY)
    ]
    order = {name: rank for rank, name in enumerate(DRAWN_BY)}
    ranked = pd.DataFrame(
        {
            "to_organisation": ~to_body[up.index],
            "proposed": up["proposed"].astype(bool),
            "one_matter": up["matter"].notna(),
            "order": up["type"].map(order),
            "from_id": up["from_id"],
            "to_id": up["to_id"],
        }
    )
    ranked = ranked.sort_values(list(ranked.columns))
    return list(zip(ranked["from_id"], ranked["to_id"], strict=True))


def only_inferred(links: pd.DataFrame) -> set[tuple[str, str]]:
    """The pairs (from, to) of which every one of these statements is inferred.

    >>> said = pd.DataFrame({"from_id": ["a", "a", "b"], "to_id": ["t", "t", "t"]})
    >>> only_inferred(said.assign(basis=["inferred", "stated", "inferred"]))
    {('b', 't')}
    """
    pairs = pd.Series(list(zip(links["from_id"], links["to_id"], strict=True)), dtype=object)
    stated = (links["basis"] != "inferred").to_numpy()
    return set(pairs) - set(pairs[stated])


def path_up(id_: str, parent: Mapping[str, str]) -> list[str]:
    """The things above one in the tree, nearest first.

    >>> path_up("team", {"team": "group", "group": "board"})
    ['group', 'board']
    """
    path = []
    while id_ in parent:
        id_ = parent[id_]
        path.append(id_)
    return path
