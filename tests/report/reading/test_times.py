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
        ("9:00, text", "text"),
        ("09:00h text", "text"),
        ("09:00 Uhr: text", "text"),
        ("09h00 - text", "text"),
        ("0900h: text", "text"),
        ("9:00 -> text", "text"),
        ("09:00... text", "text"),
        ("@09:00 text", "text"),
        ("Time: 09:00 - text", "text"),
        ("\u23f0 09:00: text", "\u23f0 text"),
        ("Fri, 9:00: text", "Fri, 9:00: text"),
        ("\u2248 9:00 text", "\u2248 9:00: text"),
        ("approx. 9:00 - text", "approx. 9:00: text"),
        ("shortly after 9:00, text", "shortly after 9:00: text"),
        ("just before 9 am: text", "just before 9 am: text"),
        ("09:00ish text", "09:00ish: text"),
        ("09:00 (approx): text", "09:00 (approx): text"),
        ("09:00 local time: text", "09:00 local time: text"),
        ("between 9:00 and 9:20 text", "between 9:00 and 9:20: text"),
        ("from 9:00 to 9:20, text", "from 9:00 to 9:20: text"),
        ("9-10 AM: text", "9-10 AM: text"),
        ("9:AM - text", "text"),
        ("9AM-10AM: text", "9AM-10AM: text"),
        ("**9:00 \u2013 9:20:** text", "9:00 \u2013 9:20: text"),
        ("at 9:00 on the 7th of March, text", "text"),
        ("9:00 on 7 March 2025: text", "text"),
        ("9:00, March 7: text", "text"),
        ("9.00 7 march 2025 - text", "text"),
        ("2025-03-07T09:00:00.123 text", "text"),
    ],
)
def test_reads_the_time_an_event_opens_with(written: str, text: str) -> None:
    found = timeline(written, summary="It broke on 7 March 2025.")
    assert moments(found) == ["2025-03-07T09:00:00"]
    assert found.report.timeline[0].text == text


@pytest.mark.parametrize(
    ("written", "at", "text"),
    [
        ("1005Z: text", "10:05:00+00:00", "text"),
        ("1005 UTC - text", "10:05:00+00:00", "text"),
        ("10:05 AM, UTC - text", "10:05:00+00:00", "text"),
        ("9.00 UTC 7 march 2025 - text", "09:00:00+00:00", "text"),
        ("10:05 (UTC+1) \u2013 text", "10:05:00+01:00", "text"),
        ("10:05 +0530 text", "10:05:00+05:30", "text"),
        ("10:05:00 -0800 text", "10:05:00-08:00", "text"),
        ("10:05 CT: text", "10:05:00-06:00", "text"),
        ("10:05 PT / 18:05 UTC - text", "10:05:00-08:00", "10:05 PT / 18:05 UTC: text"),
        ("10:05 CET (09:05 UTC) text", "10:05:00+01:00", "10:05 CET (09:05 UTC): text"),
        ("10:00-10:30 AM (UTC): text", "10:00:00+00:00", "10:00-10:30 AM (UTC): text"),
    ],
)
def test_reads_the_zone_behind_the_time(written: str, at: str, text: str) -> None:
    found = timeline(written, summary="It broke on 7 March 2025.")
    assert moments(found) == [f"2025-03-07T{at}"]
    assert found.report.timeline[0].text == text


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("noon: text", "2025-03-07T12:00:00"),
        ("At noon, text", "2025-03-07T12:00:00"),
        ("12 midday - text", "2025-03-07T12:00:00"),
        ("midnight - text", "2025-03-08T00:00:00"),
        ("24:00 text", "2025-03-08T00:00:00"),
        ("2025-03-07 24:00: text", "2025-03-08T00:00:00"),
    ],
)
def test_noon_and_midnight_are_times(written: str, at: str) -> None:
    found = timeline("11:00: a", written, summary="It broke on 7 March 2025.")
    assert moments(found)[1] == at
    assert found.report.timeline[1].text == "text"


def test_a_midnight_in_passing_is_no_time() -> None:
    found = timeline(
        "11:00: a", "The midnight job was blamed. Noon came.", summary="It broke on 7 March 2025."
    )
    assert moments(found)[1] == ""


