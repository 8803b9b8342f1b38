"""What waits, what failed and why, whether a worker lives, and work on the whole tree."""

import errno
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents.models import Job
from incidents.publishing import retries, tasks, workers
from tests.shell.cast import Cast
from tests.shell.newsroom import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client, cast: Cast, settings: Settings, tmp_path: Path) -> Client:
    settings.PUBLIC_ROOT = tmp_path / "public"
    client.force_login(cast.manager)
    return client


def page(client: Client) -> str:
    answer = client.get(reverse("operations"))
    assert answer.status_code == 200
    return answer.content.decode()


def run(name: str) -> None:
    """Do the newest task of this name, as a worker does."""
    task = DBTaskResult.objects.filter(task_path__endswith=name).latest("enqueued_at")
    try:
        task.task.call(*task.task_result.args, **task.task_result.kwargs)
    except OSError as error:
        task.set_failed(error)
    else:
        task.set_successful(None)


def test_only_who_publishes_sees_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    assert client.get(reverse("operations")).status_code == 403
    assert client.post(reverse("operations-start", args=["rebuild"])).status_code == 403
    assert reverse("operations") not in client.get(reverse("home")).content.decode()


def test_it_is_found_from_the_first_page(manager: Client) -> None:
    assert reverse("operations") in manager.get(reverse("home")).content.decode()


def test_it_says_whether_a_worker_lives(manager: Client) -> None:
    assert "No worker runs" in page(manager)
    workers.beat("harbour-1", at=timezone.now())
    assert "harbour-1" in page(manager)
    assert "No worker runs" not in page(manager)


def test_what_failed_says_why_and_when_it_is_tried_next(manager: Client, cast: Cast) -> None:
    waiting = Newsroom(cast, tasks.enqueue).publish("Checkout unavailable")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert "Checkout unavailable" in page(manager)
    retries.note(waiting.pk, 1, full, at=timezone.now())
    assert "No space left on device. Next try" in page(manager)
    retries.note(waiting.pk, 8, full, at=timezone.now())
    assert "Given up" in page(manager)

    before = DBTaskResult.objects.count()
    assert manager.post(reverse("operations-retry", args=[waiting.pk])).status_code == 302
    assert DBTaskResult.objects.count() == before + 1
    run("deploy_publication")
    assert "Nothing waits" in page(manager)


def test_a_job_says_how_far_it_is_and_what_came_of_it(manager: Client, cast: Cast) -> None:
    Newsroom(cast).publish("Checkout unavailable")
    manager.post(reverse("operations-start", args=["rebuild"]))
    assert "Waits for the worker" in page(manager)
    assert manager.post(reverse("operations-start", args=["verify"])).status_code == 409

    Job.objects.update(started_at=timezone.now(), done=5, of=20)
    part = manager.get(reverse("operations-progress")).content.decode()
    assert '<progress max="100" value="25"' in part
    assert "every 2s" in part
    run("carry_out")
    part = manager.get(reverse("operations-progress")).content.decode()
    assert "files written, 0 removed." in part
    assert "every 2s" not in part
    manager.post(reverse("operations-start", args=["verify"]))
    run("carry_out")
    assert "0 missing, 0 different, 0 unexpected." in page(manager)


def test_a_job_that_fails_says_why(manager: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "public").write_text("a file stands where the tree should be")
    manager.post(reverse("operations-start", args=["repair"]))
    run("carry_out")
    assert "File exists." in page(manager)
    assert "Failed" in page(manager)
    assert manager.post(reverse("operations-start", args=["nonsense"])).status_code == 404


def test_other_work_that_failed_can_be_done_again(manager: Client) -> None:
    letter = DBTaskResult.objects.create(
        status="FAILED",
        task_path="incidents.publishing.alerts.mail_failure",
        args_kwargs={"args": [1], "kwargs": {}},
        queue_name="default",
        backend_name="default",
        run_after=timezone.now(),
        finished_at=timezone.now(),
        exception_class_path="builtins.ConnectionRefusedError",
    )
    assert "mail_failure" in page(manager)
    manager.post(reverse("operations-redo", args=[letter.pk]))
    assert "mail_failure" not in page(manager)
    [again] = DBTaskResult.objects.all()
    assert (again.status, again.args_kwargs["args"]) == ("READY", [1])


def test_it_costs_the_same_however_much_waits(manager: Client, cast: Cast) -> None:
    room = Newsroom(cast)
    room.publish("Checkout unavailable")
    with CaptureQueriesContext(connection) as few:
        page(manager)
    for number in range(4):
        retries.note(room.publish(f"Outage {number}").pk, 1, OSError("x"), at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        page(manager)
    assert len(many) == len(few)
