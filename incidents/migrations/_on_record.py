"""Triggers by which the database itself refuses to change or delete what is on record.

Altering a table makes it anew on SQLite, without its triggers: a migration that alters one of these ends with
`guard(...)` of it again. tests/shell/test_on_record.py finds a table that lost them.
"""

from collections.abc import Iterator
from functools import partial

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_MARK = "on_record"
_REFUSAL = "what is on record is never changed or deleted"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION incidents_{_MARK}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_TABLE_NAME || ': {_REFUSAL}';
END $$
"""


def guard(model: str, *, but: tuple[str, ...] = ()) -> migrations.RunPython:
    """Refuse UPDATE and DELETE of a model's rows; the columns named in `but` may change."""
    return migrations.RunPython(partial(_make, model, but), partial(_drop, model))


def lift(model: str, *, but: tuple[str, ...] = ()) -> migrations.RunPython:
    """Take the guard away, before a column changes its type: PostgreSQL alters none that a trigger looks at."""
    return migrations.RunPython(partial(_drop, model), partial(_make, model, but))


def _make(model: str, but: tuple[str, ...], apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    _drop(model, apps, editor)
    meta = apps.get_model("incidents", model)._meta
    columns = [field.column for field in meta.concrete_fields if field.name not in but]
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION)
        statements = _postgresql(meta.db_table, columns if but else [])
    else:
        statements = _sqlite(meta.db_table, meta.pk.column, columns if but else [])
    for statement in statements:
        editor.execute(statement)


def _drop(model: str, apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    table = apps.get_model("incidents", model)._meta.db_table
    on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    for event in ("update", "delete", "replace"):
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_{_MARK}_{event}{on}")


def _postgresql(table: str, columns: list[str]) -> Iterator[str]:
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)
    when = {"update": f"WHEN ({changed}) " if columns else "", "delete": ""}
    for event, condition in when.items():
        yield (
            f"CREATE TRIGGER {table}_{_MARK}_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH ROW {condition}EXECUTE FUNCTION incidents_{_MARK}()"
        )


def _sqlite(table: str, key: str, columns: list[str]) -> Iterator[str]:
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    when = {"update": f"WHEN {changed} " if columns else "", "delete": ""}
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: {_REFUSAL}'); END"
    for event, condition in when.items():
        yield f"CREATE TRIGGER {table}_{_MARK}_{event} BEFORE {event.upper()} ON {table} {condition}{refuse}"
    # REPLACE deletes the row in its way without asking the trigger for deletions.
    yield (
        f"CREATE TRIGGER {table}_{_MARK}_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) {refuse}"
    )
