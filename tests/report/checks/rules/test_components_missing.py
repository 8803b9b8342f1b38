from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_a_component() -> None:
    check_finds(changed(components=()), "components-missing", "components")


def test_with_a_component() -> None:
    check_clean(CLEAN)
