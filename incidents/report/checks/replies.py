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
from incidents.report.words import Number, listed, say, say_count


def no_summary(report: Report) -> str:
    return "" if report.summary else say("There is no summary; most readers read nothing else.")


def what(report: Report) -> str:
    return say("“%(title)s”, with a summary.", title=report.title)


def no_impact(report: Report) -> str:
    told = report.impact or _figures(report)
    return "" if told else say("Nothing says whom it hit, or how much.")


def whom(report: Report) -> str:
    return say("It names %(what)s.", what=listed([*_figures(report)[:1], *report.components]))


def _figures(report: Report) -> list[str]:
    """Return the numbers of those who were hit, as written."""
    stated = (
        [] if report.impact_percent is None else [say("%(share)s %%", share=Number(report.impact_percent))]
    )
    texts = (report.impact, report.summary)
    return [*(each.written for text in texts for each in (*shares(text), *counts(text))), *stated]


def no_time(report: Report) -> str:
    return "" if moments.first(report) else say("No time is stated; give the start and the end.")


def when(report: Report) -> str:
    whole = metrics.measure(report).resolve
    start = moments.first(report)
    if start is None:
        return ""
    since = spoken.moment(start)
    if whole is None:
        return say("From %(start)s.", start=since)
    return say("From %(start)s, for %(length)s.", start=since, length=metrics.in_words(whole.length))


def no_end(report: Report) -> str:
    known = metrics.moment(report, "resolved_at")
    return "" if known else say("No end is stated; readers must take it that it goes on.")


def over(report: Report) -> str:
    return say("It was over at %(moment)s.", moment=_told_at(report, "resolved_at"))


def no_cause(report: Report) -> str:
    return "" if _public(report.root_causes) else say("No cause is told to customers.")


def why(report: Report) -> str:
    return say_count("%(count)s cause is told.", "%(count)s causes are told.", _public(report.root_causes))


def nothing_done(report: Report) -> str:
    told = report.resolution or _public(report.timeline)
    return "" if told else say("Neither a resolution nor a timeline tells what was done.")


def done(report: Report) -> str:
    return say_count(
        "The resolution and %(count)s event tells it.",
        "The resolution and %(count)s events tell it.",
        _public(report.timeline),
    )


def no_promise(report: Report) -> str:
    return "" if _promised(report) else say("Nothing is promised to customers.")


def promises(report: Report) -> str:
    return say_count(
        "%(count)s action is promised.", "%(count)s actions are promised.", len(_promised(report))
    )


def _promised(report: Report) -> list[CorrectiveAction]:
    kept = (action for action in report.actions if action.state is not ActionState.CANCELLED)
    return [action for action in kept if action.audience is Audience.PUBLIC]


def no_notice(report: Report) -> str:
    known = metrics.moment(report, "notified_at")
    return "" if known else say("When customers were first told isn't stated.")


def notice(report: Report) -> str:
    return say("Customers were first told at %(moment)s.", moment=_told_at(report, "notified_at"))


def no_lesson(report: Report) -> str:
    return say("No lesson is told.") if report.lessons == Lessons() else ""


def learnt(report: Report) -> str:
    told = [place for place in places.texts(report) if place.path.startswith("lessons")]
    return say_count("%(count)s lesson is told.", "%(count)s lessons are told.", len(told))


def _told_at(report: Report, name: str) -> str:
    at = metrics.moment(report, name)
    return spoken.moment(at) if at else ""


def _public(parts: tuple[TimelineEvent | RootCause | CorrectiveAction, ...]) -> int:
    return sum(part.audience is Audience.PUBLIC for part in parts)
