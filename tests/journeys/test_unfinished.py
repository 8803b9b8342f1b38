"""What is being written stays while other parts of the page come and go."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey


DRAFT = "/workspace/incidents/INC-2026-0007/"


@pytest.fixture
def ada(new_page: NewPage) -> Page:
    page = new_page("ada")
    page.goto(DRAFT)
    return page


def test_text_in_one_row_outlives_a_change_of_another(ada: Page) -> None:
    row = ada.locator("#timeline .rows > li").first
    row.get_by_role("link", name="Edit").click()
    row.get_by_label("What happened").fill("Half a sen")
    ada.get_by_label("Quick entry").fill("+1m one more")
    ada.get_by_label("Quick entry").press("Enter")
    expect(ada.locator("#timeline > .saved")).to_have_text("Added one event.")
    expect(row.get_by_label("What happened")).to_have_value("Half a sen")
    row.get_by_role("button", name="Save").click()
    expect(ada.locator("#timeline > .saved")).to_have_text("Saved.")
    expect(row).to_contain_text("Half a sen")
    ada.locator("#timeline .rows > li").filter(has_text="one more").get_by_role("link", name="Delete").click()
    ada.locator(".question").get_by_role("button", name="Delete").click()
    expect(ada.locator("#timeline > .saved")).to_have_text("Deleted.")


def test_a_new_entry_outlives_the_saving_of_another(ada: Page) -> None:
    ada.locator("#causes details.add > summary").click()
    ada.locator("#causes details.add").get_by_label("Cause", exact=True).fill("Half a cau")
    row = ada.locator("#causes .rows > li").first
    row.get_by_role("link", name="Edit").click()
    row.get_by_role("button", name="Save").click()
    expect(ada.locator("#causes > .saved")).to_have_text("Saved.")
    expect(ada.locator("#causes details.add").get_by_label("Cause", exact=True)).to_have_value("Half a cau")


def test_the_keyboard_goes_on_where_it_was(ada: Page) -> None:
    down = ada.locator("#timeline .rows > li").first.get_by_label("Move down")
    down.focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("#timeline .rows > li").nth(1).get_by_label("Move down")).to_be_focused()

    ada.locator("#notes").get_by_role("button", name="Save").focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("#notes .saved")).to_have_text("Saved.")
    expect(ada.locator("#notes").get_by_role("button", name="Save")).to_be_focused()

    ada.locator("#summary").get_by_label("Started").fill("99:99")
    ada.keyboard.press("Enter")
    expect(ada.locator("#summary").get_by_label("Started")).to_be_focused()
    expect(ada.locator("#summary .help > .error")).to_contain_text("Write the date and time")


def test_what_could_not_be_saved_is_said_where_the_person_is(new_page: NewPage) -> None:
    ada = new_page("ada", faulty=("net::ERR_FAILED", "htmx:"))
    ada.goto(DRAFT)
    ada.locator("#notes").get_by_role("textbox").fill("Typed while the server was away.")
    ada.route("**/sections/notes/", lambda route: route.abort())
    ada.locator("#notes").get_by_role("button", name="Save").click()
    expect(ada.locator(".messages")).to_be_in_viewport()
    expect(ada.locator(".messages")).to_contain_text("Your text is still here")


def test_a_row_that_somebody_deleted_is_said_to_be_gone(new_page: NewPage) -> None:
    ada = new_page("ada", faulty=("404 (Not Found)",))
    ada.goto(DRAFT)
    row = ada.locator("#timeline .rows > li").last
    row.get_by_role("link", name="Edit").click()
    row.get_by_label("What happened").fill("Typed")
    expect(row.locator(".saving")).to_contain_text("Saved")
    other = ada.context.new_page()
    other.goto(ada.url)
    other.locator("#timeline .rows > li").last.get_by_role("link", name="Delete").click()
    other.get_by_role("button", name="Delete").click()
    expect(other.locator("#timeline > .saved")).to_have_text("Deleted.")
    row.get_by_label("What happened").fill("Typed for nothing")
    expect(row.locator(".saving")).to_contain_text("Somebody deleted this meanwhile")
    row.get_by_role("button", name="Save").click()
    expect(ada.locator(".messages")).to_contain_text("deleted meanwhile")
    expect(row.get_by_label("What happened")).to_have_value("Typed for nothing")
