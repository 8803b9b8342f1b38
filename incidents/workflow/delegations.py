"""Deciding in the stead of a colleague who is away: handed over for a time, and ended before it is over."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from incidents import permissions
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import AuditEntry, Delegation, Verb
from incidents.report.words import say

LONGEST = timedelta(days=366)


@transaction.atomic
def delegate(
    colleague: User, *, begins_at: datetime, ends_at: datetime, by: User, at: datetime
) -> Delegation:
    """Let a colleague decide in one's stead from a moment on, and before another."""
    permissions.check_decide(by)
    if colleague == by or not permissions.may_view(colleague):
        raise NotValidError(say("Choose a colleague who may see reports."), "colleague")
    if not begins_at < ends_at or ends_at <= at:
        raise NotValidError(
            say("Choose a last day that is still to come, and not before the first."), "until"
        )
    if ends_at - begins_at > LONGEST:
        raise NotValidError(say("Choose a time of a year at most; then say again who stands in."), "until")
    made = Delegation.objects.create(
        person=by, colleague=colleague, begins_at=begins_at, ends_at=ends_at, made_at=at
    )
    _record(Verb.DELEGATED, made, by, at)
    return made


@transaction.atomic
def end(made: Delegation, *, by: User, at: datetime) -> None:
    """End it now: whoever is away may, whoever stands in, and whoever may set rules."""
    if by not in {made.person, made.colleague} and not permissions.may_set_rules(by):
        raise NotAllowedError(say("Only the two whom it concerns, or a manager, end this."))
    if not Delegation.objects.to_come(at).filter(pk=made.pk).update(ended_at=at, ended_by=by):
        raise WrongStateError(say("This is over already."))
    _record(Verb.RECALLED, made, by, at)


def _record(verb: Verb, made: Delegation, by: User, at: datetime) -> None:
    said = f"{made.colleague.get_username()} for {made.person.get_username()}"
    span = f"{made.begins_at:%Y-%m-%d %H:%M} to {made.ends_at:%Y-%m-%d %H:%M} UTC"
    AuditEntry.objects.create(actor=by, verb=verb.value, at=at, detail=f"{said}, {span}")
