"""Workers say that they live, and what a killed one left is done by another."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from incidents.models import Worker
from incidents.publishing import tasks, workers
from tests.shell.cast import Cast
from tests.shell.newsroom import Newsroom

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def begun(cast: Cast) -> "DBTaskResult[Any, Any]":
    """A task that a worker of the name `one` took up a minute ago."""
    Newsroom(cast, tasks.enqueue).publish("Checkout unavailable")
    task = DBTaskResult.objects.get()
    task.claim("one")
    DBTaskResult.objects.update(started_at=timezone.now() - MINUTE)
    return task


def test_a_worker_is_known_to_live_while_it_does(db: None) -> None:
    with workers.living("one"):
        assert Worker.objects.alive(timezone.now()).get().name == "one"
    assert not Worker.objects.exists()


def test_a_worker_that_says_nothing_is_soon_not_counted(db: None) -> None:
    now = timezone.now()
    workers.beat("one", at=now - MINUTE)
    assert not Worker.objects.alive(now).exists()
    workers.beat("two", at=now)
    assert [worker.name for worker in Worker.objects.all()] == ["two"]


def test_what_a_killed_worker_left_is_ready_again(begun: "DBTaskResult[Any, Any]") -> None:
    now = timezone.now()
    workers.beat("one", at=now - MINUTE)
    workers.beat("two", at=now)
    assert [task.pk for task in DBTaskResult.objects.ready()] == [begun.pk]


def test_what_a_living_worker_does_is_left_to_it(begun: "DBTaskResult[Any, Any]") -> None:
    workers.beat("one", at=timezone.now())
    assert workers.give_back(at=timezone.now()) == 0
    begun.refresh_from_db()
    assert begun.status == "RUNNING"
