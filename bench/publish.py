"""What does one publication cost when 100, 1,000, 10,000 or 100,000 incidents are public already?

    .venv/bin/python bench/publish.py [SIZE…]

Each size has a database and a tree of its own in a temporary directory. The tree is filled with placeholders
under the addresses of all posts, so that its folders are as large as they would be; what is measured is one
deploy: read, render, compress, write with fsync, rename. A "quiet" month lists little but the new posts, a
"busy" one as many as ten years of that many incidents put there. Times are medians of 9, in milliseconds: by
the clock, and of the processor, of which the ratios are. Other programs on the machine move both; a piece of
other work that is always the same is measured beside each ("yardstick") and tells how much.
"""

import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = tuple(map(int, sys.argv[1:])) or (100, 1_000, 10_000, 100_000)
TURNS = 9
QUIET, BUSY = datetime(2026, 1, 3, 4, 5, tzinfo=UTC), datetime(2020, 5, 6, 7, 8, tzinfo=UTC)

home = tempfile.TemporaryDirectory()
sys.path.insert(0, str(ROOT))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "CANDOR_VAR": home.name,
    "DATABASE_URL": f"sqlite:///{home.name}/bench.sqlite3",
}

import django  # noqa: E402 (the settings are read when Django is set up)

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from incidents import readiness, workflow  # noqa: E402
from incidents.models import Incident, Publication  # noqa: E402
from incidents.publishing.addresses import FRONT, file_at, post_path  # noqa: E402
from incidents.publishing.configured import site_identity  # noqa: E402
from incidents.publishing.deploy import deploy  # noqa: E402
from incidents.publishing.directory import DirectoryStore  # noqa: E402
from incidents.publishing.store import Written  # noqa: E402
from incidents.report.value import Report, RootCause, TimelineEvent  # noqa: E402


def main() -> None:
    call_command("migrate", verbosity=0)
    print("incidents  month  listed   clock     cpu  yardstick  ratio  files     bytes  queries")
    first: dict[str, float] = {}
    for place, size in enumerate(SIZES):
        store = grown_to(size)
        for month, started_at in {"quiet": QUIET.replace(month=1 + place), "busy": BUSY}.items():
            turns = [publish_one(store, started_at, turn) for turn in range(TURNS)]
            clock, cpu, beside = (statistics.median(taken) * 1000 for taken in zip(*turns, strict=True))
            written, queries = publish_counted(store, started_at)
            listed = Publication.objects.current().filter(month=started_at.date().replace(day=1)).count()
            ratio = cpu / first.setdefault(month, cpu)
            print(
                f"{size:>9,}  {month:<5}  {listed:>6}  {clock:>6.1f}  {cpu:>6.1f}  {beside:>9.1f}  "
                f"{ratio:>5.2f}  {written.files:>5}  {written.size:>8,}  {queries:>7}",
                flush=True,
            )


def grown_to(size: int) -> DirectoryStore:
    call_command("load_many", size - Publication.objects.count(), stdout=StringIO())
    Publication.objects.update(deployed_at=datetime.now(UTC))
    store = DirectoryStore(Path(home.name) / f"tree-{size}")
    with store.lock():
        slugs = Incident.objects.values_list("slug", flat=True)
        filling = DirectoryStore(store.root, durable=False)
        filling.put((file_at(post_path(slug)), b"placeholder") for slug in slugs)
        filling.put([(file_at(FRONT), b"placeholder")])
    return store


def publish_one(store: DirectoryStore, started_at: datetime, turn: int) -> tuple[float, float, float]:
    publication = approved(report(started_at + timedelta(hours=turn)))
    clock, cpu = time.perf_counter(), time.process_time()
    deploy(publication.pk, store, site_identity, at=datetime.now(UTC))
    took = time.perf_counter() - clock, time.process_time() - cpu
    return *took, yardstick()


def yardstick() -> float:
    """Return the seconds of the processor that a piece of work takes which is the same at any size."""
    cpu = time.process_time()
    text = "".join(f"<p>Step {number}: the limit was looked at.</p>\n" for number in range(5_000))
    json.dumps(sorted(text.split()))
    gzip.compress(text.encode(), 6)
    return time.process_time() - cpu


def publish_counted(store: DirectoryStore, started_at: datetime) -> tuple[Written, int]:
    publication = approved(report(started_at))
    with CaptureQueriesContext(connection) as queries:
        written = deploy(publication.pk, store, site_identity, at=datetime.now(UTC))
    return written, len(queries)


def approved(content: Report) -> Publication:
    author, manager = (User.objects.get(username=name) for name in ("load-author", "load-approver"))
    at = datetime.now(UTC)
    incident = workflow.start(content, by=author, at=at)
    revision = workflow.submit(incident, by=author, at=at)
    found = readiness.findings(content, at.date())
    reasons = {finding.fingerprint: "It is only measured." for finding in found}
    workflow.approve(incident, revision, by=manager, at=at, reasons=reasons)
    return workflow.publish(incident, by=manager, at=at, enqueue=lambda _: None)


def report(started_at: datetime) -> Report:
    return Report(
        title="Orders could not be placed",
        timezone="Etc/UTC",
        started_at=started_at,
        resolved_at=started_at + timedelta(hours=3),
        summary="Orders failed for three hours. " * 10,
        impact="Every third order failed.",
        timeline=tuple(
            TimelineEvent(
                at=started_at + timedelta(minutes=9 * n), text=f"Step {n}: the limit was looked at."
            )
            for n in range(20)
        ),
        root_causes=(RootCause(text="A limit was lowered."), RootCause(text="Nobody checked limits.")),
    )


if __name__ == "__main__":
    with home:
        main()
