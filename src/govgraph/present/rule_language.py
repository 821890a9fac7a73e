"""The page on the rule language, written from the examples of the grammars themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from govgraph import model, rules
from govgraph.present import markdown

_ABOUT = """\
# The rule language

Made from the grammars' own examples (`src/govgraph/rules/`); `make reference` writes it anew.

Terms of reference are rules. In the `rules` table each provision is a row: its `kind`, and the
`rule` in a line that a committee officer can read back to the board. Upper and lower case, extra
spaces and a full stop at the end do not matter; numbers may be figures or words up to twenty;
names of sectors, organisations, seats and bodies stand in "quotes" as the other tables spell them.

- **What was understood** is shown in plain words by `govgraph show BODY` and on the map: read it
  against the document. What the wording leaves unsaid is named, and answers show what hangs on it.
- **Where the wording allows several readings**, write a row for each, with the `clause` repeated
  and a few words in `reading`. The answers show each reading and where they differ.
- **Wording that is not understood** is no fault: `govgraph check` warns with the column where it
  stopped, what was expected there and the nearest word. The rule is loaded, kept in its own words,
  shown as "not evaluated", and counts as a provision that is present.
- **`consequence`** is what follows, in the document's own strength: "may be invited to withdraw" is
  not "ceases to be a member". It is shown as it is written."""


def markdown_page() -> str:
    """The whole page."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    yield _ABOUT
    for kind, language in rules.LANGUAGES.items():
        yield from ("", f"## {kind}", "")
        yield from markdown.table(("rule", "what it shows", "understood as"), _examples(language))
    plain = [kind for kind in model.RULE_KIND.codes if kind not in rules.LANGUAGES]
    yield from ("", "## Kinds that are kept in plain words", "")
    yield "Their presence and their text matter, and nothing is worked out from them:"
    yield f"{', '.join(f'`{kind}`' for kind in plain)}."


def _examples(language: rules.Language) -> Iterator[Sequence[str]]:
    for example in language.examples:
        understood = language.parse(example.text)
        yield f"`{example.text}`", example.shows, str(understood)


if __name__ == "__main__":
    sys.stdout.write(markdown_page())
