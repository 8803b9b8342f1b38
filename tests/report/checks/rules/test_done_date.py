from datetime import date

import pytest

from incidents.report.value import ActionState
from tests.report.checks.clean import check_clean, check_finds, with_action


@pytest.mark.parametrize(
    ("state", "day", "says"),
    [
        (ActionState.DONE, None, "doesn't say when"),
        (ActionState.OPEN, date(2026, 3, 4), "its state isn't done"),
        (ActionState.DONE, date(2026, 3, 9), "9 March 2026, which is still to come"),
    ],
)
def test_a_state_and_a_day_that_do_not_fit(state: ActionState, day: date | None, says: str) -> None:
    found = check_finds(with_action(1, state=state, done_on=day), "done-date", "actions[1].done_on")

    assert says in found.message


def test_done_with_its_day() -> None:
    check_clean(with_action(1, state=ActionState.DONE, done_on=date(2026, 3, 5)))
