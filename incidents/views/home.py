"""The first page of the workspace: what this person should do next, the most pressing first."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents import permissions
from incidents.models import CorrectiveAction, Incident
from incidents.views.access import MemberRequest, member
from incidents.views.overview import Line, overview
from incidents.workflow import Stage
from incidents.workflow.capacities import capacities

_SHOWN = 10
_CONSIDERED = 50  # drafts saved last, of which those due first are shown


@dataclass(frozen=True)
class Promise:
    """An action that should be done by now, and by how many days it is late."""

    action: CorrectiveAction
    late: int


@require_safe
@member
def home(request: MemberRequest) -> HttpResponse:
    person, today = request.user, timezone.now().date()
    waiting = {name: overview(each[:_SHOWN], today) for name, each in _waiting(person).items()}
    tasks = {**waiting, "drafts": _drafts(person, today), "promises": _promises(person, today)}
    context = {
        **tasks,
        "waits": any(tasks.values()),
        "shown": _SHOWN,
        "may_publish": permissions.may_publish(person),
        "decides": "to_review" in waiting,
        "may_read_audit": permissions.may_read_audit(person),
        "recent": overview(Incident.objects.all()[:_SHOWN], today),
    }
    return render(request, "workspace/home.html", context)


def _waiting(person: User) -> dict[str, QuerySet[Incident]]:
    """Return the reports at which the next step is this person's, by what that is."""
    mine = Q(author=person)
    lists: dict[str, QuerySet[Incident]] = {"sent_back": Incident.objects.sent_back().filter(mine)}
    lists["held"] = Incident.objects.held()
    if capacities(person, timezone.now()):
        lists["to_review"] = Incident.objects.in_review()
    if permissions.may_publish(person):
        lists["to_publish"] = Incident.objects.approved()
    else:
        lists["held"] = lists["held"].filter(mine)
    return lists


def _drafts(person: User, today: date) -> list[Line]:
    """Return the person's reports that are to be submitted, those due first first."""
    written = Incident.objects.being_written().filter(author=person)
    lines = [line for line in overview(written[:_CONSIDERED], today) if _is_to_submit(line)]
    lines.sort(key=lambda line: line.due.on if line.due else date.max)
    return lines[:_SHOWN]


def _is_to_submit(line: Line) -> bool:
    stage = line.standing.stage
    return stage is Stage.DRAFT or (stage is Stage.IN_REVIEW and line.standing.changed)


def _promises(person: User, today: date) -> list[Promise]:
    """Return what should be done by now: what the person owns, and what their reports promise."""
    names = {person.get_username(), f"@{person.get_username()}", person.get_full_name()} - {""}
    asked = Q(incident__author=person)
    for name in names:
        asked |= Q(owner__iexact=name)
    overdue = CorrectiveAction.objects.overdue(today).filter(asked).select_related("incident")
    return [Promise(action, (today - action.due).days) for action in overdue[:_SHOWN] if action.due]
