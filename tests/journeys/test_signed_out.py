"""A sign-in that expires while somebody types."""

import pytest
from playwright.sync_api import expect

from incidents.management.demonstration import PASSWORD
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey


def test_the_text_stays_and_saves_after_signing_in_elsewhere(new_page: NewPage) -> None:
    ada = new_page("ada")
    ada.goto("/workspace/incidents/INC-2026-0007/")
    notes = ada.locator("#notes")
    notes.get_by_role("textbox").fill("Typed while the sign-in expired.")
    ada.context.clear_cookies(name="sessionid")
    notes.get_by_role("button", name="Save").click()
    expect(ada.locator(".messages")).to_contain_text("you were signed out")
    expect(notes.get_by_role("textbox")).to_have_value("Typed while the sign-in expired.")

    elsewhere = ada.context.new_page()
    elsewhere.goto("/accounts/login/")
    elsewhere.get_by_label("Login").fill("ada")
    elsewhere.get_by_label("Password").fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in").click()
    elsewhere.wait_for_url("**/workspace/")

    notes.get_by_role("button", name="Save").click()
    expect(notes.get_by_text("Saved.")).to_be_visible()
    ada.reload()
    expect(ada.locator("#notes").get_by_role("textbox")).to_have_value("Typed while the sign-in expired.")
