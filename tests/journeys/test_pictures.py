"""Pictures by paste and drop, rich text that is pasted, and the tools over a field."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

DRAFT = "/workspace/incidents/INC-2026-0007/"
GIVE = """
async (field, { kind, html, plain }) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (plain) data.setData("text/plain", plain);
  if (!html) {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext("2d").fillRect(0, 0, 40, 30);
    data.items.add(new File([await canvas.convertToBlob()], "screen.png", { type: "image/png" }));
  }
  const more = { bubbles: true, cancelable: true };
  const event = kind === "paste" ? new ClipboardEvent("paste", { clipboardData: data, ...more })
    : new DragEvent("drop", { dataTransfer: data, ...more });
  field.dispatchEvent(event);
}
"""


@pytest.fixture
def ada(new_page: NewPage) -> Page:
    page = new_page("ada")
    page.goto(DRAFT)
    return page


def notes(page: Page) -> Locator:
    return page.locator("#notes textarea").first


def put_back(page: Page, text: str) -> None:
    notes(page).fill(text)
    notes(page).blur()
    expect(page.locator("#notes .saving")).to_contain_text("Saved")


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_is_uploaded_described_and_put_where_the_cursor_is(ada: Page, kind: str) -> None:
    was = notes(ada).input_value()
    notes(ada).fill("Before. ")
    notes(ada).press("End")
    notes(ada).evaluate(GIVE, {"kind": kind})
    words = ada.get_by_label("One sentence for readers who don't see it")
    expect(words).to_be_focused()
    expect(ada.locator("#picture-words img")).to_have_js_property("naturalWidth", 40)
    words.fill("Requests a minute")
    words.press("Enter")
    expect(notes(ada)).to_have_value(
        re.compile(r"^Before\. !\[Requests a minute\]\(/media/[0-9a-f]{32}-40x30\.png\)$")
    )
    expect(notes(ada)).to_be_focused()
    put_back(ada, was)


def test_a_picture_can_be_left_out(ada: Page) -> None:
    was = notes(ada).input_value()
    notes(ada).evaluate(GIVE, {"kind": "paste"})
    ada.get_by_role("button", name="Leave it out").click()
    expect(ada.locator("#picture-words")).to_be_hidden()
    expect(notes(ada)).to_have_value(was)


def test_rich_text_comes_as_markdown_and_one_undo_takes_it_back(ada: Page) -> None:
    was = notes(ada).input_value()
    notes(ada).fill("Seen: ")
    notes(ada).press("End")
    html = "<p>We <b>lost</b> <a href='https://x.example/a'>this</a>.</p>"
    notes(ada).evaluate(GIVE, {"kind": "paste", "html": html, "plain": "We lost this."})
    expect(notes(ada)).to_have_value("Seen: We **lost** [this](https://x.example/a).")
    notes(ada).press("Control+z")
    expect(notes(ada)).to_have_value("Seen: ")
    put_back(ada, was)


def test_without_an_answer_the_plain_words_are_pasted(new_page: NewPage) -> None:
    ada = new_page("ada", faulty=("ERR_FAILED",))
    ada.goto(DRAFT)
    was = notes(ada).input_value()
    ada.route("**/pasted/", lambda route: route.abort())
    notes(ada).fill("")
    notes(ada).evaluate(GIVE, {"kind": "paste", "html": "<p><b>lost</b></p>", "plain": "lost"})
    expect(notes(ada)).to_have_value("lost")
    put_back(ada, was)


def test_the_tools_work_by_keyboard_and_take_back_what_they_did(ada: Page) -> None:
    was = notes(ada).input_value()
    notes(ada).fill("one two")
    notes(ada).evaluate("field => field.setSelectionRange(4, 7)")
    notes(ada).press("Control+b")
    expect(notes(ada)).to_have_value("one **two**")
    notes(ada).press("Control+b")
    expect(notes(ada)).to_have_value("one two")
    notes(ada).press("Control+k")
    expect(notes(ada)).to_have_value("one [two](address)")
    notes(ada).fill("a\nb")
    notes(ada).evaluate("field => field.setSelectionRange(0, 3)")
    tools = ada.locator("#notes").get_by_role("toolbar", name="Formatting").first
    tools.get_by_role("button", name="Bold").focus()
    ada.keyboard.press("End")
    ada.keyboard.press("ArrowLeft")
    ada.keyboard.press("ArrowLeft")
    expect(tools.get_by_role("button", name="List")).to_be_focused()
    ada.keyboard.press("Enter")
    expect(notes(ada)).to_have_value("- a\n- b")
    put_back(ada, was)


def test_the_tools_of_a_row_ask_for_no_file(ada: Page) -> None:
    asked: list[object] = []
    ada.on("filechooser", lambda chooser: asked.append(chooser))  # noqa: PLW0108
    first = ada.locator("#timeline .events > li").first
    words = first.inner_text()
    first.locator("[data-tool='down']").click()
    expect(ada.locator("#timeline .events > li").first).not_to_have_text(words)
    moved = ada.locator("#timeline .events > li").nth(1)
    moved.locator("[data-tool='up']").click()
    expect(ada.locator("#timeline .events > li").first).to_contain_text(
        "A certificate on one of four gateways"
    )
    assert asked == []
