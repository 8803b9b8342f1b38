"""Incidents with their standing, for the lists; the number of queries doesn't grow with the list."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from incidents import drafts
from incidents.models import Decision, Incident, Publication, Revision, Schedule
from incidents.report.projection import public_digest
from incidents.workflow.stage import Standing, standing_of


@dataclass(frozen=True)
class Line:
    incident: Incident
    standing: Standing


def overview(incidents: QuerySet[Incident]) -> list[Line]:
    """Return these incidents, each with where it stands."""
    return [Line(incident, _standing(incident)) for incident in _with_newest(incidents)]


def _with_newest(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Fetch with each incident its rows, its newest revision with decisions, edition and schedule."""
    newest = Revision.objects.filter(incident=OuterRef("incident")).order_by("-number").values("pk")[:1]
    latest = Publication.objects.filter(incident=OuterRef("incident")).order_by("-edition").values("pk")[:1]
    decisions = Prefetch("decisions", Decision.objects.select_related("person").order_by("decided_at"))
    revisions = Revision.objects.filter(pk=Subquery(newest)).select_related("submitted_by").defer("report")
    made = Schedule.objects.filter(incident=OuterRef("incident")).order_by("-made_at", "-pk").values("pk")[:1]
    schedules = Schedule.objects.filter(pk=Subquery(made)).select_related("person")
    publications = Publication.objects.filter(pk=Subquery(latest)).defer("report")
    return drafts.with_rows(incidents.select_related("author")).prefetch_related(
        Prefetch("revisions", revisions.prefetch_related(decisions), to_attr="newest_revision"),
        Prefetch("publications", publications, to_attr="newest_publication"),
        Prefetch("schedules", schedules, to_attr="newest_schedule"),
    )


def _standing(incident: Incident) -> Standing:
    fetched = vars(incident)
    revision = next(iter(fetched["newest_revision"]), None)
    decision = next(iter(reversed(revision.decisions.all())), None) if revision else None
    publication = next(iter(fetched["newest_publication"]), None)
    schedule = next(iter(fetched["newest_schedule"]), None)
    return standing_of(public_digest(drafts.snapshot(incident)), revision, decision, publication, schedule)
