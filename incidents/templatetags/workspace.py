"""How values are shown on workspace pages."""

from datetime import datetime
from enum import StrEnum

from django import template
from django.contrib.auth.models import User
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext

from incidents.models import Verb
from incidents.models.labels import LABELS, label
from incidents.publishing import site
from incidents.report import clock
from incidents.report.rendering.html import to_html
from incidents.workflow import Stage
from incidents.workflow.words import STAGE_WORDS

register = template.Library()

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
def ago(value: datetime) -> str:
    """Return how long ago that was, in its largest unit."""
    return gettext("%(time)s ago") % {"time": timesince(value, depth=1)}


@register.filter
def markdown(text: str) -> SafeString:
    return mark_safe(to_html(text))  # noqa: S308 (to_html sanitises; it is the only place that does)


@register.filter
def post_path(slug: str) -> str:
    return site.post_path(slug)


@register.filter
def person(user: User) -> str:
    return user.get_full_name() or user.get_username()
