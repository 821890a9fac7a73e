from govgraph.api import Review
from govgraph.governance import Governance
from govgraph.present import highlights
from tests.builders import governance


def lines(g: Governance) -> list[str]:
    review = Review(g.tables, g.as_of)
    return highlights.lines(review, review.results())


def test_each_line_names_its_area_and_its_source() -> None:
    cited = {"source": "terms"}
    planned = {"source": "plan", "paragraph": "7"}
    absent = [{"meeting": f"m{n}", "seat": "Chair", "status": "absent"} for n in (1, 2, 3)]
    dates = {"m1": "2026-01-01", "m2": "2026-03-01", "m3": "2026-05-01"}
    rule = "absent from 3 consecutive meetings, substitutes count as absent"
    g = governance(
        sources=[{"id": "terms", "title": "Terms"}, {"id": "plan", "title": "Plan"}],
        bodies=[
            {"name": "Low", "covered": "links", **cited},
            {"name": "High", "apex": "yes", **cited},
            {"name": "Alone", "area": "Hill", "covered": "links", **cited},
            {
                "name": "New",
                "area": "Hill",
                "status": "proposed",
                "source": "plan",
                "paragraph": "7",
            },
        ],
        links=[
            {
                "from": "Low",
                "type": "reports to",
                "to": "High",
                "frequency_per_year": "2",
                **cited,
                "paragraph": "1",
            },
            {"from": "Alone", "type": "reports to", "to": "New", **planned},
        ],
        memberships=[
            {
                "body": body,
                "seat": "Chair",
                "person": "Jo Smith",
                "role": "chair",
                "start_date": "2020",
                **cited,
                "paragraph": "2",
            }
            for body in ("Low", "High")
        ],
        remits=[
            {"body": "Low", "clause": "1", "text": "Improve early help", **cited, "paragraph": "3"},
            {"body": "Alone", "clause": "1", "text": "Improve early help", **cited},
        ],
        rules=[
            {"body": body, "kind": "attendance", "rule": rule, "consequence": c, **cited}
            for body, c in (("Low", "may be asked to withdraw"), ("High", ""))
        ],
        meetings=[{"body": "Low", "id": name, "date": date} for name, date in dates.items()],
        attendance=[{**row, "person": "Jo Smith"} for row in absent],
    )
    said = lines(g)

    assert said[0].startswith("Anytown: a matter of the Low may take 182.5 days over 1 hop")
    assert "terms, 1" in said[0]
    assert any(line.startswith("Hill: dead end: ") for line in said)
    assert any("of remits, " in line and '"Improve early help" (terms, 3)' in line for line in said)
    assert any("Jo Smith chairs both" in line and "(terms, 2; terms, 2)" in line for line in said)
    assert any("New is only proposed (plan, 7)" in line for line in said)


def test_there_is_nothing_to_say_of_an_empty_graph() -> None:
    assert lines(governance(bodies=[{"name": "B", "apex": "yes"}])) == []


def test_what_is_made_up_comes_last_and_only_where_nothing_else_is_found() -> None:
    cited = {"real": {"source": "terms"}, "example": {"source": "example"}}
    g = governance(
        sources=[
            {"id": "terms", "title": "Terms", "date": "2026"},
            {"id": "example", "title": "Example", "date": "2026", "illustrative": "yes"},
        ],
        bodies=[
            {"name": name, "area": area, "covered": covered, **cited[sort]}
            for name, area, covered, sort in (
                ("Alone", "Hill", "links", "real"),
                ("Aardvark", "Madeup", "links", "example"),
                ("Badger", "Madeup", "", "example"),
            )
        ],
        memberships=[
            {"body": body, "seat": "Chair", "person": "Jo", "role": "chair", **cited["example"]}
            for body in ("Aardvark", "Badger")
        ],
        rules=[
            {
                "body": "Aardvark",
                "kind": "attendance",
                "rule": "absent from 3 consecutive meetings",
                **cited["example"],
            }
        ],
        meetings=[
            {"body": "Aardvark", "id": f"m{n}", "date": f"2026-0{n}-01", "status": "held"}
            for n in (1, 2, 3)
        ],
        attendance=[{"meeting": f"m{n}", "seat": "Chair", "status": "absent"} for n in (1, 2, 3)],
    )
    said = lines(g)

    assert [line.split(":")[0] for line in said] == [
        "Hill",
        "Hill",
        "Madeup (illustrative)",
        "Madeup (illustrative)",
        "Madeup (illustrative)",
    ]
    assert "dead end: The links of Alone" in said[0]
    assert any("Jo chairs both Aardvark and Badger" in line for line in said[2:])
    assert any(
        'the rule "absent from 3 consecutive meetings" was met by 2026-03-01' in line
        for line in said[2:]
    )


def test_a_rule_that_is_not_evaluated_is_not_said_to_have_no_register() -> None:
    g = governance(
        sources=[{"id": "terms", "title": "Terms", "date": "2026"}],
        bodies=[{"name": "B", "apex": "yes"}],
        memberships=[{"body": "B", "seat": "Chair", "person": "Jo"}],
        rules=[
            {
                "body": "B",
                "kind": "attendance",
                "rule": "no attendance for 6 months since last attended",
            }
        ],
        meetings=[{"body": "B", "id": "m", "date": "2026-01-01", "status": "held"}],
        attendance=[{"meeting": "m", "seat": "Chair", "status": "present"}],
    )
    assert not any("No attendance is recorded" in line for line in lines(g))


def test_an_inquorate_meeting_and_the_first_fault_of_structure_are_among_them() -> None:
    g = governance(
        bodies=[{"name": "Board", "covered": "members; attendance"}],
        memberships=[
            {"body": "Board", "seat": "Chair", "person": "Ann", "role": "chair"},
            {"body": "Board", "seat": "Clerk", "person": "Bo"},
        ],
        rules=[
            {"body": "Board", "kind": "quorum", "rule": "2 members", "paragraph": "9"},
            {"body": "Board", "kind": "composition", "rule": "at most 1 member"},
        ],
        meetings=[{"body": "Board", "date": "2026-03-02", "id": "march"}],
        attendance=[
            {"meeting": "march", "seat": "Chair", "status": "present"},
            {"meeting": "march", "seat": "Clerk", "status": "absent"},
        ],
        sources=[{"id": "terms", "title": "Terms"}],
    )

    shown = lines(g)

    assert (
        'Anytown: the meeting of Board on 2026-03-02 was inquorate under the rule "2 members" '
        "(terms, 9)." in shown
    )
    assert any(line.startswith("Anytown: over the cap (found): Board: 2 ") for line in shown)
