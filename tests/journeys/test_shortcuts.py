"""Keys do what the dialog under `?` says, and nothing while somebody types."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

DRAFT = "/workspace/incidents/INC-2026-0007/"


def ready(page: Page) -> None:
    """Wait until the page listens to keys."""
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()


def test_the_dialog_lists_what_works_here(new_page: NewPage) -> None:
    ada = new_page("ada")
    ready(ada)
    ada.keyboard.press("?")
    shortcuts = ada.get_by_role("dialog", name="Keyboard shortcuts")
    expect(shortcuts).to_contain_text("Search the reports")
    expect(shortcuts.get_by_text("Next section")).to_be_hidden()
    ada.keyboard.press("Escape")
    expect(shortcuts).to_be_hidden()
    ada.goto(DRAFT)
    ada.get_by_role("button", name="Keyboard shortcuts").click()
    expect(shortcuts.get_by_text("Next section")).to_be_visible()


def test_keys_lead_through_a_report(new_page: NewPage) -> None:
    ada = new_page("ada")
    ada.goto(DRAFT)
    ada.keyboard.press("j")
    expect(ada.locator("#summary")).to_be_focused()
    ada.keyboard.press("j")
    expect(ada.locator("#impact")).to_be_focused()
    ada.keyboard.press("k")
    expect(ada.locator("#summary")).to_be_focused()
    ada.keyboard.type("gc")
    expect(ada.locator("#causes")).to_be_focused()
    expect(ada.locator("#causes")).to_be_in_viewport()
    ada.keyboard.press("q")
    expect(ada.locator("#quick-lines")).to_be_focused()
    ada.keyboard.type("jq?")
    expect(ada.locator("#quick-lines")).to_have_value("jq?")
    ada.keyboard.press("Control+a")
    ada.keyboard.press("Delete")
    ada.keyboard.press("Escape")
    expect(ada.locator("#timeline")).to_be_focused()
    ada.keyboard.press("s")
    expect(ada.get_by_role("heading", name="Submit for review")).to_be_visible()
    ready(ada)
    ada.keyboard.type("gi")
    expect(ada.get_by_role("heading", name="Incidents")).to_be_visible()
    ready(ada)
    ada.keyboard.press("/")
    expect(ada.get_by_role("searchbox")).to_be_focused()


def test_saving_by_key(new_page: NewPage) -> None:
    ada = new_page("ada")
    ada.goto(DRAFT)
    ada.locator("#notes-notes").focus()
    ada.keyboard.press("Control+End")
    ada.keyboard.type(" Saved by a key.")
    with ada.expect_response("**/sections/notes/"):
        ada.keyboard.press("Control+s")
    expect(ada.locator("#notes .saving")).to_contain_text("Saved")
    expect(ada.locator("#notes-notes")).to_be_focused()


def test_single_keys_can_be_turned_off(new_page: NewPage) -> None:
    ada = new_page("ada")
    ada.goto(DRAFT)
    ada.keyboard.press("?")
    ada.get_by_label("Single keys work").uncheck()
    ada.keyboard.press("Escape")
    ada.keyboard.press("?")
    ada.keyboard.type("gc")
    expect(ada.get_by_role("dialog")).to_be_hidden()
    expect(ada.locator("#causes")).not_to_be_focused()
    ada.reload()
    ada.get_by_role("button", name="Keyboard shortcuts").click()
    ada.get_by_label("Single keys work").check()
    ada.keyboard.press("Escape")
    ada.keyboard.type("gc")
    expect(ada.locator("#causes")).to_be_focused()
