"""The picture of a timeline: phases as bands, events as marks, on the clocks of the incident's zone."""

from incidents.report.rendering.timeline.picture import to_svg
from incidents.report.rendering.timeline.shapes import SHAPES

__all__ = ["SHAPES", "to_svg"]
