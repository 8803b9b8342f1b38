"""A form that can't be taken now loses nothing of what was typed."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from incidents.models import Incident

TYPED = {"impact": "Two hundred orders failed.", "impact_percent": "12", "base": "x"}


@pytest.fixture
def page(incident: Incident) -> str:
    return reverse("section", args=[incident.reference, "impact"])


def test_saving_after_the_sign_in_expired_gives_the_text_back(client: Client, page: str) -> None:
    answer = client.post(page, TYPED)
    assert answer.status_code == 401
    assert "Two hundred orders failed." in answer.content.decode()
    assert f"next={page}" in answer.content.decode()


def test_htmx_is_never_led_to_the_sign_in_page(client: Client, page: str) -> None:
    for answer in (
        client.post(page, TYPED, headers={"HX-Request": "true"}),
        client.get(page, headers={"HX-Request": "true"}),
    ):
        assert answer.status_code == 401
    assert client.get(page).status_code == 302


def test_the_way_back_is_the_page_where_the_form_stood(client: Client, db: None) -> None:
    page = reverse("import-create")
    here, elsewhere = "http://testserver/workspace/incidents/new/", "https://evil.example/"
    answer = client.post(page, {"text": "Notes."}, headers={"Referer": here})
    assert f"?next={quote(here)}" in answer.content.decode()
    answer = client.post(page, {"text": "Notes."}, headers={"Referer": elsewhere})
    assert "evil" not in answer.content.decode()


def test_a_form_without_its_token_gives_the_text_back(page: str, signed_in: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    answer = strict.post(page, TYPED)
    assert answer.status_code == 403
    assert "Two hundred orders failed." in answer.content.decode()


def test_markup_in_the_text_stays_text(client: Client, page: str) -> None:
    answer = client.post(page, {**TYPED, "impact": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in answer.content.decode()


def test_a_password_is_never_shown_back(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/accounts/login/", {"login": "ada", "password": "secret words"}
    )
    assert answer.status_code == 403
    assert "secret words" not in answer.content.decode()


def test_text_for_a_row_deleted_meanwhile_comes_back(signed_in: Client, incident: Incident) -> None:
    page = reverse("entry", args=[incident.reference, "timeline", 1])
    answer = signed_in.post(page, {"text": "The alert went off."})
    assert answer.status_code == 404
    assert "deleted meanwhile" in answer.content.decode()
    assert "The alert went off." in answer.content.decode()


@pytest.mark.parametrize(("name", "status"), [("entry", 404), ("entry-move", 404)])
def test_htmx_gets_a_line_that_leaves_the_form_alone(
    signed_in: Client, incident: Incident, name: str, status: int
) -> None:
    page = reverse(name, args=[incident.reference, "timeline", 1])
    answer = signed_in.post(page, {"direction": "up"}, headers={"HX-Request": "true"})
    assert answer.status_code == status
    assert answer["HX-Retarget"] == ".messages"
    assert "<html" not in answer.content.decode()


def test_htmx_gets_a_line_for_a_refusal(client: Client, stranger: User, page: str) -> None:
    client.force_login(stranger)
    answer = client.post(page, TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer["HX-Retarget"] == ".messages"
    assert "<html" not in answer.content.decode()


def test_an_unknown_page_of_the_workspace_leads_back(signed_in: Client) -> None:
    answer = signed_in.get("/workspace/nowhere/")
    assert answer.status_code == 404
    assert "To the workspace" in answer.content.decode()
