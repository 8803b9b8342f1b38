from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_an_end() -> None:
    check_finds(changed(resolved_at=None, timeline=CLEAN.timeline[:-1]), "end-missing", "resolved_at")


def test_an_end_in_the_timeline() -> None:
    check_clean(changed(resolved_at=None))
