import pytest

from tests.report.checks.clean import at, changed, check_clean, check_finds, with_event

CODE = "moments-out-of-order"


@pytest.mark.parametrize(
    ("name", "clock"),
    [
        ("detected_at", "10:20"),
        ("acknowledged_at", "10:35"),
        ("notified_at", "09:55"),
        ("mitigated_at", "10:10"),
    ],
)
def test_a_moment_before_what_it_follows(name: str, clock: str) -> None:
    report = changed(**{name: at(clock)}, timeline=())

    found = check_finds(report, CODE, name)

    assert f"{clock} on 3 March 2026" in found.message


def test_an_end_before_the_mitigation() -> None:
    check_finds(changed(mitigated_at=at("12:30"), timeline=()), CODE, "resolved_at")


def test_what_only_the_timeline_tells() -> None:
    report = with_event(1, at=at("10:20"))

    check_finds(changed(timeline=report.timeline, detected_at=None), CODE, "timeline[1].at")


def test_moments_at_one_time_and_a_notice_before_the_alert() -> None:
    at_once = {name: at("10:30") for name in ("detected_at", "acknowledged_at", "notified_at")}

    check_clean(changed(**at_once, timeline=changed().timeline[3:]))
