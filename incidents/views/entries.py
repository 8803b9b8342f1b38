"""Adding, changing, moving and deleting one row of a list; parts for htmx, whole pages otherwise."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import drafts, editing, permissions
from incidents.editing import Direction, Entry
from incidents.errors import NotValidError
from incidents.forms.checked import CheckedForm
from incidents.forms.entries import EntryForm, fingerprint
from incidents.models import Incident
from incidents.views import saving
from incidents.views.access import MemberRequest, member
from incidents.views.findings import panel
from incidents.views.lists import LISTS, EntryList

_DIRECTIONS: dict[str, Direction] = {"up": "up", "down": "down"}


@require_safe
@member
def entries(request: MemberRequest, reference: str, name: str) -> HttpResponse:
    """The list as it is now: a part for htmx, its place in the editor otherwise."""
    incident, kind = _found(reference, name)
    if not request.htmx:
        return redirect(reverse("editor", args=[reference]) + f"#{name}")
    context = {
        "incident": incident,
        "list": kind.context(incident),
        "may_edit": permissions.may_edit(request.user),
    }
    return render(request, "workspace/editor/list.html", context)


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
    return done(request, incident, kind, saving.words(outcome))


@require_POST
@member
def move(request: MemberRequest, reference: str, name: str, key: int) -> HttpResponse:
    incident, kind = _found(reference, name)
    direction = _DIRECTIONS.get(request.POST.get("direction", ""))
    if direction is None:
        raise NotValidError(_("Choose to move the entry up or down."), "direction")
    editing.move_entry(_row(incident, kind, key), direction, by=request.user, at=timezone.now())
    return done(request, incident, kind, _("Moved."))


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
    return done(request, incident, kind, _("Deleted."))


def _question(
    request: MemberRequest, incident: Incident, kind: EntryList, row: Entry, *, changed: bool = False
) -> HttpResponse:
    """Ask whether to delete the row as it is now."""
    context = {"incident": incident, "kind": kind, "row": row, "base": fingerprint(row), "changed": changed}
    context["part"] = kind.part(row, incident)
    return render(request, "workspace/entry_delete.html", context, status=409 if changed else 200)


def _found(reference: str, name: str) -> tuple[Incident, EntryList]:
    if name not in LISTS:
        raise Http404
    return get_object_or_404(Incident, reference=reference), LISTS[name]


def _row(incident: Incident, kind: EntryList, key: int) -> Any:
    """Return the row only if it is of this incident: another report's row is as good as none."""
    return get_object_or_404(kind.model, pk=key, incident=incident)


def _say(form: EntryForm, error: NotValidError) -> None:
    form.add_error(error.path if error.path in form.fields else None, error.message)


def done(
    request: MemberRequest,
    incident: Incident,
    kind: EntryList,
    message: str,
    *,
    place: str = "",
    added: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the list for htmx, else with the editor at the list, or at another `place` of it.

    A row whose key is `added` has the focus then.
    """
    if request.htmx:
        fresh = Incident.objects.get(pk=incident.pk)
        context = {"incident": fresh, "list": kind.context(fresh), "said": message, "may_edit": True}
        answer = render(request, "workspace/editor/list.html", {**context, "added": added}, status=status)
        answer["HX-Trigger"] = "draft-changed"
        answer["HX-Retarget"] = f"#{kind.name}"
        answer["HX-Reswap"] = "outerHTML"
        return answer
    messages.success(request, message)
    return redirect(reverse("editor", args=[incident.reference]) + f"#{place or kind.name}")


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
