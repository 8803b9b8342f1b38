"""Talking about a draft: comment, reply, resolve and reopen, and who is told of it.

A comment is a record of its own; what becomes of its thread leaves an audit entry. None of it is part of the
Report, so nothing of it is ever published.
"""

import re
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from incidents import permissions
from incidents.errors import NotValidError, WrongStateError
from incidents.models import (
    Comment,
    CorrectiveAction,
    Incident,
    Notice,
    NoticeKind,
    RootCause,
    TimelineEvent,
    Verb,
)
from incidents.report import text as texts
from incidents.report.words import say
from incidents.workflow.acting import lock, record
from incidents.workflow.telling import Tell

Row = TimelineEvent | RootCause | CorrectiveAction

FIELDS = (
    "title",
    "components",
    "summary",
    "impact_percent",
    "impact",
    "timeline",
    "root_causes",
    "actions",
    "resolution",
    "went_well",
    "went_wrong",
    "lucky",
    "closing",
    "notes",
)
_LISTS: dict[type[Row], str] = {
    TimelineEvent: "timeline",
    RootCause: "root_causes",
    CorrectiveAction: "actions",
}
LISTS = tuple(_LISTS.values())

ROW = re.compile("(?P<list>[a-z_]+)/(?P<key>[0-9]{1,18})")
_MENTION = re.compile(r"(?<![\w@/.])@([\w.+-]{1,150})")
_TOLD = 80


@transaction.atomic
def comment(
    incident: Incident,
    *,
    by: User,
    at: datetime,
    text: str,
    tell: Tell,
    anchor: str = "",
    quote: str = "",
    once: str = "",
) -> Comment:
    """Begin a thread about the report, a field or a row of it, and tell those whom it concerns.

    A form that comes a second time, with the same key `once`, is answered with what it made.
    """
    permissions.check_comment(by)
    said = _said(text)
    incident = lock(incident)
    if sent := already(by, once):
        return sent
    _check_anchor(incident, anchor)
    made = Comment.objects.create(
        incident=incident, anchor=anchor, quote=texts.prose(quote), text=said, person=by, at=at, once=once
    )
    notify(made, incident, participants=set(), tell=tell)
    return made


@transaction.atomic
def reply(first: Comment, *, by: User, at: datetime, text: str, tell: Tell, once: str = "") -> Comment:
    """Answer in a thread; one that was resolved is open again, or nobody would see the answer."""
    permissions.check_comment(by)
    incident = lock(first.incident)
    if sent := already(by, once):
        return sent
    if not incident.comments.open().filter(pk=first.pk).exists():
        reopen(first, by=by, at=at)
    made = answer(first, incident, by=by, at=at, text=text, tell=tell, once=once)
    have_read(first, by, at)
    return made


def answer(
    first: Comment,
    incident: Incident,
    *,
    by: User,
    at: datetime,
    text: str,
    tell: Tell,
    besides: int = 0,
    once: str = "",
) -> Comment:
    """Add a reply to a thread of a locked incident; one person is told `besides`, by other means."""
    made = Comment.objects.create(
        incident=incident, reply_to=first, text=_said(text), person=by, at=at, once=once
    )
    thread = incident.comments.filter(Q(pk=first.pk) | Q(reply_to=first))
    people = set(thread.values_list("person", flat=True))
    notify(made, incident, participants=people, tell=tell, besides=besides)
    return made


@transaction.atomic
def resolve(first: Comment, *, by: User, at: datetime) -> None:
    """Close a thread: what it asked for is done, or needs no more words."""
    permissions.check_comment(by)
    incident = lock(first.incident)
    if incident.comments.waiting().filter(pk=first.pk).exists():
        raise WrongStateError(say("Accept or decline what this thread suggests; that resolves it."))
    if not incident.comments.open().filter(pk=first.pk).update(resolved_at=at, resolved_by=by):
        raise WrongStateError(
            say("Someone resolved this thread already; reopen it if something is left to say.")
        )
    record(incident, by, Verb.RESOLVED, at, detail=told(first))
    have_read(first, by, at)


@transaction.atomic
def reopen(first: Comment, *, by: User, at: datetime) -> None:
    permissions.check_comment(by)
    incident = lock(first.incident)
    resolved = incident.comments.first_ones().filter(pk=first.pk, resolved_at__isnull=False)
    if not resolved.update(resolved_at=None, resolved_by=None):
        raise WrongStateError(say("This thread is open already; reply to it."))
    record(incident, by, Verb.REOPENED, at, detail=told(first))


def mark_read(person: User, *, at: datetime, key: int | None = None) -> None:
    """Mark one of the person's own notices as read, or all of them."""
    unread = person.notices.unread()
    (unread if key is None else unread.filter(pk=key)).update(read_at=at)


def anchor_of(row: Row) -> str:
    """Return how a comment names a row."""
    return f"{_LISTS[type(row)]}/{row.pk}"


def mentioned(text: str) -> frozenset[str]:
    """Return the user names that a text may mention; a full stop behind a name may end the sentence."""
    names = _MENTION.findall(text)
    return frozenset([*names, *(name.rstrip(".+-") for name in names)])


def already(by: User, once: str) -> Comment | None:
    """Return what a person's form made when it came before; ask with the incident locked."""
    return by.comments.filter(once=once).first() if once else None


def _said(text: str) -> str:
    said = texts.prose(text)
    if not said:
        raise NotValidError(say("Write what you have to say."), "text")
    return said


def _check_anchor(incident: Incident, anchor: str) -> None:
    if row := ROW.fullmatch(anchor):
        known = row["list"] in LISTS and getattr(incident, row["list"]).filter(pk=int(row["key"])).exists()
    else:
        known = not anchor or anchor in FIELDS
    if not known:
        raise NotValidError(
            say("This entry was deleted meanwhile: choose what your comment is about."), "anchor"
        )


def notify(
    made: Comment, incident: Incident, *, participants: set[int], tell: Tell, besides: int = 0
) -> None:
    """Leave one notice for each member concerned, for the strongest reason, and none for the writer."""
    names = mentioned(made.text)
    concerned = Q(username__in=names) | Q(pk__in=participants) | Q(pk=incident.author_id)
    told_otherwise = (made.person_id, besides)
    for person in permissions.members().filter(concerned).exclude(pk__in=told_otherwise).order_by("username"):
        if person.username in names:
            kind = NoticeKind.MENTIONED
        elif person.pk in participants:
            kind = NoticeKind.REPLIED
        else:
            kind = NoticeKind.COMMENTED if made.instead is None else NoticeKind.SUGGESTED
        tell(Notice.objects.create(person=person, comment=made, kind=kind.value))


def told(first: Comment) -> str:
    """Return how the trail tells of a thread."""
    return texts.line(first.text or first.instead or first.quote)[:_TOLD]


def have_read(first: Comment, by: User, at: datetime) -> None:
    """Who answers or closes a thread has read it."""
    thread = Q(comment=first) | Q(comment__reply_to=first)
    by.notices.unread().filter(thread).update(read_at=at)
