"""Beside the report stands its preview, its checks or its discussion, at any width and without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

DRAFT = "/workspace/incidents/INC-2026-0007/"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
TOP = "frame => Math.round(frame.contentWindow.scrollY)"


def open_draft(new_page: NewPage, address: str = DRAFT, **options: Any) -> Page:
    page = new_page("ada", **options)
    page.goto(address)
    return page


def tab(page: Page, name: str) -> Locator:
    return page.locator(".tabs").get_by_role("link", name=re.compile(f"^{name}"))


def type_title(page: Page, text: str) -> None:
    page.locator("#summary-title").fill(text)
    expect(page.locator("#summary .saving")).to_contain_text("Saved")


def test_the_preview_follows_what_is_written_and_stays_where_it_is(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    was = ada.locator("#summary-title").input_value()
    post = ada.frame_locator(".frames iframe:not(.coming)")
    expect(post.locator("h1")).to_have_text(was)
    frame = ada.locator(".frames iframe:not(.coming)")
    ada.locator("#summary-title").focus()
    frame.evaluate("frame => frame.contentWindow.scrollTo({ top: 300, behavior: 'instant' })")
    type_title(ada, "API errors after a certificate")
    expect(post.locator("h1")).to_have_text("API errors after a certificate")
    expect(ada.locator(".frames iframe")).to_have_count(1)
    assert abs(frame.evaluate(TOP) - 300) < 40
    expect(ada.locator("#summary-title")).to_be_focused()
    type_title(ada, was)


def test_the_preview_shows_the_section_that_is_edited(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    post = ada.frame_locator(".frames iframe")
    expect(post.locator("#actions")).not_to_be_in_viewport()
    ada.locator("#actions details.add > summary").focus()
    expect(post.locator("#actions")).to_be_in_viewport()
    ada.locator("#summary-title").focus()
    expect(post.locator("h1")).to_be_in_viewport()


def test_a_server_that_is_gone_leaves_the_preview_as_it_was(new_page: NewPage) -> None:
    ada = open_draft(new_page, faulty=("ERR_FAILED",))
    post = ada.frame_locator(".frames iframe:not(.coming)")
    expect(post.locator("h1")).to_be_visible()
    ada.route("**/preview/", lambda route: route.abort())
    with ada.expect_request("**/preview/"):
        ada.evaluate("htmx.trigger(document.body, 'draft-changed')")
    expect(ada.locator(".frames iframe")).to_have_count(1)
    expect(post.locator("h1")).to_be_visible()


def test_the_tab_is_remembered_and_survives_a_saving(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    tab(ada, "Checks").click()
    expect(ada).to_have_url(re.compile(r"\?pane=checks$"))
    expect(tab(ada, "Checks")).to_have_attribute("aria-current", "true")
    with ada.expect_response("**/stage/"):
        ada.evaluate("htmx.trigger(document.body, 'draft-changed')")
    expect(ada.locator("#checks")).to_be_visible()
    ada.goto("/workspace/incidents/INC-2026-0005/")
    expect(ada.locator("#checks")).to_be_visible()
    expect(ada.locator(".frames")).to_be_hidden()


def test_the_focus_in_the_checks_outlives_a_saving(new_page: NewPage) -> None:
    ada = open_draft(new_page, f"{DRAFT}?pane=checks")
    link = ada.locator("#checks a").nth(1)
    link.focus()
    with ada.expect_response("**/stage/"):
        ada.evaluate("htmx.trigger(document.body, 'draft-changed')")
    expect(ada.locator("#stage.htmx-request")).to_have_count(0)
    expect(link).to_be_focused()


def test_the_outline_says_how_far_each_part_is(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    outline = ada.get_by_role("navigation", name="Sections")
    notes = outline.get_by_role("link", name=re.compile("^Notes"))
    expect(notes).to_contain_text("Draft")
    expect(outline.get_by_role("link", name=re.compile("^Actions"))).to_contain_text(
        re.compile(r"\d findings?")
    )
    was = ada.locator("#notes-notes").input_value()
    for text, state in (("", "Empty"), (was, "Draft")):
        ada.locator("#notes-notes").fill(text)
        ada.locator("#notes").get_by_role("button", name="Save").click()
        expect(notes).to_contain_text(state)


def test_keys_switch_the_pane_and_lead_to_findings(new_page: NewPage) -> None:
    ada = open_draft(new_page)
    ada.keyboard.press("x")
    expect(ada.locator("[data-panel=checks]")).to_be_focused()
    ada.keyboard.press("d")
    expect(ada.locator("#discussion")).to_be_visible()
    ada.keyboard.press("v")
    expect(ada.locator(".frames")).to_be_visible()
    ada.keyboard.press("f")
    first = ada.locator("#checks a[data-control]").first.get_attribute("data-control")
    expect(ada.locator(f"#{first}")).to_be_focused()
    ada.keyboard.press("Escape")
    ada.keyboard.press("f")
    expect(ada.locator(f"#{first}")).not_to_be_focused()
    ada.keyboard.press("Escape")
    ada.keyboard.press("F")
    expect(ada.locator(f"#{first}")).to_be_focused()


def test_on_a_phone_one_thing_is_shown_at_a_time(new_page: NewPage) -> None:
    ada = open_draft(new_page, **PHONE)
    notes = ada.locator("#notes-notes")
    notes.focus()
    notes.scroll_into_view_if_needed()
    top = ada.evaluate("scrollY")
    tab(ada, "Checks").click()
    expect(notes).to_be_hidden()
    expect(ada.locator("#checks")).to_be_in_viewport()
    tab(ada, "Write").click()
    expect(notes).to_be_in_viewport()
    assert ada.evaluate("scrollY") == top
    tab(ada, "Checks").click()
    ada.locator("#checks").get_by_role("link", name=re.compile("no severity")).click()
    expect(ada.locator("#summary-severity")).to_be_focused()
    ada.locator("#div_summary-title").get_by_role("link", name=re.compile("Comment")).click()
    expect(ada.get_by_label("Comment", exact=True)).to_be_focused()
    ada.get_by_role("button", name="Cancel").click()
    expect(ada.locator("#div_summary-title").get_by_role("link", name=re.compile("Comment"))).to_be_focused()


@pytest.mark.parametrize("options", [{}, PHONE], ids=["wide", "phone"])
def test_without_javascript_the_tabs_are_links(new_page: NewPage, options: dict[str, Any]) -> None:
    ada = open_draft(new_page, java_script_enabled=False, **options)
    tab(ada, "Checks").click()
    expect(ada.locator("#checks")).to_be_visible()
    tab(ada, "Discussion").click()
    expect(ada.locator("#discussion")).to_be_visible()
    expect(ada.locator("#checks")).to_be_hidden()
    ada.goto(DRAFT)
    expect(ada.locator("#summary-title")).to_be_visible()
    if not options:
        expect(ada.locator("#discussion")).to_be_visible()
