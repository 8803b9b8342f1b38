"""Publication at a moment: chosen, called off, and when it comes carried out or held."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import permissions
from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.models import Incident, Outcome, Publication, Schedule, Verb
from incidents.report.words import say
from incidents.workflow import telling
from incidents.workflow.acting import lock, locked, record
from incidents.workflow.stage import standing
from incidents.workflow.steps import Stage, Step
from incidents.workflow.telling import Tell, in_the_inbox_only
from incidents.workflow.verbs import Enqueue, approval, correct, publish, restore


@transaction.atomic
def schedule(
    incident: Incident,
    *,
    by: User,
    at: datetime,
    when: datetime,
    zone: str,
    enqueue: Callable[[Schedule], object],
    announced: bool = True,
) -> Schedule:
    """Have exactly what is approved now published at a moment to come; `zone` names the clocks meant."""
    permissions.check_publish(by)
    incident, now = locked(incident, Step.SCHEDULE)
    if when <= at:
        raise NotValidError(
            say("This time has passed: choose one that is still to come, or publish now."), "when"
        )
    made = Schedule.objects.create(
        incident=incident,
        decision=approval(incident, now, by, at),
        publish_at=when,
        zone=zone,
        person=by,
        made_at=at,
        announced=announced,
    )
    record(incident, by, Verb.SCHEDULED, at, digest=made.decision.digest, detail=_told(made))
    telling.done_with(incident, telling.TO_PUBLISH, at)
    enqueue(made)
    return made


@transaction.atomic
def unschedule(incident: Incident, *, by: User, at: datetime) -> None:
    """Call off the scheduled publication. The approval stands."""
    permissions.check_publish(by)
    incident, _ = locked(incident, Step.UNSCHEDULE)
    made = incident.schedules.standing().get()
    incident.schedules.filter(pk=made.pk).update(outcome=Outcome.CANCELLED.value, ended_at=at)
    record(incident, by, Verb.UNSCHEDULED, at, digest=made.decision.digest, detail=_told(made))


@transaction.atomic
def carry_out(made: Schedule, *, at: datetime, enqueue: Enqueue, tell: Tell = in_the_inbox_only) -> None:
    """Publish what was scheduled, as its person would now; hold it and say why if that is refused.

    Does nothing before its time, nor where something came of the schedule meanwhile.
    """
    incident = lock(made.incident)
    due = incident.schedules.due(at).select_related("person", "decision__revision").filter(pk=made.pk).first()
    if due is None:
        return
    try:
        with transaction.atomic():
            _release(incident, due, at, enqueue)
    except (NotAllowedError, NotValidError, WrongStateError) as error:
        incident.schedules.filter(pk=due.pk).update(
            outcome=Outcome.HELD.value, ended_at=at, reason=error.message
        )
        entry = record(incident, due.person, Verb.HELD, at, digest=due.decision.digest, detail=error.message)
        telling.held(standing(incident), incident, entry, tell)


def _release(incident: Incident, due: Schedule, at: datetime, enqueue: Enqueue) -> Publication:
    if not permissions.may_publish(due.person):
        raise NotAllowedError(say("Whoever scheduled this may not publish any more."))
    now = standing(incident)
    if now.stage is Stage.APPROVED and now.revision != due.decision.revision:
        raise WrongStateError(say("Another revision was approved since this was scheduled."))
    verb = publish if now.publication is None else correct if now.is_live else restore
    return verb(incident, by=due.person, at=at, enqueue=enqueue, announced=due.announced)


def _told(made: Schedule) -> str:
    return f"{made.publish_at:%Y-%m-%d %H:%M} UTC ({made.zone})"
