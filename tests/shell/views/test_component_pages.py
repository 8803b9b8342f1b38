"""Managers tell the public how components work; everybody who writes reports may look."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from incidents.models import Component, ComponentState
from tests.shell.cast import Cast


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    client.post(reverse("components-listed"), {"names": "Checkout\n  Card   payments\n\nCheckout"})
    return client


def told(client: Client, status: str, note: str = "") -> int:
    key = Component.objects.get(name="Checkout").pk
    said = {f"{key}-status": status, f"{key}-note": note}
    return client.post(reverse("component-status", args=[key]), said).status_code


def test_names_are_read_line_by_line_and_once(manager: Client) -> None:
    listed = Component.objects.filter(is_listed=True)
    assert [each.name for each in listed] == ["Checkout", "Card payments"]


def test_a_state_is_told_and_shown_with_its_note(manager: Client) -> None:
    assert told(manager, "partial_outage", "Some cards are declined.") == 302
    page = manager.get(reverse("components")).content.decode()
    assert "Partial outage" in page
    assert "Some cards are declined." in page


def test_a_state_that_does_not_exist_is_said_at_the_field_and_the_note_stays(manager: Client) -> None:
    assert told(manager, "on fire", "It burns.") == 422
    assert not ComponentState.objects.exists()


def test_too_many_components_are_refused_and_the_text_stays(manager: Client) -> None:
    names = "\n".join(f"Part {number}" for number in range(61))
    answer = manager.post(reverse("components-listed"), {"names": names})
    assert answer.status_code == 422
    assert "Part 60" in answer.content.decode()
    assert Component.objects.filter(is_listed=True).count() == 2


def test_an_engineer_looks_but_does_not_tell(client: Client, cast: Cast, manager: Client) -> None:
    client.force_login(cast.engineer)
    assert client.get(reverse("components")).status_code == 200
    assert told(client, "operational") == 403
    assert client.post(reverse("components-listed"), {"names": ""}).status_code == 403


def test_a_stranger_is_sent_to_sign_in_and_looking_changes_nothing(client: Client, cast: Cast) -> None:
    assert client.get(reverse("components")).status_code == 302
    client.force_login(cast.manager)
    assert client.get(reverse("components-listed")).status_code == 405


def test_the_page_asks_the_same_number_of_questions_for_any_number(
    manager: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager.get(reverse("components"))
    names = "\n".join(f"Part {number}" for number in range(40))
    manager.post(reverse("components-listed"), {"names": names})
    manager.get(reverse("components"))  # tells what the messages said
    with django_assert_num_queries(8):
        manager.get(reverse("components"))
