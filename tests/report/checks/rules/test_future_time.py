from datetime import date

from msgspec.structs import replace

from tests.report.checks.clean import CLEAN, CONTEXT, at, changed, check_clean, check_finds, with_event

NEXT_YEAR = at("12:10").replace(year=2027)


def test_an_end_still_to_come() -> None:
    found = check_finds(changed(resolved_at=NEXT_YEAR), "future-time", "resolved_at")

    assert "12:10 on 3 March 2027" in found.message


def test_an_event_still_to_come() -> None:
    check_finds(with_event(4, at=NEXT_YEAR), "future-time", "timeline[4].at")


def test_today_and_tomorrow_elsewhere() -> None:
    check_clean(CLEAN, replace(CONTEXT, today=date(2026, 3, 2)))
