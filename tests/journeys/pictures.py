"""Takes the pictures in docs/images/ from a running demonstration: `make pictures`."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from incidents.management.demonstration import PASSWORD
from incidents.report.rendering.timeline import draw
from tests.journeys.running import ARGUMENTS, ROOT, running_site
from tests.journeys.timelines import made_up

IMAGES = ROOT / "docs" / "images"
SIZES = {"1280": (1280, 900), "390": (390, 844)}
POST = "/incidents/booking-pages-failed-in-europe-while-the-clocks-went-forward/"
PUBLIC = {
    "post": POST,
    "front": "/",
    "history": "/history/",
    "component": "/components/online-booking/",
    "search": "/search/?q=booking",
}
WORKSPACE = {
    "home": "/workspace/",
    "editor": "/workspace/incidents/INC-2026-0007/",
    "review": "/workspace/incidents/INC-2026-0006/review/",
    "compare": "/workspace/incidents/INC-2026-0001/compare/?from=1&to=2",
    "identity": "/workspace/identity/",
    "discussion": "/workspace/incidents/INC-2026-0006/?pane=discussion",
}
TIMELINES = {
    f"{count} {'event' if count == 1 else 'events'}, {how}": (count, how)
    for count in (1, 5, 15, 60, 300)
    for how in ("spread", "clustered")
}


def take(browser: Browser, address: str) -> None:
    signed_in = _sign_in(browser, address)
    for name, path in {**PUBLIC, **WORKSPACE}.items():
        for width, (wide, high) in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    base_url=address,
                    storage_state=signed_in if name in WORKSPACE else None,
                    viewport={"width": wide, "height": high},
                    color_scheme=scheme,
                )
                page.goto(path, wait_until="networkidle")
                page.screenshot(path=IMAGES / f"{name}-{width}-{scheme}.png")
                page.close()


def take_print(browser: Browser, address: str) -> None:
    """Take the post as it is printed on A4."""
    page = browser.new_page(base_url=address, viewport={"width": 794, "height": 1123})
    page.emulate_media(media="print")
    page.goto(POST, wait_until="networkidle")
    page.screenshot(path=IMAGES / "post-print.png")
    page.close()


def take_timelines(browser: Browser, address: str) -> None:
    """Take the picture of a timeline of few and of many events, spread and clustered."""
    shown = {name: draw(made_up(*given)) for name, given in TIMELINES.items()}
    drawn = "".join(f"<h2>{name}</h2>{each.in_page()}" for name, each in shown.items() if each)
    for width, (wide, high) in SIZES.items():
        for scheme in ("light", "dark"):
            page = browser.new_page(
                base_url=address, viewport={"width": wide, "height": high}, color_scheme=scheme
            )
            page.goto("/history/", wait_until="networkidle")
            page.evaluate("drawn => { document.querySelector('main').innerHTML = drawn; }", drawn)
            page.screenshot(path=IMAGES / f"timelines-{width}-{scheme}.png", full_page=True)
            page.close()


def _sign_in(browser: Browser, address: str) -> Any:
    page = browser.new_page(base_url=address)
    page.goto("/accounts/login/")
    page.get_by_label("Login").fill("grace")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/workspace/")
    return page.context.storage_state()


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as var,
        running_site(Path(var)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        take(browser, address)
        take_print(browser, address)
        take_timelines(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
