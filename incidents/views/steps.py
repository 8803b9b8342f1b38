"""Submitting, publishing, correcting and withdrawing: each asks once and says what will happen."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import drafts, mailing, permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.schedule import ScheduleForm
from incidents.forms.steps import ReasonsForm, ReleaseForm, SubmitForm, WithdrawForm
from incidents.models import Incident, Revision
from incidents.publishing import tasks
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member
from incidents.views.checked import checked
from incidents.views.findings import panel
from incidents.workflow import Step

_VERBS = {Step.CORRECT: workflow.correct, Step.RESTORE: workflow.restore}  # else it is the first edition


@require_http_methods(["GET", "POST"])
@member
def submit(request: MemberRequest, reference: str) -> HttpResponse:
    permissions.check_submit(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    report = drafts.snapshot(incident)
    standing = workflow.standing(incident, report)
    form = SubmitForm(
        request.POST or None, is_correction=standing.publication is not None, is_live=standing.is_live
    )
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                said = form.cleaned_data
                workflow.submit(incident, by=request.user, at=timezone.now(), tell=mailing.enqueue, **said)
                messages.success(request, _("Submitted. A manager reads it next."))
                return redirect("editor", reference)
        except NotValidError as error:
            form.add_error(error.path if error.path in form.fields else None, spoken(error.message))
        status = 422
    checks = panel(incident, report, timezone.now().date())
    context = {"incident": incident, "standing": standing, "form": form, "checks": checks}
    return render(request, "workspace/submit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member
def publish(request: MemberRequest, reference: str) -> HttpResponse:
    """Publish the approved report: the first edition, or a correction of the one that stands."""
    permissions.check_publish(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        return publish_page(request, incident)
    steps, silent = workflow.standing(incident).steps, bool(request.POST.get("silent"))
    verb = next((verb for step, verb in _VERBS.items() if step in steps), workflow.publish)
    try:
        verb(incident, by=request.user, at=timezone.now(), enqueue=tasks.enqueue, announced=not silent)
    except NotValidError:
        return publish_page(request, incident, status=422)
    messages.success(request, _("Publishing. The post appears on the public site in a moment."))
    return redirect("editor", reference)


@require_http_methods(["GET", "POST"])
@member
def recall(request: MemberRequest, reference: str) -> HttpResponse:
    """Ask once, then take a submission back."""
    permissions.check_submit(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        context = {"incident": incident, "standing": workflow.standing(incident)}
        return render(request, "workspace/recall.html", context)
    workflow.recall(incident, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. Nobody is asked to decide on it until you submit it again."))
    return redirect("editor", reference)


def publish_page(
    request: MemberRequest,
    incident: Incident,
    *,
    schedule: ScheduleForm | None = None,
    reasons: ReasonsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show what goes out now or later, or what by now keeps it from going out and what to do."""
    standing = workflow.standing(incident)
    silent = bool(standing.revision and standing.revision.minor)
    form = schedule or ScheduleForm.blank(incident.timezone, silent=silent)
    release = ReleaseForm(initial={"silent": silent}, auto_id="id_now_%s")
    context = {"incident": incident, "standing": standing, "form": form, "release": release}
    if standing.revision and standing.steps & {Step.PUBLISH, *_VERBS}:
        context |= _in_the_way(request.user, standing.revision, reasons)
    return render(request, "workspace/publish.html", context, status=status)


def _in_the_way(person: User, revision: Revision, reasons: ReasonsForm | None) -> dict[str, object]:
    """Return what the checks find by now that nobody has waived, with a form for the reasons."""
    found = checked(revision, timezone.now().date())
    may_waive = permissions.may_waive(person) and not permissions.is_own(person, revision)
    form = reasons or ReasonsForm(initial={"revision": revision.number}, warnings=found.unwaived)
    lines = found.lines(form if may_waive and not found.blocking else None)
    return {
        "found": found,
        "lines": [line for line in lines if line.waiver is None],
        "reasons": form,
        "may_waive": may_waive,
    }


@require_http_methods(["GET", "POST"])
@member
def withdraw(request: MemberRequest, reference: str) -> HttpResponse:
    permissions.check_publish(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        workflow.withdraw(incident, by=request.user, at=timezone.now(), note=note, enqueue=tasks.enqueue)
        messages.success(request, _("Withdrawn. A notice with your reason takes the post's place."))
        return redirect("editor", reference)
    context = {"incident": incident, "standing": workflow.standing(incident), "form": form}
    return render(request, "workspace/withdraw.html", context, status=422 if form.errors else 200)
