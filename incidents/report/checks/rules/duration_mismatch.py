import re
from collections.abc import Iterator
from datetime import timedelta

from incidents.report import metrics
from incidents.report.checks import moments, places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Change, Finding, Fix, Level
from incidents.report.checks.places import CUSTOMER_PROSE
from incidents.report.checks.written.durations import WrittenLength, lengths
from incidents.report.checks.written.plain import sentences
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_NEAR = 150  # letters around a length in which to look for what it is the length of
_WHOLE = r"(?:outage|incident|downtime|disruption|interruption|unavailability|issue|problem|effect|impact)"
_ABOUT = r"(?:(?:about|around|approximately|roughly|nearly|almost|just|over|under|more than|less than|~)\s*)*"
_BEFORE = re.compile(
    rf"(?:\b{_WHOLE}\b[^.;]{{0,60}}\blast(?:ed|ing)|\bduration|\b{_WHOLE} of|\b(?:a )?total of)"
    rf"(?:\s(?:was|for|of|is))*[\s:*]*(?:a\stotal\sof\s)?{_ABOUT}$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^[\s-]?(?:long\s)?(?:of\s)?{_WHOLE}\b", re.IGNORECASE)


def duration_mismatch(report: Report, _context: Context) -> Iterator[Finding]:
    """A length given in words is one that the report's times tell.

    “About 30 minutes” above a timeline of two hours reads as an attempt to make it smaller.

    Bad: “The outage lasted 30 minutes” with a start at 10:00 and a resolution at 12:25.
    Good: “The outage lasted 2 hours 25 minutes” with the same times.
    """
    known = moments.lengths(report)
    if not known:
        return
    for path in CUSTOMER_PROSE:
        yield from places.few(_in_text(report, path, known))


def _in_text(report: Report, path: str, known: frozenset[timedelta]) -> Iterator[Finding]:
    for sentence in sentences(getattr(report, path)):
        for written in lengths(sentence.text):
            stated = _BEFORE.search(sentence.text[max(0, written.start - _NEAR) : written.start])
            if not stated and not _AFTER.search(sentence.text[written.end : written.end + _NEAR]):
                continue
            if not any(written.tells(length) for length in known):
                yield _finding(report, path, sentence.start, written, fixable=bool(stated))


def _finding(report: Report, path: str, start: int, written: WrittenLength, *, fixable: bool) -> Finding:
    whole = metrics.measure(report).resolve
    if whole is None:
        message = say(
            "This says %(written)s, but no two times of the report are that far apart.",
            written=written.written,
        )
        return Finding("duration-mismatch", LEVEL, path, message)
    actual = metrics.in_words(whole.length)
    told = {"written": written.written, "actual": actual}
    message = (
        say("This says %(written)s, but from start to resolution it was %(actual)s.", **told)
        if whole.base is metrics.Base.START
        else say("This says %(written)s, but from detection to resolution it was %(actual)s.", **told)
    )
    text: str = getattr(report, path)
    mended = text[: start + written.start] + actual + text[start + written.end :]
    fix = Fix(say("Write %(words)s", words=str(actual)), (Change(path, mended),)) if fixable else None
    return Finding("duration-mismatch", LEVEL, path, message, fix)
