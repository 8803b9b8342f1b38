"""Who may do what, whatever the state of things: `may_x` for templates, `check_x` for verbs.

What the state permits is for `workflow` to say.
"""

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet

from incidents.errors import NotAllowedError
from incidents.models import Policy, Revision
from incidents.models.policy import ANYONE, OUTSIDE
from incidents.report.words import say

Person = User | AnonymousUser


def may_view(person: Person) -> bool:
    return _has(person, "view_incident")


def may_edit(person: Person) -> bool:
    return _has(person, "change_incident")


def may_comment(person: Person) -> bool:
    return may_view(person)


def may_submit(person: Person) -> bool:
    return _has(person, "submit_incident")


def may_decide(person: Person) -> bool:
    return _has(person, "decide_incident")


def may_publish(person: Person) -> bool:
    return _has(person, "publish_incident")


def may_waive(person: Person) -> bool:
    return _has(person, "waive_finding")


def may_share(person: Person) -> bool:
    """Say whether the person may show a report to people without an account."""
    return may_decide(person)


def may_set_rules(person: Person) -> bool:
    return _has(person, "set_rules")


def may_read_audit(person: Person) -> bool:
    return _has(person, "view_auditentry")


def may_set_state(person: Person) -> bool:
    return _has(person, "set_component_state")


def check_view(person: Person) -> None:
    _check(
        may_view(person),
        say("Only engineers and managers see reports; ask an administrator to add you to a group."),
    )


def check_edit(person: Person) -> None:
    _check(
        may_edit(person),
        say("Only engineers and managers write reports; ask an administrator to add you to a group."),
    )


def check_comment(person: Person) -> None:
    _check(
        may_comment(person),
        say("Only engineers and managers comment on reports; ask an administrator to add you to a group."),
    )


def members() -> QuerySet[User]:
    """Return everybody who may see reports."""
    return User.objects.with_perm("incidents.view_incident")


def deciders() -> QuerySet[User]:
    """Return everybody who may decide on reports."""
    return User.objects.with_perm("incidents.decide_incident")


def publishers() -> QuerySet[User]:
    """Return everybody who may publish reports, if their policy doesn't name others."""
    return User.objects.with_perm("incidents.publish_incident")


def check_submit(person: Person) -> None:
    _check(may_submit(person), say("Only engineers and managers submit reports."))


def check_decide(person: Person) -> None:
    _check(may_decide(person), say("Only managers decide on a report."))


def check_publish(person: Person) -> None:
    _check(may_publish(person), say("Only managers publish, correct and withdraw."))


def check_publisher(person: Person, policy: Policy) -> None:
    """Check that the policy of a report lets this person release it, who may publish at all."""
    check_publish(person)
    named = policy.publishers
    _check(
        not named or person.groups.filter(name__in=named).exists(),
        say("By its policy only these publish this report: %(who)s.", who=", ".join(named)),
    )


def groups_of(person: Person) -> frozenset[str]:
    """Return the names of the groups that a person's approval may count for; none for who may not decide."""
    return counted(person) if may_decide(person) else frozenset()


def counted(decider: Person) -> frozenset[str]:
    """Return the names of the groups that the approval of somebody who may decide may count for."""
    return frozenset({ANYONE, *(group.name for group in decider.groups.all())} - {OUTSIDE})


def check_waive(person: Person) -> None:
    _check(may_waive(person), say("Only managers let a warning stand."))


def check_share(person: Person) -> None:
    _check(may_share(person), say("Only managers show a report to people without an account."))


def check_set_rules(person: Person) -> None:
    _check(
        may_set_rules(person),
        say("Only managers change templates, policies and how the site presents itself."),
    )


def check_read_audit(person: Person) -> None:
    _check(may_read_audit(person), say("Only managers read what was done on the whole site."))


def check_set_state(person: Person) -> None:
    _check(may_set_state(person), say("Only managers tell the public how a component works."))


def is_own(person: Person, revision: Revision) -> bool:
    """Say whether this revision is the person's own work, on which someone else must decide."""
    return person.pk in {revision.submitted_by_id, revision.incident.author_id}


def check_own(person: Person, revision: Revision) -> None:
    _check(
        is_own(person, revision),
        say("Only whoever wrote or submitted this report takes it back; a manager can send it back."),
    )


def check_not_own(person: Person, revision: Revision) -> None:
    _check(
        not is_own(person, revision),
        say("You wrote or submitted this report, so someone else must decide on it."),
    )


def _has(person: Person, codename: str) -> bool:
    return bool(person.is_active and person.has_perm(f"incidents.{codename}"))


def _check(allowed: bool, message: str) -> None:
    if not allowed:
        raise NotAllowedError(message)
