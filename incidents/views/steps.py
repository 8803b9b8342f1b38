"""Submitting, publishing, correcting and withdrawing: each asks once and says what will happen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.schedule import ScheduleForm
from incidents.forms.steps import SubmitForm, WithdrawForm
from incidents.models import Incident
from incidents.publishing import tasks
from incidents.views.access import MemberRequest, member
from incidents.workflow import Step


@require_http_methods(["GET", "POST"])
@member
def submit(request: MemberRequest, reference: str) -> HttpResponse:
    permissions.check_submit(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    standing = workflow.standing(incident)
    form = SubmitForm(request.POST or None, is_correction=standing.publication is not None)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                workflow.submit(incident, by=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, _("Submitted. A manager reads it next."))
                return redirect("editor", reference)
        except NotValidError as error:
            form.add_error(error.path if error.path in form.fields else None, error.message)
        status = 422
    context = {"incident": incident, "standing": standing, "form": form}
    return render(request, "workspace/submit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member
def publish(request: MemberRequest, reference: str) -> HttpResponse:
    """Publish the approved report: the first edition, or a correction of the one that stands."""
    permissions.check_publish(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    standing = workflow.standing(incident)
    if request.method != "POST":
        form = ScheduleForm.blank(incident.timezone)
        context = {"incident": incident, "standing": standing, "form": form}
        return render(request, "workspace/publish.html", context)
    verb = workflow.correct if Step.CORRECT in standing.steps else workflow.publish
    verb(incident, by=request.user, at=timezone.now(), enqueue=tasks.enqueue)
    messages.success(request, _("Publishing. The post appears on the public site in a moment."))
    return redirect("editor", reference)


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
