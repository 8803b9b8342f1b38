"""Search in the whole public text, by the server: what customers can read now, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from incidents import finding
from incidents.models import Listing, Publication
from incidents.report.rendering.html import to_text
from incidents.report.spelling import marked, words_of
from incidents.report.value import Report

MOST_WORDS = 12
_AROUND = 90  # letters before and behind the first word that is shown

_POSTGRESQL = "SELECT publication_id FROM incidents_postwords WHERE sought @@ to_tsquery('simple', %s)"
_SQLITE = "SELECT rowid FROM incidents_post_words_index WHERE incidents_post_words_index MATCH %s"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a reader looks for: words that begin some word of the post, shelves on which it stands, a year."""

    text: str = ""
    shelves: tuple[str, ...] = ()
    year: int | None = None

    @property
    def words(self) -> list[str]:
        return words_of(self.text)[:MOST_WORDS]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.shelves or self.year)


def matching(posts: "QuerySet[Publication]", wish: Wish) -> "QuerySet[Publication]":
    """Return those of these current editions that answer a wish."""
    for key in wish.shelves:
        there = Listing.objects.filter(publication=OuterRef("pk"), shelf__key=key)
        posts = posts.filter(Exists(there))
    if wish.year:
        posts = posts.filter(month__year=wish.year)
    return posts.filter(pk__in=_saying(wish.words, connections[posts.db].vendor)) if wish.words else posts


def excerpt(report: Report, words: list[str]) -> list[tuple[bool, str]]:
    """Return a passage of the report that says most of the words, with those words marked."""
    shown = {report.title, *report.components}  # beside the passage
    texts = [text for text in finding.texts(report) if text and text not in shown]
    best = to_text(max(texts, key=lambda text: _said(text, words), default=""))
    pieces = marked(best, words)
    place = next((at for at, (is_word, _) in enumerate(pieces) if is_word), None)
    if place is None:
        return marked(_cut(best, 2 * _AROUND), words)
    before = "".join(text for _, text in pieces[:place])
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    rest = "".join(text for _, text in pieces[place:])
    return marked(before + _cut(rest, 2 * _AROUND), words)


def _saying(words: Iterable[str], vendor: str) -> RawSQL:
    if vendor == "postgresql":
        return RawSQL(_POSTGRESQL, [" & ".join(f"{word}:*" for word in words)])  # noqa: S611 (a parameter)
    return RawSQL(_SQLITE, [" AND ".join(f'"{word}"*' for word in words)])  # noqa: S611 (a parameter)


def _said(text: str, words: list[str]) -> int:
    there = set(words_of(text))
    return sum(any(each.startswith(word) for each in there) for word in words)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return f"{text[:length].rpartition(' ')[0] or text[:length]} …"
