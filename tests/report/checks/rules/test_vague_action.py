import pytest

from incidents.report.value import Task
from tests.report.checks.clean import check_clean, check_finds, with_action


@pytest.mark.parametrize(
    "title", ["Improve monitoring", "Enhance the release process", "Look into the locks"]
)
def test_a_promise_without_an_end(title: str) -> None:
    check_finds(with_action(1, title=title), "vague-action", "actions[1].title")


def test_a_number_a_detail_or_tasks_are_an_end() -> None:
    check_clean(with_action(1, title="Improve monitoring to alert within 2 minutes"))
    check_clean(with_action(1, title="Improve monitoring", detail="An alert fires when payments fail."))
    check_clean(with_action(1, title="Improve monitoring", tasks=(Task(title="Add an alert for payments"),)))
