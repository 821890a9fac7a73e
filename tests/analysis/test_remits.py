import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis import remits
from govgraph.governance import Governance
from tests.builders import governance

PLAN = "Oversee delivery of the children and young people's plan"
MONITOR = "Monitor the delivery of the plan for children"
WATCH = "Monitors how the children's plan is delivered"
CAFE = "Run a cafe in the park"


def with_remits(
    *clauses: Mapping[str, object], bodies: list[dict[str, object]] | None = None, **tables: Any
) -> Governance:
    """Bodies (those named, if none are given) with these clauses."""
    named = sorted({str(clause["body"]) for clause in clauses})
    numbered = [
        {"clause": str(number), "paragraph": str(number), **clause}
        for number, clause in enumerate(clauses, start=1)
    ]
    return governance(
        bodies=bodies or [{"name": name} for name in named],
        remits=numbered,
        sources=[{"id": "tor", "title": "Terms"}],
        **tables,
    )


def found(*clauses: Mapping[str, object], **more: Any) -> dict[str, Any]:
    """The one pair of bodies that these clauses make."""
    (pair,) = remits.pairs(with_remits(*clauses, **more)).to_dict("records")
    return {str(name): value for name, value in pair.items()}


def test_clauses_stand_side_by_side_with_what_was_matched_and_proposed() -> None:
    pair = found(
        {"body": "Exec", "text": PLAN},
        {"body": "Trust", "text": WATCH},
        {"body": "Trust", "text": CAFE},
    )

    assert (pair["body_a"], pair["body_b"]) == ("Exec", "Trust")
    assert (pair["area_a"], pair["area_b"]) == ("Anytown", "Anytown")
    assert (pair["finding"], pair["basis"]) == ("duplicate", "proposed")
    assert pd.isna(pair["relation"])
    assert pd.isna(pair["shared_people"])
    assert 0.4 < pair["score"] < 1
    (clauses,) = pair["clauses"]
    assert clauses | {"score": 0, "wording": 0, "proposed": []} == {
        "clause_a": "1",
        "text_a": PLAN,
        "paragraph_a": "1",
        "source_a": "tor",
        "power_a": "oversee",
        "topic_a": "strategy and priorities",
        "population_a": "children and young people",
        "clause_b": "2",
        "text_b": WATCH,
        "paragraph_b": "2",
        "source_b": "tor",
        "power_b": "oversee",
        "topic_b": "strategy and priorities",
        "population_b": "children and young people",
        "score": 0,
        "wording": 0,
        "finding": "duplicate",
        "shared_wording": False,
        "matched_a": ["children", "plan"],
        "matched_b": ["children", "plan"],
        "proposed": [],
    }
    assert "power of 1 proposed from the wording: oversee ('oversee')" in clauses["proposed"]
    assert "power of 2 proposed from the wording: oversee ('monitors')" in pair["why"]


CODED = {"power": "oversee", "topic": "housing", "population": "tenants"}


@pytest.mark.parametrize(
    ("other", "finding", "said"),
    [
        ({}, "duplicate", "The same power, topic and population in both"),
        ({"population": "Tenants; landlords"}, "duplicate", "for tenants and for Tenants; landl"),
        ({"population": "landlords"}, "same work, different population", "but for tenants and for"),
        ({"population": None}, "same work, population not said", "does not say for whom"),
        ({"power": "decide"}, "overlap", "under two powers: oversee and decide"),
        ({"power": "decide", "population": "landlords"}, "overlap", "One topic (housing)"),
        ({"topic": "culture"}, "candidate", "the topics differ (housing; culture)"),
        ({"topic": "culture", "power": "decide"}, "candidate", "the powers differ (oversee; dec"),
    ],
)
def test_power_topic_and_population_decide_what_is_found(
    other: dict[str, object], finding: str, said: str
) -> None:
    text = "Blue bricks beneath bridges"
    one = {"body": "A", "text": text, **CODED}

    pair = found(one, {**one, "body": "B", **other})

    assert pair["finding"] == finding
    assert said in pair["why"]
    assert pair["basis"] == "stated" if finding != "candidate" else pd.isna(pair["basis"])


