"""The meetings of two years and who came: what was planted, and a quiet background.

The background is quiet by construction: in each year from September a member misses one meeting
at most, no member with a planted record misses any other, one or two members at most miss the
same meeting, and nobody misses a meeting for which something was planted.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tools.anytown.city import BODIES, COUNCIL_FAMILY, Body

FIRST_YEAR, HELD_YEARS, PLANNED_YEARS = 2024, 2, 1
"""Years run from September to August: two with a register, and one that is only planned."""

MISSED: dict[str, dict[str, dict[str, str]]] = {
    "council": {
        "Oswald Chikwanha": dict.fromkeys(
            ("2025-11", "2026-01", "2026-02", "2026-03", "2026-05", "2026-07"), "apologies"
        ),
        "Selwyn Boateng-Shaw": dict.fromkeys(
            ("2026-01", "2026-02", "2026-03", "2026-05", "2026-07"), "absent"
        ),
        "Wilhelmina Sarpong": dict.fromkeys(
            ("2026-01", "2026-02", "2026-03", "2026-05", "2026-07"), "apologies"
        ),
    },
    "audit": {
        "Wilhelmina Sarpong": dict.fromkeys(("2026-01", "2026-03", "2026-07"), "apologies"),
    },
    "planning": {"Oswald Chikwanha": {}},
    "early-help": {
        "Angus Popoola": {
            "2025-09": "absent",
            "2025-11": "apologies",
            "2026-01": "absent",
            "2026-03": "apologies",
        },
        "Jocasta Mehmood": {"2025-09": "apologies", "2026-01": "absent", "2026-05": "apologies"},
        "Barnaby Ifeanyi": {
            "2025-07": "absent",
            "2025-11": "substitute",
            "2026-01": "substitute",
            "2026-05": "absent",
        },
        "Henrietta Zaman": dict.fromkeys(("2025-09", "2025-11", "2026-01"), "absent"),
        "Blessing Carmichael-Odu": {"2026-03": "apologies"},
    },
    "send": {
        "Hartley Umeh": dict.fromkeys(("2026-04", "2026-06", "2026-07"), "absent"),
        "Nerys Gbadamosi": dict.fromkeys(("2026-04", "2026-06", "2026-07"), "apologies"),
        "Ludovic Ansah": {"2025-12": "absent", "2026-02": "substitute", "2026-04": "absent"},
        "Bronagh Siddiqi-Vane": {"2025-10": "absent", "2025-12": "unknown", "2026-02": "absent"},
        "Marcia Endacott": dict.fromkeys(("2026-06", "2026-07"), "absent"),
    },
    "cp": {
        "Morag Chukwuma": dict.fromkeys(("2025-09", "2025-11"), "absent"),
        "Aneurin Sparling": {"2026-01": "absent"},
    },
    "health-inequalities": {
        "Isolde Maduka": {"2025-12": "apologies", "2026-06": "absent"},
        "Kelechi Sandford": {"2026-03": "apologies"},
    },
    "csp": {
        "Jolyon Karim-Peake": dict.fromkeys(("2025-07", "2025-10", "2026-01"), "absent"),
        "Evangeline Ortega-Hill": dict.fromkeys(("2025-01", "2025-04", "2025-07"), "absent"),
        "Barnabas Ferreira": dict.fromkeys(("2025-10", "2026-01"), "apologies"),
    },
    "domestic-abuse": {
        "Gulliver Nartey": dict.fromkeys(("2025-05", "2025-09", "2025-11"), "absent"),
        "Perdita Sithole": {"2025-05": "absent", "2025-09": "apologies", "2025-11": "apologies"},
        "Lorelei Massaquoi": dict.fromkeys(("2025-09", "2025-11", "2026-02"), "absent"),
    },
    "growth": {"Ptolemy Waweru": dict.fromkeys(("2025-10", "2026-01", "2026-05"), "absent")},
    "emotional-wellbeing": {
        "Percival Hosseini": {"2025-11": "apologies", "2026-05": "apologies"},
        "Florence Ikande-Moss": {"2025-11": "apologies", "2026-05": "absent"},
        "Crispin Wadhwani": {"2025-11": "absent", "2026-05": "apologies"},
        "Barnard Lim-Osborne": {"2025-11": "apologies", "2026-05": "apologies"},
        "Tabitha Zielinska": {"2026-05": "apologies"},
    },
    "joint-commissioning": {
        "Millicent Rezaei-Poole": {"2026-03": "substitute"},
        "Garfield Trott": {"2026-03": "apologies"},
        "Annunziata Bell-Ayodele": {"2026-03": "apologies"},
        "Ruaridh Sengupta": {"2026-03": "apologies"},
        "Venetia Coker": {"2026-03": "absent"},
    },
    "exploitation": {
        "Fraser Adomako": dict.fromkeys(("2025-10", "2026-02"), "apologies"),
        "Hephzibah Rowntree": {},
        "Guinevere Patel-Storey": {},
    },
    "case-review": {
        name: {"2025-11": "unknown"}
        for name in (
            "Cressida Nakamura-Boyd",
            "Tiernan Okafor-Wells",
            "Hyacinthe Moorhouse",
            "Somerset Achieng",
            "Lavinia Prendergast-Iqbal",
        )
    },
}
"""By body and person what the register says where they did not simply come.

