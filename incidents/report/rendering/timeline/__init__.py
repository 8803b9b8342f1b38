"""The picture of a timeline: phases as bands, events as marks, on the clocks of the incident's zone."""

from incidents.report.rendering.timeline.picture import to_svg
from incidents.report.rendering.timeline.shapes import SHAPES
from incidents.report.rendering.timeline.style import EDGES, WASHES

__all__ = ["EDGES", "SHAPES", "WASHES", "to_svg"]
