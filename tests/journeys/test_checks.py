"""The checks where people write: beside the field while it is typed, and mended with a button."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

DRAFT = "/workspace/incidents/INC-2026-0007/"
SUMMARY = "The API failed. The outage lasted 20 minutes."
MENDED = "The API failed. The outage lasted 1 hour 3 minutes."


def open_draft(new_page: NewPage, **options: Any) -> Page:
    page = new_page("ada", **options)
    page.goto(DRAFT)
    return page


def test_a_wrong_length_is_told_while_it_is_typed(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    field, found = ada.locator("#summary-summary"), ada.locator("#summary-summary_found")
    was = field.input_value()
    field.fill(SUMMARY)
    expect(found).to_contain_text("This says 20 minutes")
    expect(found).to_contain_text("Should be mended")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("This says 20 minutes"))
    field.fill(MENDED)
    expect(found).not_to_contain_text("This says")
    expect(field).to_be_focused()
    title = ada.locator("#summary-title").input_value()
    ada.locator("#summary-title").fill("")
    ada.locator("#summary-title").blur()
    expect(ada.locator("#summary-title_found")).to_contain_text("The report has no title")
    ada.locator("#summary-title").fill(title)
    field.fill(was)
    field.blur()
    expect(ada.locator("#summary .saving")).to_contain_text("Saved")


def test_what_is_typed_stays_where_it_is_on_the_screen(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    field = ada.locator("#summary-summary")
    title = ada.locator("#summary-title").input_value()
    ada.locator("#summary-title").fill("")
    field.focus()
    field.evaluate("field => field.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before = field.evaluate("field => field.getBoundingClientRect().top")
    expect(ada.locator("#summary-title_found")).to_contain_text("no title")
    after = field.evaluate("field => field.getBoundingClientRect().top")
    assert abs(after - before) < 2
    expect(field).to_be_focused()
    ada.locator("#summary-title").fill(title)
    ada.locator("#summary").get_by_role("button", name="Save").click()
    expect(ada.locator("#summary .saved")).to_have_text("Saved.")


def test_an_old_answer_never_covers_a_newer_one(new_page: NewPage) -> None:
    ada = open_draft(new_page, faulty=("ERR_ABORTED",))
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    ada.route("**/sections/summary/check/", hold_the_first)
    found = ada.locator("#summary-summary_found")
    with ada.expect_request("**/sections/summary/check/"):
        ada.locator("#summary-summary").fill("We paged paged them.")
    ada.locator("#summary-summary").fill(SUMMARY)
    expect(found).to_contain_text("This says 20 minutes")
    held[0].continue_()
    ada.wait_for_timeout(300)
    expect(found).to_contain_text("This says 20 minutes")
    expect(found).not_to_contain_text("paged paged")


def test_a_finding_opens_the_form_of_its_row_at_the_field(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    ada.locator(".tabs").get_by_role("link", name="Checks").click()
    ada.locator("#checks").get_by_role("link", name=re.compile("has no owner")).first.click()
    owner = ada.locator("#actions .rows form.entry").get_by_label("Owner")
    expect(owner).to_be_focused()
    expect(ada.locator("#actions .found").filter(has_text="has no owner")).to_be_visible()
    owner.fill("Data team")
    expect(ada.locator("#actions .found").filter(has_text="has no owner")).to_have_count(0)
    owner.fill("")
    ada.locator("#actions .rows form.entry").get_by_role("button", name="Save").click()
    expect(ada.locator("#actions > .saved")).to_have_text("Saved.")


def test_a_fix_and_its_undo(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    was = ada.locator("#summary-summary").input_value()
    _save_summary(ada, SUMMARY)
    ada.locator("#impact").get_by_label("Impact", exact=True).fill("Half a sen")
    ada.locator("#summary-summary_found").get_by_role("button", name="Write 1 hour 3 minutes").click()
    expect(ada.locator("#summary-summary")).to_have_value(MENDED)
    expect(ada.locator(".messages")).to_contain_text("Mended:")
    expect(ada.locator("#impact").get_by_label("Impact", exact=True)).to_have_value("Half a sen")
    expect(ada.get_by_role("button", name="Undo")).to_be_focused()
    ada.keyboard.press("Enter")
    expect(ada.locator("#summary-summary")).to_have_value(SUMMARY)
    expect(ada.locator(".messages")).to_contain_text("Undone.")
    ada.locator("#summary-title").fill("Half a tit")
    ada.locator("#summary-summary_found").get_by_role("button", name="Write 1 hour 3 minutes").click()
    expect(ada.locator(".messages")).to_contain_text("Mended:")
    expect(ada.locator("#summary-summary")).to_have_value(MENDED)
    expect(ada.locator("#summary-title")).to_have_value("Half a tit")
    ada.locator("#summary-title").fill("API errors on Monday afternoon")
    _save_summary(ada, was)


def test_a_fix_is_shown_though_the_panel_of_its_button_came_anew_meanwhile(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    was = ada.locator("#summary-summary").input_value()
    _save_summary(ada, SUMMARY)
    button = ada.locator("#summary-summary_found").get_by_role("button", name="Write 1 hour 3 minutes")
    held: list[Route] = []
    ada.route("**/fix/", lambda route: held.append(route))  # noqa: PLW0108
    with ada.expect_request("**/fix/"):
        button.click()
    with ada.expect_response("**/stage/"):
        ada.evaluate("htmx.trigger(document.body, 'draft-changed')")
    expect(ada.locator("#stage.htmx-request")).to_have_count(0)
    held[0].continue_()
    expect(ada.locator("#summary-summary")).to_have_value(MENDED)
    _save_summary(ada, was)


def test_without_javascript(new_page: NewPage) -> None:
    ada = open_draft(new_page, java_script_enabled=False)
    was = ada.locator("#summary-summary").input_value()
    _save_summary(ada, SUMMARY)
    expect(ada.locator("#summary-summary_found")).to_contain_text("This says 20 minutes")
    ada.locator("#summary-summary_found").get_by_role("button", name="Write 1 hour 3 minutes").click()
    expect(ada.locator("#summary-summary")).to_have_value(MENDED)
    ada.get_by_role("button", name="Undo").click()
    expect(ada.locator("#summary-summary")).to_have_value(SUMMARY)
    ada.locator(".tabs").get_by_role("link", name="Checks").click()
    ada.locator("#checks").get_by_role("link", name=re.compile("has no owner")).first.click()
    expect(ada.get_by_label("Owner")).to_be_visible()
    ada.goto(DRAFT)
    _save_summary(ada, was)


def _save_summary(page: Page, text: str) -> None:
    page.locator("#summary-summary").fill(text)
    page.locator("#summary-mitigated_at").fill("2026-10-19 14:50")
    page.locator("#summary").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True).first).to_be_visible()
