"""Which workers live, and what becomes of the tasks of those that don't."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from incidents.models import Worker
from incidents.models.worker import GONE_AFTER

_SECONDS = 10


@contextmanager
def living(name: str) -> Iterator[None]:
    """Have a worker of this name be known to live, until it stops or its process is killed."""
    beat(name, at=timezone.now())
    stopped = threading.Event()
    heart = threading.Thread(target=_go_on, args=(name, stopped), daemon=True)
    heart.start()
    try:
        yield
    finally:
        stopped.set()
        heart.join()
        Worker.objects.filter(name=name).delete()


def beat(name: str, *, at: datetime) -> None:
    """Say that this worker lives, forget those long gone, and have others do what they left."""
    if not Worker.objects.filter(name=name).update(seen_at=at):
        Worker.objects.create(name=name, started_at=at, seen_at=at)
    Worker.objects.filter(seen_at__lt=at - GONE_AFTER).exclude(name=name).delete()
    give_back(at=at)


def give_back(*, at: datetime) -> int:
    """Make the tasks ready again whose worker was killed; return how many. Each is safe to be done twice."""
    alive = set(Worker.objects.alive(at).values_list("name", flat=True))
    begun = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - GONE_AFTER)
    left = [task.pk for task in begun.only("worker_ids") if not alive & set(task.worker_ids[-1:])]
    again = DBTaskResult.objects.filter(pk__in=left, status=TaskResultStatus.RUNNING)
    return again.update(status=TaskResultStatus.READY, started_at=None)


def _go_on(name: str, stopped: threading.Event) -> None:
    while not stopped.wait(_SECONDS):
        try:
            beat(name, at=timezone.now())
        except DatabaseError:  # it is away or busy; the next beat may find it
            connection.close()
    connection.close()  # of this thread
