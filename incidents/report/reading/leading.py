"""The time a line opens with: ``**9:00 AM:** text``, ``[13:26] text``, ``02:00-04:30 - text``."""

import re

import msgspec

from incidents.report.reading import counted, stamps
from incidents.report.reading.counted import Day
from incidents.report.reading.stamps import Stamp

_FARTHEST = 160  # characters; no time a line opens with is written longer
_MARKS = re.compile(
    r"(?:_|[^\w\"'\u2018-\u201e\u00ab<#/\\$\u20ac\u00a3+.,;:!?%&=|{}^-]){0,8}"
)  # markup, a picture
# As people in other countries say it, such as "antes de las 18:40" and "gegen 14:05 Uhr".
_VAGUELY = (
    r"antes(?:\sdas)?|despu[eé]s|depois(?:\sdas)?|ap[oó]s|hacia|cerca|sobre|por\svolta\sdas|alrededor|desde"
    r"|entre|vers|avant|apr[eè]s|d[eè]s|environ|gegen|ab|nach|vor|kurz\s(?:nach|vor)|zwischen|etwa"
)
_IN_OTHER_WORDS = rf"{_VAGUELY}|a|à|às|um"
_OPENING = re.compile(
    r"(?:time(?:stamp)?:\s+)?"
    r"(?:(?:at|around|about|approximately|approx\.?|ca\.?|circa|from|by|on|c\.|between"
    r"|(?:(?:shortly|just|soon|right)\s)?(?:after|before|past))\s+(?:(?:about|around)\s+)?"
    rf"|(?:{_IN_OTHER_WORDS})\s+(?:(?:de\s+)?(?:las?|los|as|às)\s+)?)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s{0,3}(?:-|\u2013|\u2014|~|\u2192|to|until|and|y|e|et|und|bis|hasta|[aà](?:\slas)?|às|até)\s{0,3}$"
)
_ELSEWHERE = re.compile(r"\s?[/(=]\s?$")  # the same time in another zone
_VAGUE = re.compile(
    rf"\b(?:ca|circa|c|around|about|approximately|approx|by|from|after|before|past|{_VAGUELY})\b|[~\u2248]",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"-?ish\b|\+(?=\W)"
    r"|\s?\(?(?:approx(?:imately|\.)?|local time|(?:the )?next day|\+\s?\d+\s?\w+)(?!\w)\)?|\?",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"[\s)\]*_`]*")
_MARKUP = re.compile(r"[\s*_`\[(~>@\u2248]+")
_SEPARATOR = re.compile(
    r"\s*(?:[=-]+>|\u2026|\.{2,3}|[:;,|\u2013\u2014\u2192-]+(?=[\s*_:;\u2013\u2014-]|$)|:|\u2013|\u2014|-)?"
    r"(?:\s*[:;\u2013\u2014-](?=\s|$))?\s*"
)


class Leading(msgspec.Struct, frozen=True, kw_only=True):
    """A line's first time. `written` is what stands before `rest`, as written, without the separator."""

    stamp: Stamp
    until: Stamp | None
    day: Day | None  # where no date says it
    written: str
    rest: str
    exact: bool  # whether the time says no more than a moment: no range, no "around"

    def telling(self, rest: str) -> str:
        """Return the words of an event: what its time says beyond a moment, and the rest."""
        return rest if self.exact else f"{self.written}: {rest}".rstrip(": ")


def stamp(text: str) -> Leading | None:
    """Return the time a line opens with, and the rest as written; None where it opens with words."""
    start = _end(_OPENING, text, _end(_MARKS, text, 0))
    told = counted.day(text, start)
    start = _end(_OPENING, text, told[1]) if told else start
    found = [each for each in stamps.find(text[:_FARTHEST]) if each.start >= start]
    first = found[0] if found and found[0].start == start else stamps.first_word(text, start)
    if first is None:
        return None
    later = [each for each in found if each.start >= first.end and each.clock]
    until = next((each for each in later if _RANGE.match(text[first.end : each.start])), None)
    elsewhere = (each for each in later if each.zone and _ELSEWHERE.match(text[first.end : each.start]))
    end = (until or next(elsewhere, first)).end
    day = None if first.date else told[0] if told else counted.next_day(text, end)
    return _leading(text, first, until, end, day)


def _leading(text: str, first: Stamp, until: Stamp | None, end: int, day: Day | None) -> Leading:
    opened = text[: first.start]
    loose = _end(_LOOSE, text, end)
    closing = _end(_CLOSING, text, loose)
    after = _end(_SEPARATOR, text, closing)
    if "*" in opened and "*" not in text[end:after]:
        after = _end(_CLOSING, text, after)
    if "`" not in opened and text[end:after].count("`") == 1:
        after = text.index("`", end)  # it opens code
    rest = text[after:].strip()
    if "**" in opened and "*" not in text[end:after]:
        rest = "**" + rest  # the bold went on past the time
    written = text[:closing].strip(" *_`[]")
    exact = day is None and loose == first.end and not _VAGUE.search(written)
    picture = _MARKUP.sub("", opened[: _end(_MARKS, opened, 0)])
    if exact and picture:
        rest = f"{picture} {rest}"
    return Leading(stamp=first, until=until, day=day, written=written, rest=rest, exact=exact)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
