"""Dates, clock times and zones as people write them, read through whole documents."""

from datetime import UTC, date, datetime

import pytest

from incidents.report.reading import Reading, read


def timeline(*lines: str, summary: str = "", heading: str = "Timeline", **hints: date | str) -> Reading:
    text = "\n".join(["## Summary", "", summary, "", f"## {heading}", "", *(f"- {line}" for line in lines)])
    return read(text, **hints)  # type: ignore[arg-type]  # a day or a zone by its name


def moments(found: Reading) -> list[str]:
    return [event.at.isoformat() if event.at else event.clock or "" for event in found.report.timeline]


def codes(found: Reading) -> list[str]:
    return [problem.code for problem in found.problems if problem.code != "not-placed"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**9:00 AM**: text", "text"),
        ("**9:00 AM:** text", "text"),
        ("9:00AM - text", "text"),
        ("9:00 a.m. \u2013 text", "text"),
        ("09:00 \u2013 text", "text"),
        ("[09:00] text", "text"),
        ("0900hrs: text", "text"),
        ("9.00 text", "text"),
        ("9am :- text", "text"),
        ("9:00a\ttext", "text"),
        ("*09:00* - text", "text"),
        ("_9:00 AM_ \u2013 text", "text"),
        ("**09:00 - Found:** text", "**Found:** text"),
        ("around 9:00 AM: text", "around 9:00 AM: text"),
        ("9:00 - 9:30 AM: text", "9:00 - 9:30 AM: text"),
        ("09:00:00 - `code` and **bold**", "`code` and **bold**"),
        ("Friday, 2025-03-07 09:00 text", "text"),
        ("**Detected (9:00 AM)**: text", "**Detected (9:00 AM)**: text"),
        ("Detected: 9:00 AM", "Detected: 9:00 AM"),
    ],
)
def test_reads_the_time_an_event_opens_with(written: str, text: str) -> None:
    found = timeline(written, summary="It broke on 7 March 2025.")
    assert moments(found) == ["2025-03-07T09:00:00"]
    assert found.report.timeline[0].text == text


@pytest.mark.parametrize(
    "written",
    [
        "March 7, 2025",
        "Mar 7 2025",
        "7 March 2025",
        "7th of March, 2025",
        "07/Mar/2025",
        "2025-03-07",
        "2025/3/7",
        "Friday, March 7th, 2025",
        "7-mar-2025",
        "_7 March 2025_",
    ],
)
def test_reads_dates(written: str) -> None:
    assert moments(timeline(f"{written}, 10:30 text")) == ["2025-03-07T10:30:00"]


@pytest.mark.parametrize(
    ("written", "month"), [("Febuary", 2), ("Febrary", 2), ("febr", 2), ("Septemeber", 9), ("Janurary", 1)]
)
def test_reads_misspelled_months(written: str, month: int) -> None:
    assert moments(timeline(f"{written} 7, 2025, 10:30 text")) == [f"2025-{month:02}-07T10:30:00"]


def test_midnight_and_noon_are_times() -> None:
    found = read("## Summary\n\nFrom 7 March 2025 at noon UTC until 8 March at midnight nobody could pay.\n")
    assert found.report.started_at == datetime(2025, 3, 7, 12, tzinfo=UTC)
    assert found.report.resolved_at == datetime(2025, 3, 8, tzinfo=UTC)


def test_a_numeric_date_follows_the_order_of_the_others() -> None:
    assert moments(timeline("25/12/2024 10:00 a", "03/01/2025 11:00 b"))[1] == "2025-01-03T11:00:00"
    assert moments(timeline("12/25/2024 10:00 a", "03/01/2025 11:00 b"))[1] == "2025-03-01T11:00:00"
    undecided = timeline("03/01/2025 11:00 b")
    assert "date-ambiguous" in codes(undecided)


def test_the_year_comes_from_the_summary() -> None:
    assert moments(timeline("January 10, 7:00 AM: a", summary="On 10 January 2024 it broke.")) == [
        "2024-01-10T07:00:00"
    ]


def test_midnight_starts_the_next_day() -> None:
    found = timeline("22:00 a", "23:30 b", "02:00 c", summary="On 7 March 2025, UTC, it broke.")
    assert moments(found)[-1].startswith("2025-03-08T02:00:00")


