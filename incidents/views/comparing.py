"""Two versions of a report side by side: what a reader finds changed from one to the other."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from incidents import changes, permissions, restoring
from incidents.models import Incident
from incidents.report.projection import public
from incidents.views.access import MemberRequest, member
from incidents.views.restored import last_restored
from incidents.views.versions import DRAFT, groups, look_up


@require_safe
@member
def comparing(request: MemberRequest, reference: str) -> HttpResponse:
    """Compare two versions, by themselves the newest revision with the draft."""
    incident = get_object_or_404(Incident, reference=reference)
    after = request.GET.get("to", DRAFT)
    before = request.GET.get("from") or _first_choice(incident)
    (first, was), (second, now) = [look_up(incident, key) for key in (before, after)]
    only_public = not (first.holds_all and second.holds_all)
    as_public = request.GET.get("as") == "public" or only_public
    takes_back = after == DRAFT != before and not as_public and permissions.may_edit(request.user)
    context = {
        "incident": incident,
        "groups": groups(incident, (before, after)),
        "before": first,
        "after": second,
        "as_public": as_public,
        "only_public": only_public,
        "parts": changes.told(public(was), public(now)) if as_public else changes.told(was, now),
        "draft_state": restoring.state(now) if takes_back else "",
        "restored": last_restored(request, incident),
    }
    return render(request, "workspace/comparing.html", context)


def _first_choice(incident: Incident) -> str:
    """Return the newest revision; where there is none, the draft as it was begun."""
    revision = incident.revisions.order_by("-number").values_list("number", flat=True).first()
    if revision is not None:
        return str(revision)
    begun = incident.checkpoints.values_list("pk", flat=True).last()
    return DRAFT if begun is None else f"c{begun}"