A person who is named here came to every other meeting, so an empty entry is a perfect record.
"""

WITHOUT_BACKGROUND = ("health-inequalities",)
"""Bodies where nobody else misses a meeting: a share of few meetings falls fast."""

_ALL_IN_PERSON = tuple(body.id for body in COUNCIL_FAMILY)


@dataclass(frozen=True)
class Meeting:
    """One meeting; ``month`` (2025-11) names it in :data:`MISSED`."""

    body: str
    day: dt.date
    status: str
    hours: float

    @property
    def month(self) -> str:
        """The month in which it is."""
        return f"{self.day:%Y-%m}"

    @property
    def id(self) -> str:
        """Its short name in the attendance table."""
        return f"{self.body}-{self.day.isoformat()}"

    @property
    def year(self) -> int:
        """The year in which its year from September begins."""
        return self.day.year - (self.day.month < 9)


@dataclass(frozen=True)
class Tenure:
    """A member and the days between which they sat; ``is_councillor`` has no substitute."""

    seat: str
    person: str
    role: str
    since: str
    until: str
    is_councillor: bool

    def sat_on(self, day: dt.date) -> bool:
        """Whether they sat on that day."""
        return self.since <= day.isoformat() and (not self.until or day.isoformat() <= self.until)


def meetings(body: Body) -> list[Meeting]:
    """Every meeting of the body, in order."""
    rhythm = body.calendar
    last = FIRST_YEAR + HELD_YEARS + PLANNED_YEARS
    days = rhythm.dates or tuple(
        _day(year, month, rhythm.weekday, rhythm.week)
        for year in range(FIRST_YEAR, last + 1)
        for month in rhythm.months
    )
    made = [Meeting(body.id, day, "held", rhythm.hours) for day in sorted(days)]
    inside = [m for m in made if FIRST_YEAR <= m.year < last]
    return [Meeting(m.body, m.day, _status(m, body), m.hours) for m in inside]


def _day(year: int, month: int, weekday: int, week: int) -> dt.date:
    first = calendar.weekday(year, month, 1)
    return dt.date(year, month, 1 + (weekday - first) % 7 + 7 * (week - 1))


def _status(meeting: Meeting, body: Body) -> str:
    if meeting.year >= FIRST_YEAR + HELD_YEARS:
        return "planned"
    return "cancelled" if meeting.month in body.calendar.cancelled else "held"


def attendance(body: Body, tenures: list[Tenure], chance: Random) -> Iterator[dict[str, str]]:
    """The register of a body: a row for each member at each meeting that was held."""
    held = [meeting for meeting in meetings(body) if meeting.status == "held"]
    planted = MISSED.get(body.id, {})
    background = _background(body, tenures, held, chance)
    for meeting in held:
        for tenure in tenures:
            if not tenure.sat_on(meeting.day):
                continue
            status = planted.get(tenure.person, {}).get(meeting.month) or background.get(
                (tenure.seat, meeting.id), "present"
            )
            yield {
                "meeting": meeting.id,
                "seat": tenure.seat,
                # Who came in another's place is not named.
                "person": "" if status == "substitute" else tenure.person,
                "status": status,
                "mode": _mode(body, chance) if status in ("present", "substitute") else "",
            }


def _mode(body: Body, chance: Random) -> str:
    is_remote = chance.random() < 0.3
    return "remote" if is_remote and body.id not in _ALL_IN_PERSON else "in_person"


def _background(
    body: Body, tenures: list[Tenure], held: list[Meeting], chance: Random
) -> dict[tuple[str, str], str]:
    """What members without a planted record missed, by seat and meeting."""
    planted = MISSED.get(body.id, {})
    taken = {month for missed in planted.values() for month in missed}
    most = 1 if len(tenures) <= 8 else 2
    missing: dict[str, int] = {}
    found: dict[tuple[str, str], str] = {}
    if body.id in WITHOUT_BACKGROUND:
        return found
    for tenure in tenures:
        if tenure.person in planted or tenure.role == "chair":
            continue
        for year in range(FIRST_YEAR, FIRST_YEAR + HELD_YEARS):
            free = [
                meeting
                for meeting in held
                if meeting.year == year
                and meeting.month not in taken
                and missing.get(meeting.id, 0) < most
                and tenure.sat_on(meeting.day)
            ]
            if not free or chance.random() > 0.6:
                continue
            meeting = free[int(chance.random() * len(free))]
            missing[meeting.id] = missing.get(meeting.id, 0) + 1
            found[tenure.seat, meeting.id] = _excuse(tenure, chance)
    return found


def _excuse(tenure: Tenure, chance: Random) -> str:
    draw = chance.random()
    if draw < 0.7:
        return "apologies"
    if draw < 0.85:
        return "absent"
    return "apologies" if tenure.is_councillor else "substitute"


BODIES_WITH_A_REGISTER = tuple(body for body in BODIES if body.has_register)
