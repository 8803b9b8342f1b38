"""Building the whys of a report: lines of causes, an answer to a why, a cause beside another, moving one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from incidents import permissions, whys
from incidents.editing import StaleError
from incidents.errors import NotValidError
from incidents.forms.causes import CauseLinesForm, WhyForm
from incidents.models import Incident, RootCause
from incidents.report.whys import MOVES
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member
from incidents.views.list_answers import done
from incidents.views.lists import LISTS

_CAUSES = LISTS["causes"]
_SHOWN = 60  # characters of a cause in a question about it


@require_http_methods(["GET", "POST"])
@member
def quick(request: MemberRequest, reference: str) -> HttpResponse:
    """Add the causes that the lines tell; the list with a field for the next line is the answer."""
    permissions.check_edit(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    form = CauseLinesForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid():
            lines = form.cleaned_data["lines"]
            whys.add_lines(incident, lines, by=request.user, at=timezone.now())
            said = ngettext("Added one cause.", "Added %(n)s causes.", len(lines)) % {"n": len(lines)}
            return done(request, incident, _CAUSES, said, place="quick-causes")
    except NotValidError as error:
        form.add_error("lines", spoken(error.message))
    part = "workspace/editor/quick/causes.html" if request.htmx else "workspace/quick_causes_page.html"
    context = {"incident": incident, "quick": form}
    return render(request, part, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member
def why(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Ask why a cause came about, and add the answer below it, before what explained it so far."""
    permissions.check_edit(request.user)
    row = _row(reference, key)
    if request.method != "POST":
        return _asked(request, "why", row, _why(row))
    form = _why(row, request.POST)
    try:
        if form.is_valid():
            base = form.cleaned_data["base"]
            added = whys.explain(
                row, form.cleaned_data["text"], base=base, by=request.user, at=timezone.now()
            )
            return _added(request, row.incident, added)
    except StaleError as error:
        fresh = _row(reference, key)
        return _asked(request, "why", fresh, _again(fresh, form), status=409, said=str(error))
    except NotValidError as error:
        form.add_error("text", spoken(error.message))
    return _asked(request, "why", row, form, status=422)


@require_http_methods(["GET", "POST"])
@member
def beside(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Add a cause with whys of its own after those of a cause."""
    permissions.check_edit(request.user)
    row = _row(reference, key)
    label = _("Another cause, with whys of its own")
    form = WhyForm(request.POST if request.method == "POST" else None, key=key, label=label)
    try:
        if form.is_valid():
            added = whys.add_beside(row, form.cleaned_data["text"], by=request.user, at=timezone.now())
            return _added(request, row.incident, added)
    except NotValidError as error:
        form.add_error("text", spoken(error.message))
    return _asked(request, "beside", row, form, status=422 if form.errors else 200)


@require_POST
@member
def arrange(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Move a cause up, down, a step deeper, or out to begin whys of its own."""
    permissions.check_edit(request.user)
    row, direction = _row(reference, key), request.POST.get("direction", "")
    if direction not in MOVES:
        raise NotValidError(_("Choose where to move the cause: up, down, in or out."), "direction")
    base = request.POST.get("base", "")
    try:
        whys.move(row, direction, base=base, by=request.user, at=timezone.now())
    except StaleError as error:
        if not request.htmx:
            raise
        return done(request, row.incident, _CAUSES, str(error), status=409)
    return done(request, row.incident, _CAUSES, _("Moved."), place=f"causes-{key}")


def _row(reference: str, key: int) -> RootCause:
    rows = RootCause.objects.select_related("incident", "because_of")
    return get_object_or_404(rows, pk=key, incident__reference=reference)


def _why(row: RootCause, *sent: Any) -> WhyForm:
    shown = {"cause": _shown(row), "answer": _shown(row.because_of) if row.because_of else ""}
    if row.because_of:
        label = _("What comes between “%(cause)s” and “%(answer)s”?") % shown
    else:
        label = _("Why did this come about: “%(cause)s”?") % shown
    return WhyForm(*sent, key=row.pk, label=label, initial={"base": row.because_of_id or ""})


def _again(row: RootCause, form: WhyForm) -> WhyForm:
    """Return the question as it is now, with what was typed."""
    fresh = _why(row)
    fresh.initial["text"] = form["text"].value()
    return fresh


def _shown(row: RootCause) -> str:
    return Truncator(" ".join(row.text.split())).chars(_SHOWN)


def _added(request: MemberRequest, incident: Incident, added: RootCause) -> HttpResponse:
    return done(request, incident, _CAUSES, _("Added."), place=f"causes-{added.pk}", added=added.pk)


def _asked(
    request: MemberRequest, way: str, row: RootCause, form: WhyForm, *, status: int = 200, said: str = ""
) -> HttpResponse:
    part = "workspace/editor/causes/ask.html" if request.htmx else "workspace/cause_page.html"
    action = reverse(f"cause-{way}", args=[row.incident.reference, row.pk])
    context = {"incident": row.incident, "row": row, "form": form, "action": action, "said": said}
    return render(request, part, context, status=status)
