"""Waiving what the checks find in a revision that is approved already, and taking waivers back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents import permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.steps import ReasonsForm
from incidents.models import Incident
from incidents.views import review, steps
from incidents.views.access import MemberRequest, member
from incidents.views.checked import checked


@require_POST
@member
def waive(request: MemberRequest, reference: str) -> HttpResponse:
    """Take the reasons that the page before publication asks for."""
    permissions.check_waive(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    revision = workflow.standing(incident).revision
    if revision is None:
        raise Http404
    form = ReasonsForm(request.POST, warnings=checked(revision, timezone.now().date()).unwaived)
    if not form.is_valid():
        return steps.publish_page(request, incident, reasons=form, status=422)
    shown = get_object_or_404(incident.revisions, number=form.cleaned_data["revision"])
    try:
        workflow.waive(incident, shown, form.reasons(), by=request.user, at=timezone.now())
    except NotValidError as error:
        form.refuse(error)
        return steps.publish_page(request, incident, reasons=form, status=422)
    messages.success(request, _("Waived. Your reasons stand in the history."))
    return redirect("publish", reference)


@require_POST
@member
def revoke(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Take a waiver back, and show the review again with whatever was typed there meanwhile."""
    incident = get_object_or_404(Incident.objects.select_related("author"), reference=reference)
    waiver = get_object_or_404(incident.waivers, pk=key)
    workflow.revoke(waiver, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. The warning needs a reason again."))
    return review.page(request, incident, typed=request.POST.dict())
