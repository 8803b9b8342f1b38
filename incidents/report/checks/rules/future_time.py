from collections.abc import Iterator
from datetime import datetime, timedelta

from incidents.report.checks import moments, spoken
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.shape import MOMENTS
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_FARTHEST_ZONE = timedelta(days=1)  # somewhere it is tomorrow already


def future_time(report: Report, context: Context) -> Iterator[Finding]:
    """Nothing in the report happened in the future.

    What stands in the timeline has happened; a time still to come has a wrong day or year.

    Bad: In a report written on 5 March 2026: resolved on 3 March 2027.
    Good: In a report written on 5 March 2026: resolved on 3 March 2026.
    """
    stated: list[tuple[str, datetime | None]] = [(name, getattr(report, name)) for name in MOMENTS]
    told = [(f"timeline[{place}].at", event.at) for place, event in enumerate(report.timeline)]
    for path, at in (*stated, *told):
        if at and at.date() > context.today + _FARTHEST_ZONE:
            yield Finding("future-time", LEVEL, path, _message(path, at))


def _message(path: str, at: datetime) -> str:
    moment = spoken.moment(at)
    if path not in moments.LABELS:
        return say(
            "This is at %(moment)s, which is still to come; correct the day or the year.", moment=moment
        )
    return say(
        "The %(what)s is at %(moment)s, which is still to come; correct the day or the year.",
        what=moments.LABELS[path],
        moment=moment,
    )
