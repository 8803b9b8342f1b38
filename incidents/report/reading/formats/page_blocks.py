"""The tags of a web page, one after another → lines of Markdown."""

import re
from collections.abc import Callable, Mapping

from incidents.report.reading.formats.writing import DEEPEST_TABLE, Table, Writer, escaped

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}
_MARKS = {
    "b": "**", "strong": "**", "span": "**", "i": "*", "em": "*",
    "code": "`", "kbd": "`", "samp": "`", "tt": "`",
}  # fmt: skip
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_LINES = frozenset({"br", "option", "summary", "dt"})
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "aside", "figure", "figcaption",
        "address", "details", "form", "fieldset", "center", "body", "html", "dl", "caption",
    }
)  # fmt: skip
_BREAKING = _BLOCKS | _LINES | _LISTS | _CELLS | {"li", "dd", "tr", "hr", "table", "blockquote"}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)  # a whole page pasted from Docs
_INDENT = "    "  # by which Markdown nests
_DEEPEST = 12  # lists in lists; a page that nests deeper is read as if it didn't

Facts = Mapping[str, str]


def breaks_line(tag: str) -> bool:
    """Say whether the words on both sides of a tag stand on different lines."""
    return tag in _BREAKING or tag in _HEADINGS


class Blocks:
    """Takes what is neither code nor unseen; `out` is where the next word goes."""

    def __init__(self) -> None:
        self.out = Writer()
        self.named = False  # whether there is a heading of the first level
        self._around: list[Writer] = []  # those that open tables stand in
        self._tables: list[Table] = []
        self._too_deep = 0  # open tables that are read as if they weren't
        self._lists: list[int] = []  # the number of the last item; -1 for bullets
        self._marks: dict[str, list[str]] = {tag: [] for tag in _MARKS}
        self._links: list[str] = []

    def say(self, line: int, words: str) -> None:
        code = self._marks["code"] or self._marks["tt"] or self._marks["kbd"] or self._marks["samp"]
        self.out.say(line, words if code else escaped(words))

    def open(self, tag: str, facts: Facts, line: int) -> None:
        if tag in _HEADINGS:
            self.out.begin(_HEADINGS[tag], gap=True)
            self.out.structured = True
            self.named = self.named or tag == "h1"
        elif tag in _MARKS:
            self._emphasise(tag, facts)
        elif tag in _LISTS:
            self.out.end(gap=not self._lists)
            self._lists.append(0 if tag == "ol" else -1)
        elif tag in _CELLS:
            self._cell(head=tag == "th")
        elif handler := self._OPENERS.get(tag):
            handler(self, facts, line)
        elif tag in _BLOCKS or tag in _LINES:
            self._break(tag)

    def close(self, tag: str, line: int) -> None:
        if tag in _HEADINGS or tag == "blockquote":
            self.out.begin(self._margin, self._margin, gap=True)
        elif tag in _MARKS:
            if self._marks[tag] and (mark := self._marks[tag].pop()):
                self.out.close(mark)
        elif tag in _LISTS or tag == "li":
            if tag != "li" and self._lists:
                self._lists.pop()
            self.out.begin(self._margin, self._margin, gap=not self._lists)
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag == "a" and self._links:
            self._end_link(line)
        elif tag == "dt":
            self.out.close("**")
            self.out.say(line, ": ")
        elif breaks_line(tag):
            self._break(tag)

    def finish(self) -> None:
        """Write what the page left open."""
        while self._tables:
            self._end_table()
        self.out.end()

    @property
    def _margin(self) -> str:
        return _INDENT * min(len(self._lists), _DEEPEST)

    def _break(self, tag: str) -> None:
        self.out.end(gap=tag in _BLOCKS and not self._lists)
        if tag == "dt":
            self.out.open("**")

    def _item(self, facts: Facts, _line: int) -> None:
        if not self._lists:
            self._lists.append(-1)
        mark = "- "
        if self._lists[-1] >= 0:
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}. "
        outer = _INDENT * min(len(self._lists) - 1, _DEEPEST)
        box = "[x] " if "checked" in facts.get("class", "").split() else ""
        self.out.begin(outer + mark + box, self._margin)

    def _emphasise(self, tag: str, facts: Facts) -> None:
        style = facts.get("style", "")
        bold = _BOLD.search(style) if tag == "span" else not _NOT_BOLD.search(style)
        mark = _MARKS[tag] if bold else ""
        self._marks[tag].append(mark)
        if mark:
            self.out.open(mark)

    def _cell(self, *, head: bool) -> None:
        self.out.end()
        if self._tables:
            self.out = self._tables[-1].cell(head=head)

    def _row(self, _facts: Facts, _line: int) -> None:
        self.out.end()
        if self._tables:
            self.out = self._around[-1]
            self._tables[-1].row()

    def _table(self, _facts: Facts, _line: int) -> None:
        self.out.end(gap=True)
        if len(self._tables) == DEEPEST_TABLE:
            self._too_deep += 1
            return
        self._tables.append(Table())
        self._around.append(self.out)

    def _close_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        else:
            self._end_table()

    def _end_table(self) -> None:
        self.out.end()
        self.out = self._around.pop()
        self._tables.pop().write(self.out)

    def _link(self, facts: Facts, line: int) -> None:
        address = facts.get("href", "")
        self._links.append(address if address.startswith(("http://", "https://")) else "")
        if self._links[-1]:
            self.out.say(line, "[")

    def _end_link(self, line: int) -> None:
        if address := self._links.pop():
            self.out.say(line, f"]({address})")

    def _image(self, facts: Facts, line: int) -> None:
        address, words = facts.get("src", ""), facts.get("alt", "")
        shown = address.startswith(("http://", "https://"))
        self.out.say(line, f"![{words}]({address})" if shown else words)

    def _input(self, facts: Facts, line: int) -> None:
        if facts.get("type", "").lower() == "checkbox":
            self.out.say(line, "[x] " if "checked" in facts else "[ ] ")

    def _rule(self, _facts: Facts, line: int) -> None:
        self.out.end(gap=True)
        self.out.whole((line, line), "---")
        self.out.end(gap=True)

    def _quote(self, _facts: Facts, _line: int) -> None:
        self.out.begin("> ", "> ", gap=True)

    _OPENERS: dict[str, Callable[["Blocks", Facts, int], None]] = {
        "li": _item, "table": _table, "tr": _row, "a": _link, "img": _image, "input": _input, "hr": _rule,
        "blockquote": _quote,
    }  # fmt: skip
