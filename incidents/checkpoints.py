"""Keeping the draft as people left it, so that none of them loses what they wrote to the next one's hands."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from incidents import drafts, evidence, thinning
from incidents.evidence import Link
from incidents.models import Checkpoint, Incident, Verb
from incidents.report import canonical
from incidents.report.value import Report

# The saves of one person in this time are one checkpoint: what the last of them left.
SPAN = timedelta(minutes=10)
_WROTE = (Verb.STARTED.value, Verb.EDITED.value, Verb.RESTORED.value, Verb.ACCEPTED.value)


def begin(incident: Incident) -> None:
    """Keep a locked draft as it was begun, where nothing of it is kept yet: call it before the first edit."""
    if not incident.checkpoints.exists():
        fresh = Incident.objects.get(pk=incident.pk)  # rows fetched for the snapshot are stale after the edit
        hold(fresh, drafts.snapshot(fresh))


def keep(incident: Incident, report: Report, *, by: User, at: datetime) -> None:
    """Keep what a locked draft says after a save."""
    newest = _headers(incident).first()
    data, links = canonical.encode(report), evidence.links(incident)
    digest = canonical.digest(data)
    if newest is None or not _goes_on(newest, by, at):
        at = at if newest is None else max(at, newest.at)
        _make(incident, data, links, person=by.pk, at=at)
        _thin(incident, at)
    elif not _says(newest, digest, links):
        Checkpoint.objects.filter(pk=newest.pk).update(
            report=data, digest=digest, links=links, size=len(data), at=max(at, newest.at)
        )


def hold(incident: Incident, report: Report) -> Checkpoint:
    """Keep for good what a locked draft says now, and return it."""
    newest = _headers(incident).first()
    data, links = canonical.encode(report), evidence.links(incident)
    if newest is None or not _says(newest, canonical.digest(data), links):
        newest = _make(incident, data, links, person=_last_to_write(incident), at=incident.updated_at)
    newest.pinned = True
    newest.save(update_fields=["pinned"])
    return newest


def links_of(incident: Incident, digest: str) -> list[Link] | None:
    """Return which events showed which causes in the version of this digest; None where nobody knows."""
    newest = _headers(incident).filter(digest=digest).first()
    return None if newest is None else [(cause, event) for cause, event in newest.links]


def _says(checkpoint: Checkpoint, digest: str, links: Sequence[Link]) -> bool:
    return checkpoint.digest == digest and [tuple(link) for link in checkpoint.links] == list(links)


def _headers(incident: Incident) -> QuerySet[Checkpoint]:
    return incident.checkpoints.defer("report")


def _goes_on(newest: Checkpoint, by: User, at: datetime) -> bool:
    return newest.person_id == by.pk and not newest.pinned and at - newest.since < SPAN


def _make(incident: Incident, data: bytes, links: Sequence[Link], *, person: int, at: datetime) -> Checkpoint:
    return Checkpoint.objects.create(
        incident=incident,
        report=data,
        digest=canonical.digest(data),
        links=links,
        size=len(data),
        person_id=person,
        since=at,
        at=at,
    )


def _last_to_write(incident: Incident) -> int:
    entry = incident.audit.filter(verb__in=_WROTE).first()
    return entry.actor_id if entry else incident.author_id


def _thin(incident: Incident, now: datetime) -> None:
    columns = ("pk", "at", "person_id", "size", "pinned")
    kept = [thinning.Kept(*row) for row in incident.checkpoints.values_list(*columns)]
    if gone := set(thinning.to_thin(kept, now)):
        _hand_on([one.key for one in kept], gone)
        incident.checkpoints.filter(pk__in=gone).delete()


def _hand_on(keys: Sequence[int], gone: Collection[int]) -> None:
    """Have the checkpoint after each of those that go say who wrote in them, and since when."""
    rows = Checkpoint.objects.defer("report").prefetch_related("others").in_bulk(keys)
    also = Checkpoint.others.through
    heir, heirs, hands = rows[keys[0]], set(), []
    for row in (rows[key] for key in keys):
        if row.pk not in gone:
            heir = row
            continue
        heir.since = row.since
        heirs.add(heir)
        people = {row.person_id, *(each.pk for each in row.others.all())} - {heir.person_id}
        hands += [also(checkpoint_id=heir.pk, user_id=person) for person in people]
    Checkpoint.objects.bulk_update(heirs, ["since"])
    also._default_manager.bulk_create(hands, ignore_conflicts=True)  # noqa: SLF001 (Django documents it)
