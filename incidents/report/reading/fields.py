"""The parts of a document → the fields of a report, each fitted to its length and with its lines."""

import re
from datetime import date
from typing import Any

from incidents.report import text as spelling
from incidents.report.reading import actions, figures
from incidents.report.reading.item import Item
from incidents.report.reading.log import Log
from incidents.report.reading.parts import Parts, Piece
from incidents.report.reading.result import Block
from incidents.report.reading.wall import Wall
from incidents.report.shape import LINE_LIMIT, LIST_LIMIT, PROSE_LIMIT
from incidents.report.value import CorrectiveAction, Lessons, RootCause
from incidents.report.words import Number, say

_NOT_PLACED = say("This fits no part of a report and was put in the notes.")
_LEAP_DAY = (2, 29)
_NO_MORE_THAN_A_LEVEL = 4  # words, with the label: "Severity level: SEV 2"
_LESSONS = ("went_well", "went_wrong", "lucky")


class Fields:
    """Makes the values of a report; what is too long or too many is kept, and said."""

    def __init__(self, parts: Parts, wall: Wall, log: Log) -> None:
        self.parts, self.wall, self.log = parts, wall, log

    def root_causes(self) -> tuple[RootCause, ...]:
        causes = []
        for index, cause in enumerate(self.parts.causes[:LIST_LIMIT]):
            path = f"root_causes[{index}]"
            self.log.span(path, *cause.lines)
            text, told = self.fitted(cause.text, path, cause.lines[0]), self.parts.causes[:LIST_LIMIT]
            explained = index + 1 < len(told) and told[index + 1].explains
            causes.append(RootCause(kind=cause.kind, text=text, because_of=index + 1 if explained else None))
        over = self.parts.causes[LIST_LIMIT:]
        self.keep_the_rest([cause.text for cause in over], [line for cause in over for line in cause.lines])
        return tuple(causes)

    def actions(self) -> tuple[CorrectiveAction, ...]:
        over = self.parts.items[LIST_LIMIT:]
        self.keep_the_rest(
            [item.text for item in over],
            [number for item in over for number in (item.head.number, item.last)],
        )
        return tuple(self._action(index, item) for index, item in enumerate(self.parts.items[:LIST_LIMIT]))

    def _action(self, index: int, item: Item) -> CorrectiveAction:
        path = f"actions[{index}]"
        self.log.span(path, item.head.number, item.last)
        due = actions.due_of(item)
        day = self.wall.day(due.date, item.head, due.written, f"{path}.due") if due else None
        day = self._next(day) if due and day and not due.date.year else day
        built = actions.build(item, day)
        return CorrectiveAction(detail=self.fitted(built.detail, path, item.head.number), **built.facts)

    def _next(self, day: date) -> date:
        """Return a due date without a year on its first such day after the incident."""
        known = self.wall.setting.days
        passed = bool(known) and day < known[0][0]
        return day.replace(year=day.year + 1) if passed and (day.month, day.day) != _LEAP_DAY else day

    def keep_the_rest(self, texts: list[str], lines: list[int]) -> None:
        """Keep the entries that a report's list has no room for."""
        if texts:
            self.parts.loose.append(Piece("\n".join(texts), (min(lines), max(lines))))

    def severity(self) -> dict[str, Any]:
        severity = None
        for piece in self.parts.severity:
            said = figures.severity_of(piece.text)
            severity = severity or said
            self.log.span("severity", *piece.lines)
            if said and len(piece.text.split()) <= _NO_MORE_THAN_A_LEVEL:
                self.parts.settled.append(piece)
            else:
                self.parts.fields.setdefault("impact", []).insert(0, piece)
        components = [
            name.strip(" -*") for piece in self.parts.components for name in re.split(r"[,\n]", piece.text)
        ]
        for piece in self.parts.components:
            self.log.span("components", *piece.lines)
        return {"severity": severity, "components": tuple(name[:LINE_LIMIT] for name in components if name)}

    def prose(self, field: str, path: str) -> str:
        pieces = self.parts.fields.get(field, [])
        for piece in pieces:
            self.log.span(path, *piece.lines)
        return self.fitted(
            "\n\n".join(piece.text for piece in pieces), path, pieces[0].lines[0] if pieces else None
        )

    def fitted(self, text: str, path: str, line: int | None) -> str:
        spelled = spelling.prose(text)
        if len(spelled) <= PROSE_LIMIT:
            return spelled
        message = say("Only the first %(limit)s characters fit; shorten the text.", limit=Number(PROSE_LIMIT))
        self.log.problem("too-long", path, line, spelled[PROSE_LIMIT:], message)
        return spelled[:PROSE_LIMIT]

    def lessons(self) -> Lessons:
        return Lessons(**{name: self.prose(name, f"lessons.{name}") for name in _LESSONS})

    def notes(self) -> str:
        loose = [Piece(spelling.prose(piece.text), piece.lines) for piece in self.parts.loose]
        for piece in loose:
            block = Block(text=piece.text, lines=piece.lines)
            self.log.problem(
                "not-placed", "notes", block.lines[0], _first_line(block.text), _NOT_PLACED, block=block
            )
        ordered = sorted([*loose, *self.parts.settled], key=lambda piece: piece.lines)
        self.parts.fields["notes"] = ordered
        return self.prose("notes", "notes")


def _first_line(text: str) -> str:
    return next((line for line in text.split("\n") if line.strip()), "")
