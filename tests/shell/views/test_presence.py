"""Colleagues see who else is at a report, and where."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from incidents.models import Incident, Presence
from tests.shell.cast import Cast


def tell(client: Client, incident: Incident, **said: str) -> str:
    answer = client.post(reverse("presence", args=[incident.reference]), said)
    return " ".join(answer.content.decode().split())


def test_who_else_is_here_is_told_with_the_part(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.second_engineer)
    assert tell(client, incident, part="timeline") == ""
    client.force_login(cast.engineer)
    assert "emil is at Timeline." in tell(client, incident)
    client.force_login(cast.manager)
    told = tell(client, incident)
    assert "emil is at Timeline." in told
    assert "edda is reading." in told
    assert "mara" not in told


def test_the_editor_shows_it_from_the_beginning(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.second_engineer)
    tell(client, incident, part="resolution")
    client.force_login(cast.engineer)
    page = client.get(reverse("editor", args=[incident.reference])).content.decode()
    assert "emil is at Resolution and lessons." in page


def test_who_left_or_was_not_seen_for_a_minute_is_gone(
    client: Client, cast: Cast, incident: Incident
) -> None:
    for person in (cast.second_engineer, cast.manager):
        client.force_login(person)
        tell(client, incident, part="notes")
    tell(client, incident, leaving="1")
    past = Presence.objects.get(person=cast.second_engineer)
    past.seen_at -= timedelta(seconds=61)
    past.save()
    client.force_login(cast.engineer)
    assert tell(client, incident) == ""


def test_a_part_that_is_none_is_reading(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.second_engineer)
    tell(client, incident, part="<script>" * 40)
    client.force_login(cast.engineer)
    assert "emil is reading." in tell(client, incident)


def test_a_stranger_and_a_look_are_refused(client: Client, cast: Cast, incident: Incident) -> None:
    page = reverse("presence", args=[incident.reference])
    client.force_login(cast.stranger)
    assert client.post(page).status_code == 403
    client.force_login(cast.engineer)
    assert client.get(page).status_code == 405
