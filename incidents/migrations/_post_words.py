"""The words of published editions: their full-text index, and the rows of what was published before it."""

from datetime import datetime

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from incidents import finding
from incidents.report import canonical
from incidents.report.shelves import word_shelves
from incidents.report.value import Report

POSTGRESQL = [
    "ALTER TABLE incidents_postwords ADD COLUMN sought tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX incidents_post_words_index ON incidents_postwords USING gin (sought)",
    "ALTER TABLE incidents_postwords SET (parallel_workers = 0)",
]
# The FTS5 table keeps no copy of the text. Words of an edition never change, so there is no trigger for that.
SQLITE = [
    "CREATE VIRTUAL TABLE incidents_post_words_index USING fts5("
    "words, content='incidents_postwords', content_rowid='publication_id', prefix='2 3')",
    "CREATE TRIGGER incidents_post_words_added AFTER INSERT ON incidents_postwords BEGIN "
    "INSERT INTO incidents_post_words_index(rowid, words) VALUES (new.publication_id, new.words); END",
    "CREATE TRIGGER incidents_post_words_removed AFTER DELETE ON incidents_postwords BEGIN "
    "INSERT INTO incidents_post_words_index(incidents_post_words_index, rowid, words) "
    "VALUES ('delete', old.publication_id, old.words); END",
]


def make_index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def drop_index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        editor.execute("DROP TABLE incidents_post_words_index")


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the words of each edition that was published before there were any."""
    models = {name: apps.get_model("incidents", name) for name in ("Publication", "PostWords", "Shelf", "Listing")}
    shown = models["Publication"].objects.exclude(kind="withdrawal").filter(words=None)
    for row in shown.select_related("incident").iterator(chunk_size=100):
        report, reference = canonical.recall(bytes(row.report)), row.incident.reference
        models["PostWords"].objects.create(
            publication=row,
            title=report.title or reference,
            components="\n".join(filter(None, report.components)),
            severity=report.severity or "",
            day=_day(report, row.published_at),
            words=finding.spelled([reference, report.severity or "", *finding.texts(report)]),
        )
        for key in word_shelves(reference, report):
            shelf, _ = models["Shelf"].objects.get_or_create(key=key)
            models["Listing"].objects.create(publication=row, shelf=shelf, occurred_at=row.occurred_at)


def _day(report: Report, published_at: datetime) -> object:
    return (report.started_at or published_at).date()
