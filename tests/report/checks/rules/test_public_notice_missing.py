from incidents.report.value import EventKind, Severity
from tests.report.checks.clean import changed, check_clean, check_finds, with_event


def test_a_sev2_of_which_nobody_was_told() -> None:
    report = changed(notified_at=None, timeline=with_event(3, kind=EventKind.OTHER).timeline)

    check_finds(report, "public-notice-missing", "notified_at")
    check_clean(changed(notified_at=None))


def test_a_sev3() -> None:
    quiet = with_event(3, kind=EventKind.OTHER).timeline

    check_clean(changed(notified_at=None, timeline=quiet, severity=Severity.SEV3))
