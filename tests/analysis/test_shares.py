"""Too small a share, or too few, of the meetings of a period."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.analysis import attendance
from govgraph.governance import Governance
from govgraph.rules.attendance import AttendanceCount, AttendanceShare
from govgraph.rules.periods import OPEN_YEAR, Period, Year
from tests.analysis.boards import Record, board, notes, verdict
from tests.builders import governance

CALENDAR = "attendance below 75% in 1 calendar year"
MUNICIPAL = "attendance below 75% in 1 municipal year"
ANY_YEAR = "attendance below 75% in any 12 months"
MONTHLY_2026 = [f"2026-{month:02}-10" for month in range(1, 13)]
TWO_YEARS = [f"2025-{month:02}-10" for month in range(1, 13)] + MONTHLY_2026


def year(absent: int, of: int = 12) -> list[Record]:
    """A record for each month of 2026: absent first."""
    return [*["absent"] * absent, *["present"] * (of - absent)]


def test_a_year_attended_too_little_triggers_the_rule_when_it_is_over() -> None:
    found = verdict(board(year(4), CALENDAR, as_of="2027-01-01"))

    assert (found["verdict"], found["trigger_date"]) == ("triggered", "2026-12-31")
    assert (found["window_start"], found["window_end"]) == ("2026-01-01", "2026-12-31")
    assert (found["absences_low"], found["absences_high"]) == (4, 4)
    assert found["assumption"] == "Attended 8 of 12 meetings (66.6%)."
    assert [meeting["date"] for meeting in found["meetings"]] == MONTHLY_2026[:4]
    assert found["remaining"] is None


def test_exactly_the_share_is_not_below_it() -> None:
    assert verdict(board(year(3), CALENDAR, as_of="2027-01-01"))["verdict"] == "not triggered"


def test_two_thirds_are_compared_without_rounding() -> None:
    rule = "attends fewer than two thirds of the meetings in 1 calendar year"

    assert verdict(board(year(4), rule, as_of="2027-01-01"))["verdict"] == "not triggered"
    assert verdict(board(year(5), rule, as_of="2027-01-01"))["verdict"] == "triggered"


def test_a_year_that_is_not_over_triggers_nothing_yet() -> None:
    found = verdict(board(year(4), CALENDAR, as_of="2026-12-31"))

    assert (found["verdict"], found["trigger_date"]) == ("undetermined", None)
    assert found["assumption"] == (
        "Attended 8 of 12 meetings (66.6%) to date. Triggered if attendance is still below 75% "
        "when the year ends on 31 December 2026."
    )
    # 12 of 16 are 75%.
    assert found["remaining"] == (
        "attendance at the next 4 meetings by 31 December 2026 would lift it to 75%"
    )


def test_who_attends_enough_to_date_is_not_triggered_and_told_how_near_it_is() -> None:
    found = verdict(board(year(1, of=8), CALENDAR))

    assert found["verdict"] == "not triggered"
    assert found["assumption"] == "Attended 7 of 8 meetings (87.5%) to date."
    # 7 of 9 are 77.7%, 7 of 10 are 70%.
    assert found["remaining"] == "absence from the next 2 meetings by 31 December 2026"


def test_a_municipal_year_is_taken_to_end_with_april() -> None:
    records = ["present"] * 4 + ["absent"] * 4 + ["present"] * 16

    found = verdict(board(records, MUNICIPAL, dates=TWO_YEARS, as_of="2026-05-01"))

    # May to August 2025 missed, September 2025 to April 2026 attended: 8 of 12.
    assert (found["verdict"], found["trigger_date"]) == ("triggered", "2026-04-30")
    assert found["window_start"] == "2025-05-01"
    assert found["assumption"] == "Attended 8 of 12 meetings (66.6%)."
    calendar = verdict(board(records, CALENDAR, dates=TWO_YEARS, as_of="2026-05-01"))
    assert (calendar["verdict"], calendar["trigger_date"]) == ("triggered", "2025-12-31")
    assert str(calendar["assumption"]).startswith("Attended 8 of 12 meetings (66.6%).")


@pytest.mark.parametrize(
    ("name", "last"),
    [("calendar", "2025-12-31"), ("financial", "2026-03-31"), ("academic", "2026-08-31")],
)
def test_each_year_that_has_a_name_ends_on_its_own_day(name: str, last: str) -> None:
    rule = f"attendance below 75% in 1 {name} year"

    found = verdict(board(["absent"] * 24, rule, dates=TWO_YEARS, as_of="2026-12-31"))

    assert found["trigger_date"] == last


def test_a_membership_year_begins_on_the_day_the_membership_began() -> None:
    members = [{"person": "Jo Smith", "start_date": "2024-02-29"}]
    rule = "attendance below 75% in 1 membership year"
    # 28 February to 27 February, but for the first year: 2025 has no 29 February.
    dates = ["2025-02-27", "2025-02-28", "2025-06-10", "2025-10-10", "2026-02-27", "2026-02-28"]
    records = ["present", "present", "present", "present", "absent", "present"]

    found = verdict(board(records, rule, dates=dates, members=members, as_of="2026-11-22"))
    assert found["verdict"] == "not triggered"  # 3 of 4 in the year to 27 February 2026
    worse = [*records[:3], "absent", *records[4:]]
    found = verdict(board(worse, rule, dates=dates, members=members, as_of="2026-11-22"))
    assert (found["verdict"], found["window_start"], found["trigger_date"]) == (
        "triggered",
        "2025-02-28",
        "2026-02-27",
    )


def test_without_a_start_date_a_membership_year_is_not_known() -> None:
    members = [{"person": "Jo Smith"}]
    rule = "attendance below 75% in 1 membership year"

    found = verdict(board(["absent"] * 24, rule, dates=TWO_YEARS, members=members))

    assert found["verdict"] == "undetermined"
    assert "it is one membership year, whose first day is not known" in str(found["assumption"])


def test_any_twelve_months_may_be_any() -> None:
    # July to October 2025 and no others: only periods that hold all four are below 75%.
    records = ["present"] * 6 + ["absent"] * 4 + ["present"] * 14

    found = verdict(board(records, ANY_YEAR, dates=TWO_YEARS, as_of="2026-12-31"))

    assert (found["verdict"], found["trigger_date"]) == ("triggered", "2026-06-10")
    assert found["window_start"] == "2025-06-11"
    assert found["assumption"] == (
        "Attended 8 of 12 meetings (66.6%). Its window has passed: the rule is not met today."
    )
    one_fewer = ["present"] * 7 + ["absent"] * 3 + ["present"] * 14
    found = verdict(board(one_fewer, ANY_YEAR, dates=TWO_YEARS, as_of="2026-12-31"))
    assert found["verdict"] == "not triggered"


def test_a_named_year_that_the_record_begins_in_is_left_open_by_a_low_share_on_record() -> None:
    # On record of 2025 are November and December, one of two attended; all of 2026 is.
    dates = TWO_YEARS[10:]
    records = ["absent", *["present"] * 13]

    found = verdict(board(records, CALENDAR, dates=dates, as_of="2027-01-01"))

    assert found["verdict"] == "undetermined"
    assert "Attended 1 of 2 meetings (50%)." in str(found["assumption"])
    assert "the record runs from 10 November 2025 to 10 December 2026" in str(found["assumption"])
    all_came = verdict(board(["present"] * 14, CALENDAR, dates=dates, as_of="2027-01-01"))
    assert all_came["verdict"] == "not triggered"


def test_a_year_that_may_mean_several_things_triggers_under_all_only() -> None:
    rule = "attendance below 75% in 1 year"
    twice_two = ["present"] * 10 + ["absent"] * 4 + ["present"] * 10

    both = verdict(board(["absent"] * 24, rule, dates=TWO_YEARS, as_of="2027-01-01"))
    one = verdict(board(twice_two, rule, dates=TWO_YEARS, as_of="2027-01-01"))

    assert both["verdict"] == "triggered"
    assert one["verdict"] == "undetermined"
    # Absent from November 2025 to February 2026: 8 of the 12 meetings from May to April.
    assert (
        "Triggered if a year means any 12 months or a municipal year (May to April); not if it "
        "means a calendar year."
    ) in str(one["assumption"])


@pytest.mark.parametrize(
    ("record", "case"),
    [
        ("unknown", "if what is not recorded was an absence"),
        ("apologies", "if apologies do not excuse"),
        ("substitute", "if a substitute does not count as attendance"),
    ],
)
def test_open_records_leave_a_share_open(record: str, case: str) -> None:
    found = verdict(board([record, *year(3, of=11)], CALENDAR, as_of="2027-01-01"))

    assert (found["verdict"], found["absences_low"], found["absences_high"]) == (
        "undetermined",
        3,
        4,
    )
    assert found["assumption"] == (
        f"Attended 8 to 9 of {'11 to 12' if record == 'apologies' else '12'} meetings. Triggered "
        f"if the one open record counts against them ({case}: 2026-01-10)."
    )


def test_an_excused_meeting_is_left_out_or_counts_as_attended() -> None:
    excused = f"{CALENDAR} without apologies"
    # Left out: 6 of 9 (66.6%). Attended: 9 of 12 (75%).
    records: list[Record] = [*["apologies"] * 3, *year(3, of=9)]

    found = verdict(board(records, excused, as_of="2027-01-01"))

    assert found["verdict"] == "undetermined"
    assert "if a meeting missed with apologies is left out of the count" in str(found["assumption"])
    # Either way: 7 of 9 or 10 of 12.
    either = [*["apologies"] * 3, *year(2, of=9)]
    assert verdict(board(either, excused, as_of="2027-01-01"))["verdict"] == "not triggered"


def test_it_says_how_many_open_records_would_have_to_count() -> None:
    records: list[Record] = [*["unknown"] * 4, *year(2, of=8)]

    found = verdict(board(records, CALENDAR, as_of="2027-01-01"))

    # 3 absences are 75%, so 2 of the 4 have to be absences.
    assert "Triggered if at least 2 of 4 open records count against them" in str(
        found["assumption"]
    )


def test_somebody_appointed_in_the_year_answers_for_their_part_of_it() -> None:
    members = [
        {"person": "Sam Old", "end_date": "2026-08-31", "status": "former"},
        {"person": "Jo Smith", "start_date": "2026-09-01"},
    ]
    records = [*["absent"] * 8, "present", "present", "absent", "absent"]

    found = verdict(board(records, CALENDAR, members=members, as_of="2027-01-01"))

    assert (found["verdict"], found["window_start"]) == ("triggered", "2026-09-01")
    assert found["assumption"] == (
        "Attended 2 of 4 meetings (50%), counted from 1 September 2026, when the membership began."
    )


def test_of_any_twelve_months_only_a_whole_one_in_office_triggers() -> None:
    members = [{"person": "Jo Smith", "start_date": "2026-09-01"}]

    found = verdict(board(["absent"] * 12, ANY_YEAR, members=members, as_of="2026-12-31"))

    assert found["verdict"] == "undetermined"
    assert "if a period counts that began before the membership did" in str(found["assumption"])


def test_a_record_that_does_not_reach_over_the_year_triggers_nothing() -> None:
    dates = MONTHLY_2026[5:10]
    records: list[Record] = ["absent"] * 5

    found = verdict(board(records, CALENDAR, dates=dates, as_of="2027-02-01"))

    assert found["verdict"] == "undetermined"
    assert (
        "Triggered if the meetings on record are all that were held in the period (the record "
        "runs from 10 June 2026 to 10 October 2026)."
    ) in str(found["assumption"])


@pytest.mark.parametrize(
    "body",
    [{"covered": "attendance"}, {"meetings_per_year": 5}],
    ids=["the sources cover attendance", "as many meetings as it holds a year"],
)
def test_a_record_that_is_known_to_be_whole_does(body: dict[str, object]) -> None:
    g = board(["absent"] * 5, CALENDAR, dates=MONTHLY_2026[5:10], body=body, as_of="2027-02-01")

    assert verdict(g)["verdict"] == "triggered"


@pytest.mark.parametrize(("planned", "said"), [([], "triggered"), (["2026-09-09"], "undetermined")])
def test_a_planned_meeting_that_passed_without_a_record_may_have_been_attended(
    planned: list[str], said: str
) -> None:
    held = {"2025-10-10": "present", "2026-02-10": "present", "2026-04-10": "present"}
    held |= {"2026-06-10": "absent"}
    g = governance(
        as_of="2026-11-22",
        bodies=[{"name": "Board", "covered": "attendance"}],
        memberships=[
            {"body": "Board", "seat": "Police", "person": "Jo Smith", "start_date": "2020"}
        ],
        rules=[{"body": "Board", "kind": "attendance", "rule": ANY_YEAR}],
        meetings=[
            *({"body": "Board", "date": date, "id": date} for date in held),
            *({"body": "Board", "date": date, "status": "planned"} for date in planned),
        ],
        attendance=[
            {"meeting": date, "seat": "Police", "status": status} for date, status in held.items()
        ],
        sources=[{"id": "terms", "title": "Terms of reference"}],
    )

    # In the 12 months to 10 October it is 3 of 4; then 2 of 3, or 3 of 4 with the planned one.
    assert verdict(g)["verdict"] == said


def test_cancelled_meetings_are_no_part_of_the_share() -> None:
    statuses = dict.fromkeys(MONTHLY_2026[:4], "cancelled")
    records: list[Record] = [*[None] * 4, "absent", "absent", *["present"] * 6]

    found = verdict(board(records, CALENDAR, statuses=statuses, as_of="2027-01-01"))

    # 6 of 8, not 6 of 12. Four months without a meeting are no gap: the year began with them.
    assert found["verdict"] == "not triggered"
    assert "before" not in str(found["assumption"])


def test_too_few_meetings_attended() -> None:
    rule = "attends fewer than 3 meetings in 1 calendar year"

    assert verdict(board(year(10), rule, as_of="2027-01-01"))["verdict"] == "triggered"
    assert verdict(board(year(9), rule, as_of="2027-01-01"))["verdict"] == "not triggered"
    to_date = verdict(board(year(10), rule, as_of="2026-12-31"))
    assert (to_date["verdict"], to_date["remaining"]) == (
        "not triggered",
        "1 more meeting to attend by 31 December 2026",
    )


def test_who_was_not_in_office_all_year_cannot_surely_attend_too_few() -> None:
    rule = "attends fewer than 3 meetings in 1 calendar year"
    members = [{"person": "Jo Smith", "start_date": "2026-09-01"}]

    found = verdict(board(year(12), rule, members=members, as_of="2027-01-01"))

    assert found["verdict"] == "undetermined"


def test_a_number_of_meetings_that_are_not_held_cannot_be_kept() -> None:
    rule = "attends fewer than 3 meetings in 1 calendar year"
    g = board(
        ["present", "present"],
        rule,
        dates=["2026-03-10", "2026-09-10"],
        body={"meetings_per_year": 2},
        as_of="2027-01-01",
    )

    assert verdict(g)["verdict"] == "undetermined"
    assert "it counts although so few meetings were held" in str(verdict(g)["assumption"])
    assert notes(g)[0] == (
        f"Cannot be kept: '{rule}' of Board asks for more meetings than there are, because the "
        "body meets 2 times a year, as stated."
    )


def test_a_share_is_not_below_before_the_rule_was_in_force() -> None:
    g = board(
        ["absent"] * 12 + ["present"] * 12,
        CALENDAR,
        dates=TWO_YEARS,
        rule_cells={"start_date": "2026-01-01"},
        as_of="2027-01-01",
    )

    assert verdict(g)["verdict"] == "not triggered"


# --- whatever the open points come to ----------------------------------------------------

DAYS = [
    dt.date(2025, 2, 10),
    dt.date(2025, 6, 15),
    dt.date(2025, 9, 30),
    dt.date(2026, 1, 31),
    dt.date(2026, 5, 1),
    dt.date(2026, 8, 20),
]
AS_OF = dt.date(2026, 11, 22)
Rule = AttendanceShare | AttendanceCount
Case = tuple[Rule, list[str | None], dt.date]


def any_case(random: Random) -> Case:
    """A rule, what is recorded at each meeting, and the member's start."""
    excuse, attend = (random.choice([None, True, False]) for _ in range(2))
    years: list[Year] = ["any", "calendar", "municipal", "financial", "membership", "open"]
    period = Period(random.choice([1, 1, 2]), "year", random.choice(years))
    below = random.choice([Fraction(50), Fraction(75), Fraction(200, 3)])
    rule: Rule = AttendanceShare(below, period, excuse, attend)
    if random.random() < 0.3:
        rule = AttendanceCount(random.randint(1, 3), period, excuse, attend)
    records = random.choices(
        ["present", "absent", "apologies", "substitute", None], [4, 3, 1, 1, 1], k=len(DAYS)
    )
    start = random.choice([dt.date(2020, 3, 31), dt.date(2024, 2, 29), dt.date(2025, 6, 16)])
    return rule, records, start


