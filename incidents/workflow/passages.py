"""Where the words that a comment quotes stand in a draft, letter for letter."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from incidents.models import Incident
from incidents.report.spelling import words_of
from incidents.workflow.discussion import ROW

# The texts behind an anchor, by the names of their columns; a field's path in the report where it differs.
TEXTS = {
    name: f"lessons.{name}" if name in {"went_well", "went_wrong", "lucky"} else name
    for name in (
        "title",
        "summary",
        "impact",
        "resolution",
        "went_well",
        "went_wrong",
        "lucky",
        "closing",
        "notes",
    )
}
ROW_TEXTS = {"timeline": ("text",), "root_causes": ("text",), "actions": ("title", "detail")}
# Where one thought of a text ends; what is kept of the marks makes the pieces the text again.
_PIECE = re.compile(r"[^\n.!?]*(?:[.!?]{1,9}(?=\s)[^\S\n]*|\n+|[.!?]|\Z)")


class Spot(NamedTuple):
    """A passage at a place of the text at `path` of the report."""

    path: str
    start: int


def texts(incident: Incident, anchor: str) -> dict[str, str] | None:
    """Return the texts of a field or a row by their paths; None where it has none, or is gone."""
    if anchor in TEXTS:
        return {TEXTS[anchor]: getattr(incident, anchor)}
    row = ROW.fullmatch(anchor)
    for place, held in enumerate(
        getattr(incident, row["list"]).all() if row and row["list"] in ROW_TEXTS else ()
    ):
        if row and held.pk == int(row["key"]):
            return {f"{row['list']}[{place}].{name}": getattr(held, name) for name in ROW_TEXTS[row["list"]]}
    return None


def only(known: Mapping[str, str], passage: str) -> Spot | None:
    """Return the one place where a passage stands, or the one text that it is; None where that isn't sure."""
    found = [Spot(path, start) for path, text in known.items() for start in _starts(text, passage)]
    whole = [Spot(path, 0) for path, text in known.items() if text == passage]
    return next((spots[0] for spots in (found, whole) if len(spots) == 1), None)


def meant(known: Mapping[str, str], marked: str) -> str:
    """Return what marked words mean to replace: themselves where they stand so, else the text they are of.

    What is marked on a page is rendered: a text with emphasis or links says it in other letters.
    """
    if marked and only(known, marked):
        return marked
    like = [text for text in known.values() if marked and _says(text, marked)]
    return like[0] if like else next(iter(known.values()))


def where(incident: Incident, marked: str) -> str:
    """Return the anchor of the one field or row that says the marked words; empty where that isn't sure."""
    known = list(_all(incident)) if marked else []
    as_written = [anchor for anchor, text in known if marked in text]
    as_rendered = [anchor for anchor, text in known if _says(text, marked)]
    return next((found[0] for found in (as_written, as_rendered) if len(found) == 1), "")


def narrowed(known: Mapping[str, str], before: str, after: str) -> tuple[str, str]:
    """Return the smallest run of whole sentences in which two texts differ, and what it becomes.

    What is edited elsewhere in the text meanwhile then doesn't matter. Where that run isn't the only one of
    its kind among the known texts, the whole texts are returned.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start + end == len(old):  # something was only added: it is put in with what stands before it
        start, end = (start - 1, end) if start else (start, max(end - 1, 0))
    passage = "".join(old[start : len(old) - end]).rstrip()
    instead = "".join(new[start : len(new) - end]).rstrip()
    spot = only(known, passage) if passage else None
    if spot is None or put(before, spot.start, passage, instead) != after:
        return before, after
    return passage, instead


def put(text: str, start: int, passage: str, instead: str) -> str:
    """Return the text with other words where the passage begins at `start`."""
    return text[:start] + instead + text[start + len(passage) :]


def _all(incident: Incident) -> Iterator[tuple[str, str]]:
    yield from ((name, getattr(incident, name)) for name in TEXTS)
    for name, columns in ROW_TEXTS.items():
        for row in getattr(incident, name).all():
            yield from ((f"{name}/{row.pk}", getattr(row, column)) for column in columns)


def _says(text: str, marked: str) -> bool:
    return f" {_words(marked)} " in f" {_words(text)} "


def _words(text: str) -> str:
    return " ".join(words_of(text))


def _starts(text: str, passage: str) -> Iterator[int]:
    start = text.find(passage) if passage else -1
    while start >= 0:
        yield start
        start = text.find(passage, start + 1)


def _common(before: list[str], after: list[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))
