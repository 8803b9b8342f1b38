"""Adding events to the timeline as typed lines."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from incidents import drafts, editing, permissions
from incidents.errors import NotValidError
from incidents.forms.quick import QuickForm
from incidents.models import Incident
from incidents.spoken import spoken
from incidents.views.access import MemberRequest, member
from incidents.views.list_answers import done
from incidents.views.lists import LISTS


@require_http_methods(["GET", "POST"])
@member
def quick(request: MemberRequest, reference: str) -> HttpResponse:
    """Place the events that the lines say happened; the list with a field for the next line is the answer."""
    permissions.check_edit(request.user)
    incident = get_object_or_404(Incident, reference=reference)
    if request.method != "POST":
        return _form(request, incident, QuickForm())
    form = QuickForm(request.POST, report=drafts.snapshot(incident))
    try:
        if form.is_valid():
            events = form.cleaned_data["lines"]
            editing.add_events(incident, events, by=request.user, at=timezone.now())
            said = ngettext("Added one event.", "Added %(n)s events.", len(events)) % {"n": len(events)}
            return done(request, incident, LISTS["timeline"], said, place="quick")
    except NotValidError as error:
        form.add_error("lines", spoken(error.message))
    return _form(request, incident, form, status=422)


def _form(request: MemberRequest, incident: Incident, form: QuickForm, *, status: int = 200) -> HttpResponse:
    part = "workspace/editor/quick/timeline.html" if request.htmx else "workspace/quick_page.html"
    return render(request, part, {"incident": incident, "quick": form}, status=status)
