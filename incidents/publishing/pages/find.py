"""The files by which static/js/search.js finds posts where no server answers.

A search reads one small file for each of its words: the newest posts of which some word begins like it. Where
a file says that it holds them all, that is the answer; else the script goes on to the parts, each with the
posts about two hundred incidents, newest first, as far as the reader wants. So a search costs the same
however many posts there are, and a publication changes the files of its words and one part.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from incidents.publishing import addresses
from incidents.publishing.pages.rendering import Files

NEWEST = 40  # posts in the file of a word's beginning


class Line(NamedTuple):
    """A post as a search shows it; the order is that of the file."""

    reference: str
    slug: str
    title: str
    components: tuple[str, ...]
    severity: str
    day: str


def find_words_files(beginning: str, newest: Sequence[Line]) -> Files:
    """Return the file of a beginning with the newest posts, of which one too many may be given."""
    told = {"all": len(newest) <= NEWEST, "posts": newest[:NEWEST]}
    return {addresses.file_at(addresses.find_words_path(beginning)): _bytes(told)}


def find_posts_files(part: int, posts: Sequence[Line]) -> Files:
    return {addresses.file_at(addresses.find_posts_path(part)): _bytes({"posts": posts})}


def find_contents_files(parts: Sequence[int]) -> Files:
    """Return the table of contents: the numbers of the parts, newest first."""
    return {addresses.file_at(addresses.FIND_CONTENTS): _bytes({"parts": sorted(parts, reverse=True)})}


def _bytes(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
