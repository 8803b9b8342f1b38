"""Two people at one report see each other."""

from playwright.sync_api import expect

from tests.journeys.conftest import NewPage


def test_who_comes_to_a_part_and_leaves_is_seen(new_page: NewPage) -> None:
    ada, jonas = new_page("ada"), new_page("jonas")
    ada.goto("/workspace/incidents/")
    ada.get_by_role("link", name="INC-2026-0007").click()
    here = ada.url
    ada.locator("#impact textarea").first.focus()
    jonas.goto(here)
    expect(jonas.locator("#presence")).to_contain_text("Ada Okafor is at Impact.")
    ada.goto("/workspace/")
    jonas.locator("#notes textarea").first.focus()
    expect(jonas.locator("#presence")).not_to_contain_text("Ada Okafor")
