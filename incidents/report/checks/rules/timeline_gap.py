from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from incidents.report import metrics
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.checks.moments import event_times
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.ADVISES
_SHARE = 0.34  # of the incident: a shorter silence in a long one is a matter of course
_FEWEST = 3  # with fewer times there is no timeline to have a gap


def timeline_gap(report: Report, context: Context) -> Iterator[Finding]:
    """The timeline has no long silence.

    A third of the incident without a word looks as if nobody was at work. Site parameter: `gap_minutes`.

    Bad: 10:00 First alert, then 13:40 Resolved.
    Good: 10:00 First alert, 10:50 Cause found in the new index, 12:30 Index rebuilt, 13:40 Resolved.
    """
    times = event_times(report)
    if len(times) < _FEWEST:
        return
    start, end = report.started_at or min(times), report.resolved_at or max(times)
    longest = max(timedelta(minutes=context.gap_minutes), (end - start) * _SHARE)
    timed = sorted((event.at, place) for place, event in enumerate(report.timeline) if event.at)
    for (before, _), (at, place) in pairwise(timed):
        if start <= before and at <= end and at - before > longest:
            silent = metrics.in_words(at - before)
            message = say(
                "Nothing is told for %(silent)s before %(time)s; say what was tried in between.",
                silent=silent,
                time=f"{at:%H:%M}",
            )
            yield Finding("timeline-gap", LEVEL, f"timeline[{place}].at", message)
