"""The past of a draft: what a colleague changed is looked at, taken back and put there again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

DRAFT = "/workspace/incidents/INC-2026-0005/"
CLOSING = "We should have told you sooner, and next time we will."


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1280, "height": 900}},
        {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
        {"java_script_enabled": False},
    ],
    ids=["wide", "narrow and dark", "without JavaScript"],
)
def test_a_colleagues_change_is_taken_back_and_that_undone(
    new_page: NewPage, options: dict[str, object]
) -> None:
    ada = new_page("ada", **options)
    ada.goto(DRAFT)
    closing = ada.locator("#resolution-closing")
    was = closing.input_value()
    _save(ada, CLOSING)
    jonas = new_page("jonas", **options)
    jonas.goto(DRAFT)
    _save(jonas, "")
    ada.goto(DRAFT)
    ada.get_by_role("link", name="History").click()
    line = ada.locator(".history > li").first
    expect(line).to_contain_text("Jonas Lindqvist wrote: Closing")
    line.get_by_role("link", name="What changed").click()
    expect(ada.locator("del")).to_have_text(CLOSING)
    ada.get_by_role("link", name="History").click()
    ada.locator(".history > li").nth(1).get_by_role("link", name="Compare with now").focus()
    ada.keyboard.press("Enter")
    ada.get_by_role("button", name="Take this back Closing").focus()
    ada.keyboard.press("Enter")
    expect(ada.locator(".messages")).to_contain_text("Restored. Closing from: As Ada Okafor left it")
    expect(ada.get_by_text("Both say the same")).to_be_visible()
    ada.get_by_role("button", name="Undo").click()
    expect(ada.locator(".messages")).to_contain_text("Undone")
    expect(ada.locator("del")).to_have_text(CLOSING)
    _overflows_nowhere(ada)
    ada.get_by_role("link", name="History").click()
    _overflows_nowhere(ada)
    expect(ada.locator(".history > li").first).to_contain_text(re.compile("wrote: Closing|restored"))
    ada.goto(DRAFT)
    expect(closing).to_have_value("")
    _save(ada, was)


def test_who_was_slower_restores_nothing(new_page: NewPage) -> None:
    ada, jonas = new_page("ada"), new_page("jonas")
    ada.goto(DRAFT)
    was = ada.locator("#resolution-closing").input_value()
    _save(ada, CLOSING)
    ada.goto(f"{DRAFT}history/")
    jonas.goto(DRAFT)
    _save(jonas, "Thank you for your patience.")
    ada.get_by_role("button", name=re.compile("Restore")).first.click()
    expect(ada.get_by_role("heading", name="Someone was faster")).to_be_visible()
    jonas.reload()
    expect(jonas.locator("#resolution-closing")).to_have_value("Thank you for your patience.")
    _save(jonas, was)


def _save(page: Page, closing: str) -> None:
    page.locator("#resolution-closing").fill(closing)
    page.locator("#resolution").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True).first).to_be_visible()


def _overflows_nowhere(page: Page) -> None:
    box = page.locator("html").bounding_box()
    main = page.locator("main").bounding_box()
    assert box
    assert main
    assert main["x"] + main["width"] <= box["width"] + 1
