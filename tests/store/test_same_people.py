"""Judgements on people reach either store, come back, and unite in what is analysed."""

from govgraph.governance import Governance
from govgraph.store import Store, loading
from tests.builders import facts

JUDGED = {
    "person_a": "Joanne Wilson",
    "person_b": "Jo Wilson",
    "verdict": "same_as",
    "reason": "Confirmed",
    "who": "Clerk",
    "date": "2025-03",
}


def dataset(*judgements: dict[str, str]) -> dict[str, object]:
    return {
        "bodies": [{"name": "Exec"}, {"name": "Trust"}],
        "memberships": [
            {"body": "Exec", "seat": "Head", "person": "Jo Wilson"},
            {"body": "Trust", "seat": "Head", "person": "Joanne Wilson"},
        ],
        **({"same_people": list(judgements)} if judgements else {}),
    }


def load(store: Store, *judgements: dict[str, str]) -> Governance:
    stated = facts("test", **dataset(*judgements))  # type: ignore[arg-type] # tables only
    loading.load(store, {"test": stated})
    return Governance(store.read())


def test_a_judgement_is_stored_beside_both_people_and_unites_them_when_read(store: Store) -> None:
    g = load(store, JUDGED)

    assert g.people["name"].tolist() == ["Joanne Wilson"]
    kept = store.run(
        "MATCH (a:Person)-[j:SAME_AS]->(b:Person) RETURN a.name, b.name, j.reason, j.who, j.date"
    )
    assert kept.rows == [("Joanne Wilson", "Jo Wilson", "Confirmed", "Clerk", "2025-03")]


def test_a_judgement_that_is_taken_back_leaves_two_people(store: Store) -> None:
    load(store, JUDGED)

    g = load(store)

    assert sorted(g.people["name"]) == ["Jo Wilson", "Joanne Wilson"]


def test_a_judgement_that_they_are_two_is_stored_too(store: Store) -> None:
    g = load(store, JUDGED | {"verdict": "not_same_as"})

    assert len(g.people) == 2
    assert g.tables["NOT_SAME_AS"]["reason"].tolist() == ["Confirmed"]
