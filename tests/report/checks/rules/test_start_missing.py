from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_a_start() -> None:
    check_finds(changed(started_at=None, timeline=CLEAN.timeline[1:]), "start-missing", "started_at")


def test_a_start_in_the_timeline() -> None:
    check_clean(changed(started_at=None))
