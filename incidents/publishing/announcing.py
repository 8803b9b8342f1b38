"""Telling subscribers of an edition: some mails a task, so that other work comes in between.

At least once: a subscriber's place is noted after their mail went, so that a worker that is killed in between
leaves one mail that may come twice, and none that is lost. One worker at a time, by a hold on the row that
ends by itself.
"""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import TaskResult, task

from incidents import retrying
from incidents.models import Announcement, Listing, Publication, Subscriber
from incidents.publishing import letters
from incidents.publishing.configured import site_identity
from incidents.report.shelves import COMPONENT

BATCH = 50  # subscribers
_HOLD = timedelta(minutes=5)  # longer than one mail may take


def begin(publication: Publication) -> None:
    """Note, in the caller's transaction, that an edition is to be told; a silent one is told to nobody."""
    if publication.announced:
        Announcement.objects.get_or_create(publication=publication)


def go_on() -> None:
    """Have a worker tell what the site shows by now and nobody has been told of."""
    waiting = Announcement.objects.unfinished().filter(
        publication__deployed_at__isnull=False, position=0, held_until=None, failure=""
    )
    for key in waiting.values_list("pk", flat=True):
        announce.enqueue(key)


def again(announcement: Announcement) -> TaskResult[None]:
    """Have mails sent that were given up."""
    return announce.enqueue(announcement.pk)


@task
def announce(key: int, attempt: int = 1) -> None:
    """Mail an edition to the next subscribers, and plan the rest. Does nothing once all were served."""
    begun = timezone.now()
    if not _hold(key, begun):
        _wait_for_other(key, attempt)
        return
    row = Announcement.objects.select_related("publication").get(pk=key)
    try:
        is_more = _serve(row)
    except Exception as error:
        _try_again(row, attempt, error)
        raise
    with transaction.atomic():
        over = {} if is_more else {"finished_at": timezone.now()}
        mine = Announcement.objects.filter(pk=key)
        mine.update(held_until=None, failure="", failed_at=None, again_at=None, **over)
        if is_more:
            announce.enqueue(key)


def _hold(key: int, at: datetime) -> bool:
    free = Q(held_until=None) | Q(held_until__lte=at)
    mine = Announcement.objects.unfinished().filter(free, pk=key, publication__deployed_at__isnull=False)
    return bool(mine.update(held_until=at + _HOLD))


def _wait_for_other(key: int, attempt: int) -> None:
    """Look again when the hold of another worker ends: it may have been killed."""
    held = Announcement.objects.unfinished().filter(pk=key).exclude(held_until=None)
    until = held.values_list("held_until", flat=True).first()
    if until:
        announce.using(run_after=until).enqueue(key, attempt)


def _serve(row: Announcement) -> bool:
    """Mail the next subscribers whom the edition concerns. Say whether there are more."""
    post, identity = letters.edition_to_tell(row.publication), site_identity()
    if post is None:
        return False
    told, about = letters.announcement(post, identity), _components(row.publication)
    readers = Subscriber.objects.confirmed(row.publication.published_at).filter(pk__gt=row.position)
    some = list(readers[:BATCH])
    with get_connection() as connection:
        for reader in some:
            mail = letters.telling(told, reader.email, reader.pk, identity)
            mail.connection = connection
            sent, refused = _send(mail) if _concerns(reader, about) else (0, 0)
            _served(row, reader, sent, refused)
    return len(some) == BATCH


def _send(mail: EmailMultiAlternatives) -> tuple[int, int]:
    """Send a mail; an address that the server refuses keeps nobody else from theirs."""
    try:
        mail.send()
    except SMTPRecipientsRefused:
        return 0, 1
    return 1, 0


def _served(row: Announcement, reader: Subscriber, sent: int, refused: int) -> None:
    Announcement.objects.filter(pk=row.pk).update(
        position=reader.pk,
        sent=F("sent") + sent,
        refused=F("refused") + refused,
        held_until=timezone.now() + _HOLD,
    )


def _concerns(reader: Subscriber, about: set[str]) -> bool:
    return not reader.components or not about.isdisjoint(reader.components)


def _components(publication: Publication) -> set[str]:
    """Return the components that any edition of the post named: also who followed an earlier one is told."""
    named = Listing.objects.filter(publication__incident=publication.incident_id)
    keys = named.filter(shelf__key__startswith=f"{COMPONENT}/").values_list("shelf__key", flat=True)
    return {key.partition("/")[2] for key in keys}


@transaction.atomic
def _try_again(row: Announcement, attempt: int, error: Exception) -> None:
    now = timezone.now()
    mine = Announcement.objects.filter(pk=row.pk)
    got_on = mine.filter(position__gt=row.position).exists()  # then the waits begin anew
    last = 1 if got_on else attempt
    at = retrying.after(last, now)
    mine.update(held_until=None, failure=retrying.reason(error), failed_at=now, again_at=at)
    if at:
        announce.using(run_after=at).enqueue(row.pk, last + 1)
