"""Pictures come in as strangers made them and go out as pixels alone."""

import io
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from incidents import picturing, workflow
from incidents.errors import NotAllowedError, NotValidError
from incidents.models import Incident, Picture, Publication
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.whole import rebuild, verify
from incidents.report.value import Audience, TimelineEvent
from tests.shell.cast import Cast, approve, ignore, now, start
from tests.shell.newsroom import MARCH, Newsroom, files, put_out, report

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 1, 10, tzinfo=UTC)


def made(kind: str = "PNG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 40)).save(out, kind, **more)
    return out.getvalue()


def take(data: bytes, cast: Cast) -> Picture:
    return picturing.take_in(data, by=cast.engineer, at=AT)


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(bytes(picture.data)))


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "png"), ("GIF", "png")]
)
def test_what_browsers_show_is_kept_under_its_digest_and_size(kind: str, ending: str, cast: Cast) -> None:
    picture = take(made(kind), cast)
    assert picture.name.endswith(f"-60x40.{ending}")
    assert opened(picture).size == (60, 40)
    assert take(made(kind), cast) == picture


def test_nothing_that_its_maker_wrote_is_left(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "the office, third floor", "Ada"
    data = bytes(take(made("JPEG", exif=exif, comment=b"secret"), cast).data)
    assert not any(words in data for words in (b"third floor", b"Ada", b"secret", b"Exif"))


def test_a_picture_stands_as_its_camera_was_held(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    assert opened(take(made("JPEG", exif=exif), cast)).size == (40, 60)


def test_a_large_picture_becomes_as_large_as_pages_show_it(cast: Cast) -> None:
    assert opened(take(made(size=(4000, 1000)), cast)).size == (2000, 500)


def test_a_file_that_is_something_else_too_comes_out_as_a_picture(cast: Cast) -> None:
    data = bytes(take(made("GIF") + b"<script>alert(1)</script>", cast).data)
    assert b"script" not in data


def bomb() -> bytes:
    """Return the header of a picture of a hundred megapixels, with hardly a pixel behind it."""
    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture"),
        (b"GIF89a<script>alert(1)</script>", "no picture"),
        (made()[:60], "no picture"),
        (b"%PDF-1.7", "no picture"),
        (bomb(), "megapixels"),
        (b"\0" * (picturing.MOST_BYTES + 1), "10 MB"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(data: bytes, sentence: str, cast: Cast) -> None:
    with pytest.raises(NotValidError, match=sentence):
        take(data, cast)
    assert not Picture.objects.exists()


def test_only_those_who_write_reports_upload(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        picturing.take_in(made(), by=cast.stranger, at=AT)


def published(cast: Cast, text: str, internal: str = "") -> Publication:
    told = replace(
        report("Search is slow", MARCH),
        impact=text,
        notes=internal,
        timeline=(TimelineEvent(at=MARCH, text=internal or "x", audience=Audience.INTERNAL),),
    )
    incident = start(cast.engineer, told)
    approve(incident, cast)
    return workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)


@pytest.mark.django_db(transaction=True)
def test_the_public_gets_what_the_public_text_shows_and_nothing_else(tmp_path: Path, cast: Cast) -> None:
    store = DirectoryStore(tmp_path / "public")
    shown, hidden = take(made(), cast), take(made(size=(30, 30)), cast)
    first = published(cast, f"![A graph](/media/{shown.name})", f"![A person](/media/{hidden.name})")
    put_out(first, store)
    tree = files(store.root)
    assert tree[f"media/{shown.name}"] == bytes(shown.data)
    assert f"media/{hidden.name}" not in tree
    assert not any(hidden.name.encode() in data for data in tree.values())
    assert not verify(store, site_identity, lambda *_: None)
    rebuild(store, site_identity, lambda *_: None, at=None)
    assert files(store.root) == tree
    put_out(Newsroom(cast).withdraw(first, "It named a person."), store)
    assert f"media/{shown.name}" not in files(store.root)
    assert not verify(store, site_identity, lambda *_: None)


@pytest.mark.django_db(transaction=True)
def test_a_picture_stays_while_an_earlier_edition_shows_it(tmp_path: Path, cast: Cast) -> None:
    store = DirectoryStore(tmp_path / "public")
    shown = take(made(), cast)
    first = published(cast, f"![A graph](/media/{shown.name})")
    put_out(first, store)
    put_out(Newsroom(cast).correct(first, "The graph was of another day.", impact="Orders failed."), store)
    assert f"media/{shown.name}" in files(store.root)


def test_what_nothing_mentions_is_forgotten_after_a_month(cast: Cast) -> None:
    used, unused = take(made(), cast), take(made(size=(30, 30)), cast)
    start(cast.engineer, replace(report("x", MARCH), summary=f"![x](/media/{used.name})"))
    assert picturing.forget(AT + timedelta(days=29)) == 0
    assert picturing.forget(AT + timedelta(days=31)) == 1
    assert list(Picture.objects.all()) == [used]
    assert Incident.objects.get().summary
    assert not Picture.objects.filter(pk=unused.pk).exists()
