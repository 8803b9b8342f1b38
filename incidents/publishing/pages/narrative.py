"""The long parts of a report in the shapes that its page needs: days of events, chains of causes, actions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from incidents.models.labels import label
from incidents.publishing.pages.story import html
from incidents.publishing.pages.times import Stamp, day, stamp
from incidents.report import whys
from incidents.report.rendering.timeline.shapes import OPEN, SHAPES
from incidents.report.tracker import Ticket, ticket
from incidents.report.value import CorrectiveAction, EventKind, Report, RootCause, TimelineEvent

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Event:
    """`when` is None where the time is unknown; `clock` is then all that is known of it, or empty."""

    number: int  # from 1, in the report's order
    when: Stamp | None
    clock: str
    kind: EventKind
    word: "StrPromise | None"  # None for an event of no particular kind
    mark: SafeString
    html: SafeString


@dataclass(slots=True)
class Day:
    """Events up to the next change of the day, or of the clocks. `when` is None if the first has no date."""

    when: Stamp | None
    is_change: bool = False  # the clocks were changed within the day
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cause:
    number: int
    word: "StrPromise"
    category: str
    html: SafeString
    is_shown_above: bool


@dataclass(frozen=True, slots=True)
class Action:
    title: str
    html: SafeString
    word: "StrPromise"
    owner: str
    due: "date | None"
    due_day: str
    state: str
    state_word: "StrPromise"
    done_on: "date | None"
    done_day: str
    ticket: Ticket | None
    addresses: tuple[int, ...]
    tasks: tuple[str, ...]


def parts(report: Report) -> dict[str, Any]:
    """Return every long part by the name that templates know it by, in the language that is active."""
    return dict(_parts(report, translation.get_language() or ""))


@lru_cache(maxsize=4)  # the post, its edition and its entry in the feed tell the same
def _parts(report: Report, _language: str) -> dict[str, Any]:
    written = (
        (_("What went well"), report.lessons.went_well),
        (_("What went wrong"), report.lessons.went_wrong),
        (_("Where we were lucky"), report.lessons.lucky),
    )
    return {
        "summary": html(report.summary),
        "impact": html(report.impact),
        "days": days(report),
        "chains": chains(report.root_causes),
        "resolution": html(report.resolution),
        "actions": [_action(each) for each in report.actions],
        "lessons": [(name, html(text)) for name, text in written if text],
        "closing": html(report.closing),
    }


def days(report: Report) -> list[Day]:
    """Return the events in the report's order. One without a time keeps its place among the others."""
    found: list[Day] = []
    for number, event in enumerate(report.timeline, 1):
        when = stamp(event.at) if event.at else None
        before = found[-1].when if found else None
        if not found:
            found.append(Day(when))
        elif when and (before is None or (before.day, before.offset) != (when.day, when.offset)):
            found.append(Day(when, is_change=before is not None and before.day == when.day))
        found[-1].events.append(_event(number, event, when))
    return found


def chains(causes: Sequence[RootCause]) -> list[list[Cause]]:
    """Return each chain of whys, from what happened to what explains it in the end."""
    because = {place: cause.because_of for place, cause in enumerate(causes)}
    return [
        [_cause(step.key, causes[step.key], is_shown_above=step.is_shown_above) for step in chain]
        for chain in whys.chains(because)
    ]


def _event(number: int, event: TimelineEvent, when: Stamp | None) -> Event:
    return Event(
        number=number,
        when=when,
        clock=event.clock or "",
        kind=event.kind,
        word=None if event.kind is EventKind.OTHER else label(event.kind),
        mark=_mark(event.kind),
        html=html(event.text),
    )


@lru_cache(maxsize=len(EventKind))
def _mark(kind: EventKind) -> SafeString:
    return render_to_string("shared/mark.html", {"event": {"shape": SHAPES[kind], "is_open": kind in OPEN}})


def _cause(at: int, cause: RootCause, *, is_shown_above: bool) -> Cause:
    return Cause(at + 1, label(cause.kind), cause.category, html(cause.text), is_shown_above)


def _action(action: CorrectiveAction) -> Action:
    return Action(
        title=action.title,
        html=html(action.detail),
        word=label(action.kind),
        owner=action.owner,
        due=action.due,
        due_day=day(action.due) if action.due else "",
        state=action.state.value,
        state_word=label(action.state),
        done_on=action.done_on,
        done_day=day(action.done_on) if action.done_on else "",
        ticket=ticket(action.tracker) if action.tracker else None,
        addresses=tuple(place + 1 for place in action.addresses),
        tasks=tuple(task.title for task in action.tasks if task.title),
    )
