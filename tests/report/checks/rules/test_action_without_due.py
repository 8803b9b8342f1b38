from datetime import date

from incidents.report.value import ActionState
from tests.report.checks.clean import check_clean, check_finds, with_action


def test_an_open_action_for_some_day() -> None:
    found = check_finds(with_action(0, due=None), "action-without-due", "actions[0].due")

    assert "“Add indexes without locking the table" in found.message


def test_a_done_action_needs_no_due_date() -> None:
    check_clean(with_action(0, due=None, state=ActionState.DONE, done_on=date(2026, 3, 4)))