def test_a_step_back_of_minutes_is_no_midnight() -> None:
    found = timeline("10:30 a", "10:10 b", summary="On 7 March 2025 it broke.")
    assert moments(found) == ["2025-03-07T10:30:00", "2025-03-07T10:10:00"]


def test_a_date_line_is_in_force_until_the_next() -> None:
    text = "## Timeline\n\n2 March 2021\n\n11.55 a\n\n12.56 b\n\n1.28 c\n\n3 March 2021\n\n9.00 d\n"
    assert moments(read(text)) == [
        "2021-03-02T11:55:00",
        "2021-03-02T12:56:00",
        "2021-03-02T13:28:00",
        "2021-03-03T09:00:00",
    ]


def test_without_a_date_only_the_clock_is_known() -> None:
    found = timeline("10:00 AM UTC: a", "1:15 PM: b")
    assert [(event.at, event.clock) for event in found.report.timeline] == [(None, "10:00"), (None, "13:15")]
    assert codes(found) == ["date-missing"]


def test_hints_fill_what_is_missing_and_are_flagged() -> None:
    found = timeline("10:00: a", today=date(2025, 3, 7), timezone="Europe/Berlin")
    assert moments(found) == ["2025-03-07T10:00:00+01:00"]
    assert codes(found) == ["tz-missing", "date-missing"]
    assert "2025-03-07 is assumed" in found.problems[1].message


def test_hints_never_replace_what_is_written() -> None:
    found = timeline("2024-01-02 10:00 UTC: a", today=date(2025, 3, 7), timezone="Europe/Berlin")
    assert moments(found) == ["2024-01-02T10:00:00+00:00"]
    assert found.problems == ()


def test_an_impossible_day_is_a_problem_and_its_event_stays() -> None:
    found = timeline("2025-02-30 10:00 UTC: a", "10:30 b", summary="On 28 February 2025 it broke.")
    assert len(found.report.timeline) == 2
    assert codes(found) == ["impossible-date"]


def test_noon_written_as_am_is_read_as_noon_and_flagged() -> None:
    found = timeline("11:40 AM UTC: a", "12:00 AM UTC: b", "01:45 PM UTC: c", summary="7 March 2025")
    assert moments(found)[1] == "2025-03-07T12:00:00+00:00"
    assert codes(found) == ["ampm-slip"]


def test_midnight_written_as_am_is_midnight() -> None:
    found = timeline("11:40 PM UTC: a", "12:00 AM UTC: b", "01:45 AM UTC: c", summary="7 March 2025")
    assert moments(found) == [
        "2025-03-07T23:40:00+00:00",
        "2025-03-08T00:00:00+00:00",
        "2025-03-08T01:45:00+00:00",
    ]
    assert codes(found) == []


def test_a_24_hour_time_with_pm_is_flagged() -> None:
    found = timeline("13:20PM UTC: a", summary="7 March 2025")
    assert moments(found) == ["2025-03-07T13:20:00+00:00"]
    assert codes(found) == ["ampm-slip"]


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("UTC", "Etc/UTC"),
        ("GMT", "Etc/UTC"),
        ("EDT", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("EAT", "Africa/Nairobi"),
        ("WAT", "Africa/Lagos"),
        ("CAT", "Africa/Maputo"),
        ("GMT+1", "UTC+01:00"),
        ("UTC-5", "UTC-05:00"),
        ("UTC+0", "Etc/UTC"),
        ("GMT+05:30", "UTC+05:30"),
    ],
)
def test_zone_words_mean_their_usual_zone(written: str, zone: str) -> None:
    found = timeline(f"10:00 ({written}): a", summary="On 7 July 2025 it broke.")
    assert found.report.timezone == zone
    assert moments(found)[0].startswith("2025-07-07T10:00:00")
    assert found.report.timeline[0].text == "a"


@pytest.mark.parametrize(
    "heading",
    [
        "Timeline (Eastern Daylight Time, EDT)",
        "Timeline (all times in EDT)",
        "Timeline - EDT (all times EDT)",
    ],
)
def test_the_timelines_heading_names_the_zone(heading: str) -> None:
    assert timeline("10:00 a", heading=heading, summary="7 July 2025").report.timezone == "America/New_York"


def test_a_zone_word_that_is_no_half_of_the_day() -> None:
    assert moments(timeline("00:40 PST: a", summary="7 January 2025")) == ["2025-01-07T00:40:00-08:00"]


