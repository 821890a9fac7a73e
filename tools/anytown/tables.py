"""The city as the tables of a dataset, written as CSV files that are the same each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

from govgraph import model
from tools.anytown import register
from tools.anytown.city import (
    AREA,
    BODIES,
    COMMON_RULES,
    COUNCIL_FAMILY,
    ORGANISATIONS,
    PREFIX,
    SECOND_STATEMENTS,
    Body,
)
from tools.anytown.register import Tenure

Row = Mapping[str, str]

_SEED = "Anytown"
_REGISTER = f"{PREFIX}illustrative-register-2024-2026"
_CALENDAR = f"{PREFIX}illustrative-calendar-2026-2027"
_PARTNERSHIP_MAP = f"{PREFIX}illustrative-partnership-map-2025"
_COUNCILLORS_SINCE = "2023-05"
_FROM_THE_MAP = "@map "

_BY_ID = {body.id: body for body in BODIES}


def write(folder: Path) -> None:
    """Write every table into the folder; what else is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in every_table().items():
        (folder / f"{name}.csv").write_bytes(_as_csv(name, rows).encode("utf-8"))


def every_table() -> dict[str, list[Row]]:
    """The rows of each table by its name."""
    return {
        "bodies": [_body(body) for body in BODIES],
        "memberships": [row for body in BODIES for row in _memberships(body)],
        "links": list(_links()),
        "remits": [row for body in BODIES for row in _remits(body)],
        "rules": [row for body in BODIES for row in _rules(body)],
        "meetings": list(_meetings()),
        "attendance": list(_attendance()),
        "people": list(_people()),
        "organisations": list(_organisations()),
        "sources": list(_sources()),
    }


def _as_csv(table: str, rows: Iterable[Row]) -> str:
    """The table with the columns that it uses, in the order of the model."""
    rows = list(rows)
    used = {name for row in rows for name, cell in row.items() if cell}
    columns = [column.name for column in model.TABLE[table].columns if column.name in used]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _lines(text: str, cells: int) -> Iterator[list[str]]:
    """The cells of each line between bars; blank ones at the end."""
    for line in filter(str.strip, text.splitlines()):
        found = [cell.strip() for cell in line.split("|")]
        yield [*found, *[""] * (cells - len(found))]


def terms_of(body: str) -> str:
    """The id of the body's made-up terms of reference."""
    return f"{PREFIX}illustrative-terms-{body}"


def _per_year(body: Body) -> int:
    return len(body.calendar.months) or sum(
        meeting.year == register.FIRST_YEAR for meeting in register.meetings(body)
    )


def _body(body: Body) -> Row:
    return {
        "name": body.name,
        "area": AREA,
        "kind": body.kind,
        "other_names": body.other_names,
        "id": PREFIX + body.id,
        "status": "current",
        "tier": body.tier,
        "meetings_per_year": str(_per_year(body)),
        "apex": "yes" if body.apex else "",
        "covered": body.covered + ("; attendance" if body.has_register else ""),
        "statutory_basis": body.statute,
        "source": terms_of(body.id),
        "paragraph": "1",
        "note": body.note,
    }


# --- seats -------------------------------------------------------------------------------


def _memberships(body: Body) -> Iterator[dict[str, str]]:
    seats: dict[str, int] = {}
    for role, title, organisation, person, extras in _lines(body.seats, 5):
        number = seats.setdefault(title, len(seats) + 1)
        said = _extras(extras)
        name, sector = ORGANISATIONS[organisation]
        yield {
            "body": PREFIX + body.id,
            "seat": title,
            "person": person,
            "organisation": name,
            "role": role,
            "voting": "no" if role in ("observer", "adviser") else "yes",
            "sector": sector,
            "capacity": said.get("capacity", "holder") if person else "",
            "ex_officio": _office(said.get("office", "")),
            "start_date": said.get("from", _since(body, person)) if person else "",
            "end_date": said.get("to", ""),
            "status": said.get("status", "current"),
            "source": terms_of(body.id),
            "paragraph": f"3.{number}",
            "note": said.get("note", ""),
        }


