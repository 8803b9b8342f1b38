import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from incidents.report import metrics
from incidents.report.checks import moments
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.clocks import WrittenClock, clocks
from incidents.report.checks.written.plain import sentences
from incidents.report.shape import MOMENTS
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_NEAR = 100  # letters before a time in which to look for what it is the time of
_WHOLE = (
    r"(?:outage|incident|disruption|interruption|downtime|degradation|problems?|issues?|failures?|errors?)"
)
_AT = r"\s(?:only\s)?(?:at|around|about|by)\s(?:around\s|about\s)?$"
_SAID_OF = {
    "started_at": re.compile(rf"\b{_WHOLE}\s(?:first\s)?(?:began|started){_AT}", re.IGNORECASE),
    "resolved_at": re.compile(
        rf"\b{_WHOLE}\s(?:was|were|had been)\s(?:fully\s|completely\s)?(?:resolved|over|fixed){_AT}"
        rf"|\b{_WHOLE}\sended{_AT}",
        re.IGNORECASE,
    ),
}
_ROUNDED = re.compile(r"\b(?:around|about|by)\s$", re.IGNORECASE)
_SLACK, _ROUNDED_SLACK = 5, 20  # minutes
_HALF_DAY = 720  # halves of the day are another check's
_ZONES_APART = 30  # every zone is a multiple of these minutes from every other, but for a few


def time_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """A time at which a text says that it began or ended is one that the report knows.

    Readers take the time from the sentence, and look in their own records an hour too early.

    Bad: “The outage began at 09:30” with a start at 10:30.
    Good: “The outage began at 10:30” with a start at 10:30.
    """
    known = _times(report)
    for path in ("summary", "impact", "resolution", "closing"):
        for sentence in sentences(getattr(report, path)):
            for written in clocks(sentence.text):
                name = _said_of(sentence.text, written)
                stated = metrics.moment(report, name) if name else None
                if stated and not any(_tells(written, at, sentence.text) for at in known):
                    message = say(
                        "This says %(written)s, but the %(what)s is at %(stated)s; correct the one that"
                        " is wrong.",
                        written=written.written,
                        what=moments.LABELS[name],
                        stated=f"{stated:%H:%M}",
                    )
                    yield Finding("time-mismatch", LEVEL, path, message)


def _times(report: Report) -> frozenset[datetime]:
    stated = (getattr(report, name) for name in MOMENTS)
    return frozenset(at for at in (*stated, *moments.event_times(report)) if at)


def _said_of(sentence: str, written: WrittenClock) -> str:
    before = sentence[max(0, written.start - _NEAR) : written.start]
    return next((name for name, pattern in _SAID_OF.items() if pattern.search(before)), "")


def _tells(written: WrittenClock, at: datetime, sentence: str) -> bool:
    """Say whether a written time may be this one, rounded or by the clocks of a zone it names."""
    slack = _ROUNDED_SLACK if _ROUNDED.search(sentence[: written.start]) else _SLACK
    around = _ZONES_APART if written.names_zone(sentence) else _HALF_DAY
    apart = (timedelta(hours=written.hour, minutes=written.minute) - _since_midnight(at)) // timedelta(
        minutes=1
    )
    return min(apart % around, -apart % around) <= slack


def _since_midnight(at: datetime) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
