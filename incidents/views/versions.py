"""The versions of a report that can be looked at and compared: the draft, checkpoints, revisions, editions.

Each has a key that stands in addresses: ``draft``, ``c12`` (a checkpoint by its key in the database), ``3``
(a revision by its number) and ``e2`` (an edition by its number).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from incidents import drafts
from incidents.dates import SHORT, spelled
from incidents.models import Checkpoint, Incident, Publication, Revision
from incidents.report import canonical
from incidents.report.value import Report
from incidents.templatetags.workspace import person, utc

DRAFT = "draft"
_KEY = re.compile(r"(c|e|)([1-9][0-9]{0,8})\Z")
# So many checkpoints are offered in a list; older ones are reached from the history.
_OFFERED = 100


@dataclass(frozen=True)
class Version:
    """One choice. `holds_all` says whether it has what customers never see, so that it can be restored."""

    key: str
    label: str
    holds_all: bool = True


@dataclass(frozen=True)
class Group:
    label: str
    versions: list[Version]


def groups(incident: Incident, chosen: Iterable[str]) -> list[Group]:
    """Return what can be compared, newest first; of the checkpoints the latest and those that are chosen."""
    revisions = incident.revisions.defer("report").select_related("submitted_by").order_by("-number")
    editions = incident.publications.exclude(digest="").defer("report").order_by("-edition")
    found = [
        Group(_("Now"), [Version(DRAFT, _("The draft as it stands"))]),
        Group(_("Submitted"), [of_revision(each) for each in revisions]),
        Group(_("Published"), [of_edition(each) for each in editions]),
        *_by_day(_offered(incident, chosen)),
    ]
    return [group for group in found if group.versions]


def of_revision(revision: Revision) -> Version:
    label = _("Revision %(number)s, %(who)s, %(when)s") % {
        "number": revision.number,
        "who": person(revision.submitted_by),
        "when": utc(revision.submitted_at),
    }
    return Version(str(revision.number), label)


def of_edition(publication: Publication) -> Version:
    label = _("Edition %(number)s, published %(when)s") % {
        "number": publication.edition,
        "when": utc(publication.published_at),
    }
    return Version(f"e{publication.edition}", label, holds_all=False)


def of_checkpoint(checkpoint: Checkpoint) -> Version:
    label = _("As %(who)s left it, %(when)s") % {
        "who": person(checkpoint.person),
        "when": utc(checkpoint.at),
    }
    return Version(f"c{checkpoint.pk}", label)


def look_up(incident: Incident, key: str) -> tuple[Version, Report]:
    """Return the version of this key and what it says. Raises Http404 where there is none."""
    if key == DRAFT:
        return Version(DRAFT, _("The draft as it stands")), drafts.snapshot(incident)
    kind, number = _parsed(key)
    if kind == "c":
        checkpoint = get_object_or_404(incident.checkpoints.select_related("person"), pk=number)
        return of_checkpoint(checkpoint), _said(checkpoint.report)
    if kind == "e":
        edition = get_object_or_404(incident.publications.exclude(digest=""), edition=number)
        return of_edition(edition), _said(edition.report)
    revision = get_object_or_404(incident.revisions.select_related("submitted_by"), number=number)
    return of_revision(revision), _said(revision.report)


def _said(data: bytes | memoryview) -> Report:
    return canonical.recall(bytes(data))


def _parsed(key: str) -> tuple[str, int]:
    found = _KEY.match(key)
    if found is None:
        raise Http404
    return found[1], int(found[2])


def _offered(incident: Incident, chosen: Iterable[str]) -> list[Checkpoint]:
    headers = incident.checkpoints.defer("report").select_related("person")
    latest = list(headers[:_OFFERED])
    keys = {int(key[1:]) for key in chosen if key.startswith("c")} - {each.pk for each in latest}
    return latest + (list(headers.filter(pk__in=keys)) if keys else [])


def _by_day(checkpoints: Iterable[Checkpoint]) -> Iterator[Group]:
    days: dict[str, list[Version]] = {}
    for each in checkpoints:
        days.setdefault(_day(each.at), []).append(of_checkpoint(each))
    for day, versions in days.items():
        yield Group(_("The draft on %(day)s") % {"day": day}, versions)


def _day(moment: datetime) -> str:
    return spelled(moment.astimezone(UTC), SHORT)
