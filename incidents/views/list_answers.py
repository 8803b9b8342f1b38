"""What a page gets back when a list of the report was changed: the least of it that is new."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from incidents import permissions
from incidents.models import Incident, TimelineEvent
from incidents.ordering import Entry
from incidents.templatetags.timeline import clocks_of
from incidents.views.access import MemberRequest
from incidents.views.event_rows import event_row
from incidents.views.lists import EntryList


def done(
    request: MemberRequest,
    incident: Incident,
    kind: EntryList,
    message: str,
    *,
    place: str = "",
    row: Entry | None = None,
    added: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the list for htmx, else with the editor at the list, or at another `place` of it.

    An event comes alone where the page says what it shows above it (`after`), and that is what stands there.
    A cause whose key is `added` has the focus then.
    """
    if not request.htmx:
        messages.success(request, message)
        return redirect(reverse("editor", args=[incident.reference]) + f"#{place or _place(kind, row)}")
    fresh = Incident.objects.get(pk=incident.pk)
    above = request.POST.get("after")
    if isinstance(row, TimelineEvent) and above is not None:
        shown = alone(request, fresh, row, after=above, said=message)
        if shown:
            return shown
    answer = whole(request, fresh, kind, said=message, added=added, status=status)
    answer["HX-Trigger"] = "draft-changed"
    return answer


def alone(
    request: MemberRequest,
    incident: Incident,
    row: TimelineEvent,
    *,
    after: str | None = None,
    said: str = "",
    status: int = 200,
    changed: bool = True,
) -> HttpResponse | None:
    """Return the row of an event; None where another one is above it than `after`, the key the page shows."""
    each, above = event_row(incident, row)
    if after is not None and after != str(above or ""):
        return None
    context = {
        "incident": incident,
        "each": each,
        "clocks": clocks_of(request, incident),
        "may_edit": permissions.may_edit(request.user),
        "said": said,
    }
    answer = render(request, "workspace/editor/timeline/alone.html", context, status=status)
    answer["HX-Retarget"] = f"#timeline-{row.pk}"
    answer["HX-Reswap"] = "outerHTML"
    if changed:
        answer["HX-Trigger"] = "event-changed"
    return answer


def listed(request: MemberRequest, incident: Incident, kind: EntryList, **more: Any) -> HttpResponse:
    """Return the list as it stands now; `more` is for its template, but for the status."""
    status = more.pop("status", 200)
    context = {"incident": incident, "list": kind.context(incident), **more}
    context["may_edit"] = permissions.may_edit(request.user)
    return render(request, kind.template, context, status=status)


def whole(request: MemberRequest, incident: Incident, kind: EntryList, **more: Any) -> HttpResponse:
    """Return the list as it stands now, to take the place of the one on the page."""
    answer = listed(request, incident, kind, **more)
    answer["HX-Retarget"] = f"#{kind.name}"
    answer["HX-Reswap"] = "outerHTML"
    return answer


def _place(kind: EntryList, row: Entry | None) -> str:
    return f"{kind.name}-{row.pk}" if row and kind.name == "timeline" else kind.name
