import pytest

from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds, with_action


@pytest.mark.parametrize(
    "said",
    [
        "The alert should have been noticed.",
        "We shouldn't have released it.",
        "It could have been prevented.",
        "In hindsight, the lock was too long.",
    ],
)
def test_what_was_not(said: str) -> None:
    lessons = type(CLEAN.lessons)(went_wrong=said)

    check_finds(changed(lessons=lessons), "should-have", "lessons.went_wrong")


def test_what_will_be_and_what_was_due() -> None:
    check_clean(changed(resolution="The notices that should have gone out at 11:00 went out at 11:40."))
    check_clean(
        with_action(
            0, detail="We should have a limit for locks. Each table should have a limit for its locks."
        )
    )
