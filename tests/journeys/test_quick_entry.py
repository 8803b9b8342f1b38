"""Keeping a timeline while an incident runs: one line, Enter, the next line."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

CASES = [pytest.param(True, id="with-javascript"), pytest.param(False, id="without-javascript")]


def begin(page: Page) -> None:
    """Make a draft whose timeline has one event, at 10:05 on 3 March 2026."""
    page.get_by_role("link", name="New report").click()
    page.get_by_label("Paste the postmortem").fill(
        "## Timeline (UTC)\n- 2026-03-03 10:05: Exports stopped.\n"
    )
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))


def field(page: Page) -> Locator:
    return page.get_by_label("Quick entry")


def rows(page: Page) -> Locator:
    return page.locator("#timeline ol.rows > li")


def send(page: Page, *, script: bool) -> None:
    if script:
        field(page).press("Enter")
    else:
        page.get_by_role("button", name="Add", exact=True).click()


@pytest.mark.parametrize("script", CASES)
def test_a_line_then_a_pasted_block_then_a_slip(new_page: NewPage, script: bool) -> None:
    page = new_page("ada", java_script_enabled=script)
    begin(page)

    field(page).fill("09:50 paged the database team")
    send(page, script=script)
    expect(rows(page)).to_have_count(2)
    expect(rows(page).first).to_contain_text("2026-03-03 09:50")
    expect(rows(page).first).to_contain_text("paged the database team")
    expect(field(page)).to_have_value("")

    field(page).fill("- 10:20 Restarted the workers\n- 23:55 Still slow\n- 00:10 Exports moved again")
    send(page, script=script)
    expect(rows(page)).to_have_count(5)
    expect(rows(page).last).to_contain_text("2026-03-04 00:10")

    field(page).fill("+5m all clear\n2026-02-30 10:00 no such day")
    send(page, script=script)
    expect(page.get_by_text("Line 2: No calendar has this day")).to_be_visible()
    expect(field(page)).to_have_value("+5m all clear\n2026-02-30 10:00 no such day")
    field(page).fill("+5m all clear")
    send(page, script=script)
    expect(rows(page)).to_have_count(6)
    expect(rows(page).last).to_contain_text("2026-03-04 00:15")


def test_one_goes_on_typing_without_the_mouse(new_page: NewPage) -> None:
    page = new_page("ada")
    begin(page)

    field(page).focus()
    for line, count in (("10:10 a", 2), ("10:12 b", 3)):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(rows(page)).to_have_count(count)
        expect(field(page)).to_be_focused()
        expect(field(page)).to_have_value("")
    page.keyboard.type("10:14 c")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("10:16 d")
    expect(field(page)).to_have_js_property("rows", 2)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(rows(page)).to_have_count(5)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_js_property("rows", 1)


def test_what_is_typed_while_a_line_is_saved_stays(new_page: NewPage) -> None:
    page = new_page("ada")
    begin(page)

    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/quick/", hold)
    field(page).fill("10:10 a")
    with page.expect_request("**/quick/"):
        field(page).press("Enter")
    page.keyboard.type("10:12 b")
    held[0].continue_()
    expect(rows(page)).to_have_count(2)
    expect(field(page)).to_have_value("10:12 b")
