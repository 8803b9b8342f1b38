"""Naming who decides in one's stead, seeing it on the review, and deciding by it."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents.models import Decision, Delegation
from tests.shell.cast import Cast, reasons, start, submit

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def name(client: Client, cast: Cast, **changes: str) -> int:
    said = {"colleague": str(cast.second_engineer.pk), "since": "2026-12-01", "until": "2026-12-04"}
    return client.post(reverse("away"), said | changes).status_code


def test_a_manager_names_a_colleague_who_then_decides(client: Client, cast: Cast) -> None:
    revision = submit(start(cast.engineer), cast.engineer)
    review = reverse("review", args=[revision.incident.reference])
    client.force_login(cast.manager)
    assert name(client, cast) == 302
    made = Delegation.objects.get()
    assert made.ends_at == datetime(2026, 12, 5, tzinfo=UTC)
    assert "emil for mara" in client.get(reverse("away")).content.decode()

    client.force_login(cast.engineer)
    page = client.get(review).content.decode()
    assert "mara, away until 5 Dec 2026, 00:00 UTC; emil may decide in their stead" in page
    assert "You wrote or submitted this report" not in page

    client.force_login(cast.second_engineer)
    assert "To review" in client.get(reverse("home")).content.decode()
    assert client.get(reverse("review-queue")).status_code == 200
    assert "In the stead of mara" in client.get(review).content.decode()
    said = {"revision": "1", "note": "Read for mara.", "verdict": "send_back", "stead": str(cast.manager.pk)}
    assert client.post(review, said).status_code == 302
    decision = Decision.objects.get()
    assert (decision.person, decision.stead) == (cast.second_engineer, cast.manager)
    assert "emil in the stead of mara" in client.get(review).content.decode()


def test_a_stead_that_is_not_offered_is_refused(client: Client, cast: Cast) -> None:
    revision = submit(start(cast.engineer), cast.engineer)
    client.force_login(cast.second_engineer)
    said = {"revision": "1", "verdict": "approve", "stead": str(cast.manager.pk)} | {
        f"reason-{fingerprint}": why for fingerprint, why in reasons(revision).items()
    }
    assert client.post(reverse("review", args=[revision.incident.reference]), said).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"until": "2026-11-30"}, {"until": ""}, {"colleague": ""}, {"since": "soon"}]
)
def test_what_can_not_be_is_refused_and_stays_typed(
    client: Client, cast: Cast, changes: dict[str, str]
) -> None:
    client.force_login(cast.manager)
    assert name(client, cast, **changes) == 422
    assert not Delegation.objects.exists()


def test_it_is_ended_by_a_button_and_not_by_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    name(client, cast)
    end = reverse("away-end", args=[Delegation.objects.get().pk])
    assert client.get(end).status_code == 405
    client.force_login(cast.engineer)
    assert client.post(end).status_code == 403
    client.force_login(cast.manager)
    assert client.post(end).status_code == 302
    assert Delegation.objects.get().ended_by == cast.manager
    assert client.post(end).status_code == 409


def test_engineers_and_strangers_name_nobody(client: Client, cast: Cast) -> None:
    assert client.get(reverse("away")).status_code == 302
    for who in (cast.engineer, cast.stranger):
        client.force_login(who)
        assert client.get(reverse("away")).status_code == 403
        assert name(client, cast) == 403
