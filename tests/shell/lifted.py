"""Rows on record, changed all the same: by whoever owns the tables, and between two tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def lifted() -> Iterator[None]:
    """Have the database let rows on record be changed, as its owner could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%_on_record_%'"
            )
            triggers = cursor.fetchall()
            _switch(cursor, "DISABLE", triggers)
            yield
            _switch(cursor, "ENABLE", triggers)
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_on_record_%'"
            )
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, statement in triggers:
                cursor.execute(statement)


def _switch(cursor: CursorWrapper, how: str, triggers: list[tuple[str, str]]) -> None:
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table that waits for them can't be altered
    for table, name in triggers:
        cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {name}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
