"""Two approvals, one of them by somebody without an account, before a report may be published."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.test_whole_way import reference_of, submit

pytestmark = pytest.mark.journey

NOTES = """\
# Labels printed twice

Severity: SEV4

## Summary
On 5 March 2026 from 09:10 to 09:40 UTC, shipping labels were printed twice. No parcel was sent twice.

- **Duration:** March 5, 2026, 09:10 - 09:40 UTC
- **Impact:** About 3% of merchants printed labels twice.

## Timeline (UTC)
- **09:10**: The first label was printed twice.
- **09:40**: Labels were printed once again.

## Root cause
A retry did not look whether the first attempt had succeeded.

## Resolution
The team turned the retry off.

## Action items
1. Look first: ask the printer whether it has printed before printing again.
"""
SEVERITY = "/workspace/policies/sev4/"
OUTSIDE = "Approvals from a reader without an account"


@pytest.fixture
def grace(new_page: NewPage) -> Iterator[Page]:
    """Return the manager's page, while reports of the lowest severity need an approval from outside."""
    page = new_page("grace")
    ask_outside(page, "1")
    yield page
    ask_outside(page, "")


def ask_outside(page: Page, count: str) -> None:
    page.goto(SEVERITY)
    page.get_by_label(OUTSIDE).fill(count)
    page.get_by_role("button", name="Make this the policy").click()
    expect(page.get_by_text("Saved. It holds from now on")).to_be_visible()


def test_two_approve_one_of_them_by_a_link(new_page: NewPage, grace: Page) -> None:
    ada = new_page("ada")
    reference = paste(ada)
    submit(ada)

    grace.goto(f"/workspace/incidents/{reference}/review/")
    expect(grace.locator("#who")).to_contain_text("a reader without an account")
    for reason in grace.get_by_label("Why this may stand").all():
        reason.fill("It is known, and nothing that customers need.")
    grace.get_by_role("button", name="Approve").click()
    expect(grace.locator("#stage")).to_contain_text("Waits for a reader without an account")
    expect(grace.get_by_role("link", name="Publish", exact=True)).to_have_count(0)

    address = share(grace, reference)
    reader = new_page()
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto(address)
    expect(
        reader.frame_locator("iframe").get_by_text("The first label was printed twice.").first
    ).to_be_visible()
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.get_by_label("Your name").fill("Jo Doe")
    reader.get_by_role("button", name="Approve").click()
    expect(reader.get_by_text("by Jo Doe")).to_be_visible()
    expect(reader.get_by_role("button")).to_have_count(0)

    grace.goto(f"/workspace/incidents/{reference}/review/")
    expect(grace.locator("#who")).to_contain_text("Jo Doe, by a link for Jo of ACME")
    grace.goto(f"/workspace/incidents/{reference}/")
    expect(grace.locator("#stage")).to_contain_text("Approved")
    expect(grace.get_by_role("link", name="Publish", exact=True)).to_be_visible()


def test_a_public_change_voids_the_approval_and_is_told(new_page: NewPage, grace: Page) -> None:
    ada = new_page("ada")
    reference = paste(ada)
    submit(ada)
    grace.goto(f"/workspace/incidents/{reference}/review/")
    for reason in grace.get_by_label("Why this may stand").all():
        reason.fill("It is known, and nothing that customers need.")
    grace.get_by_role("button", name="Approve").click()
    expect(grace.locator("#stage")).to_contain_text("Waits for a reader without an account")

    impact = ada.locator("#impact")
    impact.get_by_label("Customers affected, in per cent").fill("4")
    impact.get_by_role("button", name="Save").click()
    told = ada.locator("#stage details.voided")
    told.locator("summary").click()
    expect(told).to_contain_text("Affected, in percent")
    expect(told).to_contain_text("Ada Okafor")


def share(page: Page, reference: str) -> str:
    page.goto(f"/workspace/incidents/{reference}/links/")
    page.get_by_label("For whom").fill("Jo of ACME")
    page.get_by_label("Approve or send back").check()
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("Address").input_value()
    assert re.search(r"/shared/\d+/[\w-]{43}/$", address)
    return re.sub(r"^https?://[^/]+", "", address)


def paste(page: Page) -> str:
    page.get_by_role("link", name="New report").click()
    page.get_by_label("Paste the postmortem").fill(NOTES)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))
    return reference_of(page)
