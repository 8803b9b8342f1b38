"""When work that failed is tried again by itself, and what is said of the failure."""

from datetime import datetime, timedelta

from incidents.errors import NotValidError, WrongStateError

# Before each further try: long enough in all for somebody to come and mend what is broken.
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


def reason(error: Exception) -> str:
    """Say what went wrong, without a full stop, for whoever waits for it; the traceback is the worker's."""
    if isinstance(error, NotValidError | WrongStateError):
        return error.message.rstrip(".")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"An unexpected error ({type(error).__name__}), of which the worker's log says more"
