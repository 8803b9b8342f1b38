"""What a reader downloads: little, in few requests, from one place; and data that fits its schema."""

import json
from datetime import timedelta
from io import StringIO

import brotli
import jsonschema
import pytest
from django.core.management import call_command
from msgspec.structs import replace

from incidents.publishing import pages, whole
from incidents.publishing.addresses import file_at
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.report.value import Report, TimelineEvent
from tests.shell.newsroom import MARCH, NOON, files, report
from tests.shell.test_public_pages import IDENTITY, REPORT, Page, post

FETCHED = ("audio", "embed", "iframe", "img", "object", "script", "source", "video")
POST = 30_000  # bytes of a post of forty events, compressed, with everything it needs
LIST = 20_000  # of any page that leads to posts


@pytest.fixture
def tree(db: None, store: DirectoryStore) -> dict[str, bytes]:
    """The whole site of the demonstration."""
    call_command("demo", stdout=StringIO())
    whole.repair(store, site_identity, lambda *_: None, at=NOON)
    return files(store.root)


def needed(page: Page) -> list[str]:
    """Return what a browser fetches to show a page, but the icon, which it fetches once a visit."""
    sheets = [said["href"] for tag, said in page.tags if tag == "link" and said.get("rel") == "stylesheet"]
    others = [said["src"] for tag, said in page.tags if tag in FETCHED and said.get("src")]
    return [address for address in [*sheets, *others] if address]


def weight(tree: dict[str, bytes], path: str) -> int:
    parts = [tree[path], *(tree[file_at(address)] for address in needed(Page(tree[path])))]
    return sum(len(brotli.compress(part, quality=6)) for part in parts)


def long_report(events: int) -> Report:
    steps = [
        TimelineEvent(
            at=MARCH + timedelta(minutes=number),
            text=f"Step {number}: moved **{number * 7} %** of the traffic, and queue {number * number} fell.",
        )
        for number in range(events)
    ]
    given = {name: getattr(REPORT, name) for name in ("severity", "impact", "resolution", "closing")}
    given["actions"] = tuple(replace(action, addresses=()) for action in REPORT.actions)
    return replace(report("Checkout unavailable", MARCH), timeline=tuple(steps), **given)


def test_a_page_is_one_document_one_sheet_and_one_small_script(tree: dict[str, bytes]) -> None:
    shown = [path for path in tree if path.endswith(".html")]
    assert len(shown) > 25
    for path in shown:
        page = Page(tree[path])
        wanted = needed(page)
        # Beside them the logo, which is one for the whole site, and pictures that a report shows.
        pictures = [address for address in wanted if address.startswith("/media/")]
        assert len(wanted) - len(pictures) <= 2, (path, wanted)
        assert len(set(pictures)) <= 1 or "incidents/" in path, (path, pictures)
        assert all(address.startswith("/") and not address.startswith("//") for address in wanted), path
        assert not [tag for tag, said in page.tags if tag == "style" or "style" in said], path


def test_pages_that_lead_to_posts_are_light(tree: dict[str, bytes]) -> None:
    lists = [path for path in tree if path.endswith(".html") and not path.startswith("incidents/")]
    heaviest = max(lists, key=lambda path: weight(tree, path))
    assert weight(tree, heaviest) < LIST, heaviest


def test_a_post_of_forty_events_is_light() -> None:
    shown = post(long_report(40))
    made = pages.fixed_files(IDENTITY) | pages.post_files(shown, IDENTITY)
    assert weight(made, file_at(shown.path)) < POST


def test_every_report_fits_the_schema(tree: dict[str, bytes]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(tree["schema/report-1.json"]))
    reports = [path for path in tree if path.endswith("report.json")]
    assert len(reports) > 5
    for path in reports:
        assert list(validator.iter_errors(json.loads(tree[path]))) == [], path


def test_pages_describe_themselves(tree: dict[str, bytes]) -> None:
    """Search engines show a line under each title."""
    for path in [path for path in tree if path.endswith(".html")]:
        said = [dict(said) for tag, said in Page(tree[path]).tags if tag == "meta"]
        hidden = any(each.get("name") == "robots" for each in said)
        described = any(each.get("name") == "description" and each.get("content") for each in said)
        assert described or hidden, path
