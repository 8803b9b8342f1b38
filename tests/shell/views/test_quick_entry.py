"""Typing lines into the timeline: where they are placed, and what is said of a line that can't be."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Incident
from tests.shell.cast import Cast, draft_of, start

HTMX = {"HX-Request": "true"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """An incident with events from 12:05 to 13:00 on 1 July, in Berlin."""
    return start(cast.engineer)


def page(incident: Incident) -> str:
    return reverse("quick", args=[incident.reference])


def told(incident: Incident) -> list[str]:
    return [
        f"{event.at:%d %H:%M} {event.text}" if event.at else event.text
        for event in draft_of(incident).timeline
    ]


def test_a_typed_line_is_placed_by_its_time(signed_in: Client, incident: Incident) -> None:
    answer = signed_in.post(page(incident), {"lines": "12:30 paged the database team"}, headers=HTMX)
    assert answer.status_code == 200
    assert told(incident) == [
        "01 12:05 An alert fired.",
        "Called the vendor.",
        "01 12:30 paged the database team",
        "01 13:00 The limit was put back.",
    ]
    assert draft_of(incident).timeline[2].kind == "escalated"


def test_the_answer_is_the_list_with_an_empty_field_for_the_next_line(
    signed_in: Client, incident: Incident
) -> None:
    answer = signed_in.post(page(incident), {"lines": "12:30 a\r\n+5m b"}, headers=HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert "Added 2 events." in html
    assert html.count('id="quick-lines"') == 1
    assert (answer["HX-Retarget"], answer["HX-Trigger"]) == ("#timeline", "draft-changed")
    assert answer.context["list"]["quick"]["lines"].value() is None


def test_without_javascript_one_comes_back_to_the_field(signed_in: Client, incident: Incident) -> None:
    answer = signed_in.post(page(incident), {"lines": "12:30 a"}, follow=True)
    assert answer.redirect_chain == [(reverse("editor", args=[incident.reference]) + "#quick", 302)]
    assert "Added one event." in answer.content.decode()


def test_minutes_count_from_the_last_event(signed_in: Client, incident: Incident) -> None:
    signed_in.post(page(incident), {"lines": "+10m looked again\nnobody knows when\n23:50 slept\n00:10 woke"})
    assert told(incident)[-4:] == [
        "01 13:10 looked again",
        "nobody knows when",
        "01 23:50 slept",
        "02 00:10 woke",
    ]


def test_the_first_event_is_on_the_day_the_incident_began(signed_in: Client, incident: Incident) -> None:
    incident.timeline.all().delete()
    signed_in.post(page(incident), {"lines": "yesterday 23:50 a\n14:05 b"})
    assert told(incident) == ["30 23:50 a", "01 14:05 b"]


def test_of_an_incident_without_a_day_the_clock_time_is_kept(signed_in: Client, incident: Incident) -> None:
    incident.timeline.all().delete()
    Incident.objects.update(started_at=None, resolved_at=None)
    signed_in.post(page(incident), {"lines": "14:05 a"})
    assert [(event.at, event.clock, event.text) for event in draft_of(incident).timeline] == [
        (None, "14:05", "a")
    ]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("12:30 fine\n2026-03-29 02:30 skipped", "Line 2: The clocks of Europe/Berlin skipped 02:30"),
        ("2026-10-25 02:30 twice", "write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00."),
        ("12:30", "Say after the time what happened."),
        ("03/04/2026 12:30 <which> day", "The date may mean two days"),
        ("1950-01-01 12:30 long ago", "Write a year from 1980 to 2199."),
        ("  \n", "Type what happened"),
        ("---", "Type what happened"),
        ("12:30 " + "x" * 100_000, "at most 100000 characters"),
        ("12:30 \0", "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_what_cannot_be_placed_is_said_at_the_field_and_kept(
    signed_in: Client, incident: Incident, lines: str, sentence: str, headers: dict[str, str]
) -> None:
    before = told(incident)
    answer = signed_in.post(page(incident), {"lines": lines}, headers=headers)
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert sentence in html
    assert lines in html
    assert told(incident) == before
    assert incident.audit.filter(verb="edited").count() == 0


def test_what_someone_else_did_meanwhile_stands(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.engineer)
    client.get(reverse("editor", args=[incident.reference]))
    incident.timeline.create(position=9, at=datetime(2026, 7, 1, 10, 45, tzinfo=UTC), text="Theirs.")
    client.post(page(incident), {"lines": "12:50 mine"})
    assert told(incident)[-2:] == ["01 13:00 The limit was put back.", "01 12:45 Theirs."]
    assert "01 12:50 mine" in told(incident)


def test_the_timeline_has_the_field_once_and_only_for_those_who_write(
    client: Client, cast: Cast, incident: Incident
) -> None:
    client.force_login(cast.engineer)
    html = client.get(reverse("editor", args=[incident.reference])).content.decode()
    assert html.count('id="quick-lines"') == 1
    assert 'id="quick-lines"' in client.get(page(incident)).content.decode()
    client.force_login(cast.stranger)
    assert client.post(page(incident), {"lines": "12:30 a"}).status_code == 403
    assert len(told(incident)) == 3
