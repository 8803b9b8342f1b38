"""From a publication to the public site: plan, write aside, switch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from incidents import asked
from incidents.models import Publication
from incidents.publishing import faults, found, months, present, questions, tree, whole
from incidents.publishing.addresses import (
    FRONT,
    file_at,
    find_posts_path,
    shelf_path,
    sitemap_part_path,
)
from incidents.publishing.shown import DEPLOYED, SITEMAP_PART, Shown
from incidents.publishing.site import Identity, Shelf, Whose
from incidents.publishing.store import Store, Written
from incidents.report.pictures import FOLDER
from incidents.report.shelves import COMPONENT, UNRESOLVED, WORD


def deploy(publication_id: int, store: Store, whose: Whose, *, at: datetime) -> Written:
    """Bring an edition to the public site, with any other of its post that waits. Return what was written.

    Call it outside a transaction. Killed at any point, every file of the site is whole and a second call
    finishes; a call for an edition that the site shows does nothing. Raises WrongStateError, with nothing
    written, where the bytes are not those that were approved.
    """
    with store.lock():
        news = _news(publication_id)
        if not news.waiting:
            return Written()
        identity = whose()
        if store.read(file_at(FRONT)) is None:  # a new tree or a lost one: every page has to be there
            return whole.lay(store, identity, _quietly, at=at).written
        plan = _plan(news, Shown(DEPLOYED | Q(pk__in=news.waiting)), identity)
        written = store.put(plan.files)
        store.delete([*_strays(store, plan), *plan.stale])
        written += store.put([plan.manifest])
        faults.reach("commit")
        Publication.objects.filter(pk__in=news.waiting).update(deployed_at=at)
        faults.reach("unlock")
        return written


def deploy_present(store: Store, whose: Whose, *, at: datetime) -> Written:
    """Bring what tells the present up to date: the day, how components work, and what follows from both."""
    with store.lock():
        identity = whose()
        if store.read(file_at(FRONT)) is None:
            return whole.lay(store, identity, _quietly, at=at).written
        shown, now = Shown(DEPLOYED), present.now()
        shelves = tree.with_page(shown.shelves(), now)
        files = [*tree.fixed(identity), *tree.logo(identity)]
        for shelf in shelves:
            if shelf.kind == COMPONENT:
                files += tree.shelf(shelf, shown, now, identity)
        return store.put([*files, *tree.lists(shown, shown.months(), shelves, now, identity)])


@dataclass(frozen=True)
class _News:
    """What the site doesn't show yet of one post."""

    incident: int
    waiting: list[int]  # publications
    listing: set[date]  # months that begin or cease to list the post; a killed deploy may have touched them
    month: date  # lists the post from now on


@dataclass(frozen=True)
class _Plan:
    folder: str  # of the post
    files: tree.Files  # in the order of writing
    stale: list[str]  # what nothing points to once they are written
    manifest: tuple[str, bytes]


def _news(publication_id: int) -> _News:
    with transaction.atomic(durable=True):  # what is still to be committed must not be shown
        of_post = asked.question(questions.editions_of_its_post)
        found = list(of_post.rows({"publication": publication_id}))
    before = [month for _, _, month, deployed_at in found if deployed_at]
    waiting = [(pk, month) for pk, _, month, deployed_at in found if not deployed_at]
    listing = {*before[-1:], *(month for _, month in waiting)}
    _, incident, month, _ = found[-1]
    stays = bool(before) and listing == {month}
    return _News(incident, [pk for pk, _ in waiting], set() if stays else listing, month)


def _plan(news: _News, shown: Shown, identity: Identity) -> _Plan:
    editions = shown.editions_about(news.incident)
    unit = tree.post(editions, identity)
    pictures, unseen = _pictures(news.incident, shown, identity)
    files = [*tree.fixed(identity), *tree.logo(identity), *pictures, *unit]
    for first_day in sorted(news.listing):
        files += months.pages_from(news.incident, first_day, shown, identity)
    if not news.listing:
        files += months.pages_of(news.incident, news.month, shown, identity)
    part = tree.sitemap_part(news.incident // SITEMAP_PART, shown, identity)
    now = present.now()
    shelves = tree.with_page(shown.shelves(), now)
    ever = _ever(news.incident)
    standing, emptied = _touched(ever, shelves)
    for shelf in standing:
        files += tree.shelf(shelf, shown, now, identity)
    said, unsaid = _words(news.incident, ever, shown)
    files += [*part, *said, *_ledger(shown.ledger_end(), identity)]
    files += [*tree.lists(shown, shown.months(), shelves, now, identity)]
    left = sorted(news.listing - {news.month})
    stale = emptied + unsaid + unseen
    stale += [path for first_day in left for path in months.too_many(first_day, shown)]
    return _Plan(
        folder=tree.folder(editions[-1]),
        files=files,
        stale=stale if part else [*stale, file_at(sitemap_part_path(news.incident // SITEMAP_PART))],
        manifest=tree.manifest(editions[-1], unit),
    )


def _ever(incident: int) -> list[str]:
    """Return the shelves on which any edition of a post stands or stood, in order."""
    return [key for (key,) in asked.question(questions.shelves_ever).rows({"incident": incident})]


def _words(incident: int, ever: Sequence[str], shown: Shown) -> tuple[tree.Files, list[str]]:
    """Return the files by which this post is found or was, and those by which nothing is found any more."""
    beginnings = [key.removeprefix(f"{WORD}/") for key in ever if key.startswith(f"{WORD}/")]
    files, unsaid = tree.find_words(beginnings, shown)
    number = incident // found.PART
    part = tree.find_part(number, shown)
    return [*part, *files], unsaid if part else [*unsaid, file_at(find_posts_path(number))]


def _pictures(incident: int, shown: Shown, identity: Identity) -> tuple[tree.Files, list[str]]:
    """Return the post's pictures, and the files of those it showed once and no page shows any more."""
    ever = asked.question(questions.pictures_ever).rows({"incident": incident})
    names = {name for (name,) in ever}
    if not names:
        return [], []
    unseen = sorted(names - {*shown.pictures(), identity.logo})
    return tree.pictures(shown.pictures(incident)), [file_at(f"{FOLDER}{name}") for name in unseen]


def _ledger(end: int, identity: Identity) -> tree.Files:
    """Return what entries up to this one add to the ledger as the tree has it."""
    written = Shown(DEPLOYED).ledger_end()
    return [file for files in tree.ledger(written, end, identity) for file in files]


def _touched(ever: Sequence[str], shelves: Sequence[Shelf]) -> tuple[list[Shelf], list[str]]:
    """Return the shelves on which the post stands or stood, and the files of those that have no page now."""
    keys = {key for key in ever if key != UNRESOLVED and not key.startswith(f"{WORD}/")}
    standing = [shelf for shelf in shelves if shelf.key in keys]
    emptied = keys - {shelf.key for shelf in standing}
    return standing, [file_at(shelf_path(key)) for key in sorted(emptied)]


def _strays(store: Store, plan: _Plan) -> list[str]:
    """Return what an earlier edition left in the post's folder. Ask once the plan's files are there."""
    kept = {path for path, _ in [*plan.files, plan.manifest]}
    return [path for path in store.paths(plan.folder) if path not in kept]


def _quietly(done: int, of: int) -> None:
    """Nobody watches a worker."""
