"""What verbs share: the incident locked, its standing, the revision that was read, and a trace."""

from datetime import datetime

from django.contrib.auth.models import User

from incidents.errors import WrongStateError
from incidents.models import AuditEntry, Incident, Revision, Verb
from incidents.report.words import say
from incidents.workflow import editions
from incidents.workflow.stage import Standing, standing
from incidents.workflow.steps import Step


def lock(incident: Incident) -> Incident:
    """Lock the incident's row until the transaction ends, and return it fresh."""
    return Incident.objects.select_for_update().get(pk=incident.pk)


def locked(incident: Incident, step: Step) -> tuple[Incident, Standing]:
    """Lock the incident's row and return it fresh with its standing, which must permit the step."""
    fresh = lock(incident)
    now = standing(fresh)
    if step not in now.steps:
        raise WrongStateError(editions.refusal(now, step))
    return fresh, now


def as_shown(newest: Revision | None, shown: Revision) -> Revision:
    """Return the newest revision, which must be the one that the person was shown.

    Not by digest: a later revision may say the same and have another public note on the correction.
    """
    if newest is None or newest != shown:
        raise WrongStateError(
            say("A newer revision was submitted meanwhile; read that one before you decide.")
        )
    return newest


def record(
    incident: Incident, actor: User, verb: Verb, at: datetime, *, digest: str = "", detail: str = ""
) -> AuditEntry:
    return AuditEntry.objects.create(
        incident=incident, actor=actor, verb=verb.value, at=at, digest=digest, detail=detail
    )
