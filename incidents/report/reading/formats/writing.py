"""Marked-up words, as a page or a document gives them → lines of Markdown that know where they stood."""

import re
from collections import Counter

from incidents.report.reading import names
from incidents.report.reading.result import Span

DEEPEST_TABLE = 10  # tables in tables; what is nested deeper is laid out, not told
_TAG = re.compile(r"<(?=[a-zA-Z/!])")
_SPACES = re.compile(r"\s+")  # every end of a line among them


def escaped(words: str) -> str:
    """Return words that are text, and not HTML inside Markdown."""
    return _TAG.sub("&lt;", words)


class Writer:
    """Takes words in order; breaks lines where blocks do; puts emphasis tight around words."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.spans: list[Span] = []  # the source lines of each line
        self.structured = False  # whether it holds headings, code or tables
        self._first = self._rest = ""  # what stands before the next line, and before those after it
        self._pieces: list[str] = []
        self._marks: list[list[str]] = []  # open emphasis: [mark] while unwritten, [mark, mark] once written
        self._again: Counter[str] = Counter()  # emphasis in emphasis of its kind
        self._span = 1, 1
        self._gap = False

    def begin(self, first: str, rest: str = "", *, gap: bool = False) -> None:
        """Start a block: `first` stands before its first line, `rest` before those after it."""
        self.end(gap=gap)
        self._first, self._rest = first, rest

    def say(self, number: int, words: str) -> None:
        """Add words that begin on the source line `number`, white space collapsed."""
        last = number + words.rstrip().count("\n")
        words = _SPACES.sub(" ", words)
        if not self._pieces or self._pieces[-1].endswith(" "):
            words = words.lstrip(" ")
        bare = words.lstrip(" ")
        if bare:
            self._span = (self._span[0] if self._pieces else number), last
            heading = self._first.startswith("#")  # is emphasis enough
            opening = "" if heading else "".join(self._opened(mark) for mark in self._marks)
            words = words[: len(words) - len(bare)] + opening + bare
        if words:
            self._pieces.append(words)

    def open(self, mark: str) -> None:
        """Begin emphasis; inside emphasis of its kind it changes nothing, as often as a page opens it."""
        if any(mark == each[0] for each in self._marks):
            self._again[mark] += 1
        else:
            self._marks.append([mark])

    def close(self, mark: str) -> None:
        if self._again[mark]:
            self._again[mark] -= 1
            return
        for place in range(len(self._marks) - 1, -1, -1):
            if self._marks[place][0] == mark:
                if len(self._marks.pop(place)) > 1:
                    self._closed(mark)
                return

    def end(self, *, gap: bool = False) -> None:
        """End the line, where there are words; `gap` leaves a blank line before the next one."""
        if self._pieces:
            for mark in reversed(self._marks):
                if len(mark) > 1:
                    self._closed(mark.pop())
            self.whole(self._span, self._first + "".join(self._pieces).rstrip(" "))
            self._pieces, self._first = [], self._rest
        self._gap = self._gap or gap

    def whole(self, span: Span, line: str) -> None:
        """Add a line as it is."""
        if self._gap and self.lines and self.lines[-1]:
            self._append(span, "")
        self._gap = False
        self._append(span, line)

    def add(self, other: "Writer") -> None:
        """Add all lines of another writer as blocks."""
        other.end()
        self.end(gap=True)
        for span, line in zip(other.spans, other.lines, strict=True):
            self.whole(span, line)
        self.end(gap=True)

    def joined(self) -> str:
        """Return everything as one line, for a cell of a table."""
        self.end()
        return " ".join(line.strip() for line in self.lines if line).replace("|", "/")

    def _append(self, span: Span, line: str) -> None:
        self.lines.append(line)
        self.spans.append(span)

    def _opened(self, mark: list[str]) -> str:
        if len(mark) > 1:
            return ""
        mark.append(mark[0])
        return mark[0]

    def _closed(self, mark: str) -> None:
        last = self._pieces[-1]
        bare = last.rstrip(" ")
        self._pieces[-1] = bare + mark + " " * (len(last) - len(bare))


class Table:
    """The cells of a table, each a Writer of its own."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[Writer, bool]]] = []  # a cell, and whether it names its row or column

    def row(self) -> None:
        self.rows.append([])

    def cell(self, *, head: bool = False) -> Writer:
        if not self.rows:
            self.row()
        self.rows[-1].append((Writer(), head))
        return self.rows[-1][-1][0]

    def write(self, to: Writer) -> None:
        """Write the table, or its content where it only lays out a page."""
        cells = [cell for row in self.rows for cell, _ in row]
        for cell in cells:
            cell.end()
        if any(cell.structured for cell in cells) or all(len(row) <= 1 for row in self.rows):
            for cell in cells:
                to.add(cell)
            return
        to.end(gap=True)
        rows = [row for row in self.rows if any(cell.lines for cell, _ in row)]
        labels = _are_labels(rows)
        for index, row in enumerate(rows):
            _write_row(to, row, first=index == 0 and len(rows) > 1, label=labels)
        to.end(gap=True)
        to.structured = True


def _are_labels(rows: list[list[tuple[Writer, bool]]]) -> bool:
    """Say whether each row is the name of a fact and the fact."""
    pairs = all(len(row) == len(("name", "fact")) for row in rows)
    return pairs and all(names.role_of(row[0][0].joined()) for row in rows)


def _write_row(to: Writer, row: list[tuple[Writer, bool]], *, first: bool, label: bool) -> None:
    spans = [span for cell, _ in row for span in cell.spans]
    span = spans[0][0], spans[-1][1]
    texts = [cell.joined() for cell, _ in row]
    if label or [head for _, head in row] == [True, False]:
        to.whole(span, f"**{texts[0].strip('*: ')}:** {texts[1]}".rstrip())
        return
    to.whole(span, f"| {' | '.join(texts)} |")
    if first:
        to.whole(span, "|" + "---|" * len(texts))
