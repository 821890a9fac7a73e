"""Ten million attendance rows, three rules, and four ways to find who they hit.

Run as ``python -m tests.benchmarks.attendance_rows WAY ROWS``, it prints the seconds that the way
takes (the best of three runs, the rows being there already), the memory at its peak, and a
checksum of the verdicts, which all ways must agree on.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from govgraph.governance import Governance

SEATS_A_BODY = 20
FIRST_DAY = 18_628  # 2021-01-01, in days from 1970
TODAY = 20_545  # 2026-04-02
PRESENT, ABSENT, APOLOGIES, SUBSTITUTE, NOT_RECORDED = 0, 1, 2, 3, 7
"""As :data:`govgraph.analysis.register.RECORDS` numbers them."""

Rows = tuple[int, np.ndarray, np.ndarray, np.ndarray]
Verdicts = tuple[np.ndarray, np.ndarray, np.ndarray]


def make(rows: int, seed: int = 1) -> Rows:
    """The number of members, and member, day and record of each row, in no order.

    A body meets every other month on average, a few every fortnight, many once or twice a
    year; members are away now and then, a few nearly always; one row in a hundred is blank.
    """
    rng = np.random.default_rng(seed)
    meetings = np.clip(rng.lognormal(2.2, 0.8, rows), 2, 120).astype(np.int32)
    bodies = int(np.searchsorted(np.cumsum(meetings, dtype=np.int64) * SEATS_A_BODY, rows)) + 1
    meetings = np.repeat(meetings[:bodies], SEATS_A_BODY)
    members = len(meetings)
    member = np.repeat(np.arange(members, dtype=np.int32), meetings)[:rows]
    number = np.arange(rows) - np.repeat(np.cumsum(meetings) - meetings, meetings)[:rows]
    step = (TODAY - FIRST_DAY) // meetings
    day = (FIRST_DAY + number * step[member] + (member // SEATS_A_BODY) % step[member]).astype(
        np.int32
    )
    chance = rng.random(rows, dtype=np.float32)
    comes = rng.beta(9, 2, members).astype(np.float32)[member]
    away = rng.choice(
        np.array([ABSENT, APOLOGIES, SUBSTITUTE], dtype=np.uint8), rows, p=[0.4, 0.5, 0.1]
    )
    record = np.where(chance < comes, np.uint8(PRESENT), away)
    record[rng.random(rows, dtype=np.float32) < 0.01] = NOT_RECORDED
    order = rng.permutation(rows)
    return members, member[order], day[order], record[order]


def verdict(surely: np.ndarray, maybe: np.ndarray) -> np.ndarray:
    """2 triggered, 1 undetermined, 0 not triggered."""
    return np.where(surely, 2, maybe.astype(np.uint8)).astype(np.uint8)


def by_govgraph(rows: Rows, *, with_details: bool = False) -> Verdicts:
    """With the kernel that the analysis uses; ``with_details``: bounds, windows and meetings."""
    from govgraph import rules
    from govgraph.analysis import absences, marks, register, shares, timeline, windows
    from govgraph.rules.attendance import AbsenceCount, ConsecutiveAbsences, CountingRule

    members, member, day, record = rows
    code = record | np.uint8(register.IS_THEIRS)
    member, day, code = timeline.in_order(member, day, code)
    line = timeline.Timeline(members, member, day, day)
    since = np.full(members, windows.OPEN_START, dtype=np.int32)
    everything = shares.Register(
        begins=since,
        ends=np.full(members, windows.OPEN_END),
        since=since,
        adopted=since,
        per_year=np.full(members, np.nan),
    )

    def found(text: str) -> np.ndarray:
        rule = rules.parse("attendance", text)
        assert isinstance(rule, CountingRule)
        of_rows = marks.of_rows(rule, member, code, day, day)
        sheet = absences.Sheet(line, of_rows.certain, of_rows.possible, since, since, TODAY)
        if isinstance(rule, AbsenceCount):
            findings = absences.count_in_windows(rule, sheet)
        elif isinstance(rule, ConsecutiveAbsences):
            findings = absences.count_runs(rule, sheet)
        else:
            findings = shares.shares_in_windows(rule, sheet, of_rows.scores(rule), everything)
        if with_details:
            findings.details()
        return (2 - findings.codes).astype(np.uint8)

    count, run, share = (
        found(text)
        for text in (
            "absent from more than 3 meetings in any 12 months",
            "absent from 3 consecutive meetings",
            "attendance below 75% in 1 calendar year",
        )
    )
    return count, run, share


def by_numpy(rows: Rows) -> Verdicts:
    """Packed into one number a row, sorted, and counted: no more than the verdicts."""
    members, member, day, record = rows
    packed = (member.astype(np.int64) << 32) | (day.astype(np.int64) << 8) | record
    packed.sort()
    member = (packed >> 32).astype(np.int32)
    day = ((packed >> 8) & 0xFFFFFF).astype(np.int32)
    record = packed.astype(np.uint8)
    days = np.arange(FIRST_DAY - 366, TODAY + 1).astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    place = (days - month.astype("datetime64[D]")).astype(int)
    back = month - 12
    length = ((back + 1).astype("datetime64[D]") - back.astype("datetime64[D]")).astype(int)
    before = (back.astype("datetime64[D]") + np.minimum(place, length - 1)).astype(int)
    before = before.astype(np.int32)
    year = days.astype("datetime64[Y]").astype(np.int32)

    def hit(at: np.ndarray, is_met: np.ndarray) -> np.ndarray:
        whom = np.zeros(members, dtype=bool)
        whom[member[at[is_met]]] = True
        return whom

    def count(at: np.ndarray) -> np.ndarray:
        last, fourth = at[3:], at[:-3]
        same = member[last] == member[fourth]
        return hit(last, same & (day[fourth] > before[day[last] - (FIRST_DAY - 366)]))

    def run(at: np.ndarray) -> np.ndarray:
        last, third = at[2:], at[:-2]
        return hit(last, (last - third == 2) & (member[last] == member[third]))

    absent, away = record == ABSENT, record != PRESENT
    at_absent, at_away = np.flatnonzero(absent), np.flatnonzero(away)
    key = member.astype(np.int64) * 128 + year[day - (FIRST_DAY - 366)]
    starts = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    held = np.diff(np.append(starts, len(key)))
    is_over = key[starts] % 128 < int(year[-1])
    few = [
        held - 4 * np.add.reduceat(missed, starts, dtype=np.int32) < 0 for missed in (absent, away)
    ]
    return (
        verdict(count(at_absent), count(at_away)),
        verdict(run(at_absent), run(at_away)),
        verdict(hit(starts, few[0] & is_over), hit(starts, few[1])),
    )


_SQL = """
WITH numbered AS (
    SELECT member, day, record, row_number() OVER (PARTITION BY member ORDER BY day) AS place
    FROM register
), away AS (
    SELECT member, day, place, record = 1 AS absent,
        lag(day, 3) OVER mine AS fourth, lag(place, 2) OVER mine AS third
    FROM numbered WHERE record <> 0 WINDOW mine AS (PARTITION BY member ORDER BY day)
), absent AS (
    SELECT member, day, place,
        lag(day, 3) OVER mine AS fourth, lag(place, 2) OVER mine AS third
    FROM numbered WHERE record = 1 WINDOW mine AS (PARTITION BY member ORDER BY day)
), yearly AS (
    SELECT member, year(day) AS year, count(*) - 4 * count(*) FILTER (record = 1) < 0 AS surely,
        count(*) - 4 * count(*) FILTER (record <> 0) < 0 AS maybe
    FROM register GROUP BY ALL
), found AS (
    SELECT member, bool_or(fourth > day - INTERVAL 12 MONTH) AS maybe_count,
        bool_or(place - third = 2) AS maybe_run FROM away GROUP BY member
), sure AS (
    SELECT member, bool_or(fourth > day - INTERVAL 12 MONTH) AS surely_count,
        bool_or(place - third = 2) AS surely_run FROM absent GROUP BY member
), share AS (
    SELECT member, bool_or(surely AND year < 2026) AS surely_share, bool_or(maybe) AS maybe_share
    FROM yearly GROUP BY member
)
SELECT member, coalesce(surely_count, false) AS surely_count,
    coalesce(maybe_count, false) AS maybe_count, coalesce(surely_run, false) AS surely_run,
    coalesce(maybe_run, false) AS maybe_run, surely_share, maybe_share
