"""Killed at any put or removal in an object store, readers see old or new, and the next run finishes."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from config.bucket import Bucket
from incidents.models import Publication
from incidents.publishing import deploy as deploying
from incidents.publishing import tree, whole
from incidents.publishing.configured import site_identity
from incidents.publishing.objects import Encoding, ObjectStore
from tests.shell.cast import Cast
from tests.shell.killing import killed_after, made_once
from tests.shell.newsroom import NOON, Newsroom, dead_links_among, put_out

pytestmark = pytest.mark.django_db(transaction=True)

APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)
Objects = dict[str, bytes]

SCENES: dict[str, Callable[[Newsroom, Publication], Publication]] = {
    "a new post": lambda room, _: room.publish("Sign-in broken", APRIL),
    "a correction that moves": lambda room, old: room.correct(
        old, "In April.", started_at=APRIL, resolved_at=APRIL
    ),
    "a withdrawal": lambda room, old: room.withdraw(old, "It named a customer."),
}


@pytest.mark.parametrize("scene", SCENES)
def test_a_deploy_killed_anywhere_leaves_a_whole_site_and_the_next_run_finishes(
    scene: str, cast: Cast, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, store = Newsroom(cast), ObjectStore(bucket, Encoding.IDENTITY)
    put_out(old := room.publish("Checkout unavailable"), store)
    before = read(store)
    new = SCENES[scene](room, old)
    # What is to be written doesn't depend on the store, so it is made once and not for every step.
    monkeypatch.setattr(deploying, "_plan", made_once(deploying._plan))

    assert killed_at_every_step(lambda: put_out(new, store), new, before, bucket) > 8


@pytest.mark.parametrize("mode", [whole.rebuild, whole.repair])
def test_a_rebuild_or_repair_killed_anywhere_leaves_a_whole_site_and_the_next_run_finishes(
    mode: Callable[..., object], cast: Cast, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, store = Newsroom(cast), ObjectStore(bucket, Encoding.IDENTITY)
    put_out(first := room.publish("Checkout unavailable"), store)
    store.put([("stray.html", b"It belongs to nobody.")])
    before = read(store)
    new = room.withdraw(first, "It named a customer.")
    monkeypatch.setattr(tree, "post", made_once(tree.post))

    def run() -> object:
        return mode(store, site_identity, lambda *_: None, at=NOON)

    assert killed_at_every_step(run, new, before, bucket) > 8


def killed_at_every_step(run: Callable[[], object], new: Publication, before: Objects, bucket: Bucket) -> int:
    """Kill the run at its first step, its second, and so on; return how many there are."""
    store = ObjectStore(bucket, Encoding.IDENTITY)
    known = {tag: before[path] for path, tag in tags(bucket).items()}
    run()
    after, wanted = read(store), tags(bucket)
    known |= {tag: after[path] for path, tag in wanted.items()}
    for steps in range(100):
        Publication.objects.filter(pk=new.pk).update(deployed_at=None)
        reset(store, tags(bucket), before, known)
        bucket.connection.meta.client.close()  # a child must not talk over its parent's connection
        if not killed_after(steps, run):
            return steps
        there = tags(bucket)
        assert set(there.values()) <= set(known), f"half an object after {steps} steps"
        assert dead_links_among({path: known[tag] for path, tag in there.items()}) == set(), steps
        run()
        assert tags(bucket) == wanted, steps
        assert Publication.objects.get(pk=new.pk).deployed_at, steps
    raise AssertionError("it never ends")


def read(store: ObjectStore) -> Objects:
    return {path: store.read(path) or b"" for path in store.paths()}


def tags(bucket: Bucket) -> dict[str, str]:
    """Return what the server says that each object is, the digest of its bytes."""
    return {found.key: found.e_tag for found in bucket.bucket.objects.all()}


def reset(store: ObjectStore, there: dict[str, str], to: Objects, known: dict[str, bytes]) -> None:
    store.put((path, data) for path, data in to.items() if known.get(there.get(path, "")) != data)
    store.delete(there.keys() - to.keys())
