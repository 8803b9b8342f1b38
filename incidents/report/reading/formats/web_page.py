"""A saved web page → its report: headings, lists, tables, paragraphs and code, read as prose."""

import re
from collections.abc import Sequence
from datetime import date
from html.parser import HTMLParser

from msgspec.structs import replace

from incidents.report.reading.assembly import Document
from incidents.report.reading.formats.combining import moved
from incidents.report.reading.formats.page_blocks import Blocks, breaks_line
from incidents.report.reading.lacking import noted
from incidents.report.reading.result import Problem, Reading, Span
from incidents.report.words import say

_OPENINGS = ("<!doctype html", "<html")
_UNSEEN = frozenset({"script", "style", "template"})
_ASIDE = frozenset({"footer", "nav", "noscript", "svg", "title"})
# Closes whatever the page leaves open, so that no part of it is looked through twice.
_CLOSER = "]]>"
_DEEPEST_ASIDE = 50  # navigation in navigation; a page that nests deeper has left it open
_NOT_READ = say("This stands around the text of the page and is no part of the report.")
_OTHER_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")  # of lines, in which a line of code must not break
_OPENING_LENGTH = 1_000  # characters


def is_page(text: str) -> bool:
    return text[:_OPENING_LENGTH].lstrip("\ufeff \t\r\n").lower().startswith(_OPENINGS)


def read(text: str, today: date | None = None, timezone: str | None = None) -> Reading:
    """Return the reading. Words of the page that are no part of its text are quoted in a problem."""
    page = _parsed(text)
    out = page.blocks.out
    reading = moved(Document("\n".join(out.lines), today, timezone).read(), out.spans or [(1, 1)])
    return noted(replace(reading, problems=(*reading.problems, *_not_read(page.aside))))


def page_text(html: str) -> str:
    """Return the page's text as Markdown, without what stands around it."""
    return "\n".join(_parsed(html).blocks.out.lines)


def _parsed(html: str) -> "_Page":
    page = _Page()
    page.feed(f"{html}<!--{_CLOSER}-->")
    page.close()
    page.finish()
    return page


def _not_read(said: Sequence[tuple[int, str]]) -> tuple[Problem, ...]:
    if not said:
        return ()
    source = "\n".join(words for _, words in said)
    return (Problem(code="not-read", path="notes", line=said[0][0], source=source, message=_NOT_READ),)


_Code = tuple[int, str | None]  # words of code and the line they begin on; None ends a line


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = Blocks()
        self.aside: list[tuple[int, str]] = []
        self._left_out: list[str] = []  # tags whose content is no part of the text
        self._title: list[tuple[int, str]] = []
        self._code: list[_Code] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if tag in _UNSEEN or tag in _ASIDE:
            if len(self._left_out) < _DEEPEST_ASIDE:
                self._left_out.append(tag)
        elif self._left_out:
            return
        elif tag == "pre":
            self._code = self._code or []
        elif self._code is None:
            self.blocks.open(tag, {name: value or "" for name, value in attrs}, line)
        elif breaks_line(tag):
            self._code.append((line, None))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if "svg" in self._left_out:  # in drawings a tag may close itself; elsewhere no browser believes it
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            if tag in self._left_out:
                while self._left_out.pop() != tag:
                    pass
        elif tag == "pre":
            self._end_code()
        elif self._code is None:
            self.blocks.close(tag, self.getpos()[0])
        elif breaks_line(tag):
            self._code.append((self.getpos()[0], None))

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        if self._left_out:
            words = " ".join(data.split())
            if words and not _UNSEEN.intersection(self._left_out):
                (self._title if "title" in self._left_out else self.aside).append((line, words))
        elif self._code is not None:
            self._code.append((line, data))
        else:
            self.blocks.say(line, data)

    def handle_comment(self, data: str) -> None:
        if words := " ".join(data.removesuffix(_CLOSER).removesuffix("<!--").split()):
            self.aside.append((self.getpos()[0], words))

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002 (the library's signature)
        """Read ``<![…`` as browsers do, as a comment up to the next ">"; the library raises instead."""
        return self.parse_bogus_comment(i)

    def finish(self) -> None:
        """Write what the page left open. The window's title counts where no heading is one."""
        self._end_code()
        self.blocks.finish()
        if self._title and not self.blocks.named:
            span = self._title[0][0], self._title[-1][0]
            self.blocks.out.lines[:0] = [f"# {' '.join(words for _, words in self._title)}", ""]
            self.blocks.out.spans[:0] = [span, span]
        else:
            self.aside[:0] = self._title

    def _end_code(self) -> None:
        code, self._code = self._code, None
        lines = _lines_of(code or [])
        if not any(line.strip() for _, line in lines):
            return
        out = self.blocks.out
        out.end(gap=True)
        out.structured = True
        fenced = not any(line.lstrip().startswith(("```", "~~~")) for _, line in lines)
        for span, line in [(lines[0][0], "```"), *lines, (lines[-1][0], "```")] if fenced else lines:
            out.whole(span, line if fenced else f"    {line}")
        out.end(gap=True)


def _lines_of(code: Sequence[_Code]) -> list[tuple[Span, str]]:
    lines: list[tuple[Span, str]] = []
    goes_on = False  # what follows a word's tag goes on in its line
    for first, words in code:
        for number, piece in enumerate((words or "").split("\n"), start=first):
            if goes_on and number == first:
                lines[-1] = lines[-1][0], lines[-1][1] + piece
            elif words is not None:
                lines.append(((number, number), piece))
        goes_on = words is not None
    return [(span, _OTHER_ENDS.sub("", line)) for span, line in lines]
