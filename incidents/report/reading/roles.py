"""The parts of a report that a section, a label or a heading may announce."""

from enum import StrEnum


class Role(StrEnum):
    """The part of a report that a name announces."""

    TITLE = "title"
    SUMMARY = "summary"
    DURATION = "duration"
    START = "start"
    END = "end"
    DAY = "day"
    IMPACT = "impact"
    SEVERITY = "severity"
    COMPONENTS = "components"
    TIMELINE = "timeline"
    MOMENT = "moment"  # a question that a timeline answers: how detected, what was done
    CAUSE = "cause"
    TRIGGER = "trigger"
    CONTRIBUTING = "contributing"
    GAP = "gap"
    RESOLUTION = "resolution"
    CAUSE_AND_RESOLUTION = "cause and resolution"
    ACTIONS = "actions"
    LESSONS = "lessons"
    WENT_WELL = "went well"
    WENT_WRONG = "went wrong"
    LUCKY = "lucky"
    CLOSING = "closing"
    BYLINE = "byline"  # who wrote the document, when, and how far it is
    OTHER = "other"


FACTS = frozenset(
    {
        Role.DURATION, Role.START, Role.END, Role.DAY, Role.IMPACT, Role.SEVERITY, Role.COMPONENTS,
        Role.CAUSE, Role.TRIGGER, Role.CONTRIBUTING, Role.RESOLUTION,
    }
)  # fmt: skip
IN_SUMMARY = FACTS | {Role.SUMMARY}
ON_LESSONS = frozenset({Role.LESSONS, Role.WENT_WELL, Role.WENT_WRONG, Role.LUCKY})
NEVER_BARE = frozenset({Role.START, Role.END, Role.DAY, Role.DURATION, Role.TITLE})
NOT_IN_TIMELINE = NEVER_BARE | {Role.SEVERITY, Role.COMPONENTS, Role.MOMENT, Role.BYLINE}
