from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_a_summary() -> None:
    check_finds(changed(summary=""), "summary-missing", "summary")


def test_with_a_summary() -> None:
    check_clean(CLEAN)
