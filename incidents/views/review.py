"""Reading what was submitted, as customers will, and deciding on it."""

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents import mailing, permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.steps import DecideForm
from incidents.models import Incident, Revision
from incidents.publishing import preview as previews
from incidents.report import canonical
from incidents.report.value import Audience, CorrectiveAction, Report, RootCause, TimelineEvent
from incidents.views.access import MemberRequest, member
from incidents.views.checked import Checked, checked
from incidents.views.deciding import Deciding, deciding
from incidents.views.newly_read import newly_read
from incidents.views.queue import around
from incidents.views.threads import discussion
from incidents.workflow import Standing, Step
from incidents.workflow.capacities import able

_NOTHING: Mapping[str, str] = MappingProxyType({})
_TYPES = {"index.html": "text/html; charset=utf-8", "timeline.svg": "image/svg+xml"}


@require_http_methods(["GET", "POST"])
@member
def review(request: MemberRequest, reference: str) -> HttpResponse:
    """Show the newest revision as the public will read it, and take the decision."""
    incident = get_object_or_404(Incident.objects.select_related("author"), reference=reference)
    if request.method != "POST":
        return page(request, incident)
    rights = able(request.user, workflow.standing(incident), timezone.now())
    form = DecideForm(request.POST, warnings=_checked(incident).unwaived, rights=rights)
    if form.is_valid():
        try:
            return _decide(request, incident, form)
        except NotValidError as error:
            form.refuse(error)
    return page(request, incident, form, status=422)


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
    said = {"note": form.cleaned_data["note"], "reasons": form.reasons(), "stead": form.in_stead_of()}
    if request.POST.get("verdict") == "approve":
        workflow.approve(incident, revision, by=request.user, at=timezone.now(), tell=mailing.enqueue, **said)
        messages.success(request, _approved(incident))
    else:
        workflow.send_back(
            incident, revision, by=request.user, at=timezone.now(), tell=mailing.enqueue, **said
        )
        messages.success(request, _("Sent back with your note."))
    return redirect("editor", incident.reference)


def _approved(incident: Incident) -> str:
    if workflow.standing(incident).missing:
        return _("Approved. Others must still decide before this text can be published.")
    return _("Approved. Exactly this text can now be published.")


def page(
    request: MemberRequest,
    incident: Incident,
    form: DecideForm | None = None,
    *,
    typed: Mapping[str, str] = _NOTHING,
    status: int = 200,
) -> HttpResponse:
    """Show the newest revision, with a form as it came back or with what was typed into one before."""
    standing = workflow.standing(incident)
    revision = standing.revision
    if revision is None:
        raise Http404
    now, report = timezone.now(), canonical.recall(bytes(revision.report))
    found, who = checked(revision, now.date()), deciding(request.user, standing, now)
    rights = _rights(request.user, revision, standing, who)
    initial = {**typed, "revision": revision.number}
    form = form or DecideForm(initial=initial, warnings=found.unwaived, rights=who.rights)
    context = {
        "incident": incident,
        "standing": standing,
        "revision": revision,
        "form": form,
        "found": found,
        "who": who,
        "queue": around(incident) if who.rights else None,
        "newly": newly_read(revision, standing),
        "lines": found.lines(form if rights["may_decide"] else None),
        "discussion": discussion(incident),
        "report": report,
        "stays_inside": _stays_inside(report),
    }
    return render(request, "workspace/review.html", {**context, **rights}, status=status)


def _rights(person: User, revision: Revision, standing: Standing, who: Deciding) -> dict[str, bool]:
    """Return what the page offers this person at this stage."""
    return {
        "undecided": Step.SEND_BACK in standing.steps,
        "may_decide": bool(who.rights),
        "may_approve": who.may_approve,
        "may_waive": permissions.may_waive(person) and not permissions.is_own(person, revision),
        "may_edit": permissions.may_edit(person),
        "may_share": permissions.may_share(person),
    }


def _checked(incident: Incident) -> Checked:
    revision = incident.revisions.select_related("incident").order_by("number").last()
    if revision is None:
        raise Http404
    return checked(revision, timezone.now().date())


def _stays_inside(report: Report) -> int:
    """Return how many parts of the report customers don't read."""
    items: list[TimelineEvent | RootCause | CorrectiveAction] = [*report.timeline, *report.root_causes]
    items += report.actions
    sources = sum(bool(event.source) for event in report.timeline if event.audience is Audience.PUBLIC)
    return sum(item.audience is Audience.INTERNAL for item in items) + sources + bool(report.notes)
