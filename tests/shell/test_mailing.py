"""Notices go out by e-mail, from a worker, and once."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django_tasks_db.models import DBTaskResult

from incidents import mailing
from incidents.models import Incident, Notice
from incidents.workflow import discussion
from tests.shell.cast import Cast, comment, now


@pytest.fixture
def notice(incident: Incident, cast: Cast) -> Notice:
    User.objects.filter(pk=cast.engineer.pk).update(email="edda@example.com")
    at, text = now(), "Is **this** <so>?\n\nSay & tell."
    made = discussion.comment(
        incident, by=cast.manager, at=at, text=text, anchor="summary", quote="ninety", tell=mailing.enqueue
    )
    return made.notices.get()


def test_a_notice_is_mailed_by_the_worker_and_once(notice: Notice, incident: Incident) -> None:
    assert not mail.outbox
    job = DBTaskResult.objects.get()
    for _ in range(2):
        job.task.call(*job.task_result.args, **job.task_result.kwargs)

    (sent,) = mail.outbox
    assert sent.to == ["edda@example.com"]
    assert sent.subject == f"{incident.reference}: mara commented on your report"
    assert "> ninety" in sent.body
    assert "Is **this** <so>?\n\nSay & tell." in sent.body
    assert f"/workspace/incidents/{incident.reference}/discussion/#comment-{notice.comment_id}" in sent.body


def test_what_was_read_meanwhile_is_not_mailed(notice: Notice) -> None:
    discussion.mark_read(notice.person, at=now())
    mailing.mail_notice.call(notice.pk)
    assert not mail.outbox


def test_who_has_no_address_finds_it_in_the_inbox(incident: Incident, cast: Cast) -> None:
    made = comment(incident, cast.manager)
    mailing.mail_notice.call(made.notices.get().pk)
    assert not mail.outbox
    assert cast.engineer.notices.unread().exists()
