"""The page on the rule language is that of the grammars."""

from pathlib import Path

from govgraph import model, rules
from govgraph.present import rule_language

PAGE = Path(__file__).parents[2] / "docs" / "rule-language.md"


def test_the_page_is_that_of_the_grammars() -> None:
    assert PAGE.read_text(encoding="utf-8") == rule_language.markdown_page(), "run: make reference"


def test_the_page_shows_every_example_and_names_every_kind() -> None:
    page = rule_language.markdown_page()

    for language in rules.LANGUAGES.values():
        for example in language.examples:
            assert f"| `{example.text}` | {example.shows} |" in page
    assert [kind for kind in model.RULE_KIND.codes if kind not in page] == []
