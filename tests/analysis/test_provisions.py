"""What terms of reference lack against a template, and where that is unknown."""

from typing import Any

import pytest

from govgraph import resources
from govgraph.analysis import structure
from govgraph.dataset import templates
from govgraph.dataset.templates import Heading, Template
from tests.analysis.structures import COMPLETE, body, graph, rows_of, rule, seed


def template(*answered_by: str, mentions: tuple[str, ...] = (), required: bool = True) -> Template:
    return Template("ours", (Heading("Heading", answered_by, mentions, required=required),))


def lacking(asked: Template, covered: Any = COMPLETE, **tables: Any) -> list[Any]:
    g = graph(**{"bodies": [body("Board", covered)], **tables})
    return [row["state"] for row in rows_of(g, "provision missing", template=asked)]


def test_a_provision_that_no_rule_answers_is_missing() -> None:
    assert lacking(template("quorum")) == ["missing"]


def test_one_of_several_answers_is_enough() -> None:
    answered = {"rules": [rule("Board", "inquorate", "Adjourn.")]}

    assert lacking(template("quorum", "inquorate"), **answered) == []


def test_a_provision_whose_wording_is_not_understood_is_present() -> None:
    words = {"rules": [rule("Board", "review", "from time to time")]}

    assert lacking(template("review"), **words) == []


def test_an_optional_heading_is_no_fault() -> None:
    assert lacking(template("term", required=False)) == ["missing, optional"]


def test_a_heading_that_is_only_looked_for_by_words_is_a_candidate() -> None:
    asked = template(mentions=("debate",))

    assert lacking(asked) == ["candidate"]
    said = rule("Board", "other", "Rules of Debate do not apply.")
    assert lacking(asked, rules=[said]) == []
    within = rule("Board", "other", "Undebated.")
    assert lacking(asked, rules=[within]) == ["candidate"]


def test_what_is_only_proposed_is_missing_and_said_to_be_proposed() -> None:
    g = graph(
        bodies=[body("Board")], rules=[rule("Board", "review", "annually", status="proposed")]
    )
    (row,) = rows_of(g, "provision missing", template=template("review"))

    assert row["state"] == "missing"
    assert row["would_change"] == "no longer found if what is proposed took effect"


def test_where_rules_are_not_covered_nothing_is_missing_and_a_note_says_so() -> None:
    g = graph(bodies=[body("Board", "members"), body("Other")])
    found = structure.structure(g, template("quorum"))

    assert found["body"].tolist() == ["Other"]
    assert (
        "The rules are not given completely for 1 of 2 bodies: which provisions those lack is "
        "unknown." in found.attrs["notes"]
    )


def test_where_the_other_evidence_is_not_covered_it_is_unknown() -> None:
    assert lacking(template("reporting line"), "rules") == ["unknown"]
    assert lacking(template("reporting line"), "rules; links") == ["missing"]


@pytest.mark.parametrize(
    ("word", "tables"),
    [
        ("remits", {"remits": [{"body": "Board", "clause": "1", "text": "Lead."}]}),
        (
            "powers",
            {"remits": [{"body": "Board", "clause": "1", "text": "Lead.", "power": "decide"}]},
        ),
        ("members", {"memberships": [{"body": "Board", "seat": "Police"}]}),
        ("chair", {"memberships": [{"body": "Board", "seat": "Chair", "role": "chair"}]}),
        (
            "secretariat",
            {"memberships": [{"body": "Board", "seat": "Clerk", "role": "secretariat"}]},
        ),
        (
            "representation",
            {"memberships": [{"body": "Board", "seat": "Police", "sector": "Police"}]},
        ),
        ("links", {"links": [{"from": "Council", "type": "Oversees", "to": "Board"}]}),
        ("reporting line", {"links": [{"from": "Board", "type": "Reports to", "to": "Council"}]}),
        ("escalation", {"links": [{"from": "Board", "type": "Escalates to", "to": "Council"}]}),
        ("delegation", {"links": [{"from": "Council", "type": "Delegates to", "to": "Board"}]}),
        (
            "established by",
            {"links": [{"from": "Board", "type": "Established by", "to": "Council"}]},
        ),
        ("reporting line", {"bodies": [body("Board", apex="yes")]}),
        ("statutory basis", {"bodies": [body("Board", statutory_basis="Children Act")]}),
        ("meetings per year", {"bodies": [body("Board", meetings_per_year=4)]}),
    ],
)
def test_each_sort_of_evidence_answers(word: str, tables: dict[str, Any]) -> None:
    council = {"organisations": [{"name": "Council"}]}

    assert lacking(template(word), **council, **tables) == []
    assert lacking(template(word), **council) == ["missing"]


def test_a_secretariat_alone_is_no_members_seat() -> None:
    clerk = {"memberships": [{"body": "Board", "seat": "Clerk", "role": "secretariat"}]}

    assert lacking(template("members"), **clerk) == ["missing"]


def test_what_was_looked_for_is_said() -> None:
    asked = Template("ours", (Heading("Quorum", ("quorum",), question="Who?", paragraph="4"),))
    (row,) = rows_of(graph(bodies=[body("Board")]), "provision missing", template=asked)

    assert row["detail"] == (
        "Board: nothing recorded answers 'Quorum' (Who?). Looked for: a quorum rule."
    )
    assert row["assumption"] == "The template 'ours' asks for it (4)."


def test_worcestershire_has_no_word_on_quorum_or_decisions() -> None:
    asked = templates.find("general", resources.provisions_dir())
    rows = rows_of(seed("worcestershire"), "provision missing", template=asked)

    missing = {row["subject"] for row in rows if row["state"] == "missing"}
    assert {"Quorum", "Decisions"} <= missing
    assert not {"Frequency", "Papers", "Minutes", "Review", "Support", "Substitutes"} & missing


def test_blackpool_against_the_template_that_its_own_terms_stand_on() -> None:
    asked = templates.find("blackpool", resources.provisions_dir())
    rows = rows_of(seed("blackpool"), "provision missing", template=asked)
    by_state: dict[str, set[str]] = {}
    for row in rows:
        by_state.setdefault(row["state"], set()).add(row["subject"])

    # How it reports back stands in its terms as a proposal only, and a term of office is set for
    # the chairman alone.
    assert by_state["missing"] == {
        "Reporting back",
        "Review",
        "Length of appointment",
        "Others who may join",
        "Limit on numbers",
        "Deputies",
        "Secretariat",
    }
    assert by_state["candidate"] == {"Appointment of members", "Sharing of information"}
    (reporting,) = [row for row in rows if row["subject"] == "Reporting back"]
    assert reporting["would_change"] == "no longer found if what is proposed took effect"
