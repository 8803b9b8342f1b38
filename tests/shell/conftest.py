from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from config.bucket import Bucket
from incidents.models import Incident
from incidents.publishing import kept
from incidents.publishing.directory import DirectoryStore
from tests.shell.buckets import empty_bucket, serving
from tests.shell.cast import Cast, clock, make_cast, start
from tests.shell.lifted import lifted
from tests.shell.newsroom import Newsroom

Statements = list[str]


@pytest.fixture(autouse=True, scope="session")
def flushing() -> Iterator[None]:
    """Let tests with transactions of their own empty the tables, which SQLite does by DELETE."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_all_the_same(self: BaseDatabaseOperations, statements: Statements) -> None:
        with lifted():
            flush(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            patch.setattr(operations, "execute_sql_flush", flush_all_the_same)
        yield


@pytest.fixture(autouse=True)
def day() -> None:
    """Begin the cast's day anew, in a database that nothing was read from."""
    clock.begin()
    kept.forget()


@pytest.fixture(scope="session")
def object_server() -> Iterator[str]:
    """The address of a server that speaks S3, in a process of its own."""
    with serving() as address:
        yield address


@pytest.fixture
def bucket(object_server: str) -> Bucket:
    return empty_bucket(object_server)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def engineer(cast: Cast) -> User:
    return cast.engineer


@pytest.fixture
def second_engineer(cast: Cast) -> User:
    return cast.second_engineer


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.manager


@pytest.fixture
def stranger(cast: Cast) -> User:
    return cast.stranger


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return start(cast.engineer)


@pytest.fixture
def room(cast: Cast) -> Newsroom:
    return Newsroom(cast)


@pytest.fixture
def store(tmp_path: Path) -> DirectoryStore:
    return DirectoryStore(tmp_path / "public")
