"""Papers on small graphs, and what is said in them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache

from govgraph import merging
from govgraph.api import Review
from govgraph.present.paper import build, document, html, word
from govgraph.present.paper.document import Block, Finding, Paper, Section, Table
from govgraph.present.paper.results import Results
from tests.builders import AS_OF, Rows, facts

PEOPLE = (
    "Jo Smith",
    "Ada Lovelace",
    "Bea Quill",
    "Cy Reed",
    "Di Stone",
    "Ed Thorn",
    "Fay Underhill",
)


def review(*, include_proposed: bool = False, **tables: Rows) -> Review:
    """The review of one dataset of these rows."""
    return Review(
        merging.combine({"test": facts(**tables)}),
        as_of=dt.date.fromisoformat(AS_OF),
        include_proposed=include_proposed,
    )


def paper(of: Review, *, title: str | None = None, names: bool = False) -> Paper:
    """The paper on a review."""
    return build.paper(of, of.results(), title=title, with_names=names)


@cache
def milltown(*, include_proposed: bool = False) -> tuple[Review, Results]:
    """The review of the dataset below and what is found on it."""
    looked_at = review(include_proposed=include_proposed, **MILLTOWN)
    return looked_at, looked_at.results()


def milltown_paper(*, title: str | None = None, names: bool = False) -> Paper:
    """The paper on that review."""
    looked_at, results = milltown()
    return build.paper(looked_at, results, title=title, with_names=names)


def findings(made: Paper) -> dict[str, list[Finding]]:
    """The findings that are written out, by their heading."""
    section = part(made, "Findings")
    return {
        under.title: [block for block in under.blocks if isinstance(block, Finding)]
        for under in section.blocks
        if isinstance(under, Section)
    }


def part(made: Paper, title: str) -> Section:
    """One part of a paper."""
    return next(section for section in made.sections if section.title == title)


def table(made: Paper, caption: str) -> Table:
    """The table whose caption begins so."""
    return next(
        block
        for block in document.every_block(made.sections)
        if isinstance(block, Table) and block.caption.startswith(caption)
    )


def every_text(made: object) -> Iterator[str]:
    """Every text of a paper, alternative texts among them."""
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    document.with_texts(made, note)
    yield from texts


def said(blocks: tuple[Block, ...] | tuple[Section, ...]) -> str:
    """All that stands in these blocks, a text a line."""
    return "\n".join(every_text(blocks))


def in_html(made: Paper) -> str:
    """The whole page with its mark-up, as a reader of the file could search it."""
    return html.page(made)


def in_word(made: Paper) -> str:
    """Every part of the document, one after the other, as a reader of the file could search it.

    Once as it is and once without mark-up, so that words cut by mark-up are found too.
    """
    with zipfile.ZipFile(io.BytesIO(word.file(made))) as archive:
        parts = [archive.read(name).decode("utf-8") for name in archive.namelist()]
    whole = "\n".join([*parts, *archive.namelist()])
    return f"{whole}\n{re.sub('<[^>]*>', '', whole)}"


MEETINGS = ("2026-01-10", "2026-03-10", "2026-05-10")

MILLTOWN: dict[str, Rows] = {
    "sources": [
        {
            "id": "terms",
            "title": "Terms of reference",
            "date": "2026-01-05",
            "url": "https://example.org/terms.pdf",
            "note": "Written by Cllr Smith and Ada  Lovelace.",
        }
    ],
    "bodies": [
        {"name": "Health Board", "apex": "yes", "covered": "links; members", "paragraph": "1"},
        {
            "name": "Care Group",
            "kind": "working group",
            "covered": "links; members; attendance",
            "meetings_per_year": "6",
            "paragraph": "2",
        },
        {"name": "Pair of Two", "covered": "links; members; attendance", "paragraph": "3"},
        {"name": "Lone Forum", "kind": "forum", "covered": "links", "paragraph": "4"},
        {"name": "Jo Smith Fund Panel", "kind": "panel", "paragraph": "5"},
        {"name": "Future Board", "status": "proposed", "paragraph": "6"},
    ],
    "links": [
        {
            "from": "Care Group",
            "type": "Reports to",
            "to": "Health Board",
            "frequency_per_year": "2",
            "condition": "as Jo Smith asks",
            "paragraph": "2.1",
        },
        {"from": "Pair of Two", "type": "Escalates to", "to": "Health Board", "paragraph": "3.1"},
    ],
    "memberships": [
        {"body": "Health Board", "seat": "Chair", "person": "Jo Smith", "role": "chair"},
        {"body": "Care Group", "seat": "Chair", "person": "Jo Smith", "role": "chair"},
        {"body": "Care Group", "seat": "Nurse", "person": "Bea Quill", "paragraph": "2.3"},
        {"body": "Care Group", "seat": "Doctor", "person": "Cy Reed"},
        {"body": "Care Group", "seat": "Teacher", "person": "Di Stone"},
        {"body": "Care Group", "seat": "Carer", "person": "Ed Thorn"},
        {"body": "Care Group", "seat": "Parent", "status": "vacant", "paragraph": "2.4"},
        {"body": "Pair of Two", "seat": "Lead", "person": "Ada Lovelace"},
        {"body": "Pair of Two", "seat": "Deputy", "person": "Fay Underhill"},
    ],
    "remits": [
        {
            "body": "Care Group",
            "clause": "2.2",
            "text": "Oversee home care for older people, as Ms Lovelace set out",
            "paragraph": "2.2",
        },
        {
            "body": "Pair of Two",
            "clause": "3.2",
            "text": "Oversee home care for older people",
            "paragraph": "3.2",
        },
    ],
    "rules": [
        {
            "body": name,
            "kind": "attendance",
            "rule": "absent from 3 consecutive meetings",
            "consequence": "may be asked to stand down",
            "paragraph": paragraph,
        }
        for name, paragraph in (("Care Group", "2.5"), ("Pair of Two", "3.5"))
    ]
    + [{"body": "Pair of Two", "kind": "quorum", "rule": "2 members", "paragraph": "3.6"}],
    "meetings": [
        {"body": body, "date": date, "id": f"{body[0]}{date}"}
        for body in ("Care Group", "Pair of Two")
        for date in MEETINGS
    ],
    "attendance": [
        {"meeting": f"C{date}", "seat": seat, "person": person, "status": status}
        for date in MEETINGS
        for seat, person, status in (
            ("Chair", "Jo Smith", "present"),
            ("Nurse", "Bea Quill", "absent"),
            ("Doctor", "Cy Reed", "present"),
            ("Teacher", "Di Stone", "apologies" if date == MEETINGS[0] else "present"),
            ("Carer", "Ed Thorn", "present"),
        )
    ]
    + [
        {"meeting": f"P{date}", "seat": seat, "person": person, "status": status}
        for date in MEETINGS
        for seat, person, status in (
            ("Lead", "Ada Lovelace", "present"),
            ("Deputy", "Fay Underhill", "absent"),
        )
    ],
}


def tables_of(made: Paper) -> list[Table]:
    """Every table of a paper."""
    blocks = document.every_block(made.sections)
    return [block for block in blocks if isinstance(block, Table)]
