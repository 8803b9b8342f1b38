"""What do the editor and one check of a form while somebody types cost, with 40 and with 300 events?

    .venv/bin/python bench/live.py

A whole request through Django's middleware: session, sign-in, rows to Report, form, all checks, answer. Each
request brings a text that was never checked. "warm" is the way of typing: the process has checked the other
texts before; "cold" is the first request of all, with the checks' caches empty. Before the forms come the
editor's page and its head alone, which is asked for after each save. Medians of 15, in milliseconds of the
processor and by the clock; ratios are of the former.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path

home = tempfile.TemporaryDirectory()
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "CANDOR_VAR": home.name,
    "DATABASE_URL": f"sqlite:///{home.name}/bench.sqlite3",
    "ALLOWED_HOSTS": "testserver",
}

import django  # noqa: E402 (the settings are read when Django is set up)

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.checks import CACHED, report_of  # noqa: E402
from incidents import drafts, workflow  # noqa: E402
from incidents.forms.event import EventForm  # noqa: E402
from incidents.forms.sections import SummaryForm  # noqa: E402
from incidents.models import Incident  # noqa: E402

Request = Callable[[], None]

SIZES = (40, 300)
TURNS = 15
turn = count()


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    author = User.objects.create_user("author")
    author.groups.add(Group.objects.get(name="engineer"))
    client = Client()
    client.force_login(author)
    first: dict[str, float] = {}
    print("events  form     caches    cpu   clock  ratio  queries")
    for size in SIZES:
        incident = workflow.start(report_of(size), by=author, at=timezone.now())
        for name, request in requests_of(client, incident).items():
            for caches in ("warm", "cold"):
                cpu, clock = median(request, cold=caches == "cold")
                ratio = cpu / first.setdefault(name + caches, cpu)
                asked = queries(request)
                print(f"{size:>6}  {name:<7}  {caches}  {cpu:>7.1f} {clock:>7.1f}  {ratio:>5.2f}  {asked:>7}")


def requests_of(client: Client, incident: Incident) -> Mapping[str, Request]:
    pages = {name: reverse(name, args=[incident.reference]) for name in ("editor", "stage")}
    read = {name: partial(get, client, page) for name, page in pages.items()}
    return read | {name: partial(post, client, *form) for name, form in forms_of(incident).items()}


def forms_of(incident: Incident) -> dict[str, tuple[str, dict[str, object]]]:
    """Return for two forms where each is checked and what the browser sends of it, but for the typed text."""
    summary = SummaryForm.values(drafts.snapshot(incident))
    row = incident.timeline.all()[20]
    where = [incident.reference, "timeline", row.pk]
    shown = {**summary, "components": "\n".join(summary["components"])}
    return {
        "summary": (reverse("section-check", args=[incident.reference, "summary"]), shown),
        "event": (reverse("entry-check", args=where), EventForm.values(row)),
    }


def get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer


def post(client: Client, address: str, typed: dict[str, object]) -> None:
    text = f"At {next(turn)}:15 the outage had lasted 20 minutes and paged paged them."
    answer = client.post(address, {**typed, "summary": text, "text": text})
    assert answer.status_code == 200, answer
    assert b"paged paged" in answer.content


def median(request: Request, *, cold: bool) -> tuple[float, float]:
    taken = []
    for _ in range(TURNS):
        for function in CACHED if cold else ():
            function.cache_clear()
        cpu, clock = time.process_time(), time.perf_counter()
        request()
        taken.append((time.process_time() - cpu, time.perf_counter() - clock))
    return tuple(statistics.median(times) * 1000 for times in zip(*taken, strict=True))


def queries(request: Request) -> int:
    with CaptureQueriesContext(connection) as asked:
        request()
    return len(asked)


if __name__ == "__main__":
    main()
