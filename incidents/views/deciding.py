"""Who decided on a revision, who must still, and what keeps the one who reads it from deciding."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from incidents.models import Decision, Delegation
from incidents.models.policy import ANYONE, OUTSIDE, Groups
from incidents.workflow import Standing, Step
from incidents.workflow.capacities import (
    Capacity,
    able,
    capacities,
    contributors,
    fills,
    has_approved,
    refusal,
)

_NAMED = 6  # of those who may fill a place


@dataclass(frozen=True)
class Wanted:
    """Approvals that are missing, and who may give them; `more` says that not all are named.

    Each of `people` comes with those who decide in their stead now.
    """

    groups: Groups
    count: int
    people: Sequence[tuple[User, Sequence[Delegation]]]
    more: bool

    @property
    def is_outside(self) -> bool:
        return self.groups == {OUTSIDE}


@dataclass(frozen=True)
class Deciding:
    """`rights` are those by which the reader may decide; without one, `why_not` says what keeps them."""

    decisions: Sequence[Decision]
    wanted: Sequence[Wanted]
    rights: Sequence[Capacity]
    why_not: str = ""
    may_approve: bool = False  # whether an approval by one of these rights is among those that are missing


def deciding(person: User, now: Standing, at: datetime) -> Deciding:
    wrote = contributors(now)
    rights = able(person, now, at) if Step.SEND_BACK in now.steps else []
    why_not = "" if rights or Step.SEND_BACK not in now.steps else _why_not(person, now, wrote, at)
    fitting = [right for right in rights if fills(right.groups, now) and not has_approved(right, now)]
    may_approve = bool(fitting) and Step.APPROVE in now.steps
    return Deciding(now.decisions, _wanted(now, wrote, at), rights, why_not, may_approve)


def _why_not(person: User, now: Standing, wrote: frozenset[int], at: datetime) -> str:
    said = (refusal(right, now, wrote) for right in capacities(person, at))
    return next((each for each in said if each), "")


def _wanted(now: Standing, wrote: frozenset[int], at: datetime) -> list[Wanted]:
    kept = _kept_out(now, wrote)
    found = []
    for groups, count in Counter(now.missing).items():
        able_to = list(_members(groups, kept)[: _NAMED + 1])
        found.append((groups, count, able_to[:_NAMED], len(able_to) > _NAMED))
    away = _away([person for _, _, people, _ in found for person in people], at)
    return [
        Wanted(groups, count, [(person, away.get(person.pk, ())) for person in people], more)
        for groups, count, people, more in found
    ]


def _kept_out(now: Standing, wrote: frozenset[int]) -> set[int]:
    if now.revision is None:
        return set()
    spent = {key for each in now.approvers for key in (each.person_id, each.stead_id)}
    own = {now.revision.submitted_by_id, now.revision.incident.author_id}
    return {*own, *wrote, *(key for key in spent if key)}


def _members(groups: Groups, kept_out: set[int]) -> QuerySet[User]:
    """Return who may fill a place; nobody for one that only somebody without an account fills."""
    people = User.objects.with_perm("incidents.decide_incident").exclude(pk__in=kept_out)
    if ANYONE not in groups:
        people = people.filter(groups__name__in=groups - {OUTSIDE}).distinct()
    return people.order_by("first_name", "username")


def _away(people: Sequence[User], at: datetime) -> dict[int, list[Delegation]]:
    found: dict[int, list[Delegation]] = {}
    running = Delegation.objects.running(at).filter(person__in=people).select_related("colleague")
    for delegation in running if people else ():
        found.setdefault(delegation.person_id, []).append(delegation)
    return found
