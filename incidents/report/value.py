"""The Report: everything an incident report says, as one frozen value.

`None` is "unknown", empty is "none". A report with holes is a legal value, or nobody could draft; what makes
it ready is for the checks to say. What a report can't be is misshapen: constructors bring text to its one
spelling and raise NotValidError for a time outside its zone, a reference to a cause that isn't there, or a
percentage of 300.

Changing a field changes the bytes in `canonical.py`, and with them every digest. So: never change what
`schema` 1 encodes to; add a new schema number and a decoder for the old one.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from incidents.report import shape

Line = Annotated[str, Meta(description="One line of plain text.", max_length=shape.LINE_LIMIT)]
Prose = Annotated[str, Meta(description="Markdown.", max_length=shape.PROSE_LIMIT)]
Clock = Annotated[str, Meta(description="A wall clock time whose day is unknown.", pattern=shape.CLOCK)]
Index = Annotated[int, Meta(ge=0)]


class Severity(StrEnum):
    SEV1 = "sev1"
    SEV2 = "sev2"
    SEV3 = "sev3"
    SEV4 = "sev4"


class Audience(StrEnum):
    PUBLIC = "public"
    INTERNAL = "internal"


class EventKind(StrEnum):
    STARTED = "started"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATING = "investigating"
    MISLEADING = "misleading"
    ESCALATED = "escalated"
    NOTIFIED = "notified"
    IDENTIFIED = "identified"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    OTHER = "other"


class CauseKind(StrEnum):
    TRIGGER = "trigger"
    ROOT = "root"
    CONTRIBUTING = "contributing"
    DETECTION_GAP = "detection_gap"


class ActionKind(StrEnum):
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    DETECTIVE = "detective"
    MITIGATING = "mitigating"


class ActionState(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of a report shares: its text is in one spelling from the moment it exists."""

    LINES: ClassVar[tuple[str, ...]] = ()
    PROSE: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        shape.spell(self, self.LINES, self.PROSE)


class TimelineEvent(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that happened: at a moment, at a clock time of an unknown day, or only in this order."""

    LINES = ("source",)
    PROSE = ("text",)

    at: datetime | None = None
    clock: Clock | None = None
    kind: EventKind = EventKind.OTHER
    text: Prose = ""
    audience: Audience = Audience.PUBLIC
    source: Line = ""  # where this is known from; for colleagues, never published

    def __post_init__(self) -> None:
        super().__post_init__()
        shape.check_event(self)


class RootCause(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One cause. `because_of` is the index of the cause that explains this one: the answer to its "why"."""

    LINES = ("category",)
    PROSE = ("text",)

    kind: CauseKind = CauseKind.ROOT
    category: Line = ""
    text: Prose = ""
    because_of: Index | None = None
    audience: Audience = Audience.PUBLIC


class Task(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    LINES = ("title",)

    title: Line = ""


class CorrectiveAction(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A promise: what will be done, by whom, by when. `addresses` are indexes into the root causes."""

    LINES = ("title", "owner", "tracker")
    PROSE = ("detail",)

    title: Line = ""
    detail: Prose = ""
    kind: ActionKind = ActionKind.CORRECTIVE
    owner: Line = ""
    due: date | None = None
    state: ActionState = ActionState.OPEN
    done_on: date | None = None
    tracker: Line = ""
    addresses: tuple[Index, ...] = ()
    tasks: tuple[Task, ...] = ()
    audience: Audience = Audience.PUBLIC

    def __post_init__(self) -> None:
        super().__post_init__()
        shape.spell_action(self)


class Lessons(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    PROSE = ("went_well", "went_wrong", "lucky")

    went_well: Prose = ""
    went_wrong: Prose = ""
    lucky: Prose = ""


class Report(Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole report. Times carry the offset of `timezone`, or none where no zone is stated."""

    LINES = ("title",)
    PROSE = ("summary", "impact", "resolution", "closing", "notes")
    KEEPS_OFFSETS: ClassVar[bool] = False

    schema: Literal[1] = 1
    title: Line = ""
    severity: Severity | None = None
    timezone: Line | None = None
    started_at: datetime | None = None
    detected_at: datetime | None = None
    acknowledged_at: datetime | None = None
    notified_at: datetime | None = None
    mitigated_at: datetime | None = None
    resolved_at: datetime | None = None
    components: tuple[Line, ...] = ()
    summary: Prose = ""
    impact: Prose = ""
    impact_percent: Decimal | None = None
    timeline: Annotated[tuple[TimelineEvent, ...], Meta(max_length=shape.LIST_LIMIT)] = ()
    root_causes: Annotated[tuple[RootCause, ...], Meta(max_length=shape.LIST_LIMIT)] = ()
    resolution: Prose = ""
    actions: Annotated[tuple[CorrectiveAction, ...], Meta(max_length=shape.LIST_LIMIT)] = ()
    lessons: Lessons = Lessons()
    closing: Prose = ""
    notes: Prose = ""  # internal

    def __post_init__(self) -> None:
        super().__post_init__()
        shape.check_report(self)


class Recalled(Report, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stored report whose times have offsets that today's rules of its zone don't give.

    Only `canonical.recall` makes one. A copy of it with another field (`replace`) is one too.
    """

    KEEPS_OFFSETS = True
