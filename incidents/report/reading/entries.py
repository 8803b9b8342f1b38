"""The lines of a timeline → its entries: where one ends and the next begins. See `dating` for their days."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from incidents.report.reading import leading, names, narrative, setting, stamps
from incidents.report.reading.leading import Leading
from incidents.report.reading.lines import Line, prose
from incidents.report.reading.names import Role
from incidents.report.reading.narrative import Clause
from incidents.report.reading.stamps import Stamp

_END_OF_ENTRY = re.compile(r"(?:[.!?)\]\u201d\"`]|\s[-\u2013\u2014•*])\s{1,3}[*_(\[]{0,3}$")
_START_OF_ENTRY = re.compile(r"[\s)\]*_]{0,4}(?::|[-\u2013\u2014](?=\s))")
_FRESH = re.compile(r"[\s)\]*_]{0,4}:\s+[A-Z]")
_AT = re.compile(r"\b(?:at|by|around)\s+(?:around|about|approximately)?\s*[(\[*]{0,3}$", re.IGNORECASE)
_WRAPPED = 55  # characters; a line as long as this that ends in no stop goes on in the next


class Entry(msgspec.Struct, kw_only=True):
    """One event as written. `day` is a date that stood above it, `label` the question it answers."""

    lines: list[Line]
    opening: str
    stamp: Stamp | None = None
    until: Stamp | None = None
    day: Stamp | None = None
    label: str = ""
    body: list[Line] = []

    @property
    def head(self) -> Line:
        return self.lines[-1]

    @property
    def text(self) -> str:
        body = prose(self.body)
        apart = self.head.level or (self.body and self.body[0].number > self.head.number + 1)
        return ("\n\n" if apart else "\n").join(part for part in (self.opening, body) if part)


class Question(msgspec.Struct, kw_only=True):
    """A label or a date that stands alone, such as "Actions taken:"; the lines under it are its entries."""

    line: Line
    label: str
    day: bool = False
    answered: bool = False


class Entries:
    """Takes a timeline's lines one by one."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.left: list[Line] = []  # what is no part of any entry
        self.said: list[Line] = []  # statements about the list itself: its zone, its columns
        self._day: Stamp | None = None
        self._question: Question | None = None
        self._gap = False

    def take(self, line: Line) -> None:
        for piece in _pieces(line):
            self._take(piece)

    def tell(self, clause: Clause) -> None:
        """Take what one time of a narrative tells."""
        before, opening = len(self.entries), leading.stamp(clause.line.text)
        if clause.stamp is None:
            for place, words in enumerate(clause.line.text.split("\n")):
                self._take(replace(clause.line, number=clause.line.number + place, text=words, raw=words))
        elif opening and opening.exact and opening.stamp.clock:
            self._add(clause.line, opening.rest.lstrip(", "), opening)
        else:
            self._add(clause.line, clause.line.text, None)
            self.entries[-1].stamp = clause.stamp
        if clause.stamp and len(self.entries) > before and clause.last > clause.line.number:
            self.entries[-1].lines.append(replace(clause.line, number=clause.last))

    def close(self) -> None:
        """Keep a question that nothing answered as an entry of its own."""
        question, self._question = self._question, None
        if question and not question.answered:
            (self.said if question.day else self.left).append(question.line)

    def take_what_is_left(self) -> None:
        """Take lines that nothing marks as entries for entries, where there are no others."""
        left, self.left = self.left, []
        for line in left:
            last = self.entries[-1] if self.entries else None
            if line.text.startswith("![") or line.verbatim or line.quoted:
                self.left.append(line)
            elif last and _goes_on(last, line) and line.number == last.head.number + len(last.body) + 1:
                last.body.append(line)
            else:
                self._add(line, line.text, None)

    def _take(self, line: Line) -> None:
        if line.blank and not line.cells:
            self._gap = True
            return
        if line.verbatim or line.quoted:
            self._continue(line)
        elif line.cells:
            self._row(line)
        elif opening := leading.stamp(line.text):
            self._timed(line, opening)
        elif not self._labelled(line):
            self._untimed(line)
        self._gap = False

    def _row(self, line: Line) -> None:
        opening = leading.stamp(" ".join(cell for cell in line.cells[:2] if cell))
        if opening and opening.stamp.clock:
            own = leading.stamp(line.cells[0])
            taken = 1 if own and own.stamp.clock else 2
            text = " \u2013 ".join(cell for cell in line.cells[taken:] if cell)
            self._add(line, text if opening.exact else f"{opening.written}: {text}", opening)
        elif line.head:
            self.said.append(line)
        else:
            self._add(line, " \u2013 ".join(cell for cell in line.cells if cell), None)

    def _timed(self, line: Line, opening: Leading) -> None:
        if opening.stamp.clock is None:
            self.close()
            self._day = opening.stamp
            if opening.rest:
                self._add(line, line.text, None)
            else:
                self._question = Question(line=line, label="", day=True)
        else:
            self._add(
                line,
                opening.rest if opening.exact else f"{opening.written}: {opening.rest}".rstrip(": "),
                opening,
            )

    def _labelled(self, line: Line) -> bool:
        """Take "Escalation: …", "**Detected (10:15 AM):** …" and "Detection Time: 10:15 AM"."""
        label = names.label_of(line.text)
        if label is None or not (label.colon or label.bold or line.level or line.marker):
            return False
        inside = next((each for each in stamps.find(label.name) if each.clock), None) if label.colon else None
        opening = leading.stamp(label.rest) if label.colon else None
        timed = inside or (opening.stamp if opening and opening.stamp.clock else None)
        asked = names.role_of(label.name) in (Role.MOMENT, Role.RESOLUTION) or (
            not label.rest and label.colon and line.marker
        )
        if not asked and not timed:
            return False
        self.close()
        if not label.rest and not timed:
            self._question = Question(line=line, label=label.name)
            return True
        self._add(line, line.text, None, label.name)
        self.entries[-1].stamp = timed
        return True

    def _untimed(self, line: Line) -> None:
        last = self.entries[-1] if self.entries else None
        if setting.is_zone_statement(line):
            self.said.append(line)
        elif self._question and self._under(self._question, line):
            self._answer(self._question, line)
        elif last and self._continues(last, line):
            last.body.append(line)
        elif (
            line.marker or line.level or (last and last.label and not self._gap and not _goes_on(last, line))
        ):
            self._add(line, line.text, None)
        elif (
            last is None
            or line.text.startswith("![")
            or (self._gap and (last.head.marker or last.head.cells))
        ):
            self.left.append(line)
        else:
            last.body.append(line)

    def _under(self, question: Question, line: Line) -> bool:
        if line.level and line.level <= (question.line.level or 1):
            return False
        return not (question.line.marker and line.marker and line.indent <= question.line.indent)

    def _answer(self, question: Question, line: Line) -> None:
        last = self.entries[-1] if self.entries else None
        if (
            question.answered
            and last
            and (question.day or _nested(last, line) or (not line.marker and _goes_on(last, line)))
        ):
            last.body.append(line)
        else:
            self._add(line, line.text, None, question.label)

    def _continues(self, last: Entry, line: Line) -> bool:
        if line.level:
            return False
        if last.head.level or _nested(last, line):
            return True
        return not line.marker and not self._gap and bool(last.head.marker) and not last.label

    def _continue(self, line: Line) -> None:
        if self.entries:
            self.entries[-1].body.append(line)
        else:
            self.left.append(line)

    def _add(self, line: Line, text: str, opening: Leading | None, label: str = "") -> None:
        question = self._question
        lines = [line]
        if question and not self._under(question, line):
            self.close()
        elif question and not question.answered and (not question.day or opening is None):
            text = f"{question.line.text} {text if text or opening is None else line.text}".strip()
            lines.insert(0, question.line)
        if question and self._question:
            label = label or question.label
            question.answered = True
        if opening and opening.stamp.date:
            self._day = None
        stamp = opening.stamp if opening else None
        self.entries.append(
            Entry(
                lines=lines,
                opening=text,
                stamp=stamp,
                until=opening.until if opening else None,
                day=self._day,
                label=label,
                body=[],
            )
        )


