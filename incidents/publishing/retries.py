"""When work that failed is tried again, and what is said of the failure."""

from datetime import datetime, timedelta

from incidents.errors import NotValidError, WrongStateError
from incidents.models import DeployFailure, Publication

# Before each further try: long enough in all for somebody to come and free a disk.
_WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)


def after(attempt: int, at: datetime) -> datetime | None:
    """Return when to try again if this attempt (the first is 1) failed at that moment; None for the last."""
    return at + _WAITS[attempt - 1] if attempt <= len(_WAITS) else None


def next_try(failure: DeployFailure) -> datetime | None:
    """Return when the edition is tried again by itself, or None if somebody has to ask for it."""
    return after(failure.attempt, failure.at)


def note(publication_id: int, attempt: int, error: Exception, *, at: datetime) -> DeployFailure | None:
    """Put the failure on record; None where the edition is on the site after all."""
    if not Publication.objects.pending().filter(pk=publication_id).exists():
        return None
    return DeployFailure.objects.create(
        publication_id=publication_id, at=at, attempt=attempt, reason=reason(error)
    )


def reason(error: Exception) -> str:
    """Say what went wrong, in words for whoever publishes; the traceback is the worker's."""
    if isinstance(error, NotValidError | WrongStateError):
        return error.message.rstrip(".")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"An unexpected error ({type(error).__name__}), of which the worker's log says more"
