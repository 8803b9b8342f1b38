"""Publishing at a moment, calling it off, and asking for another try of a deploy that failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions, workflow
from incidents.errors import NotValidError, WrongStateError
from incidents.forms.schedule import ScheduleForm
from incidents.models import Incident
from incidents.publishing import tasks
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member
from incidents.views.steps import publish_page


@require_http_methods(["GET", "POST"])
@member
def schedule(request: MemberRequest, reference: str) -> HttpResponse:
    """Take the moment at which the approved report is to go out."""
    permissions.check_publish(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    form = ScheduleForm(request.POST) if request.method == "POST" else ScheduleForm.blank(incident.timezone)
    if form.is_bound and form.is_valid() and _is_taken(request, incident, form):
        messages.success(request, _("Scheduled. Until then nothing is public, and you can call it off."))
        return redirect("editor", reference)
    return publish_page(request, incident, schedule=form, status=422 if form.errors else 200)


def _is_taken(request: MemberRequest, incident: Incident, form: ScheduleForm) -> bool:
    said = form.cleaned_data
    try:
        workflow.schedule(
            incident,
            by=request.user,
            at=timezone.now(),
            when=said["when"],
            zone=said["zone"],
            enqueue=tasks.enqueue_schedule,
            announced=not said["silent"],
        )
    except NotValidError as error:
        form.add_error("day" if error.path == "when" else None, spoken(error.message))
        return False
    return True


@require_http_methods(["GET", "POST"])
@member
def unschedule(request: MemberRequest, reference: str) -> HttpResponse:
    """Ask once, then call off what is scheduled."""
    permissions.check_publish(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        context = {"incident": incident, "standing": workflow.standing(incident)}
        return render(request, "workspace/unschedule.html", context)
    workflow.unschedule(incident, by=request.user, at=timezone.now())
    messages.success(request, _("Called off. The approval stands: publish now, or choose another time."))
    return redirect("editor", reference)


@require_POST
@member
def retry(request: MemberRequest, reference: str) -> HttpResponse:
    """Have the newest edition brought to the public site now, rather than at the next planned try."""
    permissions.check_publish(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    waiting = incident.publications.pending().last()
    if waiting is None:
        raise WrongStateError(_("The edition is on the public site already; there is nothing to try again."))
    tasks.enqueue(waiting)
    messages.success(request, _("Trying again now."))
    return redirect("editor", reference)
