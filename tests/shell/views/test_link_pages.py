"""Links for people without an account: made by managers, read without signing in, over in time."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace
from PIL import Image

from incidents import workflow
from incidents.models import AuditEntry, Decision, Incident, LinkKind, Revision, SharedLink, Verb
from incidents.models.policy import OUTSIDE
from incidents.picturing import take_in, take_in_logo
from tests.shell.cast import REPORT, Cast, edit, start, submit
from tests.shell.identities import present
from tests.shell.test_links import share
from tests.shell.test_policies import rule

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


@pytest.fixture
def revision(cast: Cast) -> Revision:
    rule(cast, approvals={OUTSIDE: 1})
    return submit(start(cast.engineer), cast.engineer)


def address(revision: Revision, cast: Cast, kind: LinkKind = LinkKind.DECIDE) -> str:
    link, secret = share(revision, cast.manager, kind, expires_at=NOW + timedelta(days=7), at=NOW)
    return reverse("shared", args=[link.pk, secret])


def test_a_manager_makes_a_link_whose_address_is_shown_once(
    client: Client, cast: Cast, revision: Revision
) -> None:
    client.force_login(cast.manager)
    page = reverse("links", args=[revision.incident.reference])
    made = client.post(page, {"reader": "Jo of ACME", "kind": "decide", "until": "2026-12-05"})
    found = re.search(r'value="http://[^/"]+(/shared/\d+/[\w-]{43}/)"', made.content.decode())
    assert found
    assert made["Cache-Control"] == "no-store"

    again = client.get(page).content.decode()
    assert "Jo of ACME" in again
    assert "/shared/" not in again
    link = SharedLink.objects.get()
    assert (link.expires_at, link.revision) == (datetime(2026, 12, 6, tzinfo=UTC), revision)
    assert Client().get(found[1]).status_code == 200
    assert page in client.get(reverse("review", args=[revision.incident.reference])).content.decode()


def test_a_reader_decides_without_an_account(cast: Cast, revision: Revision) -> None:
    reader, where = Client(enforce_csrf_checks=True), address(revision, cast)
    page = reader.get(where).content.decode()
    assert "Please read this before customers do" in page
    assert "all of it is new to customers" in page
    refused = reader.post(where, {"name": "Jo Doe", "note": "", "verdict": "send_back"})
    assert refused.status_code == 422
    assert "Say in a sentence what should change." in refused.content.decode()
    assert 'value="Jo Doe"' in refused.content.decode()

    said = {"name": "Jo Doe", "note": "Spell our name right.", "verdict": "send_back"}
    assert reader.post(where, said).status_code == 302
    after = reader.get(where).content.decode()
    assert "Spell our name right." in after
    assert "<form" not in after
    assert reader.post(where, said).status_code == 409
    assert Decision.objects.get().name == "Jo Doe"
    assert not reader.cookies

    inside = Client()
    inside.force_login(cast.engineer)
    editor = inside.get(reverse("editor", args=[revision.incident.reference])).content.decode()
    assert "Jo Doe, by a link for Jo of ACME asks for changes" in " ".join(editor.split())


def test_nothing_that_stays_inside_is_shown(cast: Cast, revision: Revision) -> None:
    where = address(revision, cast)
    reader = Client()
    shown = reader.get(where).content + reader.get(where + "post/").content
    assert REPORT.summary.encode() in shown
    for inside in ("Called the vendor.", REPORT.notes, "mats", "Cached"):
        assert inside.encode() not in shown
    assert reader.get(where + "post/timeline.svg").status_code in {200, 404}


def test_a_link_to_the_draft_shows_it_as_it_stands(cast: Cast) -> None:
    incident = start(cast.engineer)
    link, secret = workflow.share(
        incident, LinkKind.READ, reader="Jo", expires_at=NOW + timedelta(days=1), by=cast.manager, at=NOW
    )
    where = reverse("shared", args=[link.pk, secret])
    edit(incident, cast.engineer, impact="Half of the orders.")
    reader = Client()
    assert "Half of the orders." in reader.get(where + "post/").content.decode()
    assert "<form" not in reader.get(where).content.decode()


@pytest.mark.parametrize("file", ["", "post/", "post/timeline.svg"])
def test_what_is_no_link_any_more_shows_nothing(cast: Cast, revision: Revision, file: str) -> None:
    where = address(revision, cast)
    link = SharedLink.objects.get()
    reader = Client()
    assert reader.get(where[:-2] + "x/" + file).status_code == 404
    assert reader.get(where.replace(f"/{link.pk}/", f"/{link.pk + 1}/") + file).status_code == 404
    SharedLink.objects.update(revoked_at=NOW, revoked_by=cast.manager)
    gone = reader.get(where + file)
    assert gone.status_code == 410
    assert b"orders failed" not in gone.content
    SharedLink.objects.update(revoked_at=None, revoked_by=None, made_at=NOW - timedelta(2), expires_at=NOW)
    assert reader.get(where + file).status_code == 410
    assert reader.post(where, {"name": "Jo", "verdict": "approve"}).status_code == 410


@pytest.mark.parametrize("file", ["", "post/"])
def test_no_cache_no_search_engine_and_no_other_site_learns_the_address(
    cast: Cast, revision: Revision, file: str
) -> None:
    where = address(revision, cast)
    for answer in (Client().get(where + file), Client().get(where[:-2] + "x/" + file)):
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"


def test_who_tries_addresses_has_to_wait(cast: Cast, revision: Revision, settings: object) -> None:
    settings.SHARED_LINK_RATE = "3/m/ip"  # type: ignore[attr-defined]
    where = address(revision, cast)
    wrong = where[:-2] + "x/"
    assert [Client().get(wrong).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert Client().get(where).status_code == 429


def test_opening_is_on_record_and_the_frame_is_not_counted(cast: Cast, revision: Revision) -> None:
    where = address(revision, cast)
    reader = Client()
    for file in ("", "post/", "post/timeline.svg"):
        reader.get(where + file)
    assert AuditEntry.objects.filter(verb=Verb.OPENED).count() == 1


def test_a_link_to_an_older_revision_says_so(cast: Cast, revision: Revision) -> None:
    where = address(revision, cast)
    incident = Incident.objects.get()
    edit(incident, cast.engineer, impact="Half.")
    submit(incident, cast.engineer)
    page = Client().get(where).content.decode()
    assert "A newer revision was submitted since" in page
    assert "<form" not in page
    assert Client().post(where, {"name": "Jo", "verdict": "approve"}).status_code == 409


def test_links_are_taken_back_by_a_button(client: Client, cast: Cast, revision: Revision) -> None:
    where = address(revision, cast)
    back = reverse("link-revoke", args=[revision.incident.reference, SharedLink.objects.get().pk])
    client.force_login(cast.manager)
    assert client.get(back).status_code == 405
    client.force_login(cast.engineer)
    assert client.post(back).status_code == 403
    client.force_login(cast.second_manager)
    assert client.post(back).status_code == 302
    assert Client().get(where).status_code == 410
    assert client.post(back).status_code == 409


def test_links_are_the_managers(client: Client, cast: Cast, revision: Revision) -> None:
    page = reverse("links", args=[revision.incident.reference])
    assert client.get(page).status_code == 302
    client.force_login(cast.engineer)
    assert client.get(page).status_code == 403
    said = {"reader": "Jo", "kind": "read", "until": "2026-12-05"}
    assert client.post(page, said).status_code == 403
    client.force_login(cast.manager)
    for wrong in ({"reader": ""}, {"until": "2027-03-01"}, {"until": "2026-11-01"}, {"kind": "publish"}):
        assert client.post(page, said | wrong).status_code == 422
    assert not SharedLink.objects.exists()


def test_its_reader_sees_the_logo(cast: Cast, revision: Revision) -> None:
    logo = take_in_logo(drawn(40), by=cast.manager, at=NOW)
    present(cast.manager, name="Quay", logo=logo)
    page = address(revision, cast)
    assert "Quay" in Client().get(page).content.decode()
    assert f'src="media/{logo.name}"' in Client().get(f"{page}post/").content.decode()
    assert Client().get(f"{page}post/media/{logo.name}")["Content-Type"] == "image/png"


def test_its_reader_sees_the_pictures_of_the_public_text_and_no_others(cast: Cast) -> None:
    shown, hidden = (take_in(drawn(size), by=cast.engineer, at=NOW) for size in (3, 4))
    text = f"![Graph](/media/{shown.name})"
    told = replace(REPORT, impact=text, notes=f"![Person](/media/{hidden.name})")
    rule(cast, approvals={OUTSIDE: 1})
    post = address(submit(start(cast.engineer, told), cast.engineer), cast) + "post/"
    page = Client().get(post).content.decode()
    assert f'src="media/{shown.name}"' in page
    assert Client().get(f"{post}media/{shown.name}")["Content-Type"] == "image/png"
    assert Client().get(f"{post}media/{hidden.name}").status_code == 404


def drawn(size: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size)).save(out, "PNG")
    return out.getvalue()
