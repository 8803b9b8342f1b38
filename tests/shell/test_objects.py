"""The public tree in an object store, over real HTTP."""

import errno
import gzip
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pytest_django import Settings

from config.bucket import Bucket
from incidents.errors import NotValidError
from incidents.publishing import retries, tasks, whole
from incidents.publishing.configured import public_store, site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.objects import Encoding, ObjectStore
from incidents.publishing.store import Written
from tests.shell.buckets import empty_bucket
from tests.shell.cast import Cast
from tests.shell.newsroom import Newsroom, dead_links_among, files, put_out

PAGE = "incidents/a/index.html"
LONG = b"<p>Orders could not be placed.</p>\n" * 150


@pytest.fixture
def store(bucket: Bucket) -> ObjectStore:
    return ObjectStore(bucket, Encoding.IDENTITY)


def everything(store: ObjectStore) -> dict[str, bytes]:
    return {path: store.read(path) or b"" for path in store.paths()}


def test_what_is_put_is_read_listed_and_removed(store: ObjectStore) -> None:
    assert store.put([(PAGE, LONG), ("robots.txt", b"x")]) == Written(2, len(LONG) + 1)
    assert store.put([(PAGE, LONG), ("robots.txt", b"y")]) == Written(1, 1)

    assert everything(store) == {PAGE: LONG, "robots.txt": b"y"}
    assert list(store.paths("incidents/a")) == [PAGE]
    assert store.read("feed.atom") is None
    assert store.delete([PAGE, "never/was.html"]) == 1
    assert list(store.paths()) == ["robots.txt"]


def test_objects_have_their_type_and_how_long_caches_keep_them(store: ObjectStore, bucket: Bucket) -> None:
    store.put([("feed.atom", LONG), ("assets/site.0a1b2c3d4e5f.css", LONG)])

    feed, style = (bucket.bucket.Object(path) for path in ("feed.atom", "assets/site.0a1b2c3d4e5f.css"))
    assert feed.content_type == "application/atom+xml; charset=utf-8"
    assert feed.cache_control == "public, max-age=0, stale-if-error=86400"
    assert style.cache_control == "public, max-age=31536000, immutable"
    assert feed.content_encoding is None


def test_an_object_that_says_another_type_is_put_again(store: ObjectStore, bucket: Bucket) -> None:
    store.put([(PAGE, LONG)])
    bucket.bucket.Object(PAGE).put(Body=LONG, ContentType="text/plain")

    assert not store.holds(PAGE, LONG)
    assert store.put([(PAGE, LONG)]).files == 1
    assert bucket.bucket.Object(PAGE).content_type == "text/html; charset=utf-8"


def test_texts_can_lie_compressed(bucket: Bucket) -> None:
    store = ObjectStore(bucket, Encoding.GZIP)
    store.put([(PAGE, LONG), ("robots.txt", b"short")])

    assert store.read(PAGE) == LONG
    assert store.put([(PAGE, LONG)]) == Written()
    found = bucket.bucket.Object(PAGE).get()
    assert found["ContentEncoding"] == "gzip"
    assert gzip.decompress(found["Body"].read()) == LONG
    assert bucket.bucket.Object("robots.txt").content_encoding is None


def test_a_prefix_keeps_to_itself(object_server: str) -> None:
    bucket = empty_bucket(object_server, prefix="status/site")
    bucket.bucket.Object("other.html").put(Body=b"of another program")
    store = ObjectStore(bucket, Encoding.IDENTITY)
    store.put([(PAGE, LONG)])

    assert [found.key for found in bucket.bucket.objects.all()] == ["other.html", f"status/site/{PAGE}"]
    assert list(store.paths()) == [PAGE]


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a//b", ".hidden", ""])
def test_no_path_leaves_the_tree(store: ObjectStore, path: str) -> None:
    with pytest.raises(NotValidError, match="no path of the public tree"):
        store.put([(path, b"x")])


@pytest.mark.django_db
def test_the_tree_in_a_bucket_is_the_tree_in_a_directory(
    cast: Cast, store: ObjectStore, tmp_path: Path
) -> None:
    room = Newsroom(cast)
    first = room.publish("Checkout unavailable")
    put_out(first, store)
    put_out(room.publish("Search slow"), store)
    put_out(room.withdraw(first, "It named a customer."), store)
    directory = DirectoryStore(tmp_path)
    whole.rebuild(directory, site_identity, lambda *_: None, at=None)

    grown = everything(store)
    laid = files(tmp_path)
    assert grown == {path: data for path, data in laid.items() if not path.endswith((".br", ".gz"))}
    assert dead_links_among(grown) == set()
    store.put([("stray.html", b"stray"), (PAGE, b"stray")])
    assert whole.rebuild(store, site_identity, lambda *_: None, at=None).removed == 2
    assert everything(store) == grown
    assert len(whole.verify(store, site_identity, lambda *_: None)) == 0


class Broken(BaseHTTPRequestHandler):
    def answer(self) -> None:
        self.send_response(500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815 (names that the class looks up)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def unreachable(address: str) -> ObjectStore:
    return ObjectStore(
        Bucket(bucket_name="x", endpoint_url=address, region_name="x", access_key="x", secret_key="x"),
        Encoding.IDENTITY,
    )


def test_a_store_that_fails_is_an_error_with_a_reason() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Broken)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(OSError, match="answered 500 to GetObject") as caught:
            unreachable(f"http://127.0.0.1:{server.server_port}").read(PAGE)
    finally:
        server.shutdown()
        server.server_close()
    assert caught.value.errno == errno.EIO


def test_a_store_that_is_not_there_is_an_error_with_a_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(OSError, match="doesn't answer"):
        unreachable(f"http://127.0.0.1:{port}").put([(PAGE, LONG)])


@pytest.mark.django_db
def test_a_deploy_to_a_store_that_is_away_is_tried_again(cast: Cast, settings: Settings) -> None:
    options = {"bucket_name": "x", "endpoint_url": "http://127.0.0.1:9", "region_name": "x"}
    keys = {"access_key": "x", "secret_key": "x"}
    bucket = {"BACKEND": "config.bucket.Bucket", "OPTIONS": options | keys}
    settings.STORAGES = settings.STORAGES | {"public": bucket}
    waiting = Newsroom(cast).publish("Checkout unavailable")

    assert isinstance(public_store(), ObjectStore)
    with pytest.raises(OSError, match="doesn't answer"):
        tasks.deploy_publication.call(waiting.pk)
    failure = waiting.failures.get()
    assert failure.reason.startswith("The object store doesn't answer")
    assert retries.next_try(failure)
    waiting.refresh_from_db()
    assert waiting.deployed_at is None
