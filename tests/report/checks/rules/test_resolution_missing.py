from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_over_but_nobody_says_how() -> None:
    check_finds(changed(resolution=""), "resolution-missing", "resolution")


def test_with_a_resolution() -> None:
    check_clean(CLEAN)
