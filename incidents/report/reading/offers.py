"""Problems of a reading → the same with other meanings of what is in doubt, for the author to choose."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from incidents.report import clock
from incidents.report.reading import other_days, zones
from incidents.report.reading.choosing import fits
from incidents.report.reading.other_days import Again
from incidents.report.reading.result import Offer, Problem, Reading
from incidents.report.words import Day, say

_EVENT = re.compile(r"timeline\[(\d+)\]\.at")
_HALF_DAY = timedelta(hours=12)
_MOST_MOVED = 50  # events that go with one
_NOON = 12
_SLIPPED = re.compile(r"\b(?:1[3-9]|2[0-3])[:.]\d\d(?::\d\d)?\s?a\.?m", re.IGNORECASE)
_EVENING = re.compile(r"\W{0,8}\d{1,2}[:.]\d\d(?::\d\d)?\s?p\.?m", re.IGNORECASE)


def with_offers(reading: Reading, text: str, today: date | None, again: Again) -> Reading:
    """Return the reading of free-form text; each problem offers what else its value may mean."""
    problems = (
        replace(
            problem,
            offers=other_days.offered(problem, reading, text, today, again)
            or of_value(problem, reading)
            or problem.offers,
        )
        for problem in reading.problems
    )
    return replace(reading, problems=tuple(problems))


def of_value(problem: Problem, reading: Reading) -> tuple[Offer, ...]:
    """Return the offers that follow from what the report says now."""
    find = _VALUES.get(problem.code)
    return tuple(offer for offer in find(problem, reading) if _likely(offer, reading)) if find else ()


def _likely(offer: Offer, reading: Reading) -> bool:
    # An event's time stands alone. Trying ten thousand of them on a whole report each would take minutes.
    return all(path.startswith("timeline[") for path in offer.changes) or fits(reading.report, offer.changes)


def _halves(problem: Problem, reading: Reading) -> Iterator[Offer]:
    """Offer midnight for 12:00 AM read as noon, and the half of the day that is written for others."""
    value = _value_at(reading, problem.path)
    if value is None or (value.hour < _NOON and not _EVENING.match(problem.source)):
        return
    if value.hour < _NOON:
        word, other = say("In the evening"), value + _HALF_DAY
    elif value.hour == _NOON:
        word, other = say("Midnight"), value + (-_HALF_DAY if problem.path == "started_at" else _HALF_DAY)
    elif _SLIPPED.search(problem.source):
        word, other = say("In the morning"), value - _HALF_DAY
    else:
        return
    zone = reading.report.timezone
    there = clock.readings(other.replace(tzinfo=None), zone)[0] if zone else other
    if clock.belongs(there, zone):
        yield Offer(
            label=say("%(what)s: %(moment)s", what=word, moment=_spoken(there)),
            changes=_moved(reading, problem.path, there),
        )


def _moved(reading: Reading, path: str, moment: datetime) -> Mapping[str, Any]:
    """Return the changes for one moment; the bounds of the incident that were read from it go with it."""
    old, span = _value_at(reading, path), reading.spans.get(path.removesuffix(".at"))
    changes = {path: _json(moment)}
    for name in ("started_at", "resolved_at"):
        if getattr(reading.report, name) == old and span and reading.spans.get(name) == span:
            changes[name] = _json(moment)
    return changes


def _onward(problem: Problem, reading: Reading) -> Iterator[Offer]:
    """Offer half a day and a day later for what stands below a later time, with all that follows it."""
    place = int(_EVENT.fullmatch(problem.path)[1])  # type: ignore[index]  # the path of an event
    timeline, zone = reading.report.timeline, reading.report.timezone
    above = next((event.at for event in reversed(timeline[:place]) if event.at), None)
    if above is None or not (at := timeline[place].at):
        return
    for word, step in ((say("Half a day later"), _HALF_DAY), (say("The next day"), 2 * _HALF_DAY)):
        moved = {
            f"timeline[{number}].at": _later(event.at, step, zone)
            for number, event in enumerate(timeline[place : place + _MOST_MOVED], place)
            if event.at and at <= event.at < above
        }
        first = moved[problem.path]
        if above <= first <= above + 2 * _HALF_DAY:
            yield Offer(
                label=say("%(what)s: %(moment)s", what=word, moment=_spoken(first)),
                changes={path: _json(each) for path, each in moved.items()},
            )


def _later(at: datetime, step: timedelta, zone: str | None) -> datetime:
    wall = at.replace(tzinfo=None) + step
    return clock.readings(wall, zone)[0] if zone else wall


def _season(problem: Problem, _reading: Reading) -> Iterator[Offer]:
    if offset := zones.named_offset(problem.source):
        yield Offer(label=say("Always %(offset)s, as written", offset=offset), changes={"timezone": offset})


def _other_zone(problem: Problem, _reading: Reading) -> Iterator[Offer]:
    if other := zones.other_meaning(problem.source):
        yield Offer(label=say("The times of %(other)s", other=other), changes={"timezone": other})


def _universal(_problem: Problem, _reading: Reading) -> Iterator[Offer]:
    yield Offer(label="UTC", changes={"timezone": "Etc/UTC"})


def _second_time(problem: Problem, reading: Reading) -> Iterator[Offer]:
    value, zone = _value_at(reading, problem.path), reading.report.timezone
    if value and zone:
        second = clock.readings(value.replace(tzinfo=None), zone)[1]
        yield Offer(
            label=say("The second: %(moment)s", moment=clock.with_offset(second)),
            changes={problem.path: _json(second)},
        )


_VALUES = {
    "ampm-slip": _halves,
    "non-monotonic-timeline": _onward,
    "tz-wrong-for-season": _season,
    "tz-ambiguous": _other_zone,
    "tz-missing": _universal,
    "time-twice-by-dst": _second_time,
}


def _value_at(reading: Reading, path: str) -> datetime | None:
    moment: datetime | None
    if event := _EVENT.fullmatch(path):
        moment = reading.report.timeline[int(event[1])].at
    else:
        moment = getattr(reading.report, path, None)
    return moment if isinstance(moment, datetime) else None


def _spoken(moment: datetime) -> str:
    return Day(moment, "HH:mm 'on' d MMMM")


def _json(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
