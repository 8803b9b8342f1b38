"""The whole tree at once: compared with the database, mended, or made again from nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import chain, islice

from django.db import transaction
from django.db.models import Q

from incidents.models import Publication
from incidents.publishing import faults, months, pages, present, tree
from incidents.publishing.crew import processes, spread
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.site import Identity, Post, Whose
from incidents.publishing.store import Store, Written

Progress = Callable[[int, int], object]  # is told how many steps are done, of how many

_AT_ONCE = 1000  # rows named in one statement
_ASKED = 50  # beginnings of words in one question
_TOGETHER = 10  # posts that one process is given at once
_WORTH_A_CREW = 200  # posts; below, processes take longer to start than they save


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


@dataclass(frozen=True)
class Outcome:
    """What was written, and how many files that don't belong were removed."""

    written: Written
    removed: int


@dataclass
class _Tally:
    """Which paths were made, in the order of writing, and what came of them."""

    paths: list[str] = field(default_factory=list)
    written: Written = field(default_factory=Written)
    found: Differences = field(default_factory=Differences)

    def add(self, other: "_Tally") -> None:
        self.paths += other.paths
        self.written += other.written
        self.found.files += other.found.files
        self.found.size += other.found.size
        self.found.missing += other.found.missing
        self.found.different += other.found.different


Deed = Callable[[Store, tree.Files], _Tally]


def verify(store: Store, whose: Whose, progress: Progress) -> Differences:
    """Make every file again in memory and compare its bytes with those that readers get."""
    with store.lock():
        _, shown = _everything()
        tally = _with_all(_compare, store, shown, whose(), progress)
        tally.found.unexpected = _strays(store, tally)
    return tally.found


def repair(store: Store, whose: Whose, progress: Progress, *, at: datetime | None) -> Outcome:
    """Write what is missing or different and remove what doesn't belong.

    `at` is when pending editions are thereby deployed; None for a tree that isn't the public one.
    """
    with store.lock():
        return lay(store, whose(), progress, at=at)


def lay(store: Store, identity: Identity, progress: Progress, *, at: datetime | None) -> Outcome:
    """Repair a tree whose lock the caller holds."""
    pending, shown = _everything()
    tally = _with_all(_put, store, shown, identity, progress)
    removed = store.delete(_strays(store, tally))
    _mark(pending, at)
    return Outcome(tally.written, removed)


def dress(store: Store, whose: Whose) -> None:
    """Put up the style sheet and the logo of an identity, so that previews have them while a tree is made."""
    with store.lock():
        identity = whose()
        store.put([*tree.logo(identity), *tree.fixed(identity)])


def rebuild(store: Store, whose: Whose, progress: Progress, *, at: datetime | None) -> Outcome:
    """Make the tree from nothing, then have readers see it, file by file. `at` is as in `repair`."""
    with store.lock(), store.anew() as fresh:
        (pending, shown), identity = _everything(), whose()
        tally = _with_all(_put, fresh, shown, identity, progress)
        store.take(fresh, tally.paths)
        removed = store.delete(_strays(store, tally))
        _mark(pending, at)
    return Outcome(tally.written, removed)


def _everything() -> tuple[list[int], Shown]:
    """Return which editions are pending and the site that shows them too.

    An edition that is published from here on is not among them: it comes by its own task.
    """
    with transaction.atomic(durable=True):  # what is still to be committed must not be shown
        pending = list(Publication.objects.pending().values_list("pk", flat=True))
    return pending, Shown(DEPLOYED | Q(pk__lte=max(pending, default=0)))


def _with_all(deed: Deed, store: Store, shown: Shown, identity: Identity, progress: Progress) -> _Tally:
    """Do this with every file of the tree; what points to a file comes after it."""
    listed, parts, posts = shown.months(), shown.sitemap_parts(), shown.count()
    shelves = tree.with_page(shown.shelves(), present.now())
    pictures = [name for name in shown.pictures() if name != identity.logo]
    beginnings = shown.beginnings()
    leading = len(listed) + len(parts) + len(shelves) + pages.part_of(shown.ledger_end())
    leading += len(parts) + len(_by_fifties(beginnings))
    of = 3 + len(pictures) + posts + leading
    tally, done = deed(store, [*tree.fixed(identity), *tree.logo(identity)]), 1
    for name in pictures:
        tally.add(deed(store, tree.pictures([name])))
        progress(done := done + 1, of)
    work = partial(_with_posts, deed, store, identity)
    crew = spread(work, _together(shown.every_post()), processes() if posts >= _WORTH_A_CREW else 1)
    for count, each in crew:
        tally.add(each)
        progress(done := done + count, of)
    for files in chain(_find(beginnings, parts, shown), _leading(shown, listed, parts, identity)):
        tally.add(deed(store, files))
        progress(done := done + 1, of)
    return tally


def _with_posts(deed: Deed, store: Store, identity: Identity, posts: list[list[Post]]) -> tuple[int, _Tally]:
    """Do it with the files of some posts. Asks no database: see `spread`."""
    tally = _Tally()
    for editions in posts:
        unit = tree.post(editions, identity)
        tally.add(deed(store, [*unit, tree.manifest(editions[-1], unit)]))
    return len(posts), tally


def _put(store: Store, files: tree.Files) -> _Tally:
    return _Tally([path for path, _ in files], store.put(files))


def _compare(store: Store, files: tree.Files) -> _Tally:
    found = Differences(len(files), sum(len(data) for _, data in files))
    for path, data in files:
        if not store.holds(path, data):
            (found.missing if store.read(path) is None else found.different).append(path)
    return _Tally([path for path, _ in files], found=found)


def _together(posts: Iterator[list[Post]]) -> Iterator[list[list[Post]]]:
    while some := list(islice(posts, _TOGETHER)):
        yield some


def _leading(
    shown: Shown, listed: Sequence[date], parts: Sequence[int], identity: Identity
) -> Iterator[tree.Files]:
    """Yield the files that lead to posts, in the order of writing."""
    for first_day in listed:
        yield months.every_page(first_day, shown, identity)
    for part in parts:
        yield tree.sitemap_part(part, shown, identity)
    yield from tree.ledger(0, shown.ledger_end(), identity)
    now = present.now()
    shelves = tree.with_page(shown.shelves(), now)
    for shelf in shelves:
        yield tree.shelf(shelf, shown, now, identity)
    yield tree.lists(shown, listed, shelves, now, identity)


def _find(beginnings: Sequence[str], parts: Sequence[int], shown: Shown) -> Iterator[tree.Files]:
    """Yield what a search of the plain files reads."""
    for part in parts:
        yield tree.find_part(part, shown)
    for some in _by_fifties(beginnings):
        yield tree.find_words(some, shown)[0]


def _by_fifties(beginnings: Sequence[str]) -> list[Sequence[str]]:
    return [beginnings[start : start + _ASKED] for start in range(0, len(beginnings), _ASKED)]


def _strays(store: Store, tally: _Tally) -> list[str]:
    expected = set(tally.paths)
    return [path for path in store.paths() if path not in expected]


def _mark(pending: list[int], at: datetime | None) -> None:
    for start in range(0, len(pending) if at else 0, _AT_ONCE):
        faults.reach("commit")
        Publication.objects.filter(pk__in=pending[start : start + _AT_ONCE]).update(deployed_at=at)
