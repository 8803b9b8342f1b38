"""The plain files by which a search works where no server answers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import combinations
from random import Random
from typing import Any

import brotli
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.management import made_up
from incidents.migrations import _post_words
from incidents.models import Listing, PostWords, Publication, Shelf
from incidents.publishing import found, pages, whole
from incidents.publishing.addresses import file_at, find_words_path
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.pages.find import NEWEST, Line
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.report.shelves import WORD, word_shelves
from tests.shell.lifted import lifted
from tests.shell.newsroom import NOON, Newsroom, put_out

AT_MOST = 50 * 1024  # bytes that one search loads


def told(store: DirectoryStore, path: str) -> Any:
    data = store.read(file_at(path))
    return json.loads(data) if data else None


def titles(store: DirectoryStore, begins: str) -> list[str] | None:
    file = told(store, find_words_path(begins))
    return [title for _, _, title, *_ in file["posts"]] if file else None


def clean(store: DirectoryStore) -> bool:
    return not len(whole.verify(store, site_identity, lambda *_: None))


@contextmanager
def steps() -> Iterator[list[None]]:
    """Give one item for every ten steps that SQLite takes meanwhile."""
    taken: list[None] = []
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: taken.append(None), 10)
    yield taken
    connection.connection.set_progress_handler(None, 0)


def test_a_post_is_found_by_each_of_its_words(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)
    put_out(room.publish("Checkpoints slow"), store)

    assert titles(store, "che") == ["Checkpoints slow", "Checkout unavailable"]
    assert titles(store, "una") == ["Checkout unavailable"]
    assert titles(store, "zeb") is None
    [_, line] = told(store, find_words_path("che"))["posts"]
    assert line == [
        first.incident.reference,
        first.incident.slug,
        "Checkout unavailable",
        [],
        "",
        "2026-03-10",
    ]
    [part] = told(store, "/find/index.json")["parts"]
    assert len(told(store, f"/find/posts/{part}.json")["posts"]) == 2
    assert clean(store)


def test_a_correction_is_found_by_its_own_words_only(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)
    put_out(room.correct(first, "It was search.", title="Search unavailable"), store)

    assert titles(store, "che") is None
    assert titles(store, "sea") == titles(store, "una") == ["Search unavailable"]
    assert clean(store)


def test_what_was_withdrawn_is_not_found(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Zebra unavailable")
    put_out(first, store)
    gone = room.withdraw(first, "It named a customer.")
    put_out(gone, store)
    assert list(store.paths("find")) == ["find/index.json"]
    assert told(store, "/find/index.json") == {"parts": []}
    assert clean(store)

    put_out(room.correct(gone, "It is right again.", title="Okapi unavailable"), store)
    assert titles(store, "oka") == ["Okapi unavailable"]
    assert titles(store, "zeb") is None
    assert clean(store)


def test_the_files_of_common_words_hold_the_newest_and_say_so(room: Newsroom, store: DirectoryStore) -> None:
    call_command("load_many", 3 * NEWEST, stdout=StringIO())
    Publication.objects.update(deployed_at=NOON)
    whole.repair(store, site_identity, lambda *_: None, at=None)
    for _ in range(3):
        put_out(room.publish("Minutes unavailable"), store)

    file = told(store, find_words_path("min"))
    assert (file["all"], len(file["posts"])) == (False, NEWEST)
    assert titles(store, "min") == [post.report.title for post in Shown(DEPLOYED).recent(NEWEST)]
    listed = [
        told(store, f"/find/posts/{part}.json")["posts"] for part in told(store, "/find/index.json")["parts"]
    ]
    assert sum(map(len, listed)) == 3 * NEWEST + 3
    assert clean(store)


def test_the_newest_of_many_words_are_two_questions(room: Newsroom) -> None:
    room.publish("Checkout unavailable")
    Publication.objects.update(deployed_at=NOON)
    with CaptureQueriesContext(connection) as queries:
        Shown(DEPLOYED).newest_of(["che", "una", "2026", "zeb"])
    asked = [query for query in queries.captured_queries if query["sql"].startswith("SELECT")]
    assert len(asked) == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite counts its steps")
@pytest.mark.django_db
def test_the_shelves_with_pages_are_found_without_reading_those_of_words() -> None:
    call_command("load_many", 5, stdout=StringIO())
    Publication.objects.update(deployed_at=NOON)
    shelves, costs = [], []
    for total in (0, 3_000):
        Shelf.objects.bulk_create(Shelf(key=f"{WORD}/{number:08d}") for number in range(total))
        with steps() as taken:
            shelves.append(Shown(DEPLOYED).shelves())
        costs.append(len(taken))
    assert shelves[0] == shelves[1] != []
    assert costs[1] < costs[0] + 20


def test_no_beginning_leaves_its_folder() -> None:
    for begins in ("../", "größe", "検", "a/b", "é"):
        path = find_words_path(begins)
        assert path.isascii()
        assert path.count("/") == 3


@pytest.mark.django_db
def test_a_search_among_ten_thousand_posts_loads_little() -> None:
    lines, by_word = load(10_000)
    heads = {
        each: packed(pages.find_words_files(each, posts[: NEWEST + 1])) for each, posts in by_word.items()
    }
    numbers = range(len(lines) // found.PART)
    parts = [packed(pages.find_posts_files(n, lines[n * found.PART : (n + 1) * found.PART])) for n in numbers]
    contents = packed(pages.find_contents_files(numbers))

    dearest = sum(sorted(heads.values())[-4:])  # the script reads the files of four words
    unasked = contents + sum(sorted(parts)[-3:])  # and three parts, where those files name too few
    assert dearest + unasked < AT_MOST
    assert len(list(combinations(heads, 2))) > 1000, "the load has words enough to tell something"


def load(count: int) -> tuple[list[Line], dict[str, list[Line]]]:
    """Return made-up posts and those of each word's beginning, newest first."""
    random = Random(3)  # noqa: S311 (to be the same again)
    lines, by_word = list[Line](), dict[str, list[Line]]()
    for number in range(count):
        report = made_up.report(random)
        reference = f"INC-2026-{number:04}"
        slug = f"{report.title.lower().replace(' ', '-')}-{reference.lower()}"
        line = Line(reference, slug, report.title, report.components, report.severity or "", "2026-03-10")
        lines.append(line)
        for shelf in word_shelves(reference, report):
            by_word.setdefault(shelf.removeprefix("word/"), []).append(line)
    return lines, by_word


def packed(files: dict[str, bytes]) -> int:
    [data] = files.values()
    return len(brotli.compress(data, quality=6))


def test_what_was_published_before_there_were_words_is_found_after_the_migration(
    room: Newsroom, store: DirectoryStore
) -> None:
    put_out(room.publish("Checkout unavailable"), store)
    before = {path: store.read(path) for path in store.paths("find")}
    with lifted():
        Listing.objects.filter(shelf__key__startswith="word/").delete()
        PostWords.objects.all().delete()
    assert not clean(store)
    _post_words.fill(apps, connection.schema_editor())
    assert {path: store.read(path) for path in store.paths("find")} == before
    assert clean(store)
