import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from govgraph import api, merging, resources
from govgraph.api import Review
from govgraph.errors import GovgraphError
from govgraph.present.paper import build, questions
from govgraph.present.paper.document import Figure, Finding, Paper, Paragraph, Section
from govgraph.present.paper.results import SMALLEST_GROUP
from tests.builders import AS_OF, Rows
from tests.present import papers
from tests.present.papers import MILLTOWN, findings, paper, part, review, said, table


@pytest.fixture(scope="module")
def milltown() -> Paper:
    return papers.milltown_paper()


def found(made: Paper, heading: str) -> Finding:
    """The one finding under a heading."""
    (only,) = findings(made)[heading]
    return only


# --- parts ------------------------------------------------------------------------------------


def test_a_paper_has_the_parts_of_an_appendix_in_order(milltown: Paper) -> None:
    assert [section.title for section in milltown.sections] == [
        "Summary",
        "Scope",
        "Sources",
        "Method and assumptions",
        "Structure charts",
        "Findings",
        "What is unknown",
        "Tables",
        "All findings",
    ]
    assert milltown.title == "Boards and partnerships of Anytown: findings for review"
    assert milltown.lead[0] == "As of 22 November 2026. The newest evidence is of 10 May 2026."


def test_the_title_may_be_given() -> None:
    assert papers.milltown_paper(title="Our review").title == "Our review"


def test_sources_are_numbered_with_dates_and_addresses_of_the_web_only(milltown: Paper) -> None:
    (row,) = table(milltown, "Sources").rows

    assert row[0] == "1"
    assert getattr(row[1], "url", None) == "https://example.org/terms.pdf"
    assert row[3] == "5 January 2026"

    looked_at, results = papers.milltown()
    sources = looked_at.tables["Source"].assign(url="javascript:alert(1)")
    hostile = replace(looked_at, tables={**looked_at.tables, "Source": sources})
    (row,) = table(build.paper(hostile, results), "Sources").rows

    assert row[1] == "Terms of reference"


def test_bodies_are_counted_by_area_and_kind(milltown: Paper) -> None:
    (row,) = table(milltown, "Bodies by area").rows

    # Five are in being (two boards, a working group, a forum, a panel), one is only proposed.
    assert row == ("Anytown", "5", "1", "0", "board 2; forum 1; panel 1; working group 1")


def test_what_the_sources_give_completely_is_counted(milltown: Paper) -> None:
    (row,) = table(milltown, "For how many bodies").rows

    # Of five bodies: members of three, links of four, attendance of two.
    assert row == ("Anytown", "5", "3", "4", "0", "0", "2")


def test_the_summary_says_how_many_findings_there_are_and_where(milltown: Paper) -> None:
    rows = table(milltown, "Findings by sort").rows

    total = sum(int(str(row[1])) for row in rows)
    assert f"{total} findings are listed" in said(part(milltown, "Summary").blocks)
    assert ("Vacant seats", "1") in {row[:2] for row in rows}
    assert all(row[3] == f"Anytown {row[1]}" for row in rows)


def test_every_area_has_a_chart_with_words_for_it(milltown: Paper) -> None:
    (figure,) = part(milltown, "Structure charts").blocks

    assert isinstance(figure, Figure)
    assert "under Health Board: Care Group and Pair of Two" in figure.alternative
    assert "No step up or down is stated for" in figure.alternative
    labels = {" ".join(box.lines) for box in figure.drawing.boxes}
    assert {"Health Board", "Care Group", "Pair of Two", "Lone Forum"} <= labels
    assert len(figure.drawing.strokes) == 2
    right = max(box.left + box.width for box in figure.drawing.boxes)
    assert right <= figure.drawing.width


