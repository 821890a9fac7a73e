import dataclasses
from typing import Any

import pandas as pd
import pytest

from govgraph.analysis import attendance, remits
from govgraph.governance import Governance
from govgraph.present import overlay, scene
from govgraph.present.overlay import Overlay
from tests.builders import governance
from tests.present.contrast import contrast

DUTY = "Decide how the youth justice grant is shared out between schools and colleges"


def boards(**more: Any) -> Governance:
    return governance(
        bodies=[
            {"name": "Top", "id": "top", "apex": "yes", "covered": "links"},
            {"name": "One", "id": "one", "covered": "links"},
            {"name": "Two", "id": "two"},
        ],
        links=[{"from": "one", "type": "REPORTS_TO", "to": "top"}],
        sources=[{"id": "terms", "title": "Terms"}],
        **more,
    )


def found(g: Governance, *, names: bool = False) -> Overlay:
    return overlay.of(g, scene.of(g), [{"id": "terms"}], names=names)


def of_kind(seen: Overlay, name: str) -> list[dict[str, Any]]:
    return [one for one in seen.findings if seen.kinds[one["kind"]]["name"] == name]


def pairs(**columns: Any) -> pd.DataFrame:
    clause = {"text_a": "Decide", "text_b": "Decide too", "source_a": "terms", "source_b": "terms"}
    clause |= {"paragraph_a": "1", "paragraph_b": "2"}
    row = {
        "body_a": "One",
        "body_b": "Two",
        "body_a_id": "one",
        "body_b_id": "two",
        "finding": "duplicate",
        "score": 0.9,
        "relation": None,
        "shared_people": None,
        "clauses": [clause],
    }
    return pd.DataFrame([row | columns])


def test_a_step_up_that_is_missing_is_said_to_be_unknown() -> None:
    (missing,) = of_kind(found(boards()), "missing hop")

    assert missing["ids"] == ["two"]
    assert "is_pair" not in missing
    assert missing["text"].endswith("what lies above is unknown.")


@pytest.mark.parametrize("name", ["duplicate", "overlap", "a finding of tomorrow"])
def test_a_pair_is_called_what_its_analysis_calls_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(remits, "pairs", lambda g: pairs(finding=name))
    seen = found(boards())
    (pair,) = of_kind(seen, name)

    assert pair["ids"] == ["one", "two"]
    assert pair["is_pair"] is True
    assert pair["text"] == f"One and Two: {name}. As recorded: One: Decide; Two: Decide too"
    assert pair["cites"] == [[0, "1"], [0, "2"]]
    assert {"key": f"finding {name}", "count": 1}.items() <= seen.kinds[pair["kind"]].items()


def test_why_a_pair_was_found_is_said_where_the_analysis_says_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    why = "Both decide on youth justice."
    monkeypatch.setattr(
        remits, "pairs", lambda g: pairs(why=why, basis="proposed", shared_people=2)
    )
    (pair,) = of_kind(found(boards()), "duplicate")

    assert f"duplicate. {why}" in pair["text"]
    assert pair["detail"] == (
        "people on both: 2; power, topic or population was proposed from the wording"
    )


def test_what_was_judged_to_be_no_duplicate_is_not_on_the_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remits, "pairs", lambda g: pairs(finding="not a duplicate"))

    assert not any("duplicate" in kind["name"] for kind in found(boards()).kinds)


def test_a_pair_of_which_one_is_not_drawn_is_not_on_the_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remits, "pairs", lambda g: pairs(body_b_id="elsewhere"))

    assert of_kind(found(boards()), "duplicate") == []


def test_a_candidate_that_is_only_faintly_alike_is_not_on_the_map_but_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faint, clear = pairs(finding="candidate", score=0.29), pairs(finding="candidate", score=0.3)
    monkeypatch.setattr(remits, "pairs", lambda g: pd.concat([faint, clear, pairs(score=0.1)]))
    seen = found(boards())

    assert len(of_kind(seen, "candidate")) == 1
    assert len(of_kind(seen, "duplicate")) == 1
    assert seen.notes == [
        "1 pair of bodies is not on the map, being alike only faintly, or only in one sentence "
        "that speaks of both, or one replacing the other."
    ]


