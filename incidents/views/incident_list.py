from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.models import Incident
from incidents.report import text
from incidents.views.access import MemberRequest, member
from incidents.views.overview import overview

_PER_PAGE = 25


@require_safe
@member
def incident_list(request: MemberRequest) -> HttpResponse:
    """All incidents, newest change first; `q` looks into reference, title and summary."""
    sought = text.line(request.GET.get("q", ""))[:200]
    incidents = Incident.objects.all()
    if sought:
        incidents = incidents.filter(
            Q(reference__icontains=sought) | Q(title__icontains=sought) | Q(summary__icontains=sought)
        )
    page = Paginator(incidents, _PER_PAGE).get_page(request.GET.get("page"))
    lines = overview(incidents[page.start_index() - 1 if page.paginator.count else 0 : page.end_index()])
    return render(request, "workspace/incident_list.html", {"page": page, "lines": lines, "sought": sought})