def of(lines: Sequence[Line]) -> Entries:
    entries = Entries()
    for paragraph in _paragraphs(lines):
        told = narrative.clauses(paragraph)
        for clause in told:
            entries.tell(clause)
        for line in paragraph if not told else ():
            entries.take(line)
    entries.close()
    if not entries.entries:
        entries.take_what_is_left()
    return entries


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines with text, and each blank line by itself."""
    run: list[Line] = []
    for line in lines:
        if line.blank and run:
            yield run
            run = []
        run.append(line)
        if line.blank:
            yield run
            run = []
    if run:
        yield run


def _pieces(line: Line) -> list[Line]:
    """Split a line in which several timed entries run together."""
    if line.verbatim or line.cells or line.level or line.quoted:
        return [line]
    cuts, last = [0], 0
    opening = leading.stamp(line.text)
    colons = opening is not None and _FRESH.match(line.text[opening.stamp.end :]) is not None
    for stamp in stamps.find(line.text):
        before, after = (
            line.text[max(last, stamp.start - 8) : stamp.start],
            line.text[stamp.end : stamp.end + 6],
        )
        ended = stamp.start and len(before.strip()) > len("-") and _END_OF_ENTRY.search(before)
        fresh = colons and stamp.start and _FRESH.match(after)
        if stamp.clock and (fresh or (ended and _START_OF_ENTRY.match(after))):
            cuts.append(stamp.start)
        last = stamp.end
    if len(cuts) == 1:
        return [line]
    pieces = [line.text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    return [replace(line, text=piece.rstrip(" -\u2013\u2014*("), raw=piece) for piece in pieces]


def sole_clock(text: str) -> Stamp | None:
    """Return the one time of a sentence that says when it was: "… was told at 11:30"."""
    found = [stamp for stamp in stamps.find(text) if stamp.clock]
    return (
        found[0] if len(found) == 1 and (not found[0].start or _AT.search(text[: found[0].start])) else None
    )


def _nested(last: Entry, line: Line) -> bool:
    return line.indent > last.head.indent and bool(last.head.marker or line.marker)


def _goes_on(last: Entry, line: Line) -> bool:
    written = last.body[-1].text if last.body else last.lines[-1].text
    return len(written) > _WRAPPED and written[-1:] not in ".!?:;" and not names.role_of(line.text)
