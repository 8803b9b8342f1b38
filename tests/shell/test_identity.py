"""How the public site presents itself: in versions, on every page, whoever publishes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from incidents import identity, picturing
from incidents.errors import NotAllowedError, NotValidError
from incidents.models import AuditEntry, Job, JobKind, Picture, SiteIdentity
from incidents.publishing import jobs, proof, whole
from incidents.publishing.configured import site_identity
from incidents.publishing.deploy import deploy
from incidents.publishing.directory import DirectoryStore
from incidents.versions import ChangedMeanwhileError
from tests.shell.cast import Cast, now
from tests.shell.identities import drawn, ignore, present
from tests.shell.newsroom import NOON, Newsroom, dead_links, files, put_out

pytestmark = pytest.mark.django_db


def quietly(_done: int, _of: int) -> None:
    """Watch nothing."""


def test_settings_say_it_until_somebody_does(cast: Cast, settings: Settings) -> None:
    settings.SITE_NAME, settings.SITE_SUPPORT_URL = "Harbour", "https://help.example/"
    assert (site_identity().name, site_identity().support_url) == ("Harbour", "https://help.example/")
    present(cast.manager, name="Quay", support="help@quay.example")
    settings.SITE_NAME = "Elsewhere"
    assert (site_identity().name, site_identity().support_url) == ("Quay", "mailto:help@quay.example")


def test_every_version_is_kept_and_told(cast: Cast) -> None:
    present(cast.manager, name="Quay")
    present(cast.manager, accent="#7a1f5c")
    present(cast.manager)
    assert list(SiteIdentity.objects.values_list("version", "name")) == [(2, "Quay"), (1, "Quay")]
    told = AuditEntry.objects.filter(verb="ruled").order_by("pk").values_list("detail", flat=True)
    assert ["version 1: name Quay" in told[0], "accent #7a1f5c" in told[1]] == [True, True]


def test_who_makes_no_rules_changes_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        present(cast.engineer, name="Mine")
    with pytest.raises(NotAllowedError):
        picturing.take_in_logo(drawn(), by=cast.engineer, at=now())
    assert not SiteIdentity.objects.exists()


def test_a_version_made_meanwhile_is_not_overwritten(cast: Cast) -> None:
    present(cast.manager, name="Quay")
    said = identity.said_by(SiteIdentity.objects.get()) | {"name": "Pier"}
    with pytest.raises(ChangedMeanwhileError):
        identity.make_identity(said, base=0, note="", by=cast.manager, at=now(), enqueue=ignore)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://",
        "http://plain.example",
        "//no.example",
        "https://a.example@b.example",
        'https://a.example/"onclick=x',
        "https://a.example/ b",
        "https://a.example:port",
        "https://[bad",
    ],
)
def test_only_whole_addresses_on_the_safe_web_are_links(cast: Cast, address: str) -> None:
    link = {"label": "Home", "url": address, "place": "header"}
    with pytest.raises(NotValidError):
        present(cast.manager, links=[link])


@pytest.mark.parametrize(
    ("typed", "meant"), [("#2F5d8A", "#2f5d8a"), ("2f5d8a", "#2f5d8a"), ("#abc", "#aabbcc")]
)
def test_a_colour_is_written_in_several_ways(typed: str, meant: str) -> None:
    assert identity.colour(typed) == meant
    for wrong in ("red", "#12345", "#2f5d8a;}", ""):
        with pytest.raises(NotValidError):
            identity.colour(wrong)


def test_the_whole_tree_follows_and_its_ledger_stays_right(cast: Cast, store: DirectoryStore) -> None:
    room = Newsroom(cast)
    put_out(first := room.publish("Checkout unavailable"), store)
    put_out(room.correct(first, "It was slow.", title="Checkout slow"), store)
    before = files(store.root)
    logo = picturing.take_in_logo(drawn(), by=cast.manager, at=now())
    present(cast.manager, name="Quay", accent="#7a1f5c", logo=logo, sign_off="The people of Quay")
    assert whole.verify(store, site_identity, quietly).different

    whole.rebuild(store, site_identity, quietly, at=NOON)

    assert not whole.verify(store, site_identity, quietly)
    assert proof.prove(store).wrong == []
    assert dead_links(store.root) == set()
    after = files(store.root)
    assert f"media/{logo.name}" in after
    assert {path for path in before if path.endswith(".css")} != {
        path for path in after if path.endswith(".css")
    }
    for path, data in after.items():
        if path.endswith((".json", ".md", "timeline.svg")) and "report" in path:
            assert before[path] == data, "what was approved does not hang on who shows it"
        if path.endswith("index.html"):
            assert b"Quay" in data, path


def test_whose_site_it_is_is_asked_when_the_turn_to_write_has_come(
    cast: Cast, store: DirectoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publication that waited for a rebuild must not bring the old identity back."""
    room = Newsroom(cast)
    put_out(room.publish("Checkout unavailable"), store)
    waits = room.publish("Search slow")
    turn = store.lock

    @contextmanager
    def changed_and_rebuilt_before() -> Iterator[None]:
        monkeypatch.undo()
        present(cast.manager, name="Quay")
        whole.rebuild(store, site_identity, quietly, at=None)
        with turn():
            yield

    monkeypatch.setattr(store, "lock", changed_and_rebuilt_before)
    deploy(waits.pk, store, site_identity, at=NOON)
    assert not whole.verify(store, site_identity, quietly)


