"""A month of many posts: each page lists a bounded number, and what deploys grow is what a rebuild makes."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from incidents.models import Publication
from incidents.publishing import months
from incidents.publishing.configured import public_store
from incidents.publishing.shown import DEPLOYED, Shown
from tests.shell.newsroom import MARCH, Newsroom, dead_links, files, put_out

pytestmark = pytest.mark.django_db

PAGE, PART = "history/2026/03/index.html", "history/2026/03/part-{}/index.html"
APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    monkeypatch.setattr(months, "SIZE", 2)
    return tmp_path / "public"


def publish(room: Newsroom, count: int) -> list[Publication]:
    return [room.publish(f"Outage {number}", MARCH + timedelta(hours=number)) for number in range(count)]


def put_all_out(publications: list[Publication]) -> None:
    for publication in publications:
        put_out(publication, public_store())


def titles(root: Path, path: str) -> list[str]:
    return re.findall(r"<h3><a [^>]*>([^<]*)", (root / path).read_text())


def verified() -> str:
    call_command("publish_site", "--verify", stdout=(out := StringIO()))
    return out.getvalue()


def test_a_month_of_few_posts_has_one_page(room: Newsroom, root: Path) -> None:
    put_all_out(publish(room, 3))

    assert titles(root, PAGE) == ["Outage 2", "Outage 1", "Outage 0"]
    assert not (root / PART.format(1)).exists()


def test_a_month_of_many_posts_leads_to_parts_of_a_bounded_size(room: Newsroom, root: Path) -> None:
    put_all_out(publish(room, 7))

    assert titles(root, PAGE) == ["Outage 6", "Outage 5", "Outage 4"]
    assert titles(root, PART.format(2)) == ["Outage 3", "Outage 2"]
    assert titles(root, PART.format(1)) == ["Outage 1", "Outage 0"]
    assert dead_links(root) == set()
    assert 'href="/history/2026/03/part-2/"' in (root / PAGE).read_text()
    assert 'href="/history/2026/03/"' in (root / PART.format(2)).read_text()
    assert ": 0 missing, 0 different, 0 unexpected." in verified()


CHANGES: dict[str, Callable[[Newsroom, list[Publication]], object]] = {
    "corrected in its part": lambda room, posts: room.correct(posts[0], "It is named.", title="Sign-in"),
    "withdrawn from its part": lambda room, posts: room.withdraw(posts[1], "It named a customer."),
    "moved away": lambda room, posts: room.correct(
        posts[2], "In April.", started_at=APRIL, resolved_at=APRIL
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("count", [5, 6, 7])
def test_what_happens_to_a_post_reaches_its_part(change: str, count: int, room: Newsroom, root: Path) -> None:
    put_all_out(posts := publish(room, count))
    CHANGES[change](room, posts)
    put_all_out(list(Publication.objects.pending()))

    assert ": 0 missing, 0 different, 0 unexpected." in verified()
    assert dead_links(root) == set()


def test_posts_published_in_another_order_make_the_same_pages(room: Newsroom, root: Path) -> None:
    posts = publish(room, 7)
    put_all_out([posts[place] for place in (3, 6, 0, 5, 1, 4, 2)])

    assert ": 0 missing, 0 different, 0 unexpected." in verified()
    grown = files(root)
    call_command("publish_site", "--rebuild", stdout=StringIO())
    assert files(root) == grown


def test_months_and_parts_are_found_without_reading_every_post(room: Newsroom) -> None:
    old = room.publish("Checkout unavailable")
    room.publish("Search slow", APRIL)
    Publication.objects.update(deployed_at=APRIL)
    moved = room.correct(old, "In April.", started_at=APRIL, resolved_at=APRIL)
    room.publish("Nobody sees it yet", MARCH - timedelta(days=90))

    before, after = Shown(DEPLOYED), Shown(DEPLOYED | Q(pk=moved.pk))
    assert [f"{first:%Y-%m-%d}" for first in before.months()] == ["2026-04-01", "2026-03-01"]
    assert [f"{first:%Y-%m-%d}" for first in after.months()] == ["2026-04-01"]
    assert before.sitemap_parts() == sorted({old.incident_id // 200, (old.incident_id + 1) // 200})
    with CaptureQueriesContext(connection) as queries:
        before.months()
        before.sitemap_parts()
    assert len(queries) == 2


def test_an_empty_site_has_no_months(db: None) -> None:
    assert Shown(DEPLOYED).months() == []
    assert Shown(DEPLOYED).sitemap_parts() == []