def boards(cases: Sequence[Case]) -> Governance:
    """A board for each case, whose register the sources give completely."""
    every = range(len(cases))
    return governance(
        bodies=[{"name": f"Board {n}", "covered": "attendance"} for n in every],
        memberships=[
            {"body": f"Board {n}", "seat": seat, "person": f"{seat} {n}", "start_date": start}
            for n, (_, _, start) in enumerate(cases)
            for seat in ("Member", "Other")
        ],
        rules=[
            {"body": f"Board {n}", "kind": "attendance", "rule": rule.to_text()}
            for n, (rule, _, _) in enumerate(cases)
        ],
        meetings=[
            {"body": f"Board {n}", "date": day.isoformat(), "id": f"b{n}-{day}"}
            for n in every
            for day in DAYS
        ],
        attendance=[
            {"meeting": f"b{n}-{day}", "seat": seat, "status": status}
            for n, (_, said, _) in enumerate(cases)
            for day, record in zip(DAYS, said, strict=True)
            for seat, status in (("Member", record), ("Other", "present"))
            if status
        ],
    )


@settings(deadline=None, max_examples=2)
@given(st.integers(0, 2**32))
def test_a_verdict_is_what_every_way_of_settling_the_open_points_agrees_on(seed: int) -> None:
    random = Random(seed)
    cases = [any_case(random) for _ in range(50)]

    found = attendance.verdicts(boards(cases)).set_index("person")["verdict"]

    for number, case in enumerate(cases):
        outcomes = set(_outcomes(*case))
        expected = "undetermined"
        if len(outcomes) == 1:
            expected = "triggered" if True in outcomes else "not triggered"
        # An excused meeting is left out or counts as attended. Where one period meets the rule
        # in the one way and another in the other, it is left open: each period is judged alone.
        may_stay_open = "apologies" in case[1] and case[0].apologies_excuse is not False
        fitting = {expected, "undetermined"} if may_stay_open else {expected}
        assert found[f"Member {number}"] in fitting, case


