"""The picture of a timeline: phases as bands, events as marks, on the clocks of the incident's zone."""

from incidents.report.rendering.timeline.picture import MARKS_Y, draw, to_svg
from incidents.report.rendering.timeline.shapes import SHAPES
from incidents.report.rendering.timeline.spots import Spot, spots
from incidents.report.rendering.timeline.style import EDGES, WASHES, sheet

__all__ = ["EDGES", "MARKS_Y", "SHAPES", "WASHES", "Spot", "draw", "sheet", "spots", "to_svg"]
