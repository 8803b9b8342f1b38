"""Suggesting other words for a passage of a draft, and what becomes of it: accept, decline, take back.

A suggestion is the first comment of a thread. It names its passage letter for letter, so it can be put in by
itself as long as that stands there once; where the text went on, a person has to do it.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts, editing, fixing, permissions
from incidents.editing import StaleError
from incidents.errors import NotValidError, WrongStateError
from incidents.fixing import Done, Undo
from incidents.models import Comment, Incident, Notice, NoticeKind, Reception, Verb
from incidents.report import text as texts
from incidents.report.checks import Change, Fix
from incidents.report.words import say
from incidents.workflow import passages
from incidents.workflow.acting import lock, record
from incidents.workflow.discussion import already, answer, have_read, notify, told
from incidents.workflow.telling import Tell

_SHOWN = 60


@transaction.atomic
def suggest(
    incident: Incident,
    *,
    by: User,
    at: datetime,
    anchor: str,
    passage: str,
    instead: str,
    tell: Tell,
    text: str = "",
    once: str = "",
) -> Comment:
    """Begin a thread that proposes other words for a passage, which may be all of a text."""
    permissions.check_comment(by)
    incident = lock(incident)
    if sent := already(by, once):
        return sent
    known = passages.texts(incident, anchor)
    if known is None:
        raise NotValidError(
            say("What this was to change was deleted meanwhile; say it in a comment on the whole report."),
            "anchor",
        )
    passage, instead = _smallest(incident, known, texts.prose(passage), texts.prose(instead))
    made = Comment.objects.create(
        incident=incident,
        anchor=anchor,
        quote=passage,
        instead=instead,
        text=texts.prose(text),
        person=by,
        at=at,
        once=once,
    )
    notify(made, incident, participants=set(), tell=tell)
    return made


@transaction.atomic
def accept(first: Comment, *, by: User, at: datetime, tell: Tell) -> tuple[Done, Undo]:
    """Put the words in where the passage still stands, once. Raises StaleError where it doesn't."""
    incident = editing.lock(first.incident, by)
    fresh = _waiting(incident, first)
    known = passages.texts(incident, fresh.anchor)
    if known is None:
        raise StaleError(
            say(
                "What this was to change was deleted meanwhile, so nothing was put in. The words "
                "are kept here."
            )
        )
    fix = _fix(known, fresh)
    if fix is None:
        raise StaleError(
            say(
                "The passage was changed meanwhile, so nothing was put in. Compare both and "
                "change it by hand."
            )
        )
    _close(fresh, Reception.ACCEPTED, by=by, at=at)
    _tell(fresh, fresh, NoticeKind.ACCEPTED, by=by, tell=tell)
    return fixing.put_in(incident, drafts.snapshot(incident), fix, by=by, at=at, verb=Verb.ACCEPTED)


@transaction.atomic
def decline(first: Comment, *, by: User, at: datetime, tell: Tell, word: str = "") -> None:
    """Close the thread without a change; a word on why is a reply in it."""
    permissions.check_edit(by)
    incident = lock(first.incident)
    fresh = _waiting(incident, first)
    _close(fresh, Reception.DECLINED, by=by, at=at)
    record(incident, by, Verb.DECLINED, at, detail=told(fresh))
    said = fresh
    if texts.prose(word):
        said = answer(fresh, incident, by=by, at=at, text=word, tell=tell, besides=fresh.person_id)
    _tell(fresh, said, NoticeKind.DECLINED, by=by, tell=tell)


@transaction.atomic
def take_back(first: Comment, undo: Undo, *, by: User, at: datetime) -> Done:
    """Undo an acceptance: the passage stands again, and the suggestion waits again."""
    done = fixing.take_back(first.incident, undo, by=by, at=at)
    accepted = Comment.objects.filter(pk=first.pk, reception=Reception.ACCEPTED)
    accepted.update(reception="", decided_at=None, decided_by=None, resolved_at=None, resolved_by=None)
    Notice.objects.filter(comment=first, kind=NoticeKind.ACCEPTED).delete()
    return done


def _smallest(incident: Incident, known: dict[str, str], passage: str, instead: str) -> tuple[str, str]:
    """Return the least that has to be replaced to make the text as it is suggested."""
    spot = passages.only(known, passage)
    if spot is None:
        raise NotValidError(
            say(
                "This text was changed while you were writing. It now reads as shown; make your words fit it."
            ),
            "instead",
        )
    before = known[spot.path]
    after = passages.put(before, spot.start, passage, instead)
    after = texts.line(after) if spot.path.endswith("title") else texts.prose(after)
    if after == before:
        raise NotValidError(say("Change the words: they say what stands there already."), "instead")
    try:
        Fix("", (Change(spot.path, after),)).apply(drafts.snapshot(incident))
    except NotValidError as error:
        raise NotValidError(error.message, "instead") from error
    return passages.narrowed(known, before, after)


def _fix(known: dict[str, str], first: Comment) -> Fix | None:
    spot = passages.only(known, first.quote)
    if spot is None:
        return None
    instead = first.instead or ""
    after = passages.put(known[spot.path], spot.start, first.quote, instead)
    words = texts.line(instead or first.quote)
    short = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
    return Fix(
        say("“%(short)s”", short=short) if instead else say("without “%(short)s”", short=short),
        (Change(spot.path, after),),
    )


def _waiting(incident: Incident, first: Comment) -> Comment:
    """Return the suggestion as it is now, which nobody may have decided on."""
    fresh = incident.comments.select_related("decided_by").get(pk=first.pk)
    if fresh.instead is None:
        raise WrongStateError(say("This thread suggests no other words; reply to it instead."))
    if fresh.decided_by:
        who = fresh.decided_by.get_full_name() or fresh.decided_by.get_username()
        raise WrongStateError(
            say("%(who)s accepted this suggestion already.", who=who)
            if fresh.reception == Reception.ACCEPTED.value
            else say("%(who)s declined this suggestion already.", who=who)
        )
    return fresh


def _close(first: Comment, reception: Reception, *, by: User, at: datetime) -> None:
    first.reception, first.decided_at, first.decided_by = reception.value, at, by
    first.resolved_at, first.resolved_by = at, by
    first.save()
    have_read(first, by, at)


def _tell(first: Comment, said: Comment, kind: NoticeKind, *, by: User, tell: Tell) -> None:
    """Tell whoever suggested it, unless they decided themselves."""
    person = permissions.members().filter(pk=first.person_id).exclude(pk=by.pk).first()
    if person:
        tell(Notice.objects.create(person=person, comment=said, kind=kind.value))
