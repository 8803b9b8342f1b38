"""What concerns a person is found in the inbox, and is read once."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Comment, Incident
from tests.shell import cast as people
from tests.shell.cast import Cast, comment, reply


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer)


@pytest.fixture
def first(incident: Incident, cast: Cast) -> Comment:
    return comment(incident, cast.manager, anchor="summary", quote="ninety minutes")


def test_the_inbox_tells_who_said_what_where(signed_in: Client, cast: Cast, first: Comment) -> None:
    reply(first, cast.second_engineer, "Ask @edda.")
    answer = signed_in.get(reverse("inbox"))
    page = answer.content.decode()
    assert "mentioned you" in page
    assert "commented on your report" in page
    assert page.count("ninety minutes</blockquote>") == 2
    assert '2<span class="sr"> unread' in page
    assert "2 unread" in page


def test_opening_a_notice_marks_it_as_read(signed_in: Client, cast: Cast, first: Comment) -> None:
    notice = cast.engineer.notices.get()
    answer = signed_in.post(reverse("inbox-read", args=[notice.pk]), {"open": "1"})
    thread = reverse("discussion", args=[first.incident.reference])
    assert answer["Location"] == f"{thread}#comment-{first.pk}"
    assert not cast.engineer.notices.unread().exists()


def test_all_are_marked_as_read(signed_in: Client, cast: Cast, first: Comment) -> None:
    comment(first.incident, cast.manager)
    assert signed_in.post(reverse("inbox-read-all"))["Location"] == reverse("inbox")
    assert not cast.engineer.notices.unread().exists()
    assert "unread" not in signed_in.get(reverse("inbox")).content.decode()


def test_somebody_elses_notice_is_not_found(client: Client, cast: Cast, first: Comment) -> None:
    client.force_login(cast.manager)
    assert client.post(reverse("inbox-read", args=[cast.engineer.notices.get().pk])).status_code == 404
    assert cast.engineer.notices.unread().exists()


def test_older_notices_are_a_page_further(signed_in: Client, cast: Cast, incident: Incident) -> None:
    for n in range(51):
        comment(incident, cast.manager, f"Number {n}.")
    answer = signed_in.get(reverse("inbox"))
    assert len(answer.context["notices"]) == 50
    older = signed_in.get(reverse("inbox"), {"before": answer.context["older"]})
    assert [notice.comment.text for notice in older.context["notices"]] == ["Number 0."]
    for nonsense in ("x", "-1", "9" * 40):
        assert signed_in.get(reverse("inbox"), {"before": nonsense}).status_code == 200
