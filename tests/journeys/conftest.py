"""Journeys drive a real Chromium against everything that `make run` starts: server, worker, public files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from incidents.management.demonstration import PASSWORD
from tests.journeys.running import ARGUMENTS, running_site

NewPage = Callable[..., Page]
# A machine that does other work besides is slow, not wrong.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def site(var: Path) -> Iterator[str]:
    """The address of a running Candor with its demonstration, stopped at the end."""
    with running_site(var) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, site: str) -> Iterator[NewPage]:
    """Open a page as a person: signed in by user name, or a stranger; console errors fail but `faulty`."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    expected = ["401 (Unauthorized)", "Error Code 401", "409 (Conflict)", "422 (Unprocessable"]

    def open_page(who: str | None = None, *, faulty: tuple[str, ...] = (), **options: Any) -> Page:
        expected.extend(faulty)
        context = browser.new_context(base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        if who:
            page.goto("/accounts/login/")
            page.get_by_label("Login").fill(who)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/workspace/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not any(word in fault for word in expected)] == []
