"""The page on the analyses, written from what the analyses say of themselves.

Each analysis defines its measure, names the source of it and lists its columns in the words
that stand in its code; here they become one page.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

_ABOUT = """\
# Analyses

Made from the analyses' own words (`src/govgraph/analysis/`); `make reference` writes it anew.

Each gives a table with a row for each finding: in the terminal as words, with `--format csv` or
`--format json` and in Python with the columns named here. Beside the table stand notes on what is
unknown, left out or not evaluated (`frame.attrs["notes"]` in Python). What the findings mean for a
board, and what they do not, is on [a page of its own](../explanation.md)."""

_PACKAGE = "govgraph.analysis"
_ANALYSES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Ways up": ("escalate", "escalation", ("escalation.routes",)),
    "Faults on the way up": (
        "escalate --findings",
        "escalation_findings",
        ("escalation_findings.findings",),
    ),
    "How far from the top": (
        "escalate --summary",
        "escalation_summary",
        ("escalation_summary.summary",),
    ),
    "Overlapping membership": ("overlap", "overlap", ("overlap.bodies", "overlap.over_time")),
    "People on several bodies": ("overlap --by person", 'overlap(by="person")', ("people.load",)),
    "Everybody named": ("people", "people_listed", ("people.listed",)),
    "Names that may be one person": (
        "people --similar",
        "similar_people",
        ("same_people.candidates",),
    ),
    "Attendance": ("attendance", "attendance_verdicts", ("attendance.verdicts",)),
    "Quorum": ("quorum", "quorum", ("quorum.meetings", "quorum.asked")),
    "How likely a quorum is": (
        "quorum --fragility",
        "quorum_fragility",
        ("fragility.of_quorums",),
    ),
    "Decisions": ("decisions", "decisions", ("decisions.decisions",)),
    "Structure": ("structure", "structure", ("structure.structure",)),
    "Deadlines": ("deadlines", "deadlines", ("deadlines.deadlines",)),
    "Remits": ("remits", "remit_pairs", ("remits.pairs",)),
    "Topics that nobody decides": ("remits", "remit_gaps", ("remit_gaps.of",)),
    "Procedural clauses": ("remits --procedural", "procedural_clauses", ("remits.procedural",)),
}
"""By title: the command, the method of a review, and the functions that do it."""

_ROLE = re.compile(r":(?P<role>\w+):`~?(?P<target>[\w.]+)`")
_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes):$")


def functions() -> list[str]:
    """The functions on the page, by their full names."""
    return [f"{_PACKAGE}.{name}" for _, _, names in _ANALYSES.values() for name in names]


def markdown_page() -> str:
    """The whole page."""
    page = _Page()
    return "\n".join(page.lines()).rstrip() + "\n"


class _Page:
    """The page, which remembers the modules that it has to explain further down."""

    def __init__(self) -> None:
        self._further: dict[str, None] = {}
        self._said: set[str] = set()
        self._module = _PACKAGE

    def lines(self) -> Iterator[str]:
        yield _ABOUT
        for title, (command, method, names) in _ANALYSES.items():
            yield from ("", f"## {title}", "")
            call = method if "(" in method else f"{method}(...)"
            yield f"In the terminal `govgraph {command}`, in Python `review.{call}`."
            yield from self._of_module(names[0].partition(".")[0])
            for name in names:
                yield from self._of_function(name)
        yield from ("", "## How the parts are worked out", "")
        while waiting := [name for name in self._further if name not in self._said]:
            for name in waiting:
                yield from ("", f"### {_title(name)}")
                yield from self._of_module(name)

    def _of_module(self, name: str) -> Iterator[str]:
        if name in self._said:
            return
        self._said.add(name)
        module = _module(name)
        self._module = module.__name__
        yield ""
        yield from self._text(inspect.getdoc(module) or "")

    def _of_function(self, name: str) -> Iterator[str]:
        module, _, attribute = name.partition(".")
        function: Callable[..., Any] = getattr(_module(module), attribute)
        self._module = function.__module__
        parts = _parts(inspect.getdoc(function) or "")
        yield ""
        yield from self._text(parts[""])
        if returned := parts.get("Returns"):
            yield from ("", "**Columns.** ", "")
            yield from self._text(returned)

    def _text(self, text: str) -> Iterator[str]:
        for line in text.splitlines():
            yield _ROLE.sub(self._link, line.replace("``", "`"))

    def _link(self, found: re.Match[str]) -> str:
        role, target = found["role"], found["target"]
        module = target.removeprefix(f"{_PACKAGE}.")
        if role == "data":
            return _value(target if "." in target else f"{self._module}.{target}")
        if role != "mod" or target == module:
            return f"`{target.rpartition('.')[2]}`"
        title = next((t for t, (_, _, names) in _ANALYSES.items() if _is_of(module, names)), "")
        if not title:
            self._further.setdefault(module)
        return f"[{_title(module).lower()}](#{(title or module).lower().translate(_ANCHOR)})"


_ANCHOR = str.maketrans(" _", "--")


def _is_of(module: str, names: tuple[str, ...]) -> bool:
    return names[0].startswith(f"{module}.")


def _value(target: str) -> str:
    """A constant's name with the words that it holds, or its number."""
    module, _, name = target.rpartition(".")
    value = getattr(importlib.import_module(module), name)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, tuple | dict) and all(isinstance(each, str) for each in value):
        return f"`{name}` ({', '.join(value)})"
    return f"`{name}`"


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{_PACKAGE}.{name}")


def _title(module: str) -> str:
    return module.replace("_", " ").capitalize()


def _parts(text: str) -> dict[str, str]:
    """A docstring by its sections, what stands before them under "", examples left out."""
    parts: dict[str, list[str]] = {"": []}
    current = parts[""]
    for line in text.splitlines():
        if line.startswith((">>>", "...")):
            break
        if heading := _SECTION.match(line):
            current = parts.setdefault(heading[1], [])
        else:
            current.append(line)
    return {name: inspect.cleandoc("\n" + "\n".join(lines)) for name, lines in parts.items()}


if __name__ == "__main__":
    sys.stdout.write(markdown_page())
