"""Publishing without the browser, and looking at what came of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from incidents import workflow
from incidents.models import Incident, Publication, PublicationKind
from incidents.publishing.addresses import file_at
from incidents.publishing.configured import site_identity
from incidents.publishing.deploy import deploy
from incidents.publishing.store import Store, Written
from incidents.report.value import Report, RootCause, TimelineEvent
from incidents.workflow.verbs import Enqueue
from tests.shell.cast import Cast, approve, ignore, now, reasons, start, submit

_DYNAMIC = ("/search/", "/subscribe/", "/workspace/", "/accounts/")
MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)  # when everything is deployed


@dataclass(frozen=True)
class Newsroom:
    cast: Cast
    enqueue: Enqueue = ignore

    def publish(self, title: str, started_at: datetime = MARCH) -> Publication:
        incident = start(self.cast.engineer, report(title, started_at))
        approve(incident, self.cast)
        return workflow.publish(incident, by=self.cast.manager, at=now(), enqueue=self.enqueue)

    def correct(self, last: Publication, note: str, **changes: object) -> Publication:
        incident = Incident.objects.get(pk=last.incident_id)
        for name, value in changes.items():
            setattr(incident, name, value)
        incident.save()
        revision = submit(incident, self.cast.engineer, note)
        workflow.approve(incident, revision, by=self.cast.manager, at=now(), reasons=reasons(revision))
        verb = workflow.correct if last.kind != PublicationKind.WITHDRAWAL else workflow.restore
        return verb(incident, by=self.cast.manager, at=now(), enqueue=self.enqueue)

    def withdraw(self, last: Publication, note: str) -> Publication:
        by = self.cast.manager
        return workflow.withdraw(last.incident, by=by, at=now(), note=note, enqueue=self.enqueue)


def report(title: str, started_at: datetime) -> Report:
    return Report(
        title=title,
        timezone="Etc/UTC",
        started_at=started_at,
        resolved_at=started_at + timedelta(minutes=50),
        summary=f"{title}: orders could not be placed. " * 20,
        timeline=(TimelineEvent(at=started_at, text="The first alert rang."),),
        root_causes=(RootCause(text="A limit was lowered."),),
    )


def put_out(publication: Publication, store: Store) -> Written:
    return deploy(publication.pk, store, site_identity, at=NOON)


def files(root: Path) -> dict[str, bytes]:
    """Return everything that the world can see of a tree, compressed siblings and all."""
    found = {place.relative_to(root): place for place in sorted(root.rglob("*")) if place.is_file()}
    return {
        path.as_posix(): place.read_bytes()
        for path, place in found.items()
        if not any(part.startswith(".") for part in path.parts)
    }


def dead_links(root: Path) -> set[tuple[str, str]]:
    """Return each page that a reader can come to with each address in it that no file of the tree answers."""
    return dead_links_among(files(root))


def dead_links_among(there: dict[str, bytes]) -> set[tuple[str, str]]:
    """Do what `dead_links` does for files in memory."""
    ahead, seen, found = ["index.html", "feed.atom", "sitemap.xml", "404.html"], set[str](), set()
    while ahead:
        path = ahead.pop()
        if path in seen or not path.endswith((".html", ".atom", ".xml")):
            continue
        seen.add(path)
        for address in _addresses(there[path].decode()):
            if file_at(address) in there:
                ahead.append(file_at(address))
            elif not address.startswith(_DYNAMIC):
                found.add((path, address))
    return found


def _addresses(page: str) -> Iterator[str]:
    for pattern in (r'(?:href|src)="(/[^"#?]*)', rf"{re.escape(settings.SITE_URL)}(/[^\"#?<\s]*)"):
        yield from re.findall(pattern, page)
