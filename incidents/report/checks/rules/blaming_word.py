from collections.abc import Iterator

from incidents.report.checks import prose
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.words.blame import BLAMING
from incidents.report.value import Report

LEVEL = Level.ADVISES


def blaming_word(report: Report, _context: Context) -> Iterator[Finding]:
    """No text judges.

    A report is read by those it is about. Facts carry further than judgements.

    Bad: The deployment was done carelessly.
    Good: The deployment was done without a second pair of eyes, as the tool doesn't ask for one.
    """
    return prose.wordings("blaming-word", LEVEL, prose.told_texts(report), BLAMING)
