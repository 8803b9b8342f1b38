"""Where a page of a list ends, as it stands in an address: a moment and a key that goes on from there."""

from datetime import datetime

from django.utils.dateparse import parse_datetime

_DIGITS = 18  # of a key of 64 bits

Mark = tuple[datetime, int]


def spelled(moment: datetime, key: int) -> str:
    return f"{moment.isoformat()}_{key}"


def mark(text: str) -> Mark | None:
    """Return the mark that an address holds; None where it holds none, for the first page."""
    moment, _sign, key = text.rpartition("_")
    try:
        parsed = parse_datetime(moment)
    except ValueError:
        return None
    if parsed is None or parsed.tzinfo is None or not (key.isascii() and key.isdigit()) or len(key) > _DIGITS:
        return None
    return parsed, int(key)
