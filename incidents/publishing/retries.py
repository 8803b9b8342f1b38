"""An edition that could not be brought to the public site: what is on record, and when it is tried again."""

from datetime import datetime

from incidents import retrying
from incidents.models import DeployFailure, Publication


def next_try(failure: DeployFailure) -> datetime | None:
    """Return when the edition is tried again by itself, or None if somebody has to ask for it."""
    return retrying.after(failure.attempt, failure.at)


def note(publication_id: int, attempt: int, error: Exception, *, at: datetime) -> DeployFailure | None:
    """Put the failure on record; None where the edition is on the site after all."""
    if not Publication.objects.pending().filter(pk=publication_id).exists():
        return None
    return DeployFailure.objects.create(
        publication_id=publication_id, at=at, attempt=attempt, reason=retrying.reason(error)
    )
