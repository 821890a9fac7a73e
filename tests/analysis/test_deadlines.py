"""When notice, papers and minutes are due, worked out by hand on small graphs."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from govgraph import frames
from govgraph.analysis.deadlines import COLUMNS, deadlines
from govgraph.errors import GovgraphError, NotFoundError
from govgraph.governance import Governance
from tests.builders import governance

Row = Mapping[str, object]
MEETING = dt.date(2020, 10, 2)


def rule(kind: str, text: str, body: str = "Board", **more: object) -> Row:
    return {"body": body, "kind": kind, "rule": text, **more}


def board(
    *rules: Row,
    meetings: Sequence[str | Row] = (),
    as_of: str = "2020-09-20",
    covered: str = "",
    **tables: Sequence[Row],
) -> Governance:
    dated = [
        {"body": "Board", "date": each} if isinstance(each, str) else each for each in meetings
    ]
    tables["bodies"] = [{"name": "Board", "covered": covered}, *tables.pop("bodies", ())]
    stated: dict[str, Sequence[Row]] = {"rules": rules, "meetings": dated, **tables}
    filled = {name: rows for name, rows in stated.items() if rows}
    return governance(as_of=as_of, **filled)  # type: ignore[arg-type]


def dues(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["what"], frame["due"], strict=True))


def only(frame: pd.DataFrame) -> pd.Series:
    assert len(frame) == 1, frame.to_string()
    return frame.iloc[0]


BCP = [
    rule("minutes", "5 working days after", paragraph="5.1 para 5"),
    rule("papers", "5 working days before", paragraph="5.1 para 2"),
    rule("notice", "4 working weeks before", paragraph="5.1 para 1"),
]


def test_notice_papers_and_minutes_of_one_meeting_in_that_order() -> None:
    frame = deadlines(board(*BCP, meetings=["2020-10-02"]), "Board", MEETING)

    assert dues(frame) == [
        ("notice", "2020-09-04"),
        ("papers", "2020-09-25"),
        ("minutes", "2020-10-09"),
    ]
    assert frame["state"].tolist() == ["passed", "due", "due"]
    assert frame["paragraph"].tolist() == ["5.1 para 1", "5.1 para 2", "5.1 para 5"]
    assert frame["meeting_status"].tolist() == ["planned"] * 3
    assert frame["reading"].isna().all()
    assert frame["advice"].isna().all()


def test_a_deadline_of_the_day_itself_is_today() -> None:
    g = board(BCP[1], as_of="2020-09-25")

    assert only(deadlines(g, "Board", MEETING))["state"] == "today"


def test_what_other_meaning_would_give_another_day_is_said() -> None:
    working = only(deadlines(board(BCP[1]), "Board", MEETING))
    plain = only(deadlines(board(rule("papers", "5 days before")), "Board", MEETING))

    assert working["assumption"] == "It would be 24 September 2020 if the days are clear."
    # Five days before a Friday is a Sunday.
    assert plain["due"] == "2020-09-27"
    assert plain["assumption"] == (
        "Counted in calendar days. It would be 25 September 2020 if working days are meant; "
        "26 September 2020 if the days are clear; 24 September 2020 if clear working days are "
        "meant."
    )
    assert plain["advice"] == (
        "27 September 2020 is a Sunday: the last working day before it is Friday 25 September 2020."
    )


def test_clear_days_are_a_row_for_each_reading_with_its_authority() -> None:
    frame = deadlines(board(rule("papers", "5 clear days before")), "Board", MEETING)

    assert list(zip(frame["due"], frame["reading"], strict=True)) == [
        ("2020-09-24", "clear working days"),
        ("2020-09-26", "clear days of any kind"),
    ]
    assert frame["assumption"].str.contains("Local Government Act 1972").all()
    assert "Elitestone" in str(frame["assumption"].iat[0])


def test_clear_working_days_have_one_reading() -> None:
    row = only(deadlines(board(rule("papers", "5 clear working days before")), "Board", MEETING))

    assert row["due"] == "2020-09-24"
    assert pd.isna(row["assumption"])


def test_a_bank_holiday_is_skipped_and_named() -> None:
    g = board(rule("papers", "5 working days before"))

    row = only(deadlines(g, "Board", dt.date(2020, 9, 4)))

    assert row["due"] == "2020-08-27"
    assert "31 August 2020 (Late Summer Bank Holiday)" in str(row["counted"])


def test_the_country_decides_and_is_named() -> None:
    g = board(rule("papers", "5 working days before"))

    frame = deadlines(g, "Board", dt.date(2020, 9, 4), country="scotland")

    assert only(frame)["due"] == "2020-08-28"
    assert any("those of Scotland" in note for note in frame.attrs["notes"])


def test_a_day_on_a_bank_holiday_is_said_where_calendar_days_count() -> None:
    row = only(deadlines(board(rule("papers", "1 week before")), "Board", dt.date(2020, 9, 7)))

    assert row["due"] == "2020-08-31"
    assert row["advice"] == (
        "31 August 2020 is a bank holiday (Late Summer Bank Holiday): the last working day "
        "before it is Friday 28 August 2020."
    )


def test_no_day_up_to_the_meeting_is_advised_for_what_is_due_after_it() -> None:
    row = only(deadlines(board(rule("minutes", "1 calendar day after")), "Board", MEETING))

    assert (row["due"], row["advice"]) == ("2020-10-03", "3 October 2020 is a Saturday.")


def test_minutes_at_the_next_meeting_are_due_on_its_day() -> None:
    at_next = rule("minutes", "at the next meeting")
    g = board(
        at_next,
        meetings=[
            "2020-10-02",
            {"body": "Board", "date": "2020-11-06", "status": "cancelled"},
            "2020-12-04",
        ],
    )

    assert only(deadlines(g, "Board", MEETING))["due"] == "2020-12-04"


@pytest.mark.parametrize("meetings", [["2020-10-02"], ["2020-10-02", "2020-12", "2020-12-04"]])
def test_no_day_is_invented_for_a_next_meeting_that_is_not_known(meetings: list[str]) -> None:
    frame = deadlines(
        board(rule("minutes", "at the next meeting"), meetings=meetings), "Board", MEETING
    )

    assert frame.empty
    assert any("no meeting after 2020-10-02" in note for note in frame.attrs["notes"])


# --- which meetings ---------------------------------------------------------------------------


def test_without_a_day_every_planned_meeting_from_today_on_is_taken() -> None:
    g = board(
        BCP[1],
        meetings=[
            "2020-07-10",
            "2020-10-02",
            "2020-12-04",
            {"body": "Board", "date": "2020-11-06", "status": "cancelled"},
            {"body": "Board", "date": "2020-09-20", "status": "planned"},
            {"body": "Board", "date": "2020-09-18", "status": "planned"},
            {"body": "Board", "date": "2021-01", "status": "planned"},
        ],
    )

    frame = deadlines(g)

    assert frame["meeting_date"].tolist() == ["2020-09-20", "2020-10-02", "2020-12-04"]
    assert any("Board (2021-01)" in note for note in frame.attrs["notes"])


def test_a_meeting_that_is_not_recorded_or_was_cancelled_is_said() -> None:
    cancelled: Row = {"body": "Board", "date": "2020-10-02", "status": "cancelled"}

    unknown = deadlines(board(BCP[1]), "Board", MEETING)
    off = deadlines(board(BCP[1], meetings=[cancelled]), "Board", MEETING)

    assert only(unknown)["meeting_status"] == "not recorded"
    assert "No meeting on 2 October 2020 is recorded" in unknown.attrs["notes"][0]
    assert "recorded as cancelled" in off.attrs["notes"][0]


def test_bodies_without_a_planned_meeting_are_named() -> None:
    frame = deadlines(board(BCP[1], meetings=["2020-07-10"]))

    assert frame.empty
    assert frame.attrs["notes"] == [
        "No planned meeting from 20 September 2020 on is recorded for Board."
    ]


def test_only_bodies_of_the_areas_asked_about_are_listed() -> None:
    g = board(
        BCP[1],
        rule("papers", "1 week before", "Forum"),
        bodies=[{"name": "Forum", "area": "Otherplace"}],
        meetings=["2020-10-02", {"body": "Forum", "date": "2020-10-02"}],
    )

    assert deadlines(g)["body"].tolist() == ["Board", "Forum"]
    assert deadlines(g.at(areas=["Otherplace"]))["body"].tolist() == ["Forum"]


def test_a_day_without_a_body_and_a_body_that_is_not_there_are_errors() -> None:
    with pytest.raises(GovgraphError, match="Name the body"):
        deadlines(board(), None, MEETING)
    with pytest.raises(NotFoundError):
        deadlines(board(), "Zzz", MEETING)


# --- which rules ------------------------------------------------------------------------------


def test_a_rule_that_is_not_understood_is_a_note_and_counts_as_stated() -> None:
    frame = deadlines(
        board(rule("papers", "in good time"), *BCP[::2], covered="rules"), "Board", MEETING
    )

    assert frame["what"].tolist() == ["notice", "minutes"]
    assert any("papers of Board, 'in good time'" in note for note in frame.attrs["notes"])
    assert not any("No rule on" in note for note in frame.attrs["notes"])


def test_no_rule_is_said_to_be_missing_only_where_the_rules_are_covered() -> None:
    known = deadlines(board(covered="rules"), "Board", MEETING).attrs["notes"]
    unknown = deadlines(board(BCP[1]), "Board", MEETING).attrs["notes"]

    assert (
        "No rule on notice, papers or minutes is stated for Board: the sources give the rules "
        "completely." in known
    )
    assert (
        "No rule on notice or minutes is recorded for Board, and the sources do not give the "
        "rules completely: whether there is one is not known." in unknown
    )


def test_one_rule_that_two_paragraphs_state_is_one_row_that_cites_both() -> None:
    said = [rule("papers", "1 week before", paragraph=number) for number in ("3", "9")]

    assert only(deadlines(board(*said), "Board", MEETING))["paragraph"] == "3; 9"


def test_two_rules_that_differ_are_two_rows() -> None:
    g = board(rule("papers", "1 week before"), rule("papers", "10 calendar days before"))

    assert dues(deadlines(g, "Board", MEETING)) == [
        ("papers", "2020-09-22"),
        ("papers", "2020-09-25"),
    ]


def test_a_proposed_rule_is_left_out_and_named() -> None:
    g = board(BCP[0], rule("papers", "1 week before", status="proposed"))

    frame = deadlines(g, "Board", MEETING)

    assert frame["what"].tolist() == ["minutes"]
    assert "Left out, as only proposed: papers of Board, '1 week before'." in frame.attrs["notes"]
    assert len(deadlines(g.at(include_proposed=True), "Board", MEETING)) == 2


def test_a_rule_that_ends_before_the_meeting_says_so() -> None:
    g = board(rule("papers", "5 clear working days before", end_date="2020-09-30"))

    row = only(deadlines(g, "Board", MEETING))

    assert row["assumption"] == "The rule ends on 2020-09-30."


def test_the_reading_and_the_consequence_of_the_source_are_kept() -> None:
    g = board(
        rule("papers", "5 clear days before", reading="to members", consequence="not considered")
    )

    frame = deadlines(g, "Board", MEETING)

    assert frame["reading"].tolist() == [
        "to members; clear working days",
        "to members; clear days of any kind",
    ]
    assert set(frame["consequence"]) == {"not considered"}


def test_years_that_the_bank_holidays_do_not_reach_are_said() -> None:
    row = only(deadlines(board(BCP[1]), "Board", dt.date(2101, 1, 5)))

    assert "The bank holidays of 2101 are not known, so none is counted." in row["assumption"]


def test_a_day_that_no_calendar_has_is_a_note() -> None:
    frame = deadlines(board(rule("notice", "999 years before")), "Board", dt.date(900, 1, 1))

    assert frame.empty
    assert any("no day that a calendar has" in note for note in frame.attrs["notes"])


def test_an_empty_graph_has_no_deadlines() -> None:
    frame = deadlines(Governance(frames.complete({})))

    assert frame.empty
    assert list(frame.columns) == list(COLUMNS)
    assert frame.attrs["notes"] == []
