"""Puts the picture together.

It stands in the page itself, so that nothing moves when it arrives and no request is spent on it; the page's
style sheet has its colours, as the page's policy forbids inline style. The file of its own (`timeline.svg`)
brings them along, for feeds and other sites. There is no viewBox on purpose: scaled to a telephone, its words
would be unreadable. Places across are percentages instead, and two sets of labels await the width.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

from incidents.report.metrics import PHASES, Phase, in_short, in_words, measure
from incidents.report.rendering.timeline.axis import axis
from incidents.report.rendering.timeline.drawing import across, element, plain, upright, words
from incidents.report.rendering.timeline.marks import (
    Happening,
    Label,
    Stroke,
    happenings,
    labels,
    milestones,
    strokes,
)
from incidents.report.rendering.timeline.scale import Window, window
from incidents.report.rendering.timeline.shapes import OPEN, SHAPES
from incidents.report.rendering.timeline.style import EDGES, PATTERNS, sheet
from incidents.report.value import Report
from incidents.report.words import Speak, english, say

_LETTER = 6.8
_SWATCH = 17
_WORDS_Y, _BAND_TOP, _BAND_BOTTOM, _LABELS_Y, _ROW = 14, 24, 46, 98, 18
MARKS_Y = 68  # pixels from the top to the middle of what stands for events
_EDGE = 3  # pixels of full colour under a band
_LOWEST, _HIGHEST = 8, 26  # pixels of a stroke: for one event, and for many


class Density(NamedTuple):
    """How much has room: `width` is the narrowest picture, in pixels, that shows this set of labels."""

    name: str
    width: int
    most_ticks: int


DENSITIES = (Density("wide", 560, 8), Density("narrow", 300, 4))


class Drawing(NamedTuple):
    """The picture with all its words in place, to stand in a page or by itself."""

    title: str
    description: str
    body: str
    height: int

    def in_page(self) -> str:
        """Return it as an element of a page, of the class ``picture``."""
        return self._element("", class_="picture")

    def as_file(self) -> str:
        return f"{self._element(element('style', sheet()))}\n"

    def _element(self, style: str, **attributes: str) -> str:
        head = element("title", plain(self.title), id="picture-title")
        head += element("desc", plain(self.description), id="picture-told")
        paper = element("rect", width="100%", height="100%", fill="#fdfdfc", class_="paper")
        text = element(
            "g",
            paper + self.body,
            font_family="sans-serif",
            font_size=12,
            fill="#1a1c1f",
            paint_order="stroke",
        )
        return element(
            "svg",
            head + style + element("defs", PATTERNS) + text,
            xmlns="http://www.w3.org/2000/svg",
            width="100%",
            height=self.height,
            role="img",
            aria_labelledby="picture-title picture-told",
            **attributes,
        )


def to_svg(report: Report, speak: Speak = english) -> str:
    """Return the picture as a file of SVG, or nothing where the report knows fewer than two moments."""
    drawing = draw(report, speak)
    return drawing.as_file() if drawing else ""


def draw(report: Report, speak: Speak = english) -> Drawing | None:
    """Return the picture, or None where the report knows fewer than two moments.

    Its words are put into a language before they are laid out, as they need more or less room there.
    """
    shown = window(report)
    if shown is None:
        return None
    found = happenings(report)
    inside = [one for one in found if shown.holds(one.at)]
    phases = [
        phase for phase in measure(report).phases if shown.holds(phase.start) and shown.holds(phase.end)
    ]
    sets = [(density, labels(inside, shown, density.width, speak)) for density in DENSITIES]
    rows = 1 + max((label.row for _, chosen in sets for label in chosen), default=-1)
    base = _LABELS_Y + _ROW * rows - 10
    drawn = "".join(
        element(
            "g",
            axis(shown, base, density.most_ticks, density.width, speak)
            + _legend(phases, shown, density, speak)
            + _leaders(chosen, shown)
            + "".join(_shape(one, shown) for one in milestones(inside, shown, density.width)),
            class_=density.name,
            display="none" if density.name == "narrow" else "",
        )
        for density, chosen in sets
    )
    body = _bands(phases, shown) + _rail(strokes(inside, shown)) + drawn + _beyond(found, shown, base, speak)
    return Drawing(speak(_title(report)), _description(phases, inside, speak), body, base + 56)


def _title(report: Report) -> str:
    return say("Timeline: %(title)s", title=report.title) if report.title else say("Timeline")


def _description(phases: Sequence[Phase], inside: Sequence[Happening], speak: Speak) -> str:
    told = [
        say("%(phase)s for %(length)s.", phase=PHASES[phase.kind], length=in_words(phase.length))
        for phase in phases
    ]
    if inside:
        first, last = (f"{one.at:%Y-%m-%d %H:%M}" for one in (inside[0], inside[-1]))
        told.append(
            say("%(count)s events from %(first)s to %(last)s.", count=len(inside), first=first, last=last)
        )
    return " ".join(map(speak, told))


def _bands(phases: Sequence[Phase], shown: Window) -> str:
    return "".join(
        _stretch(phase, shown, _BAND_TOP, _BAND_BOTTOM - _EDGE, fill=f"url(#wash-{phase.kind})")
        + _stretch(
            phase,
            shown,
            _BAND_BOTTOM - _EDGE,
            _BAND_BOTTOM,
            fill=EDGES[phase.kind],
            class_=f"{phase.kind}-edge",
        )
        for phase in phases
    )


def _stretch(phase: Phase, shown: Window, top: int, bottom: int, **look: str) -> str:
    start = shown.share(phase.start)
    width = across(shown.share(phase.end) - start)
    return element("rect", x=across(start), y=top, width=width, height=bottom - top, **look)


def _rail(found: Sequence[Stroke]) -> str:
    """Draw the line on which events stand, and a stroke for each place of it where something happened.

    The more happened at one place, the higher its stroke: three hundred events look busy, and stay apart.
    """
    drawn = element("line", x1=across(0.03), x2=across(0.97), y1=MARKS_Y, y2=MARKS_Y)
    for stroke in found:
        half = min(_LOWEST / 2 + 2.5 * log2(stroke.events), _HIGHEST / 2)
        drawn += upright(stroke.share, round(MARKS_Y - half, 1), round(MARKS_Y + half, 1), stroke_width="2")
    return element("g", drawn, class_="rail", stroke="#878a86")


def _legend(phases: Sequence[Phase], shown: Window, density: Density, speak: Speak) -> str:
    """Name each phase over its band, pushed aside where the words before it need the room."""
    texts = [_phase_words(phase, density, speak) for phase in phases]
    lengths = [len(text) * _LETTER + _SWATCH + 10 for text in texts]
    places = [shown.share(phase.start) * density.width for phase in phases]
    for at, (before, after) in enumerate(pairwise(range(len(places)))):
        places[after] = max(places[after], places[before] + lengths[at])
    limit = float(density.width)
    for at in reversed(range(len(places))):
        limit = places[at] = min(places[at], limit - lengths[at])
    drawn = ""
    for phase, text, place in zip(phases, texts, places, strict=True):
        x = across(place / density.width)
        drawn += element("rect", x=x, y=_WORDS_Y - 10, width=11, height=11, fill=f"url(#wash-{phase.kind})")
        drawn += element(
            "rect",
            x=x,
            y=_WORDS_Y - 2,
            width=11,
            height=3,
            fill=EDGES[phase.kind],
            class_=f"{phase.kind}-edge",
        )
        drawn += words(text, place / density.width, _WORDS_Y, dx=_SWATCH, class_="ink strong")
    return drawn


def _phase_words(phase: Phase, density: Density, speak: Speak) -> str:
    word = speak(PHASES[phase.kind])
    return f"{word} {speak(in_short(phase.length))}" if density.name == "wide" else word


def _leaders(chosen: Sequence[Label], shown: Window) -> str:
    drawn = ""
    for label in chosen:
        share, y = shown.share(label.at), _LABELS_Y + _ROW * label.row
        drawn += upright(share, MARKS_Y + 12, y + 3, "lead", stroke="#878a86")
        anchor, dx = ("end", -5) if label.is_before else ("", 5)
        drawn += words(
            label.word, share, y, dx=dx, class_="ink strong label", anchor=anchor, after=label.clock
        )
    return drawn


def _shape(one: Happening, shown: Window) -> str:
    """Draw a milestone's shape, on a disc of paper that keeps the strokes around it away."""
    line = {"fill": "none", "class_": "line"} if one.kind in OPEN else {"class_": "ink"}
    drawn = element("circle", r=9.5, fill="#fdfdfc", class_="paper") + element(
        "path", d=SHAPES[one.kind], stroke="#1a1c1f", stroke_width=2 if line.get("fill") else 1.5, **line
    )
    return element("svg", drawn, x=across(shown.share(one.at)), y=MARKS_Y, overflow="visible")


def _beyond(found: Sequence[Happening], shown: Window, base: int, speak: Speak) -> str:
    """Say how many events are too far off to show."""
    earlier = sum(one.at < shown.start for one in found)
    later = sum(one.at > shown.end for one in found)
    if not earlier and not later:
        return ""
    if earlier and later:
        said = say("%(earlier)s earlier and %(later)s later, in the list", earlier=earlier, later=later)
    elif earlier:
        said = say("%(earlier)s earlier, in the list", earlier=earlier)
    else:
        said = say("%(later)s later, in the list", later=later)
    return words(speak(said), 0.03, base + 50, class_="soft")
