"""Work on the whole tree, started in the browser and done by a worker, which says how far it is."""

import time
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from incidents import permissions, retrying
from incidents.errors import WrongStateError
from incidents.models import Job, JobKind
from incidents.publishing import whole
from incidents.publishing.configured import public_store, site_identity
from incidents.report.words import Number, say

_SECONDS_BETWEEN = 1.0  # two notes of how far it is


@transaction.atomic
def start(kind: JobKind, *, by: User, at: datetime) -> Job:
    """Have a worker do this to the whole tree. Raises WrongStateError while another is being done."""
    permissions.check_publish(by)
    if Job.objects.select_for_update().filter(finished_at=None).exists():
        raise WrongStateError(say("The tree is being worked on already; wait until that is done."))
    job = Job.objects.create(kind=kind.value, person=by, asked_at=at)
    carry_out.enqueue(job.pk)
    return job


def follow_identity(by: User, at: datetime) -> Job:
    """Have a worker show the newest identity on every page. Call it in the transaction that saves it.

    A job that has not begun will do so anyway; one that has may have asked already whose site it is.
    """
    writing = Job.objects.select_for_update().exclude(kind=JobKind.VERIFY.value)
    job = writing.filter(started_at=None).first()
    if job is None:
        job = Job.objects.create(kind=JobKind.IDENTITY.value, person=by, asked_at=at)
        carry_out.enqueue(job.pk)
    return job


@task
def carry_out(job_id: int) -> None:
    """Do the job and put its outcome on record. One that a killed worker left is done from its beginning."""
    job = Job.objects.get(pk=job_id)
    if job.finished_at:
        return
    Job.objects.filter(pk=job_id).update(started_at=timezone.now(), done=0)
    try:
        said, failed = _outcome(JobKind(job.kind), Notes(job_id)), False
    except Exception as error:
        _finish(job_id, f"{retrying.reason(error)}.", failed=True)
        raise
    _finish(job_id, said, failed=failed)


class Notes:
    """Keeps on record how far a job is, seldom enough to cost nothing."""

    def __init__(self, job_id: int) -> None:
        self._job_id = job_id
        self._last = 0.0

    def __call__(self, done: int, of: int) -> None:
        if done == of or time.monotonic() - self._last > _SECONDS_BETWEEN:
            Job.objects.filter(pk=self._job_id).update(done=done, of=of)
            self._last = time.monotonic()


def _outcome(kind: JobKind, notes: Notes) -> str:
    store = public_store()
    if kind is JobKind.VERIFY:
        found = whole.verify(store, site_identity, notes)
        return say(
            "Compared %(files)s files: "
            "%(missing)s missing, %(different)s different, %(unexpected)s unexpected.",
            files=Number(found.files),
            missing=Number(len(found.missing)),
            different=Number(len(found.different)),
            unexpected=Number(len(found.unexpected)),
        )
    if kind is JobKind.IDENTITY:
        whole.dress(store, site_identity)
    make = whole.repair if kind is JobKind.REPAIR else whole.rebuild
    outcome = make(store, site_identity, notes, at=timezone.now())
    return say(
        "%(written)s files written, %(removed)s removed.",
        written=Number(outcome.written.files),
        removed=Number(outcome.removed),
    )


def _finish(job_id: int, said: str, *, failed: bool) -> None:
    Job.objects.filter(pk=job_id).update(finished_at=timezone.now(), outcome=said, failed=failed)