FROM share LEFT JOIN found USING (member) LEFT JOIN sure USING (member)
"""


def by_duckdb(rows: Rows) -> Callable[[], Verdicts]:
    """With window functions in SQL."""
    import duckdb
    import pyarrow as pa

    members, member, day, record = rows
    columns = {"member": member, "day": pa.array(day).cast(pa.date32()), "record": record}
    connection = duckdb.connect()
    connection.register("register", pa.table(columns))

    def run() -> Verdicts:
        found = connection.execute(_SQL).fetchnumpy()
        return _spread(members, {name: np.asarray(each) for name, each in found.items()})

    return run


def by_polars(rows: Rows) -> Callable[[], Verdicts]:
    """With a sort and shifts, lazily."""
    import polars as pl

    members, member, day, record = rows
    frame = pl.DataFrame({"member": member, "day": day, "record": record}).with_columns(
        pl.col("day").cast(pl.Date)
    )

    def lagged(rows: pl.LazyFrame, suffix: str) -> pl.LazyFrame:
        before = pl.col("day").dt.offset_by("-12mo")
        count = (pl.col("day").shift(3) > before) & (pl.col("member").shift(3) == pl.col("member"))
        run = (pl.col("place") - pl.col("place").shift(2) == 2) & (
            pl.col("member").shift(2) == pl.col("member")
        )
        return (
            rows.select("member", count.alias("count"), run.alias("run"))
            .group_by("member")
            .agg(
                pl.col("count").any().alias(f"{suffix}_count"),
                pl.col("run").any().alias(f"{suffix}_run"),
            )
        )

    def run() -> Verdicts:
        ordered = frame.lazy().sort("member", "day").with_row_index("place").collect().lazy()
        yearly = (
            ordered.group_by("member", pl.col("day").dt.year().alias("year"))
            .agg(
                (
                    pl.len().cast(pl.Int32) - 4 * (pl.col("record") == ABSENT).sum().cast(pl.Int32)
                    < 0
                ).alias("surely"),
                (
                    pl.len().cast(pl.Int32) - 4 * (pl.col("record") != PRESENT).sum().cast(pl.Int32)
                    < 0
                ).alias("maybe"),
            )
            .group_by("member")
            .agg(
                (pl.col("surely") & (pl.col("year") < 2026)).any().alias("surely_share"),
                pl.col("maybe").any().alias("maybe_share"),
            )
        )
        found = (
            yearly.join(
                lagged(ordered.filter(pl.col("record") == ABSENT), "surely"), "member", "left"
            )
            .join(lagged(ordered.filter(pl.col("record") != PRESENT), "maybe"), "member", "left")
            .fill_null(False)
            .collect()
        )
        return _spread(members, {name: found[name].to_numpy() for name in found.columns})

    return run


def _spread(members: int, found: dict[str, np.ndarray]) -> Verdicts:
    def one(rule: str) -> np.ndarray:
        whole = np.zeros(members, dtype=np.uint8)
        surely, maybe = (
            np.asarray(found[f"{how}_{rule}"]).astype(bool) for how in ("surely", "maybe")
        )
        whole[found["member"]] = verdict(surely, maybe)
        return whole

    return one("count"), one("run"), one("share")


def snapshot(rows: int) -> Governance:
    """Boards of twenty seats that met fifty times, with three attendance rules each."""
    from govgraph import dates, merging
    from govgraph.governance import Governance

    meetings = 50
    count = max(rows // (SEATS_A_BODY * meetings), 1)
    body = [f"area-board-{n}" for n in range(count)]
    seat = [f"{each}/seat-{n}" for each in body for n in range(SEATS_A_BODY)]
    person = [f"area-person-{n}" for n in range(len(seat))]
    day = [str(np.datetime64("2022-01-10") + 30 * n) for n in range(meetings)]
    meeting = [f"{each}/{held}" for each in body for held in day]
    texts = (
        "absent from more than 3 meetings in 1 year",
        "absent from 3 consecutive meetings without apologies",
        "attendance below 75% in 1 municipal year",
    )
    rule = [f"{each}/rule/{n}" for each in body for n in range(len(texts))]
    rng = np.random.default_rng(rows)
    chance = rng.beta(9, 2, len(seat)).repeat(meetings)
    away = rng.choice(np.array(["absent", "apologies", "substitute", "unknown"]), len(chance))
    seat_of_row = np.arange(len(seat)).repeat(meetings)
    meeting_of_row = seat_of_row // SEATS_A_BODY * meetings + np.tile(
        np.arange(meetings), len(seat)
    )
    facts = {
        "Body": _stated("Body", id=body, name=body, area="Area", meetings_per_year=12.0),
        "Person": _stated("Person", id=person, name=person),
        "Seat": _stated("Seat", id=seat, title="Member", role="member"),
        "SEAT_ON": _joining("SEAT_ON", "Seat", seat, "Body", np.repeat(body, SEATS_A_BODY)),
        "HOLDS": _joining(
            "HOLDS", "Person", person, "Seat", seat, capacity="holder", start_date="2020-01-01"
        ),
        "Meeting": _stated("Meeting", id=meeting, date=np.tile(day, count), status="held"),
        "MEETING_OF": _joining("MEETING_OF", "Meeting", meeting, "Body", np.repeat(body, meetings)),
        "ATTENDANCE": _joining(
            "ATTENDANCE",
            "Seat",
            np.array(seat)[seat_of_row],
            "Meeting",
            np.array(meeting)[meeting_of_row],
            status=np.where(rng.random(len(chance)) < chance, "present", away),
        ),
        "Rule": _stated("Rule", id=rule, kind="attendance", text=np.tile(texts, count)),
        "HAS_RULE": _joining("HAS_RULE", "Body", np.repeat(body, len(texts)), "Rule", rule),
    }
    return Governance(merging.combine({"register": facts}), as_of=dates.earliest("2026-11-22"))


def _joining(
    name: str, start: str, from_id: object, end: str, to_id: object, **said: object
) -> pd.DataFrame:
    ends = {"from_type": start, "from_id": from_id, "to_type": end, "to_id": to_id}
    return _stated(name, **ends, **said)


def _stated(name: str, /, **values: object) -> pd.DataFrame:
    from govgraph import frames

    return frames.conform(pd.DataFrame(values), name, stated_only=True)


def main(way: str, rows: int) -> None:
    """Measure one way and print the figures."""
    made = make(rows)
    run: Callable[[], Verdicts]
    if way in ("duckdb", "polars"):
        run = {"duckdb": by_duckdb, "polars": by_polars}[way](made)
    else:
        count = {
            "govgraph": by_govgraph,
            "govgraph in full": lambda made: by_govgraph(made, with_details=True),
            "numpy": by_numpy,
        }[way]

        def run() -> Verdicts:
            return count(made)

    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        verdicts = run()
        seconds.append(time.perf_counter() - start)
    figures = {
        "seconds": min(seconds),
        "bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "members": made[0],
        "checksums": [zlib.crc32(each.tobytes()) for each in verdicts],
        "triggered": [int((each == 2).sum()) for each in verdicts],
        "undetermined": [int((each == 1).sum()) for each in verdicts],
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
