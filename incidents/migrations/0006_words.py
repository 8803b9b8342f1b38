"""The words by which incidents are found, with each database's own full-text index over them."""

import re
import unicodedata
from typing import Any

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

POSTGRESQL = [
    "CREATE INDEX incidents_words_index ON incidents_incidentwords USING gin (to_tsvector('simple', words))",
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
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
COLUMNS = ("title", "summary", "impact", "resolution", "went_well", "went_wrong", "lucky", "closing", "notes")


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    kind = "INDEX" if schema_editor.connection.vendor == "postgresql" else "TABLE"
    schema_editor.execute(f"DROP {kind} incidents_words_index")


def keep_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the drafts that are there findable. Told here anew: the code of today is not that of later days."""
    kept = apps.get_model("incidents", "IncidentWords").objects
    incidents = apps.get_model("incidents", "Incident").objects
    for incident in incidents.prefetch_related("timeline", "root_causes", "actions", "components").iterator(
        500
    ):
        kept.create(incident=incident, words=words(incident))


def words(incident: Any) -> str:
    texts = [incident.reference, *(getattr(incident, name) for name in COLUMNS)]
    texts += [component.name for component in incident.components.all()]
    texts += [cause.text for cause in incident.root_causes.all()]
    for action in incident.actions.all():
        texts += [action.title, action.owner, action.tracker, action.detail, *action.tasks]
    texts += [event.text for event in incident.timeline.all()]
    plain = unicodedata.normalize("NFKD", "\n".join(texts)[:100_000].casefold())
    return " ".join(WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))[
        :100_000
    ]


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_schedule")]

    operations = [
        migrations.CreateModel(
            name="IncidentWords",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="incidents.incident",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={
                "verbose_name_plural": "incident words",
            },
        ),
        migrations.AlterField(
            model_name="incident",
            name="updated_at",
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce("started_at", "created_at"),
                    descending=True,
                ),
                models.OrderBy(models.F("id"), descending=True),
                name="incident_happened",
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="incident_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("kind", "withdrawal")), fields=["incident"], name="publication_withdrawn"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["incident", "number", "submitted_at"], name="revision_waiting"),
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
    ]
