"""The rules of shape that a Report's constructors apply, each with the sentence its author is shown."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import force_setattr

from incidents.errors import NotValidError
from incidents.report import clock, text
from incidents.report.words import Number, say

if TYPE_CHECKING:
    from incidents.report.value import CorrectiveAction, Part, Report, TimelineEvent

LINE_LIMIT = 1_000
PROSE_LIMIT = 1_000_000
LIST_LIMIT = 10_000
SHORT_LIST_LIMIT = 500  # tasks of an action, components of an incident
CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
MOMENTS = ("started_at", "detected_at", "acknowledged_at", "notified_at", "mitigated_at", "resolved_at")

_FINEST_PERCENT = Decimal("0.000001")


def spell(part: "Part", lines: Iterable[str], prose: Iterable[str]) -> None:
    """Bring a new part's texts to their one spelling."""
    for name in lines:
        _spell_text(part, name, text.line, LINE_LIMIT)
    for name in prose:
        _spell_text(part, name, text.prose, PROSE_LIMIT)


def check_event(event: "TimelineEvent") -> None:
    _spell_moment(event, "at")
    if event.clock is not None and (not re.match(CLOCK, event.clock) or "\n" in event.clock):
        raise NotValidError(say("Write the clock time as HH:MM, such as 03:10."), "clock")
    if event.at is not None and event.clock is not None:
        raise NotValidError(say("Give a date and time, or only a clock time, not both."), "clock")


def spell_action(action: "CorrectiveAction") -> None:
    force_setattr(action, "tasks", tuple(task for task in action.tasks if task.title))
    if len(action.tasks) > SHORT_LIST_LIMIT:
        raise NotValidError(
            say(
                "There are more than %(limit)s tasks; split the action.",
                limit=SHORT_LIST_LIMIT,
            ),
            "tasks",
        )
    force_setattr(action, "addresses", tuple(sorted(set(action.addresses))))


def check_report(report: "Report") -> None:
    _spell_zone(report)
    _spell_components(report)
    _spell_percent(report)
    _check_lengths(report)
    _check_times(report)
    _check_causes(report)
    _check_addresses(report)


def _spell_text(part: "Part", name: str, spelling: Callable[[str], str], limit: int) -> None:
    written: str = getattr(part, name)
    spelled = spelling(written)
    if len(spelled) > limit:
        raise NotValidError(
            say("This is longer than %(limit)s characters; shorten it.", limit=Number(limit)), name
        )
    if spelled != written:
        force_setattr(part, name, spelled)


def _spell_zone(report: "Report") -> None:
    if report.timezone is None:
        return
    name = report.timezone.strip()
    if not name:
        force_setattr(report, "timezone", None)
        return
    try:
        clock.zone(name)
    except ValueError as error:
        raise NotValidError(say("%(error)s.", error=error.args[0]), "timezone") from error
    force_setattr(report, "timezone", name)


def _spell_components(report: "Report") -> None:
    names = dict.fromkeys(text.line(name) for name in report.components)
    names.pop("", None)
    for name in names:
        if len(name) > LINE_LIMIT:
            raise NotValidError(
                say(
                    "A component's name is longer than %(limit)s characters; shorten it.",
                    limit=Number(LINE_LIMIT),
                ),
                "components",
            )
    if len(names) > SHORT_LIST_LIMIT:
        raise NotValidError(
            say(
                "There are more than %(limit)s components; name the main ones.",
                limit=SHORT_LIST_LIMIT,
            ),
            "components",
        )
    force_setattr(report, "components", tuple(names))


def _spell_percent(report: "Report") -> None:
    percent = report.impact_percent
    if percent is None:
        return
    if not percent.is_finite() or not 0 <= percent <= 100:  # noqa: PLR2004 (per cent)
        raise NotValidError(say("Write a percentage between 0 and 100."), "impact_percent")
    rounded = percent.quantize(_FINEST_PERCENT)
    if rounded != percent:
        raise NotValidError(say("Write at most 6 decimal places."), "impact_percent")
    force_setattr(report, "impact_percent", Decimal(format(abs(rounded).normalize(), "f")))


def _check_lengths(report: "Report") -> None:
    for name in ("timeline", "root_causes", "actions"):
        if len(getattr(report, name)) > LIST_LIMIT:
            raise NotValidError(
                say(
                    "There are more than %(limit)s entries; split the report.",
                    limit=Number(LIST_LIMIT),
                ),
                name,
            )


def _check_times(report: "Report") -> None:
    for name in MOMENTS:
        _spell_moment(report, name)
        _check_moment(report, getattr(report, name), name)
    for index, event in enumerate(report.timeline):
        _check_moment(report, event.at, f"timeline[{index}].at")
    if report.started_at and report.resolved_at and report.resolved_at < report.started_at:
        raise NotValidError(
            say("The incident can't be resolved before it started; correct one of the two."), "resolved_at"
        )


def _spell_moment(part: "Part", name: str) -> None:
    moment: datetime | None = getattr(part, name)
    if moment is not None:
        force_setattr(part, name, clock.fixed(moment))


def _check_moment(report: "Report", moment: datetime | None, path: str) -> None:
    may_state = clock.belonged if report.KEEPS_OFFSETS else clock.belongs
    if moment is not None and not may_state(moment, report.timezone):
        if report.timezone is None:
            raise NotValidError(
                say(
                    "Give whole seconds, a year from 1980 to 2199, and the time without an offset, as no zone"
                    " is set."
                ),
                path,
            )
        raise NotValidError(
            say(
                "Give whole seconds, a year from 1980 to 2199, and the time as the clocks of %(zone)s show"
                " it.",
                zone=report.timezone,
            ),
            path,
        )


def _check_causes(report: "Report") -> None:
    causes = report.root_causes
    sound: set[int] = set()  # these lead to a cause that nothing explains
    for start in range(len(causes)):
        walked: dict[int, None] = {}
        here: int | None = start
        while here is not None and here not in sound:
            if here in walked or not 0 <= here < len(causes):
                raise NotValidError(
                    say("Choose another cause of this list that explains this one, not itself."),
                    f"root_causes[{start}].because_of",
                )
            walked[here] = None
            here = causes[here].because_of
        sound.update(walked)


def _check_addresses(report: "Report") -> None:
    for index, action in enumerate(report.actions):
        if any(not 0 <= place < len(report.root_causes) for place in action.addresses):
            raise NotValidError(say("Choose causes of this report."), f"actions[{index}].addresses")
