"""Subscribers are told of what is published, corrected and withdrawn: once each, in small parts."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from msgspec.structs import replace
from pytest_django import Settings

from incidents import workflow
from incidents.models import Announcement, Publication, Subscriber
from incidents.publishing import announcing, tasks
from tests.shell.cast import REPORT, Cast, approve, now, start
from tests.shell.newsroom import MARCH, Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.fixture
def room(cast: Cast) -> Newsroom:
    return Newsroom(cast, tasks.enqueue)


def reader(name: str, *components: str) -> Subscriber:
    email = f"{name}@example.com"
    return Subscriber.objects.create(email=email, components=components, asked_at=MARCH, confirmed_at=MARCH)


def work(most: int = 60) -> None:
    """Do what a worker would, whatever the clock says, until nothing is left to do."""
    for _ in range(most):
        job = DBTaskResult.objects.ready().filter(task_path__regex="announce|deploy_publication").first()
        job = job or DBTaskResult.objects.filter(status="READY", task_path__endswith=".announce").first()
        if job is None:
            return
        DBTaskResult.objects.filter(pk=job.pk).delete()
        job.task.call(*job.task_result.args, **job.task_result.kwargs)
    pytest.fail("There is no end to it.")


def told() -> list[tuple[str, str]]:
    return [(sent.to[0].partition("@")[0], str(sent.subject)) for sent in mail.outbox]


def test_each_subscriber_is_told_once_of_each_edition(room: Newsroom) -> None:
    reader("ann")
    Subscriber.objects.create(email="unconfirmed@example.com", asked_at=MARCH)
    first = room.publish("Checkout unavailable")
    work()
    assert told() == [("ann", "Incident report: Checkout unavailable · Candor")]
    body = str(mail.outbox[0].body)
    assert f"/incidents/{first.incident.slug}/" in body
    assert "orders could not be placed" in body
    second = room.correct(first, "It was *slow*.", title="Checkout slow")
    work()
    assert told()[1:] == [("ann", "Corrected: Checkout slow · Candor")]
    assert "What this edition changes: It was slow." in str(mail.outbox[1].body)
    room.withdraw(second, "It named a customer.")
    work()
    assert told()[2:] == [("ann", f"Withdrawn: {first.incident.reference} · Candor")]
    for form in (str(mail.outbox[2].body), mail.outbox[2].message().as_string()):
        assert "It named a customer." in form
        assert "Checkout" not in form
    assert not Announcement.objects.unfinished().exists()


def test_a_mail_can_be_ended_by_one_click(room: Newsroom) -> None:
    ann = reader("ann")
    room.publish("Checkout unavailable")
    work()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address in str(mail.outbox[0].body)
    assert Client().post("/" + address.split("/", 3)[3]).status_code == 200
    assert not Subscriber.objects.filter(pk=ann.pk).exists()


def test_who_chose_components_hears_of_those(cast: Cast) -> None:
    for name, *components in (
        ("all",),
        ("checkout", "checkout"),
        ("both", "search", "api"),
        ("other", "api"),
    ):
        reader(name, *components)
    incident = start(cast.engineer, replace(REPORT, components=("Checkout", "Search")))
    approve(incident, cast)
    last = workflow.publish(incident, by=cast.manager, at=now(), enqueue=tasks.enqueue)
    work()
    assert [name for name, _ in told()] == ["all", "checkout", "both"]
    Newsroom(cast, tasks.enqueue).withdraw(last, "It was another.")
    work()
    assert [name for name, _ in told()[3:]] == ["all", "checkout", "both"]


def test_a_silent_edition_is_on_the_site_and_told_to_nobody(cast: Cast, public: Path) -> None:
    reader("ann")
    incident = start(cast.engineer)
    approve(incident, cast)
    workflow.publish(incident, by=cast.manager, at=now(), enqueue=tasks.enqueue, announced=False)
    work()
    assert (told(), Announcement.objects.count()) == ([], 0)
    slug = Publication.objects.get().incident.slug
    assert REPORT.title in (public / "index.html").read_text()
    assert REPORT.title not in (public / "feed.atom").read_text()
    assert json.loads((public / "feed.json").read_text())["items"] == []
    listed = json.loads((public / "api/v2/incidents.json").read_text())["incidents"]
    assert [each["shortlink"].rpartition("/incidents/")[2] for each in listed] == [f"{slug}/"]
    updates = [update for each in listed for update in each["incident_updates"]]
    assert [update for update in updates if update["deliver_notifications"]] == []


def test_mails_go_in_small_parts(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "BATCH", 3)
    for number in range(7):
        reader(f"r{number}")
    room.publish("Checkout unavailable")
    work()
    assert [name for name, _ in told()] == [f"r{number}" for number in range(7)]
    row = Announcement.objects.get()
    assert (row.sent, row.finished_at is not None, row.held_until) == (7, True, None)
    announcing.go_on()
    announcing.announce.call(row.pk)
    work()
    assert len(told()) == 7


def test_nothing_is_told_before_the_site_shows_it(room: Newsroom) -> None:
    reader("ann")
    room.publish("Checkout unavailable")
    row = Announcement.objects.get()
    announcing.go_on()
    announcing.announce.call(row.pk)
    assert told() == []


def test_who_was_not_told_of_what_was_withdrawn_hears_no_word_of_it(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader("ann")
    first = room.publish("Zebra unavailable")
    room.withdraw(first, "It named a customer.")
    work()
    assert told() == [("ann", f"Withdrawn: {first.incident.reference} · Candor")]


def test_two_workers_send_each_mail_once(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        reader(f"r{number}")
    room.publish("Checkout unavailable")
    send = EmailMessage.send

    def meanwhile(self: EmailMessage, *args: Any, **named: Any) -> int:
        announcing.announce.call(Announcement.objects.get().pk)  # as another worker would
        return send(self, *args, **named)

    monkeypatch.setattr(EmailMessage, "send", meanwhile)
    work()
    assert [name for name, _ in told()] == ["r0", "r1", "r2"]


def test_a_worker_that_was_killed_is_taken_over_from(room: Newsroom) -> None:
    for number in range(3):
        reader(f"r{number}")
    room.publish("Checkout unavailable")
    tasks.deploy_publication.call(Publication.objects.get().pk)
    DBTaskResult.objects.all().delete()
    row = Announcement.objects.get()
    first = Subscriber.objects.order_by("pk")[0]
    until = timezone.now() - timedelta(seconds=1)
    Announcement.objects.update(position=first.pk, sent=1, held_until=until)
    announcing.announce.call(row.pk)
    assert [name for name, _ in told()] == ["r1", "r2"]


def failing(*names: str, error: Callable[[], Exception]) -> Callable[..., int]:
    send = EmailMessage.send

    def fail(self: EmailMessage, *args: Any, **named: Any) -> int:
        if self.to[0].partition("@")[0] in names:
            raise error()
        return send(self, *args, **named)

    return fail


def test_an_address_that_is_refused_keeps_nobody_from_theirs(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ann", "bad", "cec"):
        reader(name)
    refuse = failing("bad", error=lambda: SMTPRecipientsRefused({"bad@example.com": (550, b"No such user")}))
    monkeypatch.setattr(EmailMessage, "send", refuse)
    room.publish("Checkout unavailable")
    work()
    assert [name for name, _ in told()] == ["ann", "cec"]
    row = Announcement.objects.get()
    assert (row.sent, row.refused) == (2, 1)


def test_a_mail_server_that_is_away_is_tried_again_and_seen(
    room: Newsroom, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ann", "ben"):
        reader(name)
    room.publish("Checkout unavailable")
    tasks.deploy_publication.call(Publication.objects.get().pk)
    DBTaskResult.objects.all().delete()
    key = Announcement.objects.get().pk
    client.force_login(cast.manager)
    with monkeypatch.context() as patch:
        patch.setattr(
            EmailMessage,
            "send",
            failing("ben", error=lambda: ConnectionRefusedError(111, "Connection refused")),
        )
        with pytest.raises(ConnectionRefusedError):
            announcing.announce.call(key)
        row = Announcement.objects.get()
        assert (row.sent, row.failure) == (1, "Connection refused")
        assert row.again_at
        assert "Connection refused" in client.get("/workspace/operations/").content.decode()
        assert client.post(f"/workspace/operations/announcements/{key}/").status_code == 404, (
            "it comes by itself"
        )
        with pytest.raises(ConnectionRefusedError):
            announcing.announce.call(key, 8)
    assert Announcement.objects.get().again_at is None
    assert "Given up" in client.get("/workspace/operations/").content.decode()
    assert client.get(f"/workspace/operations/announcements/{key}/").status_code == 405
    client.force_login(cast.engineer)
    assert client.post(f"/workspace/operations/announcements/{key}/").status_code == 403
    client.force_login(cast.manager)
    assert client.post(f"/workspace/operations/announcements/{key}/").status_code == 302
    work()
    assert [name for name, _ in told()] == ["ann", "ben"]
    row = Announcement.objects.get()
    assert (row.failure, row.finished_at is not None) == ("", True)


def test_what_is_to_be_told_is_noted_with_the_publication(room: Newsroom) -> None:
    with transaction.atomic():
        room.publish("Search slow")
        transaction.set_rollback(True)
    assert not Announcement.objects.exists()
    first = room.publish("Checkout unavailable")
    assert Announcement.objects.get().publication == first
    tasks.enqueue(first)
    assert Announcement.objects.count() == 1, "trying again begins nothing anew"
