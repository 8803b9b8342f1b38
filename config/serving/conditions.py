"""What a reader has already (RFC 9110, section 13), and which part of a file it wants (section 14)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from wsgiref.types import WSGIEnvironment

_ETAG = re.compile(r'(?:W/)?("[^"]*")')
_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class UnsatisfiableRangeError(Exception):
    """The part asked for lies beyond the end of the file."""


def has_it(environ: WSGIEnvironment, etag: str, last_modified: str) -> bool:
    """Say whether the reader's copy is current. A list of tags decides alone; without one the date does."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags == etag or tags.strip() == "*" or etag in _ETAG.findall(tags)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return since is not None and (since == last_modified or _not_after(last_modified, since))


def wanted_part(environ: WSGIEnvironment, etag: str, last_modified: str, size: int) -> range | None:
    """Return the byte positions a reader asks for, or None for the whole file.

    Several parts, other units and lines that can't be read mean the whole file, as the RFC allows.
    Raises UnsatisfiableRangeError.
    """
    asked = _RANGE.fullmatch(environ.get("HTTP_RANGE", ""))
    if asked is None or environ.get("HTTP_IF_RANGE", etag) not in (etag, last_modified):
        return None
    first, last = asked.groups()
    if first and last and int(first) > int(last):
        return None
    if first:
        part = range(int(first), min(int(last) + 1, size) if last else size)
    elif last:
        part = range(max(size - int(last), 0), size)
    else:
        return None
    if not part:
        raise UnsatisfiableRangeError
    return part


def _not_after(moment: str, other: str) -> bool:
    try:
        return _read(moment) <= _read(other)
    except ValueError:  # a date nobody can read is as good as none
        return False


def _read(date: str) -> datetime:
    read = parsedate_to_datetime(date)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
