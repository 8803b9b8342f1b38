"""Source text → lines that know their number, their place, and their words without block marks."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from incidents.report.reading import markup
from incidents.report.reading.date_patterns import OPENS_WITH_DAY

BULLET, NUMBER = "-", "1"
TAB_WIDTH = 4
WRAPPED = 55  # characters; a line as long as this that ends in no stop goes on in the next

_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_FENCE = re.compile(r"\s*(?:```+|~~~+)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|(?=[A-Z]|0x\d))(.*)$")
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")
_RULE = re.compile(r"(?:[-_*=]\s*){3,}$|#+$")
_BULLET = re.compile(
    "[-*+]\\s+|[-*](?=\\d{1,2}:\\d\\d)|[-*+](?=\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{2,4}\\s+\\d{1,2}:\\d\\d)|=\\s+(?=\\d{1,2}:\\d\\d)|[•\u2013\u2014▪◦‣●○∙■□◆◇▶➤➜✅☑✔➡❌⬜🔲🚧⏳👉🔹🔸🔷🔶🔴🟢🟡🔵🟠⚫⚪]\ufe0f?\\s*|:[a-z][a-z0-9_]*:\\s*"
)
_MARKDOWN_BULLETS = ("-", "*", "+")
_TELLING_BULLETS = "✅☑✔❌⬜🔲🚧⏳🔴🟢🟡🔵🟠⚫⚪"
_NUMBER = re.compile(rf"(?!{OPENS_WITH_DAY})\(?(\d{{1,3}})[.)]\s+(?=\S)|\d{{1,2}}\.(?=\d{{1,2}}:\d\d)")
_BOX = re.compile(r"\[([ xX])\]\s+")
_TABLE_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?$")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the document. `raw` is Markdown as written, `text` its words without the block's mark."""

    number: int
    raw: str
    text: str
    level: int = 0  # of a heading, 1 to 6
    indent: int = 0  # columns before the text or its mark
    marker: str = ""
    mark: str = ""  # of a bullet, as written: "-", "•", "✅", ":tada:"
    verbatim: bool = False  # inside a code fence, or one of its fences
    quoted: bool = False
    ticked: bool | None = None  # the box of a task list
    cells: tuple[str, ...] = ()
    head: bool = False  # the row of a table that names its columns
    rule: bool = False
    fact: bool = False  # a row of a table of facts, written as a list item

    @property
    def blank(self) -> bool:
        return not self.text and not self.verbatim


def source_lines(text: str) -> list[str]:
    """Return the lines as problems and spans number them, the first being 1."""
    return _LINE_END.split(text)


def read_lines(text: str) -> list[Line]:
    """Return the document's lines. One source line gives several where HTML breaks it."""
    lines: list[Line] = []
    fenced = False
    for number, raw in enumerate(source_lines(text), start=1):
        fence = bool(_FENCE.match(raw))
        if fence or fenced:
            lines.append(Line(number=number, raw=raw, text=raw.strip(), indent=_indent(raw), verbatim=True))
            fenced = fenced != fence
        else:
            if _TABLE_RULE.match(raw.strip()) and lines and lines[-1].cells:
                lines[-1] = replace(lines[-1], head=True)
            lines += (_line(number, piece) for piece in markup.lines_of(raw))
    return lines


def prose(lines: Sequence[Line]) -> str:
    """Return the lines as Markdown, without the indentation that they share."""
    shared = min((_indent(line.raw) for line in lines if line.raw.strip()), default=0)
    return "\n".join(_outdent(line.raw, shared) for line in lines).strip("\n")


def span(lines: Sequence[Line]) -> tuple[int, int]:
    return lines[0].number, lines[-1].number


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without blank ones and rules at either end."""
    told = [index for index, line in enumerate(lines) if not (line.blank or line.rule)]
    return list(lines[told[0] : told[-1] + 1]) if told else []


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines between blank ones; a code fence is never broken."""
    run: list[Line] = []
    for line in lines:
        if not line.blank:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _line(number: int, raw: str) -> Line:
    bare = raw.strip()
    if not bare:
        return Line(number=number, raw="", text="")
    if _TABLE_RULE.match(bare) or _RULE.match(bare):
        return Line(number=number, raw=raw, text="", rule=True)
    if heading := _HEADING.match(raw):
        words = _CLOSING_HASHES.sub("", heading[2]).strip()
        return Line(number=number, raw=raw, text=words, level=len(heading[1]))
    return _body_line(number, raw)


def _body_line(number: int, raw: str) -> Line:
    rest, indent = raw.strip(), _indent(raw)
    if rest.startswith("|") and rest.count("|") > 1:
        return Line(number=number, raw=raw, text=rest, indent=indent, cells=_cells(rest))
    if rest.startswith(">"):
        return Line(number=number, raw=raw, text=rest, indent=indent, quoted=True)
    marker, written, ticked = "", "", None
    if mark := _BULLET.match(rest) or _NUMBER.match(rest):
        marker = NUMBER if mark.re is _NUMBER else BULLET
        written = "" if mark.re is _NUMBER else mark[0].strip()
        rest = rest[mark.end() :]
        if written and written not in _MARKDOWN_BULLETS and rest:
            raw = _as_markdown(raw, written, rest)
        if box := _BOX.match(rest):
            ticked, rest = box[1] != " ", rest[box.end() :]
    return Line(number=number, raw=raw, text=rest, indent=indent, marker=marker, mark=written, ticked=ticked)


def _as_markdown(raw: str, mark: str, rest: str) -> str:
    """Return a bullet as Markdown writes it; a mark that says something stays."""
    said = f"{mark} " if mark[0] in _TELLING_BULLETS else ""
    return f"{raw[: len(raw) - len(raw.lstrip())]}- {said}{rest}"


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


def _indent(raw: str) -> int:
    columns = 0
    for character in raw:
        if character == "\t":
            columns += TAB_WIDTH
        elif character.isspace():
            columns += 1
        else:
            break
    return columns


def _outdent(raw: str, columns: int) -> str:
    removed = at = 0
    while at < len(raw) and raw[at].isspace() and removed < columns:
        removed += TAB_WIDTH if raw[at] == "\t" else 1
        at += 1
    return raw[at:]
