"""A public site of posts that are loaded already; it publishes one more when it is told to.

`bench.publish.measure` starts it with the settings in its environment. It reads the moments at which
incidents began, one a line, and answers each with a line of JSON. The tree is filled with placeholders under
the addresses of all posts, so that its folders are as large as they would be.
"""

import gzip
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

django.setup()  # before models are imported

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402

from bench.publish.reports import one_more  # noqa: E402
from incidents import readiness, workflow  # noqa: E402
from incidents.models import Incident, Publication  # noqa: E402
from incidents.publishing.addresses import FRONT, file_at, post_path  # noqa: E402
from incidents.publishing.configured import site_identity  # noqa: E402
from incidents.publishing.deploy import deploy  # noqa: E402
from incidents.publishing.directory import DirectoryStore  # noqa: E402
from incidents.report.value import Report  # noqa: E402


@dataclass(frozen=True)
class Turn:
    """What one publication cost: times in seconds."""

    clock: float
    cpu: float
    yardstick: float
    listed: int  # posts in its month
    files: int
    size: int  # bytes, uncompressed
    queries: int
    peak_mb: float  # of this process since it began


def main() -> None:
    store = filled()
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(asdict(publish_one(store, datetime.fromisoformat(line.strip())))), flush=True)


def filled() -> DirectoryStore:
    Publication.objects.update(deployed_at=datetime.now(UTC))
    store = DirectoryStore(Path(settings.PUBLIC_ROOT))
    with store.lock():
        for slug in Incident.objects.values_list("slug", flat=True).iterator():
            put_placeholder(store.root / file_at(post_path(slug)))
        put_placeholder(store.root / file_at(FRONT))
    os.sync()  # or the first publications would wait for the placeholders to be on disk
    return store


def put_placeholder(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"placeholder")


def publish_one(store: DirectoryStore, started_at: datetime) -> Turn:
    publication = approved(one_more(started_at))
    with counted() as queries:
        clock, cpu = time.perf_counter(), time.process_time()
        written = deploy(publication.pk, store, site_identity, at=datetime.now(UTC))
        took = time.perf_counter() - clock, time.process_time() - cpu
    return Turn(
        *took,
        yardstick=yardstick(),
        listed=Publication.objects.current().filter(month=publication.month).count(),
        files=written.files,
        size=written.size,
        queries=len(queries),
        peak_mb=peak_mb(),
    )


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give the statements that are executed meanwhile; noting them costs next to nothing."""
    statements: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield statements


def yardstick() -> float:
    """Return the seconds of the processor that a piece of work takes which is the same at any size."""
    cpu = time.process_time()
    text = "".join(f"<p>Step {number}: the limit was looked at.</p>\n" for number in range(5_000))
    json.dumps(sorted(text.split()))
    gzip.compress(text.encode(), 6)
    return time.process_time() - cpu


def peak_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:"))


def approved(content: Report) -> Publication:
    author, manager = (User.objects.get(username=name) for name in ("load-author", "load-approver"))
    at = datetime.now(UTC)
    incident = workflow.start(content, by=author, at=at)
    revision = workflow.submit(incident, by=author, at=at)
    found = readiness.findings(content, at.date())
    reasons = {finding.fingerprint: "It is only measured." for finding in found}
    workflow.approve(incident, revision, by=manager, at=at, reasons=reasons)
    return workflow.publish(incident, by=manager, at=at, enqueue=lambda _: None)


if __name__ == "__main__":
    main()
