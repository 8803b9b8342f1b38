from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from incidents.report.checks import check
from incidents.report.value import Report, TimelineEvent
from tests.report.checks.clean import CLEAN, CONTEXT, check_clean, check_finds

CODE = "time-skipped-by-dst"
START = datetime(2026, 3, 29, 3, 5, tzinfo=timezone(timedelta(hours=2)))


def in_spring(**fields: Any) -> Report:
    """Return a report of the night in which Berlin's clocks went from 02:00 to 03:00."""
    hours = timedelta(hours=2)
    return replace(Report(timezone="Europe/Berlin", started_at=START, resolved_at=START + hours), **fields)


def test_a_time_that_no_clock_showed() -> None:
    found = check_finds(in_spring(impact="At 02:30 every payment failed."), CODE, "impact")

    assert found.message.startswith("There was no 02:30 on 29 March 2026: the clocks of Europe/Berlin")


def test_an_event_of_which_only_the_clock_is_known() -> None:
    report = in_spring(timeline=(TimelineEvent(clock="02:30", text="Paged."),))

    check_finds(report, CODE, "timeline[0].clock")


def test_a_day_that_the_sentence_names() -> None:
    report = in_spring(started_at=None, notes="On 29 March 2026 at 02:30 we were paged.")

    check_finds(report, CODE, "notes")


@pytest.mark.parametrize(
    "fields",
    [
        {"impact": "At 01:30 and at 03:30 payments failed."},
        {"impact": "At 02:30 UTC payments failed."},
        {"impact": "When the clocks went forward at 02:30 (a slip), payments failed."},
        {"impact": "Nothing got past 02:00 that night."},
        {"impact": "At 02:30 (UTC+01:00) payments failed."},
        {"impact": "On 28 March 2026 at 02:30 payments failed."},
        {"impact": "At 02:30 payments failed.", "timezone": "UTC+02:00"},
        {"impact": "At 02:30 payments failed.", "resolved_at": START + timedelta(days=1)},
    ],
)
def test_times_that_there_were_or_may_have_been(fields: dict[str, Any]) -> None:
    assert CODE not in {each.code for each in check(in_spring(**fields), CONTEXT)}


def test_a_day_without_a_change() -> None:
    check_clean(CLEAN)
