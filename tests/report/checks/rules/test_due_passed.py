from datetime import date

from incidents.report.value import ActionState
from tests.report.checks.clean import check_clean, check_finds, with_action


def test_a_promise_broken_already() -> None:
    found = check_finds(with_action(1, due=date(2026, 3, 4)), "due-passed", "actions[1].due")

    assert "4 March 2026" in found.message


def test_due_today_and_done_in_time() -> None:
    check_clean(with_action(1, due=date(2026, 3, 5)))
    check_clean(with_action(1, due=date(2026, 3, 4), state=ActionState.DONE, done_on=date(2026, 3, 4)))
