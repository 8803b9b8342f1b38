"""Talking about a report: a passage is marked, somebody is asked, and answers from the inbox."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.running import mails

pytestmark = pytest.mark.journey

REPORT = "/workspace/incidents/INC-2026-0007/"


def mark_in_field(page: Page, field: str, passage: str) -> None:
    """Mark the first such words of a field, as somebody does with the mouse."""
    box = page.locator(field)
    start = box.input_value().index(passage)
    box.evaluate(
        "(box, [from, to]) => { box.focus(); box.setSelectionRange(from, to); }",
        [start, start + len(passage)],
    )


def begin(page: Page, place: str) -> None:
    page.locator(place).get_by_role("link", name=re.compile("^Comment")).click()


def test_a_marked_passage_a_question_and_its_answer(new_page: NewPage, var: Path) -> None:
    jonas = new_page("jonas")
    jonas.goto(REPORT)
    words = jonas.locator("#summary-summary").input_value().split()[:3]
    mark_in_field(jonas, "#summary-summary", " ".join(words))
    begin(jonas, "#div_summary-summary")
    form = jonas.locator("#new-comment form")
    expect(form.get_by_label("Comment", exact=True)).to_be_focused()
    expect(form.get_by_label("About")).to_have_value("summary")
    expect(form.get_by_label("Passage")).to_have_value(" ".join(words))
    form.get_by_label("Comment", exact=True).fill("Is this *all* of it, @ada?")
    form.get_by_role("button", name="Add the comment").click()
    expect(jonas.locator(".messages")).to_contain_text("Added. Told: Ada Okafor.")
    expect(jonas.locator("#div_summary-summary .threads")).to_have_text(re.compile(r"1 open"))
    expect(jonas.locator("#discussion .thread")).to_contain_text("Is this all of it, @ada?")

    ada = new_page("ada")
    ada.get_by_role("link", name=re.compile("Inbox")).click()
    notice = ada.locator(".notices > li").filter(has_text="Is this")
    expect(notice).to_contain_text("Jonas Lindqvist mentioned you")
    notice.get_by_role("button", name="Open the thread").click()
    thread = ada.locator(".thread").filter(has_text="Is this all of it")
    expect(thread.locator("blockquote")).to_have_text(" ".join(words))
    thread.get_by_text("Reply", exact=False).first.click()
    thread.get_by_label("Reply").fill("It is now.")
    thread.get_by_role("button", name="Add the reply").click()
    expect(ada.locator("#discussion > .saved")).to_have_text("Added. Told: Jonas Lindqvist.")
    thread.get_by_role("button", name="Resolve").click()
    expect(ada.get_by_text(re.compile("resolved thread"))).to_be_visible()
    expect(thread).to_be_hidden()

    jonas.goto("/workspace/inbox/")
    expect(jonas.locator(".notices > li").first).to_contain_text("Ada Okafor replied in a thread of yours")
    jonas.goto(REPORT)
    expect(jonas.locator("#div_summary-summary .threads")).to_be_hidden()
    for _ in range(50):
        if "Subject: INC-2026-0007: Jonas Lindqvist mentioned you" in mails(var):
            break
        jonas.wait_for_timeout(200)
    else:
        pytest.fail("The worker never mailed the notice.")


def test_the_words_marked_in_an_entry_or_in_the_post_are_quoted(new_page: NewPage) -> None:
    grace = new_page("grace")
    grace.goto(REPORT)
    row = grace.locator("#timeline .rows > li").nth(1)
    row.locator(".prose").evaluate("text => getSelection().selectAllChildren(text)")
    begin(grace, f"#{row.get_attribute('id')}")
    said = row.locator(".prose").inner_text()
    expect(grace.locator("#new-comment").get_by_label("Passage")).to_have_value(said.strip())

    grace.goto("/workspace/incidents/INC-2026-0006/review/")
    title = grace.frame_locator("iframe").locator("h1")
    title.evaluate("title => getSelection().selectAllChildren(title)")
    grace.get_by_role("link", name="Comment on a passage").click()
    expect(grace.locator("#new-comment").get_by_label("Passage")).to_have_value(title.inner_text())


def test_what_is_being_written_outlives_everything_else(new_page: NewPage) -> None:
    grace = new_page("grace")
    grace.goto("/workspace/incidents/INC-2026-0006/?pane=discussion")
    first, second = grace.locator("#discussion > .threads > .thread").all()[:2]
    first.locator("summary").click()
    first.get_by_label("Reply").fill("Half a rep")
    begin(grace, "#div_impact-impact")
    grace.locator("#new-comment").get_by_label("Comment", exact=True).fill("Half a comm")
    begin(grace, "#div_summary-title")
    comment = grace.locator("#new-comment").get_by_label("Comment", exact=True)
    expect(grace.locator("#new-comment").get_by_label("About")).to_have_value("title")
    expect(comment).to_have_value("Half a comm")
    second.locator("summary").click()
    second.get_by_label("Reply").fill("A whole reply.")
    second.get_by_role("button", name="Add the reply").click()
    expect(second).to_contain_text("A whole reply.")
    expect(comment).to_have_value("Half a comm")
    expect(first.get_by_label("Reply")).to_have_value("Half a rep")
    comment.fill(" ")
    grace.get_by_role("button", name="Add the comment").click()
    expect(grace.locator("#new-comment")).to_contain_text("Write what you have to say")
    expect(comment).to_be_focused()
    expect(comment).to_be_in_viewport()


def test_without_javascript_all_of_it_works(new_page: NewPage) -> None:
    ada = new_page("ada", java_script_enabled=False)
    ada.goto(REPORT)
    begin(ada, "#div_impact-impact")
    expect(ada.get_by_label("About")).to_have_value("impact")
    ada.get_by_label("Passage").fill("Every fifth request")
    ada.get_by_label("Comment", exact=True).fill("Of how many?")
    ada.get_by_role("button", name="Add the comment").click()
    thread = ada.locator(".thread").filter(has_text="Of how many?")
    expect(thread).to_contain_text("Every fifth request")
    thread.locator("summary").click()
    thread.get_by_label("Reply").fill("Of two million.")
    thread.get_by_role("button", name="Add the reply").click()
    expect(thread).to_contain_text("Of two million.")
    thread.get_by_role("button", name="Resolve").click()
    ada.get_by_text(re.compile("resolved thread")).click()
    thread.get_by_role("button", name="Reopen").click()
    expect(thread).to_be_visible()
