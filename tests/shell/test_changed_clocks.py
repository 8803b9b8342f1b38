"""The rules of time zones change after a report was written: what is stored and public stays what it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace
from pytest_django import Settings

from incidents import workflow
from incidents.errors import NotValidError
from incidents.models import Incident, Publication
from incidents.publishing import preview
from incidents.report import canonical, clock
from incidents.report.value import Audience, TimelineEvent
from tests.shell.cast import REPORT, Cast, approve, ignore, now, publish, start, submit
from tests.shell.newsroom import files

SUMMER_TIME = "Etc/GMT-2"


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-20T{text}:00+02:00")


WINTER = replace(
    REPORT,
    timezone=SUMMER_TIME,
    started_at=berlin("12:00"),
    resolved_at=berlin("13:30"),
    timeline=(
        TimelineEvent(at=berlin("12:05"), text="An alert fired."),
        TimelineEvent(at=berlin("12:10"), text="Called the vendor.", audience=Audience.INTERNAL),
    ),
)


@contextmanager
def summer_time_all_year() -> Iterator[None]:
    """Have the clocks of Berlin show summer time in winter too, as long as this lasts."""
    today = clock.zone
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "zone", lambda name: today(SUMMER_TIME if name == "Europe/Berlin" else name))
        yield


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


def publish_site(*arguments: str) -> str:
    call_command("publish_site", *arguments, stdout=(out := StringIO()), stderr=StringIO())
    return out.getvalue()


def exported(incident: Incident, *arguments: str) -> str:
    call_command("export_report", incident.reference, "--revision=1", *arguments, stdout=(out := StringIO()))
    return out.getvalue()


def test_a_post_of_before_is_published_verified_and_made_again_as_it_was(cast: Cast, root: Path) -> None:
    with summer_time_all_year():
        post = publish(start(cast.engineer, replace(WINTER, timezone="Europe/Berlin")), cast)
        publish_site()
        before = files(root)
    with pytest.raises(NotValidError, match="as the clocks of Europe/Berlin show it"):
        canonical.decode(bytes(post.report))

    assert "0 different" in publish_site("--verify")
    publish_site("--rebuild")
    assert files(root) == before
    assert bytes(post.report) == before[f"incidents/{post.incident.slug}/report.json"]
    Publication.objects.update(deployed_at=None)
    publish_site()
    assert files(root) == before


def test_an_approval_of_before_is_still_one_where_only_an_internal_time_moved(cast: Cast, root: Path) -> None:
    called = TimelineEvent(at=berlin("12:10"), text="Called the vendor.", audience=Audience.INTERNAL)
    with summer_time_all_year():
        incident = start(cast.engineer, replace(REPORT, timeline=(*REPORT.timeline, called)))
        approve(incident, cast)

    workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    publish_site()
    assert b"Orders could not be placed" in files(root)["incidents/orders-could-not-be-placed/index.html"]
    assert "0 different" in publish_site("--verify")


def test_a_revision_of_before_is_read_and_exported_with_the_times_that_were_written(
    client: Client, cast: Cast
) -> None:
    with summer_time_all_year():
        incident = start(cast.engineer, replace(WINTER, timezone="Europe/Berlin"))
        revision = submit(incident, cast.engineer)
        pages, texts = preview.of_revision(revision), exported(incident)
    client.force_login(cast.manager)

    page = client.get(reverse("review", args=[incident.reference]))
    assert "2026-01-20 12:10" in page.content.decode()
    assert preview.of_revision(revision) == pages
    assert exported(incident) == texts
    assert exported(incident, "--format=json").strip().encode() == bytes(revision.report)
