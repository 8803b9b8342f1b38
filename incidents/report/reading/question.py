"""What a timeline asks, such as "Detection Time: 10:15 AM", "Actions taken:" or a date that stands alone."""

import msgspec

from incidents.report.reading import leading, names, stamps
from incidents.report.reading.lines import Line
from incidents.report.reading.names import Label
from incidents.report.reading.roles import Role
from incidents.report.reading.stamps import Stamp


class Question(msgspec.Struct, kw_only=True):
    """A label or a date that stands alone; the lines under it are its entries."""

    line: Line
    label: str
    day: bool = False
    answered: bool = False

    def covers(self, line: Line) -> bool:
        """Say whether a line may stand under this one."""
        if line.level and line.level <= (self.line.level or 1):
            return False
        return not (self.line.marker and line.marker and line.indent <= self.line.indent)


class Asked(msgspec.Struct, frozen=True):
    """The label of a line that asks, and the time that it states."""

    label: Label
    timed: Stamp | None


def _stands_bare(label: Label) -> bool:
    """Say whether a line is no more than a question such as "how was the issue detected"."""
    return " " in label.name and not label.rest and names.role_of(label.name) is Role.MOMENT


def asked(line: Line) -> Asked | None:
    """Return what a line asks: "Escalation: …", "**Detected (10:15 AM):** …"; None where it asks nothing."""
    label = names.label_of(line.text)
    if label is None or not (label.colon or label.bold or line.level or line.marker or _stands_bare(label)):
        return None
    inside = next((each for each in stamps.find(label.name) if each.clock), None) if label.colon else None
    opening = leading.stamp(label.rest) if label.colon else None
    timed = inside or (opening.stamp if opening and opening.stamp.clock else None)
    telling = names.role_of(label.name) in (Role.MOMENT, Role.RESOLUTION)
    open_ended = not label.rest and label.colon and line.marker
    return Asked(label, timed) if telling or open_ended or timed else None
