"""The feeds, Atom and JSON: an entry for each publication, correction and withdrawal."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from incidents.publishing.addresses import FEED, JSON_FEED, file_at
from incidents.publishing.pages import narrative, story
from incidents.publishing.pages.json_feed import item, json_feed
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.site import Identity, Post

_NEVER = "1970-01-01T00:00:00Z"  # a feed without entries has to have been updated some time
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_files(editions: Sequence[Post], identity: Identity) -> Files:
    """Return the feed of posts as of each edition, newest first; withdrawn ones without their report."""
    gone_until = {post.slug: post.current.number for post in reversed(editions) if post.is_withdrawn}
    with translation.override(identity.language):
        entries = [
            _entry(post, identity, is_gone=post.current.number <= gone_until.get(post.slug, 0))
            for post in editions
        ]
        as_json = json_feed([entry.as_json for entry in entries], identity)
    shown = {
        "entries": [entry.as_atom for entry in entries],
        "updated": _rfc3339(editions[0].current.published_at) if editions else _NEVER,
    }
    feed = page("public/feed.xml", identity, FEED, feed_url=identity.absolute(FEED), **shown)
    return {file_at(FEED): feed, file_at(JSON_FEED): as_json}


class _Entry(NamedTuple):
    as_atom: SafeString
    as_json: str


# Every publication writes the feed again, and all but one of its entries are as they were.
@lru_cache(maxsize=64)
def _entry(post: Post, identity: Identity, *, is_gone: bool) -> _Entry:
    edition = post.current
    shown = {
        "id": f"tag:{identity.host},{post.first_published:%Y-%m-%d}:{post.slug}/{edition.number}",
        "title": post.reference if is_gone else post.report.title or post.reference,
        "kind": edition.kind.value,
        "is_gone": is_gone,
        "url": identity.absolute(post.path),
        "updated": _rfc3339(edition.published_at),
        "content": "" if is_gone and not post.is_withdrawn else _content(post, identity),
    }
    as_atom = _NO_XML.sub("", render_to_string("public/feed_entry.xml", {"entry": shown}))
    return _Entry(mark_safe(as_atom), item(shown))  # noqa: S308 (made by a template)


def _content(post: Post, identity: Identity) -> str:
    report = post.report
    shown: dict[str, Any] = {"post": post, "note": story.html(post.current.note), "identity": identity}
    if not post.is_withdrawn:
        shown |= {"report": report, "facts": story.facts(report), **narrative.parts(report)}
    return render_to_string("public/feed_entry.html", shown).strip()


def _rfc3339(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
