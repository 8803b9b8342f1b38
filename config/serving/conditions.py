"""What a reader has already (RFC 9110, section 13), and which part of a file it wants (section 14)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ETAG = re.compile(rb'(?:W/)?("[^"]*")')
_RANGE = re.compile(rb"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class UnsatisfiableRangeError(Exception):
    """The part asked for lies beyond the end of the file."""


def is_unmet(headers: Mapping[bytes, bytes], etag: bytes, last_modified: bytes) -> bool:
    """Say whether a reader wants an answer only about another edition, such as the one it has a part of."""
    tags = headers.get(b"if-match")
    if tags is not None:
        return tags.strip() != b"*" and etag not in [tag.strip() for tag in tags.split(b",")]
    since = headers.get(b"if-unmodified-since")
    return since is not None and not _not_after(last_modified, since, unreadable=True)


def has_it(headers: Mapping[bytes, bytes], etag: bytes, last_modified: bytes) -> bool:
    """Say whether the reader's copy is current. A list of tags decides alone; without one the date does."""
    tags = headers.get(b"if-none-match")
    if tags is not None:
        return tags == etag or tags.strip() == b"*" or etag in _ETAG.findall(tags)
    since = headers.get(b"if-modified-since")
    return since is not None and (since == last_modified or _not_after(last_modified, since))


def wanted_part(headers: Mapping[bytes, bytes], etag: bytes, last_modified: bytes, size: int) -> range | None:
    """Return the byte positions a reader asks for, or None for the whole file.

    Several parts, other units and lines that can't be read mean the whole file, as the RFC allows.
    Raises UnsatisfiableRangeError.
    """
    asked = _RANGE.fullmatch(headers.get(b"range", b""))
    if asked is None or headers.get(b"if-range", etag) not in (etag, last_modified):
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


def _not_after(moment: bytes, other: bytes, *, unreadable: bool = False) -> bool:
    try:
        return _read(moment) <= _read(other)
    except (ValueError, OverflowError):  # a date nobody can read is as good as none
        return unreadable


def _read(date: bytes) -> datetime:
    read = parsedate_to_datetime(date.decode("latin-1"))
    return read if read.tzinfo else read.replace(tzinfo=UTC)
