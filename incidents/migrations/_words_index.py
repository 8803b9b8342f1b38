"""The full-text index over the words by which incidents are found, made by each database's own means.

PostgreSQL keeps the words of a draft as they are sought, instead of spelling them anew for each draft that is looked
at; a function counts by their index, whatever else the planner expects to be quicker; and no parallel workers are
started for these tables, which takes longer on a busy machine than what they would save on any.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("incident", "revision", "decision", "publication", "incidentwords", "affectedcomponent")
POSTGRESQL = [
    "ALTER TABLE incidents_incidentwords ADD COLUMN sought tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX incidents_words_index ON incidents_incidentwords USING gin (sought)",
    "CREATE FUNCTION incidents_having(asked text, most integer) RETURNS SETOF bigint"
    " LANGUAGE sql STABLE SET enable_seqscan = off AS"
    " 'SELECT incident_id FROM incidents_incidentwords"
    " WHERE sought @@ to_tsquery(''simple'', asked) LIMIT most'",
    *(f"ALTER TABLE incidents_{table} SET (parallel_workers = 0)" for table in TABLES),
]
# The FTS5 table keeps no copy of the text. Rebuilding incidents_incidentwords drops these triggers: a later
# migration that alters it has to make them again.
SQLITE = [
    "CREATE VIRTUAL TABLE incidents_words_index USING fts5("
    "words, content='incidents_incidentwords', content_rowid='incident_id', prefix='2 3')",
    "CREATE TRIGGER incidents_words_added AFTER INSERT ON incidents_incidentwords BEGIN "
    "INSERT INTO incidents_words_index(rowid, words) VALUES (new.incident_id, new.words); END",
    "CREATE TRIGGER incidents_words_removed AFTER DELETE ON incidents_incidentwords BEGIN "
    "INSERT INTO incidents_words_index(incidents_words_index, rowid, words) "
    "VALUES ('delete', old.incident_id, old.words); END",
    "CREATE TRIGGER incidents_words_changed AFTER UPDATE ON incidents_incidentwords BEGIN "
    "INSERT INTO incidents_words_index(incidents_words_index, rowid, words) "
    "VALUES ('delete', old.incident_id, old.words); "
    "INSERT INTO incidents_words_index(rowid, words) VALUES (new.incident_id, new.words); END",
]


def make_index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def drop_index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION incidents_having(text, integer)")
    else:
        editor.execute("DROP TABLE incidents_words_index")
