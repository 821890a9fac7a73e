"""How old the evidence on each area is, and whether it is made up."""

import datetime as dt
import random
from typing import Any

import pytest

from govgraph import dates, merging
from govgraph.evidence import Evidence, newest
from govgraph.governance import Governance
from tests.builders import facts, governance


def two_towns(**sources: dict[str, str]) -> Governance:
    """Old Town and New Town, with a document each: ``old`` and ``new``."""
    return governance(
        as_of="2026-08-31",
        sources=[
            {"id": "old", "title": "Terms of 2015", "date": "2015", **sources.get("old", {})},
            {"id": "new", "title": "Terms of 2026", "date": "2026-05", **sources.get("new", {})},
        ],
        bodies=[
            {"name": "Board", "area": "Old Town", "id": "old-board", "source": "old"},
            {"name": "Board", "area": "New Town", "id": "new-board", "source": "new"},
        ],
    )


def test_a_fresh_document_of_one_area_does_not_hide_the_age_of_anothers() -> None:
    g = two_towns()
    assert g.caveats == [
        "The newest evidence is of 2015 on Old Town, more than 2 years before 2026-08-31: things "
        "may have changed since."
    ]
    assert g.at(areas=["New Town"]).caveats == []
    assert g.newest_evidence == "2026-05"
    assert g.at(areas=["old town"]).newest_evidence == "2015"


@pytest.mark.parametrize(
    "more",
    [
        {"memberships": [{"body": "B", "seat": "Chair", "source": "new"}]},
        {
            "memberships": [
                {"body": "B", "seat": "Chair", "person": "Jo", "source": "old"},
                {"body": "B", "seat": "Chair", "person": "Jo", "source": "new"},
            ]
        },
        {"links": [{"from": "B", "type": "REPORTS_TO", "to": "Council", "source": "new"}]},
        {"links": [{"from": "Council", "type": "OVERSEES", "to": "B", "source": "new"}]},
        {"remits": [{"body": "B", "clause": "1", "text": "Advise", "source": "new"}]},
        {"rules": [{"body": "B", "kind": "other", "rule": "be kind", "source": "new"}]},
        {"meetings": [{"body": "B", "date": "2026-07-01", "status": "held", "source": "old"}]},
        {"meetings": [{"body": "B", "date": "2026-07", "status": "cancelled", "source": "old"}]},
    ],
)
def test_whatever_is_known_of_a_body_is_evidence_on_its_area(
    more: dict[str, Any],
) -> None:
    g = governance(
        as_of="2026-08-31",
        sources=[
            {"id": "old", "title": "Old", "date": "2015"},
            {"id": "new", "title": "New", "date": "2026-05"},
        ],
        bodies=[{"name": "B", "source": "old"}],
        organisations=[{"name": "Council", "source": "old"}],
        **more,
    )
    assert g.caveats == []
    assert str(g.at(areas=["Anytown"]).newest_evidence) >= "2026-05"


def test_what_is_only_planned_or_comes_after_the_day_is_no_evidence() -> None:
    g = governance(
        as_of="2026-08-31",
        sources=[{"id": "old", "title": "Old", "date": "2015"}],
        bodies=[{"name": "B"}],
        meetings=[
            {"body": "B", "date": "2026-07-01", "status": "planned"},
            {"body": "B", "date": "2026-09-01", "status": "held"},
        ],
    )
    assert g.newest_evidence == g.at(areas=["Anytown"]).newest_evidence == "2015"
    assert "of 2015 on Anytown" in g.caveats[0]


def test_where_no_source_is_dated_the_age_is_unknown() -> None:
    undated = two_towns(old={"date": ""})
    assert undated.caveats == [
        "No source on Old Town has a date up to 2026-08-31: how old the evidence is, is not known."
    ]


def test_on_the_first_day_of_the_calendar_no_evidence_is_old() -> None:
    first = two_towns(old={"date": "0001"}).at(dt.date.min)

    assert not any("things may have changed" in caveat for caveat in first.caveats)


def test_areas_that_rest_on_made_up_documents_are_named() -> None:
    g = two_towns(new={"illustrative": "yes"})
    said = "New Town is illustrative: facts about it come from documents that are made up."
    assert g.caveats[0] == said
    assert g.at(areas=["New Town"]).caveats == [said]
    assert not any("illustrative" in caveat for caveat in g.at(areas=["Old Town"]).caveats)
    assert not any("illustrative" in caveat for caveat in two_towns().caveats)
    both = two_towns(new={"illustrative": "yes"}, old={"illustrative": "yes"})
    assert both.caveats[0].startswith("New Town and Old Town are illustrative: facts about them")


def test_a_joint_body_is_evidence_on_each_of_its_areas() -> None:
    g = governance(
        as_of="2026-08-31",
        sources=[{"id": "new", "title": "New", "date": "2026", "illustrative": "yes"}],
        bodies=[{"name": "Joint", "area": "East; West"}],
    )
    assert g.caveats[0].startswith("East and West are illustrative")
    assert g.at(areas=["West"]).caveats[0].startswith("West is illustrative")


def test_another_statement_of_a_body_is_evidence_too() -> None:
    rows = {"bodies": [{"name": "B", "kind": "board"}]}
    sources = {year: [{"id": year, "title": year, "date": year}] for year in ("2015", "2026")}
    g = Governance(
        merging.combine(
            {
                "a": facts("a", sources=sources["2015"], **rows),
                "b": facts("b", sources=sources["2026"], **rows),
            }
        ),
        as_of=dt.date(2026, 8, 31),
    )
    assert g.caveats == []


def test_the_newest_of_each_body_is_what_looking_at_every_date_gives() -> None:
    draw = random.Random(7)
    days = ["2015", "2016-02", "2016-02-29", "2020-01-01", "2024", "2024-12-31", "2027"]
    rows = [(body, day) for body in range(20) for day in draw.sample(days, 2)]
    g = governance(
        bodies=[{"name": f"B{n}", "id": f"b{n:02}", "source": ""} for n in range(20)],
        meetings=[{"body": f"b{n:02}", "date": day, "status": "held"} for n, day in rows],
    )
    found = Evidence.of(g.tables).newest_of_each(len(g.bodies), dt.date(2025, 1, 1))
    for at, id_ in enumerate(g.tables["Body"]["id"]):
        of_body = [day for n, day in rows if f"b{n:02}" == id_ and day < "2025"]
        latest = max((dates.latest(day) for day in of_body), default=None)
        expected = next(
            (d for d in sorted(of_body, reverse=True) if dates.latest(d) == latest), None
        )
        assert (found[at] if isinstance(found[at], str) else None) == expected
    assert newest([], dt.date(2025, 1, 1)) is None
