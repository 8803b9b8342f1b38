"""What pages say of the discussion: the threads of a place beside it, and how much is unread."""

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.db.models import Prefetch, prefetch_related_objects

from incidents.models import Comment, Incident
from incidents.workflow.discussion import Row, anchor_of

register = template.Library()


@register.inclusion_tag("workspace/discussion/link.html")
def comment_link(incident: Incident, anchor: str, title: str) -> dict[str, Any]:
    """Lead to a new comment on a place and to the open threads about it; one query for a whole page."""
    return _link(incident, anchor, title)


@register.inclusion_tag("workspace/discussion/link.html")
def row_comment_link(incident: Incident, row: Row) -> dict[str, Any]:
    return _link(incident, anchor_of(row), str(row))


def _link(incident: Incident, anchor: str, title: str) -> dict[str, Any]:
    if not hasattr(
        incident, "open_threads"
    ):  # asking a second time costs nothing, but building the question does
        open_ones = Prefetch("comments", Comment.objects.open(), to_attr="open_threads")
        prefetch_related_objects([incident], open_ones)
    threads = [first.pk for first in incident.open_threads if first.anchor == anchor]  # type: ignore[attr-defined]
    return {"incident": incident, "anchor": anchor, "title": title, "threads": threads}


@register.simple_tag
def unread(person: User) -> int:
    """Return how many notices the person has not read."""
    return person.notices.unread().count()
