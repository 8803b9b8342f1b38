"""The page on which a report is written: its sections, each saved by itself."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from incidents import drafts, permissions, workflow
from incidents.forms.checked import CheckedForm
from incidents.forms.sections import SECTION_FORMS, SectionForm
from incidents.models import Incident
from incidents.models.policy import policy_of
from incidents.report.value import Report
from incidents.views import saving
from incidents.views.access import MemberRequest, member
from incidents.views.due import due_of
from incidents.views.findings import Panel, panel
from incidents.views.fixes import last_fix
from incidents.views.lists import LISTS
from incidents.views.outline import outline
from incidents.views.pane import Pane
from incidents.views.presence import others
from incidents.views.threads import discussion
from incidents.views.voided import voided


@require_safe
@member
def editor(request: MemberRequest, reference: str) -> HttpResponse:
    incident = get_object_or_404(
        drafts.with_rows(Incident.objects.select_related("author", "template")), reference=reference
    )
    head, pane = _head(request, incident), Pane.of(request)
    report, checks = head["report"], head["checks"]
    page = render(
        request,
        "workspace/editor.html",
        {
            **head,
            "fixed": last_fix(request, incident, report),
            "sections": {name: _guided(_opened(name, report, checks), incident) for name in SECTION_FORMS},
            "lists": {name: kind.context(incident, report) for name, kind in LISTS.items()},
            "zones": sorted(zone for zone in available_timezones() if "/" in zone),
            "others": others(request, incident),
            "discussion": discussion(incident),
            "pane": pane,
        },
    )
    return pane.remember(page)


@require_safe
@member
def stage(request: MemberRequest, reference: str) -> HttpResponse:
    """Where the report stands, as the head of the editor shows it after each saving."""
    incident = get_object_or_404(Incident, reference=reference)
    return render(request, "workspace/editor/head.html", _head(request, incident))


def _head(request: MemberRequest, incident: Incident) -> dict[str, Any]:
    """Return what the head of the editor tells of the report."""
    today = timezone.now().date()
    report = drafts.snapshot(incident)
    standing = workflow.standing(incident, report)
    checks = panel(incident, report, today)
    return {
        "incident": incident,
        "report": report,
        "standing": standing,
        "due": due_of(report, standing, policy_of(incident.severity), today),
        "checks": checks,
        "parts": outline(report, checks),
        "may_edit": permissions.may_edit(request.user),
        "may_share": permissions.may_share(request.user),
        "voided": voided(incident, standing, report),
    }


@require_http_methods(["GET", "POST"])
@member
def section(request: MemberRequest, reference: str, name: str) -> HttpResponse:
    """One section's form: a part of the editor for htmx, a page of its own otherwise."""
    if name not in SECTION_FORMS:
        raise Http404
    permissions.check_edit(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        return _shown(request, incident, name, _as_saved(incident, name))
    outcome = saving.save(saving.section_of(request, incident, name), SECTION_FORMS[name](request.POST))
    if saving.is_automatic(request):
        return saving.told(outcome)
    if outcome.contested:
        mine = SECTION_FORMS[name](initial=outcome.form.texts())
        return saving.conflict(request, outcome, mine, {"incident": incident, "name": name})
    if not outcome.done:
        return _shown(request, incident, name, outcome.form, status=422)
    if request.htmx:
        fresh = Incident.objects.get(pk=incident.pk)
        answer = _shown(request, incident, name, _as_saved(fresh, name), saved=saving.words(outcome))
        answer["HX-Trigger"] = "draft-changed"
        return answer
    messages.success(request, saving.words(outcome))
    return redirect(reverse("editor", args=[reference]) + f"#{name}")


def _as_saved(incident: Incident, name: str) -> SectionForm:
    report = drafts.snapshot(incident)
    return _opened(name, report, panel(incident, report, timezone.now().date()))


def _opened(name: str, report: Report, checks: Panel) -> SectionForm:
    form = SECTION_FORMS[name].opened(report)
    form.found = checks.of(name)
    return form


def _guided(form: CheckedForm, incident: Incident) -> CheckedForm:
    """Return the form with what the report's template asks at its fields."""
    form.guide = incident.template.guide if incident.template else {}
    return form


def _shown(
    request: MemberRequest,
    incident: Incident,
    name: str,
    form: CheckedForm,
    *,
    status: int = 200,
    saved: str = "",
) -> HttpResponse:
    part = "workspace/editor/section.html" if request.htmx else "workspace/section_page.html"
    context: dict[str, Any] = {
        "incident": incident,
        "name": name,
        "form": _guided(form, incident),
        "saved": saved,
        "may_edit": True,
    }
    return render(request, part, context, status=status)