@pytest.mark.parametrize(
    "text",
    [
        "| Time | What |\n|---|---|\n| shortly after 14:00 | a |\n| noon next | b |\n| 14h05 UTC | c |",
        "### Shortly after 14:00\n\na\n\n### 14h05 UTC\n\nc",
        "Shortly after 14:00 a happened, at 14:05 UTC c did.",
    ],
)
def test_vague_times_stand_in_tables_headings_and_prose(text: str) -> None:
    found = read(f"## Summary\n\nIt broke on 7 March 2025.\n\n## Timeline\n\n{text}\n")
    assert [at for at in moments(found) if at] == ["2025-03-07T14:00:00+00:00", "2025-03-07T14:05:00+00:00"]


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
        "March 7th, 25",
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
        ("Kigali Time", "Africa/Kigali"),
        ("Nigerian time", "Africa/Lagos"),
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


def test_a_step_back_is_a_problem_with_offers() -> None:
    (problem,) = timeline("2025-03-07 20:25 UTC: a", "2025-03-07 12:30: b", "2025-03-07 13:00: c").problems
    assert (problem.code, problem.path, problem.line) == ("non-monotonic-timeline", "timeline[1].at", 8)
    assert "12:30 on 7 March is earlier than the event above, 20:25 on 7 March" in problem.message
    assert [(offer.label, dict(offer.changes)) for offer in problem.offers] == [
        (
            "Half a day later: 00:30 on 8 March",
            {"timeline[1].at": "2025-03-08T00:30:00Z", "timeline[2].at": "2025-03-08T01:00:00Z"},
        ),
        (
            "The next day: 12:30 on 8 March",
            {"timeline[1].at": "2025-03-08T12:30:00Z", "timeline[2].at": "2025-03-08T13:00:00Z"},
        ),
    ]


def test_a_clock_alone_that_steps_back_a_little_is_a_problem_and_midnight_none() -> None:
    assert "non-monotonic-timeline" in codes(timeline("10:30 a", "10:10 b"))
    assert "non-monotonic-timeline" not in codes(timeline("23:30 a", "00:10 b"))


def test_a_timeline_told_backwards_is_one_problem() -> None:
    found = timeline("2025-03-07 12:00 UTC: a", "2025-03-07 11:00: b", "2025-03-07 10:00: c")
    assert codes(found) == ["non-monotonic-timeline"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("12:10 UTC: Ada investigates", "12:10 on 7 March is after the stated end, 12:00 on 7 March"),
        ("09:40 UTC: an alarm rang", "09:40 on 7 March is before the stated start, 10:00 on 7 March"),
        ("12:10 UTC: the notes were written", ""),
        ("12:03 UTC: all clear", ""),
    ],
)
def test_an_event_beyond_the_stated_bounds_is_a_problem(line: str, said: str) -> None:
    found = timeline(line, summary="From 10:00 to 12:00 UTC on 7 March 2025 nobody could pay.")
    assert [problem.message.split(";")[0] for problem in found.problems] == ([said] if said else [])
    assert codes(found) == (["summary-timeline-mismatch"] if said else [])


def test_what_follows_a_told_end_is_no_contradiction() -> None:
    found = timeline(
        "12:00 UTC: service restored",
        "13:00 UTC: confirmed stable",
        summary="From 10:00 to 12:00 UTC on 7 March 2025 nobody could pay.",
    )
    assert codes(found) == []


@pytest.mark.parametrize(
    ("summary", "day"),
    [
        ("It broke on Monday, 9/10/2018.", "2018-09-10"),
        ("It broke on Tuesday (9/10/2018).", "2018-10-09"),
        ("It lasted from 9/10/2018 to 9/11/2018.", "2018-09-10"),
        ("It lasted from 9/10/2018 to 10/10/2018.", "2018-10-09"),
        ("It was noticed on Monday, 9/10. All this in 2018: 3 January 2018.", "2018-09-10"),
    ],
)
def test_a_weekday_or_another_date_settles_the_order(summary: str, day: str) -> None:
    found = timeline("9/10/2018 10:00 UTC: a", summary=summary)
    assert moments(found)[0].startswith(day)
    assert "date-ambiguous" not in codes(found)


def test_a_weekday_of_neither_order_settles_nothing() -> None:
    assert "date-ambiguous" in codes(timeline("9/10/2018 10:00 UTC: a", summary="Friday, 9/10/2018."))


