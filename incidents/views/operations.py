"""What the worker does, what waits for it, what failed and why, and work on the whole public tree."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from incidents import mailing, permissions
from incidents.models import Announcement, DeployFailure, Job, JobKind, Notice, Publication, Worker
from incidents.publishing import announcing, jobs, tasks
from incidents.views.access import MemberRequest, member

_SHOWN, _JOBS = 50, 5
# What these say when they fail stands with the edition, the schedule, the job, the notice or the file.
_TOLD_ELSEWHERE = (
    "deploy_publication",
    "publish_scheduled",
    "carry_out",
    "mail_notice",
    "announce",
    "make_draft",
)


@require_safe
@member
def operations(request: MemberRequest) -> HttpResponse:
    permissions.check_publish(request.user)
    return render(request, "workspace/operations.html", _found())


@require_safe
@member
def progress(request: MemberRequest) -> HttpResponse:
    """Answer how far the jobs are, for the page that is open."""
    permissions.check_publish(request.user)
    return render(request, "workspace/operations/jobs.html", _jobs())


@require_POST
@member
def start(request: MemberRequest, kind: str) -> HttpResponse:
    if kind not in set(JobKind):
        raise Http404
    jobs.start(JobKind(kind), by=request.user, at=timezone.now())
    messages.success(request, _("Started. This page shows how far it is; you may leave it."))
    return redirect("operations")


@require_POST
@member
def retry(request: MemberRequest, key: int) -> HttpResponse:
    """Have an edition brought to the public site now."""
    permissions.check_publish(request.user)
    tasks.enqueue(get_object_or_404(Publication.objects.pending(), pk=key))
    messages.success(request, _("Trying again now."))
    return redirect("operations")


@require_POST
@member
def redo(request: MemberRequest, key: UUID) -> HttpResponse:
    """Do a failed task again, and forget that it failed."""
    permissions.check_publish(request.user)
    failed = get_object_or_404(_dead_letters(), pk=key)
    failed.task.using(run_after=None).enqueue(*failed.args_kwargs["args"], **failed.args_kwargs["kwargs"])
    failed.delete()
    messages.success(request, _("Trying again now."))
    return redirect("operations")


@require_POST
@member
def mail(request: MemberRequest, key: int) -> HttpResponse:
    """Have a mail sent that was given up."""
    permissions.check_publish(request.user)
    mailing.enqueue(get_object_or_404(Notice.objects.unsent(), pk=key, mail_again_at=None))
    messages.success(request, _("Trying again now."))
    return redirect("operations")


@require_POST
@member
def announce(request: MemberRequest, key: int) -> HttpResponse:
    """Have the rest of an edition's mails to subscribers sent that were given up."""
    permissions.check_publish(request.user)
    announcing.again(get_object_or_404(Announcement.objects.failed(), pk=key, again_at=None))
    messages.success(request, _("Trying again now."))
    return redirect("operations")


def _found() -> dict[str, Any]:
    now = timezone.now()
    waiting = list(Publication.objects.pending().select_related("incident")[:_SHOWN])
    failures = DeployFailure.objects.filter(publication__in=waiting).order_by("pk")
    last = {failure.publication_id: failure for failure in failures}
    return {
        "workers": list(Worker.objects.alive(now)),
        "waiting": [(edition, last.get(edition.pk)) for edition in waiting],
        "unsent": Notice.objects.unsent().select_related("person", "comment__incident", "incident")[:_SHOWN],
        "untold": Announcement.objects.failed().select_related("publication__incident")[:_SHOWN],
        "dead": list(_dead_letters()[:_SHOWN]),
        **_jobs(),
    }


def _jobs() -> dict[str, Any]:
    recent = list(Job.objects.select_related("person")[:_JOBS])
    return {"jobs": recent, "busy": any(job.finished_at is None for job in recent)}


def _dead_letters() -> "QuerySet[DBTaskResult[Any, Any]]":
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")
    for name in _TOLD_ELSEWHERE:
        failed = failed.exclude(task_path__endswith=f".{name}")
    return failed
