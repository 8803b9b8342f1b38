"""A tripwire: published pages full of hostile Markdown, opened in a real browser, run and fetch nothing."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from incidents.models import LinkPlace
from incidents.publishing import pages
from incidents.publishing.addresses import file_at
from incidents.publishing.frame import Link
from incidents.publishing.site import Edition, EditionKind, Identity, Post
from incidents.report.projection import public
from incidents.report.value import CorrectiveAction, Lessons, Report, RootCause, Task, TimelineEvent
from tests.report.rendering.payloads import PAYLOADS

pytestmark = pytest.mark.journey

SITE = "https://status.example.com"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
TRIPWIRE = """
window.tripped = [];
for (const name of ["alert", "prompt", "confirm"]) window[name] = (said) => window.tripped.push([name, said]);
"""
EVENTS = "details, input, a, [tabindex], img, svg, video, audio, button"
TOUCH = """
(selector) => {
  for (const element of document.querySelectorAll(selector)) {
    for (const name of ["mouseover", "pointerover", "focus", "toggle", "error", "load", "click"]) {
      element.addEventListener(name, (event) => event.preventDefault(), { once: true });
      element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
  }
}
"""


def hostile_post() -> Post:
    """Return a post in whose every text payloads stand; together all of them do."""
    every = "\n\n".join(PAYLOADS)
    lines = [" ".join(payload.split())[:900] for payload in PAYLOADS]
    report = Report(
        title=" ".join(lines[:40])[:900],
        timezone="Etc/UTC",
        components=tuple(lines[40:60]),
        summary=every,
        impact=every,
        timeline=tuple(
            TimelineEvent(at=datetime(2026, 5, 1, 10, n % 60, tzinfo=UTC), text=payload)
            for n, payload in enumerate(PAYLOADS)
        ),
        root_causes=tuple(RootCause(category=line, text=line) for line in lines[60:100]),
        resolution=every,
        actions=tuple(
            CorrectiveAction(title=line, owner=line, tracker=line, detail=line, tasks=(Task(title=line),))
            for line in lines[100:140]
        ),
        lessons=Lessons(went_well=every, went_wrong=every, lucky=every),
        closing=every,
    )
    edition = Edition(
        number=1, kind=EditionKind.CORRECTION, published_at=datetime(2026, 5, 2, tzinfo=UTC), note=every
    )
    return Post(reference="INC-2026-0001", slug="inc-2026-0001", report=public(report), editions=(edition,))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    identity = Identity(
        name="<img src=x onerror=alert(1)>",
        url=SITE,
        links=(Link("<img src=x onerror=alert(1)>", "https://harbour.example/", LinkPlace.FOOTER),),
        footer="\n\n".join(PAYLOADS),
        sign_off="<img src=x onerror=alert(1)>",
    )
    post = hostile_post()
    return pages.post_files(post, identity) | pages.fixed_files(identity) | pages.feed_files([post], identity)


# With the policy off, only the sanitiser and the templates stand between the text and the reader.
@pytest.mark.parametrize("with_policy", [True, False])
def test_nothing_runs_and_nothing_foreign_is_asked_for(
    browser: Browser, files: dict[str, bytes], *, with_policy: bool
) -> None:
    context = browser.new_context(base_url=SITE, bypass_csp=not with_policy)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_foreign(request)))
    page.route("**/*", lambda route: _answer(route, files))
    page.add_init_script(TRIPWIRE)
    for path in ("/incidents/inc-2026-0001/", "/incidents/inc-2026-0001/timeline.svg"):
        page.goto(path)
        _touch_everything(page)
        assert page.evaluate("window.tripped") == []
        assert page.url == f"{SITE}{path}"
    assert [address for address in asked if address] == []
    context.close()


def test_the_tripwire_would_notice(browser: Browser) -> None:
    context = browser.new_context(base_url=SITE)
    page = context.new_page()
    page.add_init_script(TRIPWIRE)
    page.route(
        "**/*", lambda route: route.fulfill(body="<img src=x onerror=alert(1)>", content_type="text/html")
    )
    page.goto("/")
    page.wait_for_function("window.tripped.length > 0")
    context.close()


def _answer(route: Route, files: dict[str, bytes]) -> None:
    path = file_at(urlsplit(route.request.url).path)
    if path not in files:
        route.fulfill(status=404, body="")
        return
    kinds = {"html": "text/html", "svg": "image/svg+xml", "css": "text/css", "js": "text/javascript"}
    route.fulfill(
        body=files[path],
        content_type=f"{kinds.get(path.rpartition('.')[2], 'application/octet-stream')}; charset=utf-8",
        headers={"Content-Security-Policy": POLICY},
    )


def _foreign(request: Request) -> str:
    """Return the address of a request that leaves the site or asks for what no page of it names."""
    inside = request.url.startswith(f"{SITE}/")
    return "" if inside or request.url.startswith("data:") else request.url


def _touch_everything(page: Page) -> None:
    """Have every element that could wait for a person believe that one is there; links must be plain ones."""
    schemes = page.evaluate("[...new Set([...document.querySelectorAll('a')].map((link) => link.protocol))]")
    assert set(schemes) <= {"https:", "http:", "mailto:"}
    page.evaluate(TOUCH, EVENTS)
