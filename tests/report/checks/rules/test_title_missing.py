from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_a_title() -> None:
    check_finds(changed(title=""), "title-missing", "title")


def test_with_a_title() -> None:
    check_clean(CLEAN)
