"""The editor never loses a word: it saves by itself, and keeps what can't be saved yet."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from incidents.management.demonstration import PASSWORD
from tests.journeys.conftest import NewPage
from tests.journeys.running import free_port, running_site

pytestmark = pytest.mark.journey

DRAFT = "/workspace/incidents/INC-2026-0007/"
OFFLINE = ("ERR_INTERNET_DISCONNECTED",)
SECONDS = 1000
WHERE = """[document.activeElement.id, document.activeElement.selectionStart,
  Math.round(document.activeElement.getBoundingClientRect().top)]"""


def box(page: Page) -> tuple[Page, Callable[[str], None]]:
    """Open the draft; return the page and what types at the end of the notes."""
    page.goto(DRAFT)

    def type_on(text: str) -> None:
        page.locator("#notes-notes").focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(text)

    return page, type_on


def lose_the_network(page: Page) -> None:
    """Take the network from a page for good: what is only emulated comes back while the page is closed."""
    page.context.set_offline(True)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")


def re_end(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text) + "$")


def state(section: str = "notes") -> str:
    return f"#{section} .saving [aria-hidden]"


def saved_notes(new_page: NewPage) -> str:
    """Return the notes as somebody else reads them."""
    other = new_page("jonas")
    other.goto(DRAFT)
    return other.locator("#notes-notes").input_value()


def sign_in(page: Page, who: str) -> None:
    page.get_by_label("Login").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_text_is_saved_while_the_caret_stays_where_it_is(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada"))
    type_on(" Typed and left")
    ada.keyboard.press("ArrowLeft")
    expect(ada.locator(state())).to_contain_text("Saved")
    before = ada.evaluate(WHERE)
    ada.wait_for_timeout(5 * SECONDS)  # the head of the editor comes anew meanwhile
    assert ada.evaluate(WHERE) == before
    assert saved_notes(new_page).endswith("Typed and left")


def test_what_is_typed_during_a_save_is_saved_next(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada"))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ada.route("**/sections/notes/", hold)
    type_on(" First")
    ada.wait_for_timeout(1.5 * SECONDS)
    type_on(" second.")
    held[0].continue_()
    ada.unroute("**/sections/notes/")
    expect(ada.locator(state())).to_contain_text("Saved")
    expect(ada.locator("#notes form")).not_to_have_attribute("data-unsaved", "")
    assert saved_notes(new_page).endswith("First second.")


def test_a_lost_network_loses_nothing(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada", faulty=OFFLINE))
    ada.context.set_offline(True)
    type_on(" Typed offline.")
    expect(ada.locator(state())).to_have_text("Offline, kept in this browser")
    ada.context.set_offline(False)
    expect(ada.locator(state())).to_contain_text("Saved")
    assert saved_notes(new_page).endswith("Typed offline.")


def test_an_answer_that_got_lost_is_no_conflict(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada", faulty=("ERR_FAILED",)))

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    ada.route("**/sections/notes/", lose_the_answer, times=1)
    type_on(" It arrived.")
    expect(ada.locator(state())).to_contain_text("does not answer")
    type_on(" And on.")
    expect(ada.locator(state())).to_contain_text("Saved")
    expect(ada.locator("#notes form")).not_to_have_attribute("data-unsaved", "")
    assert saved_notes(new_page).endswith("It arrived. And on.")


def test_text_in_a_closed_tab_comes_back(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada", faulty=OFFLINE))
    row = ada.locator("#timeline .rows > li").first
    row.get_by_role("link", name="Edit").click()
    expect(row.get_by_label("What happened")).to_be_visible()
    lose_the_network(ada)
    row.get_by_label("Source").fill("the gateway's log")
    ada.locator("#causes details.add > summary").click()
    ada.locator("#cause-new-text").fill("Half a cause")
    type_on(" Typed, then closed.")
    ada.close()
    again = ada.context.new_page()
    ada.context.set_offline(False)
    again.goto(DRAFT)
    expect(again.get_by_text("Text that was not saved is back in Notes.")).to_be_visible()
    expect(again.locator("#cause-new-text")).to_have_value("Half a cause")
    expect(again.locator("#timeline form.entry").first.get_by_label("Source")).to_have_value(
        "the gateway's log"
    )
    expect(again.locator(state())).to_contain_text("Saved")
    assert saved_notes(new_page).endswith("Typed, then closed.")
    note = again.locator("#causes .back")
    note.get_by_role("button", name="Discard it").click()
    expect(again.locator("#cause-new-text")).to_have_value("")


def test_text_is_not_shown_to_others_on_the_same_browser(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada", faulty=OFFLINE))
    lose_the_network(ada)
    type_on(" Nobody else's.")
    ada.close()
    ada.context.set_offline(False)
    ada.context.clear_cookies()
    jonas = ada.context.new_page()
    jonas.goto(DRAFT)
    sign_in(jonas, "jonas")
    expect(jonas.locator("#notes-notes")).to_be_visible()
    jonas.wait_for_timeout(1 * SECONDS)
    expect(jonas.locator(".back")).to_have_count(0)
    assert "Nobody else's." not in jonas.locator("#notes-notes").input_value()


def test_signing_in_again_leads_back_to_the_field(new_page: NewPage) -> None:
    ada, type_on = box(new_page("ada"))
    ada.context.clear_cookies(name="sessionid")
    type_on(" Typed signed out.")
    expect(ada.locator(state())).to_contain_text("You were signed out; kept in this browser")
    ada.locator("#notes .saving").get_by_role("link", name="Sign in").click()
    sign_in(ada, "ada")
    expect(ada.locator("#notes-notes")).to_be_focused()
    expect(ada.locator("#notes-notes")).to_have_value(re_end("Typed signed out."))
    expect(ada.locator(state())).to_contain_text("Saved")
    assert saved_notes(new_page).endswith("Typed signed out.")


def test_signing_out_forgets_what_is_kept(new_page: NewPage) -> None:
    ada, _ = box(new_page("ada"))
    ada.locator("#causes details.add > summary").click()
    ada.locator("#cause-new-text").fill("Half a cause")
    ada.get_by_role("button", name="Sign out").click()  # the question is dismissed: she stays
    expect(ada.locator("#cause-new-text")).to_have_value("Half a cause")
    ada.once("dialog", lambda dialog: dialog.accept())
    ada.get_by_role("button", name="Sign out").click()
    ada.wait_for_url("**/accounts/login/**")
    assert ada.evaluate("Object.keys(localStorage)") == []


def test_two_people_write_in_one_section(new_page: NewPage) -> None:
    ada, jonas = new_page("ada"), new_page("jonas")
    for page in (ada, jonas):
        page.goto(DRAFT)
    ada.get_by_label("What went well").fill("The alert was quick.")
    expect(ada.locator(state("resolution"))).to_contain_text("Saved")
    jonas.get_by_label("What went wrong").fill("Nobody was told.")
    expect(jonas.locator(state("resolution"))).to_contain_text("Saved")
    expect(jonas.get_by_label("What went well")).to_have_value("The alert was quick.")

    ada.get_by_label("What went wrong").fill("It took an hour.")
    expect(ada.locator(state("resolution"))).to_contain_text("somebody else changed this meanwhile")
    ada.get_by_role("button", name="Compare the versions").click()
    versions = ada.locator(".conflict")
    expect(versions).to_contain_text("Nobody was told.")
    expect(versions.get_by_role("textbox", name="What went wrong")).to_have_value("It took an hour.")
    versions.get_by_role("textbox", name="What went wrong").fill("Nobody was told for an hour.")
    versions.get_by_role("button", name="Save my version").click()
    expect(ada.locator("#resolution .saved")).to_have_text("Saved.")
    ada.reload()
    expect(ada.get_by_label("What went wrong")).to_have_value("Nobody was told for an hour.")
    expect(ada.get_by_label("What went well")).to_have_value("The alert was quick.")
    for label in ("What went well", "What went wrong"):
        ada.get_by_label(label).fill("")
    ada.locator("#resolution").get_by_role("button", name="Save").click()
    expect(ada.locator("#resolution .saved")).to_have_text("Saved.")


def test_a_server_that_dies_loses_nothing(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    with running_site(tmp_path, port) as address:
        page = browser.new_context(base_url=address).new_page()
        page.goto("/accounts/login/")
        sign_in(page, "ada")
        page.wait_for_url("**/workspace/")
        _, type_on = box(page)
        type_on(" Before.")
        expect(page.locator(state())).to_contain_text("Saved")
        type_on(" Typed")
    type_on(" while it was down.")
    expect(page.locator(state())).to_contain_text("The server does not answer; kept in this browser")
    with running_site(tmp_path, port):
        expect(page.locator(state())).to_contain_text("Saved", timeout=90 * SECONDS)
        page.reload()
        expect(page.locator("#notes-notes")).to_have_value(re_end("Before. Typed while it was down."))
    page.context.close()
