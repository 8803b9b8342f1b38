"""The files of one post: its page, its data, its picture, and the page that keeps each edition."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from incidents.changes import told
from incidents.publishing.addresses import (
    card_path,
    changes_path,
    component_path,
    edition_path,
    file_at,
    note_path,
)
from incidents.publishing.pages import card, narrative, story, structured
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.pages.times import stamp
from incidents.publishing.site import Edition, EditionKind, Identity, Post
from incidents.report import canonical
from incidents.report.metrics import phases
from incidents.report.rendering.markdown import to_markdown
from incidents.report.rendering.timeline import draw
from incidents.report.shelves import slug
from incidents.spoken import spoken


def post_files(post: Post, identity: Identity) -> Files:
    """Return the post as it stands, with the page of its newest edition. It must not be withdrawn."""
    shown = _shown(post, identity)
    editions = _editions(post, post.editions, identity)
    files = {
        **_data(shown, post.path),
        card_path(post.slug): _card(post, identity, shown),
        f"{post.path}report.md": to_markdown(post.report).encode(),
        post.path: page("public/post.html", identity, post.path, **shown, editions=editions),
    }
    return _in_tree(files) | _edition_files(post, identity, shown)


def edition_files(post: Post, identity: Identity) -> Files:
    """Return the page of the post's newest edition. No later edition changes a byte of it."""
    return _edition_files(post, identity, _shown(post, identity))


def changes_files(before: Post, post: Post, identity: Identity) -> Files:
    """Return the page that shows what the post's newest edition changed in the one before it."""
    path = changes_path(post.slug, post.current.number)
    with translation.override(identity.language):
        parts = told(before.report, post.report)
    (edition,) = _editions(post, (post.current,), identity)
    shown = {
        "post": post,
        "title": post.report.title or post.reference,
        "edition": edition,
        "earlier": edition_path(post.slug, before.current.number),
        "parts": parts,
    }
    return _in_tree({path: page("public/changes.html", identity, path, **shown)})


def withdrawn_files(post: Post, identity: Identity) -> Files:
    """Return the notice that stands in place of the post and of its every edition. It shows no report."""
    paths = [post.path, *(edition_path(post.slug, each.number) for each in post.editions)]
    corrections = [each for each in post.editions if each.kind is EditionKind.CORRECTION]
    paths += [changes_path(post.slug, each.number) for each in corrections]
    (edition,) = _editions(post, (post.current,), identity)
    notices = {
        path: page("public/withdrawn.html", identity, path, post=post, edition=edition) for path in paths
    }
    return _in_tree({**notices, **_note(post)})


def _card(post: Post, identity: Identity, shown: dict[str, Any]) -> bytes:
    with translation.override(identity.language):
        told = card.told(shown["facts"])
        return card.card(identity.name, identity.accent, shown["title"], told, phases(post.report))


def _edition_files(post: Post, identity: Identity, shown: dict[str, Any]) -> Files:
    folder = edition_path(post.slug, post.current.number)
    (edition,) = _editions(post, (post.current,), identity)
    text = page("public/edition.html", identity, folder, **shown, edition=edition)
    return _in_tree({**_data(shown, folder), **_note(post), folder: text})


def _note(post: Post) -> Files:
    """Return what readers were told of the newest edition's change, byte for byte as the ledger binds it."""
    edition = post.current
    return {note_path(post.slug, edition.number): edition.note.encode()} if edition.note else {}


def _data(shown: dict[str, Any], folder: str) -> Files:
    data = {f"{folder}report.json": canonical.encode(shown["report"])}
    return data | {f"{folder}timeline.svg": shown["picture"]} if shown["picture"] else data


def _in_tree(files: Files) -> Files:
    return {file_at(path): data for path, data in files.items()}


def _shown(post: Post, identity: Identity) -> dict[str, Any]:
    report = post.report
    description = story.description(report)
    with translation.override(identity.language):
        drawing = draw(report, spoken)
        shown = {
            "post": post,
            "report": report,
            "title": report.title or post.reference,
            "canonical": identity.absolute(post.path),
            "card": identity.absolute(card_path(post.slug)),
            "structured": structured.article(post, identity, description),
            "description": description,
            "facts": story.facts(report),
            "components": [(name, component_path(slug(name))) for name in report.components if name],
            "promises": story.promises(report.actions),
            "picture": drawing.as_file().encode() if drawing else b"",
            # The core, which made it, escapes every word.
            "drawn": mark_safe(drawing.in_page()) if drawing else "",  # noqa: S308
            "measured": story.measured(report),
            "published": stamp(identity.here(post.first_published)),
            "corrections": _editions(post, post.explained, identity),
            **narrative.parts(report),
        }
        # The post and the page of its edition tell this in the same words.
        return {**shown, "told": render_to_string("public/post/told.html", shown)}


def _editions(post: Post, editions: Sequence[Edition], identity: Identity) -> list[dict[str, Any]]:
    """Return the editions as pages show them, newest first."""
    with translation.override(identity.language):
        return [
            {
                "number": edition.number,
                "kind": edition.kind.value,
                "minor": edition.minor,
                "changes": changes_path(post.slug, edition.number) if edition.number in post.compared else "",
                "when": stamp(identity.here(edition.published_at)),
                "note": story.html(edition.note),
                "digest": edition.digest,
                "path": edition_path(post.slug, edition.number),
            }
            for edition in reversed(editions)
        ]
