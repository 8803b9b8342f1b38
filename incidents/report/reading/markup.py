"""HTML in a line → the Markdown it stands for. What carries content (images, links) stays as written."""

import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<!--[^<>]*-->")
_SPACES = re.compile(r"&(?:emsp|ensp|nbsp|thinsp);")
_BREAKS = frozenset(
    {"p", "div", "br", "hr", "ul", "ol", "tr", "table", "tbody", "thead", "center", "section", "article"}
)
_PLAIN = frozenset({"span", "font", "u", "small", "big", "sup", "sub", "mark", "td", "th", "dl", "dt", "dd"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def lines_of(line: str) -> list[str]:
    """Return the Markdown lines that one line with HTML stands for; the line itself when it has none."""
    if "<" not in line and "&" not in line:
        return [line]
    paired = {
        name
        for name in _MARKS
        if re.search(rf"<{name}\b", line, re.IGNORECASE) and f"</{name}>" in line.lower()
    }
    outside_code = line.split("`")
    if len(outside_code) % 2 == 0:  # an unclosed backtick is no code
        outside_code = [line]
    markdown = "`".join(
        part if index % 2 else _translate(part, paired) for index, part in enumerate(outside_code)
    )
    if markdown == line:
        return [line]
    pieces = [piece.rstrip() for piece in markdown.split("\n") if piece.strip()]
    return pieces or [""]


def _translate(part: str, paired: set[str]) -> str:
    return _TAG.sub(lambda tag: _mark(tag, paired), _SPACES.sub(" ", part))


def _mark(tag: re.Match[str], paired: set[str]) -> str:
    if tag[2] is None:  # a comment: nobody was meant to read it, yet it is the author's
        return tag[0]
    closing, name = tag[1], tag[2].lower()
    if name in _HEADINGS or name == "li":
        opening = "- " if name == "li" else "#" * int(name[1]) + " "
        return "\n" if closing else "\n" + opening
    if name in _MARKS:
        return _MARKS[name] if name in paired else ""
    return "\n" if name in _BREAKS else "" if name in _PLAIN else tag[0]
