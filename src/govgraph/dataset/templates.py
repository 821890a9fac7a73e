"""Templates of terms of reference: which provisions a body's terms should have, as data.

A template is a CSV file with one row a heading, so a council can write its own:

- ``heading``: what the provision is called;
- ``answered_by``: what in the graph answers it, separated by ``;``: kinds of rule (``quorum``,
  ``review``, ...) and the words of :data:`EVIDENCE` (``remits``, ``members``, ...); any one is
  enough;
- ``mentions`` (optional): words, any of which in a provision answers it too;
- ``question`` (optional): what the provision has to settle;
- ``required`` (optional): yes or no; blank is yes;
- ``source``, ``paragraph`` (optional): where the template asks for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from govgraph import frames, model, names
from govgraph.dataset.faults import Place, Report
from govgraph.errors import GovgraphError, NotFoundError
from govgraph.sentences import counted

EVIDENCE = {
    "remits": ("remits", "a clause of its remit"),
    "powers": ("remits", "a clause of its remit that gives a power"),
    "members": ("members", "a member's seat"),
    "representation": ("members", "a member's seat that speaks for somebody or for a sector"),
    "chair": ("members", "a chair's seat"),
    "secretariat": ("members", "a secretariat's seat"),
    "links": ("links", "a link with another body or organisation"),
    "reporting line": ("links", "a link upwards"),
    "escalation": ("links", "a link that escalates"),
    "delegation": ("links", "a link by which it is delegated something"),
    "established by": ("links", "a link to what established it"),
    "statutory basis": ("rules", "a statutory basis"),
    "meetings per year": ("rules", "a number of meetings a year"),
}
"""What answers a heading besides the kinds of rule: the code of ``covered`` that has to say
that the sources give it completely, and what it is in words."""

COLUMNS = ("heading", "answered_by", "mentions", "question", "required", "source", "paragraph")

_YES_NO = {"yes": True, "y": True, "true": True, "1": True, "": True} | dict.fromkeys(
    ("no", "n", "false", "0"), False
)


@dataclass(frozen=True)
class Heading:
    """One provision that a template asks for."""

    heading: str
    answered_by: tuple[str, ...]
    mentions: tuple[str, ...] = ()
    question: str = ""
    required: bool = True
    source: str = ""
    paragraph: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """The codes of ``covered`` without which the provision may be there unrecorded."""
        codes = {EVIDENCE[word][0] if word in EVIDENCE else "rules" for word in self.answered_by}
        return frozenset(codes | ({"rules"} if self.mentions else set()))


@dataclass(frozen=True)
class Template:
    """The provisions that terms of reference should have; ``notes`` say what was not read."""

    id: str
    headings: tuple[Heading, ...]
    notes: tuple[str, ...] = ()


def shipped(folder: Path) -> list[Template]:
    """The templates of a folder, in order of their ids (the names of their files)."""
    return [read(file) for file in sorted(folder.glob("*.csv"))]


def find(asked: str | Path, folder: Path) -> Template:
    """The template of that id in ``folder``, else the one in the file of that name.

    Raises:
        NotFoundError: there is neither; the message proposes the nearest id.
        GovgraphError: there are faults in the file; the message lists them all.
    """
    ids = {file.stem: file for file in sorted(folder.glob("*.csv"))}
    name = str(asked)
    if names.key(name) in ids:
        return read(ids[names.key(name)])
    file = Path(asked)
    if file.is_file():
        return read(file)
    if file.suffix:
        raise GovgraphError(
            f"There is no template file {file}. Check the path, or name a template: "
            f"{', '.join(ids)}."
        )
    raise NotFoundError("template", name, names.nearest(name, list(ids)) or list(ids))


def read(file: Path) -> Template:
    """The template in a CSV file.

    Raises:
        GovgraphError: there are faults in it; the message lists them all, each with its row,
            column and value and with what would be right.
    """
    report, place = Report(), Place(file.name)
    if file.suffix.casefold() != ".csv":
        raise GovgraphError(
            f"{file.name}: a template is a CSV file. In Excel: Save As, 'CSV UTF-8'."
        )
    header, rows = _records(file.read_bytes())
    known = [names.key(cell).replace(" ", "_") for cell in header]
    _check_header(known, place, report)
    made: list[Heading] = []
    for number, cells in rows:
        blank = dict.fromkeys(known, "")
        row = {**blank, **dict(zip(known, cells, strict=False))}
        made += _heading(row, number, made, place, report)
    if not made and not report.has_faults:
        report.add(place, "The template has no headings.", "Write one row for each provision.")
    if report.has_faults:
        raise GovgraphError(_in_words(report))
    extra = [name for name in known if name and name not in COLUMNS]
    note = f"Not read of the template {file.name}: {', '.join(extra)}." if extra else ""
    return Template(file.stem, tuple(made), tuple(filter(None, [note])))


def _records(data: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows that are not blank, each with its number as Excel counts."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what Excel saves as plain CSV
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    every = [(number, [cell.strip() for cell in cells]) for number, cells in enumerate(lines, 1)]
    filled = [(number, cells) for number, cells in every if any(cells)]
    return (filled[0][1], filled[1:]) if filled else ([], [])


def _check_header(known: Sequence[str], place: Place, report: Report) -> None:
    for column in ("heading", "answered_by"):
        if column not in known:
            near = names.nearest(column, [name for name in known if name not in COLUMNS], 1)
            hint = f"Is '{near[0]}' meant? " if near else ""
            report.add(
                place,
                f"The column {column} is missing.",
                f"{hint}The columns are: {', '.join(COLUMNS)}.",
                row=1,
            )


def _heading(
    row: dict[str, str], number: int, before: Sequence[Heading], place: Place, report: Report
) -> Iterator[Heading]:
    """The heading of a row; every fault of it goes to ``report``."""
    heading, required = row.get("heading", ""), row.get("required", "")
    if not heading and "heading" in row:
        report.add(place, "heading is blank.", "Name the provision.", row=number, column="heading")
    elif heading and names.key(heading) in {names.key(each.heading) for each in before}:
        remedy = "Give each provision one row; answered_by may name several things."
        report.add(
            place, "The heading stands twice.", remedy, row=number, column="heading", value=heading
        )
    answered_by = [_word(each) for each in frames.split_list(row.get("answered_by"))]
    for word in answered_by:
        if word not in EVIDENCE and word not in model.RULE_KIND.codes:
            report.add(
                place,
                f"'{word}' is neither a kind of rule nor evidence that is known.",
                _nearest(word),
                row=number,
                column="answered_by",
                value=word,
            )
    mentions = [names.key(each) for each in frames.split_list(row.get("mentions"))]
    if not answered_by and not mentions and "answered_by" in row:
        report.add(
            place,
            "Nothing says what would answer the heading.",
            "Fill in answered_by, mentions or both.",
            row=number,
            column="answered_by",
        )
    if required.casefold() not in _YES_NO:
        report.add(
            place,
            "It is neither yes nor no.",
            "Write yes or no; blank is yes.",
            row=number,
            column="required",
            value=required,
        )
    yield Heading(
        heading,
        tuple(answered_by),
        tuple(mentions),
        row.get("question", ""),
        _YES_NO.get(required.casefold(), True),
        row.get("source", ""),
        row.get("paragraph", ""),
    )


def _word(text: str) -> str:
    """A word of evidence or a kind of rule as it is spelt here."""
    key = names.key(text)
    spaced = key.replace("_", " ")
    kinds = {kind.replace("_", " "): kind for kind in model.RULE_KIND.codes}
    return kinds.get(spaced.replace("-", " "), spaced if spaced in EVIDENCE else key)


def _nearest(word: str) -> str:
    every = [*model.RULE_KIND.codes, *EVIDENCE]
    near = names.nearest(word, every, 1)
    return f"Did you mean {near[0]}?" if near else f"Write one of: {', '.join(every)}."


def _in_words(report: Report) -> str:
    faults = report.frame()
    lines = []
    for fault in frames.records(faults):
        where = f"{fault['file']} row {fault['row']}" if fault["row"] else fault["file"]
        column = f", column {fault['column']}" if fault["column"] else ""
        value = f' "{fault["value"]}"' if fault["value"] else ""
        lines.append(f"{where}{column}{value}: {fault['problem']} {fault['remedy']}")
    count = counted(len(lines), "fault")
    return "\n".join(
        [f"There {'is' if len(lines) == 1 else 'are'} {count} in the template:", *lines]
    )
