"""The whole tree at once: compared with the database, mended, or made again from nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from incidents.models import Publication
from incidents.publishing import faults, months, pages, present, tree
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.site import Identity
from incidents.publishing.store import Store, Written

Progress = Callable[[int, int], object]  # is told how many steps are done, of how many

_AT_ONCE = 1000  # rows named in one statement


@dataclass
class Differences:
    """Where the tree isn't what the database says."""

    files: int = 0
    size: int = 0  # bytes
    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.missing) + len(self.different) + len(self.unexpected)

    def compare(self, store: Store, path: str, data: bytes) -> None:
        self.files += 1
        self.size += len(data)
        if not store.holds(path, data):
            (self.missing if store.read(path) is None else self.different).append(path)


@dataclass(frozen=True)
class Outcome:
    """What was written, and how many files that don't belong were removed."""

    written: Written
    removed: int


def verify(store: Store, identity: Identity, progress: Progress) -> Differences:
    """Make every file again in memory and compare its bytes with those that readers get."""
    found = Differences()
    expected = set()
    with store.lock():
        _, shown = _everything()
        for batch in _batches(shown, identity, progress):
            for path, data in batch:
                expected.add(path)
                found.compare(store, path, data)
        found.unexpected = _strays(store, expected)
    return found


def repair(store: Store, identity: Identity, progress: Progress, *, at: datetime | None) -> Outcome:
    """Write what is missing or different and remove what doesn't belong.

    `at` is when pending editions are thereby deployed; None for a tree that isn't the public one.
    """
    with store.lock():
        return lay(store, identity, progress, at=at)


def lay(store: Store, identity: Identity, progress: Progress, *, at: datetime | None) -> Outcome:
    """Repair a tree whose lock the caller holds."""
    pending, shown = _everything()
    written, expected = Written(), set[str]()
    for batch in _batches(shown, identity, progress):
        written += store.put(batch)
        expected.update(path for path, _ in batch)
    removed = store.delete(_strays(store, expected))
    _mark(pending, at)
    return Outcome(written, removed)


def rebuild(store: Store, identity: Identity, progress: Progress, *, at: datetime | None) -> Outcome:
    """Make the tree from nothing, then have readers see it, file by file. `at` is as in `repair`."""
    with store.lock(), store.anew() as fresh:
        pending, shown = _everything()
        written, paths = Written(), list[str]()
        for batch in _batches(shown, identity, progress):
            written += fresh.put(batch)
            paths += (path for path, _ in batch)
        store.take(fresh, paths)
        removed = store.delete(_strays(store, set(paths)))
        _mark(pending, at)
    return Outcome(written, removed)


def _everything() -> tuple[list[int], Shown]:
    """Return which editions are pending and the site that shows them too.

    An edition that is published from here on is not among them: it comes by its own task.
    """
    with transaction.atomic(durable=True):  # what is still to be committed must not be shown
        pending = list(Publication.objects.pending().values_list("pk", flat=True))
    return pending, Shown(DEPLOYED | Q(pk__lte=max(pending, default=0)))


def _batches(shown: Shown, identity: Identity, progress: Progress) -> Iterator[tree.Files]:
    """Yield every file of the tree, a post or a month at a time; what points to a file comes after it."""
    listed, parts = shown.months(), shown.sitemap_parts()
    shelves = tree.with_page(shown.shelves(), present.now())
    of = 3 + len(listed) + len(parts) + len(shelves) + shown.count() + pages.part_of(shown.ledger_end())
    for done, batch in enumerate(_in_order(shown, listed, parts, identity), start=1):
        yield batch
        progress(done, of)


def _in_order(
    shown: Shown, listed: Sequence[date], parts: Sequence[int], identity: Identity
) -> Iterator[tree.Files]:
    yield tree.fixed(identity)
    for editions in shown.every_post():
        unit = tree.post(editions, identity)
        yield [*unit, tree.manifest(editions[-1], unit)]
    for first_day in listed:
        yield months.every_page(first_day, shown, identity)
    for part in parts:
        yield tree.sitemap_part(part, shown, identity)
    end = shown.ledger_end()
    yield from tree.ledger_parts(0, end)
    yield tree.ledger_head(end, identity)
    now = present.now()
    shelves = tree.with_page(shown.shelves(), now)
    for shelf in shelves:
        yield tree.shelf(shelf, shown, now, identity)
    yield tree.lists(shown, listed, shelves, now, identity)


def _strays(store: Store, expected: set[str]) -> list[str]:
    return [path for path in store.paths() if path not in expected]


def _mark(pending: list[int], at: datetime | None) -> None:
    for start in range(0, len(pending) if at else 0, _AT_ONCE):
        faults.reach("commit")
        Publication.objects.filter(pk__in=pending[start : start + _AT_ONCE]).update(deployed_at=at)
