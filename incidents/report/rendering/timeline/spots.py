"""Where on the picture the timeline's events are, for pages that lead from there to each of them."""

from typing import NamedTuple

from incidents.report.rendering.timeline.drawing import across
from incidents.report.rendering.timeline.picture import DENSITIES
from incidents.report.rendering.timeline.scale import window
from incidents.report.value import Report

_ROOM = 20  # pixels between two spots, so that each can be hit


class Spot(NamedTuple):
    """A place across that stands for one or several events, named by their places in the timeline."""

    across: str
    places: tuple[int, ...]


def spots(report: Report) -> list[Spot]:
    """Return the spots from left to right; all lie `MARKS_Y` down. None where there is no picture."""
    shown = window(report)
    if shown is None:
        return []
    timed = [(event.at, place) for place, event in enumerate(report.timeline) if event.at]
    grouped: list[tuple[float, list[int]]] = []
    for at, place in sorted((at, place) for at, place in timed if shown.holds(at)):
        share = shown.share(at)
        if grouped and (share - grouped[-1][0]) * DENSITIES[0].width < _ROOM:
            grouped[-1][1].append(place)
        else:
            grouped.append((share, [place]))
    return [Spot(across(share), tuple(places)) for share, places in grouped]
