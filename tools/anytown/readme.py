"""The page that tells a reviewer what the city is and where each planted finding is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.anytown import tables
from tools.anytown.city import BODIES
from tools.anytown.planted import EXPLAINED, PLANTED, Analysis, Planted

_NAMES = {body.id: body.name for body in BODIES}

_SECTIONS: dict[Analysis, tuple[str, str]] = {
    "remits": ("Remits", "govgraph remits --area Anytown"),
    "escalation": ("Escalation", "govgraph escalate --area Anytown --findings"),
    "overlap": (
        "Overlapping membership",
        "govgraph overlap --area Anytown; for people, govgraph overlap --by person --area Anytown",
    ),
    "attendance": ("Attendance", "govgraph attendance --area Anytown"),
    "quorum": ("Quorum", "govgraph quorum --area Anytown"),
    "structure": ("Structure", "govgraph structure --area Anytown"),
}


def write(folder: Path) -> None:
    """Write the page into the folder."""
    (folder / "README.md").write_bytes(page().encode("utf-8"))


def page() -> str:
    """The page in Markdown."""
    return "\n".join([*_introduction(), *_planted(), *_explained(), ""])


def _introduction() -> Iterator[str]:
    rows = tables.every_table()
    seats = {(row["body"], row["seat"]) for row in rows["memberships"]}
    held = sum(row["status"] == "held" for row in rows["meetings"])
    yield f"""# Anytown: an illustrative city

**Everything here is made up.** There is no such city, nobody in it exists, no such document was
written and nothing of this happened; a likeness to a real person or body is chance. The acts of
Parliament that it cites are real. Every document in `sources.csv` is marked `illustrative`, its
title begins with "Illustrative:", and every answer that may rest on one says so.

It is here for two reasons. The public documents of the other bundled areas record no
attendance, so there is nothing in them to show attendance rules or quorums on. And an analysis
can be trusted only if it has been held to a case of which every finding is known beforehand:
those below were planted, all else is quiet by construction, and a test
(`tests/test_anytown.py`) checks that the analyses find every one of them and nothing besides.

It has {len(rows["bodies"])} bodies, {len(seats)} seats, {len(rows["people"])} people from
{len(rows["organisations"])} organisations, {len(rows["links"])} links, {len(rows["remits"])} \
clauses of remits and {len(rows["rules"])} rules.
Of its {len(rows["meetings"])} meetings {held} were held from September 2024 to July 2026, two \
were cancelled, and those
up to July 2027 are planned; attendance has {len(rows["attendance"]):,} rows. What each body's \
documents give
completely stands in its column `covered`: most are covered, some are not, so that "unknown" is
seen as well.

The city is declared in `tools/anytown/` and written by `python -m tools.anytown`, always the
same to the byte. Change it there, not here.

To look at it on the day that the list below was made for:

```console
$ govgraph load seed/anytown --store anytown.lbug
$ govgraph attendance --area Anytown --as-of 2026-08-31 --store anytown.lbug
```

## What was planted
"""


def _planted() -> Iterator[str]:
    for analysis, (title, command) in _SECTIONS.items():
        yield f"### {title}\n\nSeen with `{command}`.\n"
        yield "| id | finding | where and what |\n|---|---|---|"
        for planted in PLANTED:
            if planted.analysis == analysis:
                yield f"| {planted.id} | {planted.finding} | {_said(planted)} |"
        yield ""


def _said(planted: Planted) -> str:
    names = [_NAMES[body] for body in planted.bodies]
    said = planted.says.format("", *names)
    who = planted.who if planted.who and planted.who not in said else ""
    return " ".join(filter(None, [f"{who}:" if who else "", said, _at(planted)]))


def _at(planted: Planted) -> str:
    return f"Meeting of {planted.when}." if planted.when else ""


def _explained() -> Iterator[str]:
    yield "## What is found besides, and why\n"
    for sentence in EXPLAINED:
        yield f"- {sentence}"
