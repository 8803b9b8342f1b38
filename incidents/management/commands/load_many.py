"""A reproducible load, for benchmarks and for looking at a site that has lived for years."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify

from incidents import drafts, finding, ledger
from incidents.management import made_up
from incidents.models import (
    AffectedComponent,
    Component,
    CorrectiveAction,
    Decision,
    Incident,
    IncidentWords,
    Listing,
    PostWords,
    Publication,
    PublicationKind,
    ReferenceCounter,
    Revision,
    RootCause,
    TimelineEvent,
    Verdict,
)
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import Report
from incidents.workflow import editions

_BATCH = 500
_AT_MOST = 1_000_000


class Command(BaseCommand):
    help = (
        "Load N published incidents of made-up text, spread over ten years; the same for the same seed. "
        "Example: manage.py load_many 1000 --seed 7"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many incidents to load")
        parser.add_argument("--seed", type=int, default=1, help="which load (1)")

    def handle(self, *, count: int, seed: int, **_: Any) -> None:
        if not 1 <= count <= _AT_MOST:
            raise CommandError(f"Give a number from 1 to {_AT_MOST:,}.", returncode=2)
        with transaction.atomic():
            _load(count, Random(seed))  # noqa: S311 (a load is to be the same again, not to be secret)
        self.stdout.write(
            f"Loaded {count:,} published incidents by {_AUTHOR} and {_APPROVER}. "
            "Now run: manage.py publish_site --rebuild"
        )


_AUTHOR, _APPROVER = "load-author", "load-approver"


def _load(count: int, random: Random) -> None:
    author, approver = _person(_AUTHOR, "engineer"), _person(_APPROVER, "manager")
    components = {name: Component.objects.get_or_create(name=name)[0] for name in made_up.COMPONENTS}
    last = dict(ReferenceCounter.objects.values_list("year", "last"))
    for size in _batch_sizes(count):
        reports = [made_up.report(random) for _ in range(size)]
        incidents = _make_incidents(reports, last, author)
        _make_lists(incidents, reports, components)
        _make_editions(incidents, reports, author, approver)
    ReferenceCounter.objects.bulk_create(
        [ReferenceCounter(year=year, last=number) for year, number in last.items()],
        update_conflicts=True,
        unique_fields=["year"],
        update_fields=["last"],
    )


def _batch_sizes(count: int) -> Iterator[int]:
    yield from [_BATCH] * (count // _BATCH)
    if rest := count % _BATCH:
        yield rest


def _person(name: str, group: str) -> User:
    person, made = User.objects.get_or_create(username=name)
    if made:
        person.set_unusable_password()
        person.save()
    person.groups.add(Group.objects.get(name=group))
    return person


def _make_incidents(reports: Sequence[Report], last: dict[int, int], author: User) -> list[Incident]:
    made = []
    for report in reports:
        year = _at(report).year
        last[year] = last.get(year, 0) + 1
        reference = f"INC-{year}-{last[year]:04d}"
        slug = f"{slugify(report.title)}-{reference.lower()}"
        at = _at(report)
        incident = Incident(reference=reference, slug=slug, author=author, created_at=at, updated_at=at)
        drafts.fill(incident, report)
        made.append(incident)
    return Incident.objects.bulk_create(made)


def _make_lists(
    incidents: Sequence[Incident], reports: Sequence[Report], components: dict[str, Component]
) -> None:
    pairs = list(zip(incidents, reports, strict=True))
    AffectedComponent.objects.bulk_create(
        AffectedComponent(incident=incident, component=components[name], position=place)
        for incident, report in pairs
        for place, name in enumerate(report.components)
    )
    TimelineEvent.objects.bulk_create(
        drafts.fill_event(TimelineEvent(incident=incident, position=place), event)
        for incident, report in pairs
        for place, event in enumerate(report.timeline)
    )
    causes = RootCause.objects.bulk_create(
        drafts.fill_cause(RootCause(incident=incident, position=place), cause)
        for incident, report in pairs
        for place, cause in enumerate(report.root_causes)
    )
    actions = CorrectiveAction.objects.bulk_create(
        drafts.fill_action(CorrectiveAction(incident=incident, position=place), action)
        for incident, report in pairs
        for place, action in enumerate(report.actions)
    )
    _make_addresses(reports, causes, actions)
    IncidentWords.objects.bulk_create(finding.entry(*pair) for pair in pairs)


def _make_addresses(
    reports: Sequence[Report], causes: Sequence[RootCause], actions: Sequence[CorrectiveAction]
) -> None:
    key = {(cause.incident_id, cause.position): cause.pk for cause in causes}
    promised = [action for report in reports for action in report.actions]
    through = CorrectiveAction.addresses.through
    through.objects.bulk_create(
        through(correctiveaction_id=row.pk, rootcause_id=key[row.incident_id, place])
        for row, action in zip(actions, promised, strict=True)
        for place in action.addresses
    )


def _make_editions(
    incidents: Sequence[Incident], reports: Sequence[Report], author: User, approver: User
) -> None:
    shown = [canonical.encode(public(report)) for report in reports]
    submitted = zip(incidents, reports, shown, strict=True)
    revisions = Revision.objects.bulk_create(_revision(*each, author) for each in submitted)
    decisions = Decision.objects.bulk_create(
        Decision(
            revision=revision,
            verdict=Verdict.APPROVED.value,
            person=approver,
            decided_at=revision.submitted_at + timedelta(hours=5),
            digest=revision.public_digest,
        )
        for revision in revisions
    )
    publications = Publication.objects.bulk_create(
        _first_edition(*each) for each in zip(decisions, reports, shown, strict=True)
    )
    ledger.enter(publications)
    pairs = list(zip(publications, reports, strict=True))
    Listing.objects.bulk_create(editions.listings(pairs))
    PostWords.objects.bulk_create(editions.words(*pair) for pair in pairs)


def _revision(incident: Incident, report: Report, shown: bytes, author: User) -> Revision:
    data = canonical.encode(report)
    return Revision(
        incident=incident,
        number=1,
        report=data,
        digest=canonical.digest(data),
        public_digest=canonical.digest(shown),
        severity=report.severity or "",
        submitted_by=author,
        submitted_at=_at(report) + timedelta(days=2),
    )


def _first_edition(decision: Decision, report: Report, shown: bytes) -> Publication:
    return Publication(
        incident=decision.revision.incident,
        edition=1,
        kind=PublicationKind.POST.value,
        decision=decision,
        report=shown,
        digest=decision.digest,
        occurred_at=_at(report),
        month=_at(report).date().replace(day=1),
        published_by=decision.person,
        published_at=decision.decided_at,
    )


def _at(report: Report) -> datetime:
    if report.started_at is None:
        raise CommandError("A made-up report has no start.")
    return report.started_at