def _outcomes(rule: Rule, records: Sequence[str | None], start: dt.date) -> Iterable[bool]:
    """Whether the rule is triggered, for every reading and every way it may have been."""
    years = list(OPEN_YEAR) if rule.period.year == "open" else [rule.period.year]
    excuses = [True, False] if rule.apologies_excuse is None else [rule.apologies_excuse]
    substitutes = [True, False] if rule.substitutes_attend is None else [rule.substitutes_attend]
    for name in years:
        periods = _periods(rule.period.number, name, start)
        for excuse, attend in itertools.product(excuses, substitutes):
            options = {
                "present": ["attended"],
                "absent": ["missed"],
                "apologies": ["attended", "out"] if excuse else ["missed"],
                "substitute": ["attended"] if attend else ["missed"],
                None: ["attended", "missed"],
            }
            for ways in itertools.product(*(options[record] for record in records)):
                yield from _is_met(rule, ways, periods, start, is_any=name == "any")


def _periods(number: int, name: str, start: dt.date) -> set[tuple[frozenset[int], bool, bool]]:
    """The meetings of every period up to the day: with whether it is over, and in office."""
    found = set()
    day = DAYS[0]
    while day <= dt.date(2028, 12, 31):
        begin = _begin(day, number, name, start)
        is_end = name == "any" or _begin(day + dt.timedelta(1), 1, name, start) > day
        if is_end and (day <= AS_OF or name != "any"):
            inside = frozenset(n for n, held in enumerate(DAYS) if begin <= held <= day)
            is_over = day <= AS_OF if name == "any" else day < AS_OF
            found.add((inside, is_over, begin >= start))
        day += dt.timedelta(1)
    return found


