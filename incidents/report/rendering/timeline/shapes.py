"""The shape of each kind of event, the same in the picture and in the list beside it."""

from incidents.report.value import EventKind

# SVG paths in a box from -8 to 8, drawn filled with a stroke of 1.5.
SHAPES = {
    EventKind.STARTED: "M-4.5-5.5 5.5 0-4.5 5.5z",
    EventKind.DETECTED: "M0-6.5 6.5 0 0 6.5-6.5 0z",
    EventKind.ACKNOWLEDGED: "M0-5A5 5 0 1 1-.01-5z",
    EventKind.INVESTIGATING: "M-1-5a4 4 0 1 0 .01 0M2 2 6 6",
    EventKind.MISLEADING: "M-5-5 5 5M5-5-5 5",
    EventKind.ESCALATED: "M0-6 6 5-6 5z",
    EventKind.NOTIFIED: "M-6-5H6V3H0L-3 6V3H-6z",
    EventKind.IDENTIFIED: "M-5.5-5.5h11v11h-11z",
    EventKind.MITIGATED: "M-6-5H6L0 6z",
    EventKind.RESOLVED: "M-6 .5-2 4.5 6-4.5",
    EventKind.OTHER: "M0-2.5A2.5 2.5 0 1 1-.01-2.5z",
}

# Drawn as lines of 2: nothing inside them is filled.
OPEN = frozenset({EventKind.ACKNOWLEDGED, EventKind.INVESTIGATING, EventKind.MISLEADING, EventKind.RESOLVED})