def test_what_the_chart_shows_as_proposed_is_dashed() -> None:
    links = [{"from": "Future Board", "type": "Reports to", "to": "Health Board"}]
    proposed = [*MILLTOWN["links"], *({**link, "status": "proposed"} for link in links)]
    made = paper(review(include_proposed=True, **{**MILLTOWN, "links": proposed}))
    (figure,) = part(made, "Structure charts").blocks
    assert isinstance(figure, Figure)

    looks = {" ".join(box.lines): box.look for box in figure.drawing.boxes}
    assert looks["Future Board"] == "proposed"
    assert looks["Health Board"] == "body"
    assert sorted(stroke.is_dashed for stroke in figure.drawing.strokes) == [False, False, True]
    assert "Dashed: only proposed." in figure.caption


def test_a_step_up_that_is_only_proposed_is_dashed_though_the_two_already_align() -> None:
    bodies = [{"name": "High"}, {"name": "Low"}]
    links = [
        {"from": "Low", "type": "Reports to", "to": "High", "status": "proposed"},
        {"from": "Low", "type": "Aligns with", "to": "High"},
    ]
    made = paper(review(include_proposed=True, bodies=bodies, links=links))
    (figure,) = part(made, "Structure charts").blocks
    assert isinstance(figure, Figure)

    assert [stroke.is_dashed for stroke in figure.drawing.strokes] == [True]
    assert "Dashed: only proposed." in figure.caption


def test_a_chart_that_nobody_could_read_on_a_page_gives_way_to_a_sentence() -> None:
    bodies = [{"name": f"Board {at}"} for at in range(400)]
    (sentence,) = part(paper(review(bodies=bodies)), "Structure charts").blocks

    assert isinstance(sentence, Paragraph)
    assert "the boxes of 400 bodies would be too small to read" in sentence.text


# --- findings ---------------------------------------------------------------------------------


def test_a_finding_has_statement_question_and_evidence(milltown: Paper) -> None:
    finding = found(milltown, "Bodies from which no way up is stated")

    assert finding.title == "Lone Forum"
    assert finding.statements == (
        "The links of Lone Forum are given completely (source 1, 4) and none leads up.",
    )
    assert finding.to == "Lone Forum"
    assert finding.question == (
        "To whom does the Lone Forum report, and where does it take what it cannot settle itself?"
    )
    assert finding.evidence == "source 1, 4"


def test_findings_are_numbered_without_gaps_and_all_are_in_the_last_table(milltown: Paper) -> None:
    written = [finding.number for some in findings(milltown).values() for finding in some]
    listed = [int(str(row[0])) for row in table(milltown, "Every finding").rows]

    assert listed == list(range(1, len(listed) + 1))
    assert set(written) <= set(listed)
    assert written == sorted(written)


def test_of_many_findings_of_a_sort_some_are_written_out_and_the_others_counted() -> None:
    seats = [
        {"body": f"Board {at}", "seat": "Member", "status": "vacant", "paragraph": str(at)}
        for at in range(9)
    ]
    bodies = [{"name": f"Board {at}", "covered": "members"} for at in range(9)]
    made = paper(review(bodies=bodies, memberships=seats))

    assert len(findings(made)["Vacant seats"]) == build.WRITTEN_OUT == 6
    vacant = next(
        under
        for under in part(made, "Findings").blocks
        if isinstance(under, Section) and under.title == "Vacant seats"
    )
    assert "3 more findings of this sort are in the table of all findings" in said(vacant.blocks)
    assert len(table(made, "Every finding").rows) == 9


def test_vacancies_of_one_body_are_one_finding() -> None:
    seats = [{"body": "Board", "seat": seat, "status": "vacant"} for seat in ("Nurse", "Doctor")]
    made = paper(review(bodies=[{"name": "Board"}], memberships=seats))
    finding = found(made, "Vacant seats")

    assert "Nurse" in finding.statements[0]
    assert "Doctor" in finding.statements[0]
    assert finding.question.startswith("Have these seats on the Board been filled since")


def test_remits_that_are_alike_are_asked_about_with_both_wordings(milltown: Paper) -> None:
    only = found(milltown, "Remits that may duplicate each other")

    assert only.wording == (
        "Care Group: Oversee home care for older people, as [Lead, Pair of Two] set out "
        "(source 1, 2.2)",
        "Pair of Two: Oversee home care for older people (source 1, 3.2)",
    )
    assert "Care Group" in only.question
    assert only.question.endswith("?")


