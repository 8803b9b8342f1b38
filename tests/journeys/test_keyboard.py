"""Without a mouse from the sign-in to the submission; and in how few steps a paste becomes a submission."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from incidents.management.demonstration import PASSWORD
from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

FEWEST = 12
NOTES = """\
# Invoices were mailed to the wrong address

## Summary
On 5 May 2026, invoices of 31 customers were mailed to an address that they had given up.
Nobody else read them.

- **Severity:** SEV 2
- **Duration:** May 5, 2026, 08:00 - 09:30 UTC
- **Impact:** 31 customers got no invoice; 0.4% of those who were due one.

## Timeline (UTC)
- **08:00**: The monthly run began to mail invoices.
- **08:35**: A customer told support that the address was an old one.
- **08:50**: The billing team stopped the run.
- **09:30**: The run went on with the addresses of today.

## Root cause
The run read addresses from a copy that was made before the customers changed them.

## Resolution
The billing team stopped the run, made the copy anew, and mailed the 31 invoices again.

## Action items
1. Read addresses from the source. Owner: Billing team. Due: 2026-06-01
"""


class Counted:
    """What a person does with a page, counted: a click, a paste, a choice."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def click(self, place: Locator) -> None:
        place.click()
        self.done.append("click")

    def paste(self, place: Locator, text: str) -> None:
        place.fill(text)
        self.done.append("paste")


def ready(page: Page) -> None:
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()


def tab_to(page: Page, place: Locator, most: int = 60) -> None:
    """Press Tab until the focus is there."""
    expect(place).to_be_visible()
    for _ in range(most):
        if place.evaluate("place => place === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {place}")


def test_no_mouse_is_needed(new_page: NewPage) -> None:
    ada = new_page()
    ada.goto("/workspace/")
    tab_to(ada, ada.get_by_label("Login"))
    ada.keyboard.type("ada")
    tab_to(ada, ada.get_by_label("Password"))
    ada.keyboard.type(PASSWORD)
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("heading", name="What to do next")).to_be_visible()

    ready(ada)
    ada.keyboard.press("c")
    tab_to(ada, ada.get_by_label("Paste the postmortem"))
    ada.keyboard.insert_text(NOTES.replace("Owner: Billing team. ", ""))
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("heading", name="What was read")).to_be_visible()
    tab_to(ada, ada.get_by_role("button", name="Make the draft"))
    ada.keyboard.press("Enter")
    ada.wait_for_url(re.compile(r"/incidents/INC-"))

    ready(ada)
    ada.keyboard.press("q")
    expect(ada.locator("#quick-lines")).to_be_focused()
    ada.keyboard.type("08:40 support told the billing team")
    ada.keyboard.press("Enter")
    expect(ada.locator("#timeline .rows > li").nth(2)).to_contain_text("support told the billing team")
    expect(ada.locator("#quick-lines")).to_be_focused()
    ada.keyboard.press("Escape")

    ada.keyboard.press("x")
    tab_to(ada, ada.locator("#checks").get_by_role("link", name=re.compile("has no owner")))
    ada.keyboard.press("Enter")
    expect(ada.locator("#actions form.entry").get_by_label("Owner").first).to_be_focused()
    ada.keyboard.type("Billing team")
    ada.keyboard.press("Control+s")
    expect(ada.locator("#actions .rows .saving").first).to_contain_text("Saved")
    expect(ada.locator("#checks")).not_to_contain_text("has no owner", timeout=20_000)

    ada.keyboard.press("Escape")
    ada.keyboard.press("s")
    expect(ada.get_by_role("heading", name="Submit for review")).to_be_visible()
    tab_to(ada, ada.get_by_role("button", name="Submit"))
    ada.keyboard.press("Enter")
    expect(ada.locator("#stage")).to_contain_text("In review")


def test_few_steps_lead_from_a_paste_to_a_submitted_report(new_page: NewPage) -> None:
    ada = new_page("ada")
    person = Counted()
    person.click(ada.get_by_role("link", name="New report"))
    person.paste(
        ada.get_by_label("Paste the postmortem"), NOTES.replace("read them", "read them on 10.20.3.7")
    )
    person.click(ada.get_by_role("button", name="Read it"))
    person.click(ada.get_by_role("button", name="Make the draft"))
    person.click(ada.locator(".tabs").get_by_role("link", name="Checks"))
    person.click(ada.locator("#checks").get_by_role("link", name=re.compile(r"10\.20\.3\.7")))
    summary = ada.locator("#summary-summary")
    expect(summary).to_be_focused()
    person.paste(summary, summary.input_value().replace(" on 10.20.3.7", ""))
    expect(ada.locator("#summary .saving")).to_contain_text("Saved")
    person.click(ada.get_by_role("link", name="Submit for review"))
    person.click(ada.get_by_role("button", name="Submit"))
    expect(ada.locator("#stage")).to_contain_text("In review")
    assert len(person.done) <= FEWEST, person.done
    assert len(person.done) == 9, person.done
