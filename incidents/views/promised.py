"""Actions in one press: begun against a cause, marked as done, and that taken back."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from msgspec.structs import asdict, replace

from incidents import drafts, editing, permissions
from incidents.editing import StaleError
from incidents.errors import NotValidError
from incidents.forms.begun import BegunForm
from incidents.models import CorrectiveAction, RootCause
from incidents.report import value
from incidents.report.value import ActionState
from incidents.report.words import say
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member
from incidents.views.list_answers import done
from incidents.views.lists import LISTS

_ACTIONS = LISTS["actions"]
_KEPT = "marked_done"
_MOST_KEPT = 50  # actions whose former state the session remembers


@require_http_methods(["GET", "POST"])
@member
def act(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Begin an action against a cause, from the cause or from the list of what is not addressed."""
    permissions.check_edit(request.user)
    row = get_object_or_404(
        RootCause.objects.select_related("incident"), pk=key, incident__reference=reference
    )
    at = "actions" if request.GET.get("at") == "actions" else "causes"
    form = BegunForm(request.POST if request.method == "POST" else None, key=key, at=at)
    try:
        if form.is_valid():
            return _begun(request, row, form, at)
    except NotValidError as error:
        form.add_error(error.path if error.path in form.fields else None, spoken(error.message))
    part = "workspace/editor/causes/act.html" if request.htmx else "workspace/act_page.html"
    context = {"incident": row.incident, "row": row, "form": form, "action": _address(row, at)}
    return render(request, part, context, status=422 if form.errors else 200)


@require_POST
@member
def mark(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Say that an action is done today; the session remembers what it was."""
    row, now = _row(reference, key), timezone.now()
    _save(request, row, now, state=ActionState.DONE, done_on=now.date())
    if row.state != ActionState.DONE:
        before = [row.state, row.done_on.isoformat() if row.done_on else None]
        kept = {**request.session.get(_KEPT, {}), str(key): before}
        request.session[_KEPT] = dict(list(kept.items())[-_MOST_KEPT:])
    return done(request, row.incident, _ACTIONS, _("Marked as done: %(title)s.") % {"title": row.title})


@require_POST
@member
def reopen(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Take back that an action is done: it is what it was before, or open where nobody knows."""
    row = _row(reference, key)
    state, done_on = request.session.get(_KEPT, {}).get(str(key), [ActionState.OPEN, None])
    day = date.fromisoformat(done_on) if done_on else None
    _save(request, row, timezone.now(), state=ActionState(state), done_on=day)
    return done(request, row.incident, _ACTIONS, _("Not done after all: %(title)s.") % {"title": row.title})


def _row(reference: str, key: int) -> CorrectiveAction:
    rows = CorrectiveAction.objects.select_related("incident").prefetch_related("addresses")
    return get_object_or_404(rows, pk=key, incident__reference=reference)


def _save(request: MemberRequest, row: CorrectiveAction, at: datetime, **changes: Any) -> None:
    said = drafts.action_of(row, {cause.pk: cause.pk for cause in row.addresses.all()})
    base = request.POST.get("base", "")
    try:
        editing.save_entry(row, asdict(replace(said, **changes)), base=base, by=request.user, at=at)
    except StaleError as error:
        raise StaleError(
            say("Someone changed this action meanwhile, so it stands as it was. Look at it again.")
        ) from error


def _begun(request: MemberRequest, row: RootCause, form: BegunForm, at: str) -> HttpResponse:
    """Add the action, for as many eyes as the cause is for; from the actions' list, one goes on there."""
    said = value.CorrectiveAction(**form.cleaned_data, audience=value.Audience(row.audience))
    changes = {**asdict(said), "addresses": (row.pk,)}
    added = editing.add_entry(row.incident, CorrectiveAction, changes, by=request.user, at=timezone.now())
    key = added.pk if at == "actions" else None
    return done(request, row.incident, _ACTIONS, _("Added."), place=f"actions-{added.pk}", added=key)


def _address(row: RootCause, at: str) -> str:
    address = reverse("cause-act", args=[row.incident.reference, row.pk])
    return f"{address}?at=actions" if at == "actions" else address
