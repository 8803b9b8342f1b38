"""Building the causes of a report: a tree of whys by keyboard alone, and by plain forms."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey


def begin(page: Page) -> None:
    page.get_by_role("link", name="New report").click()
    page.get_by_label("Paste the postmortem").fill(
        "## Timeline (UTC)\n- 2026-03-03 10:05: Exports stopped.\n"
    )
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))


def lines(page: Page) -> Locator:
    return page.get_by_label("Causes, one a line")


def causes(page: Page) -> Locator:
    return page.locator("#causes li.why[id]")


def why(cause: Locator) -> Locator:
    return cause.get_by_role("link", name=re.compile("^(Why|A step between)"))


def test_three_whys_are_built_by_keyboard_alone(new_page: NewPage) -> None:
    page = new_page("ada")
    begin(page)
    keys = page.keyboard

    lines(page).focus()
    keys.type("trigger: A limit of zero was deployed")
    keys.press("Enter")
    expect(causes(page)).to_have_count(1)
    expect(lines(page)).to_be_focused()
    expect(lines(page)).to_have_value("")
    keys.type("Nothing checks limits")
    keys.press("Tab")
    expect(lines(page)).to_have_value("> Nothing checks limits")
    keys.press("Enter")
    expect(causes(page)).to_have_count(2)
    expect(causes(page).nth(1)).to_contain_text("Because")

    while not why(causes(page).nth(1)).evaluate("link => link === document.activeElement"):
        keys.press("Shift+Tab")
    keys.press("Enter")
    answer = page.get_by_label("Why did this come about: “Nothing checks limits”?")
    expect(answer).to_be_focused()
    keys.type("The checks stayed behind when the service was split")
    keys.press("Enter")
    expect(causes(page)).to_have_count(3)
    third = causes(page).nth(2)
    expect(third).to_contain_text("The checks stayed behind")
    expect(why(third)).to_be_focused()

    keys.press("b")
    expect(page.get_by_label("Another cause, with whys of its own")).to_be_focused()
    keys.type("gap: No alert watches exports")
    keys.press("Enter")
    expect(page.locator("#causes .chain")).to_have_count(2)
    expect(why(causes(page).nth(3))).to_be_focused()

    keys.press("Alt+ArrowRight")
    expect(page.locator("#causes .chain")).to_have_count(1)
    expect(causes(page).nth(3)).to_contain_text("Because")
    expect(causes(page).nth(3).locator(":focus")).to_have_count(1)
    keys.press("Alt+ArrowUp")
    expect(causes(page).nth(2)).to_contain_text("No alert watches exports")
    expect(causes(page).nth(2).locator(":focus")).to_have_count(1)
    keys.press("Alt+ArrowLeft")
    expect(page.locator("#causes .chain")).to_have_count(2)
    expect(causes(page).filter(has_text="No alert").locator(":focus")).to_have_count(1)


def test_a_question_is_left_with_escape_and_the_focus_goes_back(new_page: NewPage) -> None:
    page = new_page("ada")
    begin(page)
    lines(page).fill("A limit of zero was deployed")
    lines(page).press("Enter")
    cause = causes(page).first
    expect(cause).to_be_visible()
    why(cause).press("Enter")
    asked = page.get_by_label("Why did this come about")
    expect(asked).to_be_focused()
    asked.press("Escape")
    expect(asked).to_have_count(0)
    expect(why(cause)).to_be_focused()


def test_without_javascript_whys_are_plain_forms(new_page: NewPage) -> None:
    page = new_page("ada", java_script_enabled=False)
    begin(page)
    lines(page).fill("A limit of zero was deployed\n> Nothing checks limits")
    page.get_by_role("button", name="Add causes").click()
    expect(causes(page)).to_have_count(2)
    why(causes(page).nth(1)).click()
    page.get_by_label("Why did this come about").fill("The checks stayed behind")
    page.get_by_role("button", name="Add the cause").click()
    expect(causes(page)).to_have_count(3)
    causes(page).nth(2).get_by_role("button", name="Begin whys of its own").click()
    expect(page.locator("#causes .chain")).to_have_count(2)


def test_two_actions_are_begun_and_one_is_done_by_keyboard_alone(new_page: NewPage) -> None:
    page = new_page("ada")
    begin(page)
    keys = page.keyboard
    actions = page.locator("#actions ol.rows > li")
    lines(page).focus()
    keys.type("A limit of zero was deployed")
    keys.press("Enter")
    expect(causes(page)).to_have_count(1)
    expect(lines(page)).to_be_focused()
    keys.type("gap: No alert watches exports")
    keys.press("Enter")
    expect(causes(page)).to_have_count(2)
    expect(page.get_by_text("2 causes are not addressed yet")).to_be_visible()

    why(causes(page).first).focus()
    keys.press("a")
    title = page.locator("form.ask").get_by_label("What will be done")
    expect(title).to_be_focused()
    keys.type("Refuse a limit of zero")
    keys.press("Tab")
    keys.type("Platform")
    page.locator("form.ask").get_by_role("button", name="2 weeks").press("Enter")
    expect(page.locator("form.ask").get_by_label("Due")).not_to_have_value("")
    title.press("Enter")
    expect(actions).to_have_count(1)
    expect(causes(page).first).to_contain_text("Addressed by: Refuse a limit of zero")
    expect(causes(page).first.get_by_role("link", name="Begin an action")).to_be_focused()
    expect(page.locator("form.ask")).to_have_count(0)

    page.locator("#actions").get_by_role("link", name="Begin an action").press("Enter")
    expect(title).to_be_focused()
    keys.type("Alert on exports that stand still")
    keys.press("Enter")
    expect(actions).to_have_count(2)
    expect(page.get_by_text("Every cause is addressed")).to_be_visible()
    expect(causes(page).nth(1)).to_contain_text("Addressed by: Alert on exports")
    expect(actions.nth(1).get_by_role("link", name="Edit")).to_be_focused()

    actions.first.get_by_role("button", name="Mark as done").press("Enter")
    expect(actions.first).to_contain_text("Done on")
    undo = actions.first.get_by_role("button", name="Not done after all")
    expect(undo).to_be_focused()
    keys.press("Enter")
    expect(actions.first).not_to_contain_text("Done on")


def test_tasks_are_items_and_are_saved_as_lines(new_page: NewPage) -> None:
    page = new_page("ada")
    begin(page)
    page.locator("#actions details.add > summary").click()
    form = page.locator("#actions details.add form")
    form.get_by_label("What will be done").fill("Refuse a limit of zero")
    form.get_by_role("button", name="Add a task").press("Enter")
    keys = page.keyboard
    for key in ("o", "n", "e", "Enter", "t", "w", "o", "Alt+ArrowUp", "Enter", "Backspace"):
        keys.press(key)
    expect(form.locator(".items input")).to_have_count(2)
    form.get_by_role("button", name="Add an action").click()
    expect(page.locator("#actions ol.rows > li li")).to_have_text(["two", "one"])


def test_without_javascript_actions_are_plain_forms(new_page: NewPage) -> None:
    page = new_page("ada", java_script_enabled=False)
    begin(page)
    lines(page).fill("A limit of zero was deployed")
    page.get_by_role("button", name="Add causes").click()
    page.locator("#actions").get_by_role("link", name="Begin an action").click()
    page.get_by_label("What will be done").fill("Refuse a limit of zero")
    page.get_by_role("button", name="Add the action").click()
    action = page.locator("#actions ol.rows > li")
    expect(action).to_contain_text("Against: A limit of zero was deployed")
    action.get_by_role("button", name="Mark as done").click()
    expect(page.locator("#actions ol.rows > li")).to_contain_text("Done on")
