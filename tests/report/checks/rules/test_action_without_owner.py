from datetime import date

from incidents.report.value import ActionState
from tests.report.checks.clean import check_clean, check_finds, with_action


def test_an_open_action_that_nobody_owns() -> None:
    found = check_finds(with_action(1, owner=""), "action-without-owner", "actions[1].owner")

    assert "“Alert when more than 2% of payments fail" in found.message


def test_a_done_action_needs_no_owner() -> None:
    check_clean(with_action(1, owner="", state=ActionState.DONE, done_on=date(2026, 3, 4)))
