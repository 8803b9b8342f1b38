"""The reports that wait for a decision, longest first: a page at a time, and from one to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.errors import NotAllowedError
from incidents.forms import marks
from incidents.models import Incident
from incidents.report.words import say
from incidents.views.access import MemberRequest, member
from incidents.views.overview import overview
from incidents.workflow.capacities import capacities

PER_PAGE = 25


@dataclass(frozen=True)
class Around:
    """The references of the reports before and after one in the queue; empty where there is none."""

    previous: str
    next: str


@require_safe
@member
def queue(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    if not capacities(request.user, now):
        raise NotAllowedError(say("Only managers decide on a report, and those who stand in for one."))
    waiting: QuerySet[Any] = Incident.objects.in_review()
    if mark := marks.mark(request.GET.get("after", "")):
        waiting = _after(waiting, *mark)
    found = list(waiting.values_list("waiting_since", "pk")[: PER_PAGE + 1])
    shown = Incident.objects.in_review().filter(pk__in=[key for _, key in found[:PER_PAGE]])
    context = {
        "lines": overview(shown, now.date()),
        "after": marks.spelled(*found[PER_PAGE - 1]) if len(found) > PER_PAGE else "",
        "first": mark is None,
    }
    return render(request, "workspace/review_queue.html", context)


def around(incident: Incident) -> Around:
    """Return what stands before and after an incident in the queue; from outside it leads to its begin."""
    waiting: QuerySet[Any] = Incident.objects.in_review()
    since = waiting.filter(pk=incident.pk).values_list("waiting_since", flat=True).first()
    if since is None:
        return Around("", _first(waiting))
    return Around(
        _first(_before(waiting, since, incident.pk).order_by("-waiting_since", "-pk")),
        _first(_after(waiting, since, incident.pk)),
    )


def _after(waiting: QuerySet[Any], since: datetime, key: int) -> QuerySet[Any]:
    return waiting.filter(Q(waiting_since__gt=since) | Q(waiting_since=since, pk__gt=key))


def _before(waiting: QuerySet[Any], since: datetime, key: int) -> QuerySet[Any]:
    return waiting.filter(Q(waiting_since__lt=since) | Q(waiting_since=since, pk__lt=key))


def _first(waiting: QuerySet[Any]) -> str:
    return waiting.values_list("reference", flat=True).first() or ""
