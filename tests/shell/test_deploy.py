import gzip
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import brotli
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from incidents.errors import WrongStateError
from incidents.models import Incident, Publication
from incidents.publishing import tasks, whole
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.store import Written
from incidents.report import canonical
from tests.shell.cast import Cast
from tests.shell.lifted import lifted
from tests.shell.newsroom import NOON, Newsroom, dead_links, files, put_out

pytestmark = pytest.mark.django_db

APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)
MAY = datetime(2026, 5, 2, 8, tzinfo=UTC)


def test_a_first_publication_lays_the_whole_site(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)

    folder = f"incidents/{first.incident.slug}"
    there = files(store.root)
    assert there[f"{folder}/report.json"] == bytes(first.report), "byte for byte what was approved"
    for path in (f"{folder}/index.html", "index.html", "history/2026/03/index.html"):
        assert b"Checkout unavailable" in there[path], path
    assert {"feed.atom", "sitemap.xml", "robots.txt", "404.html", "schema/report-1.json"} <= set(there)
    assert dead_links(store.root) == set()
    first.refresh_from_db()
    assert first.deployed_at == NOON


def test_the_manifest_names_every_file_of_the_post(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)

    folder = store.root / "incidents" / first.incident.slug
    manifest = json.loads((folder / "manifest.json").read_bytes())
    there = {path: data for path, data in files(folder).items() if not path.endswith((".br", ".gz"))}
    del there["manifest.json"]
    assert manifest == {path: canonical.digest(data) for path, data in there.items()}


def test_a_second_deploy_does_nothing(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)
    before = times(store)

    assert put_out(first, store) == Written()
    assert times(store) == before


def test_another_post_leaves_this_one_alone(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)
    before = times(store)
    put_out(room.publish("Search slow", APRIL), store)

    folder = f"incidents/{first.incident.slug}/"
    untouched = {path for path, time in times(store).items() if before.get(path) == time}
    assert {path for path in before if path.startswith(folder)} <= untouched
    assert {"history/2026/03/index.html", "robots.txt", "503.html"} <= untouched


