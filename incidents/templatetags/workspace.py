"""How values are shown on workspace pages."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from babel.dates import format_timedelta
from django import template
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from incidents import fixing
from incidents.authorship import Wrote
from incidents.dates import (
    DAY_AND_TIME,
    LONG_DAY_AND_TIME,
    SHORT_WEEKDAY,
    SHORTEST_WEEKDAY,
    locale,
    spelled,
)
from incidents.models import DeployFailure, Publication, Schedule, Verb
from incidents.models.labels import LABELS, label
from incidents.publishing import addresses, retries
from incidents.report import clock
from incidents.report.checks import Finding
from incidents.report.deadline import Due
from incidents.report.rendering.html import to_html
from incidents.workflow import Stage
from incidents.workflow.words import STAGE_WORDS

register = template.Library()

_FAR = 180  # days; a day farther off is told with its year
_NAMES_OF_UTC = ("UTC", "Etc/UTC", "UTC+00:00")
_BY_NAME = {kind.__name__: kind for kind in LABELS}


@register.filter(name="label")
def label_of(value: str, kind: str = "") -> str:
    """Return what a member of an enumeration is called; a column's text needs the enumeration's name."""
    member = value if isinstance(value, StrEnum) else _BY_NAME[kind](value)
    return str(label(member))


@register.filter
def did(verb: str) -> str:
    return str(label(Verb(verb)))


@register.filter
def stage_word(stage: Stage) -> str:
    return str(STAGE_WORDS[stage])


@register.filter
def moment(value: datetime | None) -> str:
    """Return a report's time as it is typed, without an offset."""
    return clock.spelled(value, None)


@register.filter
def planned(schedule: Schedule) -> str:
    """Return the moment by the clocks meant and in UTC: 3 Dec 2026, 09:00 Europe/Berlin (08:00 UTC)."""
    at = schedule.publish_at.astimezone(UTC)
    try:
        there = clock.in_zone(at, schedule.zone)
    except ValueError:  # the zone's name was dropped since
        return utc(at)
    if schedule.zone in _NAMES_OF_UTC:
        return utc(at)
    same_day = at.date() == there.date()
    return f"{spelled(there, DAY_AND_TIME)} {schedule.zone} ({f'{at:%H:%M} UTC' if same_day else utc(at)})"


@register.filter
def utc(at: datetime) -> str:
    """Return a moment as 3 Dec 2026, 08:00 UTC."""
    return f"{spelled(at.astimezone(UTC), DAY_AND_TIME)} UTC"


@register.filter
def long_utc(at: datetime) -> str:
    """Return a moment as 3 December 2026, 08:00 UTC."""
    return f"{spelled(at.astimezone(UTC), LONG_DAY_AND_TIME)} UTC"


@register.filter
def due_words(due: Due) -> str:
    """Return by which day a report should be out, or how late it is."""
    if due.late:
        return late_words(due.late)
    if not due.left:
        return gettext("Due today")
    return gettext("Due on %(day)s") % {
        "day": spelled(due.on, SHORT_WEEKDAY if due.left > _FAR else SHORTEST_WEEKDAY)
    }


@register.filter
def late_words(days: int) -> str:
    """Return how long a day is over: Overdue by 2 days."""
    return ngettext("Overdue by one day", "Overdue by %(n)s days", days) % {"n": days}


@register.filter
def iso(at: datetime) -> str:
    """Return a moment as HTML takes it, to the second: it knows no more than thousandths."""
    return at.isoformat(timespec="seconds")


@register.filter
def has_come(at: datetime) -> bool:
    return at <= timezone.now()


@register.filter
def failure(publication: Publication | None) -> DeployFailure | None:
    """Return why an edition isn't on the public site yet, if bringing it there failed."""
    return publication.failures.last() if publication and not publication.deployed_at else None


@register.filter
def next_try(failed: DeployFailure) -> datetime | None:
    return retries.next_try(failed)


@register.filter
def ago(value: datetime) -> str:
    """Return how long ago that was, in its largest unit."""
    return format_timedelta(
        value - timezone.now(), "minute", threshold=1, add_direction=True, locale=locale()
    )


@register.filter
def markdown(text: str) -> SafeString:
    return mark_safe(to_html(text))  # noqa: S308 (to_html sanitises; it is the only place that does)


@register.filter
def post_path(slug: str) -> str:
    return addresses.post_path(slug)


@register.filter
def offer(finding: Finding) -> str:
    """Return the name under which a finding's fix is asked for."""
    return fixing.offer(finding)


@register.filter
def person(user: User) -> str:
    return user.get_full_name() or user.get_username()


@register.filter
def people(users: Sequence[User]) -> str:
    """Return the names of all who had a hand in something."""
    names = [person(user) for user in users]
    if not names[1:]:
        return names[0]
    return gettext("%(others)s and %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}


@register.filter
def wrote(by: Wrote) -> str:
    """Return who changed a part last, and when, no more exactly than it is known."""
    said = {"who": gettext(" or ").join(map(person, by.people)), "when": since(by.until, by.since)}
    if not by.people:
        return gettext("before %(when)s") % said
    if by.begun:
        return gettext("%(who)s, who began the draft with it, %(when)s") % said
    return gettext("%(who)s, %(when)s") % said


@register.filter
def since(until: datetime, begin: datetime) -> str:
    """Return a stretch of time by its ends: 3 Dec 2026, 08:00 to 08:10 UTC; a moment where it is none."""
    first, last = utc(begin), utc(until)
    if first == last:
        return last
    if begin.astimezone(UTC).date() == until.astimezone(UTC).date():
        last = last.rpartition(", ")[2]
    return gettext("%(first)s to %(last)s") % {"first": first.removesuffix(" UTC"), "last": last}
