"""The page on which a report is written: its sections, each saved by itself."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents import drafts, editing, permissions, workflow
from incidents.errors import NotValidError
from incidents.forms.sections import SECTION_FORMS, SectionForm
from incidents.models import Incident
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member
from incidents.views.findings import Panel, panel
from incidents.views.fixes import last_fix
from incidents.views.lists import LISTS


@require_safe
@member
def editor(request: MemberRequest, reference: str) -> HttpResponse:
    incident = get_object_or_404(
        drafts.with_rows(Incident.objects.select_related("author")), reference=reference
    )
    report = drafts.snapshot(incident)
    checks = panel(incident, timezone.now().date())
    return render(
        request,
        "workspace/editor.html",
        {
            "incident": incident,
            "report": report,
            "standing": workflow.standing(incident),
            "checks": checks,
            "fixed": last_fix(request, incident, report),
            "may_edit": permissions.may_edit(request.user),
            "sections": {name: _opened(name, report, checks) for name in SECTION_FORMS},
            "lists": {name: kind.context(incident) for name, kind in LISTS.items()},
            "zones": sorted(zone for zone in available_timezones() if "/" in zone),
            "audit": incident.audit.select_related("actor")[:20],
        },
    )


@require_safe
@member
def stage(request: MemberRequest, reference: str) -> HttpResponse:
    """Where the report stands, as the head of the editor shows it after each saving."""
    incident = get_object_or_404(Incident, reference=reference)
    context = {
        "incident": incident,
        "report": drafts.snapshot(incident),
        "standing": workflow.standing(incident),
        "checks": panel(incident, timezone.now().date()),
        "may_edit": permissions.may_edit(request.user),
    }
    return render(request, "workspace/editor/head.html", context)


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
    form = SECTION_FORMS[name](request.POST)
    if not form.is_valid():
        return _shown(request, incident, name, form, status=422)
    try:
        incident = editing.save_section(
            incident, name, form.changes(), base=form.cleaned_data["base"], by=request.user, at=timezone.now()
        )
    except editing.StaleError:
        return _conflict(request, incident, name, form)
    except NotValidError as error:
        form.add_error(error.path if error.path in form.fields else None, error.message)
        return _shown(request, incident, name, form, status=422)
    if request.htmx:
        answer = _shown(request, incident, name, _as_saved(incident, name), saved=True)
        answer["HX-Trigger"] = "draft-changed"
        return answer
    messages.success(request, _("Saved."))
    return redirect(reverse("editor", args=[reference]) + f"#{name}")


def _as_saved(incident: Incident, name: str) -> SectionForm:
    return _opened(name, drafts.snapshot(incident), panel(incident, timezone.now().date()))


def _opened(name: str, report: Report, checks: Panel | None = None, **options: Any) -> SectionForm:
    base = drafts.fingerprint(editing.section_values(report, name))
    kind = SECTION_FORMS[name]
    form = kind(initial={**kind.values(report), "base": base}, **options)
    form.found = checks.of(name) if checks else {}
    return form


def _shown(
    request: MemberRequest,
    incident: Incident,
    name: str,
    form: SectionForm,
    *,
    status: int = 200,
    saved: bool = False,
) -> HttpResponse:
    part = "workspace/editor/section.html" if request.htmx else "workspace/section_page.html"
    context: dict[str, Any] = {
        "incident": incident,
        "name": name,
        "form": form,
        "saved": saved,
        "may_edit": True,
    }
    return render(request, part, context, status=status)


def _conflict(request: MemberRequest, incident: Incident, name: str, form: SectionForm) -> HttpResponse:
    """Show what was typed beside what stands there now; saving again is then a decision, not an accident."""
    now = drafts.snapshot(Incident.objects.get(pk=incident.pk))
    current = _opened(name, now, auto_id="current-%s")
    mine = SECTION_FORMS[name](initial={**form.typed(), "base": current.initial["base"]})
    for field in current.fields.values():
        field.disabled = True
    context = {"incident": incident, "name": name, "mine": mine, "current": current}
    return render(request, "workspace/conflict.html", context, status=409)
