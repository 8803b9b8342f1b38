import pytest
from msgspec.structs import replace

from incidents.report.value import EventKind
from tests.report.checks.clean import at, changed, check_clean, check_finds, with_event

CODE = "summary-timeline-mismatch"


def test_a_resolution_that_the_timeline_has_at_another_time() -> None:
    found = check_finds(changed(resolved_at=at("13:00"), summary="Payments failed."), CODE, "resolved_at")

    assert "13:00 on 3 March 2026" in found.message
    assert "12:10 on 3 March 2026" in found.message


def test_a_start_that_the_timeline_has_at_another_time() -> None:
    check_finds(with_event(0, at=at("10:05")), CODE, "started_at")


def test_a_timeline_that_goes_on_after_the_end() -> None:
    report = with_event(7, at=at("13:40"), kind=EventKind.INVESTIGATING)

    check_finds(report, CODE, "timeline[7].at")


def test_two_ends() -> None:
    check_finds(with_event(4, kind=EventKind.RESOLVED), CODE, "timeline[4].kind")


def test_the_first_of_two_ends_becomes_the_mitigation_where_there_is_none() -> None:
    report = replace(with_event(5, kind=EventKind.RESOLVED, at=at("11:35")), mitigated_at=None)

    found = check_finds(report, CODE, "timeline[5].kind")

    assert found.fix
    assert found.fix.apply(report).timeline[5].kind is EventKind.MITIGATED


@pytest.mark.parametrize("window", ["from 10:30 to 11:00", "between 09:15 and 12:10"])
def test_a_summary_with_other_times(window: str) -> None:
    check_finds(changed(summary=f"On 3 March 2026, {window}, payments failed."), CODE, "summary")


@pytest.mark.parametrize(
    "window",
    [
        "from 10:30 to 12:10",
        "from 10:38 to 11:40",
        "from 10:30 AM to 12:10 PM CET",
        "between 10:30 and 12:10",
        "from 4:30 AM EST to 6:10 AM EST",
    ],
)
def test_the_stated_times_by_any_clock(window: str) -> None:
    check_clean(changed(summary=f"On 3 March 2026, {window}, payments failed."))


def test_a_resolution_soon_confirmed() -> None:
    check_clean(with_event(6, at=at("12:05"), kind=EventKind.RESOLVED))


def test_what_was_down_for_the_whole_time_and_restored_before() -> None:
    report = with_event(5, at=at("11:20"), text="The index is removed, and payments are restored.")
    impact = "1,200 customers could not pay; the checkout was unavailable during the outage window."

    found = check_finds(
        changed(timeline=report.timeline, mitigated_at=None, impact=impact, impact_percent=None),
        CODE,
        "impact",
    )

    assert "restored at 11:20, and the end is at 12:10" in found.message


def test_what_was_down_until_it_was_restored() -> None:
    report = with_event(5, text="The index is removed, and payments are restored.")

    check_clean(
        changed(
            timeline=report.timeline,
            impact="Checkout was unavailable until 11:40 for 5% of users.",
            impact_percent=None,
        )
    )
