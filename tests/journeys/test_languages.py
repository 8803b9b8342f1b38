"""A colleague reads the workspace in German while the site stays in its own language."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

BACKWARDS = "document.documentElement.dir = 'rtl'"
WIDER = "document.documentElement.scrollWidth > innerWidth"


def test_the_choice_is_kept_and_the_page_stays_where_it_was(new_page: NewPage) -> None:
    ada = new_page("ada")
    ada.goto("/workspace/incidents/INC-2026-0007/?pane=checks")
    ada.get_by_role("button", name="Deutsch").click()
    ada.wait_for_url("**/INC-2026-0007/?pane=checks")
    expect(ada.locator("html")).to_have_attribute("lang", "de")
    expect(ada.get_by_text("Zur Prüfung einreichen").first).to_be_visible()
    expect(ada.locator("#checks")).to_contain_text("Der Bericht hat keinen Schweregrad; wählen Sie einen.")
    ada.goto("/workspace/")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Was als Nächstes zu tun ist")
    ada.get_by_role("button", name="English").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text("What to do next")


def test_what_is_typed_is_checked_and_saved_in_german(new_page: NewPage) -> None:
    ada = new_page("ada")
    ada.goto("/workspace/incidents/INC-2026-0007/")
    ada.get_by_role("button", name="Deutsch").click()
    summary = ada.locator("#summary").get_by_role("textbox", name="Zusammenfassung")
    summary.fill("It was Monday, 3 March 2026.")
    expect(ada.locator("#summary")).to_contain_text("war ein Dienstag")
    expect(ada.locator("#summary")).to_contain_text("Gespeichert")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_read_from_the_right_fit_their_window(new_page: NewPage, width: int) -> None:
    grace: Page = new_page("grace")
    grace.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/history/", "/workspace/", "/workspace/incidents/INC-2026-0007/"):
        grace.goto(path)
        grace.evaluate(BACKWARDS)
        assert not grace.evaluate(WIDER), path
    grace.goto("/")
    grace.locator("a[href^='/incidents/']").first.click()
    grace.evaluate(BACKWARDS)
    assert not grace.evaluate(WIDER)
    picture = grace.locator(".timeline > svg")
    expect(picture).to_have_css("direction", "ltr")
