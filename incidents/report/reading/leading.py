"""The time a line opens with: ``**9:00 AM:** text``, ``[13:26] text``, ``02:00-04:30 - text``."""

import re

import msgspec

from incidents.report.reading import stamps
from incidents.report.reading.stamps import Stamp

_FARTHEST = 160  # characters; no time a line opens with is written longer
_OPENING = re.compile(
    r"[\s*_`\[(~>]{0,8}(?:(?:at|around|about|approximately|approx\.?|ca\.?|circa|from|by|on|c\.)\s+)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?", re.IGNORECASE)
_RANGE = re.compile(r"\s{0,3}(?:-|\u2013|\u2014|~|to|until)\s{0,3}$")
_VAGUE = re.compile(r"\b(?:ca|circa|c|around|about|approximately|approx|by|from)\b|~", re.IGNORECASE)
_CLOSING = re.compile(r"[\s)\]*_`]*")
_SEPARATOR = re.compile(
    r"\s*(?:[:;|\u2013\u2014→-]+(?=[\s*_:;\u2013\u2014-]|$)|:|\u2013|\u2014|-)?(?:\s*[:;\u2013\u2014-](?=\s|$))?\s*"
)


class Leading(msgspec.Struct, frozen=True, kw_only=True):
    """A line's first time. `written` is what stands before `rest`, as written, without the separator."""

    stamp: Stamp
    until: Stamp | None
    written: str
    rest: str
    exact: bool  # whether the time says no more than a moment: no range, no "around"


def stamp(text: str) -> Leading | None:
    """Return the time a line opens with, and the rest as written; None where it opens with words."""
    opening = _OPENING.match(text)
    start = _end(_WEEKDAY, text, opening.end() if opening else 0)
    found = [each for each in stamps.find(text[:_FARTHEST]) if each.start >= start]
    first = found[0] if found and found[0].start == start else stamps.dotted(text, start)
    if first is None:
        return None
    later = (each for each in found if each.start >= first.end and each.clock)
    return _leading(
        text, first, next((each for each in later if _RANGE.match(text[first.end : each.start])), None)
    )


def _leading(text: str, first: Stamp, until: Stamp | None) -> Leading:
    opened, end = text[: first.start], (until or first).end
    closing = _end(_CLOSING, text, end)
    after = _end(_SEPARATOR, text, closing)
    if "*" in opened and "*" not in text[end:after]:
        after = _end(_CLOSING, text, after)
    rest = text[after:].strip()
    if "**" in opened and "*" not in text[end:after]:
        rest = "**" + rest  # the bold went on past the time
    written = text[:closing].strip(" *_`[]")
    exact = until is None and not _VAGUE.search(written)
    return Leading(stamp=first, until=until, written=written, rest=rest, exact=exact)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
