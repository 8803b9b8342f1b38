"""By whose right somebody decides, and whether the policy in force counts it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from incidents import authorship, permissions
from incidents.errors import NotAllowedError
from incidents.models import Delegation, Revision
from incidents.models.policy import Groups, unfilled
from incidents.report.words import apart, say
from incidents.workflow.stage import Standing


@dataclass(frozen=True)
class Capacity:
    """A person who decides in their own right, or with the groups of one in whose `stead` they do."""

    person: User
    stead: User | None
    groups: Groups

    @property
    def principals(self) -> list[User]:
        """Return the people whose judgement it is: neither may have had a hand in the report."""
        return [self.person, self.stead] if self.stead else [self.person]


def capacity(person: User, stead: User | None, at: datetime) -> Capacity:
    """Return the right that a person claims at a moment. Raises NotAllowedError where it isn't theirs."""
    if stead is None:
        permissions.check_decide(person)
        return Capacity(person, None, permissions.groups_of(person))
    if not Delegation.objects.running(at).filter(person=stead, colleague=person).exists():
        raise NotAllowedError(say("Nobody whom you stand in for now goes by this name."))
    return _in_stead(person, stead)


def capacities(person: User, at: datetime) -> list[Capacity]:
    """Return every right by which a person may decide on reports at a moment, their own first."""
    own = permissions.groups_of(person)
    found = [Capacity(person, None, own)] if own else []
    running = Delegation.objects.running(at).filter(colleague=person).select_related("person")
    away = {each.person.pk: each.person for each in running}.values() if permissions.may_view(person) else ()
    return found + [
        Capacity(person, each, permissions.groups_of(each)) for each in away if permissions.may_decide(each)
    ]


def able(person: User, now: Standing, at: datetime) -> list[Capacity]:
    """Return the rights by which a person may decide on the newest revision."""
    return [each for each in capacities(person, at) if refusal(each, now, contributors(now)) is None]


def able_people(now: Standing, at: datetime) -> list[User]:
    """Return everybody whose approval of the newest revision would be one of those that are missing."""
    wrote, found = contributors(now), dict[int, User]()
    for right in _all_rights(at):
        fitting = fills(right.groups, now) and not has_approved(right, now)
        if fitting and refusal(right, now, wrote) is None:
            found[right.person.pk] = right.person
    return list(found.values())


def contributors(now: Standing) -> frozenset[int]:
    """Return the keys of those whom the policy keeps from deciding since they wrote in the draft."""
    if now.revision is None or now.policy.contributors_decide:
        return frozenset()
    return authorship.contributors(now.revision.incident, now.revision.submitted_at)


def check_entitled(right: Capacity, now: Standing) -> None:
    """Raise NotAllowedError where the report is partly these people's work, or its policy asks others."""
    if said := refusal(right, now, contributors(now)):
        raise NotAllowedError(said)


def refusal(right: Capacity, now: Standing, wrote: frozenset[int]) -> str | None:
    """Say why this right is none over the newest revision; None where it is one."""
    if now.revision is None:
        return say("Nothing was submitted, so there is nothing to decide on.")
    for person in right.principals:
        if said := _own(person, now.revision, wrote, away=person == right.stead):
            return said
    if not now.policy.is_open_to(right.groups):
        return say("By its policy others decide on this report: %(who)s.", who=told(now.policy.approvals))
    return None


def has_approved(right: Capacity, now: Standing) -> bool:
    """Say whether one of these people, or somebody in their stead, approved the newest revision."""
    spent = {key for each in now.approvers for key in (each.person_id, each.stead_id)}
    return any(person.pk in spent for person in right.principals)


def fills(groups: Groups, now: Standing) -> bool:
    """Say whether an approval from these groups would be one of those that are missing."""
    return len(unfilled(now.seats, [*now.given, groups])) < len(now.missing)


def told(groups: Iterable[str]) -> str:
    """Return the names of groups as a sentence takes them."""
    return apart(sorted(group or say("anyone who may decide") for group in groups))


def _all_rights(at: datetime) -> list[Capacity]:
    """Return every right by which anybody may decide on reports at a moment."""
    people = {each.pk: each for each in permissions.deciders().prefetch_related("groups").order_by("pk")}
    found = [Capacity(each, None, permissions.counted(each)) for each in people.values()]
    running = Delegation.objects.running(at).filter(person__in=people, colleague__in=permissions.members())
    for each in running.select_related("colleague"):
        away = people[each.person_id]
        found.append(Capacity(each.colleague, away, permissions.counted(away)))
    return found


def _in_stead(person: User, away: User) -> Capacity:
    permissions.check_view(person)
    permissions.check_decide(away)
    return Capacity(person, away, permissions.groups_of(away))


def _own(person: User, revision: Revision, wrote: frozenset[int], *, away: bool) -> str | None:
    if permissions.is_own(person, revision):
        return (
            say("The one you stand in for wrote or submitted this report, so someone else must decide on it.")
            if away
            else say("You wrote or submitted this report, so someone else must decide on it.")
        )
    if person.pk in wrote:
        return (
            say(
                "The one you stand in for wrote in this draft, and by its policy whoever did must not decide"
                " on it."
            )
            if away
            else say("You wrote in this draft, and by its policy whoever did must not decide on it.")
        )
    return None
