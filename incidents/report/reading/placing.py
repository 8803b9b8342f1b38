"""Text that was put in the notes → the part of the report its author says it belongs to."""

import re
from enum import StrEnum

from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report import text as spelling
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import CorrectiveAction, Lessons, Report, RootCause, TimelineEvent
from incidents.report.words import say

_MARK = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+)+")


class Place(StrEnum):
    """Where a block of the notes may go; the value is the path it is added to."""

    SUMMARY = "summary"
    IMPACT = "impact"
    RESOLUTION = "resolution"
    CLOSING = "closing"
    WENT_WELL = "lessons.went_well"
    WENT_WRONG = "lessons.went_wrong"
    EVENT = "timeline"
    CAUSE = "root_causes"
    ACTION = "actions"


def place(report: Report, block: str, where: Place) -> Report:
    """Return the report with a block of its notes at the end of another part.

    Raises NotValidError where the notes don't hold the block, or the part has no room for it.
    """
    return _added(replace(report, notes=_without(report.notes, block)), block, where)


def placed_path(report: Report, where: Place) -> str:
    """Return the path at which `place` puts the next block in this report."""
    lists = {Place.EVENT: report.timeline, Place.CAUSE: report.root_causes, Place.ACTION: report.actions}
    return f"{where}[{len(lists[where])}]" if where in lists else str(where)


def _without(notes: str, block: str) -> str:
    match = re.search(rf"(?:(?<=\n\n)|\A){re.escape(block)}(?=\n\n|\Z)", notes)
    if match is None:
        raise NotValidError(say("The notes don't hold this text; read the document again."), "notes")
    kept = (notes[: match.start()].removesuffix("\n\n"), notes[match.end() :].removeprefix("\n\n"))
    return "\n\n".join(part for part in kept if part)


def _added(report: Report, block: str, where: Place) -> Report:
    if where is Place.EVENT:
        return replace(report, timeline=(*report.timeline, TimelineEvent(text=block)))
    if where is Place.CAUSE:
        return replace(report, root_causes=(*report.root_causes, RootCause(text=block)))
    if where is Place.ACTION:
        return replace(report, actions=(*report.actions, _action(block)))
    if where in (Place.WENT_WELL, Place.WENT_WRONG):
        name = where.removeprefix("lessons.")
        texts = {each: getattr(report.lessons, each) for each in Lessons.PROSE}
        return replace(report, lessons=Lessons(**texts | {name: _joined(texts[name], block)}))
    return replace(report, **{where: _joined(getattr(report, where), block)})


def _joined(text: str, block: str) -> str:
    return f"{text}\n\n{block}" if text else block


def _action(block: str) -> CorrectiveAction:
    first, _, rest = block.partition("\n")
    title = spelling.line(_MARK.sub("", first))
    if not title or len(title) > LINE_LIMIT:
        return CorrectiveAction(detail=block)
    return CorrectiveAction(title=title, detail=rest)