def test_the_same_codes_are_a_duplicate_whatever_the_words() -> None:
    pair = found(
        {"body": "A", "text": "Blue bricks", **CODED}, {"body": "B", "text": "Old doors", **CODED}
    )

    assert (pair["finding"], pair["basis"]) == ("duplicate", "stated")
    assert pair["score"] == pytest.approx(0.4)


def test_bodies_in_different_areas_serve_different_people() -> None:
    bodies: list[dict[str, object]] = [{"name": "A"}, {"name": "B", "area": "Faraway"}]

    pair = found(*({"body": name, "text": PLAN, **CODED} for name in ("A", "B")), bodies=bodies)

    assert pair["finding"] == "same work, different population"
    assert "in different areas" in pair["why"]


def test_procedural_clauses_are_recognised_and_shown_apart() -> None:
    minutes = "Minutes will be circulated within two weeks of the meeting"
    g = with_remits(
        {"body": "Exec", "text": minutes},
        {"body": "Trust", "text": minutes},
        {"body": "Trust", "text": "Sit at noon", "topic": "procedure"},
    )

    assert remits.pairs(g).empty
    shown = remits.procedural(g)
    assert shown["clause"].tolist() == ["1", "2", "3"]
    assert shown["recognised_by"].fillna("").tolist() == ["minutes", "minutes", ""]


def test_a_sentence_of_twin_groups_is_a_candidate_with_the_difference() -> None:
    shared = {"text": "Facilitate commissioning", "paragraph": "section 4.2 para 1"}
    own = {"paragraph": "section 4.2 para 3", "text": "Buy beds for adults"}
    clauses = [
        {"body": "A", **shared},
        {"body": "B", **shared},
        {"body": "A", **own},
        {"body": "B", "paragraph": "section 4.2 para 4", "text": "Buy toys for schools"},
    ]

    pair = found(*clauses)

    assert (pair["finding"], pair["relation"]) == ("candidate", "shared wording; twin groups")
    assert [(each["body"], each["text"]) for each in pair["difference"]] == [
        ("A", "Buy beds for adults"),
        ("B", "Buy toys for schools"),
    ]
    # A third body of which the section says nothing more: then they are no twins.
    none = remits.pairs(with_remits({"body": "C", **shared}, *clauses))
    assert set(none["finding"]) == {"shared wording"}


def judged(**judgement: object) -> dict[str, Any]:
    row = {"body_a": "Trust", "body_b": "Exec", "verdict": "not_duplicate", **judgement}
    return found({"body": "Exec", "text": PLAN}, {"body": "Trust", "text": PLAN}, judgements=[row])


def test_a_judgement_is_honoured_and_shown_with_reason_who_and_date() -> None:
    pair = judged(reason="The Trust sees to babies only", who="Governance Officer", date="2025-03")

    assert (pair["finding"], pair["basis"]) == ("not a duplicate", "judged")
    said = "Judged not a duplicate: The Trust sees to babies only (Governance Officer, 2025-03)."
    assert pair["why"] == said
    (shown,) = pair["judgement"]
    assert (shown["verdict"], shown["who"]) == ("not_duplicate", "Governance Officer")


def test_a_judgement_of_clauses_leaves_the_other_clauses_alone() -> None:
    clauses = [
        {"body": "Exec", "text": PLAN},
        {"body": "Trust", "text": PLAN},
        {"body": "Trust", "text": PLAN, "clause": "x"},
    ]
    row = {"body_a": "Trust", "clause_a": "2", "body_b": "Exec", "clause_b": "1"}

    pair = found(*clauses, judgements=[{**row, "verdict": "not_duplicate"}])

    assert (pair["finding"], pair["clauses"][0]["clause_b"]) == ("duplicate", "x")
    assert pair["clauses"][-1]["finding"] == "not a duplicate"
    assert pair["judgement"][0]["clause_a"] == "1"


def test_a_judgement_does_not_count_before_its_date() -> None:
    assert judged(date="2027")["finding"] == "duplicate"


