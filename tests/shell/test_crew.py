"""Several processes make the same tree as one, and find the same differences."""

import os
import signal
from pathlib import Path

import pytest
from django.core.management import call_command

from config.bucket import Bucket
from incidents.errors import WrongStateError
from incidents.models import Publication
from incidents.publishing import crew, tree, whole
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.objects import Encoding, ObjectStore
from tests.shell.newsroom import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two processes for a site of any size."""
    monkeypatch.setattr(whole, "_WORTH_A_CREW", 1)
    monkeypatch.setattr(whole, "processes", lambda: 2)


def fail(given: int) -> int:
    raise WrongStateError(f"{given} can't be done.")


def test_results_come_in_order_and_failures_as_they_are() -> None:
    assert list(crew.spread(str, range(50), 2)) == [str(number) for number in range(50)]
    with pytest.raises(WrongStateError) as caught:
        list(crew.spread(fail, [7], 2))
    assert caught.value.message == "7 can't be done."


def end_at_three(given: int) -> int:
    if given == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return given


def test_a_helper_that_is_killed_is_not_waited_for() -> None:
    with pytest.raises(ChildProcessError, match="killed"):
        list(crew.spread(end_at_three, range(8), 2))


def test_two_processes_make_the_tree_that_one_makes(two: None, tmp_path: Path) -> None:
    call_command("load_many", 25, verbosity=0)
    Publication.objects.update(deployed_at="2026-09-01T12:00Z")
    store, seen = DirectoryStore(tmp_path / "two"), list[tuple[int, int]]()
    whole.rebuild(store, site_identity, lambda done, of: seen.append((done, of)), at=None)
    assert seen[-1][0] == seen[-1][1], "the bar ends full"
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)

    one = DirectoryStore(tmp_path / "one")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole, "processes", lambda: 1)
        whole.rebuild(one, site_identity, lambda *_: None, at=None)
    assert files(store.root) == files(one.root)

    (page := next(store.root.glob("incidents/*/index.html"))).write_bytes(b"defaced")
    (store.root / "feed.atom").unlink()
    found = whole.verify(store, site_identity, lambda *_: None)
    assert found.different == [page.relative_to(store.root).as_posix()]
    assert found.missing == ["feed.atom"]


def test_two_processes_fill_a_bucket(two: None, bucket: Bucket) -> None:
    call_command("load_many", 3, verbosity=0)
    Publication.objects.update(deployed_at="2026-09-01T12:00Z")
    store = ObjectStore(bucket, Encoding.IDENTITY)
    whole.repair(store, site_identity, lambda *_: None, at=None)

    assert len(whole.verify(store, site_identity, lambda *_: None)) == 0
    assert {path for path, _ in tree.fixed(site_identity())} <= set(store.paths())
