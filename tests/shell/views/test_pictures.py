"""Uploading pictures for a report, and text copied out of other programs."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from incidents.models import Incident, Picture
from tests.shell.cast import Cast


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), (1, 2, 3)).save(out, "PNG")
    return SimpleUploadedFile("screen.png", out.getvalue(), "image/png")


def upload(client: Client, incident: Incident, *, alt: str = "", script: bool = False) -> Any:
    said = {"file": picture(), "alt": alt}
    headers = {"Accept": "application/json"} if script else {}
    return client.post(reverse("pictures", args=[incident.reference]), said, headers=headers)


def test_a_form_gives_the_line_that_shows_it(signed_in: Client, incident: Incident) -> None:
    page = upload(signed_in, incident, alt="A [graph]").content.decode()
    name = Picture.objects.get().name
    assert f"![A \\[graph\\]](/media/{name})" in page


def test_the_editor_is_told_the_address(signed_in: Client, incident: Incident) -> None:
    answer = upload(signed_in, incident, script=True)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert Picture.objects.get().name in answer.content.decode()


def test_what_is_no_picture_is_said_to_person_and_script(signed_in: Client, incident: Incident) -> None:
    address = reverse("pictures", args=[incident.reference])
    file = SimpleUploadedFile("x.png", b"not one")
    assert "This is no picture" in signed_in.post(address, {"file": file}).content.decode()
    file.seek(0)
    answer = signed_in.post(address, {"file": file}, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert "This is no picture" in answer.json()["problem"]


def test_members_see_what_is_not_public_yet_and_nobody_else(
    signed_in: Client, incident: Incident, cast: Cast
) -> None:
    upload(signed_in, incident)
    address = f"/media/{Picture.objects.get().name}"
    shown = signed_in.get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert "private" in shown["Cache-Control"]
    assert Client().get(address).status_code == 404
    stranger = Client()
    stranger.force_login(cast.stranger)
    assert stranger.get(address).status_code == 404


def test_a_stranger_uploads_nothing(incident: Incident, cast: Cast) -> None:
    stranger = Client()
    assert upload(stranger, incident).status_code == 401
    stranger.force_login(cast.stranger)
    assert upload(stranger, incident).status_code == 403
    assert not Picture.objects.exists()


def test_rich_text_becomes_markdown(signed_in: Client, incident: Incident) -> None:
    address = reverse("pasted", args=[incident.reference])
    html = "<meta charset=utf-8><p>We <b>lost</b> <a href='https://x.example/a'>this</a>.</p><ul><li>one</li></ul>"
    told = signed_in.post(address, {"html": html}).json()
    assert told["markdown"] == "We **lost** [this](https://x.example/a).\n\n- one"
    assert signed_in.post(address, {"html": "x" * 1_000_001}).status_code == 422
    assert signed_in.get(address).status_code == 405


@pytest.mark.parametrize("html", ["", "<", "<b>" * 5000, "\0", "<script>alert(1)</script>", "]]><!--"])
def test_any_html_becomes_some_markdown(signed_in: Client, incident: Incident, html: str) -> None:
    told = signed_in.post(reverse("pasted", args=[incident.reference]), {"html": html}).json()
    assert "<script" not in told["markdown"]
