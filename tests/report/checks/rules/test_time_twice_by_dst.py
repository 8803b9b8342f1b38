from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from incidents.report.checks import check
from incidents.report.value import Report, TimelineEvent
from tests.report.checks.clean import CLEAN, CONTEXT, check_clean, check_finds

CODE = "time-twice-by-dst"
START = datetime(2026, 10, 25, 2, 10, tzinfo=timezone(timedelta(hours=2)))
LATER = replace(CONTEXT, today=date(2026, 10, 27))


def in_autumn(**fields: Any) -> Report:
    """Return a report of the night in which Berlin's clocks went from 03:00 back to 02:00."""
    end = datetime(2026, 10, 25, 3, 5, tzinfo=timezone(timedelta(hours=1)))
    return replace(Report(timezone="Europe/Berlin", started_at=START, resolved_at=end), **fields)


def test_a_time_that_came_twice() -> None:
    found = check_finds(in_autumn(impact="At 02:30 every payment failed."), CODE, "impact", LATER)

    assert found.message == (
        "02:30 came twice on 25 October 2026 in Europe/Berlin; say which, by UTC+02 or UTC+01."
    )


def test_an_event_of_which_only_the_clock_is_known() -> None:
    report = in_autumn(timeline=(TimelineEvent(clock="02:30", text="Paged."),))

    check_finds(report, CODE, "timeline[0].clock", LATER)


@pytest.mark.parametrize("said", ["02:30 UTC+01:00", "02:30 (+01:00)", "02:30 CET", "03:30", "01:30"])
def test_a_time_that_says_which_it_is_or_came_once(said: str) -> None:
    found = check(in_autumn(impact=f"At {said} every payment failed."), LATER)

    assert CODE not in {each.code for each in found}


def test_a_day_without_a_change() -> None:
    check_clean(CLEAN)
