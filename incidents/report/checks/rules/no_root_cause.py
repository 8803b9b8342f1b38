from collections.abc import Iterator

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import CauseKind, Report
from incidents.report.words import say

LEVEL = Level.WARNS


def no_root_cause(report: Report, _context: Context) -> Iterator[Finding]:
    """The report states a root cause.

    Without one the actions are guesses. Where it isn't known yet, say so in a cause of that kind.

    Bad: Only a trigger: “A deployment at 10:30”.
    Good: Also the root cause: “Configuration changes reach all regions at once”.
    """
    if not any(cause.kind is CauseKind.ROOT and cause.text for cause in report.root_causes):
        yield Finding(
            "no-root-cause",
            LEVEL,
            "root_causes",
            say("No root cause is stated; say what made this possible."),
        )
