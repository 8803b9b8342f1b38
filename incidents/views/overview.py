"""Incidents with their standing, for the lists; the number of queries doesn't grow with the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from incidents import drafts
from incidents.models import Decision, Incident, Policy, Publication, Revision, Schedule
from incidents.models.policy import policies
from incidents.report.deadline import Due
from incidents.report.projection import public_digest
from incidents.report.value import Report
from incidents.views.due import due_of
from incidents.workflow.stage import Standing, standing_of


@dataclass(frozen=True)
class Line:
    incident: Incident
    standing: Standing
    due: Due | None


def overview(incidents: QuerySet[Incident], today: date) -> list[Line]:
    """Return these incidents, each with where it stands and when it is due."""
    in_force = policies()
    return [_line(incident, in_force, today) for incident in _with_newest(incidents)]


def _line(incident: Incident, in_force: Mapping[str, Policy], today: date) -> Line:
    report = drafts.snapshot(incident)
    standing = _standing(incident, report, in_force)
    return Line(incident, standing, due_of(report, standing, in_force[incident.severity], today))


def _with_newest(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Fetch with each incident its rows, its newest revision with decisions, edition and schedule."""
    newest = Revision.objects.filter(incident=OuterRef("incident")).order_by("-number").values("pk")[:1]
    latest = Publication.objects.filter(incident=OuterRef("incident")).order_by("-edition").values("pk")[:1]
    rows = Decision.objects.select_related("person", "stead", "link").order_by("decided_at", "pk")
    decisions = Prefetch("decisions", rows)
    revisions = Revision.objects.filter(pk=Subquery(newest)).select_related("submitted_by").defer("report")
    made = Schedule.objects.filter(incident=OuterRef("incident")).order_by("-made_at", "-pk").values("pk")[:1]
    schedules = Schedule.objects.filter(pk=Subquery(made)).select_related("person")
    publications = Publication.objects.filter(pk=Subquery(latest)).defer("report")
    return drafts.with_rows(incidents.select_related("author")).prefetch_related(
        Prefetch("revisions", revisions.prefetch_related(decisions), to_attr="newest_revision"),
        Prefetch("publications", publications, to_attr="newest_publication"),
        Prefetch("schedules", schedules, to_attr="newest_schedule"),
    )


def _standing(incident: Incident, report: Report, in_force: Mapping[str, Policy]) -> Standing:
    fetched = vars(incident)
    revision = next(iter(fetched["newest_revision"]), None)
    decisions = list(revision.decisions.all()) if revision else []
    publication = next(iter(fetched["newest_publication"]), None)
    schedule = next(iter(fetched["newest_schedule"]), None)
    policy = in_force[revision.severity if revision else incident.severity]
    return standing_of(public_digest(report), revision, decisions, publication, schedule, policy=policy)
