"""From a publication to the public site: plan, write aside, switch."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from incidents.models import Publication
from incidents.publishing import faults, tree, whole
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.site import FRONT, Identity, file_at
from incidents.publishing.store import Store, Written


def deploy(publication_id: int, store: Store, identity: Identity, *, at: datetime) -> Written:
    """Bring an edition to the public site, with any other of its post that waits. Return what was written.

    Call it outside a transaction. Killed at any point, every file of the site is whole and a second call
    finishes; a call for an edition that the site shows does nothing. Raises WrongStateError, with nothing
    written, where the bytes are not those that were approved.
    """
    with store.lock():
        waiting, months = _waiting(publication_id)
        if not waiting:
            return Written()
        if store.read(file_at(FRONT)) is None:  # a new tree or a lost one: every page has to be there
            return whole.lay(store, identity, _quietly, at=at).written
        plan = _plan(publication_id, Shown(DEPLOYED | Q(pk__in=waiting)), months, identity)
        written = store.put(plan.files)
        store.delete([*_strays(store, plan), *plan.stale])
        written += store.put([plan.manifest])
        faults.reach("commit")
        Publication.objects.filter(pk__in=waiting).update(deployed_at=at)
        faults.reach("unlock")
        return written


@dataclass(frozen=True)
class _Plan:
    folder: str  # of the post
    files: tree.Files  # in the order of writing
    stale: list[str]  # what nothing points to once they are written
    manifest: tuple[str, bytes]


def _waiting(publication_id: int) -> tuple[list[int], set[date]]:
    """Return the post's pending editions and every month that lists it or did."""
    with transaction.atomic(durable=True):  # what is still to be committed must not be shown
        rows = Publication.objects.filter(incident__publications=publication_id)
        found = list(rows.values_list("pk", "month", "deployed_at"))
    return [pk for pk, _, deployed_at in found if deployed_at is None], {month for _, month, _ in found}


def _plan(publication_id: int, shown: Shown, touched: set[date], identity: Identity) -> _Plan:
    editions = shown.editions_beside(publication_id)
    unit = tree.post(editions, identity)
    months = shown.months()
    files = [*tree.fixed(identity), *unit]
    for month in months:
        if month.first_day in touched:
            files += tree.month(month, shown.in_month(month.first_day), identity)
    files += tree.lists(shown, months, identity)
    empty = sorted(touched - {month.first_day for month in months})
    return _Plan(
        folder=tree.folder(editions[-1]),
        files=files,
        stale=[path for first_day in empty for path in tree.month_paths(first_day)],
        manifest=tree.manifest(editions[-1], unit),
    )


def _strays(store: Store, plan: _Plan) -> list[str]:
    """Return what an earlier edition left in the post's folder. Ask once the plan's files are there."""
    kept = {path for path, _ in [*plan.files, plan.manifest]}
    return [path for path in store.paths(plan.folder) if path not in kept]


def _quietly(done: int, of: int) -> None:
    """Nobody watches a worker."""
