"""E-mail about notices: a job that a transaction enqueues and a worker does after it.

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
from incidents.models import Notice, NoticeKind


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


def page_of(notice: Notice) -> str:
    """Return the address of the page where its person goes on."""
    if notice.comment:
        return f"{reverse('discussion', args=[notice.about.reference])}#comment-{notice.comment_id}"
    pages = {NoticeKind.DECIDE: "review", NoticeKind.PUBLISH: "publish"}
    return reverse(pages.get(NoticeKind(notice.kind), "editor"), args=[notice.about.reference])


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
        *("person", "comment__person", "comment__decided_by", "comment__incident", "comment__reply_to"),
        *("incident", "entry__actor"),
    )
    return rows.unread().filter(pk=notice_id, mailed_at=None).exclude(person__email="").first()


def _subject(notice: Notice) -> str:
    template = "emails/notice_subject.txt" if notice.comment else "emails/turn_subject.txt"
    written = render_to_string(template, {"notice": notice})
    return " ".join(written.split())  # a header has one line


def _body(notice: Notice) -> str:
    address = f"{settings.SITE_URL}{page_of(notice)}"
    if notice.comment is None:
        return render_to_string("emails/turn.txt", {"notice": notice, "address": address})
    first = notice.comment.first
    context = {"notice": notice, "quote": first.quote, "instead": first.instead, "address": address}
    return render_to_string("emails/notice.txt", context)
