"""The post as it would be published, for those who write, decide and publish. Nothing is stored."""

from datetime import UTC, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from incidents import drafts
from incidents.dates import SHORT, spelled
from incidents.models import Incident, Revision
from incidents.publishing import pages
from incidents.publishing.addresses import post_path
from incidents.publishing.configured import site_identity
from incidents.publishing.editions import edition_of
from incidents.publishing.site import Edition, EditionKind, Identity, Post
from incidents.report import canonical
from incidents.report.projection import public, public_digest
from incidents.report.value import Report

Files = dict[str, bytes]  # by their names inside the post's folder


def of_draft(incident: Incident, *, at: datetime) -> Files:
    """Return the files that the draft would make, with the public text it has now."""
    identity = site_identity()
    with translation.override(identity.language):
        said = _("Preview of the draft; customers don't see it")
    return _files(incident, drafts.snapshot(incident), at, said, identity, note="")


def of_revision(revision: Revision) -> Files:
    """Return the files that this revision would make, dated when it was submitted."""
    report = canonical.recall(bytes(revision.report))
    note, minor = revision.correction_note, revision.minor
    identity = site_identity()
    with translation.override(identity.language):
        said = _("Preview of revision %(number)s, submitted %(day)s; customers don't see it") % {
            "number": revision.number,
            "day": spelled(revision.submitted_at.astimezone(UTC), SHORT),
        }
    return _files(revision.incident, report, revision.submitted_at, said, identity, note=note, minor=minor)


def _files(
    incident: Incident,
    report: Report,
    at: datetime,
    said: str,
    identity: Identity,
    *,
    note: str,
    minor: bool = False,
) -> Files:
    earlier = [edition_of(row) for row in incident.publications.defer("report").order_by("edition")]
    kind = _kind(earlier[-1] if earlier else None)
    edition = Edition(
        number=len(earlier) + 1,
        kind=kind,
        published_at=at,
        note=note,
        digest=public_digest(report),
        minor=minor,
    )
    post = Post(
        reference=incident.reference,
        slug=incident.slug,
        report=public(report),
        editions=(*earlier, edition),
        preview=said,
    )
    folder = post_path(incident.slug).removeprefix("/")
    files = pages.post_files(post, identity)
    return {path.removeprefix(folder): data for path, data in files.items()}


def _kind(last: Edition | None) -> EditionKind:
    if last is None:
        return EditionKind.POST
    return EditionKind.RESTORATION if last.kind is EditionKind.WITHDRAWAL else EditionKind.CORRECTION
