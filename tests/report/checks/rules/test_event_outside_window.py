from incidents.report.value import EventKind
from tests.report.checks.clean import at, check_clean, check_finds, with_event


def test_a_year_off() -> None:
    report = with_event(4, at=at("11:15").replace(year=2025))

    found = check_finds(report, "event-outside-window", "timeline[4].at")

    assert "3 March 2025" in found.message


def test_the_release_that_caused_it() -> None:
    check_clean(with_event(0, at=at("11:15").replace(month=2), kind=EventKind.OTHER))
