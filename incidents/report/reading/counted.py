"""Times told by counting: "Day 2, 10:00", "the next day", "Friday 10:05", "T+5 min", "10 minutes later"."""

import re
from datetime import date, timedelta

import msgspec

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"\(?(?:(?:on\s)?(?:the\s)?(?P<next>next|following)\s(?:day|morning|afternoon|evening)|day\s?(?P<nth>\d{1,2})"
    r"|(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?))\b\)?\s?[.,:;\u2013\u2014-]{0,2}\s+(?:at\s)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s?\(?(?:the\s)?(?:next|following) day\b\)?", re.IGNORECASE)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "five": 5, "ten": 10}
_LENGTH = (
    r"(?:(?P<clock>\d{1,3}:[0-5]\d(?::[0-5]\d)?)\b"
    r"|(?=\d)(?:(?P<hours>\d{1,3})\s?h(?:(?:ou)?rs?|our)?(?![a-z])\s?)?(?:(?P<minutes>\d{1,4})\s?m(?:in(?:ute)?s?)?\b)?)"
)
_SINCE = re.compile(
    rf"[*_`\[(\s]{{0,4}}(?P<written>(?P<start>T)?\s?\+\s?{_LENGTH}|(?P<zero>T\s?\+?\s?0)(?=\s*(?:[\]):*_-]|$)))",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"[*_`\[(\s]{{0,4}}(?P<written>(?:about\s)?(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s?"
    r"(?P<unit>min(?:ute)?s?|hours?|hrs?)\slater)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\])*_`\s]*(?:[:;,|\u2013\u2014]|-(?=\s))?[*_`\s]*")
_FEW = 3  # days; a weekday farther ahead is a slip of the pen


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day told as the nth, as so many after the last, or by its weekday (Monday is 0)."""

    nth: int | None = None
    ahead: int | None = None
    weekday: int | None = None

    def on(self, first: date | None, last: date | None) -> date | None:
        """Return the day, if known; `first` is that of the incident, `last` that of the event before."""
        if self.nth is not None:
            return first + timedelta(days=self.nth - 1) if first and self.nth else None
        if last is None or self.weekday is None:
            return last + timedelta(days=self.ahead or 0) if last else None
        ahead = (self.weekday - last.weekday()) % len(_WEEKDAYS)
        return last + timedelta(days=ahead) if ahead <= _FEW else None


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """A time told by what passed since the start ("T+5m"), an event before ("+5m") or the last one."""

    since: str  # "start", "event" or "last"
    length: timedelta
    written: str
    rest: str

    def telling(self, rest: str) -> str:
        """Return the words of an event; they keep what the time was counted from."""
        return f"{self.written}: {rest}".rstrip(": ")


def day(text: str, start: int = 0) -> tuple[Day, int] | None:
    """Return the day told at `start`, before a time, and where that ends."""
    match = _DAY.match(text, start)
    if match is None:
        return None
    if match["weekday"]:
        return Day(weekday=_WEEKDAYS.index(match["weekday"][:3].lower())), match.end()
    return (Day(nth=int(match["nth"])) if match["nth"] else Day(ahead=1)), match.end()


def alone(text: str) -> Day | None:
    """Return the day that is all a line tells: "Day 2:"."""
    bare = text.strip(" *_:#[]")
    found = day(f"{bare} ")
    return found[0] if found and found[1] > len(bare) and found[0].ahead is None else None


def next_day(text: str, start: int) -> Day | None:
    """Return the day told directly behind a time: "10:05 (next day)"."""
    return Day(ahead=1) if _NEXT.match(text, start) else None


def passed(text: str) -> Passed | None:
    """Return what passed before an event, where its line opens with that."""
    match = _SINCE.match(text) or _LATER.match(text)
    if match is None or match["written"].rstrip("+ \t") in ("", "T", "t"):
        return None
    parts = match.groupdict()
    length = timedelta(hours=_number(parts.get("hours")), minutes=_number(parts.get("minutes")))
    if parts.get("clock"):
        hours, minutes, seconds = (*map(int, parts["clock"].split(":")), 0)[:3]
        length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if parts.get("count"):
        unit = "minutes" if parts["unit"].lower().startswith("m") else "hours"
        length = timedelta(**{unit: _number(parts["count"])})
    since = "last" if parts.get("count") else "start" if parts.get("start") or parts.get("zero") else "event"
    rest = text[_AFTER.match(text, match.end()).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    return Passed(since=since, length=length, written=match["written"].strip(), rest=rest.strip())


def _number(word: str | None) -> int:
    return (_NUMBERS.get(word.lower()) or int(word)) if word else 0
