from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.blame import PERSON
from incidents.report.value import Report

LEVEL = Level.WARNS


def person_as_cause(report: Report, _context: Context) -> Iterator[Finding]:
    """No text makes a person the cause.

    Whoever reads that will hide the next mistake, and nothing is learnt.

    Bad: An engineer accidentally deleted the table.
    Good: The clean-up script could delete tables in production.
    """
    return prose.wordings("person-as-cause", LEVEL, prose.told_texts(report), PERSON)
