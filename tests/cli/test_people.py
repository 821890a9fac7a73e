from tests.cli.conftest import Run


def test_people_are_listed_with_their_seats(ask: Run) -> None:
    shown = " ".join(ask("people").output.split())

    assert "Jo Smith" in shown
    assert "Children's Partnership: Chair (chair, for Milltown Council) [terms, 7.1]" in shown


def test_without_two_names_alike_nobody_is_a_candidate(ask: Run) -> None:
    assert "No two names look like one person's." in ask("people", "--similar").output
    assert ask("people", "--similar", "--fail-on-findings", code=0)
