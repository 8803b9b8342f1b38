"""The site's own colour, darkened on light paper and lightened on dark until text in it can be read."""

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_DEFAULT = "#2f5d8a"
_ON_LIGHT, _ON_DARK = 4.6, 7.0  # WCAG 2.2 asks 4.5:1 of text; on dark, thin letters need more
_STEPS = 20
LIGHT_PAPER, DARK_PAPER = "#f5f5f2", "#1b1d20"  # --sunken: the harder of the two backgrounds

Colour = tuple[int, int, int]


def readable(accent: str, paper: str) -> str:
    """Return the accent, or the nearest mixture with black or white that has contrast enough on the paper."""
    colour, ground = _parse(plain(accent)), _parse(paper)
    is_dark = _luminance(ground) < 0.5  # noqa: PLR2004 (half of white)
    end, enough = ((255, 255, 255), _ON_DARK) if is_dark else ((0, 0, 0), _ON_LIGHT)
    for step in range(_STEPS + 1):
        mixed = _mix(colour, end, step / _STEPS)
        if _contrast(mixed, ground) >= enough:
            break
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def plain(accent: str) -> str:
    """Return the accent; what is no colour becomes the one that Candor comes with."""
    return accent if _COLOUR.match(accent) else _DEFAULT


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of an accent on a paper: as it was asked for and as pages use it, with their contrasts."""

    is_dark: bool
    paper: str
    asked: str
    used: str
    contrast_asked: str
    contrast_used: str

    @property
    def is_adjusted(self) -> bool:
        return self.asked != self.used


def told(accent: str) -> list[Told]:
    """Return what becomes of it on light paper and on dark."""
    return [_told(plain(accent), paper) for paper in (LIGHT_PAPER, DARK_PAPER)]


def _told(accent: str, paper: str) -> Told:
    used = readable(accent, paper)
    ratios = f"{contrast(accent, paper):.1f}", f"{contrast(used, paper):.1f}"
    return Told(paper == DARK_PAPER, paper, accent, used, *ratios)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    return _contrast(_parse(one), _parse(other))


def _contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (sRGB)


def _mix(colour: Colour, end: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, end, strict=True))
    return red, green, blue


def _parse(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
