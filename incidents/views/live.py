"""Checking what somebody is typing: the form is sent as it is, and nothing of it is saved."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from incidents import as_typed, drafts, permissions, readiness
from incidents.errors import NotValidError
from incidents.forms.checked import CheckedForm, Said
from incidents.forms.places import spot
from incidents.forms.sections import SECTION_FORMS
from incidents.models import Incident
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member
from incidents.views.findings import Waived, by_field
from incidents.views.lists import LISTS


@require_POST
@member
def check_section(request: MemberRequest, reference: str, name: str) -> HttpResponse:
    """Answer with the findings of a section's fields as they are typed."""
    permissions.check_edit(request.user)
    if name not in SECTION_FORMS:
        raise Http404
    incident = _incident(reference)
    form = SECTION_FORMS[name](request.POST)
    form.is_valid()
    try:
        report = as_typed.with_section(incident, name, form.changes())
    except NotValidError:
        return _told(request, incident, form)
    return _told(request, incident, form, report, part=name)


@require_POST
@member
def check_entry(request: MemberRequest, reference: str, name: str, key: int | None = None) -> HttpResponse:
    """Answer with the findings of a row's fields as they are typed; without a key, of a new row's."""
    permissions.check_edit(request.user)
    if name not in LISTS:
        raise Http404
    incident, kind = _incident(reference), LISTS[name]
    rows = {row.pk: row for row in getattr(incident, as_typed.NAMES[kind.model]).all()}
    if key is not None and key not in rows:
        raise Http404
    row = None if key is None else rows[key]
    form = kind.form(request.POST, incident=incident, row=row)
    form.is_valid()
    try:
        typed = as_typed.with_entry(incident, kind.model, row, form.changes())
    except NotValidError:
        return _told(request, incident, form)
    return _told(request, incident, form, typed.report, part=name, place=typed.place)


def _incident(reference: str) -> Incident:
    return get_object_or_404(drafts.with_rows(Incident.objects.all()), reference=reference)


def _told(
    request: MemberRequest,
    incident: Incident,
    form: CheckedForm,
    report: Report | None = None,
    *,
    part: str = "",
    place: int | None = None,
) -> HttpResponse:
    """Say what is found at the fields that can be read; nothing where they don't make a report."""
    found = readiness.findings(report, timezone.now().date()) if report else ()
    placed = ((spot(finding.path), finding) for finding in found)
    waived = Waived(incident)
    form.found = by_field(
        (where.field, Said(finding, waived.of(finding)))
        for where, finding in placed
        if (where.part, where.place) == (part, place) and where.field in form.cleaned_data
    )
    context = {"incident": incident, "form": form, "may_edit": True}
    return render(request, "workspace/editor/told.html", context)
