"""Other words are suggested by marking and changing some, and accepted with one click; then undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

NOTES = """# Receipts were printed twice in Lyon

## Summary

For an hour the shops in Lyon printed each receipt twice. Nobody paid twice.

## Timeline

- 2026-05-04 10:05 UTC: The till in Lyon printed a receipt twice.
"""
PASSAGE, INSTEAD = "printed each receipt twice", "printed every receipt two times"


def new_report(page: Page) -> str:
    """Import a report that no other journey knows, and return its address."""
    page.goto("/workspace/incidents/new/")
    page.locator("#id_text").fill(NOTES)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Make the draft").click()
    page.wait_for_url(re.compile(r"/workspace/incidents/INC-[0-9-]+/"))
    return page.url.partition("#")[0].partition("?")[0]


def mark(page: Page, passage: str) -> None:
    box = page.locator("#summary-summary")
    start = box.input_value().index(passage)
    box.evaluate(
        "(box, place) => { box.focus(); box.setSelectionRange(...place); }", [start, start + len(passage)]
    )


def test_marked_words_are_changed_accepted_and_undone(new_page: NewPage) -> None:
    ada, jonas = new_page("ada"), new_page("jonas")
    report = new_report(ada)

    jonas.goto(report)
    mark(jonas, PASSAGE)
    jonas.locator("#div_summary-summary").get_by_role("link", name=re.compile("^Comment")).click()
    form = jonas.locator("#new-comment form")
    form.get_by_label("Comment", exact=True).fill("Shorter words.")
    form.get_by_role("link", name="Suggest other words").click()
    expect(form.get_by_label("Instead")).to_be_focused()
    expect(form.get_by_label("Instead")).to_have_value(PASSAGE)
    expect(form.get_by_label("Why")).to_have_value("Shorter words.")
    form.get_by_label("Instead").fill(INSTEAD)
    form.get_by_role("button", name="Add the suggestion").click()
    expect(jonas.locator(".messages")).to_contain_text("Added. Told: Ada Okafor.")
    expect(jonas.locator("#div_summary-summary .threads")).to_have_text(re.compile(r"1 open"))

    ada.get_by_role("link", name=re.compile("Inbox")).click()
    notice = ada.locator(".notices > li").filter(has_text="Shorter words")
    expect(notice).to_contain_text("Jonas Lindqvist suggested other words for your report")
    ada.goto(f"{report}?pane=discussion")
    said = ada.locator("#discussion .thread").filter(has_text="Shorter words")
    expect(said.locator("del").first).to_have_text("each")
    expect(said.locator("ins").first).to_have_text("every")
    said.get_by_role("button", name="Accept").click()
    message = ada.locator(".messages")
    expect(message).to_contain_text("Accepted:")
    expect(ada.locator("#summary-summary")).to_have_value(re.compile(INSTEAD))
    expect(message.get_by_role("button", name="Undo")).to_be_focused()
    expect(ada.locator("#div_summary-summary .threads")).to_be_hidden()

    ada.keyboard.press("Enter")
    expect(message).to_contain_text("Undone.")
    expect(ada.locator("#summary-summary")).to_have_value(re.compile(PASSAGE))
    said.get_by_role("button", name="Accept").click()
    expect(ada.locator("#summary-summary")).to_have_value(re.compile(INSTEAD))
    jonas.goto("/workspace/inbox/")
    expect(jonas.locator(".notices > li").first).to_contain_text("Ada Okafor accepted your suggestion")


def test_without_javascript_a_passage_that_changed_is_shown_beside_it(new_page: NewPage) -> None:
    ada = new_page("ada", java_script_enabled=False)
    grace = new_page("grace", java_script_enabled=False)
    report = new_report(ada)

    grace.goto(report)
    row = grace.locator("#timeline .rows > li").first
    row.get_by_role("link", name=re.compile("^Comment")).click()
    grace.get_by_role("link", name="Suggest other words").click()
    grace.get_by_label("Instead").fill("The till by the door printed a receipt twice.")
    grace.get_by_role("button", name="Add the suggestion").click()
    expect(grace.locator(".messages")).to_contain_text("Added. Told: Ada Okafor.")
    discussion = grace.url.partition("#")[0]

    ada.goto(report)
    ada.locator("#timeline .rows > li").first.get_by_role("link", name=re.compile("^Edit")).click()
    ada.get_by_label("What happened").fill("A till printed a receipt three times.")
    ada.get_by_role("button", name="Save").first.click()
    ada.goto(discussion)
    expect(ada.get_by_text("The passage was changed since.")).to_be_visible()
    expect(ada.locator(".thread blockquote")).to_have_text("A till printed a receipt three times.")
    grace.get_by_role("button", name="Accept").click()  # on a page that is older than the change
    expect(grace.get_by_role("alert")).to_contain_text("Compare both and change it by hand.")
    expect(grace.locator(".thread ins")).to_have_text(re.compile("by the door"))
    ada.get_by_text("Decline", exact=False).first.click()
    ada.get_by_label("A word on why").fill("It was three times.")
    ada.get_by_role("button", name="Decline the suggestion").click()
    expect(ada.locator(".messages")).to_contain_text("Declined.")
    grace.goto("/workspace/inbox/")
    expect(grace.locator(".notices > li").first).to_contain_text("Ada Okafor declined your suggestion")


def test_a_manager_suggests_from_what_customers_will_read(new_page: NewPage) -> None:
    grace = new_page("grace")
    grace.goto("/workspace/incidents/INC-2026-0006/review/")
    title = grace.frame_locator("iframe").locator("h1")
    title.evaluate("title => getSelection().selectAllChildren(title)")
    words = title.inner_text()
    grace.get_by_role("link", name="Comment on a passage").click()
    form = grace.locator("#new-comment form")
    form.get_by_role("link", name="Suggest other words").click()
    expect(form.get_by_role("heading")).to_have_text("Suggest other words: Title")
    expect(form.get_by_label("Instead")).to_have_value(words)
    form.get_by_label("Instead").fill("Half a thought")
    grace.get_by_role("link", name="Comment on a passage").click()
    expect(form.get_by_label("Instead")).to_have_value("Half a thought")
    expect(form.get_by_label("Instead")).to_be_focused()
