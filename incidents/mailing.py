"""E-mail about notices: a job that the transaction of a comment enqueues and a worker does after it.

A mail that can't be sent is tried again later, a bounded number of times. The notice says why it failed last;
the page Operations lists those notices.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResult, task

from incidents import retrying
from incidents.models import Notice


@task
def mail_notice(notice_id: int, attempt: int = 1) -> None:
    """Send a notice to its person by e-mail, once; whoever read it meanwhile or has no address gets none."""
    try:
        _send(notice_id)
    except Exception as error:
        _try_again(notice_id, attempt, error)
        raise


def enqueue(notice: Notice) -> TaskResult[None]:
    """Have a worker mail this once the caller's transaction is committed, and never otherwise."""
    return mail_notice.enqueue(notice.pk)


@transaction.atomic
def _send(notice_id: int) -> None:
    notice = _waiting(notice_id)
    if notice is None:
        return
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now(), mail_failure="")
    send_mail(_subject(notice), _body(notice), settings.DEFAULT_FROM_EMAIL, [notice.person.email])


@transaction.atomic
def _try_again(notice_id: int, attempt: int, error: Exception) -> None:
    now = timezone.now()
    again = retrying.after(attempt, now)
    Notice.objects.filter(pk=notice_id, mailed_at=None).update(
        mail_failure=retrying.reason(error), mail_failed_at=now, mail_again_at=again
    )
    if again:
        mail_notice.using(run_after=again).enqueue(notice_id, attempt + 1)


def _waiting(notice_id: int) -> Notice | None:
    rows = Notice.objects.select_for_update(of=("self",)).select_related(
        "person", "comment__person", "comment__decided_by", "comment__incident", "comment__reply_to"
    )
    return rows.unread().filter(pk=notice_id, mailed_at=None).exclude(person__email="").first()


def _subject(notice: Notice) -> str:
    written = render_to_string("emails/notice_subject.txt", {"notice": notice})
    return " ".join(written.split())  # a header has one line


def _body(notice: Notice) -> str:
    page = reverse("discussion", args=[notice.comment.incident.reference])
    address = f"{settings.SITE_URL}{page}#comment-{notice.comment_id}"
    first = notice.comment.first
    context = {"notice": notice, "quote": first.quote, "instead": first.instead, "address": address}
    return render_to_string("emails/notice.txt", context)
