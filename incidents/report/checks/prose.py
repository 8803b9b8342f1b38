"""What the checks of wording share."""

from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.wording import WordList
from incidents.report.value import Report
from incidents.report.words import say

CUSTOMER_TEXTS = frozenset({"title", "summary", "impact", "closing"})


def told_texts(report: Report) -> Iterator[places.Place]:
    """Yield what is told of the incident, public or internal; the notes are nobody's to polish."""
    return (place for place in places.texts(report) if place.path != "notes")


def customer_texts(report: Report) -> Iterator[places.Place]:
    """Yield what customers read first; deeper down, the report may be for engineers."""
    return (place for place in places.texts(report) if place.path in CUSTOMER_TEXTS)


def wordings(code: str, level: Level, where: Iterator[places.Place], words: WordList) -> Iterator[Finding]:
    """Yield a finding for each wording of the list in each of the places."""
    for place in where:
        for said, wording in words.find(place.text):
            message = say(
                "“%(said)s”: %(why)s; %(better)s.", said=said, why=wording.why, better=wording.better
            )
            yield Finding(code, level, place.path, message)
