"""The threads about a report in the report's order, each with where it belongs in the words of the editor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from incidents.forms.discussion import ReplyForm
from incidents.forms.sections import SECTION_FORMS
from incidents.forms.suggestions import DeclineForm
from incidents.models import Comment, CorrectiveAction, Incident
from incidents.ordering import Entry
from incidents.report.compare import Piece, mark_words
from incidents.views.lists import LISTS
from incidents.workflow import passages
from incidents.workflow.discussion import FIELDS, anchor_of
from incidents.workflow.discussion import LISTS as ANCHORED

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_PARTS = {"timeline": "timeline", "root_causes": "causes", "actions": "actions"}
_EXCERPT = 60


@dataclass(frozen=True)
class Place:
    """Where a thread can belong: `control` is the id of that in the editor, empty for the whole report."""

    anchor: str
    title: "str | StrPromise"
    control: str = ""


@dataclass(frozen=True)
class Suggested:
    """What a thread suggests, marked in words. `now` is what stands there, where the passage doesn't.

    `may_stand` says whether it can be put in by itself.
    """

    pieces: Sequence[Piece]
    may_stand: bool
    now: Sequence[str]
    declining: DeclineForm


@dataclass
class Thread:
    """A first comment with its replies. `place` is None where it belonged to an entry that was deleted."""

    first: Comment
    place: Place | None
    page: str
    form: ReplyForm
    suggested: Suggested | None = None
    replies: list[Comment] = field(default_factory=list)

    @property
    def said(self) -> list[Comment]:
        return [self.first, *self.replies]


Known = dict[str, tuple[int, Place]]


@dataclass(frozen=True)
class Discussion:
    open: list[Thread]
    resolved: list[Thread]


def places(incident: Incident) -> list[Place]:
    """Return everything that a comment can be about, in the report's order."""
    found = [Place("", _("The whole report"))]
    for name in FIELDS:
        found += _rows(incident, name) if name in ANCHORED else [_field(name)]
    return found


def discussion(incident: Incident, refused: tuple[int, ReplyForm] | None = None) -> Discussion:
    """Return the threads in the report's order; those about what was deleted come last.

    `refused` is the reply to a thread, by its key, that could not be taken.
    """
    known = {place.anchor: (order, place) for order, place in enumerate(places(incident))}
    editor = reverse("editor", args=[incident.reference])
    comments = list(incident.comments.select_related("person", "resolved_by", "decided_by"))
    prefetch_related_objects([incident], *ANCHORED)
    threads = {
        first.pk: Thread(
            first, *_where(first, known, editor), _form(first, refused), _suggested(incident, first)
        )
        for first in comments
        if first.reply_to_id is None
    }
    for comment in comments:
        if comment.reply_to_id is not None:
            threads[comment.reply_to_id].replies.append(comment)
    ordered = sorted(threads.values(), key=lambda thread: known.get(thread.first.anchor, (len(known),))[0])
    return Discussion(
        [thread for thread in ordered if thread.first.resolved_at is None],
        [thread for thread in ordered if thread.first.resolved_at is not None],
    )


def _where(first: Comment, known: Known, editor: str) -> tuple[Place | None, str]:
    place = known[first.anchor][1] if first.anchor in known else None
    return place, f"{editor}#{place.control}" if place and place.control else editor


def _suggested(incident: Incident, first: Comment) -> Suggested | None:
    if first.instead is None:
        return None
    known = (passages.texts(incident, first.anchor) or {}) if first.is_waiting else {}
    stands = passages.only(known, first.quote) is not None
    return Suggested(
        mark_words(first.quote, first.instead),
        stands,
        [] if stands else list(known.values()),
        DeclineForm(auto_id=f"decline-{first.pk}-%s"),
    )


def _form(comment: Comment, refused: tuple[int, ReplyForm] | None) -> ReplyForm:
    if refused and refused[0] == comment.pk:
        return refused[1]
    return ReplyForm(auto_id=reply_ids(comment.pk))


def reply_ids(key: int) -> str:
    return f"reply-{key}-%s"


def _field(name: str) -> Place:
    form = next(form for form in SECTION_FORMS.values() if name in form.base_fields)
    return Place(name, str(form.base_fields[name].label), form.ids() % name)


def _rows(incident: Incident, name: str) -> list[Place]:
    part = _PARTS[name]
    title = LISTS[part].words["title"]
    return [Place(name, title, part)] + [
        Place(anchor_of(row), f"{title}: {_excerpt(row)}", f"{part}-{row.pk}")
        for row in getattr(incident, name).all()
    ]


def _excerpt(row: Entry) -> str:
    text = row.title if isinstance(row, CorrectiveAction) else row.text
    return Truncator(" ".join(text.split())).chars(_EXCERPT)
