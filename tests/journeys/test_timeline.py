"""The timeline is edited by keys, by drag and by one press, under a picture that follows."""

import re

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

SOURCE = """# Exports stopped

## Timeline (CET)
- 2026-03-03 10:00: Exports stopped working.
- 2026-03-03 10:20: Somebody looked at the queue.
- Called the vendor.
- 2026-03-03 11:00: The queue moved.
"""
VENDOR = "Called the vendor."


@pytest.fixture
def ada(new_page: NewPage) -> Page:
    """A draft of Ada's own with four events, the third of them without a time."""
    page = new_page("ada", timezone_id="Africa/Nairobi")
    begin(page)
    return page


def begin(page: Page) -> None:
    page.goto("/workspace/incidents/new/")
    page.get_by_label("Paste the postmortem").fill(SOURCE)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))


def rows(page: Page) -> Locator:
    return page.locator("#timeline .events > li")


def row(page: Page, text: str) -> Locator:
    return rows(page).filter(has_text=text)


def said(page: Page) -> Locator:
    return page.locator("#timeline-said")


def told(page: Page) -> list[str]:
    return [text.strip() for text in rows(page).locator(".prose").all_inner_texts()]


def test_keys_go_from_event_to_event_and_say_what_each_was(ada: Page) -> None:
    lists: list[Request] = []
    ada.on("request", lambda asked: lists.append(asked) if asked.url.endswith("/lists/timeline/") else None)
    rows(ada).first.focus()
    ada.keyboard.press("s")
    expect(said(ada)).to_contain_text("Started: Exports stopped working.")
    expect(rows(ada).first).to_be_focused()
    ada.keyboard.press("ArrowDown")
    ada.keyboard.press("i")
    ada.keyboard.press("d")
    expect(rows(ada).nth(1).locator(".kind")).to_contain_text("Detected")
    expect(rows(ada).nth(1)).to_be_focused()
    ada.keyboard.press("p")
    expect(said(ada)).to_contain_text("Internal, customers won't read it: Somebody looked")
    expect(rows(ada).nth(1).get_by_role("button", name="Internal")).to_be_visible()
    assert lists == []

    ada.keyboard.press("Enter")
    form = rows(ada).nth(1).locator("form.entry")
    expect(form.get_by_label("When")).to_be_focused()
    form.get_by_label("What happened").fill("Ada looked at the queue.")
    ada.keyboard.press("Escape")
    expect(rows(ada).nth(1)).to_contain_text("Ada looked at the queue.")
    expect(rows(ada).nth(1)).to_be_focused()
    ada.keyboard.press("l")
    expect(form.get_by_label("Source")).to_be_focused()
    ada.keyboard.type("https://chat.example/7")
    ada.keyboard.press("Enter")
    link = rows(ada).nth(1).get_by_role("link", name="chat.example/7")
    expect(link).to_have_attribute("href", "https://chat.example/7")

    ada.reload()
    expect(rows(ada).nth(1)).to_contain_text("Detected")
    expect(rows(ada).nth(1)).to_contain_text("Internal")


def test_an_event_without_a_time_is_moved_by_keys_and_a_timed_one_is_not(ada: Page) -> None:
    row(ada, VENDOR).focus()
    ada.keyboard.press("Alt+ArrowUp")
    ada.keyboard.press("Alt+ArrowUp")
    expect(rows(ada).first).to_contain_text(VENDOR)
    expect(said(ada)).to_have_text("Moved.")
    expect(row(ada, VENDOR)).to_be_focused()
    rows(ada).nth(1).focus()
    ada.keyboard.press("Alt+ArrowDown")
    expect(said(ada)).to_contain_text("Its time tells its place")
    ada.reload()
    assert told(ada)[0] == VENDOR


def test_deleting_by_key_asks_once_and_leaves_the_focus_at_the_next(ada: Page) -> None:
    row(ada, VENDOR).focus()
    ada.keyboard.press("Delete")
    expect(ada.get_by_text("Delete this event?")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(row(ada, VENDOR)).to_be_focused()
    ada.keyboard.press("Delete")
    expect(ada.locator(".question").get_by_role("button", name="Delete")).to_be_focused()
    ada.keyboard.press("Enter")
    expect(rows(ada)).to_have_count(3)
    expect(said(ada)).to_have_text("Deleted.")
    expect(ada.locator("#timeline-count")).to_have_text("3")
    expect(row(ada, "The queue moved.")).to_be_focused()


def test_who_answers_at_once_is_told_as_well(ada: Page) -> None:
    ada.evaluate("""() => document.addEventListener("focusin", ({ target }) => {
      if (target.matches(".question button.danger")) target.form.requestSubmit(target);
    })""")
    row(ada, VENDOR).focus()
    ada.keyboard.press("Delete")
    expect(rows(ada)).to_have_count(3)
    expect(said(ada)).to_have_text("Deleted.", timeout=5_000)


def drag(page: Page, grip: Locator, target: Locator) -> None:
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] - 20, steps=4)
    page.mouse.move(end["x"] + 8, end["y"] + 4, steps=8)


