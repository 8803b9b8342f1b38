"""Two workers at once do no harm."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection

from config.bucket import Bucket
from incidents.models import Publication
from incidents.publishing import whole
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.objects import Encoding, ObjectStore
from incidents.publishing.store import Store
from incidents.publishing.turns import one_at_a_time
from tests.shell.cast import Cast
from tests.shell.identities import present
from tests.shell.newsroom import NOON, Newsroom, put_out

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(params=["directory", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, bucket: Bucket) -> Store:
    if request.param == "directory":
        return DirectoryStore(tmp_path)
    return ObjectStore(bucket, Encoding.IDENTITY)


def test_two_workers_with_the_same_work_make_the_tree_of_one(cast: Cast, store: Store) -> None:
    room = Newsroom(cast)
    put_out(room.publish("Checkout unavailable"), store)
    waiting = [room.publish(f"Outage {number}") for number in range(4)]
    waiting.append(room.correct(waiting[0], "It was slow.", title="Checkout slow"))
    together, failures = Barrier(2), list[Exception]()

    def work(publications: list[Publication]) -> None:
        together.wait()
        try:
            for publication in publications:
                put_out(publication, store)
        except Exception as error:  # noqa: BLE001 (told below, by the thread that asserts)
            failures.append(error)
        finally:
            connection.close()

    workers = [Thread(target=work, args=(order,)) for order in (waiting, waiting[::-1])]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    assert not Publication.objects.pending().exists()
    assert len(whole.verify(store, site_identity, lambda *_: None)) == 0


def test_what_is_published_while_the_pages_follow_a_new_identity_has_it_as_well(
    cast: Cast, store: Store
) -> None:
    room = Newsroom(cast)
    put_out(room.publish("Checkout unavailable"), store)
    present(cast.manager, name="Quay", accent="#7a1f5c")
    workers: list[Thread] = []

    def work(publication: Publication) -> None:
        put_out(publication, store)
        connection.close()

    def meanwhile(_done: int, _of: int) -> None:
        if not workers:  # the rebuild has the lock and has read what there is to be shown
            workers.append(Thread(target=work, args=(room.publish("Search slow"),)))
            workers[0].start()

    whole.rebuild(store, site_identity, meanwhile, at=NOON)
    workers[0].join()
    assert not Publication.objects.pending().exists()
    assert len(whole.verify(store, site_identity, lambda *_: None)) == 0
    assert all(b"Quay" in (store.read(path) or b"") for path in store.paths() if path.endswith(".html"))


def test_one_waits_for_the_other(db: None) -> None:
    order: list[str] = []
    began = Barrier(2)

    def second() -> None:
        began.wait()
        with one_at_a_time():
            order.append("second")
        connection.close()

    other = Thread(target=second)
    with one_at_a_time():
        other.start()
        began.wait()
        other.join(timeout=0.3)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
