"""Lists and searches of many incidents: what PostgreSQL needs to answer each of them in a moment.

The words of a draft are kept as they are sought, not spelled anew for each draft that is looked at; a function
counts by their index, whatever else the planner expects to be quicker; and no parallel workers are started for
these tables, which takes longer on a busy machine than what they would save on any.
"""

from collections.abc import Sequence

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("incident", "revision", "decision", "publication", "incidentwords", "affectedcomponent")
FORWARD = [
    "ALTER TABLE incidents_incidentwords ADD COLUMN sought tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "DROP INDEX incidents_words_index",
    "CREATE INDEX incidents_words_index ON incidents_incidentwords USING gin (sought)",
    "CREATE FUNCTION incidents_having(asked text, most integer) RETURNS SETOF bigint"
    " LANGUAGE sql STABLE SET enable_seqscan = off AS"
    " 'SELECT incident_id FROM incidents_incidentwords"
    " WHERE sought @@ to_tsquery(''simple'', asked) LIMIT most'",
    *(f"ALTER TABLE incidents_{table} SET (parallel_workers = 0)" for table in TABLES),
]
BACKWARD = [
    *(f"ALTER TABLE incidents_{table} RESET (parallel_workers)" for table in TABLES),
    "DROP FUNCTION incidents_having(text, integer)",
    "ALTER TABLE incidents_incidentwords DROP COLUMN sought",
    "CREATE INDEX incidents_words_index ON incidents_incidentwords USING gin (to_tsvector('simple', words))",
]


def forward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _execute(FORWARD, schema_editor)


def backward(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _execute(BACKWARD, schema_editor)


def _execute(statements: Sequence[str], schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0023_mail_failure'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='revision',
            name='revision_waiting',
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(condition=models.Q(('verdict', 'approved')), fields=['id', 'revision'], name='decision_approved'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(fields=['id', 'incident', 'number', 'submitted_at'], name='revision_waiting'),
        ),
        migrations.RunPython(forward, backward),
    ]
