"""Killed at any fault point, readers see old or new, never half, and the next run finishes."""

import gzip
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from incidents import picturing
from incidents.models import Publication
from incidents.publishing import deploy as deploying
from incidents.publishing import whole
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from tests.shell.cast import Cast, now
from tests.shell.identities import drawn, present
from tests.shell.killing import killed_after, made_once
from tests.shell.newsroom import NOON, Newsroom, dead_links, files, put_out

pytestmark = pytest.mark.django_db(transaction=True)

APRIL = datetime(2026, 4, 2, 8, tzinfo=UTC)
MAY = datetime(2026, 5, 2, 8, tzinfo=UTC)

SCENES: dict[str, Callable[[Newsroom, Publication], Publication]] = {
    "a new post": lambda room, _: room.publish("Sign-in broken", MAY),
    "a correction that moves": lambda room, old: room.correct(
        old, "In May.", started_at=MAY, resolved_at=MAY
    ),
    "a withdrawal": lambda room, old: room.withdraw(old, "It named a customer."),
}


@pytest.fixture
def base(room: Newsroom, tmp_path: Path) -> tuple[DirectoryStore, Publication]:
    """A tree with two posts, and the one that the scenes change."""
    store = DirectoryStore(tmp_path / "base")
    old = room.publish("Checkout unavailable")
    put_out(room.publish("Search slow", APRIL), store)
    put_out(old, store)
    return store, old


@pytest.mark.parametrize("scene", SCENES)
def test_a_deploy_killed_anywhere_leaves_a_whole_site_and_the_next_run_finishes(
    scene: str,
    room: Newsroom,
    base: tuple[DirectoryStore, Publication],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, old = base
    new = SCENES[scene](room, old)
    # What is to be written doesn't depend on the tree, so it is made once and not for every step.
    monkeypatch.setattr(deploying, "_plan", made_once(deploying._plan))
    monkeypatch.setattr(os, "fsync", lambda _: None)
    after = copy_of(before, tmp_path / "after")
    put_out(new, after)

    def run(store: DirectoryStore) -> object:
        return put_out(new, store)

    steps = killed_at_every_step(run, new, before, after, tmp_path)
    assert steps > 60


@pytest.mark.parametrize("mode", [whole.rebuild, whole.repair])
def test_a_rebuild_or_repair_killed_anywhere_leaves_a_whole_site_and_the_next_run_finishes(
    mode: Callable[..., object], room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = DirectoryStore(tmp_path / "base")
    put_out(first := room.publish("Checkout unavailable"), before)
    before.put([("stray.html", b"It belongs to nobody.")])
    new = room.withdraw(first, "It named a customer.")
    after = copy_of(before, tmp_path / "after")

    def run(store: DirectoryStore) -> object:
        return mode(store, site_identity, lambda *_: None, at=NOON)

    run(after)

    # What is written aside, in a folder that no reader sees, is the same step a hundred times.
    assert killed_at_every_step(run, new, before, after, tmp_path, passing="write aside") > 30


def test_a_change_of_identity_killed_on_its_way_leaves_whole_pages_and_the_next_run_finishes(
    room: Newsroom, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = DirectoryStore(tmp_path / "base")
    put_out(room.publish("Checkout unavailable"), before)
    logo = picturing.take_in_logo(drawn(), by=cast.manager, at=now())
    present(cast.manager, name="Quay", accent="#7a1f5c", logo=logo)
    new = room.publish("Search slow", APRIL)
    after = copy_of(before, tmp_path / "after")
    monkeypatch.setattr(os, "fsync", lambda _: None)

    def run(store: DirectoryStore) -> object:
        whole.dress(store, site_identity)
        return whole.rebuild(store, site_identity, lambda *_: None, at=NOON)

    run(after)
    # They are the steps of any rebuild, of which every single one is tried above.
    steps = killed_at_every_step(run, new, before, after, tmp_path, passing="write aside", stride=7)
    assert steps > 100


def killed_at_every_step(
    run: Callable[[DirectoryStore], object],
    new: Publication,
    before: DirectoryStore,
    after: DirectoryStore,
    tmp_path: Path,
    *,
    passing: str = "",
    stride: int = 1,
) -> int:
    """Kill the run at its first step and at each `stride` steps later; return how many there are."""
    old, wanted = files(before.root), files(after.root)
    whole_files = {*plain(old).values(), *plain(wanted).values()}
    for steps in range(0, 2000, stride):
        Publication.objects.filter(pk=new.pk).update(deployed_at=None)
        store = copy_of(before, tmp_path / f"{steps}")
        if not killed_after(steps, lambda: run(store), passing=passing):  # noqa: B023
            return steps
        there = files(store.root)
        if there not in (old, wanted):
            assert set(plain(there).values()) <= whole_files, f"half a file after {steps} steps"
            assert dead_links(store.root) == set(), steps
        run(store)
        assert files(store.root) == wanted, steps
        assert Publication.objects.get(pk=new.pk).deployed_at, steps
        shutil.rmtree(store.root)
    raise AssertionError("it never ends")


def copy_of(store: DirectoryStore, root: Path) -> DirectoryStore:
    shutil.copytree(store.root, root, copy_function=os.link)  # a store never writes into a file that is there
    return DirectoryStore(root)


def plain(there: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as a reader gets them: compressed ones under their own names, unpacked."""
    unpack = {".br": brotli.decompress, ".gz": gzip.decompress}
    return {path: unpack.get(path[-3:], bytes)(data) for path, data in there.items()}
