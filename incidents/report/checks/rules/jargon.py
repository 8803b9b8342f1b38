from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.jargon import JARGON
from incidents.report.value import Report

LEVEL = Level.ADVISES


def jargon(report: Report, _context: Context) -> Iterator[Finding]:
    """What customers read first has no words of the workshop.

    Deeper down a report may be for engineers; its title, summary, impact and closing are for everyone.

    Bad: The prod pods were OOMKilled.
    Good: The servers that take payments ran out of memory.
    """
    return prose.wordings("jargon", LEVEL, prose.customer_texts(report), JARGON)
