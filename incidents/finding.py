"""Finding incidents by the words of their drafts. Each database has a full-text index; both find the same."""

from collections.abc import Iterable, Iterator

from django.db import connections
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from incidents.models import Incident, IncidentWords
from incidents.report.spelling import words_of
from incidents.report.value import Report

_MOST_SOUGHT = 12
# An index entry of PostgreSQL holds a megabyte. What stands farther down in a draft isn't found.
_MOST_KEPT = 100_000
# Up to so many drafts that say the words are fetched by the index; of more, some come soon in any order.
_FEW = 5_000


def entry(incident: Incident, report: Report) -> IncidentWords:
    """Return the row, unsaved, by which a draft is found."""
    return IncidentWords(incident=incident, words=spelled([incident.reference, *texts(report)]))


def spelled(texts: Iterable[str]) -> str:
    return " ".join(words_of("\n".join(texts)[:_MOST_KEPT]))[:_MOST_KEPT]


def remember(incident: Incident, report: Report) -> None:
    """Keep the words of the draft as it stands now."""
    IncidentWords.objects.update_or_create(
        incident=incident, defaults={"words": entry(incident, report).words}
    )


def containing(incidents: QuerySet[Incident], sought: str) -> QuerySet[Incident]:
    """Return those in whose draft every sought word begins some word; all where no word is sought."""
    words = words_of(sought)[:_MOST_SOUGHT]
    if not words:
        return incidents
    if connections[incidents.db].vendor == "postgresql":
        return _by_vector(incidents, " & ".join(f"{word}:*" for word in words))
    found = RawSQL(
        "SELECT rowid FROM incidents_words_index WHERE incidents_words_index MATCH %s",
        [" AND ".join(f'"{word}"*' for word in words)],
    )
    return incidents.filter(pk__in=found)


def _by_vector(incidents: QuerySet[Incident], sought: str) -> QuerySet[Incident]:
    """Ask PostgreSQL the way that suits how common the words are: it guesses that wrong, and badly.

    Beginning at the index costs what is found, and looking at one draft after the other, in the order of the
    list, what isn't. So a function of ours (`incidents_having`) counts a few thousand by the index first.
    """
    with connections[incidents.db].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM incidents_having(%s, %s)", [sought, _FEW + 1])
        is_common = cursor.fetchone()[0] > _FEW
    if not is_common:
        return incidents.filter(pk__in=RawSQL("SELECT incidents_having(%s, %s)", [sought, _FEW]))
    says = RawSQL(
        "(SELECT said.sought @@ to_tsquery('simple', %s) FROM incidents_incidentwords said"
        " WHERE said.incident_id = incidents_incident.id)",
        [sought],
        output_field=BooleanField(),
    )
    return incidents.filter(says)


def texts(report: Report) -> Iterator[str]:
    """Return everything that a report says in words."""
    lessons = report.lessons
    yield from (report.title, report.summary, report.impact, *report.components)
    yield from (report.resolution, lessons.went_well, lessons.went_wrong, lessons.lucky)
    yield from (report.closing, report.notes)
    yield from (cause.text for cause in report.root_causes)
    for action in report.actions:
        yield from (action.title, action.owner, action.tracker, action.detail)
        yield from (task.title for task in action.tasks)
    yield from (event.text for event in report.timeline)
