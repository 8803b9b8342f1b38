"""The picture that other sites show beside a link to a post: title, day, length, and its phases.

1200 by 630 pixels, in letters that the program brings along, so that its bytes are the same on every machine.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import fontpkg
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw, ImageFont

from incidents.publishing.pages.accent import LIGHT_PAPER, readable
from incidents.publishing.pages.story import Facts
from incidents.report.metrics import PHASES, Phase, PhaseKind
from incidents.report.rendering.timeline import EDGES, WASHES
from incidents.spoken import spoken

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SIZE = (1200, 630)
_MARGIN = 80
_WIDTH = SIZE[0] - 2 * _MARGIN
_INK, _SOFT, _PAPER = 0, 88, 239  # greys of the palette, from ink to paper; colours stand behind them
_INK_COLOUR, _PAPER_COLOUR = (26, 28, 31), (253, 253, 252)
_TITLES = ((72, 2), (60, 3), (48, 4))  # sizes that a title may have, and in how many lines
_BANDS_TOP, _BANDS_HEIGHT, _EDGE = 470, 56, 10
_ACCENT = _PAPER + 1
_WASH = {kind: _ACCENT + 1 + at for at, kind in enumerate(PhaseKind)}
_FULL = {kind: _ACCENT + 1 + len(PhaseKind) + at for at, kind in enumerate(PhaseKind)}
Font = ImageFont.FreeTypeFont
Face = tuple[int, int]  # size and weight


def card(
    site: str, accent: str, title: str, told: Sequence["str | StrPromise"], phases: Sequence[Phase]
) -> bytes:
    """Return the card as PNG. Words that the letters can't write are left out rather than shown as boxes."""
    drawn = _blank(site).copy()
    draw = ImageDraw.Draw(drawn)
    _title(draw, title)
    _write(draw, (_MARGIN, 400), " · ".join(str(each) for each in told if each), (34, 400), _SOFT)
    _bands(draw, phases)
    drawn.putpalette(_palette(accent))  # from here on its greys are numbers of colours
    out = io.BytesIO()
    drawn.save(out, "PNG", compress_level=3)
    return out.getvalue()


def told(facts: Facts) -> list["str | StrPromise"]:
    """Return what the card says under the title: the day, the length, and whether it is over."""
    return [facts.start.day if facts.start else "", facts.length, _("Resolved") if facts.is_over else ""]


@lru_cache(maxsize=2)  # a megabyte each; the site's name seldom changes
def _blank(site: str) -> Image.Image:
    """Return a card that says whose it is."""
    drawn = Image.new("L", SIZE, _PAPER)  # of greys, or Pillow would not smooth the letters
    draw = ImageDraw.Draw(drawn)
    draw.rectangle((0, 0, SIZE[0], 13), fill=_ACCENT)
    _write(draw, (_MARGIN, 64), site, (34, 600), _INK)
    return drawn


def _title(draw: ImageDraw.ImageDraw, title: str) -> None:
    if not _can_write(title):
        return
    for size, most in _TITLES:
        lines = _lines(title, (size, 650))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    for row, line in enumerate(lines):
        draw.text((_MARGIN, 140 + row * size * 1.16), line, font=_font(size, 650), fill=_INK)


def _lines(text: str, face: Face) -> list[str]:
    """Break a text into lines that fit; a word that is longer than a line is broken too."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _length(joined, face) <= _WIDTH:
            lines[-1] = joined
            continue
        while _length(word, face) > _WIDTH:
            fits = max(n for n in range(1, len(word) + 1) if n == 1 or _length(word[:n], face) <= _WIDTH)
            lines.append(word[:fits])
            word = word[fits:]  # noqa: PLW2901 (what is left of it)
        lines.append(word)
    return lines


def _bands(draw: ImageDraw.ImageDraw, phases: Sequence[Phase]) -> None:
    if not phases:
        return
    start, whole = phases[0].start, phases[-1].end - phases[0].start
    for phase in phases:
        left = _MARGIN + _WIDTH * ((phase.start - start) / whole)
        right = _MARGIN + _WIDTH * ((phase.end - start) / whole)
        bottom = _BANDS_TOP + _BANDS_HEIGHT
        draw.rectangle((left, _BANDS_TOP, right, bottom), fill=_WASH[phase.kind])
        draw.rectangle((left, bottom - _EDGE, right, bottom), fill=_FULL[phase.kind])
        name, face = spoken(PHASES[phase.kind]), (26, 500)
        if _length(name, face) <= right - left:
            _write(draw, (left, bottom + 14), name, face, _SOFT)


def _write(draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, face: Face, shade: int) -> None:
    if not _can_write(text):
        return
    (line, *more) = _lines(text, face) or [""]
    draw.text(place, f"{line} …" if more else line, font=_font(*face), fill=shade)


@lru_cache(maxsize=1024)  # names of sites and phases come again, and a title's beginnings at once
def _length(text: str, face: Face) -> float:
    return _font(*face).getlength(text)


def _can_write(text: str) -> bool:
    return all(letter.isspace() or _has(letter) for letter in text)


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    font = _font(24, 400)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=16)
def _font(size: int, weight: int) -> Font:
    # Without the basic layout the bytes would hang on what else is installed.
    font = ImageFont.truetype(str(fontpkg.path("Inter")), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([32, weight])
    return font


@lru_cache(maxsize=8)
def _palette(accent: str) -> list[int]:
    """Return the greys between ink and paper, which smooth the letters' edges, and the colours after them."""
    greys = [
        round(ink + (paper - ink) * shade / _PAPER)
        for shade in range(_PAPER + 1)
        for ink, paper in zip(_INK_COLOUR, _PAPER_COLOUR, strict=True)
    ]
    washes, edges = ([colours[kind] for kind in PhaseKind] for colours in (WASHES, EDGES))
    own = [readable(accent, LIGHT_PAPER), *washes, *edges]
    return greys + [channel for colour in own for channel in bytes.fromhex(colour[1:])]
