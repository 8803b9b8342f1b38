"""Who else is at a report now, and at which part of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from incidents.forms.sections import SECTION_FORMS
from incidents.models import Incident, Presence
from incidents.views.access import MemberRequest, member
from incidents.views.lists import LISTS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PARTS: "dict[str, StrPromise]" = {
    **{name: form.heading for name, form in SECTION_FORMS.items()},
    **{name: kind.words["title"] for name, kind in LISTS.items()},
}


@require_POST
@member
def presence(request: MemberRequest, reference: str) -> HttpResponse:
    """Take where somebody is, or that they leave, and answer with who else is here."""
    incident = get_object_or_404(Incident, reference=reference)
    at = timezone.now()
    if "leaving" in request.POST:
        incident.presences.filter(person=request.user).delete()
        return HttpResponse(status=204)
    part = request.POST.get("part", "")
    Presence.objects.update_or_create(
        incident=incident,
        person=request.user,
        defaults={"part": part if part in PARTS else "", "seen_at": at},
    )
    return render(request, "workspace/editor/present.html", {"others": others(request, incident)})


def others(request: MemberRequest, incident: Incident) -> "Sequence[tuple[Presence, StrPromise | str]]":
    """Return who else is here, each with what the part is called that they are at."""
    here = incident.presences.others(request.user, timezone.now())
    return [(each, PARTS.get(each.part, "")) for each in here]
