"""One writer at a time, where the place for the files itself knows no locks."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

_KEY = 0x_CA4D_0E  # of the lock among those of the database


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other process publishes. The lock ends with the process, or with its connection.

    On PostgreSQL it is the database's, for workers on several machines. SQLite is on one machine, and so
    are its workers: they share a lock file beside it.
    """
    with _on_postgresql() if connection.vendor == "postgresql" else _on_this_machine():
        yield


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_KEY])
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:  # a lost connection holds no lock
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_KEY])


@contextmanager
def _on_this_machine() -> Iterator[None]:
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "publishing.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
