"""The post as it would be published, for those who write, decide and publish. Nothing is stored."""

from datetime import datetime

from incidents import drafts
from incidents.models import Incident, Revision
from incidents.publishing import pages
from incidents.publishing.configured import site_identity
from incidents.publishing.site import Edition, EditionKind, Post, file_at, post_path
from incidents.report import canonical
from incidents.report.projection import public, public_digest
from incidents.report.value import Report


def of_draft(incident: Incident, *, at: datetime) -> bytes:
    """Return the page that the draft would make, with the public text it has now."""
    return _page(incident, drafts.snapshot(incident), at, note="")


def of_revision(revision: Revision) -> bytes:
    """Return the page that this revision would make, dated when it was submitted."""
    report = canonical.decode(bytes(revision.report))
    return _page(revision.incident, report, revision.submitted_at, note=revision.correction_note)


def _page(incident: Incident, report: Report, at: datetime, *, note: str) -> bytes:
    earlier = [
        Edition(
            number=row.edition,
            kind=EditionKind(row.kind),
            published_at=row.published_at,
            note=row.note,
            digest=row.digest,
        )
        for row in incident.publications.defer("report").order_by("edition")
    ]
    kind = EditionKind.CORRECTION if earlier else EditionKind.POST
    edition = Edition(
        number=len(earlier) + 1, kind=kind, published_at=at, note=note, digest=public_digest(report)
    )
    post = Post(
        reference=incident.reference,
        slug=incident.slug,
        report=public(report),
        editions=(*earlier, edition),
    )
    return pages.post_files(post, site_identity())[file_at(post_path(incident.slug))]
