"""A reader looks for a report: with the server, by the script alone, and without it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.running import free_port
from tests.shell.test_server import wait_for

pytestmark = pytest.mark.journey

FOUND = "Card payments failed in North America after a change of keys"


@pytest.fixture(scope="module")
def plain_site(site: str, var: Path) -> Iterator[str]:
    """The address of the public tree as nothing but files, with no server behind them."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "http.server",
        str(port),
        "--bind",
        "127.0.0.1",
        "--directory",
        str(var / "public"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port, process)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


def found(page: Page) -> list[str]:
    return page.locator(".found a").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reports_come_as_somebody_types(new_page: NewPage, scheme: str) -> None:
    # The browser tells of a file that is not there; the page says it in words.
    page = new_page(color_scheme=scheme, faulty=("404",))
    page.goto("/history/")
    page.get_by_label("Search reports").press_sequentially("card pay")
    expect(page.get_by_role("status")).to_have_text("Reports found: 1")
    assert found(page) == [FOUND]
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Search reports").fill("zebra")
    with page.expect_event(
        "console"
    ):  # the browser tells of a file that isn't there; the page says it in words
        page.wait_for_timeout(400)
    expect(page.get_by_role("status")).to_contain_text("No report says this")
    page.get_by_label("Search reports").fill("booking")
    expect(page.get_by_role("status")).to_contain_text("Reports found")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/**")


def test_the_whole_text_is_searched_by_the_server(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/")
    page.get_by_label("Search reports").fill("card")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="Search in the whole text of all reports").click()
    page.wait_for_url("**/search/?q=card")
    expect(page.locator("mark").first).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Search reports").fill("a word that nobody wrote")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", name="No report found")).to_be_visible()


def test_without_a_script_the_server_answers(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/history/")
    page.get_by_label("Search reports").fill("card payments")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", level=3).first).to_contain_text("Card payments")
    page.get_by_role("link", name="2025").click()
    expect(page.get_by_role("heading", name="No report found")).to_be_visible()


def test_lost_visitors_find_the_way(new_page: NewPage) -> None:
    page = new_page(faulty=("404",))
    page.goto("/incidents/card-payment/")
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    assert page.get_by_role("heading", level=3).count() == 3
    page.get_by_label("Search reports").fill("card pay")
    expect(page.locator(".found a")).to_have_text([FOUND])


def test_with_nothing_but_files_the_script_still_finds(browser: Browser, plain_site: str) -> None:
    page = browser.new_page(base_url=plain_site)
    page.goto("/history/")
    page.get_by_label("Search reports").fill("card pay")
    page.get_by_label("Search reports").press("Enter")
    expect(page.locator(".found a")).to_have_text([FOUND])
    page.goto("/404.html?q=card")  # what a host of files shows for /search/?q=card
    expect(page.locator(".found a")).to_have_text([FOUND])
    page.close()
