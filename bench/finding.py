"""What listing and searching costs the database, over as many incidents as were loaded. See `--help`.

Run `manage.py load_many 100000` first; the database is the one of DATABASE_URL.
"""

import argparse
import os
import statistics
import time
from typing import Any

import django

ASKED: dict[str, dict[str, Any]] = {
    "the first page": {},
    "by when they happened": {"sort": "happened"},
    "a common word": {"q": "the"},
    "three words": {"q": "database failed checkout"},
    "a beginning of a word": {"q": "repl"},
    "a reference": {"q": "INC-2024-0007"},
    "a word nobody wrote": {"q": "xylophone"},
    "severity and component": {"severity": "sev1", "component": "Checkout"},
    "waiting for a decision": {"where": "review"},
    "approved, not out": {"where": "approved"},
    "live": {"where": "live"},
    "never published": {"where": "unpublished"},
    "withdrawn": {"where": "withdrawn"},
    "live, with a word, mine": {"where": "live", "q": "queue", "mine": "on"},
    "approved, with a common word": {"where": "approved", "q": "the"},
    "never published, by happening": {"where": "unpublished", "sort": "happened"},
    "a far page": {"after": "2021-01-01T00:00:00+00:00_1"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7, help="how often each page is asked for (7)")
    times = parser.parse_args().times
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    measure(times)


def measure(times: int) -> None:
    from django.contrib.auth.models import User
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from incidents.forms.finding import FindForm
    from incidents.models import Incident
    from incidents.views.overview import overview

    person = User.objects.order_by("pk").last()
    if person is None:
        raise SystemExit("Load incidents first: manage.py load_many 100000")
    print(f"{Incident.objects.count():,} incidents, {connection.vendor}; ms of the database: middle, least")
    today = timezone.now().date()
    for name, asked in ASKED.items():
        spent, found = [], 0
        for _ in range(times):
            reset_queries()
            with CaptureQueriesContext(connection) as queries:
                found = len(overview(FindForm(asked).page(person).incidents, today))
            spent.append(1000 * sum(float(query["time"]) for query in queries.captured_queries))
        took = f"{statistics.median(spent):8.1f} {min(spent):8.1f}"
        print(f"{name:30} {took}   {found} shown, {len(queries)} queries")


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"{time.perf_counter() - started:.0f} s in all")
