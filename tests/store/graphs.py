"""Graphs for the tests of the stores: one that is written down, and random ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from hypothesis import strategies as st

from govgraph import frames, merging, model
from govgraph.merging import Facts

Tables = Mapping[str, pd.DataFrame]


def stated(name: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """A frame of one type; relationships of one pair of labels need only their ids."""
    ends: dict[str, object] = {}
    if name in model.RELATIONSHIP:
        start, end = model.RELATIONSHIP[name].pairs[0]
        ends = {"from_type": start, "to_type": end}
    return frames.conform(pd.DataFrame([ends | dict(row) for row in rows]), name, stated_only=True)


def facts(**types: Sequence[Mapping[str, object]]) -> Facts:
    return {name: stated(name, rows) for name, rows in types.items()}


def link(start: str, end: str, **more: object) -> dict[str, object]:
    return {"from_id": start, "to_id": end, **more}


CITY = facts(
    Body=[
        {
            "id": "hwb",
            "name": "Health and Wellbeing Board",
            "area": "Anytown; Othertown",
            "other_names": "HWB; Health Board",
            "meetings_per_year": 0.0,
            "apex": False,
            "start_date": "2017-09",
        },
        {"id": "cp", "name": "Children's Partnership", "area": "Anytown", "apex": True},
        {"id": "old", "name": "Old Board", "area": "Anytown", "status": "former"},
    ],
    Organisation=[{"id": "council", "name": "Anytown Council"}],
    Person=[{"id": "jo", "name": "Jo Smith"}],
    Seat=[
        {"id": "cp-chair", "title": "Chair", "role": "chair", "voting": True},
        {"id": "cp-dph", "title": "Director of Public Health", "role": "member"},
    ],
    SEAT_ON=[link("cp-chair", "cp"), link("cp-dph", "cp", status="vacant")],
    HOLDS=[link("jo", "cp-chair", capacity="holder", start_date="2024", paragraph="2.1")],
    ON_BEHALF_OF=[link("cp-chair", "council")],
    REPORTS_TO=[
        link("cp", "hwb", frequency_per_year="2", source="terms"),
        link("cp", "hwb", frequency_per_year="4", source="minutes"),
        link("cp", "council", to_type="Organisation", from_members=True),
    ],
)
"""Two boards and a former one, a vacancy, a two-fold statement of one link, and falsy values."""

EAST = facts(
    Body=[
        {"id": "cp", "name": "Children's Partnership", "area": "Anytown", "tier": "strategic"},
        {"id": "east", "name": "East Board", "area": "East"},
    ],
    Person=[{"id": "jo", "name": "Jo Smith", "job_title": "Director"}],
    Seat=[{"id": "east-1", "title": "Member", "role": "member"}],
    SEAT_ON=[link("east-1", "east")],
    HOLDS=[link("jo", "east-1", capacity="holder")],
    REPORTS_TO=[link("east", "cp"), link("cp", "east")],
)
"""A second dataset, which states one body of the first differently and one person more fully."""


def combined(**datasets: Facts) -> dict[str, pd.DataFrame]:
    return merging.combine(datasets)


def assert_same(left: Tables, right: Tables) -> None:
    """Both hold the same graph, whatever the order of their rows."""
    ordered = frames.canonical(left), frames.canonical(right)
    for name in frames.TYPE_NAMES:
        pd.testing.assert_frame_equal(ordered[0][name], ordered[1][name], obj=name)


# --- random graphs -----------------------------------------------------------------------

_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=";"), min_size=1, max_size=5
).filter(lambda text: text == text.strip() and text != "")
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "text": _TEXTS,
    "list": st.lists(_TEXTS, min_size=1, max_size=3).map(frames.join_list),
    "number": st.floats(-1e6, 1e6, allow_nan=False),
    "boolean": st.booleans(),
}
_DATES = st.sampled_from(["2017", "2017-09", "2016-02-29", "0001-01-01", "9999"])
_STATUS = st.sampled_from(["current", "former", "proposed", "vacant"])
_SPECIAL = {"start_date": _DATES, "end_date": _DATES, "date": _DATES, "status": _STATUS}
_IDS = {
    "Body": ["b1", "b2", "b'3`"],
    "Organisation": ["o1", "o2"],
    "Person": ["p1", "p2"],
    "Seat": ["s1", "s2"],
    "Remit": ["r1"],
    "Rule": ["u1"],
    "Meeting": ["m1", "m2"],
    "Source": ["d1"],
}
_OWNED = {"Seat": "SEAT_ON", "Remit": "HAS_REMIT", "Rule": "HAS_RULE", "Meeting": "MEETING_OF"}
"""What belongs to a body, and by what."""
_FREE = [
    relationship
    for relationship in model.RELATIONSHIPS
    if not relationship.is_derived and relationship.name not in _OWNED.values()
]


@st.composite
def random_facts(draw: st.DrawFn) -> Facts:
    """A dataset in itself: it states all nodes that it joins, and owned ones have a body.

    To whom a seat belongs does not depend on the draw, so that any two of them go together.
    """
    nodes = {label: draw(st.lists(st.sampled_from(ids), max_size=3)) for label, ids in _IDS.items()}
    nodes["Body"] = nodes["Body"] or ["b1"]
    owner = nodes["Body"][0] = "b1"
    rows: dict[str, list[dict[str, object]]] = {
        label: [{"id": id_, **draw(_properties(label))} for id_ in ids]
        for label, ids in nodes.items()
    }
    for label, name in _OWNED.items():
        pair = model.RELATIONSHIP[name].pairs[0]
        for id_ in dict.fromkeys(nodes[label]):
            ends = (owner, id_) if pair[0] == "Body" else (id_, owner)
            rows.setdefault(name, []).append(link(*ends) | draw(_properties(name)))
    for relationship in draw(st.lists(st.sampled_from(_FREE), max_size=4)):
        start, end = draw(st.sampled_from(relationship.pairs))
        if nodes[start] and nodes[end]:
            ends = (draw(st.sampled_from(nodes[start])), draw(st.sampled_from(nodes[end])))
            row = link(*ends, from_type=start, to_type=end) | draw(_properties(relationship.name))
            rows.setdefault(relationship.name, []).extend([row] * draw(st.integers(1, 2)))
    return facts(**{name: table for name, table in rows.items() if table})


@st.composite
def _properties(draw: st.DrawFn, type_name: str) -> dict[str, object]:
    """Values of a few properties; the others are blank."""
    types = {prop.name: prop.type for prop in model.stated_properties(type_name)}
    filled = draw(st.lists(st.sampled_from(sorted(types)), max_size=4, unique=True))
    values = {name: draw(_SPECIAL.get(name, _VALUES[types[name]])) for name in filled}
    return {name: False for name in ("from_members", "to_members") if name in types} | values