def _extras(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return {name: value for name, _, value in (part.partition("=") for part in parts)}


def _office(text: str) -> str:
    office, _, body = text.partition(" of ")
    return f"{office} of {_BY_ID[body].name}" if body else ""


def _since(body: Body, person: str) -> str:
    """The month in which a tenure began, before the first meeting of the register."""
    if body in COUNCIL_FAMILY:
        return _COUNCILLORS_SINCE if body.id == "council" else "2024-05"
    spread = Random(f"{_SEED} {body.id} {person}")  # noqa: S311 - no secret is made of it
    return f"{2021 + int(spread.random() * 3)}-{1 + int(spread.random() * 12):02}"


def _people() -> Iterator[Row]:
    seen: set[str] = set()
    for body in BODIES:
        for row in _memberships(body):
            if row["person"] and row["person"] not in seen:
                seen.add(row["person"])
                yield {
                    "name": row["person"],
                    "organisation": row["organisation"],
                    "source": row["source"],
                    "paragraph": row["paragraph"],
                }


# --- links, remits, rules ----------------------------------------------------------------


def _links() -> Iterator[Row]:
    for body in BODIES:
        for number, (kind, to, frequency, matter) in enumerate(_lines(body.links, 4), 1):
            yield {
                "from": PREFIX + body.id,
                "type": kind,
                "to": ORGANISATIONS[to][0] if to in ORGANISATIONS else PREFIX + to,
                "frequency_per_year": frequency,
                "matter": matter,
                "source": terms_of(body.id),
                "paragraph": f"4.{number}",
            }
    for start, kind, to, frequency, said_in, paragraph in _lines(SECOND_STATEMENTS, 6):
        yield {
            "from": PREFIX + start,
            "type": kind,
            "to": PREFIX + to,
            "frequency_per_year": frequency,
            "source": terms_of(said_in),
            "paragraph": paragraph,
        }


def _remits(body: Body) -> Iterator[Row]:
    for number, (power, topic, population, said) in enumerate(_lines(body.remits, 4), 1):
        text, _, elsewhere = said.partition(_FROM_THE_MAP)
        yield {
            "body": PREFIX + body.id,
            "clause": f"2.{number}",
            "text": text.strip(),
            "power": power,
            "topic": topic,
            "population": population,
            "source": _PARTNERSHIP_MAP if elsewhere else terms_of(body.id),
            "paragraph": elsewhere or f"2.{number}",
        }


def _rules(body: Body) -> Iterator[Row]:
    """The body's own rules and, where they are given completely, what all have in common."""
    text = f"{body.rules}\n" + (COMMON_RULES if "rules" in body.covered.split("; ") else "")
    left_out = WITHOUT_PROVISION.get(body.id, ())
    rows = [cells for cells in _lines(text, 3) if cells[0] not in left_out]
    for number, (kind, rule, consequence) in enumerate(rows, 1):
        yield {
            "body": PREFIX + body.id,
            "clause": f"5.{number}",
            "kind": kind,
            "rule": rule,
            "consequence": consequence,
            "source": terms_of(body.id),
            "paragraph": f"5.{number}",
        }


WITHOUT_PROVISION = {"sab": ("conflict",)}
"""What the terms of a body leave out of what all have in common."""


# --- meetings and attendance -------------------------------------------------------------


def _meetings() -> Iterator[Row]:
    for body in BODIES:
        for meeting in register.meetings(body):
            yield {
                "body": PREFIX + body.id,
                "date": meeting.day.isoformat(),
                "id": PREFIX + meeting.id,
                "status": meeting.status,
                "duration_hours": f"{meeting.hours:g}" if meeting.status == "held" else "",
                "source": _CALENDAR if meeting.status == "planned" else _REGISTER,
            }


def _attendance() -> Iterator[Row]:
    chance = Random(_SEED)  # noqa: S311 - no secret is made of it
    for body in register.BODIES_WITH_A_REGISTER:
        for row in register.attendance(body, _tenures(body), chance):
            yield {**row, "meeting": PREFIX + row["meeting"]}


def _tenures(body: Body) -> list[Tenure]:
    """Who sat on the body."""
    return [
        Tenure(
            row["seat"],
            row["person"],
            row["role"],
            row["start_date"],
            row["end_date"],
            is_councillor=body in COUNCIL_FAMILY,
        )
        for row in _memberships(body)
        if row["person"]
    ]


# --- organisations and documents ---------------------------------------------------------


def _organisations() -> Iterator[Row]:
    for name, sector in ORGANISATIONS.values():
        yield {"name": name, "sector": sector, "source": _PARTNERSHIP_MAP, "paragraph": "1"}


def _sources() -> Iterator[Row]:
    for body in BODIES:
        yield _source(terms_of(body.id), f"{body.name}, terms of reference", body.terms)
    yield _source(_REGISTER, "register of attendance, September 2024 to August 2026", "2026-08-28")
    yield _source(_CALENDAR, "calendar of meetings, September 2026 to July 2027", "2026-07-20")
    yield _source(_PARTNERSHIP_MAP, "map of partnerships and their members", "2025-11")


def _source(id_: str, title: str, date: str) -> Row:
    return {
        "id": id_,
        "title": f"Illustrative: {title[0].upper()}{title[1:]}",
        "publisher": "Anytown (made up)",
        "date": date,
        "illustrative": "yes",
        "note": "Made up for illustration: there is no such document.",
    }
