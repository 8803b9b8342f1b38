import re
from collections.abc import Iterator
from datetime import date

from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.written.dates import WrittenDate, dates
from incidents.report.checks.written.plain import sentences
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.WARNS
_OF_THE_INCIDENT = re.compile(
    r"\b(?:outage|incident|downtime|disruption|interruption|unavailab\w+|degrad\w+"
    r"|(?:was|were|went) down|began|started|occurred|experienced)\b",
    re.IGNORECASE,
)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:since|deployed|released|introduced|renewed|previous\w*|earlier|last|similar|again|by|due|planned|scheduled"
    r"|will|following|published|migrat\w+|upgraded|updated?|report(?:ed)? on)\b",
    re.IGNORECASE,
)


def date_contradiction(report: Report, _context: Context) -> Iterator[Finding]:
    """The title, the summary and the impact give the incident the same day as its times do.

    A copied title with last month's date sends readers looking at the wrong day of their own records.

    Bad: “Outage on 10 August 2024” above times of 16 August 2024.
    Good: “Outage on 16 August 2024” above times of 16 August 2024.
    """
    known = moments.days(report)
    if not known:
        return
    for path in ("title", "summary", "impact"):
        for sentence in sentences(getattr(report, path)):
            if path != "title" and not _speaks_of_the_incident(sentence.text):
                continue
            said = [written for written in dates(sentence.text) if written.exists]
            if said and not any(_agrees(written, known) for written in said):
                message = say(
                    "This says %(written)s, but the times of the incident are of %(day)s; correct the"
                    " one that is wrong.",
                    written=said[0].written,
                    day=spoken.day(min(known)),
                )
                yield Finding("date-contradiction", LEVEL, path, message)


def _speaks_of_the_incident(sentence: str) -> bool:
    return bool(_OF_THE_INCIDENT.search(sentence)) and not _OF_ANOTHER_TIME.search(sentence)


def _agrees(written: WrittenDate, known: frozenset[date]) -> bool:
    return any(
        (day.month, day.day) == (written.month, written.day) and written.year in (None, day.year)
        for day in known
    )