def test_a_later_judgement_of_the_pair_takes_the_place_of_an_earlier_one() -> None:
    rows = [
        {"body_a": "Exec", "body_b": "Trust", "verdict": verdict, "date": date}
        for verdict, date in (("duplicate", "2026"), ("not_duplicate", "2025"))
    ]

    pair = found({"body": "Exec", "text": CAFE}, {"body": "Trust", "text": PLAN}, judgements=rows)

    assert (pair["finding"], pair["basis"]) == ("duplicate", "judged")
    assert len(pair["judgement"]) == 2


def test_a_topic_that_nobody_decides_is_a_gap_among_bodies_that_are_covered() -> None:
    def gaps(covered: str, power: str | None) -> pd.DataFrame:
        return remits.gaps(
            with_remits(
                {"body": "A", "text": "Blue bricks", "topic": "housing", "power": "oversee"},
                {"body": "B", "text": "Old doors", "topic": "housing", "power": power},
                bodies=[{"name": "A", "covered": covered}, {"name": "B", "covered": covered}],
            )
        )

    (gap,) = gaps("remits", "advise").to_dict("records")
    assert (gap["area"], gap["topic"], gap["finding"]) == ("Anytown", "housing", "gap")
    assert gap["powers"] == "advise; oversee"
    assert gaps("remits", "decide").empty
    for unknown in (gaps("links", "advise"), gaps("remits", None)):
        assert unknown.empty
        assert "unknown" in unknown.attrs["notes"][0]


def test_clauses_of_one_body_are_not_compared() -> None:
    g = with_remits({"body": "Exec", "text": PLAN}, {"body": "Exec", "text": PLAN})

    frame = remits.pairs(g)

    assert frame.empty
    assert tuple(frame.columns) == remits.COLUMNS


def test_procedural_clauses_do_not_count() -> None:
    g = with_remits(
        {"body": "Exec", "text": PLAN, "topic": "procedure"}, {"body": "Trust", "text": PLAN}
    )

    frame = remits.pairs(g)

    assert frame.empty
    assert "1 procedural clause is left out." in frame.attrs["notes"]


def test_endings_possessives_stop_words_and_case_do_not_matter() -> None:
    g = with_remits(
        {"body": "Exec", "text": "Commissioning of children’s services"},
        {"body": "Trust", "text": "To COMMISSION the service for children"},
    )

    assert remits.pairs(g)["clauses"].item()[0]["wording"] == 1.0


def test_a_text_of_stop_words_is_like_nothing() -> None:
    g = with_remits({"body": "Exec", "text": "for the"}, {"body": "Trust", "text": "of which"})

    assert remits.pairs(g).empty


def test_one_sentence_that_speaks_of_several_bodies_is_shared_wording_and_comes_last() -> None:
    g = with_remits(
        {"body": "East", "text": PLAN, "paragraph": "3.2"},
        {"body": "West", "text": PLAN, "paragraph": "3.2"},
        {"body": "Trust", "text": MONITOR},
    )

    frame = remits.pairs(g)

    assert frame[["body_a", "body_b", "finding"]].to_numpy().tolist() == [
        ["East", "Trust", "candidate"],
        ["Trust", "West", "candidate"],
        ["East", "West", "shared wording"],
    ]
    assert frame["relation"].fillna("").tolist() == ["", "", "shared wording"]
    assert frame["clauses"].iloc[-1][0]["shared_wording"] is True


def test_the_same_words_in_two_places_are_no_shared_wording() -> None:
    g = with_remits(
        {"body": "East", "text": PLAN, "paragraph": "3.2"},
        {"body": "West", "text": PLAN, "paragraph": "4.1"},
    )

    assert remits.pairs(g)["finding"].tolist() == ["duplicate"]


def test_a_pair_with_shared_wording_and_more_is_ranked_by_the_rest() -> None:
    g = with_remits(
        {"body": "East", "text": CAFE, "paragraph": "3.2"},
        {"body": "West", "text": CAFE, "paragraph": "3.2"},
        {"body": "East", "text": PLAN},
        {"body": "West", "text": MONITOR},
    )

    (pair,) = remits.pairs(g).to_dict("records")

    assert (pair["finding"], pair["relation"]) == ("candidate", "shared wording")
    assert pair["score"] < 1
    assert [clause["shared_wording"] for clause in pair["clauses"]] == [False, True]