def test_one_sentence_that_speaks_of_several_bodies_is_counted_and_no_finding() -> None:
    sentence = "Deliver the priorities that all partnerships of the city share"
    bodies = [{"name": name} for name in ("East Board", "North Board", "West Board")]
    remits = [
        {"body": body["name"], "clause": "1", "text": sentence, "paragraph": "4.1"}
        for body in bodies
    ]
    made = paper(review(bodies=bodies, remits=remits, sources=[{"id": "plan", "title": "Plan"}]))

    assert not [f for some in findings(made).values() for f in some if " and " in f.title]
    assert (
        "3 pairs of bodies are left out, because one sentence of one source speaks of both: that "
        "alone is no duplicate."
    ) in papers.every_text(made)


def test_bodies_of_different_areas_are_shown_in_a_table_and_are_no_finding() -> None:
    bodies = [{"name": "East Board", "area": "East"}, {"name": "West Board", "area": "West"}]
    remits = [
        {"body": "East Board", "clause": "1", "text": "Oversee early help for families in need"},
        {"body": "West Board", "clause": "1", "text": "Oversee early help for families in want"},
    ]
    made = paper(review(bodies=bodies, remits=remits))

    assert not [f for some in findings(made).values() for f in some if " and " in f.title]
    (row,) = table(made, "Bodies of different areas").rows
    assert row[:2] == ("East Board (East)", "West Board (West)")


def test_a_coded_duplicate_is_asked_in_the_words_of_its_power_and_topic() -> None:
    looked_at, results = papers.milltown()
    pairs = results.remit_pairs.assign(
        finding="duplicate",
        power="decide",
        topic="early help",
        basis="proposed",
        why="Both decide on early help for families.",
    )
    made = build.paper(looked_at, replace(results, remit_pairs=pairs))
    finding = found(made, "Remits that may duplicate each other")

    assert finding.question == (
        "Do the Care Group and Pair of Two both need to decide on early help, or could one of "
        "them do so for both?"
    )
    assert finding.statements[0] == "Both decide on early help for families."
    assert "proposed from their wording" in " ".join(finding.qualifiers)


def test_a_candidate_that_is_only_faintly_alike_is_counted_and_not_asked_about() -> None:
    looked_at, results = papers.milltown()
    (row,) = results.remit_pairs.to_dict("records")
    pairs = pd.DataFrame([row | {"finding": "candidate", "score": 0.29}])
    made = build.paper(looked_at, replace(results, remit_pairs=pairs))

    assert "Remits that are worded alike" not in findings(made)
    left_out = "1 pair is left out, being alike only faintly (likeness below 0.3)."
    assert left_out in papers.every_text(made)


def test_what_a_reviewer_judged_is_said_without_who() -> None:
    looked_at, results = papers.milltown()
    judged = {"verdict": "overlap", "reason": "Two halves of one task", "who": "Zed Reviewer"}
    alone = {"body": "Care Group", "text": "Visit at night", "population": "carers"}
    more = {
        "judgement": [{**judged, "date": "2026-05-04"}],
        "difference": [{**alone, "source": "terms", "paragraph": "2.9"}],
    }
    (row,) = results.remit_pairs.to_dict("records")
    made = build.paper(looked_at, replace(results, remit_pairs=pd.DataFrame([row | more])))
    finding = found(made, "Remits that may duplicate each other")

    assert "A reviewer judged on 4 May 2026: overlap. Two halves of one task." in finding.qualifiers
    assert "Of Care Group alone: Visit at night (for carers) (source 1, 2.9)" in finding.wording
    assert "Zed Reviewer" not in "\n".join(papers.every_text(made))