def test_winter_time_in_summer_keeps_the_wall_clock_and_is_flagged() -> None:
    found = timeline("9:00 AM EST: a", summary="On August 10, 2025 it broke.")
    assert moments(found) == ["2025-08-10T09:00:00-04:00"]
    assert codes(found) == ["tz-wrong-for-season"]


def test_an_ambiguous_zone_offers_both_readings() -> None:
    (problem,) = timeline("9:00 AM IST: a", summary="On August 10, 2025 it broke.").problems
    assert problem.code == "tz-ambiguous"
    assert "Asia/Kolkata" in problem.message
    assert "Europe/Dublin" in problem.message


def test_a_second_zone_is_flagged() -> None:
    found = timeline("9:00 UTC: a", "9:10 UTC: b", "11:20 CEST: c", summary="On August 10, 2025 it broke.")
    assert codes(found) == ["tz-mixed"]


def test_a_time_the_clocks_skipped_is_left_to_the_author() -> None:
    found = timeline("2026-03-29 02:30 CET: a")
    assert (found.report.timeline[0].at, found.report.timeline[0].clock) == (None, "02:30")
    assert codes(found) == ["time-skipped-by-dst"]


def test_a_time_the_clocks_showed_twice_is_read_as_the_first() -> None:
    found = timeline("2026-10-25 02:30 CEST: a")
    assert moments(found) == ["2026-10-25T02:30:00+02:00"]
    assert codes(found) == ["time-twice-by-dst"]


def test_an_end_before_its_start_is_left_out() -> None:
    found = read("Duration: May 10, 2025, 10:00 UTC to May 9, 2025, 11:00 UTC\n")
    assert found.report.started_at is not None
    assert found.report.resolved_at is None
    assert "resolved-before-start" in codes(found)


@pytest.mark.parametrize(
    "line",
    [
        "Duration: May 10, 2025, 9:00 - 11:30 PM UTC",
        "Duration: from 9:00 PM to 11:30 PM (UTC) on May 10, 2025.",
        "Between 9:00 PM and 11:30 PM UTC on May 10, 2025 nobody could pay.",
        "The outage started at 9:00 PM UTC on May 10, 2025, and ended at 11:30 PM UTC on the same day.",
        "On 10/May/2025 at 2100hrs UTC mail stood still for hours. Service was restored at 2330hrs UTC.",
    ],
)
def test_reads_when_the_incident_began_and_ended(line: str) -> None:
    report = read(f"Issue Summary\n{line}\n").report
    assert report.started_at is not None
    assert report.resolved_at is not None
    assert report.started_at.isoformat() == "2025-05-10T21:00:00+00:00"
    assert report.resolved_at.isoformat() == "2025-05-10T23:30:00+00:00"


def test_a_duration_past_midnight() -> None:
    report = read("Duration: 10 May 2025, 10:00 PM to 2:00 AM UTC\n").report
    assert report.resolved_at is not None
    assert report.resolved_at.isoformat() == "2025-05-11T02:00:00+00:00"


def test_a_title_with_another_date_is_a_contradiction() -> None:
    found = read(
        "# Outage of 1 May 2025\n\n## Summary\n\nFrom 10:00 to 11:00 UTC on 10 May 2025 nobody could pay.\n"
    )
    assert [(problem.code, problem.line) for problem in found.problems] == [("date-contradiction", 1)]


def test_a_start_known_by_its_day_is_the_first_event_of_that_day() -> None:
    text = "# Outage\n\n**Start:** 2 March 2021\n\n## Timeline (UTC)\n\n- {} alerts\n- 13:00 recovery\n"
    report = read(text.format("11:55")).report
    assert report.started_at == datetime(2021, 3, 2, 11, 55, tzinfo=UTC)
    assert report.resolved_at == datetime(2021, 3, 2, 13, 0, tzinfo=UTC)
    assert read(text.format("2021-03-03 11:55")).report.started_at is None


def test_a_timeline_without_a_last_word_leaves_the_end_open() -> None:
    timeline = (
        "# Outage\n\n## Timeline\n\n- 2021-03-02 10:00 UTC the outage began\n- 11:00 we asked the vendor\n"
    )
    report = read(timeline).report
    assert report.started_at == datetime(2021, 3, 2, 10, 0, tzinfo=UTC)
    assert report.resolved_at is None
