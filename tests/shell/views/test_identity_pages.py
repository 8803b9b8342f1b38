"""Managers change how the public site presents itself, see it before, and every page follows."""

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from incidents.models import AuditEntry, Job, Picture, SiteIdentity
from incidents.models.site_identity import in_force
from incidents.publishing.configured import site_identity
from tests.shell.cast import Cast
from tests.shell.identities import drawn, present
from tests.shell.newsroom import Newsroom, files
from tests.shell.views.test_operations_pages import run

pytestmark = pytest.mark.django_db

PAGE, PREVIEW = "/workspace/identity/", "/workspace/identity/preview/"


@pytest.fixture
def manager(client: Client, cast: Cast, settings: Settings, tmp_path: Path) -> Client:
    settings.PUBLIC_ROOT = tmp_path / "public"
    client.force_login(cast.manager)
    return client


def typed(client: Client) -> dict[str, Any]:
    """Return what the open form holds."""
    return held(client.get(PAGE).context["form"])


def held(form: Any) -> dict[str, Any]:
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value or name == "base"}


def logo(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("logo.png", drawn() if data is None else data, "image/png")


def framed(answer: Any) -> str:
    """Return the page that stands in the preview's frame."""
    page: str = answer.context["srcdoc"]
    assert html.escape(page) in answer.content.decode()
    return page


def link(number: int, label: str, url: str, place: str = "header") -> dict[str, str]:
    return {f"link_{number}_label": label, f"link_{number}_url": url, f"link_{number}_place": place}


def save(client: Client, changes: Mapping[str, Any]) -> Any:
    return client.post(PAGE, {**typed(client), **changes})


def test_what_is_saved_is_what_every_page_shows_once_the_worker_is_done(
    manager: Client, cast: Cast, settings: Settings
) -> None:
    Newsroom(cast).publish("Checkout unavailable")
    said = {
        "name": "Quay",
        "file": logo(),
        "accent": "ffcc00",
        "sign_off": "The people of Quay",
        "footer": "Harbour Road 1",
        "support": "help@quay.example",
        "timezone": "Europe/Berlin",
        "note": "We have a new name.",
        **link(1, "Imprint", "https://quay.example/imprint", "footer"),
    }
    assert save(manager, said).status_code == 302

    row = SiteIdentity.objects.get()
    assert (row.name, row.accent, row.made_by, row.note) == (
        "Quay",
        "#ffcc00",
        cast.manager,
        "We have a new name.",
    )
    assert row.links == [{"label": "Imprint", "url": "https://quay.example/imprint", "place": "footer"}]
    assert AuditEntry.objects.filter(verb="ruled", actor=cast.manager).count() == 1
    assert "as soon as the worker has time" in manager.get(PAGE).content.decode()

    run("carry_out")
    assert "Every page shows what holds now" in manager.get(PAGE).content.decode()
    tree = files(Path(settings.PUBLIC_ROOT))
    assert b"Quay" in tree["index.html"]
    assert any(b"The people of Quay" in data for path, data in tree.items() if path.startswith("incidents/"))
    assert f"media/{Picture.objects.get().name}" in tree


def test_saving_the_same_changes_nothing_and_says_so(manager: Client) -> None:
    save(manager, {"name": "Quay"})
    answer = manager.post(PAGE, typed(manager), follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert in_force().version == 1
    assert Job.objects.count() == 1


def test_how_far_it_is_is_told_while_the_pages_follow(manager: Client) -> None:
    save(manager, {"name": "Quay"})
    Job.objects.update(started_at="2026-08-03T09:00Z", done=30, of=120)
    fragment = manager.get(reverse("identity-progress")).content.decode()
    assert 'value="25"' in fragment
    assert "every 1s" in fragment
    Job.objects.update(finished_at="2026-08-03T09:01Z", failed=True, outcome="No space left on device.")
    fragment = manager.get(reverse("identity-progress")).content.decode()
    assert "No space left on device." in fragment
    assert reverse("operations-start", args=["rebuild"]) in fragment
    assert "every 1s" not in fragment


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", "required"),
        ("name", "N" * 61, "longer than 60"),
        ("accent", "red", "six hexadecimal digits"),
        ("link_1_url", "javascript:alert(1)", "starts with https://"),
        ("link_1_url", "http://quay.example", "starts with https://"),
        ("link_1_url", "", "Give its address too"),
        ("link_1_label", "", "Say how the link is called"),
        ("support", "help@", "e-mail address"),
        ("support", "javascript:alert(1)", "starts with https://"),
        ("timezone", "Atlantis/Capital", "not a time zone"),
        ("language", "tlh", "valid choice"),
        ("link_1_place", "middle", "valid choice"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field_and_stays_typed(
    manager: Client, field: str, text: str, said: str
) -> None:
    whole = link(1, "Home", "https://quay.example/") | {"sign_off": "The people of Quay"}
    answer = save(manager, whole | {field: text})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert said in " ".join(form.errors[field])
    assert form[field].value() == text
    assert form["sign_off"].value() == "The people of Quay"
    assert not SiteIdentity.objects.exists()


def test_a_file_that_is_no_picture_is_refused_at_its_field(manager: Client) -> None:
    answer = save(manager, {"file": logo(b"<svg onload=alert(1)>")})
    assert answer.status_code == 422
    assert "This is no picture" in answer.context["form"].errors["file"][0]


def test_a_logo_is_kept_while_something_else_is_corrected(manager: Client) -> None:
    """A browser does not send a chosen file twice."""
    answer = save(manager, {"file": logo(), "name": ""})
    assert answer.status_code == 422
    assert manager.post(PAGE, held(answer.context["form"]) | {"name": "Quay"}).status_code == 302
    assert in_force().logo == Picture.objects.get()
    assert save(manager, {"no_logo": "on"}).status_code == 302
    assert in_force().logo is None


def test_a_version_made_meanwhile_is_shown_before_it_is_replaced(manager: Client, cast: Cast) -> None:
    mine = typed(manager) | {"name": "Quay", "file": logo()}
    present(cast.second_manager, name="Pier")
    answer = manager.post(PAGE, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "mats made version 1 while you were writing" in page
    assert "<dd>Pier</dd>" in page
    assert in_force().name == "Pier"
    assert manager.post(PAGE, held(answer.context["form"])).status_code == 302
    assert (in_force().name, in_force().version) == ("Quay", 2)
    assert in_force().logo


def test_an_earlier_version_comes_back_as_the_next(manager: Client, cast: Cast, settings: Settings) -> None:
    settings.SITE_NAME = "Harbour"
    present(cast.manager, name="Quay", sign_off="The people of Quay")
    present(cast.second_manager, name="Pier", sign_off="")

    def restore(version: int, base: int) -> Any:
        return manager.post(reverse("identity-restore", args=[version]), {"base": base})

    assert restore(1, base=2).status_code == 302
    assert (in_force().version, in_force().name, in_force().sign_off) == (3, "Quay", "The people of Quay")
    late = restore(2, base=2)
    assert late.status_code == 409
    assert late.context["form"]["name"].value() == "Pier"
    assert "Pier" in framed(late)
    assert restore(0, base=3).status_code == 302
    assert in_force().name == "Harbour"
    page = manager.get(PAGE).content.decode()
    assert "Version 4 by mara" in page
    assert "As version 0 again" in page
    assert restore(9, base=4).status_code == 404
    assert manager.get(reverse("identity-restore", args=[1])).status_code == 405


@pytest.mark.parametrize("which", ["front", "post", "lost"])
def test_the_preview_shows_what_is_typed_and_stores_nothing(
    manager: Client, cast: Cast, which: str, settings: Settings
) -> None:
    said = {
        "name": "Quay & Sons",
        "file": logo(),
        "accent": "#ffcc00",
        "footer": "Harbour **Road** 1",
        "shown": which,
        **link(1, "Home", "https://quay.example/"),
    }
    answer = manager.post(PREVIEW, typed(manager) | said)
    assert answer.status_code == 200
    page = framed(answer)
    assert "Quay &amp; Sons" in page
    assert "Harbour <strong>Road</strong> 1" in page
    assert 'href="https://quay.example/"' in page
    assert 'src="data:image/png;base64,' in page
    assert "<script" not in page
    assert "#ffcc00 would have a contrast of 1.4" in answer.content.decode()
    assert not SiteIdentity.objects.exists()
    assert not Picture.objects.exists()
    assert not Path(settings.PUBLIC_ROOT).exists()


def test_the_preview_shows_a_real_post_where_there_is_one(
    manager: Client, cast: Cast, settings: Settings
) -> None:
    said = typed(manager) | {"shown": "post", "sign_off": "The people of Quay"}
    assert "An example" in framed(manager.post(PREVIEW, said))
    Newsroom(cast).publish("Checkout unavailable")
    save(manager, {"name": "Quay"})
    run("carry_out")
    page = framed(manager.post(PREVIEW, said))
    assert "Checkout unavailable" in page
    assert "The people of Quay" in page


def test_the_preview_leaves_out_what_can_not_be_yet_and_says_so(manager: Client, cast: Cast) -> None:
    present(cast.manager, name="Pier")
    half = {"name": "", "accent": "#2f5d", **link(1, "Home", "https:")}
    answer = manager.post(PREVIEW, typed(manager) | half)
    assert "Pier" in framed(answer)
    assert "Name, Accent colour, Address 1" in answer.content.decode()


def test_text_of_an_identity_is_text(manager: Client) -> None:
    hostile = "<script>alert(1)</script>"
    answer = manager.post(PREVIEW, typed(manager) | {"name": hostile, "sign_off": hostile, "footer": hostile})
    assert "<script" not in framed(answer)
    assert hostile not in answer.content.decode()
    save(manager, {"name": hostile})
    assert hostile not in manager.get(PAGE).content.decode()
    assert site_identity().name == hostile


def test_without_javascript_the_preview_comes_with_the_page(manager: Client) -> None:
    answer = manager.post(PAGE, typed(manager) | {"name": "Quay", "show": ""})
    assert answer.status_code == 200
    assert "Quay" in framed(answer)
    assert not SiteIdentity.objects.exists()


def test_the_frame_has_the_style_of_its_colour_in_the_light_and_in_the_dark(manager: Client) -> None:
    def sheet(scheme: str) -> str:
        answer = manager.get(reverse("identity-style", args=["ffcc00", scheme]))
        assert answer["Content-Type"] == "text/css; charset=utf-8"
        return answer.content.decode()

    assert "prefers-color-scheme" not in sheet("light") + sheet("dark")
    assert "min-width:0" in sheet("dark")
    assert "max-width:0" in sheet("light")
    assert manager.get("/workspace/identity/style/ffcc00/pink.css").status_code == 404
    assert Client().get(reverse("identity-style", args=["ffcc00", "dark"])).status_code == 404
    page = framed(manager.post(PREVIEW, typed(manager) | {"accent": "#ffcc00", "scheme": "dark"}))
    assert reverse("identity-style", args=["ffcc00", "dark"]) in page


def test_only_who_makes_rules_sees_it(client: Client, cast: Cast) -> None:
    assert client.get(PAGE).status_code == 302
    for person in (cast.stranger, cast.engineer):
        client.force_login(person)
        assert client.get(PAGE).status_code == 403
        assert client.get(reverse("identity-progress")).status_code == 403
        for address in (PAGE, PREVIEW, reverse("identity-restore", args=[0])):
            assert client.post(address, {"base": 0}).status_code == 403
    assert PAGE not in client.get(reverse("home")).content.decode()
    client.force_login(cast.manager)
    assert PAGE in client.get(reverse("home")).content.decode()
    assert client.get(PREVIEW).status_code == 405
    assert not SiteIdentity.objects.exists()


def test_versions_come_a_page_at_a_time(manager: Client, cast: Cast) -> None:
    for number in range(12):
        present(cast.manager, name=f"Quay {number}")
    first = manager.get(PAGE).content.decode()
    assert "Version 12 by" in first
    assert "From the start" not in first
    assert "From the start" in manager.get(PAGE, {"page": 2}).content.decode()
