from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.forms.finding import FindForm
from incidents.views.access import MemberRequest, member
from incidents.views.overview import overview


@require_safe
@member
def incident_list(request: MemberRequest) -> HttpResponse:
    """Incidents by what the address asks for, a page at a time."""
    form = FindForm(request.GET)
    page = form.page(request.user)
    context = {
        "form": form,
        "lines": overview(page.incidents, timezone.now().date()),
        "after": page.after,
        "asked": form.asked(),
        "narrowed": form.asked() - {"q"} or form.cleaned_data.get("sort"),
    }
    return render(request, "workspace/incident_list.html", context)
