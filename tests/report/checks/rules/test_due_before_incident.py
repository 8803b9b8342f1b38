from datetime import date

from incidents.report.value import ActionState
from tests.report.checks.clean import check_clean, check_finds, with_action


def test_the_old_year() -> None:
    found = check_finds(with_action(1, due=date(2025, 3, 31)), "due-before-incident", "actions[1].due")

    assert "31 March 2025" in found.message


def test_done_before_it_was_needed() -> None:
    report = with_action(1, state=ActionState.DONE, done_on=date(2026, 3, 2))

    check_finds(report, "due-before-incident", "actions[1].done_on")


def test_done_on_the_day_of_the_incident() -> None:
    check_clean(with_action(1, due=date(2026, 3, 3), state=ActionState.DONE, done_on=date(2026, 3, 3)))
