from datetime import date, datetime

import pytest
from msgspec.structs import replace

from incidents.report.checks import check
from incidents.report.checks.context import Context
from incidents.report.value import EventKind, Report, TimelineEvent
from tests.report.checks.clean import CLEAN, at, changed, check_clean, check_finds, with_event


def test_midnight_for_noon() -> None:
    noon = replace(CLEAN.timeline[6], at=at("00:00"))
    end = replace(CLEAN.timeline[7], at=at("12:10"))
    slipped = changed(timeline=(*CLEAN.timeline[:6], noon, end))

    found = check_finds(slipped, "ampm-slip", "timeline[6].at")

    assert "00:00" in found.message
    assert found.fix
    assert found.fix.apply(slipped).timeline[6].at == at("12:00")


@pytest.mark.parametrize("written", ["14:30 PM", "13:20pm", "22:05 a.m."])
def test_a_24_hour_time_with_a_half_of_the_day(written: str) -> None:
    text = f"We wrote to the bank at {written} and again later."

    found = check_finds(with_event(4, text=text), "ampm-slip", "timeline[4].text")

    assert found.fix
    clock = written[:5]
    assert found.fix.apply(with_event(4, text=text)).timeline[4].text == (
        f"We wrote to the bank at {clock} and again later."
    )


@pytest.mark.parametrize("written", ["2:30 PM", "12:00 AM", "14:30", "00:10 AM"])
def test_times_that_are_clear(written: str) -> None:
    check_clean(with_event(4, text=f"We wrote to the bank at {written} and again later."))


TODAY = date(2026, 12, 1)
NEW_YORK = "America/New_York"


def in_november(*clocks: str) -> Report:
    """Return a report with an event at each moment around the end of summer time in New York."""
    events = tuple(TimelineEvent(at=datetime.fromisoformat(each), text="x") for each in clocks)
    return Report(timezone=NEW_YORK, timeline=events)


def test_half_a_day_is_counted_by_the_clocks_of_the_zone() -> None:
    report = in_november(
        "2026-10-31T21:00:00-04:00", "2026-10-31T20:10:00-04:00", "2026-11-01T09:00:00-05:00"
    )
    (found,) = (each for each in check(report, Context(today=TODAY)) if each.code == "ampm-slip")
    assert found.fix
    moved = found.fix.apply(report).timeline[1].at
    assert moved == datetime.fromisoformat("2026-11-01T08:10:00-05:00")


def test_a_time_that_the_clocks_showed_twice_is_no_mending() -> None:
    report = in_november(
        "2026-10-31T21:00:00-04:00", "2026-10-31T13:10:00-04:00", "2026-11-01T09:00:00-05:00"
    )
    assert "ampm-slip" not in {each.code for each in check(report, Context(today=TODAY))}


def test_no_mending_is_offered_that_puts_moments_out_of_order() -> None:
    moments = [(EventKind.ACKNOWLEDGED, "08:00"), (EventKind.DETECTED, "07:40"), (EventKind.OTHER, "23:00")]
    events = tuple(
        TimelineEvent(at=datetime.fromisoformat(f"2026-03-05T{at}:00+00:00"), kind=kind, text="x")
        for kind, at in moments
    )
    report = Report(timezone="Etc/UTC", timeline=events)
    (found,) = (each for each in check(report, Context(today=TODAY)) if each.code == "ampm-slip")
    assert found.fix is None
