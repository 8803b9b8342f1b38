"""What a report's page says at a glance: its facts, how far its promises are, how long things took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from incidents.models.labels import label
from incidents.publishing.pages.times import Stamp, day, stamp
from incidents.report.metrics import Base, in_words, measure, moment
from incidents.report.rendering.html import to_html, to_text
from incidents.report.shelves import is_over
from incidents.report.value import ActionState, CorrectiveAction, Report
from incidents.spoken import percent, spoken

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_DESCRIPTION = 200  # characters


@dataclass(frozen=True, slots=True)
class Facts:
    """What a customer asks first. None and empty are left out of the page."""

    start: Stamp | None
    end: Stamp | None
    length: str
    is_over: bool
    severity: "StrPromise | None"
    percent: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    total: int
    done: int
    next_due: date | None
    next_due_day: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A line of "how we measured": the name of the length, the length, and what it is counted from."""

    name: "StrPromise"
    length: str
    base: "StrPromise"


def html(markdown: str) -> SafeString:
    return mark_safe(to_html(markdown))  # noqa: S308 (made by the sanitiser)


def description(report: Report) -> str:
    """Return the summary's words for search engines and previews, cut at a word."""
    words = to_text(report.summary or report.impact)
    if len(words) <= _DESCRIPTION:
        return words
    return f"{words[:_DESCRIPTION].rpartition(' ')[0] or words[:_DESCRIPTION]} …"


def facts(report: Report) -> Facts:
    start, end = moment(report, "started_at"), moment(report, "resolved_at")
    resolve = measure(report).resolve
    return Facts(
        start=stamp(start) if start else None,
        end=stamp(end) if end else None,
        length=spoken(in_words(resolve.length)) if resolve and resolve.base is Base.START else "",
        is_over=is_over(report),
        severity=label(report.severity) if report.severity else None,
        percent="" if report.impact_percent is None else percent(report.impact_percent),
        components=report.components,
    )


def promises(actions: Sequence[CorrectiveAction]) -> Promises | None:
    """Return how many promises stand and when the next falls due; None where there are none."""
    standing = [action for action in actions if action.state is not ActionState.CANCELLED]
    if not standing:
        return None
    dues = [action.due for action in standing if action.due and action.state is not ActionState.DONE]
    due = min(dues, default=None)
    done = sum(action.state is ActionState.DONE for action in standing)
    return Promises(len(standing), done, due, day(due) if due else "")


def measured(report: Report) -> list[Measured]:
    metrics = measure(report)
    named = (
        (_("Until we noticed"), metrics.detect),
        (_("Until someone took it up"), metrics.acknowledge),
        (_("Until we told you"), metrics.notify),
        (_("Until the worst was over"), metrics.mitigate),
        (_("Until it was over"), metrics.resolve),
    )
    bases = {Base.START: _("from the start"), Base.DETECTION: _("from when we noticed")}
    return [
        Measured(name, spoken(in_words(found.length)), bases[found.base]) for name, found in named if found
    ]
