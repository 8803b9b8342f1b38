"""An earlier version taken back with one button, whole or one part, and that undone with another.

What was replaced is a checkpoint, so undoing is one more restore; the session remembers to offer it once.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents import drafts, restoring
from incidents.changes import PARTS
from incidents.models import Checkpoint, Incident
from incidents.views.access import MemberRequest, member
from incidents.views.versions import DRAFT, Version, look_up

_KEPT = "restored"


@require_POST
@member
def restore(request: MemberRequest, reference: str) -> HttpResponse:
    """Make the draft say again what a version says, in one part or in all."""
    incident = get_object_or_404(Incident, reference=reference)
    part = request.POST.get("part", "")
    with translation.override("en"):  # what goes on record is English, whoever's language the page is in
        version, report = look_up(incident, request.POST.get("version", ""))
        if not version.holds_all or (part and part not in PARTS):
            raise Http404
        told = _told(version, part)
    base = request.POST.get("base", "")
    replaced = restoring.restore(
        incident, report, part, base=base, by=request.user, at=timezone.now(), told=told
    )
    back = request.POST.get("back") or version.key
    if replaced is None:
        messages.info(request, _("The draft says that already."))
    elif request.POST.get("undo"):
        messages.success(request, _("Undone: the draft is as it was."))
    else:
        request.session[_KEPT] = _undo(incident, replaced, part) | {"told": told, "back": back}
    return redirect(_comparison(incident, back))


def last_restored(request: MemberRequest, incident: Incident) -> dict[str, Any] | None:
    """Return what the person restored just now, with all that undoing it asks; it is told once."""
    kept: dict[str, Any] | None = request.session.get(_KEPT)
    if kept is None or kept["incident"] != incident.pk:
        return None
    del request.session[_KEPT]
    return kept


def _undo(incident: Incident, replaced: Checkpoint, part: str) -> dict[str, Any]:
    now = restoring.state(drafts.snapshot(Incident.objects.get(pk=incident.pk)))
    return {"incident": incident.pk, "version": f"c{replaced.pk}", "part": part, "base": now}


def _told(version: Version, part: str) -> str:
    """Return what is restored, for the record: Summary from revision 2, Ada Okafor, 3 Dec 2026, 08:00 UTC."""
    return _("%(part)s from: %(version)s") % {
        "part": PARTS[part] if part else _("Everything"),
        "version": version.label,
    }


def _comparison(incident: Incident, before: str) -> str:
    asked = urlencode({"from": before, "to": DRAFT})
    return f"{reverse('compare', args=[incident.reference])}?{asked}"
