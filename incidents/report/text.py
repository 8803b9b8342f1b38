"""What text in a report may look like, decided in one place for the importer, the forms and the API."""

import re
import unicodedata

# C0 and C1 controls but tab and newline, lone surrogates (no UTF-8), and the byte order mark.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_OPENING_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")

# Characters that set the direction of what follows, until their closing one or the end of the line.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS, _OVERRIDES, _ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"


def prose(text: str) -> str:
    r"""Return Markdown in its one spelling: NFC, ``\n`` line ends, no control characters, no blank edges.

    Indentation of the first line is kept, because Markdown gives it a meaning. What sets the direction of
    text is kept where it ends on its line, so that no text changes how another is read; see `directed`.
    """
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    if _DIRECTIONS.search(text):
        text = "\n".join(map(directed, text.split("\n")))
    return unicodedata.normalize("NFC", _OPENING_BLANK_LINES.sub("", text).rstrip())


def line(text: str) -> str:
    """Return a text of one line: as `prose`, and every run of white space is one space."""
    return " ".join(prose(text).split())


def directed(line: str) -> str:
    """Return a line without overrides of direction, and without embeddings and isolates left open.

    Right-to-left text needs none of them, embeddings and isolates are of use in mixed text; an override shows
    letters in another order than they are stored, and serves to deceive.
    """
    kept = list(line)
    open_ones: list[int] = []  # places of what is not closed yet
    for place, character in enumerate(line):
        if character in _EMBEDDINGS + _OVERRIDES + _ISOLATES:
            open_ones.append(place)
        elif character in {_END_OF_EMBEDDING, _END_OF_ISOLATE}:
            _close(line, place, open_ones, kept)
    for place in open_ones:
        kept[place] = ""
    return "".join(kept)


def _close(line: str, place: int, open_ones: list[int], kept: list[str]) -> None:
    """Pair what ends at a place with its beginning; drop both if that overrides, and an end without one."""
    if line[place] == _END_OF_ISOLATE:
        begun = next((each for each in reversed(open_ones) if line[each] in _ISOLATES), None)
        while begun is not None and open_ones[-1] != begun:
            kept[open_ones.pop()] = ""  # an embedding ends with the isolate around it
    else:
        begun = open_ones[-1] if open_ones and line[open_ones[-1]] not in _ISOLATES else None
    if begun is None:
        kept[place] = ""
        return
    open_ones.pop()
    if line[begun] in _OVERRIDES:
        kept[begun] = kept[place] = ""
