"""What becomes of a report that was taken back, went out silently, was mended, withdrawn and brought back."""

import re
import time
from http import HTTPStatus

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.test_whole_way import reference_of, submit, wait_for_post

pytestmark = pytest.mark.journey

TITLE = "Receipts sent with yesterdays date"
NOTES = f"""\
# {TITLE}

Severity: SEV4

## Summary
On 6 March 2026 from 08:00 to 09:10 UTC, receipts carried the date of the day before. No amount was wrong.

- **Duration:** March 6, 2026, 08:00 - 09:10 UTC
- **Impact:** About 4% of customers got such a receipt.

## Timeline (UTC)
- **08:00**: The first receipt went out with the wrong date.
- **09:10**: Receipts carried the right date again.

## Root cause
A cache of the day was not renewed at midnight.

## Resolution
The team renewed the cache by hand.

## Action items
1. Renew the cache: ask for the day each time a receipt is made.
"""


def test_taken_back_silent_mended_withdrawn_and_restored(new_page: NewPage) -> None:
    ada, grace, stranger = new_page("ada"), new_page("grace"), new_page(faulty=("404", "410"))
    reference = paste(ada)
    submit(ada)
    take_back(ada)
    submit(ada)
    approve(grace, reference)
    release(grace, "Publish", silently=True)
    address = "/incidents/receipts-sent-with-yesterdays-date/"
    wait_for_post(stranger, address, TITLE)
    assert TITLE not in stranger.request.get("/feed.atom").text()

    mend(ada, reference)
    approve(grace, reference)
    release(grace, "Publish the correction", silently=False)
    wait_for_post(stranger, address, "Small correction")
    compare(stranger)

    withdraw(grace, reference)
    wait_for_notice(stranger, address, "It named a customer.")
    expect(stranger.get_by_role("heading", name="This report was withdrawn")).to_be_visible()
    expect(stranger.get_by_text("The first receipt went out")).to_have_count(0)

    ada.goto(f"/workspace/incidents/{reference}/")
    submit(ada, note="It names nobody any more.")
    approve(grace, reference)
    release(grace, "Restore the post", silently=False)
    wait_for_post(stranger, address, "It names nobody any more.")
    expect(stranger.get_by_text("The first receipt went out").first).to_be_visible()
    expect(stranger.locator("#corrections")).to_contain_text("Restored")


def wait_for_notice(page: Page, address: str, text: str) -> None:
    """Read the public address, which is said to be gone, until the notice is there."""
    for _ in range(100):
        answer = page.request.get(address)
        if answer.status == HTTPStatus.GONE and text in answer.text():
            page.goto(address)
            return
        time.sleep(0.2)
    pytest.fail(f"{text!r} never appeared at {address}")


def paste(page: Page) -> str:
    page.goto("/workspace/incidents/new/")
    page.get_by_label("Paste the postmortem").fill(NOTES)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))
    return reference_of(page)


def take_back(page: Page) -> None:
    page.get_by_role("link", name="Take back from review").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back. Nobody is asked to decide on it")).to_be_visible()
    expect(page.locator("#stage")).to_contain_text("Draft")


def approve(page: Page, reference: str) -> None:
    """Go to the review from the inbox, which asks for it once."""
    page.goto("/workspace/inbox/")
    asked = page.locator("li.unread").filter(has_text=reference).filter(has_text="For your decision")
    expect(asked).to_have_count(1)
    asked.get_by_role("button", name="Review it").click()
    for reason in page.get_by_label("Why this may stand").all():
        reason.fill("It is known, and nothing that customers need.")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#stage")).to_contain_text("Approved")


def release(page: Page, link: str, *, silently: bool) -> None:
    page.get_by_role("link", name=link, exact=True).click()
    page.locator("#id_now_silent").set_checked(silently)
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("#stage")).to_contain_text("Published")


def mend(page: Page, reference: str) -> None:
    page.goto(f"/workspace/incidents/{reference}/")
    summary = page.locator("#summary")
    summary.get_by_label("Title").fill("Receipts sent with yesterday's date")
    summary.get_by_role("button", name="Save").click()
    expect(page.locator("#stage")).to_contain_text("changes that customers don't see yet")
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_label("What this correction changes").fill("An apostrophe was missing.")
    page.get_by_label("Only a slip of the pen").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#stage")).to_contain_text("In review")


def compare(page: Page) -> None:
    """Follow the correction to the page that shows what it changed, on a telephone."""
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#corrections")).to_contain_text("An apostrophe was missing.")
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", name="What edition 2 changed")).to_be_visible()
    expect(page.locator("del").first).to_contain_text("yesterdays")
    expect(page.locator("ins").first).to_contain_text("yesterday's")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="The report as it stands").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("yesterday's")


def withdraw(page: Page, reference: str) -> None:
    page.goto(f"/workspace/incidents/{reference}/")
    page.get_by_role("link", name="Withdraw", exact=True).click()
    page.get_by_role("textbox").first.fill("It named a customer.")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Withdrawn. A notice with your reason takes the post's place.")).to_be_visible()
