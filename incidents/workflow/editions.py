"""Making editions out of approvals, and saying why a step is refused."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from incidents import finding, ledger
from incidents.errors import WrongStateError
from incidents.models import (
    Decision,
    Depiction,
    Incident,
    Listing,
    Outcome,
    Picture,
    PostWords,
    Publication,
    PublicationKind,
    Shelf,
)
from incidents.report import canonical, clock, pictures
from incidents.report.projection import public
from incidents.report.shelves import shelves, word_shelves
from incidents.report.value import Report
from incidents.report.words import say
from incidents.workflow.stage import Standing
from incidents.workflow.steps import Stage, Step

_SLUG_LENGTH = 60  # leaves room for the reference behind it
_RESERVED = re.compile(r"inc-[0-9]+-[0-9]+\Z")  # where incidents stand until they are published


def release(
    incident: Incident,
    decision: Decision,
    *,
    kind: PublicationKind,
    by: User,
    at: datetime,
    announced: bool,
) -> Publication:
    """Make the edition that shows what this decision approved, and nothing else."""
    revision = decision.revision
    report = public(canonical.recall(bytes(revision.report)))
    data = canonical.encode(report)
    if canonical.digest(data) != decision.digest:
        raise WrongStateError(
            say("The stored revision no longer matches its approval; nothing was published.")
        )
    if kind is PublicationKind.POST:
        next(slug for slug in _slugs(report.title, incident) if _takes(incident, slug))
    _settle(incident, decision, at)
    publication = _enter(
        incident=incident,
        edition=_next_edition(incident),
        kind=kind.value,
        decision=decision,
        report=data,
        digest=decision.digest,
        note="" if kind is PublicationKind.POST else revision.correction_note,
        minor=revision.minor and kind is PublicationKind.CORRECTION,
        announced=announced,
        occurred_at=clock.comparable(report.started_at or at),
        month=_month(report, at),
        published_by=by,
        published_at=at,
    )
    Listing.objects.bulk_create(listings([(publication, report)]))
    words(publication, report).save(force_insert=True)
    shown = Picture.objects.filter(name__in=pictures.mentioned(report))
    Depiction.objects.bulk_create(Depiction(publication=publication, picture=each) for each in shown)
    return publication


def listings(editions: Sequence[tuple[Publication, Report]]) -> list[Listing]:
    """Return on which shelves of the public site editions with these reports stand; new shelves are made."""
    named: dict[str, str] = {}  # as the first of the reports spells it
    stands = []
    for each, report in editions:
        on = shelves(report) | dict.fromkeys(word_shelves(each.incident.reference, report), "")
        named |= {key: name for key, name in on.items() if key not in named}
        stands += [(each, key) for key in on]
    there = {shelf.key: shelf for shelf in Shelf.objects.filter(key__in=named)}
    for key in named.keys() - there.keys():  # somebody else may make it at this moment
        there[key] = Shelf.objects.get_or_create(key=key, defaults={"name": named[key]})[0]
    return [Listing(publication=each, shelf=there[key], occurred_at=each.occurred_at) for each, key in stands]


def words(publication: Publication, report: Report) -> PostWords:
    """Return the row, unsaved, by which readers find an edition with this report."""
    incident = publication.incident
    return PostWords(
        publication=publication,
        title=report.title or incident.reference,
        components="\n".join(filter(None, report.components)),
        severity=report.severity or "",
        day=(report.started_at or publication.published_at).date(),
        words=finding.spelled([incident.reference, report.severity or "", *finding.texts(report)]),
    )


def withdrawal(
    incident: Incident, last: Publication | None, *, note: str, by: User, at: datetime
) -> Publication:
    """Make the edition that is a notice. It stays in the month where the post was listed."""
    if last is None:
        raise WrongStateError(say("Nothing is published, so there is nothing to withdraw."))
    _settle(incident, None, at)
    return _enter(
        incident=incident,
        edition=last.edition + 1,
        kind=PublicationKind.WITHDRAWAL.value,
        report=b"",
        note=note,
        occurred_at=last.occurred_at,
        month=last.month,
        published_by=by,
        published_at=at,
    )


def _enter(**facts: Any) -> Publication:
    """Make the row and its entry in the ledger."""
    publication = Publication.objects.create(**facts)
    ledger.enter([publication])
    return publication


def _settle(incident: Incident, decision: Decision | None, at: datetime) -> None:
    """End what is scheduled: this edition is what was to go out, on time or early, or it came before that."""
    made = incident.schedules.standing().first()
    if made:
        same = decision is not None and made.decision.revision_id == decision.revision_id
        outcome = Outcome.PUBLISHED if same else Outcome.CANCELLED
        incident.schedules.filter(pk=made.pk).update(outcome=outcome.value, ended_at=at)


_NOW: dict[Stage, str] = {
    Stage.DRAFT: say("This report is a draft with changes that nobody has reviewed; submit it first."),
    Stage.IN_REVIEW: say("This report is being reviewed; whoever its policy asks decides next."),
    Stage.SENT_BACK: say("This report was sent back; change it and submit it again."),
    Stage.APPROVED: say("This report is already approved as it stands; it can be published."),
    Stage.PUBLISHED: say("The post already shows this report as it stands; change the draft to correct it."),
    Stage.WITHDRAWN: say("The post was withdrawn; submit the report again to restore it."),
}


def refusal(now: Standing, step: Step) -> str:
    """Say what the state is now and what can be done instead."""
    if step is Step.WITHDRAW:
        return say("Nothing of this report is public now, so there is nothing to withdraw.")
    if step is Step.RECALL:
        return say("Nothing waits for a decision, so there is nothing to take back.")
    if step is Step.UNSCHEDULE:
        return say("Nothing is scheduled, so there is nothing to cancel.")
    if step is Step.SCHEDULE and now.scheduled:
        return say("A publication is scheduled already; cancel it first to choose another time.")
    if step is Step.APPROVE and now.stage is Stage.IN_REVIEW:
        return say(
            "The draft changed after it was submitted; ask its author to submit it again, or send it back."
        )
    return _NOW[now.stage]


def _next_edition(incident: Incident) -> int:
    last = incident.publications.order_by("edition").values_list("edition", flat=True).last()
    return (last or 0) + 1


def _month(report: Report, at: datetime) -> date:
    return (report.started_at or at).date().replace(day=1)


def _slugs(title: str, incident: Incident) -> Iterator[str]:
    """Yield addresses for the approved title, best first."""
    own = incident.reference.lower()
    wanted = slugify(title)[:_SLUG_LENGTH].strip("-") or own
    if wanted == own or not _RESERVED.match(wanted):
        yield wanted
    yield f"{wanted}-{own}"
    for number in count(2):
        yield f"{wanted}-{own}-{number}"


def _takes(incident: Incident, slug: str) -> bool:
    """Try to take an address; only the database knows whether another post takes it at this moment."""
    incident.slug = slug
    try:
        with transaction.atomic():
            incident.save(update_fields=["slug"])
    except IntegrityError:
        return False
    return True
