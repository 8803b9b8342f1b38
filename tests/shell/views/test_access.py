"""Who sees which page of the workspace: members, managers, nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Incident
from tests.shell.cast import Cast

ENGINEER_PAGES = ["home", "incidents", "import"]
INCIDENT_PAGES = ["editor", "stage", "preview", "compare", "history", "submit"]
MANAGER_PAGES = ["publish", "withdraw"]
POST_ONLY = ["import-create", "import-blank"]


def every_page(incident: Incident) -> list[str]:
    row = incident.timeline.create(position=0, text="It broke.")
    of_row = [incident.reference, "timeline", row.pk]
    return [
        *[reverse(name) for name in ENGINEER_PAGES],
        reverse("review-queue"),
        *[reverse(name, args=[incident.reference]) for name in [*INCIDENT_PAGES, *MANAGER_PAGES, "review"]],
        reverse("section", args=[incident.reference, "summary"]),
        reverse("entry-add", args=[incident.reference, "timeline"]),
        reverse("quick", args=[incident.reference]),
        reverse("entry", args=of_row),
        reverse("entry-delete", args=of_row),
    ]


def test_somebody_signed_out_is_asked_to_sign_in(client: Client, incident: Incident) -> None:
    for page in every_page(incident):
        answer = client.get(page)
        assert answer.status_code == 302, page
        assert answer["Location"].startswith("/accounts/login/?next="), page


def test_a_stranger_is_refused_everywhere(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.stranger)
    for page in every_page(incident):
        answer = client.get(page)
        assert answer.status_code == 403, page
        assert b"ask an administrator" in answer.content


def test_an_engineer_reads_the_workspace(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.engineer)
    pages = [reverse(name) for name in ENGINEER_PAGES]
    pages += [reverse(name, args=[incident.reference]) for name in INCIDENT_PAGES]
    for page in pages:
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("name", MANAGER_PAGES)
def test_publishing_is_refused_to_an_engineer(
    client: Client, cast: Cast, incident: Incident, name: str
) -> None:
    client.force_login(cast.engineer)
    page = reverse(name, args=[incident.reference])
    assert client.get(page).status_code == 403
    assert client.post(page, {"note": "x"}).status_code == 403


def test_the_review_queue_is_the_managers(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    assert client.get(reverse("review-queue")).status_code == 403
    client.force_login(cast.manager)
    assert client.get(reverse("review-queue")).status_code == 200


@pytest.mark.parametrize("name", POST_ONLY)
def test_looking_at_a_page_makes_nothing(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.engineer)
    assert client.get(reverse(name)).status_code == 405
    assert not Incident.objects.exists()


def test_moving_needs_a_post(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.engineer)
    row = incident.timeline.create(position=0, text="It broke.")
    assert client.get(reverse("entry-move", args=[incident.reference, "timeline", row.pk])).status_code == 405


def test_nobody_signs_up(client: Client, db: None) -> None:
    page = client.post("/accounts/signup/", {"email": "eve@example.com", "username": "eve"})
    assert b"closed" in page.content.lower()


def test_an_unknown_reference_or_part_is_not_found(client: Client, cast: Cast, incident: Incident) -> None:
    client.force_login(cast.engineer)
    for page in [
        reverse("editor", args=["INC-2026-9999"]),
        reverse("section", args=[incident.reference, "weather"]),
        reverse("entry-add", args=[incident.reference, "weather"]),
        reverse("preview-revision", args=[incident.reference, 7]),
    ]:
        assert client.get(page).status_code == 404, page
