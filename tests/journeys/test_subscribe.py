"""A customer subscribes by e-mail: asks, follows the link of the mail, confirms."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.running import mails

pytestmark = pytest.mark.journey


def link_in_mail(page: Page, var: Path, to: str) -> str:
    """Return the link of the mail that the worker kept, in place of sending it."""
    for _ in range(200):
        said = mails(var).partition(f"To: {to}")[2].replace("=\n", "").replace("=3D", "=")
        if found := re.search(r"http\S+/subscribe/confirm/[^/\s]+/", said):
            return urlsplit(found[0]).path
        page.wait_for_timeout(100)
    pytest.fail("No mail came.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_customer_subscribes(new_page: NewPage, var: Path, scheme: str) -> None:
    reader = f"reader-{scheme}@example.com"
    page = new_page(color_scheme=scheme)
    page.goto("/")
    page.get_by_role("link", name="Subscribe").click()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Your e-mail address").fill(reader)
    page.get_by_label("Card payments").check()
    page.get_by_role("button", name="Send me a link to confirm").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()

    page.goto(link_in_mail(page, var, reader))
    expect(page.get_by_text("Reports about: Card payments")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("heading", name="You are subscribed")).to_be_visible()


def test_a_mistake_is_said_at_the_field(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/subscribe/")
    field = page.get_by_label("Your e-mail address")
    field.evaluate("field => field.form.noValidate = true")
    field.fill("reader@")
    page.get_by_role("button", name="Send me a link to confirm").click()
    expect(page.get_by_text("This is no e-mail address")).to_be_visible()
    expect(field).to_have_value("reader@")
    assert field.get_attribute("aria-invalid") == "true"