def test_sources_of_another_area_that_a_finding_rests_on_are_listed_too() -> None:
    bodies = [
        {"name": "East Board", "area": "East", "source": "east"},
        {"name": "Joint Board", "area": "East; West", "source": "joint"},
        {"name": "West Board", "area": "West", "source": "west"},
    ]
    remits = [
        {"body": body["name"], "clause": "1", "text": text, "source": body["source"]}
        for body, text in zip(
            bodies,
            (
                "Oversee libraries",
                "Oversee early help for families in need",
                "Oversee early help for families in want",
            ),
            strict=True,
        )
    ]
    sources = [{"id": name, "title": f"Terms {name}"} for name in ("east", "joint", "west")]
    made = paper(review(bodies=bodies, remits=remits, sources=sources).at(areas=["East"]))

    assert [row[1] for row in table(made, "Sources").rows] == [
        "Terms east",
        "Terms joint",
        "Terms west",
    ]
    words = "\n".join(papers.every_text(made))
    assert "source 3" in words


def test_a_topic_that_nobody_decides_is_asked_about() -> None:
    looked_at, results = papers.milltown()
    clause = {"body": "Care Group", "clause": "2.2", "text": "Advise on home care"}
    gaps = pd.DataFrame(
        [
            {
                "area": "Anytown",
                "topic": "home care",
                "finding": "gap",
                "why": "Nobody decides on home care.",
                "clauses": [{**clause, "power": "advise", "source": "terms", "paragraph": "2.2"}],
            }
        ]
    )
    made = build.paper(looked_at, replace(results, remit_gaps=gaps))
    finding = found(made, "Topics that nobody is recorded as deciding")

    assert finding.title == "Home care"
    assert finding.question.startswith("Who decides on home care")
    assert finding.wording == ("Care Group: Advise on home care (source 1, 2.2)",)


def test_a_sort_of_finding_that_is_not_known_yet_has_a_heading_and_a_question() -> None:
    looked_at, results = papers.milltown()
    faults = results.faults_on_the_way.assign(finding="strange detour")
    made = build.paper(looked_at, replace(results, faults_on_the_way=faults))

    assert {f.question for f in findings(made)["Strange detour"]} >= {
        "Is this as the Lone Forum intends, and if not, what should change?"
    }


def test_every_question_asks_something_and_says_every_word() -> None:
    stand_ins = {
        word: word.upper()
        for word in ("a", "b", "body", "bodies", "other", "subject", "work", "topic", "shared")
    } | {"sit": "sit", "count": 5}

    for kind in questions.KINDS.values():
        asked = kind.question.format(**stand_ins)
        assert asked.endswith("?"), asked
        assert "{" not in asked


def test_somebody_in_the_chair_of_two_bodies_is_asked_about_once_and_by_role() -> None:
    seats = [
        {"body": body, "seat": "Chair", "person": "Jo Smith", "role": "chair"}
        for body in ("Care Group", "Play Group")
    ]
    bodies = [{"name": "Care Group"}, {"name": "Play Group"}]
    finding = found(
        paper(review(bodies=bodies, memberships=seats)), "Bodies with the same person in the chair"
    )

    assert finding.statements[0] == "[Chair, Care Group] chairs both."
    assert "who would chair if a matter lies between them" in finding.question


def test_a_chair_of_a_body_and_the_one_above_it_is_one_finding(milltown: Paper) -> None:
    headings = [
        heading for heading in findings(milltown) if "chair" in heading or "same" in heading
    ]

    assert headings == ["Matters that come to the same person again"]


def test_the_links_that_a_finding_on_the_ways_up_rests_on_are_listed(milltown: Paper) -> None:
    finding = found(milltown, "Matters that come to the same person again")

    assert finding.statements[0].endswith("comes to the same person.")
    assert finding.wording == (
        "Care Group reports to Health Board (source 1, 2.1, twice a year, "
        "condition: as [Chair, Care Group] asks)",
    )


def test_a_stop_in_a_name_is_not_taken_for_the_end_of_a_sentence() -> None:
    bodies = [{**body} for body in MILLTOWN["bodies"]]
    bodies[0]["name"] = "St. Mary's Board"
    links = [{**link, "to": "St. Mary's Board"} for link in MILLTOWN["links"]]
    seats = [
        {**seat, "body": str(seat["body"]).replace("Health Board", "St. Mary's Board")}
        for seat in MILLTOWN["memberships"]
    ]
    sources = MILLTOWN["sources"]
    made = paper(review(sources=sources, bodies=bodies, links=links, memberships=seats))
    finding = found(made, "Matters that come to the same person again")

    assert "chairs Care Group" in finding.statements[0]
    assert finding.statements[0].endswith(").")
    assert finding.wording == ()


