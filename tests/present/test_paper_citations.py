import pandas as pd
import pytest

from govgraph.present.paper.citations import Sources

SOURCES = Sources(pd.DataFrame({"id": ["terms", "plymouth-governance-review", "report-2020"]}))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("(terms, 5.1)", "(source 1, 5.1)"),
        ("(terms)", "(source 1)"),
        ("(report-2020, 3; terms, 5.1)", "(source 3, 3; source 1, 5.1)"),
        ("plymouth-governance-review, section 4.2", "source 2, section 4.2"),
        ("see report-2020.", "see source 3."),
        ("in terms, as in these terms", "in terms, as in these terms"),
        ("(see terms, 5.1)", "(see terms, 5.1)"),
        ("my-report-2020 and report-2020-09", "my-report-2020 and report-2020-09"),
    ],
)
def test_sources_are_cited_by_number_where_they_are_cited(text: str, printed: str) -> None:
    assert SOURCES.instead(text) == printed


def test_several_places_are_gathered_by_source() -> None:
    cited = [("terms", "1"), ("report-2020", "2"), ("terms", "3"), ("terms", "1"), ("terms", None)]

    assert SOURCES.places(cited) == "source 1 (1; 3); source 3 (2)"


def test_of_many_places_the_first_are_shown() -> None:
    cited = [("terms", str(number)) for number in range(1, 10)]

    assert SOURCES.places(cited) == "source 1 (1; 2; 3; 4; 5; 6; 3 more)"


def test_a_place_without_a_source_says_so() -> None:
    assert SOURCES.place(None) == "no source given"
    assert SOURCES.place("terms; report-2020", "5") == "sources 1 and 3, 5"
    assert SOURCES.place("elsewhere", "5") == "elsewhere, 5"
