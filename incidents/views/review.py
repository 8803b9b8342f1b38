"""Reading what was submitted, as customers will, and deciding on it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents import permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.steps import DecideForm
from incidents.models import Incident
from incidents.publishing import preview as previews
from incidents.report import canonical
from incidents.report.value import Audience, Report
from incidents.views.access import MemberRequest, member
from incidents.views.overview import overview
from incidents.workflow import Step

_TYPES = {"index.html": "text/html; charset=utf-8", "timeline.svg": "image/svg+xml"}


@require_safe
@member
def queue(request: MemberRequest) -> HttpResponse:
    permissions.check_decide(request.user)
    return render(request, "workspace/review_queue.html", {"lines": overview(Incident.objects.in_review())})


@require_http_methods(["GET", "POST"])
@member
def review(request: MemberRequest, reference: str) -> HttpResponse:
    """Show the newest revision as the public will read it, and take the decision."""
    incident = get_object_or_404(Incident.objects.select_related("author"), reference=reference)
    if request.method == "POST":
        form = DecideForm(request.POST)
        if form.is_valid():
            try:
                return _decide(request, incident, form)
            except NotValidError as error:
                form.add_error("note", error.message)
        return _page(request, incident, form, status=422)
    return _page(request, incident, None)


@require_safe
@member
def preview(
    _request: MemberRequest, reference: str, number: int | None = None, file: str = "index.html"
) -> HttpResponse:
    """Serve the post as it would be published from a revision, or from the draft as it stands."""
    incident = get_object_or_404(Incident, reference=reference)
    if number is None:
        files = previews.of_draft(incident, at=timezone.now())
    else:
        files = previews.of_revision(get_object_or_404(incident.revisions, number=number))
    if file not in files:
        raise Http404
    return HttpResponse(files[file], content_type=_TYPES[file])


def _decide(request: MemberRequest, incident: Incident, form: DecideForm) -> HttpResponse:
    revision = get_object_or_404(incident.revisions, number=form.cleaned_data["revision"])
    by, at, note = request.user, timezone.now(), form.cleaned_data["note"]
    if request.POST.get("verdict") == "approve":
        workflow.approve(incident, revision, by=by, at=at, note=note)
        messages.success(request, _("Approved. Exactly this text can now be published."))
    else:
        workflow.send_back(incident, revision, by=by, at=at, note=note)
        messages.success(request, _("Sent back with your note."))
    return redirect("editor", incident.reference)


def _page(
    request: MemberRequest, incident: Incident, form: DecideForm | None, *, status: int = 200
) -> HttpResponse:
    standing = workflow.standing(incident)
    if standing.revision is None:
        raise Http404
    revision = standing.revision
    return render(
        request,
        "workspace/review.html",
        {
            "incident": incident,
            "standing": standing,
            "revision": revision,
            "form": form or DecideForm(initial={"revision": revision.number}),
            "internal": _internal(canonical.recall(bytes(revision.report))),
            "may_decide": permissions.may_decide(request.user) and Step.SEND_BACK in standing.steps,
            "may_approve": Step.APPROVE in standing.steps,
            "is_own": permissions.is_own(request.user, revision),
        },
        status=status,
    )


def _internal(report: Report) -> dict[str, object]:
    """Return what of the report stays inside."""
    return {
        "notes": report.notes,
        "events": [event for event in report.timeline if event.audience is Audience.INTERNAL],
        "causes": [cause for cause in report.root_causes if cause.audience is Audience.INTERNAL],
        "actions": [action for action in report.actions if action.audience is Audience.INTERNAL],
    }