def test_what_is_published_between_the_change_and_the_rebuild_is_whole(
    cast: Cast, store: DirectoryStore
) -> None:
    room = Newsroom(cast)
    put_out(room.publish("Checkout unavailable"), store)
    present(cast.manager, name="Quay", accent="#7a1f5c")
    put_out(room.publish("Search slow"), store)
    assert dead_links(store.root) == set()
    whole.rebuild(store, site_identity, quietly, at=NOON)
    assert not whole.verify(store, site_identity, quietly)


def test_the_old_logo_goes_and_the_new_one_stays(cast: Cast, store: DirectoryStore) -> None:
    room = Newsroom(cast)
    old, new = (
        picturing.take_in_logo(drawn(colour=colour), by=cast.manager, at=now()) for colour in ("teal", "red")
    )
    for logo in (old, new):
        present(cast.manager, logo=logo)
        put_out(room.publish(f"With {logo.name}"), store)
    whole.rebuild(store, site_identity, quietly, at=NOON)
    assert [path for path in files(store.root) if path.startswith("media/")] == [f"media/{new.name}"]
    assert picturing.forget(timezone.now() + timedelta(days=4000)) == 0  # an old version may come back
    assert Picture.objects.count() == 2


def test_a_logo_is_no_larger_than_pages_show_it(cast: Cast) -> None:
    logo = picturing.take_in_logo(drawn(3000, 1000), by=cast.manager, at=now())
    present(cast.manager, logo=logo)
    mark = site_identity().mark
    assert mark
    assert (mark.width, mark.height) == (96, 32)
    assert "-192x64.png" in logo.name


def test_a_publication_asks_once_whose_site_it_is(cast: Cast, store: DirectoryStore) -> None:
    room = Newsroom(cast)
    put_out(room.publish("Checkout unavailable"), store)
    counts = []
    for said in ({"name": "Quay"}, {"footer": "Write to us."}):
        present(cast.manager, **said)
        waits = room.publish(f"Search slow {said}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            put_out(waits, store)
        about = [each for each in asked.captured_queries if "siteidentity" in each["sql"]]
        assert len(about) == 1
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_each_change_is_followed_by_work_that_begins_after_it(cast: Cast) -> None:
    first = jobs.follow_identity(cast.manager, now())
    assert first.kind == JobKind.IDENTITY
    assert jobs.follow_identity(cast.manager, now()) == first  # it has not begun
    Job.objects.filter(pk=first.pk).update(started_at=now())
    assert jobs.follow_identity(cast.manager, now()) != first
    assert Job.objects.count() == 2


def test_comparing_is_no_reason_not_to_follow(cast: Cast) -> None:
    jobs.start(JobKind.VERIFY, by=cast.manager, at=now())
    assert jobs.follow_identity(cast.manager, now()).kind == JobKind.IDENTITY
