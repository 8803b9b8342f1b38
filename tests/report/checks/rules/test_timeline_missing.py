from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_an_event() -> None:
    check_finds(changed(timeline=()), "timeline-missing", "timeline")


def test_with_one_event() -> None:
    check_clean(changed(timeline=CLEAN.timeline[:1]))