def test_a_meeting_that_is_quorate_by_one_reading_is_not_called_inquorate() -> None:
    looked_at, results = papers.milltown()
    first = results.quorums.head(1)
    readings = pd.concat(
        [
            first.assign(verdict="inquorate", reading="vacant seats count"),
            first.assign(verdict="quorate", reading="vacant seats do not count"),
        ]
    )
    made = build.paper(looked_at, replace(results, quorums=readings))

    assert "Meetings that were inquorate on the record" not in findings(made)
    finding = found(made, "Meetings whose quorum the record leaves open")
    assert finding.statements[0].startswith("The record leaves open whether the meeting of")


AGENCIES = ("Council", "Police", "Health Trust")
THREE: dict[str, Rows] = {
    "bodies": [{"name": "Board", "covered": "members"}],
    "organisations": [{"name": name} for name in AGENCIES],
    "memberships": [
        {"body": "Board", "seat": f"{name} lead", "person": f"P {name}", "organisation": name}
        for name in AGENCIES
    ],
}


def test_a_quorum_that_one_absence_breaks_is_asked_about() -> None:
    quorum = " and ".join(f'1 of organisation "{name}"' for name in AGENCIES[:2])
    rule = {"body": "Board", "kind": "quorum", "rule": quorum, "paragraph": "5.1"}
    made = paper(review(include_proposed=False, **THREE, rules=[rule]))

    asked = found(made, "Quorums that a single absence can break")
    assert "there is no quorum: Council lead; Police lead." in " ".join(asked.statements)
    # Any two of three may stay: no seat is needed.
    rule = {"body": "Board", "kind": "quorum", "rule": "at least 2 members"}
    assert asked.title not in {
        f.title
        for some in findings(paper(review(include_proposed=False, **THREE, rules=[rule]))).values()
        for f in some
    }


def test_a_quorum_whose_wording_has_several_readings_is_asked_about_with_each() -> None:
    rules = [
        {"body": "Board", "kind": "quorum", "paragraph": "9", "clause": "9"}
        | {"rule": text, "reading": reading}
        for text, reading in (
            ("at least 2 members", "the chair need not be there"),
            ('1 of organisation "Police" and at least 1 member', "the police must be there"),
        )
    ]
    asked = found(
        paper(review(include_proposed=False, **THREE, rules=rules)),
        "Quorum rules that can be read in several ways",
    )

    text = " ".join(asked.statements)
    assert "Read as \u201cthe chair need not be there\u201d: " in text
    assert "It breaks at 2 absences at the earliest." in text
    assert "It breaks when one of these stays away: Police lead." in text


def test_what_is_only_proposed_has_a_table_of_its_own() -> None:
    new = {"from": "Lone Forum", "type": "Advises", "to": "Future Board", "status": "proposed"}
    made = paper(review(include_proposed=False, **{**MILLTOWN, "links": [*MILLTOWN["links"], new]}))

    rows = table(made, "Bodies and links that are only proposed").rows
    assert [row[:2] for row in rows] == [
        ("Future Board", "a new body: board"),
        ("Lone Forum", "advises Future Board"),
    ]
    taken_up = paper(
        review(include_proposed=True, **{**MILLTOWN, "links": [*MILLTOWN["links"], new]})
    )
    assert "only proposed, and are left out" not in "\n".join(papers.every_text(taken_up))


