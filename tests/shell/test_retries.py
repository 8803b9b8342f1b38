"""A deploy that fails is tried again, a bounded number of times, and says so meanwhile."""

import errno
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents.errors import WrongStateError
from incidents.models import DeployFailure, Publication
from incidents.publishing import retries, tasks
from incidents.publishing.directory import DirectoryStore
from tests.shell.cast import Cast, now
from tests.shell.lifted import lifted
from tests.shell.newsroom import Newsroom, files

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.fixture
def waiting(cast: Cast, root: Path) -> Publication:
    return Newsroom(cast, tasks.enqueue).publish("Checkout unavailable")


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def jobs() -> "QuerySet[DBTaskResult[..., None]]":
    """Return the deploys of editions; beside them the site counts its days, and mails are sent."""
    found: QuerySet[DBTaskResult[..., None]] = DBTaskResult.objects.filter(
        task_path__endswith=".deploy_publication"
    )
    return found


def run_next() -> None:
    """Do the job that is planned last, as a worker does when its time has come."""
    job = jobs().order_by("-enqueued_at").first()
    assert job
    job.task.call(*job.task_result.args, **job.task_result.kwargs)


def planned() -> list[datetime]:
    return list(
        jobs().filter(run_after__year__lt=9999).values_list("run_after", flat=True).order_by("run_after")
    )


def fail(monkeypatch: pytest.MonkeyPatch, why: Callable[..., None] = full) -> None:
    """Do the next job on a store that can't be written."""
    with monkeypatch.context() as patch:
        patch.setattr(DirectoryStore, "put", why)
        with pytest.raises((OSError, WrongStateError, KeyError)):
            run_next()


def test_a_full_disk_is_noted_and_tried_again_until_it_works(
    waiting: Publication, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = timezone.now()
    fail(monkeypatch)

    failure = DeployFailure.objects.get()
    assert (failure.publication, failure.attempt) == (waiting, 1)
    assert failure.reason == "No space left on device"
    [again] = planned()
    assert again == retries.next_try(failure)
    assert MINUTE <= again - before < 2 * MINUTE
    run_next()
    waiting.refresh_from_db()
    assert waiting.deployed_at
    assert (root / "incidents" / waiting.incident.slug / "index.html").is_file()
    assert DeployFailure.objects.count() == 1


def test_the_waits_grow_and_end(waiting: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(8):
        fail(monkeypatch)

    failures = list(DeployFailure.objects.all())
    waits = [again - failed.at for failed in failures if (again := retries.next_try(failed))]
    assert [failed.attempt for failed in failures] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert waits == sorted(set(waits))
    assert sum(waits, timedelta()) < timedelta(days=1)
    assert retries.next_try(failures[-1]) is None
    assert len(planned()) == len(waits) == 7


def test_asking_for_a_try_begins_the_waits_anew_and_leaves_one_plan(
    waiting: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch)
    fail(monkeypatch)
    second = jobs().order_by("-enqueued_at").first()
    assert second
    tasks.enqueue(waiting)
    fail(monkeypatch)
    assert [failed.attempt for failed in DeployFailure.objects.all()] == [1, 2, 1]

    second.task.call(*second.task_result.args, **second.task_result.kwargs)
    waiting.refresh_from_db()
    assert waiting.deployed_at is None, "a later failure has planned the next try"
    assert DeployFailure.objects.count() == 3
    run_next()
    waiting.refresh_from_db()
    assert waiting.deployed_at


def test_what_is_there_meanwhile_plans_nothing(waiting: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    def put_out_by_another(*_: object) -> None:
        Publication.objects.update(deployed_at=now())
        full()

    fail(monkeypatch, why=put_out_by_another)
    assert not DeployFailure.objects.exists()
    assert planned() == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), "Read-only file system"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "Permission denied"),
        (WrongStateError("It isn't what was approved."), "It isn't what was approved"),
        (KeyError("x"), "An unexpected error (KeyError), of which the worker's log says more"),
    ],
)
def test_the_reason_is_a_sentence_for_whoever_publishes(
    waiting: Publication, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def raise_it(*_: object) -> None:
        raise error

    fail(monkeypatch, why=raise_it)
    assert DeployFailure.objects.get().reason == said


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_directory_is_mended_by_itself(waiting: Publication, root: Path) -> None:
    root.mkdir()
    root.chmod(0o500)
    with pytest.raises(PermissionError):
        run_next()
    assert DeployFailure.objects.get().reason == "Permission denied"
    root.chmod(0o700)
    run_next()
    waiting.refresh_from_db()
    assert waiting.deployed_at


@pytest.mark.django_db(transaction=True)
def test_a_worker_goes_on_after_a_failure_and_keeps_its_traceback(waiting: Publication, root: Path) -> None:
    root.write_text("a file stands where the tree should be")
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)

    failed, planned_next = jobs().order_by("enqueued_at")
    assert failed.status == "FAILED"
    assert "FileExistsError" in failed.traceback
    assert DeployFailure.objects.get().reason == "File exists"
    root.unlink()
    DBTaskResult.objects.filter(pk=planned_next.pk).update(run_after=timezone.now())
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)
    waiting.refresh_from_db()
    assert waiting.deployed_at


def test_bytes_that_were_not_approved_raise_an_alarm_and_nothing_is_written(
    waiting: Publication, root: Path, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.ADMINS = [("", "ops@example.com")]
    call_command("publish_site", "--rebuild", "--to", str(root), stdout=StringIO())
    before = files(root)
    with lifted():
        Publication.objects.filter(pk=waiting.pk).update(report=b"{}")
    job = jobs().get()
    for _ in range(2):
        with pytest.raises(WrongStateError):
            job.task.call(*job.task_result.args, **job.task_result.kwargs)
        run_alerts()

    assert files(root) == before
    assert waiting.failures.count() == 2
    [mail, _] = mailoutbox
    assert mail.to == ["ops@example.com"]
    assert mail.subject == f"{waiting} could not be published"
    assert "is not what was approved" in str(mail.body)
    assert f"/workspace/incidents/{waiting.incident.reference}/" in str(mail.body)


def run_alerts() -> None:
    for job in DBTaskResult.objects.filter(task_path__endswith="mail_failure", status="READY"):
        job.task.call(*job.task_result.args, **job.task_result.kwargs)
        DBTaskResult.objects.filter(pk=job.pk).delete()
