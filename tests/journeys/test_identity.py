"""A manager changes how the public site presents itself, sees it while typing, and every page follows."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

PAGE = "/workspace/identity/"
POST = "/incidents/booking-pages-failed-in-europe-while-the-clocks-went-forward/"
PLUM = "rgb(122, 31, 92)"


def logo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 30), "purple").save(out, "PNG")
    return out.getvalue()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and show it everywhere").click()
    expect(page.locator("#following")).to_contain_text("Every page shows what holds now")


def test_what_is_typed_is_seen_at_once_and_on_every_page_after_saving(new_page: NewPage) -> None:
    grace = new_page("grace")
    grace.goto(PAGE)
    seen = grace.frame_locator("#identity-shown iframe:not(.coming)")
    expect(seen.get_by_role("banner")).to_contain_text("Larkfield")

    grace.get_by_label("Name", exact=False).first.fill("Larkfield & Daughters")
    expect(seen.get_by_role("banner")).to_contain_text("Larkfield & Daughters")
    grace.get_by_label("Accent colour").fill("#7a1f5c")
    expect(grace.locator("#identity-shown .colours")).to_contain_text("#7a1f5c as it is")
    expect(grace.get_by_label("Choose the colour")).to_have_value("#7a1f5c")
    grace.get_by_label("Logo", exact=True).set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": logo()}
    )
    expect(seen.get_by_role("banner").locator("img")).to_have_attribute("src", re.compile("^data:image/png"))
    grace.get_by_label("A report").check()
    expect(seen.locator(".sign-off")).to_have_text("The people of Larkfield")
    grace.get_by_label("Dark", exact=True).check()
    expect(seen.locator("html")).to_have_css("background-color", "rgb(19, 20, 22)")

    stranger = new_page()
    stranger.goto("/")
    expect(stranger.get_by_role("banner")).not_to_contain_text("Daughters")
    save(grace)
    for path in ("/", POST):
        stranger.goto(path)
        expect(stranger.get_by_role("banner")).to_contain_text("Larkfield & Daughters")
        expect(stranger.locator("main a").first).to_have_css("color", PLUM)
        box = stranger.get_by_role("banner").locator("img").bounding_box()
        assert box
        assert (box["width"], box["height"]) == (96, 32)

    grace.get_by_text(re.compile("^Version 1 by")).click()
    grace.get_by_role("button", name="Have this hold again 1").click()
    expect(grace.locator("#following")).to_contain_text("Every page shows what holds now")
    stranger.goto("/")
    expect(stranger.get_by_role("banner")).not_to_contain_text("Daughters")


def test_it_works_without_javascript(new_page: NewPage) -> None:
    grace = new_page("grace", java_script_enabled=False)
    grace.goto(PAGE)
    grace.get_by_label("A report").check()
    grace.get_by_label("Sign-off").fill("All of us")
    grace.get_by_role("button", name="Only show the preview").click()
    expect(grace.frame_locator("iframe").locator(".sign-off")).to_have_text("All of us")
    expect(grace.get_by_label("Sign-off")).to_have_value("All of us")


def test_two_managers_at_once_lose_nothing(new_page: NewPage) -> None:
    first, second = new_page("grace"), new_page("grace")
    first.goto(PAGE)
    second.goto(PAGE)
    for page, words in ((first, "From the first"), (second, "From the second")):
        page.get_by_label("Sign-off").fill(words)
    save(first)
    second.get_by_role("button", name="Save and show it everywhere").click()
    expect(second.get_by_role("alert")).to_contain_text("From the first")
    expect(second.get_by_label("Sign-off")).to_have_value("From the second")
    save(second)
    expect(second.get_by_label("Sign-off")).to_have_value("From the second")