def test_an_event_without_a_time_is_dragged(ada: Page) -> None:
    grip = row(ada, VENDOR).locator(".grip")
    expect(row(ada, "Exports stopped").locator(".grip")).to_have_count(0)
    drag(ada, grip, rows(ada).first)
    expect(rows(ada).first).to_contain_text(VENDOR)
    ada.keyboard.press("Escape")
    expect(rows(ada).nth(2)).to_contain_text(VENDOR)
    ada.mouse.up()

    drag(ada, grip, rows(ada).first)
    ada.mouse.up()
    expect(said(ada)).to_have_text("Moved.")
    ada.reload()
    assert told(ada)[0] == VENDOR


def test_what_the_server_refuses_goes_back(new_page: NewPage) -> None:
    ada = new_page("ada", faulty=("net::ERR_FAILED", "htmx:"))
    begin(ada)
    ada.route("**/move/", lambda route: route.abort())
    row(ada, VENDOR).focus()
    ada.keyboard.press("Alt+ArrowUp")
    expect(ada.locator(".messages")).to_contain_text("try again in a moment")
    expect(rows(ada).nth(2)).to_contain_text(VENDOR)
    expect(row(ada, VENDOR)).to_be_focused()


def test_the_picture_follows_and_leads_to_the_events(ada: Page) -> None:
    image = ada.locator(".picture img")
    before = image.evaluate("image => image.src")
    ways = ada.locator(".layers a")
    expect(ways).to_have_count(3)
    rows(ada).first.focus()
    ada.keyboard.press("d")
    for _ in range(50):
        if image.evaluate("image => image.src") != before:
            break
        ada.wait_for_timeout(200)
    else:
        pytest.fail("The picture stayed as it was.")
    expect(rows(ada).first).to_be_focused()
    row(ada, "Somebody looked").get_by_role("button", name="Public").click()
    expect(ways).to_have_count(2)
    expect(row(ada, "Somebody looked").get_by_role("button", name="Internal")).to_be_focused()
    ways.last.focus()
    ada.keyboard.press("Enter")
    expect(row(ada, "The queue moved.")).to_be_in_viewport()
    assert ada.url.endswith(f"#{row(ada, 'The queue moved.').get_attribute('id')}")

    ada.locator(".picture > summary").click()
    expect(image).to_be_hidden()
    ada.reload()
    expect(image).to_be_hidden()


def test_the_times_are_read_by_other_clocks_while_a_form_is_open(ada: Page) -> None:
    rows(ada).nth(1).get_by_role("link", name="Edit").click()
    field = rows(ada).nth(1).get_by_label("What happened")
    field.fill("Half a sen")
    ada.get_by_role("link", name="Africa/Nairobi, yours").click()
    expect(rows(ada).first.locator("time strong")).to_have_text("12:00")
    expect(rows(ada).first.locator(".when")).to_contain_text("UTC+03:00")
    expect(field).to_have_value("Half a sen")
    expect(rows(ada).nth(1).get_by_label("When")).to_have_value("2026-03-03 10:20")
    ada.reload()
    expect(rows(ada).first.locator("time strong")).to_have_text("12:00")
    ada.get_by_role("link", name="Europe/Berlin").click()
    expect(rows(ada).first.locator("time strong")).to_have_text("10:00")


def test_a_pasted_block_names_kinds_and_audiences(ada: Page) -> None:
    ada.get_by_label("Quick entry").fill(
        "10:05 Detected: the export queue grew\n+3m paged the database team #internal\n[resolved] 11:30 done"
    )
    ada.get_by_label("Quick entry").press("Enter")
    expect(rows(ada)).to_have_count(7)
    expect(row(ada, "the export queue grew")).to_contain_text("Detected")
    expect(row(ada, "paged the database team").get_by_role("button", name="Internal")).to_be_visible()
    expect(rows(ada).last.locator(".kind")).to_contain_text("Resolved")


def test_all_of_it_works_without_javascript(new_page: NewPage) -> None:
    page = new_page("ada", java_script_enabled=False)
    begin(page)
    row(page, VENDOR).get_by_role("button", name="Move up").click()
    expect(rows(page).nth(1)).to_contain_text(VENDOR)
    row(page, VENDOR).get_by_role("button", name="Public").click()
    expect(row(page, VENDOR).get_by_role("button", name="Internal")).to_be_visible()
    row(page, VENDOR).get_by_role("link", name="change the kind").click()
    page.get_by_role("button", name="Escalated").click()
    expect(row(page, VENDOR).locator(".kind")).to_contain_text("Escalated")
    page.locator(".clocks").get_by_role("link", name="UTC").click()
    expect(rows(page).first.locator("time strong")).to_have_text("09:00")
