"""What programs that others wrote make of a generated site: a feed reader and a watcher of status pages."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from msgspec.structs import replace

from incidents import workflow
from incidents.models import Component, ComponentStatus
from incidents.publishing import present, whole
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.workflow import components
from tests.shell import newsroom
from tests.shell.cast import approve, ignore, now, start
from tests.shell.newsroom import MARCH, NOON, Newsroom

WATCH = """
import json
from statuspage_prometheus_exporter.service_checker import SERVICES, check_service_status
print(json.dumps(check_service_status("candor", SERVICES["candor"])))
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture
def site(room: Newsroom, store: DirectoryStore) -> Iterator[str]:
    """A site with a corrected post, a withdrawn one, one of what is not over, and two components."""
    post = room.publish("Checkout unavailable")
    room.correct(post, "It was slow, not down.", title="Checkout slow")
    room.withdraw(room.publish("Search slow"), "It named a customer.")
    waiting = replace(
        newsroom.report("Reports late", MARCH), resolved_at=None, resolution="", components=("Reports",)
    )
    incident = start(room.cast.engineer, waiting)
    approve(incident, room.cast)
    workflow.publish(incident, by=room.cast.manager, at=now(), enqueue=ignore)
    components.list_components(("Checkout", "Reports"), by=room.cast.manager, at=now(), enqueue=lambda: None)
    reports = Component.objects.get(name="Reports")
    components.set_status(
        reports,
        ComponentStatus.PARTIAL_OUTAGE,
        by=room.cast.manager,
        at=now(),
        note="They are late.",
        enqueue=lambda: None,
    )
    present.turn(NOON.date())
    whole.repair(store, site_identity, lambda *_: None, at=NOON)
    handler = partial(Quiet, directory=str(store.root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def watched(site: str, home: Path) -> dict[str, Any]:
    """Return what the exporter, in a process of its own, would tell Prometheus."""
    services = home / "services.json"
    services.write_text(
        json.dumps(
            {"candor": {"name": "Candor", "type": "status_page", "url": f"{site}/api/v2/summary.json"}}
        )
    )
    ended = subprocess.run(
        [sys.executable, "-c", WATCH],
        cwd=home,
        env={"SERVICES_JSON_PATH": str(services), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def test_a_watcher_of_status_pages_sees_what_is_not_over(site: str, tmp_path: Path) -> None:
    told = watched(site, tmp_path)
    assert told["success"]
    assert told["status"] == 0
    assert told["raw_status"] in {"minor", "major", "critical"}
    (incident,) = told["incident_metadata"]
    assert incident["name"] == "Reports late"
    assert incident["status"] == "investigating"
    assert incident["shortlink"].endswith("/incidents/reports-late/")
    assert incident["affected_components"] == ["Reports"]
    assert told["maintenance_metadata"] == []
    states = {each["name"]: each["status"] for each in told["component_metadata"]}
    assert states == {"Checkout": "operational", "Reports": "partial_outage"}


def test_a_feed_reader_reads_every_edition(site: str) -> None:
    feed = feedparser.parse(f"{site}/feed.atom")
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert [entry.title for entry in feed.entries] == [
        "Reports late",
        "Withdrawn: INC-2026-0002",
        "Withdrawn: INC-2026-0002",
        "Corrected: Checkout slow",
        "Checkout unavailable",
    ]
    assert len({entry.id for entry in feed.entries}) == 5
    for entry in feed.entries:
        assert entry.updated_parsed
        assert entry.link.startswith("http")
    (content,) = feed.entries[3].content
    assert content.type == "text/html"
    assert "It was slow, not down." in content.value
    assert "Checkout unavailable" not in feed.entries[1].get("summary", "")
