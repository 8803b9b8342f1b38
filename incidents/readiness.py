"""How this site checks reports: the rules of `report.checks` with the options of settings.CHECKS and of the
policy that is in force for a report's severity.
"""

from collections.abc import Collection
from datetime import date

from django.conf import settings

from incidents.errors import NotValidError
from incidents.models.policy import policy_of
from incidents.report import checks
from incidents.report.checks import Context, Finding, Level
from incidents.report.value import Report


def findings(report: Report, today: date) -> tuple[Finding, ...]:
    """Return what an author should look at, in reading order."""
    return checks.check(report, _context(report, today))


def check_ready(report: Report, today: date) -> None:
    """Raise NotValidError with the first blocking finding's sentence and path, if there is one."""
    blocking = checks.blocking(report, _context(report, today))
    if blocking:
        raise NotValidError(blocking[0].message, blocking[0].path)


def unwaived(report: Report, waived: Collection[str], today: date) -> tuple[Finding, ...]:
    """Return what keeps a report from customers, in reading order.

    That is all that blocks, and what warns unless its fingerprint is among the `waived` ones.
    """
    return tuple(
        finding
        for finding in findings(report, today)
        if finding.level is Level.BLOCKS
        or (finding.level is Level.WARNS and finding.fingerprint not in waived)
    )


def check_publishable(report: Report, waived: Collection[str], today: date) -> None:
    """Raise NotValidError with the sentence and path of the first finding that keeps it from customers."""
    standing = unwaived(report, waived, today)
    if standing:
        raise NotValidError(standing[0].message, standing[0].path)


def _context(report: Report, today: date) -> Context:
    sections = policy_of(report.severity.value if report.severity else "").sections
    required = [*settings.CHECKS.get("required", ()), *sections]
    return checks.configure({**settings.CHECKS, "required": required}, today)
