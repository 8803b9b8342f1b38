"""The discussion beside a report, with htmx and without."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from incidents.models import Comment, Incident
from incidents.workflow import discussion
from tests.shell import cast as people
from tests.shell.cast import Cast, comment, now, reply

HTMX = {"HX-Request": "true"}
STEPS = ["discussion-reply", "discussion-resolve", "discussion-reopen"]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer)


@pytest.fixture
def first(incident: Incident, cast: Cast) -> Comment:
    return comment(incident, cast.manager, "Is **this** so?", anchor="summary", quote="ninety minutes")


def at(incident: Incident, name: str = "discussion", *more: int) -> str:
    return reverse(name, args=[incident.reference, *more])


def every_page(first: Comment) -> Iterator[tuple[str, str]]:
    """Return each address with the method that it takes."""
    yield "get", at(first.incident)
    yield "get", at(first.incident, "discussion-begin")
    yield "post", at(first.incident)
    yield from (("post", at(first.incident, step, first.pk)) for step in STEPS)
    yield "get", reverse("inbox")
    yield "post", reverse("inbox-read-all")
    yield "post", reverse("inbox-read", args=[first.notices.get().pk])


# Who may, and how.


def test_somebody_signed_out_keeps_what_was_typed(client: Client, first: Comment) -> None:
    for method, page in every_page(first):
        answer = getattr(client, method)(page, {"text": "Typed for long."} if method == "post" else {})
        if method == "get":
            assert answer["Location"].startswith("/accounts/login/?next="), page
        else:
            assert answer.status_code == 401, page
            assert "Typed for long." in answer.content.decode(), page


def test_a_stranger_is_refused(client: Client, cast: Cast, first: Comment) -> None:
    client.force_login(cast.stranger)
    for method, page in every_page(first):
        assert getattr(client, method)(page, {"text": "Hello."}).status_code == 403, page
    assert Comment.objects.get().resolved_at is None


def test_looking_changes_nothing(signed_in: Client, first: Comment) -> None:
    for method, page in every_page(first):
        if method == "post" and page != at(first.incident):
            assert signed_in.get(page).status_code == 405, page
    assert signed_in.post(at(first.incident, "discussion-begin")).status_code == 405
    assert signed_in.post(reverse("inbox")).status_code == 405


def test_a_thread_of_another_report_is_not_found(signed_in: Client, cast: Cast, first: Comment) -> None:
    other = people.start(cast.engineer)
    answer = reply(first, cast.engineer)
    for step, (incident, key) in product(STEPS, [(other, first.pk), (first.incident, answer.pk)]):
        assert signed_in.post(at(incident, step, key), {"text": "x"}).status_code == 404
    assert signed_in.get(reverse("discussion", args=["INC-2026-9999"])).status_code == 404


# Writing.


def test_a_comment_is_added_and_its_readers_are_named(signed_in: Client, incident: Incident) -> None:
    data = {"anchor": "impact", "quote": "A third", "text": "Of which day, @mara?"}
    answer = signed_in.post(at(incident), data, follow=True)

    made = Comment.objects.get()
    assert answer.redirect_chain == [(f"{at(incident)}#comment-{made.pk}", 302)]
    page = answer.content.decode()
    assert "Added. Told: mara." in page
    assert "Of which day, @mara?" in page
    assert DBTaskResult.objects.count() == 1  # a worker mails it


def test_with_htmx_the_panel_comes_again(signed_in: Client, first: Comment) -> None:
    page = at(first.incident, "discussion-reply", first.pk)
    answer = signed_in.post(page, {"text": "<b>It is</b>, *truly*."}, headers=HTMX)
    panel = answer.content.decode()
    assert panel.lstrip().startswith('<section class="card section discussion" id="discussion"')
    assert "<em>truly</em>" in panel
    assert "<b>" not in panel
    resolved = signed_in.post(at(first.incident, "discussion-resolve", first.pk), headers=HTMX)
    assert "1 resolved thread" in resolved.content.decode()
    assert "Resolved by edda" in resolved.content.decode()
    opened = signed_in.post(at(first.incident, "discussion-reopen", first.pk), headers=HTMX)
    assert "resolved thread" not in opened.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_sent_twice_is_added_once(
    signed_in: Client, first: Comment, cast: Cast, headers: dict[str, str]
) -> None:
    incident = first.incident
    sent = {
        at(incident): {"text": "Which day, @mara?", "once": "a"},
        at(incident, "discussion-reply", first.pk): {"text": "The first.", "once": "b"},
        at(incident, "suggest"): {"anchor": "impact", "quote": "A third", "instead": "A half", "once": "c"},
    }
    for _ in range(2):
        for address, data in sent.items():
            assert signed_in.post(address, data, headers=headers).status_code in {200, 302}
    assert Comment.objects.count() == 1 + len(sent)
    assert cast.manager.notices.count() == 2

    other = Client()
    other.force_login(cast.second_engineer)
    other.post(at(incident), {"text": "Which day?", "once": "a"})
    assert Comment.objects.count() == 2 + len(sent)


def test_each_form_has_a_key_of_its_own(signed_in: Client, first: Comment) -> None:
    pages = [signed_in.get(at(first.incident)).content.decode() for _ in range(2)]
    keys = [key for page in pages for key in re.findall(r'name="once" value="([^"]{20,})"', page)]
    assert len(keys) == len(set(keys)) == 4


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_taken_is_shown_again(
    signed_in: Client, first: Comment, headers: dict[str, str]
) -> None:
    row = first.incident.timeline.all()[0]
    gone = {"anchor": discussion.anchor_of(row), "quote": "An alert", "text": "Which one?"}
    row.delete()
    for data, kept in ((gone, "Which one?"), ({"quote": "A passage", "text": " "}, "A passage")):
        answer = signed_in.post(at(first.incident), data, headers=headers)
        assert answer.status_code == 422
        assert kept in answer.content.decode()
        assert 'class="error"' in answer.content.decode()
    long = "x" * 20_001
    answer = signed_in.post(at(first.incident, "discussion-reply", first.pk), {"text": long}, headers=headers)
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert Comment.objects.count() == 1


def test_a_step_that_somebody_took_already_is_said(signed_in: Client, cast: Cast, first: Comment) -> None:
    discussion.resolve(first, by=cast.manager, at=now())
    answer = signed_in.post(at(first.incident, "discussion-resolve", first.pk))
    assert answer.status_code == 409
    assert "resolved this thread already" in answer.content.decode()


def test_the_form_knows_what_it_is_about(signed_in: Client, incident: Incident) -> None:
    row = incident.timeline.all()[1]
    address = at(incident, "discussion-begin")
    asked = {"on": discussion.anchor_of(row), "quote": "the vendor"}
    part = signed_in.get(address, asked, headers=HTMX).content.decode()
    assert f'<option value="timeline/{row.pk}" selected>Timeline: Called the vendor.</option>' in part
    assert "the vendor</textarea>" in part
    assert "<html" not in part
    assert "<html" in signed_in.get(address, asked).content.decode()
