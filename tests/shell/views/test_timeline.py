"""The timeline as it is read in the editor: by whose clocks, with which sources, under its picture."""

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from msgspec.structs import replace

from incidents.models import Incident, TimelineEvent
from incidents.report.value import Report
from incidents.report.value import TimelineEvent as Event
from tests.shell.cast import REPORT, Cast, draft_of, start

MOST_QUERIES = 45
HTMX = {"HX-Request": "true"}


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """An incident of 12:00 to 13:30 in Berlin: an event at 12:05, one without a time, and one at 13:00."""
    return start(cast.engineer)


@pytest.fixture
def rows(incident: Incident) -> list[TimelineEvent]:
    return list(incident.timeline.all())


def page(name: str, row: TimelineEvent) -> str:
    if name.startswith("event"):
        return reverse(name, args=[row.incident.reference, row.pk])
    return reverse(name, args=[row.incident.reference, "timeline", row.pk])


def texts(incident: Incident) -> list[str]:
    return [event.text for event in draft_of(incident).timeline]


def html_of(client: Client, address: str, **query: str) -> str:
    return unescape(client.get(address, query, headers=HTMX).content.decode())


def test_the_times_can_be_read_by_other_clocks_and_stay_as_they_are(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    editor, clocks = (reverse(name, args=[incident.reference]) for name in ("editor", "timeline-clocks"))
    times = reverse("entries", args=[incident.reference, "timeline"])
    assert "<strong>12:05</strong>" in html_of(signed_in, times)
    assert "<strong>10:05</strong>" in html_of(signed_in, times, zone="Etc/UTC")
    answer = signed_in.get(clocks, {"zone": "Africa/Nairobi"})
    assert answer["Location"] == f"{editor}#timeline"
    html = html_of(signed_in, times)
    assert "<strong>13:05</strong>" in html
    assert "UTC+03:00" in html
    assert "the report and its forms keep Europe/Berlin" in html
    assert "2026-07-01 12:05" in html_of(signed_in, page("entry", rows[0]))
    assert draft_of(incident) == REPORT
    assert "<strong>12:05</strong>" in html_of(signed_in, clocks, zone="")
    assert "<strong>12:05</strong>" in html_of(signed_in, times)


def test_clocks_that_no_place_has_are_refused_and_a_forged_wish_is_ignored(
    signed_in: Client, incident: Incident
) -> None:
    assert (
        signed_in.get(reverse("timeline-clocks", args=[incident.reference]), {"zone": "Mars"}).status_code
        == 400
    )
    signed_in.cookies["candor_clocks"] = "../../etc/passwd"
    assert "<strong>12:05</strong>" in html_of(
        signed_in, reverse("entries", args=[incident.reference, "timeline"])
    )


def test_a_report_without_a_zone_offers_no_clocks(signed_in: Client, cast: Cast) -> None:
    bare = start(cast.engineer, Report(timeline=(Event(text="It broke."),)))
    times = reverse("entries", args=[bare.reference, "timeline"])
    assert 'class="clocks"' not in html_of(signed_in, times, zone="Etc/UTC")


def test_events_outside_the_incident_say_so(signed_in: Client, incident: Incident) -> None:
    incident.timeline.create(position=8, at=datetime(2026, 7, 1, 9, 59, tzinfo=UTC), text="Earlier.")
    incident.timeline.create(position=9, at=datetime(2026, 7, 1, 11, 31, tzinfo=UTC), text="Later.")
    html = html_of(signed_in, reverse("entries", args=[incident.reference, "timeline"]))
    assert html.count("before the start") == 1
    assert html.count("after the end") == 1


@pytest.mark.parametrize(
    ("source", "is_link"),
    [
        ("https://chat.example/thread/7", True),
        ("http://10.0.0.7/logs?from=1", True),
        ("javascript:alert(1)", False),
        ("https://user@chat.example/", False),
        ("see https://chat.example/", False),
        ("https://[broken", False),
        ("//chat.example/", False),
        ("Ada", False),
    ],
)
def test_a_source_is_a_link_only_where_it_is_nothing_but_a_page(
    signed_in: Client, cast: Cast, source: str, is_link: bool
) -> None:
    incident = start(cast.engineer, replace(REPORT, timeline=(Event(text="It broke.", source=source),)))
    html = html_of(signed_in, reverse("entries", args=[incident.reference, "timeline"]))
    assert (f'href="{source}" rel="noopener noreferrer nofollow"' in html) is is_link
    assert is_link or source in html


def test_the_picture_is_the_publics_and_leads_to_the_rows(
    signed_in: Client, incident: Incident, rows: list[TimelineEvent]
) -> None:
    drawn = reverse("timeline-picture", args=[incident.reference])
    TimelineEvent.objects.filter(pk=rows[2].pk).update(audience="internal")
    answer = signed_in.get(drawn)
    image = answer.context["picture"].image.partition("base64,")[2]
    post = signed_in.get(reverse("preview", args=[incident.reference]) + "timeline.svg")
    assert b64decode(image) == post.content
    assert [way.key for way in answer.context["picture"].ways] == [rows[0].pk]
    assert f'href="#timeline-{rows[0].pk}"' in answer.content.decode()
    Incident.objects.update(started_at=None, resolved_at=None)
    assert "appears when two times are known" in signed_in.get(drawn).content.decode()


def test_three_hundred_events_ask_the_database_no_more_than_ten(signed_in: Client, cast: Cast) -> None:
    def asked(count: int) -> list[int]:
        events = tuple(Event(text=f"Event {n}.", source="Ada") for n in range(count))
        incident = start(cast.engineer, replace(REPORT, timeline=events))
        row = incident.timeline.all()[5]
        up, mark = {"direction": "up", "after": ""}, {"audience": "internal"}
        signed_in.post(page("event-mark", row), {"kind": "started"}, headers=HTMX)
        looks: list[Callable[[], Any]] = [
            lambda: signed_in.get(reverse("entries", args=[incident.reference, "timeline"]), headers=HTMX),
            lambda: signed_in.get(reverse("timeline-picture", args=[incident.reference])),
            lambda: signed_in.get(page("event-row", row), headers=HTMX),
            lambda: signed_in.post(page("event-mark", row), mark, headers=HTMX),
            lambda: signed_in.post(page("entry-move", row), up, headers=HTMX),
        ]
        return [counted(look) for look in looks]

    few = asked(10)
    assert asked(300) == few
    assert max(few) <= MOST_QUERIES


def counted(look: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert look().status_code == 200
    return len(asked)
