"""One event of the timeline by itself: shown, and given a kind or an audience by one press."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents import drafts, editing, permissions
from incidents.errors import NotValidError
from incidents.forms.marking import MarkForm
from incidents.models import Incident, TimelineEvent
from incidents.models.labels import KIND_KEYS, label
from incidents.report.value import Audience, EventKind
from incidents.templatetags.timeline import COOKIE, is_zone
from incidents.views.access import MemberRequest, member
from incidents.views.event_rows import excerpt, picture
from incidents.views.list_answers import alone, done, listed, whole
from incidents.views.lists import LISTS

_A_YEAR = 365 * 24 * 3600  # seconds
_TIMELINE = LISTS["timeline"]


@require_safe
@member
def row(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """The event as its row shows it: a part for htmx, its place in the editor otherwise."""
    incident, event = _found(reference, key)
    if not request.htmx:
        return redirect(reverse("editor", args=[reference]) + f"#timeline-{key}")
    shown = alone(request, incident, event, after=request.GET.get("after"), changed=False)
    return shown or whole(request, incident, _TIMELINE)


@require_http_methods(["GET", "POST"])
@member
def mark(request: MemberRequest, reference: str, key: int) -> HttpResponse:
    """Offer the kinds; take one, or an audience."""
    permissions.check_edit(request.user)
    incident, event = _found(reference, key)
    if request.method != "POST":
        return _offer(request, incident, event)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise NotValidError(_("Choose a kind or an audience."), "kind")
    chosen, was = form.cleaned_data["mark"], form.cleaned_data["was"]
    try:
        editing.mark_event(event, chosen, was=was, by=request.user, at=timezone.now())
    except editing.StaleError as error:
        if not request.htmx:
            raise
        return _marked(request, incident, key, str(error), status=409)
    if request.htmx:
        return _marked(request, incident, key, _words(event, chosen))
    return done(request, incident, _TIMELINE, _words(event, chosen), row=event)


@require_safe
@member
def drawn(request: MemberRequest, reference: str) -> HttpResponse:
    """The picture as the draft stands now, to be drawn anew while the timeline is written."""
    incident = get_object_or_404(Incident, reference=reference)
    context = {"picture": picture(incident, drafts.snapshot(incident))}
    return render(request, "workspace/editor/timeline/drawn.html", context)


@require_safe
@member
def clocks(request: MemberRequest, reference: str) -> HttpResponse:
    """Show the times by the clocks of another zone, and remember that in this browser."""
    incident = get_object_or_404(Incident, reference=reference)
    zone = request.GET.get("zone", "")
    if zone and not is_zone(zone):
        raise NotValidError(_("No time zone has this name; choose one such as Europe/Berlin."), "zone")
    if request.htmx:
        answer = listed(request, incident, _TIMELINE)
    else:
        answer = redirect(reverse("editor", args=[reference]) + "#timeline")
    if zone:
        answer.set_cookie(COOKIE, zone, max_age=_A_YEAR, path=reverse("home"), samesite="Lax", httponly=True)
    else:
        answer.delete_cookie(COOKIE, path=reverse("home"), samesite="Lax")
    return answer


def _marked(
    request: MemberRequest, incident: Incident, key: int, said: str, *, status: int = 200
) -> HttpResponse:
    event = _found(incident.reference, key)[1]
    above = request.POST.get("after")
    shown = alone(request, incident, event, after=above, said=said, status=status)
    return shown or whole(request, incident, _TIMELINE, said=said)


def _found(reference: str, key: int) -> tuple[Incident, TimelineEvent]:
    incident = get_object_or_404(Incident, reference=reference)
    return incident, get_object_or_404(TimelineEvent, pk=key, incident=incident)


def _offer(request: MemberRequest, incident: Incident, event: TimelineEvent) -> HttpResponse:
    part = "workspace/editor/timeline/kinds.html" if request.htmx else "workspace/kinds_page.html"
    kinds = [(key, kind, label(kind)) for key, kind in KIND_KEYS.items()]
    context = {"incident": incident, "row": event, "part": _TIMELINE.part(event, incident), "kinds": kinds}
    return render(request, part, context)


def _words(event: TimelineEvent, chosen: EventKind | Audience) -> str:
    said = {"event": excerpt(event.text), "kind": label(chosen)}
    if chosen is Audience.PUBLIC:
        return _("Public, customers will read it: %(event)s") % said
    if chosen is Audience.INTERNAL:
        return _("Internal, customers won't read it: %(event)s") % said
    return _("%(kind)s: %(event)s") % said
