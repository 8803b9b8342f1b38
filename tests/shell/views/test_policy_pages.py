"""Managers make policies; everybody reads them, with all their versions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Policy
from incidents.models.policy import ANYONE, OUTSIDE, policy_of
from tests.shell.cast import Cast
from tests.shell.test_policies import rule


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.manager)
    return client


def address(name: str = "sev1") -> str:
    return reverse("policy", args=[name])


def opened(client: Client, name: str = "sev1") -> dict[str, Any]:
    return said(client.get(address(name)).context["form"])


def said(form: Any) -> dict[str, Any]:
    return {name: value for name in form.fields if (value := form[name].value()) not in (None, "", False)}


def test_a_manager_makes_the_next_version(manager: Client, cast: Cast) -> None:
    typed = opened(manager) | {
        "from:": "1",
        "from:manager": "1",
        f"from:{OUTSIDE}": "1",
        "again": "one",
        "contributors_decide": "on",
        "publishers": ["manager"],
        "sections": ["impact", "lessons.went_wrong"],
        "business_days": "2",
        "note": "The regulator asks.",
    }
    assert manager.post(address(), typed).status_code == 302

    made = policy_of("sev1")
    assert (made.version, made.made_by) == (2, cast.manager)
    assert made.approvals == {ANYONE: 1, "manager": 1, OUTSIDE: 1}
    assert (made.again, made.contributors_decide, made.publishers) == ("one", True, ["manager"])
    assert (made.sections, made.business_days) == (["impact", "lessons.went_wrong"], 2)
    page = manager.get(address()).content.decode()
    for words in (
        "The regulator asks.",
        "Version 2 by mara",
        "Version 1, from the start",
        "1 approval: a reader without an account",
    ):
        assert words in page
    assert opened(manager)["from:manager"] == 1


@pytest.mark.parametrize(
    "changes", [{"from:": ""}, {"from:": "-1"}, {"business_days": "251"}, {"again": "never"}]
)
def test_what_can_not_be_is_refused_and_stays_typed(manager: Client, changes: dict[str, str]) -> None:
    answer = manager.post(address(), opened(manager) | changes)
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert policy_of("sev1").version == 1


def test_a_version_that_somebody_else_made_meanwhile_is_shown_before_it_is_replaced(
    manager: Client, cast: Cast
) -> None:
    mine = opened(manager) | {"business_days": "7"}
    rule(cast, "sev1", business_days=2)
    answer = manager.post(address(), mine)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "mara changed this policy while you were writing" in page
    assert "within 2 business days" in page
    assert policy_of("sev1").business_days == 2
    assert manager.post(address(), said(answer.context["form"])).status_code == 302
    assert policy_of("sev1").business_days == 7


def test_engineers_read_and_change_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    assert reverse("policies") in client.get(reverse("home")).content.decode()
    assert "within 3 business days" in client.get(reverse("policies")).content.decode()
    assert "Make this the policy" not in client.get(address()).content.decode()
    assert client.post(address(), {"base": "1", "from:": "2", "again": "all"}).status_code == 403
    assert policy_of("sev1").version == 1


def test_strangers_and_unknown_severities_find_nothing(client: Client, cast: Cast) -> None:
    assert client.get(reverse("policies")).status_code == 302
    client.force_login(cast.stranger)
    assert client.get(address()).status_code == 403
    client.force_login(cast.manager)
    assert client.get(address("sev9")).status_code == 404
    assert client.get(address("none")).status_code == 200


def test_versions_come_a_page_at_a_time(manager: Client, cast: Cast) -> None:
    for days in range(30):
        rule(cast, "sev1", business_days=days)
    first = manager.get(address()).content.decode()
    assert "Version 31 by" in first
    assert "Version 1, from the start" not in first
    assert "Version 1, from the start" in manager.get(address(), {"page": "2"}).content.decode()


def test_days_that_were_set_before_there_were_policies_are_their_first_versions(db: None) -> None:
    assert dict(Policy.objects.filter(version=1).values_list("severity", "business_days")) == {
        "sev1": 3,
        "sev2": 5,
        "sev3": 10,
    }
