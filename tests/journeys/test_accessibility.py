"""axe finds nothing to mend on any page, in light and in dark, on a desk and on a phone."""

import re
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCHEMES: tuple[tuple[Literal["light", "dark"], Any], ...] = (("light", ALL), ("dark", COLOURS))
RUN = "only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })"
SEND = "to => { const form = document.querySelector('form.who'); form.action = to; form.submit(); }"
DRAFT = "incidents/INC-2026-0007/"
REVIEWED = "incidents/INC-2026-0006/"
APPROVED = "incidents/INC-2026-0005/"
PAGES = [
    "",
    "audit/",
    "away/",
    "components/",
    "identity/",
    "inbox/",
    "incidents/",
    "incidents/new/",
    "incidents/new/many/",
    "operations/",
    "policies/",
    "policies/sev1/",
    "review/",
    "templates/",
    "templates/new/",
    f"{DRAFT}?pane=preview",
    f"{DRAFT}?pane=checks",
    f"{REVIEWED}?pane=discussion",
    f"{DRAFT}submit/",
    f"{DRAFT}sections/summary/",
    f"{DRAFT}lists/timeline/quick/",
    f"{DRAFT}lists/timeline/add/",
    f"{DRAFT}lists/causes/add/",
    f"{DRAFT}lists/actions/add/",
    f"{REVIEWED}discussion/",
    f"{REVIEWED}discussion/new/?on=summary",
    f"{REVIEWED}review/",
    f"{APPROVED}",
    "incidents/INC-2026-0001/compare/?from=1&to=2",
    f"{APPROVED}history/",
    f"{APPROVED}publish/",
    "incidents/INC-2026-0003/withdraw/",
]
BOOKING = "/incidents/booking-pages-failed-in-europe-while-the-clocks-went-forward/"
PUBLIC = [
    "/",
    "/history/",
    "/history/2026/03/",
    "/components/online-booking/",
    "/history/sev2/",
    BOOKING,
    f"{BOOKING}editions/1/",
    f"{BOOKING}editions/2/changes/",
]
ON_A_PHONE = [
    "",
    "identity/",
    f"{DRAFT}?pane=preview",
    f"{DRAFT}?pane=checks",
    DRAFT,
    f"{REVIEWED}review/",
    "incidents/INC-2026-0001/compare/?from=1&to=2",
]


@pytest.fixture
def grace(new_page: NewPage) -> Page:
    refusals = ("400 (Bad Request)", "403 (Forbidden)", "404 (Not Found)")
    return new_page("grace", faulty=refusals, reduced_motion="reduce")


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page and in its frames; in the dark only colours are another matter."""
    found = []
    for scheme, only in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        # A strict Content-Security-Policy stops a script element, not what is evaluated.
        for frame in page.frames:
            if frame.url.startswith("http"):
                frame.evaluate(AXE_SCRIPT)
        for rule in page.evaluate(RUN, only)["violations"]:
            said = f"{page.url} {scheme}: {rule['id']}:"
            found += [f"{said} {node['target']} {node['html'][:90]}" for node in rule["nodes"]]
    return found


def visit(page: Page, path: str, status: int = 200) -> list[str]:
    answer = page.goto(f"/workspace/{path}")
    assert answer
    assert answer.status == status, path
    return faults(page)


def test_every_page_that_has_an_address(grace: Page) -> None:
    assert [fault for path in PAGES for fault in visit(grace, path)] == []


def test_on_a_phone(grace: Page) -> None:
    grace.set_viewport_size({"width": 390, "height": 844})
    assert [fault for path in ON_A_PHONE for fault in visit(grace, path)] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_public_pages(new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900}, faulty=("404 (Not Found)",))
    found = []
    for path in PUBLIC:
        answer = page.goto(path)
        assert answer
        assert answer.status == 200, path
        found += faults(page)
    page.goto("/nothing/here/")
    assert found + faults(page) == []


def test_entries_and_the_dialog_of_keys(grace: Page) -> None:
    grace.goto(f"/workspace/{DRAFT}")
    rows = grace.locator("#timeline .rows > li, #causes .rows > li, #actions .rows > li")
    expect(rows.first).to_be_visible()
    grace.get_by_role("button", name="Keyboard shortcuts").click()
    found = faults(grace)
    grace.keyboard.press("Escape")
    ways = grace.locator(".rows .tools a").evaluate_all("links => links.map((link) => link.pathname)")
    edit = next(way for way in ways if re.search(r"/lists/actions/\d+/$", way))
    delete = next(way for way in ways if way.endswith("/delete/"))
    for way in (edit, delete):
        found += visit(grace, way.removeprefix("/workspace/"))
    assert found == []


def test_reading_a_paste(grace: Page) -> None:
    grace.goto("/workspace/incidents/new/")
    grace.get_by_label("Paste the postmortem").fill("# Slow search\n\n10:05 it began\n10:20 paged at 3\n")
    grace.get_by_role("button", name="Read it").click()
    expect(grace.get_by_role("heading", name="What was read")).to_be_visible()
    assert faults(grace) == []


def test_refusals(grace: Page, new_page: NewPage) -> None:
    found = visit(grace, "incidents/NOPE/", 404)
    grace.goto("/workspace/")
    grace.evaluate(SEND, f"/workspace/{DRAFT}publish/")
    expect(grace.get_by_role("heading", level=1)).to_contain_text("Someone was faster")
    found += faults(grace)
    ada = new_page("ada", faulty=("403 (Forbidden)",))
    found += visit(ada, "review/", 403)
    assert found == []


def test_two_versions_side_by_side(grace: Page) -> None:
    page = f"/workspace/{DRAFT}sections/impact/"
    grace.goto(page)
    box = grace.get_by_label("Impact", exact=True)
    was = box.input_value()
    other = grace.context.new_page()
    for each, text in ((other, f"{was} Theirs."), (grace, f"{was} Mine.")):
        each.goto(page) if each is other else None
        each.get_by_label("Impact", exact=True).fill(text)
        each.get_by_role("button", name="Save").click()
        if each is other:
            expect(each.get_by_text("Saved.").first).to_be_visible()
    expect(grace.locator(".conflict")).to_be_visible()
    found = faults(grace)
    grace.goto(page)
    grace.get_by_label("Impact", exact=True).fill(was)
    grace.get_by_role("button", name="Save").click()
    # "Saved, together with …" where what was not saved had come back into the field before it was filled.
    expect(grace.get_by_text(re.compile("^Saved[.,]")).first).to_be_visible()
    assert found == []
