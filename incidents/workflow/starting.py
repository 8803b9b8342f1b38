"""How a draft begins: from a report that was read, empty, guided by a template, or like an earlier one."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from incidents import drafts, finding, permissions
from incidents.models import AuditEntry, Incident, ReportTemplate, Verb
from incidents.report import canonical
from incidents.report.again import again
from incidents.report.value import Report
from incidents.workflow.acting import record
from incidents.workflow.references import next_reference

_A_MOMENT = timedelta(minutes=10)


@transaction.atomic
def start(
    report: Report, *, by: User, at: datetime, template: ReportTemplate | None = None, detail: str = ""
) -> Incident:
    """Make a new incident whose draft is this report; `detail` says in its history what it began with."""
    permissions.check_edit(by)
    reference = next_reference(at.year)
    incident = Incident(
        reference=reference,
        slug=reference.lower(),
        author=by,
        created_at=at,
        updated_at=at,
        template=template,
    )
    drafts.fill(incident, report)
    incident.save()
    drafts.write_lists(incident, report)
    finding.remember(incident, report)
    digest = canonical.digest(canonical.encode(report))
    record(incident, by, Verb.STARTED, at, digest=digest, detail=detail)
    return incident


def started_lately(report: Report, *, by: User, at: datetime) -> Incident | None:
    """Return the draft that the person began with this report a moment ago, and left it so."""
    digest = canonical.digest(canonical.encode(report))
    lately = AuditEntry.objects.filter(actor=by, verb=Verb.STARTED, digest=digest, at__gt=at - _A_MOMENT)
    entry = lately.select_related("incident").order_by("at").last()
    incident = entry.incident if entry else None
    return None if incident is None or incident.audit.count() > 1 else incident


@transaction.atomic
def duplicate(source: Incident, *, by: User, at: datetime) -> Incident:
    """Make a new incident whose draft has the structure of another's, as that one stands now."""
    report = again(drafts.snapshot(source))
    return start(report, by=by, at=at, template=source.template, detail=f"like {source.reference}")
