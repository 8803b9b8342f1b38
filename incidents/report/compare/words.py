"""Which words of a text were taken out and which put in, as a reader would mark them with a pencil."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing takes time in the product of both sides. Beyond this, what differs is marked as a whole.
_MOST_STEPS = 4_000_000
# Where less is common, words that happen to stay would be islands that help nobody.
_ALIKE = 0.35


class Mark(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(Struct, frozen=True):
    """A stretch of text: kept and removed pieces make the text before, kept and added ones that after."""

    mark: Mark
    text: str


def mark_words(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one, with what differs marked: first by lines, then by words inside them."""
    pieces: list[Piece] = []
    for same, old, new in _stretches(_LINE.findall(before), _LINE.findall(after)):
        if same:
            pieces.append(Piece(Mark.KEPT, old))
        else:
            pieces.extend(_inside(old, new))
    return tuple(_joined(pieces))


def _inside(before: str, after: str) -> Iterator[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    stretches = list(_stretches(old, new))
    common = sum(len(text.strip()) for same, text, _new in stretches if same)
    if common < _ALIKE * min(len(before), len(after)):
        stretches = [(False, before, after)]
    removed = added = ""
    for same, was, now in stretches:
        if same and (was.strip() or "\n" in was or not (removed or added)):
            yield from (Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added), Piece(Mark.KEPT, was))
            removed = added = ""
        else:  # also for a blank between two changed words: one mark reads better than two
            removed, added = removed + was, added + now
    yield from (Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield (same?, text before, text after) from the beginning to the end of both."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    yield True, "".join(before[:start]), "".join(before[:start])
    if len(old) * len(new) > _MOST_STEPS:
        yield False, "".join(old), "".join(new)
    else:
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield tag == "equal", "".join(old[i:j]), "".join(new[k:m])
    rest = "".join(before[len(before) - end :])
    yield True, rest, rest


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many of the first items are the same."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces without empty ones, neighbours of the same mark as one."""
    held: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if held is not None and held.mark is piece.mark:
            held = Piece(held.mark, held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held
