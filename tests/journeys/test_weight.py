"""Public pages come in few requests, from one place, and nothing moves once it is seen."""

import pytest

from tests.journeys.conftest import NewPage

pytestmark = pytest.mark.journey

PAGES = [
    "/",
    "/history/",
    "/history/2026/03/",
    "/components/online-booking/",
    "/incidents/booking-pages-failed-in-europe-while-the-clocks-went-forward/",
    "/incidents/booking-pages-failed-in-europe-while-the-clocks-went-forward/editions/1/",
]
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  const seen = new PerformanceObserver((list) => list.getEntries().forEach((each) => { sum += each.value; }));
  seen.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_little_is_asked_for_and_nothing_moves(new_page: NewPage, site: str, path: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900}, timezone_id="America/Lima")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path, wait_until="networkidle")
    once = [url for url in asked if url.endswith(".svg") or "/media/" in url]  # icon and logo
    assert len(asked) - len(once) <= 3, asked
    assert len(once) <= 2, once
    assert all(url.startswith(site) for url in asked)
    assert page.evaluate(SHIFTS) == 0
