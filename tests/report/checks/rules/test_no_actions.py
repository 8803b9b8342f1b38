from msgspec.structs import replace

from incidents.report.value import ActionState
from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_no_promise() -> None:
    check_finds(changed(actions=()), "no-actions", "actions")


def test_only_cancelled_promises() -> None:
    actions = tuple(replace(action, state=ActionState.CANCELLED) for action in CLEAN.actions)

    check_finds(changed(actions=actions), "no-actions", "actions")


def test_one_promise() -> None:
    check_clean(changed(actions=CLEAN.actions[:1]))