def test_a_correction_moves_the_post_to_its_month(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    put_out(first, store)
    second = room.correct(first, "It began in April.", started_at=APRIL, resolved_at=MAY)
    put_out(second, store)

    there = files(store.root)
    folder = f"incidents/{first.incident.slug}"
    assert there[f"{folder}/report.json"] == bytes(second.report)
    assert b"It began in April." in there[f"{folder}/index.html"]
    assert f"{folder}/editions/1/index.html" in there
    assert b"Checkout unavailable" in there["history/2026/04/index.html"]
    assert not [path for path in there if "2026/03" in path or "2026-03" in path]
    assert dead_links(store.root) == set()


def test_no_byte_hangs_on_when_a_draft_was_last_touched(room: Newsroom, store: DirectoryStore) -> None:
    posts = [room.publish(title) for title in ("Checkout unavailable", "Search slow")]
    for each in posts:
        put_out(each, store)
    Incident.objects.filter(pk=posts[0].incident_id).update(updated_at=datetime(2100, 1, 1, tzinfo=UTC))

    found = whole.verify(store, site_identity, lambda *_: None)
    assert (found.different, found.missing, found.unexpected) == ([], [], [])


def test_editions_that_wait_together_come_together(room: Newsroom, store: DirectoryStore) -> None:
    first = room.publish("Checkout unavailable")
    second = room.correct(first, "It was search.", title="Search unavailable")
    put_out(room.publish("Search slow"), store)
    put_out(second, store)

    assert not Publication.objects.pending().exists()
    assert put_out(first, store) == Written()


def test_a_withdrawn_post_leaves_a_notice_and_no_word_of_its_report(
    room: Newsroom, store: DirectoryStore
) -> None:
    first = room.publish("Zebra unavailable")
    second = room.correct(first, "It was the okapi.", title="Okapi unavailable")
    put_out(second, store)
    put_out(room.publish("Search slow"), store)
    put_out(room.withdraw(second, "It named a customer."), store)

    there = files(store.root)
    folder = f"incidents/{first.incident.slug}"
    assert b"It named a customer." in there[f"{folder}/index.html"]
    assert f"{folder}/editions/1/index.html" in there
    assert not {f"{folder}/{name}" for name in ("report.json", "report.md", "timeline.svg")} & set(there)
    assert [path for path, text in plain(there).items() if b"Zebra" in text or b"Okapi" in text] == []
    assert dead_links(store.root) == set()


@pytest.mark.parametrize("column", ["report", "digest of the decision"])
def test_what_was_not_approved_is_not_published(room: Newsroom, store: DirectoryStore, column: str) -> None:
    put_out(room.publish("Search slow"), store)
    bad = room.publish("Checkout unavailable")
    before = files(store.root)
    with lifted():
        if column == "report":
            changed = bytes(bad.report).replace(b"unavailable", b"available!!")
            Publication.objects.filter(pk=bad.pk).update(report=changed)
        else:
            assert bad.decision
            bad.decision.digest = canonical.digest(b"something else")
            bad.decision.save()

    with pytest.raises(WrongStateError, match="not what was approved"):
        put_out(bad, store)
    assert files(store.root) == before
    bad.refresh_from_db()
    assert bad.deployed_at is None


def test_the_tree_does_not_depend_on_the_order_of_deploys(room: Newsroom, tmp_path: Path) -> None:
    first, second = room.publish("Checkout unavailable"), room.publish("Search slow", APRIL)
    third = room.correct(first, "It was slow.", title="Checkout slow")
    trees = []
    for name, order in {"one": (first, second, third), "two": (second, third, first)}.items():
        Publication.objects.update(deployed_at=None)
        store = DirectoryStore(tmp_path / name)
        for publication in order:
            put_out(publication, store)
        trees.append(files(store.root))
    assert trees[0] == trees[1]


def test_a_publication_costs_the_same_at_10_and_at_500_posts(room: Newsroom, tmp_path: Path) -> None:
    costs = []
    for total in (10, 500):
        call_command("load_many", total - Publication.objects.count(), stdout=StringIO())
        store = DirectoryStore(tmp_path / str(total))
        Publication.objects.update(deployed_at=NOON)
        store.put([("index.html", b"A tree that is laid already.")])
        (store.root / ".lock").touch()
        put_out(room.publish("Search slow"), store)  # a worker that just began reads the lists' posts first
        new = room.publish("Checkout unavailable")
        with CaptureQueriesContext(connection) as queries:
            written = put_out(new, store)
        costs.append((len(queries), written.files))
    assert costs[0] == costs[1]


def test_a_publication_rolled_back_takes_its_job_along(cast: Cast) -> None:
    room = Newsroom(cast, tasks.enqueue)
    with transaction.atomic():
        room.publish("Checkout unavailable")
        assert DBTaskResult.objects.count() == 1
        transaction.set_rollback(True)

    assert DBTaskResult.objects.count() == 0
    assert not Publication.objects.exists()


def test_a_worker_deploys_what_was_enqueued(cast: Cast, tmp_path: Path, settings: Settings) -> None:
    settings.PUBLIC_ROOT = tmp_path / "public"
    first = Newsroom(cast, tasks.enqueue).publish("Checkout unavailable")
    [job] = DBTaskResult.objects.all()
    job.task.call(*job.task_result.args, **job.task_result.kwargs)

    assert (settings.PUBLIC_ROOT / "incidents" / first.incident.slug / "index.html").is_file()
    assert not Publication.objects.pending().exists()


@pytest.mark.django_db(transaction=True)
def test_what_may_still_be_rolled_back_is_not_shown(cast: Cast, store: DirectoryStore) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        put_out(Newsroom(cast).publish("Checkout unavailable"), store)
    assert files(store.root) == {}


def times(store: DirectoryStore) -> dict[str, int]:
    return {path: (store.root / path).stat().st_mtime_ns for path in files(store.root)}


def plain(there: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as a reader gets them: compressed ones under their own names, unpacked."""
    unpack = {".br": brotli.decompress, ".gz": gzip.decompress}
    return {path: unpack.get(path[-3:], bytes)(data) for path, data in there.items()}
