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


def test_bodies_with_similar_clauses_are_candidates_with_both_clauses() -> None:
    g = with_remits(
        {"body": "Exec", "text": PLAN},
        {"body": "Trust", "text": MONITOR},
        {"body": "Trust", "text": CAFE},
    )

    (pair,) = remits.pairs(g).to_dict("records")

    assert (pair["body_a"], pair["body_b"]) == ("Exec", "Trust")
    assert (pair["area_a"], pair["area_b"]) == ("Anytown", "Anytown")
    assert pair["finding"] == "candidate"
    assert pd.isna(pair["relation"])
    assert pd.isna(pair["shared_people"])
    assert 0.2 < pair["score"] < 1
    assert pair["clauses"] == [
        {
            "clause_a": "1",
            "text_a": PLAN,
            "paragraph_a": "1",
            "source_a": "tor",
            "clause_b": "2",
            "text_b": MONITOR,
            "paragraph_b": "2",
            "source_b": "tor",
            "score": pair["score"],
            "shared_wording": False,
        }
    ]


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
    assert "1 procedural clauses are left out." in frame.attrs["notes"]


def test_endings_possessives_stop_words_and_case_do_not_matter() -> None:
    g = with_remits(
        {"body": "Exec", "text": "Commissioning of children’s services"},
        {"body": "Trust", "text": "To COMMISSION the service for children"},
    )

    assert remits.pairs(g)["score"].item() == 1.0


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


def test_the_same_words_in_two_places_are_a_candidate() -> None:
    g = with_remits(
        {"body": "East", "text": PLAN, "paragraph": "3.2"},
        {"body": "West", "text": PLAN, "paragraph": "4.1"},
    )

    assert remits.pairs(g)["finding"].tolist() == ["candidate"]


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
    assert "1 proposed clauses are left out." in remits.pairs(g).attrs["notes"]
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
    assert len(remits.pairs(with_remits(*clauses), at_least=0.1)) == 3


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


WORDS = ["board", "plan", "plans", "school", "health", "the", "road", "review"]
STEM_OF = {"plans": "plan"}
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


def test_blocks_of_clauses_give_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    clauses: list[dict[str, object]] = [
        {"body": f"Body {number % 4}", "text": " ".join(WORDS[number % 5 : number % 5 + 3])}
        for number in range(12)
    ]
    whole = remits.pairs(with_remits(*clauses))

    monkeypatch.setattr(remits, "_BLOCK", 5)

    pd.testing.assert_frame_equal(remits.pairs(with_remits(*clauses)), whole)
