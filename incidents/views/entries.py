"""Adding, changing, moving and deleting one row of a list; parts for htmx, whole pages otherwise."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import drafts, editing, permissions
from incidents.editing import Direction
from incidents.errors import NotValidError
from incidents.forms.checked import CheckedForm
from incidents.forms.entry import EntryForm, fingerprint
from incidents.models import Incident
from incidents.ordering import Entry
from incidents.spoken import spoken
from incidents.views import saving
from incidents.views.access import MemberRequest, member
from incidents.views.findings import panel
from incidents.views.list_answers import done, listed
from incidents.views.lists import LISTS, EntryList

_DIRECTIONS: dict[str, Direction] = {"up": "up", "down": "down"}


@require_safe
@member
def entries(request: MemberRequest, reference: str, name: str) -> HttpResponse:
    """The list as it is now: a part for htmx, its place in the editor otherwise."""
    incident, kind = _found(reference, name)
    if not request.htmx:
        return redirect(reverse("editor", args=[reference]) + f"#{name}")
    return listed(request, incident, kind)


@require_http_methods(["GET", "POST"])
@member
def add(request: MemberRequest, reference: str, name: str) -> HttpResponse:
    permissions.check_edit(request.user)
    incident, kind = _found(reference, name)
    if request.method != "POST":
        return _form(request, incident, kind, kind.blank(incident))
    form = kind.form(request.POST, incident=incident)
    try:
        if form.is_valid():
            editing.add_entry(incident, kind.model, form.changes(), by=request.user, at=timezone.now())
            return done(request, incident, kind, _("Added."))
    except NotValidError as error:
        _say(form, error)
    return _form(request, incident, kind, form, status=422)


@require_http_methods(["GET", "POST"])
@member
def change(request: MemberRequest, reference: str, name: str, key: int) -> HttpResponse:
    permissions.check_edit(request.user)
    incident, kind = _found(reference, name)
    row = _row(incident, kind, key)
    if request.method != "POST":
        opened = kind.opened(row)
        opened.found = panel(incident, drafts.snapshot(incident), timezone.now().date()).of(name, key)
        return _form(request, incident, kind, opened, row=row)
    part = saving.entry_of(request, kind, lambda: _row(incident, kind, key))
    outcome = saving.save(part, kind.form(request.POST, incident=incident, row=row))
    if saving.is_automatic(request):
        return saving.told(outcome)
    if outcome.contested:
        mine = kind.form(incident=incident, row=row, initial=outcome.form.texts())
        return saving.conflict(request, outcome, mine, {"incident": incident})
    if not outcome.done:
        return _form(request, incident, kind, outcome.form, row=row, status=422)
    return done(request, incident, kind, saving.words(outcome), row=_row(incident, kind, key))


@require_POST
@member
def move(request: MemberRequest, reference: str, name: str, key: int) -> HttpResponse:
    """Take a row one place up or down, or before another one; without a key of that one, to the end."""
    incident, kind = _found(reference, name)
    row = _row(incident, kind, key)
    direction, before = request.POST.get("direction", ""), request.POST.get("before", "none")
    if direction in _DIRECTIONS:
        editing.move_entry(row, _DIRECTIONS[direction], by=request.user, at=timezone.now())
    elif before.isdecimal() or not before:
        editing.place_entry(row, int(before) if before else None, by=request.user, at=timezone.now())
    else:
        raise NotValidError(_("Choose to move the entry up or down."), "direction")
    return done(request, incident, kind, _("Moved."), row=row)


@require_http_methods(["GET", "POST"])
@member
def delete(request: MemberRequest, reference: str, name: str, key: int) -> HttpResponse:
    """Ask once, then delete."""
    permissions.check_edit(request.user)
    incident, kind = _found(reference, name)
    row = _row(incident, kind, key)
    if request.method != "POST":
        return _question(request, incident, kind, row)
    try:
        editing.remove_entry(row, base=request.POST.get("base", ""), by=request.user, at=timezone.now())
    except editing.StaleError:
        return _question(request, incident, kind, _row(incident, kind, key), changed=True)
    if request.htmx and kind.name == "timeline":
        context = {"count": incident.timeline.count(), "said": _("Deleted.")}
        return render(request, "workspace/editor/timeline/deleted.html", context)
    return done(request, incident, kind, _("Deleted."))


def _question(
    request: MemberRequest, incident: Incident, kind: EntryList, row: Entry, *, changed: bool = False
) -> HttpResponse:
    """Ask whether to delete the row as it is now."""
    context = {"incident": incident, "kind": kind, "row": row, "base": fingerprint(row), "changed": changed}
    context["part"] = kind.part(row, incident)
    part = "workspace/editor/question.html" if request.htmx else "workspace/entry_delete.html"
    answer = render(request, part, context, status=409 if changed else 200)
    if changed:
        answer["HX-Reswap"] = "innerHTML"
    return answer


def _found(reference: str, name: str) -> tuple[Incident, EntryList]:
    if name not in LISTS:
        raise Http404
    return get_object_or_404(Incident, reference=reference), LISTS[name]


def _row(incident: Incident, kind: EntryList, key: int) -> Any:
    """Return the row only if it is of this incident: another report's row is as good as none."""
    return get_object_or_404(kind.model, pk=key, incident=incident)


def _say(form: EntryForm, error: NotValidError) -> None:
    form.add_error(error.path if error.path in form.fields else None, spoken(error.message))


def _form(
    request: MemberRequest,
    incident: Incident,
    kind: EntryList,
    form: CheckedForm,
    *,
    row: Entry | None = None,
    status: int = 200,
) -> HttpResponse:
    part = "workspace/editor/entry_form.html" if request.htmx else "workspace/entry_page.html"
    context = {"incident": incident, "kind": kind, "form": form, "row": row, "may_edit": True}
    return render(request, part, context, status=status)
