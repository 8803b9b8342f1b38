"""Notices go out by e-mail, from a worker, and once."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
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


# A mail server that is away.


def jobs() -> list[DBTaskResult[..., None]]:
    return list(DBTaskResult.objects.order_by("enqueued_at", "id"))


def run(job: DBTaskResult[..., None]) -> None:
    job.task.call(*job.task_result.args, **job.task_result.kwargs)


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def refuse(*_given: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(mailing, "send_mail", refuse)
    return monkeypatch


def test_a_mail_that_fails_is_tried_again_later_and_says_why(
    notice: Notice, away: pytest.MonkeyPatch
) -> None:
    for attempt in range(1, 9):
        with pytest.raises(ConnectionRefusedError):
            mailing.mail_notice.call(notice.pk, attempt)
    notice.refresh_from_db()
    planned = jobs()[1:]
    assert [job.task_result.args for job in planned] == [[notice.pk, attempt] for attempt in range(2, 9)]
    assert notice.mail_failed_at
    assert all(job.run_after > notice.mail_failed_at for job in planned[1:])
    assert (notice.mail_failure, notice.mailed_at, notice.mail_again_at) == ("Connection refused", None, None)

    away.undo()
    run(planned[0])
    run(planned[1])
    notice.refresh_from_db()
    assert len(mail.outbox) == 1
    assert notice.mail_failure == ""
    assert notice.mailed_at


def test_who_operates_sees_which_mails_failed_and_sends_what_was_given_up(
    client: Client, cast: Cast, notice: Notice, away: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConnectionRefusedError):
        mailing.mail_notice.call(notice.pk)
    client.force_login(cast.manager)
    assert "Connection refused. Next try" in client.get(reverse("operations")).content.decode()
    with pytest.raises(ConnectionRefusedError):
        mailing.mail_notice.call(notice.pk, 8)
    assert "It is not tried again by itself." in client.get(reverse("operations")).content.decode()
    planned = len(jobs())
    client.post(reverse("operations-mail", args=[notice.pk]))
    assert len(jobs()) == planned + 1
    client.force_login(User.objects.create_superuser("root"))
    page = client.get(
        reverse("admin:incidents_notice_changelist"), {"mail_failure__isempty": "0"}
    ).content.decode()
    assert "edda" in page
    assert "Connection refused" in page


def test_a_mail_that_failed_and_was_read_meanwhile_is_not_sent(
    notice: Notice, away: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConnectionRefusedError):
        mailing.mail_notice.call(notice.pk)
    away.undo()
    discussion.mark_read(notice.person, at=now())
    run(jobs()[-1])
    assert not mail.outbox
