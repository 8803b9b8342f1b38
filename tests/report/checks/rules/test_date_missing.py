from msgspec.structs import replace

from incidents.report.checks import check
from incidents.report.value import Report
from tests.report.checks.clean import CLEAN, CONTEXT, check_clean, check_finds


def undated(**fields: str) -> Report:
    moments = ("started_at", "detected_at", "acknowledged_at", "notified_at", "mitigated_at", "resolved_at")
    return replace(
        CLEAN,
        **dict.fromkeys(moments),
        **{"summary": "Payments by card failed.", **fields},
        timeline=tuple(
            replace(event, at=None, clock=event.at and f"{event.at:%H:%M}") for event in CLEAN.timeline
        ),
        root_causes=CLEAN.root_causes[:1],
    )


def test_only_clock_times() -> None:
    check_finds(undated(), "date-missing", "started_at")


def test_a_date_in_the_text_is_a_date() -> None:
    report = undated(summary="On 3 March 2026 payments by card failed.")

    assert "date-missing" not in [each.code for each in check(report, CONTEXT)]


def test_a_dated_event_is_enough_to_know_the_day() -> None:
    check_clean(replace(CLEAN, summary="Payments by card failed."))
