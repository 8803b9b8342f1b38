"""When the incident began and ended, where no line says "from … to …"."""

from datetime import UTC, datetime

import pytest

from incidents.report.reading import read

DAY = "2025-03-07T"
TIMELINE = "# Shop\n\nDate of incident: 7 March 2025\n\n## Timeline (UTC)\n\n{}\n"


def began_and_ended(text: str) -> tuple[str | None, str | None]:
    report = read(text).report
    started, resolved = report.started_at, report.resolved_at
    return (
        started.isoformat().removesuffix(":00+00:00") if started else None,
        resolved.isoformat().removesuffix(":00+00:00") if resolved else None,
    )


@pytest.mark.parametrize(
    ("summary", "end"),
    [
        ("On 7 March 2025 at 10:15 UTC the shop went down.", None),
        (
            "At 10:15 AM UTC on 7 March 2025, the shop\nsuffered an outage that lasted for 45 minutes.",
            "11:00",
        ),
        ("The shop crashed on 7 March 2025 at 10:15 UTC. It lasted 2 hours and 5 minutes.", "12:20"),
        ("The shop crashed on 7 March 2025 at 10:15 UTC. It lasted about two hours.", None),
        ("On 7 March 2025 at 10:15 a.m. UTC, half of the shop was offline for a while.", None),
    ],
)
def test_a_sentence_tells_the_start_alone(summary: str, end: str | None) -> None:
    assert began_and_ended(f"# Shop\n\n## Summary\n\n{summary}\n") == (
        f"{DAY}10:15",
        end and f"{DAY}{end}",
    )


def test_a_start_and_a_length_tell_the_end() -> None:
    text = "## Summary\n\n- Start: 7 March 2025, 10:15 UTC\n- Duration: 1 hour 30 minutes\n"
    assert began_and_ended(text) == (f"{DAY}10:15", f"{DAY}11:45")


@pytest.mark.parametrize(
    "summary",
    [
        "The shop's outage was resolved at 10:15 UTC on 7 March 2025.",
        "On 7 March 2025 at 10:15 UTC we released a new till.",
    ],
)
def test_another_moment_is_no_start(summary: str) -> None:
    assert read(f"# Shop\n\n## Summary\n\n{summary}\n").report.started_at is None


@pytest.mark.parametrize(
    ("first", "start"),
    [
        ("10:00 Shoppers get errors at the till.", f"{DAY}10:00"),
        ("10:00 A surge of visitors reached the shop.", f"{DAY}10:00"),
        ("10:00 A shopper said that they couldn't pay.", f"{DAY}10:00"),
        ("10:00 A new till was released.", None),
    ],
)
def test_a_first_event_that_tells_of_trouble_is_the_start(first: str, start: str | None) -> None:
    assert began_and_ended(TIMELINE.format(f"- {first}\n- 10:30 We looked."))[0] == start


@pytest.mark.parametrize("last", ["The till is working normally.", "The till resumed normal operation."])
def test_a_last_event_that_tells_of_normal_running_is_the_end(last: str) -> None:
    entries = f"- 10:00 The till broke.\n- 10:30 {last}"
    assert began_and_ended(TIMELINE.format(entries))[1] == f"{DAY}10:30"


def test_a_duration_of_whole_days_begins_with_the_first_event() -> None:
    text = "## Summary\n\n- Duration: 7 March 2025 - 9 March 2025\n\n## Timeline\n\n- 10:00 UTC A look.\n"
    assert began_and_ended(text)[0] == f"{DAY}10:00"


def test_the_date_among_the_facts_is_that_of_the_incident() -> None:
    text = (
        "Today, 9 March 2025, I tell of my till.\n\n## Summary\n\nTimeframe:\n- Date: 2025-03-07\n"
        "- Start time: 10:00 UTC\n\n## Timeline\n\n- 10:00 The till broke.\n"
    )
    assert read(text).report.started_at == datetime(2025, 3, 7, 10, tzinfo=UTC)


def test_an_evening_between_two_mornings_is_a_slip_that_can_be_put_back() -> None:
    entries = "- 11:20 AM The till broke.\n- 11:21 PM We looked.\n- 12:05 PM It works again."
    found = read(TIMELINE.format(entries))
    assert [f"{event.at:%d %H:%M}" for event in found.report.timeline if event.at] == [
        "07 11:20",
        "07 11:21",
        "07 12:05",
    ]
    (slip,) = [problem for problem in found.problems if problem.code == "ampm-slip"]
    assert [offer.label for offer in slip.offers] == ["In the evening: 23:21 on 7 March"]


def test_an_evening_before_the_next_morning_is_none() -> None:
    entries = "- 9:20 AM The till broke.\n- 11:21 PM We looked.\n- 8:05 AM It works again."
    times = [event.at for event in read(TIMELINE.format(entries)).report.timeline]
    assert [f"{at:%d %H:%M}" for at in times if at] == ["07 09:20", "07 23:21", "08 08:05"]


def test_a_sentence_among_timed_entries_may_tell_its_time() -> None:
    entries = (
        "- 10:00 The till broke.\n- A shopper told us at 10:10.\n- The log begins at 03:00.\n- 10:30 Mended."
    )
    events = read(TIMELINE.format(entries)).report.timeline
    assert [f"{event.at:%H:%M}" if event.at else None for event in events] == [
        "10:00",
        "10:10",
        None,
        "10:30",
    ]


def test_the_date_over_the_summary_counts_before_those_of_a_log() -> None:
    text = (
        "# Shop\n\n**Date:** 07/03/2025\n\n## Timeline\n\n- 10:00 UTC The till broke.\n\n"
        "## The log of the till\n\nput [09/Mar/2025:21:39] off\n"
    )
    (event,) = read(text).report.timeline
    assert event.at == datetime(2025, 3, 7, 10, tzinfo=UTC)