def test_a_body_and_what_replaces_it_are_no_duplicate() -> None:
    text = "Decide how the youth justice grant is shared out between schools and colleges"
    remits = [{"body": name, "clause": "1", "text": text} for name in ("Old Board", "New Board")]
    replaces = {"from": "New Board", "type": "Replaces", "to": "Old Board"}
    bodies = [{"name": "Old Board"}, {"name": "New Board"}]

    alone = findings(paper(review(bodies=bodies, remits=remits)))
    assert any(f.title == "New Board and Old Board" for some in alone.values() for f in some)
    made = paper(review(bodies=bodies, remits=remits, links=[replaces]))
    assert not any(" and " in f.title for some in findings(made).values() for f in some)
    left_out = "1 pair of bodies is left out, because one of the two replaces the other."
    assert left_out in papers.every_text(made)


def test_statements_that_say_the_same_of_a_link_are_one_row_with_all_their_places() -> None:
    links = [
        {"from": "Group", "type": "Part of", "to": "Board", "paragraph": place, "source": "terms"}
        for place in ("1.1", "2.4")
    ]
    bodies = [{"name": "Group"}, {"name": "Board"}]
    sources = [{"id": "terms", "title": "Terms"}]
    (row,) = table(paper(review(bodies=bodies, links=links, sources=sources)), "Links").rows

    assert row == ("Group", "part of", "Board", "", "source 1 (1.1; 2.4)")


def test_an_area_of_joint_bodies_only_is_drawn_where_the_others_are() -> None:
    bodies = [
        {"name": "Joint Board", "area": "East; West"},
        {"name": "East Board", "area": "East"},
        {"name": "East Group", "area": "East"},
    ]
    links = [
        {"from": "East Group", "type": "Reports to", "to": "East Board", "basis": "inferred"},
        {"from": "East Board", "type": "Reports to", "to": "Joint Board"},
    ]
    whole = review(bodies=bodies, links=links)
    assert paper(whole).title.startswith("Boards and partnerships of East: ")
    both = whole.at(areas=["East", "West"])
    (east, west) = part(build.paper(both, both.results()), "Structure charts").blocks

    assert isinstance(east, Figure)
    assert "Inferred, not stated, is the line up from East Group." in east.caption
    assert west == Paragraph("West: Joint Board is joint with East, and drawn there.")


def test_a_vacancy_says_what_was_noted_of_it() -> None:
    seats = [
        {"body": "Board", "seat": name, "status": "vacant", "note": note}
        for name, note in (("Nurse", "The name is given as TBC."), ("Doctor", None))
    ]
    made = paper(review(bodies=[{"name": "Board"}], memberships=seats))

    (said_of_them,) = found(made, "Vacant seats").statements
    assert "Nurse (" in said_of_them
    assert "noted: The name is given as TBC)" in said_of_them


def test_readings_that_come_to_the_same_are_one_row() -> None:
    seats = [{"body": "Board", "seat": f"Seat {at}", "person": f"P{at} Name"} for at in range(5)]
    rule = {"body": "Board", "kind": "decision", "rule": "majority", "paragraph": "7"}
    looked_at = review(
        bodies=[{"name": "Board", "covered": "members"}], memberships=seats, rules=[rule]
    )
    results = looked_at.results()
    assert len(results.decisions) > 1
    assert set(results.decisions["carries_low"]) == {3}

    (row,) = table(build.paper(looked_at, results), "What carries").rows
    assert row[1:4] == ("majority", "3 of 5 members", "3")


def test_a_finding_on_a_body_that_is_only_proposed_says_so() -> None:
    seats = [
        *MILLTOWN["memberships"],
        {"body": "Future Board", "seat": "Nurse", "status": "vacant"},
    ]
    made = paper(review(include_proposed=True, **{**MILLTOWN, "memberships": seats}))
    future = next(f for f in findings(made)["Vacant seats"] if f.to == "Future Board")

    assert "Future Board is only proposed." in future.qualifiers
    assert "is taken as if it held" in said(part(made, "Scope").blocks)


# --- what is not for publication --------------------------------------------------------------


def test_attendance_is_shown_by_role_where_five_people_are_counted(milltown: Paper) -> None:
    finding = found(milltown, "Attendance rules that are triggered on the record")

    assert SMALLEST_GROUP == 5
    assert finding.title == "Care Group: Nurse"
    assert finding.statements[0] == (
        "The attendance rule is met on the record for the member in the seat Nurse."
    )
    assert "What the terms say follows: may be asked to stand down." in finding.statements


