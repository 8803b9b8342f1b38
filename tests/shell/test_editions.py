"""What readers are told of later editions, and what nobody tells them of."""

import pytest

from incidents import workflow
from incidents.models import AuditEntry, Incident, Publication, PublicationKind
from incidents.publishing.directory import DirectoryStore
from tests.shell.cast import Cast, edit, now, plan, reasons, start, submit
from tests.shell.newsroom import Newsroom, dead_links, files, put_out

pytestmark = pytest.mark.django_db


def corrected(
    room: Newsroom, last: Publication, *, minor: bool = False, announced: bool = True
) -> Publication:
    incident = Incident.objects.get(pk=last.incident_id)
    edit(incident, room.cast.engineer, impact="Half of the orders.")
    revision = workflow.submit(
        incident, by=room.cast.engineer, at=now(), correction_note="It was half.", minor=minor
    )
    workflow.approve(incident, revision, by=room.cast.manager, at=now(), reasons=reasons(revision))
    return workflow.correct(
        incident, by=room.cast.manager, at=now(), enqueue=room.enqueue, announced=announced
    )


def page(store: DirectoryStore, path: str) -> str:
    return " ".join((store.root / path / "index.html").read_text().split())


def test_a_correction_shows_what_it_changed_beside_the_edition_before(
    room: Newsroom, store: DirectoryStore
) -> None:
    put_out(first := room.publish("Checkout unavailable"), store)
    put_out(corrected(room, first), store)

    post, folder = f"incidents/{first.incident.slug}", f"incidents/{first.incident.slug}/editions/2"
    changes = page(store, f"{folder}/changes")
    assert "<ins>Half of the orders.</ins>" in changes
    assert f'href="/{post}/editions/1/"' in changes
    for where in (post, folder):
        assert f'href="/{folder}/changes/"' in page(store, where)
        assert "<strong>Corrected <time" in page(store, where)
    assert "Edition 2 of 2" in page(store, post)
    assert f'<code class="digest">{first.digest}</code>' in page(store, post)
    assert dead_links(store.root) == set()


def test_a_slip_of_the_pen_is_called_that(room: Newsroom, store: DirectoryStore) -> None:
    put_out(first := room.publish("Checkout unavailable"), store)
    put_out(corrected(room, first, minor=True), store)

    assert "<strong>Small correction <time" in page(store, f"incidents/{first.incident.slug}")
    assert "Small correction" in page(store, f"incidents/{first.incident.slug}/editions/2/changes")
    assert "Corrected</span>" not in page(store, ".")


def test_what_is_published_silently_is_on_the_site_and_in_no_feed(
    room: Newsroom, store: DirectoryStore
) -> None:
    put_out(first := room.publish("Checkout unavailable"), store)
    feed = files(store.root)["feed.atom"]
    put_out(quiet := corrected(room, first, announced=False), store)

    assert files(store.root)["feed.atom"] == feed
    assert "It was half." in page(store, f"incidents/{first.incident.slug}")
    assert quiet.entry.hash in (store.root / "ledger.json").read_text()
    assert AuditEntry.objects.first().detail == "It was half. (not announced)"  # type: ignore[union-attr]


def test_a_silent_schedule_goes_out_silently(cast: Cast) -> None:
    incident = start(cast.engineer)
    revision = submit(incident, cast.engineer)
    workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons(revision))
    made = plan(incident, cast.manager, announced=False)
    workflow.carry_out(made, at=made.publish_at, enqueue=lambda _: None)
    assert not incident.publications.get().announced


def test_a_withdrawn_post_comes_back_with_a_note_and_what_was_withdrawn_stays_away(
    room: Newsroom, store: DirectoryStore
) -> None:
    put_out(first := room.publish("Zebra unavailable"), store)
    put_out(second := corrected(room, first), store)
    put_out(gone := room.withdraw(second, "It named a customer."), store)
    folder = f"incidents/{first.incident.slug}"
    assert "This report was withdrawn" in page(store, f"{folder}/editions/2/changes")
    put_out(
        back := room.correct(
            gone, "It names nobody now.", title="Checkout unavailable", summary="It was short."
        ),
        store,
    )

    assert back.kind == PublicationKind.RESTORATION
    assert "<strong>Restored <time" in page(store, folder)
    assert "It names nobody now." in page(store, folder)
    assert "Restored: Checkout unavailable" in files(store.root)["feed.atom"].decode()
    assert not (store.root / folder / "editions/4/changes").exists(), "it would show what was withdrawn"
    for number in (1, 2, 3):
        assert "This report was withdrawn" in page(store, f"{folder}/editions/{number}")
    assert [path for path, data in files(store.root).items() if b"Zebra" in data] == []
    assert dead_links(store.root) == set()


def test_only_a_post_that_stands_has_small_corrections(cast: Cast) -> None:
    incident = start(cast.engineer)
    revision = workflow.submit(incident, by=cast.engineer, at=now(), minor=True)
    assert not revision.minor
