import re
from datetime import timedelta
from email.message import Message
from typing import Any
from urllib.parse import unquote

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents.models import Subscriber
from incidents.publishing import letters, subscribing
from tests.shell.cast import Cast, publish, start
from tests.shell.newsroom import NOON

pytestmark = pytest.mark.django_db
READER = "reader@example.com"


def work() -> None:
    """Do what a worker would."""
    for job in DBTaskResult.objects.ready():
        DBTaskResult.objects.filter(pk=job.pk).delete()
        job.task.call(*job.task_result.args, **job.task_result.kwargs)


def link(part: str) -> str:
    body = str(mail.outbox[-1].body)
    found = re.search(rf"http\S+(/subscribe/{part}/\S+)", body)
    assert found, body
    return unquote(found[1])


def ask(client: Client, **typed: Any) -> Any:
    return client.post("/subscribe/", {"email": READER} | typed)


@pytest.fixture(autouse=True)
def _nobody_asked() -> None:
    cache.clear()


@pytest.fixture
def outsider() -> Client:
    """Somebody without an account whose browser is strict: a form without a token must be enough."""
    return Client(enforce_csrf_checks=True)


def test_an_address_is_subscribed_once_its_owner_confirms(outsider: Client) -> None:
    answer = ask(outsider)
    assert (answer.status_code, answer["Location"]) == (302, "/subscribe/asked/")
    assert b"Look into your mailbox" in outsider.get("/subscribe/asked/").content
    assert not Subscriber.objects.confirmed(timezone.now()).exists()
    work()
    [sent] = mail.outbox
    assert sent.to == [READER]
    page = outsider.get(link("confirm"))
    assert b"Confirm your subscription" in page.content
    assert not Subscriber.objects.confirmed(timezone.now()).exists(), "looking at a link confirms nothing"
    assert b"You are subscribed" in outsider.post(link("confirm")).content
    assert b"You are subscribed" in outsider.post(link("confirm")).content
    assert Subscriber.objects.confirmed(timezone.now()).get().email == READER
    for shown in (page, outsider.get("/subscribe/")):
        assert shown["Cache-Control"] == "no-store"
        assert shown["Referrer-Policy"] == "no-referrer"
        assert not shown.cookies


def test_nobody_can_tell_whether_an_address_is_known(outsider: Client) -> None:
    Subscriber.objects.create(email=READER, asked_at=NOON, confirmed_at=NOON)
    known, unknown = ask(outsider), ask(outsider, email="other@example.com")
    assert (known.status_code, known["Location"], known.content) == (
        unknown.status_code,
        unknown["Location"],
        unknown.content,
    )
    work()
    first, second = mail.outbox
    assert first.subject == second.subject


def test_a_link_confirms_the_choice_made_with_it(outsider: Client, cast: Cast) -> None:
    publish(start(cast.engineer), cast).__class__.objects.update(deployed_at=NOON)
    ask(outsider, components=["checkout"])
    work()
    mine = link("confirm")
    ask(outsider, email=READER.upper(), components=["search"])  # by somebody else
    work()
    assert b"Reports about: Checkout" in outsider.get(mine).content
    outsider.post(mine)
    assert Subscriber.objects.get().components == ["checkout"]


def test_a_link_holds_two_days(outsider: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(outsider)
    work()
    subscribing.forget(timezone.now() + timedelta(days=1))
    assert outsider.get(link("confirm")).status_code == 200
    subscribing.forget(timezone.now() + timedelta(days=3))
    assert not Subscriber.objects.exists(), "what wasn't confirmed is deleted"
    answer = outsider.post(link("confirm"))
    assert (answer.status_code, b"holds no more" in answer.content) == (410, True)
    ask(outsider)
    monkeypatch.setattr(subscribing, "VALID", timedelta(seconds=-1))
    work()
    assert outsider.get(link("confirm")).status_code == 410


@pytest.mark.parametrize("token", ["1", "1:x", "a:b:c", "x" * 500])
def test_made_up_links_do_nothing(outsider: Client, token: str) -> None:
    row = Subscriber.objects.create(pk=1, email=READER, asked_at=NOON, confirmed_at=NOON)
    for how in (outsider.get, outsider.post):
        assert how(f"/subscribe/confirm/{token}/").status_code == 410
        assert how(f"/subscribe/leave/{token}/").status_code == 404
    row.refresh_from_db()


def test_one_click_unsubscribes_and_deletes_the_address(outsider: Client) -> None:
    row = Subscriber.objects.create(email=READER, asked_at=NOON, confirmed_at=NOON)
    path = f"/subscribe/leave/{letters._LEAVE.sign(str(row.pk))}/"
    assert b"we delete your address" in outsider.get(path).content
    assert Subscriber.objects.exists(), "looking at a link ends nothing"
    body = "List-Unsubscribe=One-Click"
    answer = outsider.post(path, body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, b"You are unsubscribed" in answer.content) == (200, True)
    assert not Subscriber.objects.exists()
    assert outsider.post(path).status_code == 200
    assert outsider.get(path).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": ""}, b"Write your e-mail address."),
        ({"email": "reader@"}, b"This is no e-mail address"),
        ({"components": ["payroll"]}, b"choose again"),
        ({"email": "a@b.example\nBcc: c@d.example"}, b"This is no e-mail address"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(outsider: Client, typed: dict[str, Any], said: bytes) -> None:
    answer = ask(outsider, **typed)
    assert (answer.status_code, said in answer.content) == (422, True)
    assert not Subscriber.objects.exists()


def test_who_asks_too_often_waits(outsider: Client, settings: Settings) -> None:
    settings.SUBSCRIBE_RATE = "2/h/ip"
    asked = [outsider.post("/subscribe/", {"email": READER}, REMOTE_ADDR="10.9.8.6") for _ in range(3)]
    assert [each.status_code for each in asked] == [302, 302, 429]


def test_one_address_gets_few_mails_whoever_asks(outsider: Client, settings: Settings) -> None:
    settings.CONFIRMATION_RATE = "2/d/key"
    email = "seldom@example.com"
    for number in range(4):
        answer = outsider.post("/subscribe/", {"email": email}, REMOTE_ADDR=f"10.9.7.{number}")
        assert answer["Location"] == "/subscribe/asked/", "said the same"
    work()
    assert len(mail.outbox) == 2


def test_where_mails_are_not_offered_the_feeds_are(outsider: Client, settings: Settings) -> None:
    settings.SUBSCRIBE_BY_EMAIL = False
    for answer in (outsider.get("/subscribe/"), ask(outsider)):
        assert b'type="email"' not in answer.content
        assert b'href="/feed.atom"' in answer.content
    assert not Subscriber.objects.exists()


def test_other_methods_are_refused(outsider: Client) -> None:
    for path in ("/subscribe/", "/subscribe/confirm/x/", "/subscribe/leave/x/"):
        assert outsider.put(path).status_code == 405
    assert Client().post("/subscribe/asked/").status_code == 405


def test_the_mail_has_two_forms_and_one_line_of_subject(outsider: Client) -> None:
    ask(outsider)
    work()
    message: Message = mail.outbox[0].message()
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert message["Auto-Submitted"] == "auto-generated"
