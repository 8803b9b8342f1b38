"""The picture of a timeline: phases as bands, events as marks, on the clocks of the incident's zone."""

from incidents.report.rendering.timeline.picture import MARKS_Y, to_svg
from incidents.report.rendering.timeline.shapes import SHAPES
from incidents.report.rendering.timeline.spots import Spot, spots
from incidents.report.rendering.timeline.style import EDGES, WASHES

__all__ = ["EDGES", "MARKS_Y", "SHAPES", "WASHES", "Spot", "spots", "to_svg"]
