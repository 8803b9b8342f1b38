"""The product's main job, once through: from pasted notes to a page that customers read."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

NOTES = """\
# Exports stuck in the queue

## Summary
On 3 March 2026, exports of large tables did not finish. Nothing was lost.

- **Duration:** March 3, 2026, 10:05 - 11:40 UTC
- **Impact:** About 12% of customers waited for an export.

## Timeline (UTC)
- **10:05**: The first exports stopped moving.
- **10:20**: An alert on queue age paged the data team.
- A restart of the workers changed nothing.
- **11:40**: Exports moved again.

## Root cause
A migration left a lock on the export table that no worker could take.

## Resolution
The team ended the migration's session and the lock with it.

## Action items
1. Lock timeout: give every migration a lock timeout of five seconds.
2. Alert earlier: page when the oldest export is older than five minutes.
"""

CASES = [pytest.param(True, id="with-javascript"), pytest.param(False, id="without-javascript")]


def reference_of(page: Page) -> str:
    found = re.search(r"/incidents/(INC-\d+-\d+)/", page.url)
    assert found, page.url
    return found[1]


def wait_for_post(page: Page, address: str, text: str) -> None:
    """Read the public address until the worker has put the post there."""
    for _ in range(100):
        answer = page.request.get(address)
        if answer.status == 200 and text in answer.text():
            page.goto(address)
            return
        time.sleep(0.2)
    pytest.fail(f"{text!r} never appeared at {address}")


@pytest.mark.parametrize("script", CASES)
def test_paste_edit_submit_approve_publish_read_correct(new_page: NewPage, script: bool) -> None:
    title = f"Exports stuck in the queue, {'with' if script else 'without'} script"
    ada = new_page("ada", java_script_enabled=script)
    reference = paste(ada)
    edit(ada, title)
    submit(ada)

    grace = new_page("grace", java_script_enabled=script)
    approve_and_publish(grace, reference)

    stranger = new_page(java_script_enabled=script)
    address = f"/incidents/{title.lower().replace(', ', '-').replace(' ', '-')}/"
    wait_for_post(stranger, address, title)
    expect(stranger.get_by_text("The first exports stopped moving.").first).to_be_visible()
    expect(stranger.get_by_text("Somebody noticed by hand.")).to_have_count(0)

    correct(ada, reference)
    grace.goto(f"/workspace/incidents/{reference}/review/")
    # What was waived stays so; new is only that the two shares contradict each other.
    expect(grace.get_by_label("Why this may stand")).to_have_count(1)
    approve_and_publish(grace, reference, button="Publish the correction")
    wait_for_post(stranger, address, "The share of customers was 14 per cent, not 12.")
    expect(stranger.get_by_text(re.compile("Corrected")).first).to_be_visible()


def paste(page: Page) -> str:
    page.get_by_role("link", name="New report").click()
    page.get_by_label("Paste the postmortem").fill(NOTES)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="What was read")).to_be_visible()
    expect(page.get_by_role("region", name="Report")).to_contain_text(
        "A restart of the workers changed nothing."
    )
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))
    return reference_of(page)


def edit(page: Page, title: str) -> None:
    summary = page.locator("#summary")
    summary.get_by_label("Title").fill(title)
    summary.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    timeline = page.locator("#timeline")
    timeline.get_by_text("Add an event", exact=True).first.click()
    timeline.get_by_label("When").fill("2026-03-03 10:15")
    timeline.get_by_label("What happened").fill("Somebody noticed by hand.")
    timeline.get_by_label("Audience").select_option("internal")
    timeline.get_by_role("button", name="Add an event").click()
    placed = page.locator("#timeline ol.rows > li").nth(1)
    expect(placed).to_contain_text("Somebody noticed by hand.")


def submit(page: Page, note: str = "") -> None:
    page.get_by_role("link", name="Submit for review").click()
    if note:
        page.get_by_label("What this correction changes").fill(note)
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#stage")).to_contain_text("In review")


def approve_and_publish(page: Page, reference: str, button: str = "Publish") -> None:
    page.goto("/workspace/review/")
    page.get_by_role("link", name=re.compile(reference)).click()
    expect(
        page.frame_locator("iframe").get_by_text("The first exports stopped moving.").first
    ).to_be_visible()
    for reason in page.get_by_label("Why this may stand").all():
        reason.fill("It is known, and nothing that customers need.")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("#stage")).to_contain_text("Approved")
    page.get_by_role("link", name=button, exact=True).click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator("#stage")).to_contain_text("Published")


def correct(page: Page, reference: str) -> None:
    page.goto(f"/workspace/incidents/{reference}/")
    impact = page.locator("#impact")
    impact.get_by_label("Customers affected, in per cent").fill("14")
    impact.get_by_role("button", name="Save").click()
    expect(page.locator("#stage")).to_contain_text("changes that customers don't see yet")
    submit(page, note="The share of customers was 14 per cent, not 12.")
