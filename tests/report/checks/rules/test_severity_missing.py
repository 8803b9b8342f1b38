from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_a_severity() -> None:
    check_finds(changed(severity=None), "severity-missing", "severity")


def test_with_a_severity() -> None:
    check_clean(CLEAN)
