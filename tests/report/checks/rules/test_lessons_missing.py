from incidents.report.value import Lessons
from tests.report.checks.clean import changed, check_clean, check_finds


def test_nothing_learnt() -> None:
    check_finds(changed(lessons=Lessons()), "lessons-missing", "lessons")


def test_one_lesson_is_enough() -> None:
    check_clean(changed(lessons=Lessons(lucky="Few customers pay on a Tuesday morning.")))
