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

import numpy as np

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


def by_govgraph(rows: Rows) -> Verdicts:
    """With the kernel that the analysis uses, which finds the bounds and the windows too."""
    from govgraph.analysis import absences, marks, register, shares, timeline, windows
    from govgraph.rules.attendance import CountingRule
    from govgraph.rules.language import Rule

    members, member, day, record = rows
    code = record | np.uint8(register.IS_THEIRS)
    member, day, code = timeline.in_order(member, day, code)
    line = timeline.Timeline(members, member, day, day)
    since = np.full(members, windows.OPEN_START, dtype=np.int32)
    everything = shares.Register(since, np.full(members, windows.OPEN_END), since, since)

    def found(rule: Rule) -> np.ndarray:
        assert isinstance(rule, CountingRule)
        of_rows = marks.of_rows(rule, member, code, day, day)
        sheet = absences.Sheet(line, of_rows.certain, of_rows.possible, since, since, TODAY)
        if isinstance(rule, marks.AbsenceCount):
            findings = absences.count_in_windows(rule, sheet)
        elif isinstance(rule, marks.AttendanceShare):
            findings = shares.shares_in_windows(rule, sheet, of_rows.scores(rule), everything)
        else:
            assert isinstance(rule, absences.ConsecutiveAbsences)
            findings = absences.count_runs(rule, sheet)
        words = findings.verdict
        return verdict(words == absences.TRIGGERED, words != absences.NOT_TRIGGERED)

    count, run, share = (found(rule) for rule in _rules())
    return count, run, share


def _rules() -> list[object]:
    from govgraph import rules

    return [
        rules.parse("attendance", text)
        for text in (
            "absent from more than 3 meetings in any 12 months",
            "absent from 3 consecutive meetings",
            "attendance below 75% in 1 calendar year",
        )
    ]


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
        return _spread(members, found)

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


def main(way: str, rows: int) -> None:
    """Measure one way and print the figures."""
    made = make(rows)
    run: Callable[[], Verdicts]
    if way in ("duckdb", "polars"):
        run = {"duckdb": by_duckdb, "polars": by_polars}[way](made)
    else:
        count = {"govgraph": by_govgraph, "numpy": by_numpy}[way]

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