@pytest.mark.parametrize("said", ["2015-10-21 (*all times UTC*)", "**2015-10-21** (times in UTC)"])
def test_a_day_with_a_zone_stands_over_its_events(said: str) -> None:
    found = read(f"# Outage\n\n## Timeline\n\n{said}\n\n- 10:00 a\n- 11:00 b\n")
    assert moments(found) == ["2015-10-21T10:00:00+00:00", "2015-10-21T11:00:00+00:00"]
    assert [event.text for event in found.report.timeline] == ["a", "b"]
    assert codes(found) == []


def test_a_time_the_clocks_skipped_offers_the_hour_after_and_utc() -> None:
    (problem,) = timeline("2026-03-29 02:30 CET: a").problems
    assert [(offer.label, dict(offer.changes)) for offer in problem.offers] == [
        ("03:30 on 29 March", {"timeline[0].at": "2026-03-29T03:30:00+02:00", "timeline[0].clock": None}),
        (
            "02:30 UTC: 04:30 on 29 March",
            {"timeline[0].at": "2026-03-29T04:30:00+02:00", "timeline[0].clock": None},
        ),
    ]


@pytest.mark.parametrize(
    ("lines", "times", "texts"),
    [
        (
            ["10:00 a", "+5 min b", "+15 min: c"],
            ["10:00", "10:05", "10:15"],
            ["a", "+5 min: b", "+15 min: c"],
        ),
        (["10:00 a", "+15 min b", "+5 min c"], ["10:00", "10:15", "10:20"], ["a", "+15 min: b", "+5 min: c"]),
        (
            ["T0: a", "T+5m: b", "T+1h30m - c"],
            ["09:00", "09:05", "10:30"],
            ["T0: a", "T+5m: b", "T+1h30m: c"],
        ),
        (
            ["10:00 a", "5 minutes later b", "an hour later, c"],
            ["10:00", "10:05", "11:05"],
            ["a", "5 minutes later: b", "an hour later: c"],
        ),
        (
            ["+15 users", "T cells", "5 minutes lateral"],
            ["", "", ""],
            ["+15 users", "T cells", "5 minutes lateral"],
        ),
    ],
)
def test_times_are_told_by_what_passed(lines: list[str], times: list[str], texts: list[str]) -> None:
    found = timeline(*lines, summary="From 09:00 to 23:00 UTC on 7 March 2025 nobody could pay.")
    assert [at[11:16] for at in moments(found)] == times
    assert [event.text for event in found.report.timeline] == texts


def test_what_passed_stands_in_tables_too_and_without_a_day() -> None:
    rows = "| When | What |\n|---|---|\n| 10:00 | a |\n| T+5 min | b |\n| +2h | c |\n"
    assert moments(read(f"# Outage\n\n## Timeline\n\n{rows}")) == ["10:00", "10:05", "12:00"]


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["Day 1, 10:00: a", "Day 2, 09:00: b", "10:00 c"], ["07", "08", "08"]),
        (["10:00 a", "the next day, 09:00: b", "10:00 (next day): c"], ["07", "08", "09"]),
        (["Fri 10:00 a", "Saturday, 09:30: b", "Mon 10:00 c"], ["07", "08", "10"]),
        (["Thursday 10:00 a", "11:00 b"], ["07", "07"]),
    ],
)
def test_days_are_told_by_counting(lines: list[str], days: list[str]) -> None:
    found = timeline(*lines, summary="It broke on 7 March 2025, UTC.")  # a Friday
    assert [at[8:10] for at in moments(found)] == days


@pytest.mark.parametrize(
    "heads", [("### Day 1", "### Day 2"), ("**Day 1:**", "**Day 2:**"), ("Friday", "Saturday")]
)
def test_a_told_day_stands_over_its_events(heads: tuple[str, str]) -> None:
    events = "\n\n- 22:00 a\n- 23:00 b\n\n", "\n\n- 10:00 c\n- 11:00 d\n"
    text = f"## Timeline\n\nIt broke on 7 March 2025.\n\n{heads[0]}{events[0]}{heads[1]}{events[1]}"
    assert [at[8:13] for at in moments(read(text)) if at] == ["07T22", "07T23", "08T10", "08T11"]


def test_a_zone_beside_a_quoted_time_counts_where_there_is_no_other() -> None:
    summary = "> From 7 March 2025, 10:00 to 11:00 (UTC-4) nobody could pay."
    assert timeline("10:00: a", summary=summary).report.timezone == "UTC-04:00"
    assert timeline("10:00 UTC: a", summary=summary).report.timezone == "Etc/UTC"
