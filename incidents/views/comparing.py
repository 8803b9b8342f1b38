"""Two versions of a report side by side: what a reader finds changed from one to the other."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from incidents import changes, drafts
from incidents.models import Incident, Revision
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import Report
from incidents.views.access import MemberRequest, member

DRAFT = "draft"


@dataclass(frozen=True)
class Version:
    """One choice of the form: `key` is a revision's number, or says that it is the draft."""

    key: str
    label: str


@require_safe
@member
def comparing(request: MemberRequest, reference: str) -> HttpResponse:
    """Compare two versions, by themselves the newest revision with the draft."""
    incident = get_object_or_404(Incident, reference=reference)
    revisions = list(incident.revisions.defer("report").select_related("submitted_by").order_by("-number"))
    newest = str(revisions[0].number) if revisions else DRAFT
    before, after = request.GET.get("from", newest), request.GET.get("to", DRAFT)
    as_public = request.GET.get("as") == "public"
    sides = [_report(incident, key) for key in (before, after)]
    was, now = [public(side) for side in sides] if as_public else sides
    context = {
        "incident": incident,
        "versions": [Version(DRAFT, _("The draft as it stands")), *(_version(each) for each in revisions)],
        "before": before,
        "after": after,
        "as_public": as_public,
        "parts": changes.told(was, now),
    }
    return render(request, "workspace/comparing.html", context)


def _version(revision: Revision) -> Version:
    who = revision.submitted_by.get_full_name() or revision.submitted_by.get_username()
    when = f"{revision.submitted_at:%Y-%m-%d %H:%M} UTC"
    label = _("Revision %(number)s, %(who)s, %(when)s") % {
        "number": revision.number,
        "who": who,
        "when": when,
    }
    return Version(str(revision.number), label)


def _report(incident: Incident, key: str) -> Report:
    if key == DRAFT:
        return drafts.snapshot(incident)
    if not (key.isascii() and key.isdigit()):
        raise Http404
    revision = get_object_or_404(incident.revisions, number=int(key))
    return canonical.recall(bytes(revision.report))
