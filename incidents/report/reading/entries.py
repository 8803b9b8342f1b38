"""The lines of a timeline → its entries: where one ends and the next begins. See `dating` for their days."""

from collections.abc import Sequence

from msgspec.structs import replace

from incidents.report.reading import counted, leading, narrative, question, rows, run_together, setting
from incidents.report.reading.counted import Day, Passed
from incidents.report.reading.entry import Entry, begins, tells_its_time
from incidents.report.reading.leading import Leading
from incidents.report.reading.lines import Line
from incidents.report.reading.narrative import Clause
from incidents.report.reading.question import Question
from incidents.report.reading.stamps import Stamp


class Entries:
    """Takes a timeline's lines one by one."""

    def __init__(self, *, parted: bool) -> None:
        self.entries: list[Entry] = []
        self.left: list[Line] = []  # what is no part of any entry
        self.said: list[Line] = []  # statements about the list itself: its zone, its columns
        self._day: Stamp | None = None
        self._told_day: Day | None = None
        self._question: Question | None = None
        self._gap = False
        self._parted = parted

    def take(self, line: Line) -> None:
        for piece in run_together.parted(line):
            self._take(piece)

    def tell(self, clause: Clause) -> None:
        """Take what one time of a narrative tells."""
        before, opening = len(self.entries), leading.stamp(clause.line.text)
        if clause.stamp is None:
            for place, words in enumerate(clause.line.text.split("\n")):
                self._take(replace(clause.line, number=clause.line.number + place, text=words, raw=words))
        elif opening and opening.exact and opening.stamp.clock:
            self._add(clause.line, opening.rest, opening)
        else:
            self._add(clause.line, clause.line.text, None)
            self.entries[-1].stamp = clause.stamp
        if clause.stamp and len(self.entries) > before and clause.last > clause.line.number:
            self.entries[-1].lines.append(replace(clause.line, number=clause.last))

    def close(self) -> None:
        """Keep a question that nothing answered as an entry of its own."""
        asked, self._question = self._question, None
        if asked and not asked.answered and asked.line not in self.said:
            (self.said if asked.day else self.left).append(asked.line)

    def take_what_is_left(self) -> None:
        """Take lines that nothing marks as entries for entries, where there are no others."""
        left, self.left = self.left, []
        for line in left:
            last = self.entries[-1] if self.entries else None
            if line.text.startswith("![") or line.verbatim or line.quoted:
                self.left.append(line)
            elif last and last.goes_on(line) and line.number == last.head.number + len(last.body) + 1:
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
        elif day := counted.alone(line.text):
            self.close()
            self._day, self._told_day = None, day
            self._question = Question(line=line, label="", day=True)
        elif passed := counted.passed(line.text):
            self._add(line, passed.telling(passed.rest), passed)
        elif not self._labelled(line):
            self._untimed(line)
        self._gap = False

    def _row(self, line: Line) -> None:
        text, when = rows.told(line.cells)
        if when is None and line.head:
            self.said.append(line)
        else:
            self._add(line, text, when)

    def _timed(self, line: Line, opening: Leading) -> None:
        if opening.stamp.clock is None:
            self.close()
            self._day, self._told_day = opening.stamp, None
            if opening.rest and not setting.is_zone_statement(line):
                self._add(line, line.text, None)
            else:
                self._question = Question(line=line, label="", day=True)
                self.said += [line] if opening.rest else []
        else:
            self._add(line, opening.telling(opening.rest), opening)

    def _labelled(self, line: Line) -> bool:
        found = question.asked(line)
        if found is None:
            return False
        self.close()
        if not found.label.rest and not found.timed:
            self._question = Question(line=line, label=found.label.name)
            return True
        self._add(line, line.text, None, found.label.name)
        self.entries[-1].stamp = found.timed
        return True

    def _untimed(self, line: Line) -> None:
        last = self.entries[-1] if self.entries else None
        if setting.is_zone_statement(line):
            self.said.append(line)
        elif self._question and self._question.covers(line):
            self._answer(self._question, line)
        elif last and last.continues(line, gap=self._gap):
            last.body.append(line)
        elif begins(line, last, gap=self._gap) or (
            self._parted and tells_its_time(line, last, apart=self._gap)
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

    def _answer(self, asked: Question, line: Line) -> None:
        last = self.entries[-1] if self.entries else None
        if (
            asked.answered
            and last
            and (asked.day or last.holds(line) or (not line.marker and last.goes_on(line)))
        ):
            last.body.append(line)
        else:
            self._add(line, line.text, None, asked.label)

    def _continue(self, line: Line) -> None:
        if self.entries:
            self.entries[-1].body.append(line)
        else:
            self.left.append(line)

    def _add(self, line: Line, text: str, when: Leading | Passed | None, label: str = "") -> None:
        opening = when if isinstance(when, Leading) else None
        asked = self._question
        lines = [line]
        if asked and not asked.covers(line):
            self.close()
        elif asked and not asked.answered and (not asked.day or when is None):
            text = f"{asked.line.text} {text if text or when is None else line.text}".strip()
            lines.insert(0, asked.line)
        if asked and self._question:
            label = label or asked.label
            asked.answered = True
        if opening and opening.stamp.date:
            self._day = self._told_day = None
        self.entries.append(
            Entry(
                lines=lines,
                opening=text,
                stamp=opening.stamp if opening else None,
                until=opening.until if opening else None,
                day=self._day,
                told_day=(opening.day if opening else None) or self._told_day,
                passed=when if isinstance(when, Passed) else None,
                label=label,
                body=[],
            )
        )


def of(lines: Sequence[Line]) -> Entries:
    # A list, or lines that open with their times, show where others begin.
    entries = Entries(parted=any(line.marker or leading.stamp(line.text) for line in lines))
    for paragraph in run_together.paragraphs(lines):
        told = narrative.clauses(paragraph)
        for clause in told:
            entries.tell(clause)
        for line in paragraph if not told else ():
            entries.take(line)
    entries.close()
    if not entries.entries:
        entries.take_what_is_left()
    return entries