def test_only_the_strongest_pairs_are_shown_and_how_many_are_not_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = pd.concat(
        [pairs(score=0.1), pairs(score=0.8, finding="overlap"), pairs(score=0.9), pairs(score=0.5)],
        ignore_index=True,
    )
    monkeypatch.setattr(remits, "pairs", lambda g: many)
    monkeypatch.setattr(overlay, "MOST_PAIRS", 2)
    seen = found(boards())

    assert len(of_kind(seen, "duplicate")) == 1
    assert len(of_kind(seen, "overlap")) == 1
    assert seen.notes == [
        "Of the pairs of bodies with similar remits the 2 strongest are on the map, 2 are not."
    ]


def test_remits_are_not_compared_among_too_many_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "MOST_BODIES", 2)
    seen = found(boards(memberships=[{"body": "one", "seat": "Chair", "status": "vacant"}]))

    assert "missing hop" in {kind["name"] for kind in seen.kinds}
    assert "vacancy" not in {kind["name"] for kind in seen.kinds}
    assert "not on the map" in seen.notes[0]


def test_one_area_of_many_has_its_remits_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "MOST_BODIES", 3)
    g = governance(
        bodies=[
            {"name": f"Body {n}", "id": f"b{n}", "area": "Here" if n < 2 else "There"}
            for n in range(5)
        ],
        remits=[{"body": f"b{n}", "clause": "1", "text": DUTY} for n in range(5)],
    )

    assert found(g).notes != []
    assert any(one.get("is_pair") for one in found(g.at(areas=["Here"])).findings)


def verdicts(g: Governance) -> pd.DataFrame:
    row = dict.fromkeys(attendance.verdicts(g).columns)
    row |= {
        "body_id": "one",
        "seat": "Area Commander",
        "person": "Jo Smith",
        "rule": "absent from more than 2 meetings in 1 year",
        "verdict": "triggered",
        "trigger_date": "2026-01-22",
        "consequence": "may be invited to withdraw",
        "source": "terms",
        "paragraph": "5.1",
    }
    return pd.DataFrame([row, row | {"verdict": "undetermined"}])


@pytest.mark.parametrize(("names", "who"), [(False, ""), (True, " (Jo Smith)")])
def test_a_member_is_named_by_the_seat_and_the_consequence_in_the_source_s_own_words(
    monkeypatch: pytest.MonkeyPatch, names: bool, who: str
) -> None:
    g = boards()
    rows = verdicts(g)
    monkeypatch.setattr(attendance, "verdicts", lambda g: rows)
    (met,) = of_kind(found(g, names=names), overlay.RULE_MET)

    assert met["text"] == (
        f'Area Commander{who}: the rule "absent from more than 2 meetings in 1 year" was '
        "triggered by 2026-01-22. What the terms say follows: may be invited to withdraw."
    )
    assert met["cites"] == [[0, "5.1"]]
    assert met["seat"] == "Area Commander"


def test_a_circle_marks_all_its_bodies() -> None:
    g = boards()
    links = g.tables["REPORTS_TO"]
    back = links.assign(from_id="top", to_id="one")
    bodies = g.tables["Body"].assign(apex=False)
    tables = {**g.tables, "Body": bodies, "REPORTS_TO": pd.concat([links, back])}
    (circle,) = of_kind(found(dataclasses.replace(g, tables=tables)), "cycle")

    assert sorted(circle["ids"]) == ["one", "top"]


def test_people_are_not_named_in_findings_unless_it_is_asked_for() -> None:
    chairs = [
        {"body": body, "seat": "Chair", "person": "Jo Smith", "role": "chair"}
        for body in ("one", "top")
    ]
    g = boards(memberships=chairs)

    (said,) = of_kind(found(g), "self-escalation")
    (named,) = of_kind(found(g, names=True), "self-escalation")
    assert "Jo Smith" not in said["text"]
    assert "[Chair, One]" in said["text"]
    assert "Jo Smith" in named["text"]


def test_a_finding_of_one_name_looks_the_same_on_every_map_and_unlike_all_others() -> None:
    looks = [(look.sign, look.colour) for look in overlay.LOOKS.values()]

    assert len(set(looks)) == len(looks) == len({sign for sign, _ in looks})
    assert all(contrast(colour, "#FFFFFF") >= 4.5 for _, colour in looks)
    seen = found(boards())
    missing = next(kind for kind in seen.kinds if kind["name"] == "missing hop")
    assert (missing["sign"], missing["colour"]) == ("?", "#555555")
    assert missing["means"]
