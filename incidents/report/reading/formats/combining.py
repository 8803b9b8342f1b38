"""Readings moved to other lines, and enlarged by events and notes that stand outside of the prose."""

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from incidents.report import text as spelling
from incidents.report.clock import comparable
from incidents.report.reading.result import Block, Problem, Reading, Span
from incidents.report.shape import PROSE_LIMIT
from incidents.report.value import TimelineEvent
from incidents.report.words import Number, say

_EVENT = re.compile(r"timeline\[(\d+)\]")
_NOT_PLACED = say("This fits no part of a report and was put in the notes.")

Placed = tuple[TimelineEvent, Span]  # an event, and its lines of the source


def moved(reading: Reading, lines: Sequence[Span]) -> Reading:
    """Return the reading with each line of its text, the first at `lines[0]`, at its lines of the source."""

    def at(span: Span) -> Span:
        covered = lines[span[0] - 1 : span[1]]
        return min(start for start, _ in covered), max(end for _, end in covered)

    def problem(each: Problem) -> Problem:
        line = each.line and lines[each.line - 1][0]
        block = each.block and Block(text=each.block.text, lines=at(each.block.lines))
        return replace(each, line=line, block=block)

    return Reading(
        report=reading.report,
        problems=tuple(problem(each) for each in reading.problems),
        spans={path: at(span) for path, span in reading.spans.items()},
    )


def with_events(reading: Reading, placed: Sequence[Placed]) -> Reading:
    """Return the reading with more events: by their times where all have one, else after its own."""
    known = [(event, None) for event in reading.report.timeline]
    both: list[tuple[TimelineEvent, Span | None]] = [*known, *placed]
    moments = [comparable(event.at) for event, _ in both if event.at]
    order = list(range(len(both)))
    if known and len(moments) == len(both):
        order.sort(key=lambda place: moments[place])
    paths = {old: new for new, old in enumerate(order)}
    spans = {_renumbered(path, paths): span for path, span in reading.spans.items()}
    spans |= {f"timeline[{paths[old]}]": span for old, (_, span) in enumerate(both) if span}
    return Reading(
        report=replace(reading.report, timeline=tuple(both[place][0] for place in order)),
        problems=tuple(_renumbered_problem(each, paths) for each in reading.problems),
        spans=spans,
    )


def with_notes(reading: Reading, left: Sequence[tuple[str, Span]]) -> Reading:
    """Return the reading with texts that fit no field in its notes, each with a problem that says so."""
    notes, problems = [reading.report.notes] if reading.report.notes else [], list(reading.problems)
    spans = dict(reading.spans)
    for text, lines in left:
        spelled = spelling.prose(text)
        notes.append(spelled)
        problems.append(
            Problem(
                code="not-placed", path="notes", line=lines[0], source=spelled.partition("\n")[0],
                message=_NOT_PLACED, block=Block(text=spelled, lines=lines),
            )
        )  # fmt: skip
        known = spans.get("notes", lines)
        spans["notes"] = min(known[0], lines[0]), max(known[1], lines[1])
    joined, over = fitted("\n\n".join(notes), "notes", left[0][1][0] if left else None)
    return Reading(report=replace(reading.report, notes=joined), problems=(*problems, *over), spans=spans)


def fitted(text: str, path: str, line: int | None) -> tuple[str, tuple[Problem, ...]]:
    """Return as much of a text as a field holds; a problem quotes the rest."""
    spelled = spelling.prose(text)
    if len(spelled) <= PROSE_LIMIT:
        return spelled, ()
    message = say("Only the first %(limit)s characters fit; shorten the text.", limit=Number(PROSE_LIMIT))
    over = Problem(code="too-long", path=path, line=line, source=spelled[PROSE_LIMIT:], message=message)
    return spelled[:PROSE_LIMIT], (over,)


def _renumbered(path: str, places: Mapping[int, int]) -> str:
    return _EVENT.sub(lambda event: f"timeline[{places[int(event[1])]}]", path)


def _renumbered_problem(problem: Problem, places: Mapping[int, int]) -> Problem:
    offers = tuple(
        replace(offer, changes={_renumbered(path, places): value for path, value in offer.changes.items()})
        for offer in problem.offers
    )
    return replace(problem, path=_renumbered(problem.path, places), offers=offers)
