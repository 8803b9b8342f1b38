"""From notes that leave something open to a draft in the editor, and from many files to as many drafts."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import NewPage

NOTES = """# Labels printed blank in two depots

## Summary
Two depots printed blank labels for three hours.

Published 6 August 2025 by the depot team.

## Timeline (EST)
- 10:05 AM: The first blank labels came out of the printers.
- 12:00 AM: The printer driver was rolled back.
- 1:15 PM: Labels were fine again.

## Recipe for the depot
Keep a box of preprinted labels beside each printer.

## Resolution
The driver was rolled back.
"""

CASES = [pytest.param(True, id="with-javascript"), pytest.param(False, id="without-javascript")]


@pytest.mark.parametrize("script", CASES)
def test_choose_a_meaning_place_a_paragraph_and_make_the_draft(new_page: NewPage, script: bool) -> None:
    page = new_page("ada", java_script_enabled=script)
    read(page)
    report = page.get_by_role("region", name="Report")

    page.get_by_role("button", name="6 August 2025").click()
    expect(page.get_by_role("button", name="6 August 2025")).to_have_attribute("aria-pressed", "true")
    expect(report).to_contain_text("2025-08-06 10:05")
    page.get_by_role("button", name="Midnight: 00:00 on 7 August").click()
    expect(report).to_contain_text("2025-08-07 00:00")
    # The new part of the page is there a moment before htmx listens to it.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    loose = page.get_by_role("listitem").filter(has_text="preprinted").filter(has=page.locator("select"))
    loose.get_by_label("Put this into").select_option("A new action")
    if not script:
        loose.get_by_role("button", name="Put it there").click()
    expect(page.locator("#field-actions-0")).to_contain_text("Recipe for the depot")

    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/incidents/INC-"))
    expect(page.locator("#timeline ol.rows > li").nth(1)).to_contain_text("2025-08-07")
    expect(page.locator("#actions ol.rows > li")).to_contain_text("Recipe for the depot")
    expect(page.get_by_text("Keep a box of preprinted labels")).to_have_count(1)


def test_pointing_at_either_side_lights_up_the_other(new_page: NewPage) -> None:
    page = new_page("ada")
    read(page)
    field, line = page.locator("#field-timeline-0"), page.locator("#line-9")
    line.hover()
    expect(field).to_have_class(re.compile(r"\blit\b"))
    page.locator("#field-summary a").first.focus()
    expect(page.locator("#line-4")).to_have_class(re.compile(r"\blit\b"))
    expect(field).not_to_have_class(re.compile(r"\blit\b"))


def test_without_javascript_the_lines_and_the_fields_lead_to_each_other(new_page: NewPage) -> None:
    page = new_page("ada", java_script_enabled=False)
    read(page)
    page.locator("#field-timeline-0").get_by_role("link", name="line 9").click()
    expect(page.locator("#line-9")).to_be_in_viewport()
    page.locator("#line-9").get_by_role("link", name="Event 1").click()
    expect(page.locator("#field-timeline-0")).to_be_in_viewport()


@pytest.mark.parametrize("script", CASES)
def test_many_files_become_drafts(new_page: NewPage, script: bool) -> None:
    page = new_page("ada", java_script_enabled=script)
    page.get_by_role("link", name="New report").click()
    page.get_by_role("link", name="Import several files at once").click()
    files = [file("labels.md", NOTES), file("empty.txt", "")]
    page.get_by_label("Choose several files").set_input_files(files)
    page.get_by_role("button", name="Make drafts").click()
    done = page.get_by_text("2 of 2 files done")
    for _ in range(0 if script else 100):
        if done.is_visible():
            break
        page.get_by_role("link", name="Look again").click()
    expect(done).to_be_visible()
    expect(page.get_by_role("row", name="empty.txt")).to_contain_text("There is no text here")
    page.get_by_role("row", name="labels.md").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Labels printed blank in two depots")).to_be_visible()


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def read(page: Page) -> None:
    page.goto("/workspace/incidents/new/")
    page.get_by_label("Paste the postmortem").fill(NOTES)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="What was read")).to_be_visible()
