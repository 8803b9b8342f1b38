"""What a report replies to a customer: that nothing does (`no_…`), or in a sentence what does."""

from incidents.report import metrics
from incidents.report.checks import moments, places, spoken
from incidents.report.checks.written.numbers import counts, shares
from incidents.report.value import (
    ActionState,
    Audience,
    CorrectiveAction,
    Lessons,
    Report,
    RootCause,
    TimelineEvent,
)


def no_summary(report: Report) -> str:
    return "" if report.summary else "There is no summary; most readers read nothing else."


def what(report: Report) -> str:
    return f"“{report.title}”, with a summary."


def no_impact(report: Report) -> str:
    told = report.impact or _figures(report)
    return "" if told else "Nothing says whom it hit, or how much."


def whom(report: Report) -> str:
    return f"It names {' and '.join([*_figures(report)[:1], *report.components])}."


def _figures(report: Report) -> list[str]:
    """Return the numbers of those who were hit, as written."""
    stated = [] if report.impact_percent is None else [f"{report.impact_percent} %"]
    texts = (report.impact, report.summary)
    return [*(each.written for text in texts for each in (*shares(text), *counts(text))), *stated]


def no_time(report: Report) -> str:
    return "" if moments.first(report) else "No time is stated; give the start and the end."


def when(report: Report) -> str:
    whole = metrics.measure(report).resolve
    lasted = f", for {metrics.in_words(whole.length)}" if whole else ""
    start = moments.first(report)
    return f"From {spoken.moment(start)}{lasted}." if start else ""


def no_end(report: Report) -> str:
    known = metrics.moment(report, "resolved_at")
    return "" if known else "No end is stated; readers must take it that it goes on."


def over(report: Report) -> str:
    return f"It was over at {_told_at(report, 'resolved_at')}."


def no_cause(report: Report) -> str:
    return "" if _public(report.root_causes) else "No cause is told to customers."


def why(report: Report) -> str:
    return f"{_counted(_public(report.root_causes), 'cause is', 'causes are')} told."


def nothing_done(report: Report) -> str:
    told = report.resolution or _public(report.timeline)
    return "" if told else "Neither a resolution nor a timeline tells what was done."


def done(report: Report) -> str:
    return f"The resolution and {_counted(_public(report.timeline), 'event tells', 'events tell')} it."


def no_promise(report: Report) -> str:
    return "" if _promised(report) else "Nothing is promised to customers."


def promises(report: Report) -> str:
    return f"{_counted(len(_promised(report)), 'action is', 'actions are')} promised."


def _promised(report: Report) -> list[CorrectiveAction]:
    kept = (action for action in report.actions if action.state is not ActionState.CANCELLED)
    return [action for action in kept if action.audience is Audience.PUBLIC]


def no_notice(report: Report) -> str:
    known = metrics.moment(report, "notified_at")
    return "" if known else "When customers were first told isn't stated."


def notice(report: Report) -> str:
    return f"Customers were first told at {_told_at(report, 'notified_at')}."


def no_lesson(report: Report) -> str:
    return "No lesson is told." if report.lessons == Lessons() else ""


def learnt(report: Report) -> str:
    told = [place for place in places.texts(report) if place.path.startswith("lessons")]
    return f"{_counted(len(told), 'lesson is', 'lessons are')} told."


def _told_at(report: Report, name: str) -> str:
    at = metrics.moment(report, name)
    return spoken.moment(at) if at else ""


def _public(parts: tuple[TimelineEvent | RootCause | CorrectiveAction, ...]) -> int:
    return sum(part.audience is Audience.PUBLIC for part in parts)


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