@pytest.mark.parametrize("names", [False, True])
def test_attendance_of_a_small_group_is_not_shown_at_all(names: bool) -> None:
    made = papers.milltown_paper(names=names)

    assert not [f for some in findings(made).values() for f in some if "Deputy" in f.title]
    rows = {str(row[0]): row for row in table(made, "Attendance by body").rows}
    # Of five seats at three meetings 11 are present, one sent apologies and three are absent.
    assert rows["Care Group"] == ("Care Group", "3", "11", "0", "1", "3", "0", "73%")
    assert rows["Pair of Two"][2:] == ("", "", "", "", "", "withheld: fewer than 5 people")
    people = said(part(made, "Method and assumptions").blocks)
    assert "Left out for that reason: Pair of Two." in people


def test_who_was_missing_at_a_small_groups_meeting_is_not_shown(milltown: Paper) -> None:
    meetings = findings(milltown)["Meetings that were inquorate on the record"]

    for finding in meetings:
        assert "Who was there is not shown, because the group is small." in finding.statements
        words = " ".join([*finding.statements, *finding.qualifiers])
        assert "present" not in words
        assert "Deputy" not in words
    rows = {str(row[0]): row for row in table(milltown, "Quorum rules").rows}
    assert "withheld" in rows["Pair of Two"]


def test_no_name_is_left_in_the_paper_unless_names_are_asked_for(milltown: Paper) -> None:
    words = "\n".join(papers.every_text(milltown))

    for name in papers.PEOPLE:
        assert name not in words
    assert "Lovelace" not in words
    assert "Cllr Smith" not in words
    named = "\n".join(papers.every_text(papers.milltown_paper(names=True)))
    for name in ("Jo Smith", "Bea Quill", "Ed Thorn"):
        assert name in named


# --- what is unknown --------------------------------------------------------------------------


def test_bodies_of_which_it_is_unknown_what_lies_above_are_named() -> None:
    made = paper(review(bodies=[{"name": "Youth Board"}, {"name": "Play Forum"}]))

    assert "Bodies from which no way up is stated" not in findings(made)
    assert "Anytown: Play Forum and Youth Board." in said(part(made, "What is unknown").blocks)


def test_rules_that_were_not_understood_are_shown_as_they_stand() -> None:
    rule = "members ought to come whenever they can"
    made = paper(
        review(
            bodies=[{"name": "Board"}],
            rules=[{"body": "Board", "kind": "attendance", "rule": rule, "paragraph": "1"}],
        )
    )

    assert table(made, "Rules kept in plain words").rows == (("Board", "attendance", rule),)


def test_notes_say_nothing_of_commands(milltown: Paper) -> None:
    words = "\n".join(papers.every_text(milltown))

    assert "--" not in words
    assert "-o FILE" not in words


def test_an_empty_graph_makes_a_paper() -> None:
    made = paper(Review(merging.combine({})))

    assert "There is none." in said(part(made, "Findings").blocks)
    assert "No source is recorded." in said(part(made, "Sources").blocks)


# --- files ------------------------------------------------------------------------------------


def test_a_file_with_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GovgraphError, match=r"\.html.*\.docx.*ends in '\.pdf'"):
        papers.milltown()[0].report(tmp_path / "paper.pdf")


def test_every_bundled_dataset_makes_a_paper_without_a_name(tmp_path: Path) -> None:
    looked_at = api.read(*sorted(p for p in resources.seed_dir().iterdir() if p.is_dir()))
    looked_at = looked_at.at(dt.date.fromisoformat(AS_OF))
    made = paper(looked_at)
    people = set(looked_at.tables["Person"]["name"])
    page, document = papers.in_html(made), papers.in_word(made)

    assert len(people) > 200
    assert [name for name in people if name in page] == []
    assert [name for name in people if name in document] == []
    assert "Anytown (illustrative)" in page
    longest = max(len(block.rows) for block in papers.tables_of(made))
    assert longest <= 400
