"""Uploaded pictures: decoded, made anew without what their makers wrote into them, kept, and forgotten.

The only module that decodes what strangers made. Sizes are read from the header before any pixel is.
"""

import hashlib
import io
import warnings
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Manager
from PIL import Image, ImageOps, UnidentifiedImageError

from incidents import permissions
from incidents.errors import NotValidError
from incidents.models import (
    Checkpoint,
    CorrectiveAction,
    Depiction,
    Incident,
    Picture,
    Revision,
    RootCause,
    SiteIdentity,
    TimelineEvent,
)
from incidents.report import pictures
from incidents.report.words import say

MOST_BYTES = 10_000_000
_MOST_PIXELS = 50_000_000
_LARGEST = (2000, 2000)  # pixels; no screen of a reader shows more of a page's column
_LARGEST_LOGO = (400, 64)  # twice what the head of a page shows, for screens of many pixels
_QUALITY = 85
_PROSE = ("summary", "impact", "resolution", "went_well", "went_wrong", "lucky", "closing", "notes")
_TEXTS: tuple[tuple[Manager[Any], tuple[str, ...]], ...] = (
    (Incident.objects, _PROSE),
    (TimelineEvent.objects, ("text",)),
    (RootCause.objects, ("text",)),
    (CorrectiveAction.objects, ("detail",)),
)
_READ = ("PNG", "JPEG", "WEBP", "GIF")
_GRACE = timedelta(days=30)

_NOT_ONE = say("This is no picture that browsers show; choose a PNG, JPEG, WebP or GIF file.")
_TOO_MANY_BYTES = say(
    "This picture is larger than %(most)s MB; make it smaller first.", most=MOST_BYTES // 1_000_000
)
_TOO_MANY_PIXELS = say(
    "This picture has more than %(most)s megapixels; make it smaller first.", most=_MOST_PIXELS // 1_000_000
)


class Made(NamedTuple):
    """A picture made anew: its bytes, the ending of its name, its size."""

    data: bytes
    ending: str
    size: pictures.Size

    @property
    def name(self) -> str:
        return pictures.name(hashlib.sha256(self.data).hexdigest(), self.size, self.ending)


def take_in(data: bytes, *, by: User, at: datetime) -> Picture:
    """Keep a picture that somebody uploaded, made anew. The same picture is kept once.

    Raises NotValidError, in one sentence, where it is none, or too large.
    """
    permissions.check_edit(by)
    return _kept(made_anew(data), by, at)


def take_in_logo(data: bytes, *, by: User, at: datetime) -> Picture:
    """Keep the logo of the public site as `take_in` keeps a picture, no larger than pages show it."""
    permissions.check_set_rules(by)
    return _kept(logo_made_anew(data), by, at)


def made_anew(data: bytes, largest: tuple[int, int] = _LARGEST) -> Made:
    """Return a picture without what its maker wrote into it. Nothing is stored. Raises as `take_in` does."""
    if len(data) > MOST_BYTES:
        raise NotValidError(_TOO_MANY_BYTES)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decoded(data, largest)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotValidError(_TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise NotValidError(_NOT_ONE) from error


def logo_made_anew(data: bytes) -> Made:
    return made_anew(data, _LARGEST_LOGO)


def _kept(picture: Made, by: User, at: datetime) -> Picture:
    kept, _ = Picture.objects.get_or_create(
        name=picture.name, defaults={"data": picture.data, "uploaded_by": by, "uploaded_at": at}
    )
    return kept


@transaction.atomic
def forget(at: datetime) -> int:
    """Delete the pictures of more than a month ago that nothing mentions any more; return how many."""
    left = {picture.name: picture.pk for picture in _undepicted(at - _GRACE)}
    if not left:
        return 0
    for table in (Checkpoint, Revision):
        for report in table.objects.values_list("report", flat=True).iterator(chunk_size=100):
            for found in pictures.NAME.finditer(bytes(report).decode()):
                left.pop(found[0], None)
    gone = [key for name, key in left.items() if not _is_in_a_draft(name)]
    Picture.objects.filter(pk__in=gone).delete()
    return len(gone)


def _undepicted(before: datetime) -> Iterator[Picture]:
    shown = Depiction.objects.values("picture")
    logos = SiteIdentity.objects.exclude(logo=None).values("logo")
    found = Picture.objects.filter(uploaded_at__lt=before).exclude(pk__in=shown).exclude(pk__in=logos)
    yield from found.defer("data").iterator()


def _is_in_a_draft(name: str) -> bool:
    return any(
        rows.filter(**{f"{field}__contains": name}).exists() for rows, fields in _TEXTS for field in fields
    )


def _decoded(data: bytes, largest: tuple[int, int]) -> Made:
    """Decode the first frame, turn it as its camera was held, and write nothing but its pixels."""
    with Image.open(io.BytesIO(data), formats=_READ) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise Image.DecompressionBombError
        is_photograph = image.format == "JPEG"
        image.load()
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail(largest, Image.Resampling.LANCZOS)
    plain = upright.convert("RGB" if is_photograph else "RGBA")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = io.BytesIO()
    if is_photograph:
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return Made(out.getvalue(), "jpg" if is_photograph else "png", pictures.Size(*bare.size))