@pytest.mark.parametrize(
    ("link", "relation"),
    [
        ("PART_OF", "parent and child"),
        ("REPLACES", "successor"),
        ("REPORTS_TO", None),
        ("ALIGNS_WITH", None),
    ],
)
@pytest.mark.parametrize("ends", [("Exec", "Trust"), ("Trust", "Exec")])
def test_what_is_stated_between_two_bodies_is_marked(
    link: str, relation: str | None, ends: tuple[str, str]
) -> None:
    g = with_remits(
        {"body": "Exec", "text": PLAN},
        {"body": "Trust", "text": PLAN},
        links=[{"from": ends[0], "type": link, "to": ends[1]}],
    )

    found = remits.pairs(g)["relation"].item()

    assert (None if pd.isna(found) else found) == relation


def test_bodies_of_one_name_in_different_areas_are_twins() -> None:
    g = with_remits(
        {"body": "e", "text": PLAN},
        {"body": "w", "text": PLAN},
        {"body": "f", "text": PLAN},
        bodies=[
            {"name": "Health and Wellbeing Board", "area": "East", "id": "e"},
            {"name": "West Health and Wellbeing  board", "area": "West", "id": "w"},
            {"name": "Forum", "area": "West", "id": "f"},
        ],
    )

    relation = remits.pairs(g).set_index(["body_a_id", "body_b_id"])["relation"].fillna("")

    assert relation.to_dict() == {
        ("e", "w"): "twins in different areas",
        ("e", "f"): "",
        ("f", "w"): "",
    }


def test_nobody_shared_is_none_only_where_the_members_are_given_completely() -> None:
    def shared(covered: str, trust_member: str) -> object:
        g = with_remits(
            {"body": "Exec", "text": PLAN},
            {"body": "Trust", "text": PLAN},
            bodies=[{"name": name, "covered": covered} for name in ("Exec", "Trust")],
            memberships=[
                {"body": "Exec", "seat": "Seat", "person": "Al"},
                {"body": "Trust", "seat": "Seat", "person": trust_member},
            ],
        )
        found = remits.pairs(g)["shared_people"].item()
        return None if pd.isna(found) else found

    assert shared("members", "Bo") == 0
    assert shared("links", "Bo") is None
    assert shared("links", "Al") == 1


def test_proposed_clauses_are_left_out_and_counted() -> None:
    g = with_remits(
        {"body": "Exec", "text": PLAN}, {"body": "Trust", "text": PLAN, "status": "proposed"}
    )

    assert remits.pairs(g).empty
    assert "1 proposed clause is left out." in remits.pairs(g).attrs["notes"]
    assert len(remits.pairs(g.at(include_proposed=True))) == 1


def test_a_clause_stated_twice_cites_both_places() -> None:
    clause = {"body": "Exec", "text": PLAN, "clause": "1"}
    g = with_remits(
        clause | {"paragraph": "2.1"},
        clause | {"paragraph": "9.9"},
        {"body": "Trust", "text": MONITOR},
    )

    assert remits.pairs(g)["clauses"].item()[0]["paragraph_a"] == "2.1; 9.9"


def test_the_best_pairs_of_each_body_are_kept() -> None:
    clauses = [
        {"body": "A", "text": "roads bridges tunnels paths"},
        {"body": "B", "text": "roads bridges tunnels canals"},
        {"body": "C", "text": "roads bridges rivers canals"},
    ]

    kept = remits.pairs(with_remits(*clauses), most_per_body=1)

    assert kept[["body_a", "body_b"]].to_numpy().tolist() == [["A", "B"], ["B", "C"]]
    assert len(remits.pairs(with_remits(*clauses))) == 3


def test_a_pair_counts_where_one_of_the_two_was_asked_about() -> None:
    g = with_remits(
        *({"body": name, "text": PLAN} for name in ("Exec", "Forum", "Trust")),
        bodies=[
            {"name": "Exec"},
            {"name": "Forum", "area": "Faraway"},
            {"name": "Trust", "area": "Faraway"},
        ],
    )

    pairs = remits.pairs(g.at(areas=["Anytown"]))

    assert pairs["body_a"].tolist() == ["Exec", "Exec"]


