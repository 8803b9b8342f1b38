"""The first page of the workspace: what this person should do next."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents import permissions
from incidents.models import Incident
from incidents.views.access import MemberRequest, member
from incidents.views.overview import overview

_SHOWN = 10


@require_safe
@member
def home(request: MemberRequest) -> HttpResponse:
    lists: dict[str, QuerySet[Incident]] = {"mine": Incident.objects.filter(author=request.user)}
    if permissions.may_decide(request.user):
        lists["to_review"] = Incident.objects.in_review()
    lists["held"] = Incident.objects.held().filter(author=request.user)
    if permissions.may_publish(request.user):
        lists["held"] = Incident.objects.held()
        lists["to_publish"] = Incident.objects.approved()
    context = {name: overview(incidents[:_SHOWN]) for name, incidents in lists.items()}
    return render(
        request, "workspace/home.html", {**context, "recent": overview(Incident.objects.all()[:_SHOWN])}
    )
