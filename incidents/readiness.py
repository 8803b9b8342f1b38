"""How this site checks reports: the rules of `report.checks` with the options of settings.CHECKS."""

from datetime import date

from django.conf import settings
from django.core.checks import CheckMessage, Error

from incidents.errors import NotValidError
from incidents.report import checks
from incidents.report.checks import Finding
from incidents.report.value import Report


def findings(report: Report, today: date) -> tuple[Finding, ...]:
    """Return what an author should look at, in reading order."""
    return checks.check(report, checks.configure(settings.CHECKS, today))


def check_ready(report: Report, today: date) -> None:
    """Raise NotValidError with the first blocking finding's sentence and path, if there is one."""
    blocking = checks.blocking(report, checks.configure(settings.CHECKS, today))
    if blocking:
        raise NotValidError(blocking[0].message, blocking[0].path)


def options_are_known(**_options: object) -> list[CheckMessage]:
    """Say at start what is wrong with settings.CHECKS, rather than at somebody's first submission."""
    try:
        checks.configure(settings.CHECKS, date(2000, 1, 1))
    except NotValidError as error:
        return [Error(error.message, id="candor.E001")]
    return []
