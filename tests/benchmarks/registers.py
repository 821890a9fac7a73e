"""Membership registers of any size, made anew for each measurement and always the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

SEATS_A_BODY = 20
BODIES_AN_AREA = 50


def write(folder: Path, memberships: int) -> None:
    """A dataset of that many memberships: bodies, seats, their holders, voices and dates.

    Half as many people as seats, drawn from the people of the body's own area.
    """
    rng = np.random.default_rng(memberships)
    folder.mkdir(parents=True)
    bodies = np.arange(max(memberships // SEATS_A_BODY, 1))
    area = bodies // BODIES_AN_AREA
    pd.DataFrame(
        {
            "name": [f"Board {n}" for n in bodies],
            "area": [f"Area {n}" for n in area],
            "kind": np.array(["board", "committee", "forum"])[bodies % 3],
            "id": [f"area-{a}-board-{n}" for a, n in zip(area, bodies, strict=True)],
        }
    ).to_csv(folder / "bodies.csv", index=False)
    body = np.sort(rng.integers(0, len(bodies), memberships))
    seat = np.arange(memberships) - np.searchsorted(body, body)
    people_an_area = BODIES_AN_AREA * SEATS_A_BODY // 2
    person = rng.integers(0, people_an_area, memberships)
    here = body // BODIES_AN_AREA
    pd.DataFrame(
        {
            "body": [f"area-{a}-board-{n}" for a, n in zip(here, body, strict=True)],
            "seat": [f"Seat {n}" for n in seat],
            "person": [f"Person {p} of {a}" for p, a in zip(person, here, strict=True)],
            "organisation": [f"Organisation {n}" for n in rng.integers(0, 10_000, memberships)],
            "role": np.where(seat == 0, "chair", "member"),
            "start_date": rng.integers(2000, 2024, memberships),
            "paragraph": [f"row {n}" for n in range(memberships)],
        }
    ).to_csv(folder / "memberships.csv", index=False)
    source = {"id": "register", "title": "The register", "date": "2024"}
    pd.DataFrame([source]).to_csv(folder / "sources.csv", index=False)
