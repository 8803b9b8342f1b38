"""Managers say within how many business days a report is due."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from incidents import house_rules
from incidents.models import Deadline
from tests.shell.cast import Cast


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    Deadline.objects.all().delete()
    Deadline.objects.create(severity="sev1", business_days=3)
    client.force_login(cast.manager)
    return client


def opened(client: Client) -> dict[str, str]:
    form = client.get(reverse("deadlines")).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_a_manager_sets_and_unsets_days(manager: Client) -> None:
    said = opened(manager) | {"sev1": "", "sev2": "5", "sev4": "0"}
    assert manager.post(reverse("deadlines"), said).status_code == 302
    assert house_rules.deadlines() == {"sev2": 5, "sev4": 0}


@pytest.mark.parametrize("days", ["-1", "251", "soon"])
def test_what_is_no_number_of_days_is_said_at_its_field(manager: Client, days: str) -> None:
    answer = manager.post(reverse("deadlines"), opened(manager) | {"sev2": days})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"sev2"}
    assert f'value="{days}"' in answer.content.decode()
    assert house_rules.deadlines() == {"sev1": 3}


def test_the_slower_of_two_managers_sees_both(manager: Client) -> None:
    mine = opened(manager) | {"sev1": "7"}
    manager.post(reverse("deadlines"), opened(manager) | {"sev1": "2"})
    answer = manager.post(reverse("deadlines"), mine)
    assert answer.status_code == 409
    assert "Sev 1: critical: 2" in answer.content.decode()
    assert house_rules.deadlines() == {"sev1": 2}
    form = answer.context["form"]
    again = {name: form[name].value() or "" for name in form.fields}
    assert manager.post(reverse("deadlines"), again).status_code == 302
    assert house_rules.deadlines() == {"sev1": 7}


def test_deadlines_are_the_managers(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    assert client.get(reverse("deadlines")).status_code == 403
    assert client.post(reverse("deadlines"), {"sev1": "1"}).status_code == 403
    assert reverse("deadlines") not in client.get(reverse("home")).content.decode()
    client.force_login(cast.manager)
    assert reverse("deadlines") in client.get(reverse("home")).content.decode()


def test_days_are_set_from_the_start(db: None) -> None:
    Deadline.objects.all().delete()
    import_module("incidents.migrations.0010_deadlines").set_days(apps, None)
    assert house_rules.deadlines() == {"sev1": 3, "sev2": 5, "sev3": 10}
