"""The paragraphs, lists and tables of a Word document → lines of Markdown."""

from collections.abc import Callable

from incidents.report.reading.formats.word_parts import Numbering, Styles, Targets
from incidents.report.reading.formats.word_xml import Facts
from incidents.report.reading.formats.writing import DEEPEST_TABLE, Table, Writer, escaped

_UNREAD = frozenset({"moveFrom", "Fallback"})  # what was moved away, and a second copy for old programs
_NOTES = frozenset({"footnote", "endnote", "comment"})
_REFERENCES = frozenset({"footnoteReference", "endnoteReference", "commentReference"})
_MARKS = {"b": "**", "i": "*"}
_OFF = frozenset({"0", "false", "none", "off"})
_INDENT = "    "
_DEEPEST_LIST = 8  # levels; Word has nine


class Body:
    """Takes the elements of the text, and of its notes."""

    def __init__(self, styles: Styles, numbering: Numbering, targets: Targets, *, titled: bool) -> None:
        self.out = Writer()
        self.styles, self.numbering, self.targets = styles, numbering, targets
        self.shift = 1 if titled else 0  # headings stand under the title
        self._skipped = 0
        self._paragraph: dict[str, str] = {}
        self._begun = self._running = self._speaking = self._listing = False
        self._run: set[str] = set()
        self._open: list[str] = []
        self._around: list[Writer] = []
        self._tables: list[Table] = []
        self._too_deep = 0
        self._links: list[str] = []
        self._counts: dict[tuple[str, int], int] = {}
        self._note = ""

    def start(self, name: str, facts: Facts) -> None:
        if self._skipped or name in _UNREAD:
            self._skipped += 1
        elif name in ("pStyle", "ilvl", "numId"):
            self._paragraph.setdefault(name, facts.get("val", ""))
        elif name in _MARKS and self._running:
            self._run |= set() if facts.get("val", "1") in _OFF else {name}
        elif name in _NOTES:
            self._note = facts.get("id", "")
        elif name in _REFERENCES:
            self._say(f"[{facts.get('id', '')}]")
        elif handler := self._STARTS.get(name):
            handler(self, facts)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._speaking = False
        elif name == "r":
            self._running, self._run = False, set()
        elif name == "p":
            self._emphasise(set())
            self.out.end()
        elif name == "hyperlink" and self._links and (address := self._links.pop()):
            self.out.say(1, f"]({address})")
        elif name == "tbl" and self._too_deep:
            self._too_deep -= 1
        elif name == "tbl" and self._tables:
            self.out.end()
            self.out = self._around.pop()
            self._tables.pop().write(self.out)

    def said(self, words: str) -> None:
        if self._speaking and not self._skipped:
            self._say(escaped(words))

    def _say(self, words: str) -> None:
        if not self._begun and words.strip():
            self._begin()
        if words.strip():
            self._emphasise(self._run)
        self.out.say(1, words)

    def _emphasise(self, wanted: set[str]) -> None:
        for mark in reversed(self._open):
            if mark not in wanted:
                self.out.close(_MARKS[mark])
        self._open = [mark for mark in self._open if mark in wanted]
        for mark in sorted(wanted.difference(self._open)):
            self.out.open(_MARKS[mark])
            self._open.append(mark)

    def _begin(self) -> None:
        """Start the paragraph's line, now that there are words for it."""
        self._begun = True
        style = self._paragraph.get("pStyle", "")
        level = self.styles.level(style)
        number = self._paragraph.get("numId", self.styles.list_of(style) or "0")
        first, rest = "", ""
        if level is not None:
            first = "#" * min(max(level + self.shift, 1), 6) + " "
            self.out.structured = True
        elif number != "0":
            first, rest = self._item(number)
        elif self._note:
            first, self._note = f"[{self._note}] ", ""
        listed = level is None and number != "0"
        self.out.begin(first, rest, gap=not (listed and self._listing))
        self._listing = listed

    def _item(self, number: str) -> tuple[str, str]:
        written = self._paragraph.get("ilvl", "0")
        level = min(int(written), _DEEPEST_LIST) if written.isdecimal() else 0
        rest = _INDENT * (level + 1)
        if not self.numbering.numbered(number, written):
            return f"{_INDENT * level}- ", rest
        self._counts = {
            key: count for key, count in self._counts.items() if key[0] != number or key[1] <= level
        }
        self._counts[number, level] = self._counts.get((number, level), 0) + 1
        return f"{_INDENT * level}{self._counts[number, level]}. ", rest

    def _start_paragraph(self, _facts: Facts) -> None:
        self.out.end()
        self._paragraph, self._begun = {}, False

    def _start_run(self, _facts: Facts) -> None:
        self._running, self._run = True, set()

    def _start_text(self, _facts: Facts) -> None:
        self._speaking = True

    def _break(self, _facts: Facts) -> None:
        if self._running:
            self.out.end()

    def _space(self, _facts: Facts) -> None:
        if self._running:
            self.out.say(1, " ")

    def _hyphen(self, _facts: Facts) -> None:
        self._say("-")

    def _link(self, facts: Facts) -> None:
        self._links.append(self.targets.addresses.get(facts.get("id", ""), ""))
        if self._links[-1]:
            self._say("[")

    def _table(self, _facts: Facts) -> None:
        self.out.end(gap=True)
        if len(self._tables) == DEEPEST_TABLE:
            self._too_deep += 1
            return
        self._tables.append(Table())
        self._around.append(self.out)

    def _row(self, _facts: Facts) -> None:
        if self._tables:
            self._tables[-1].row()

    def _cell(self, _facts: Facts) -> None:
        self.out.end()
        self._listing = False
        if self._tables:
            self.out = self._tables[-1].cell()

    _STARTS: dict[str, Callable[["Body", Facts], None]] = {
        "p": _start_paragraph, "r": _start_run, "t": _start_text, "br": _break, "cr": _break, "tab": _space,
        "noBreakHyphen": _hyphen, "hyperlink": _link, "tbl": _table, "tr": _row, "tc": _cell,
    }  # fmt: skip