WORDS = ["brick", "bricks", "door", "window", "chimney", "the", "roof", "gutter"]
"""Words that speak of no power or topic."""
STEM_OF = {"bricks": "brick"}
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
remit_lists = st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), texts), min_size=2, max_size=8)


@settings(deadline=None, max_examples=20)
@given(remit_lists)
def test_scores_agree_with_weights_worked_out_one_by_one(clauses: list[tuple[str, str]]) -> None:
    g = with_remits(*({"body": body, "text": text} for body, text in clauses))

    frame = remits.pairs(g, at_least=0.01)

    vectors = _vectors([text for _, text in clauses])
    expected: dict[tuple[str, str], float] = {}
    for (one, _), vector in zip(clauses, vectors, strict=True):
        for (other, _), with_ in zip(clauses, vectors, strict=True):
            score = sum(weight * with_.get(stem, 0) for stem, weight in vector.items())
            if one < other and score >= 0.01:
                expected[one, other] = max(score, expected.get((one, other), 0))
    found = frame.set_index(["body_a", "body_b"])["score"].to_dict()
    assert found == pytest.approx(expected, abs=1e-5)
    assert frame["score"].between(0, 1).all()
    assert frame["score"].is_monotonic_decreasing
    assert set(frame["finding"]) <= {"candidate"}


def _vectors(clauses: list[str]) -> list[dict[str, float]]:
    counts = [
        Counter(STEM_OF.get(word, word) for word in text.split() if word != "the")
        for text in clauses
    ]
    having = Counter(stem for count in counts for stem in count)
    weights = [
        {
            stem: number * (math.log((1 + len(clauses)) / (1 + having[stem])) + 1)
            for stem, number in count.items()
        }
        for count in counts
    ]
    lengths = [math.sqrt(sum(weight**2 for weight in each.values())) for each in weights]
    return [
        {stem: weight / length for stem, weight in each.items()}
        for each, length in zip(weights, lengths, strict=True)
    ]


@settings(deadline=None, max_examples=10)
@given(remit_lists, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(clauses: list[tuple[str, str]], random: Any) -> None:
    rows: list[dict[str, object]] = [
        {"body": body, "text": text, "clause": str(number), "paragraph": str(number)}
        for number, (body, text) in enumerate(clauses)
    ]
    shuffled = random.sample(rows, len(rows))

    pd.testing.assert_frame_equal(
        remits.pairs(with_remits(*rows)), remits.pairs(with_remits(*shuffled))
    )


@settings(deadline=None, max_examples=10)
@given(remit_lists)
def test_bodies_may_be_called_otherwise(clauses: list[tuple[str, str]]) -> None:
    renamed = {"A": "Z", "B": "Y", "C": "X"}
    one = remits.pairs(with_remits(*({"body": b, "text": t} for b, t in clauses)))
    other = remits.pairs(with_remits(*({"body": renamed[b], "text": t} for b, t in clauses)))

    assert {
        (frozenset((renamed[row["body_a"]], renamed[row["body_b"]])), row["score"], row["finding"])
        for row in one.to_dict("records")
    } == {
        (frozenset((row["body_a"], row["body_b"])), row["score"], row["finding"])
        for row in other.to_dict("records")
    }


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({}, {}, "the power and topic of both are not known"),
        ({"power": "decide"}, {}, "the topic of both is not known, and the power of one is not"),
        ({"topic": "transport"}, {"topic": "housing"}, "the topics differ (transport; housing)"),
    ],
)
def test_why_a_candidate_is_no_more_says_what_is_not_known_and_what_differs(
    one: dict[str, str], other: dict[str, str], said: str
) -> None:
    text = "Keep the blue lanterns along the harbour wall alight"
    clauses = [
        {"body": "A", "clause": "1", "text": text, **one},
        {"body": "B", "clause": "1", "text": text + " again", **other},
    ]
    g = governance(bodies=[{"name": "A"}, {"name": "B"}], remits=clauses)
    (row,) = remits.pairs(g).to_dict("records")

    assert row["finding"] == "candidate"
    assert said in row["why"]
