"""Subscriptions by e-mail: asked for on the site, confirmed out of the mailbox, ended by any mail.

The links carry signatures, which Django compares in constant time. A link to confirm names the choice that
was made with it, so that nobody else's later one is confirmed by it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core import signing
from django.utils import timezone
from django_tasks import TaskResult, task

from incidents import retrying
from incidents.models import Subscriber
from incidents.publishing import letters
from incidents.publishing.addresses import confirm_path
from incidents.publishing.configured import site_identity

VALID = timedelta(days=2)
_CONFIRM = "candor.subscribe.confirm"
_TRIES = 4  # within half an hour: whoever waits for the mail has gone by then


def ask(email: str, components: Sequence[str], *, at: datetime) -> TaskResult[None]:
    """Have a mail sent by which the address can confirm. It is kept for as long as that is possible.

    The same is done for an address that is known already: who asks can't tell, and its owner may choose anew.
    """
    row, is_new = Subscriber.objects.get_or_create(email=email.lower(), defaults={"asked_at": at})
    if not is_new and row.confirmed_at is None:
        Subscriber.objects.filter(pk=row.pk).update(asked_at=at)
    return mail_confirmation.enqueue(row.pk, list(components))


def confirmation(token: str) -> tuple[Subscriber, list[str]] | None:
    """Return whom a link to confirm is for and what they chose; None where it holds no more."""
    try:
        said = signing.loads(token, salt=_CONFIRM, max_age=VALID)
    except signing.BadSignature:
        return None
    row = Subscriber.objects.filter(pk=said["subscriber"]).first()
    return (row, said["components"]) if row else None


def confirm(row: Subscriber, components: Sequence[str], *, at: datetime) -> None:
    """Mail posts to the address from now on, about these components or all. Done twice it changes nothing."""
    known = Subscriber.objects.filter(pk=row.pk)
    known.update(components=list(components))
    known.filter(confirmed_at=None).update(confirmed_at=at)


left = letters.left_by


def leave(token: str) -> None:
    """Delete the address of a link that ends a subscription; done twice it does nothing."""
    if key := left(token):
        Subscriber.objects.filter(pk=key).delete()


def forget(at: datetime) -> None:
    """Delete the addresses that can't be confirmed any more."""
    Subscriber.objects.filter(confirmed_at=None, asked_at__lt=at - VALID).delete()


@task
def mail_confirmation(subscriber_id: int, components: list[str], attempt: int = 1) -> None:
    """Send the mail by which an address is confirmed. Twice does no harm; what fails is tried again."""
    row = Subscriber.objects.filter(pk=subscriber_id).first()
    if row is None:
        return
    token = signing.dumps({"subscriber": row.pk, "components": components}, salt=_CONFIRM)
    try:
        letters.confirmation(row.email, confirm_path(token), site_identity()).send()
    except Exception:
        again = retrying.after(attempt, timezone.now())
        if again and attempt < _TRIES:
            mail_confirmation.using(run_after=again).enqueue(subscriber_id, components, attempt + 1)
        raise
