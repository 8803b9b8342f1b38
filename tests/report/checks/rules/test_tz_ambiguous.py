import pytest
from msgspec.structs import replace

from incidents.report import clock
from incidents.report.shape import MOMENTS
from tests.report.checks.clean import CLEAN, check_clean, check_finds, with_event


@pytest.mark.parametrize("zone", ["CST", "IST", "BST"])
def test_an_abbreviation_of_two_zones(zone: str) -> None:
    report = with_event(4, text=f"The bank saw the error at 15:45 {zone} too.")

    found = check_finds(report, "tz-ambiguous", "timeline[4].text")

    assert zone in found.message


def test_the_offset_is_added_where_the_report_is_of_that_zone() -> None:
    zone = "Asia/Kolkata"
    text = "The bank saw the error at 15:45 IST too."
    events = [
        replace(event, at=event.at and clock.in_zone(event.at, zone))
        for event in with_event(4, text=text).timeline
    ]
    moments = {name: clock.in_zone(getattr(CLEAN, name), zone) for name in MOMENTS}
    report = replace(CLEAN, timezone=zone, timeline=tuple(events), **moments, summary="Payments failed.")

    found = check_finds(report, "tz-ambiguous", "timeline[4].text")

    assert found.fix
    assert found.fix.apply(report).timeline[4].text == (
        "The bank saw the error at 15:45 IST (UTC+05:30) too."
    )


@pytest.mark.parametrize(
    "written", ["15:45 IST (UTC+05:30)", "11:15 CET", "10:15 UTC", "15:45 (IST, UTC+5:30)"]
)
def test_times_that_are_clear(written: str) -> None:
    check_clean(with_event(4, text=f"The bank saw the error at {written} too."))