def _begin(day: dt.date, number: int, name: str, start: dt.date) -> dt.date:
    """The first day of the period that ends with, or in, the year of that day."""
    if name == "any":
        return _years_on(day, -number) + dt.timedelta(1)
    if name == "membership":
        begins = [_years_on(start, years) for years in range(-5, 15)]
    else:
        month = {"calendar": 1, "municipal": 5, "financial": 4}[name]
        begins = [dt.date(year, month, 1) for year in range(2015, 2030)]
    at = max(n for n, begin in enumerate(begins) if begin <= day)
    return begins[at - number + 1]


def _years_on(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _is_met(
    rule: Rule,
    ways: Sequence[str],
    periods: set[tuple[frozenset[int], bool, bool]],
    start: dt.date,
    *,
    is_any: bool,
) -> set[bool]:
    """Whether a period meets the rule; both where that depends on what the rule does not say."""
    may_be = False
    for inside, is_over, in_office in periods:
        counted = [ways[n] for n in inside if DAYS[n] >= start and ways[n] != "out"]
        attended = counted.count("attended")
        if isinstance(rule, AttendanceCount):
            is_held = any(DAYS[n] >= start for n in inside)
            is_low = is_over and is_held and attended < rule.fewer_than
            is_sure = in_office and len(counted) >= rule.fewer_than
        else:
            is_low = bool(counted) and Fraction(attended, len(counted)) < rule.share
            is_sure = is_over and (in_office or not is_any)
        if is_low and is_sure:
            return {True}
        may_be |= is_low
    return {True, False} if may_be else {False}


def test_twelve_months_of_a_membership_that_began_on_a_leap_day_end_in_a_february() -> None:
    rule = AttendanceShare(Fraction(50), Period(1, "year", "any"), False, False)
    records: list[str | None] = ["absent", *["present"] * (len(DAYS) - 1)]

    found = attendance.verdicts(boards([(rule, records, dt.date(2024, 2, 29))]))

    # From 29 February 2024 to 28 February 2025 they attended none of one meeting.
    (verdict,) = found.loc[found["person"] == "Member 0", "verdict"]
    assert verdict == "triggered"
