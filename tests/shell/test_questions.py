"""What a publication asks of PostgreSQL reads few rows, however many posts there are."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from incidents.models import Publication
from incidents.publishing.shown import DEPLOYED, Shown
from tests.shell.newsroom import NOON

POSTS = 2_000
ASKED: dict[str, Callable[[Shown], object]] = {
    "months": Shown.months,
    "sitemap parts": Shown.sitemap_parts,
    "shelves": Shown.shelves,
    "severity": lambda shown: shown.on_shelf("severity/sev1", 15),
    "component": lambda shown: shown.on_shelf("component/checkout", 15),
    "unresolved": lambda shown: shown.unresolved(15),
    "recent": lambda shown: shown.recent(15),
    "feed": lambda shown: shown.latest_editions(20),
    "month": lambda shown: shown.listed(date(2020, 5, 1)),
    "words": lambda shown: shown.newest_of(["che"]),
    "ledger": Shown.ledger_end,
}


@pytest.fixture(scope="module")
def vacuumed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Remove the rows that earlier tests took back: they stand in the indexes, and are counted there."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM")


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_question_reads_something_of_every_post(vacuumed: None) -> None:
    call_command("load_many", POSTS, stdout=StringIO())
    Publication.objects.update(deployed_at=NOON)
    with connection.cursor() as cursor:
        # Reading a small table whole is cheap on a slow disk; with this, plans are those of larger ones.
        cursor.execute("ANALYZE; SET LOCAL random_page_cost = 1")
    read = {}
    for name, ask in ASKED.items():
        before = rows_read()
        ask(Shown(DEPLOYED))
        read[name] = rows_read() - before
    assert {name: count for name, count in read.items() if count >= POSTS} == {}


def rows_read() -> int:
    """Return how many rows, and entries of indexes, this transaction has read of our tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_stat_get_xact_tuples_returned(oid)) FROM pg_class"
            " WHERE relname LIKE 'incidents\\_%' OR relname ~ '^(publication|listing)_'"
        )
        return int(cursor.fetchone()[0])
