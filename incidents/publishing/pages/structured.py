"""What a search engine is told of a post beside its words, in the vocabulary of schema.org."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from incidents.publishing import addresses
from incidents.publishing.site import Identity, Post

# What could end the element that the data stand in.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}


def article(post: Post, identity: Identity, description: str) -> SafeString:
    """Return the post as a `Report` in JSON-LD, for a script element of data, which no browser executes."""
    return _embedded(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "headline": post.report.title or post.reference,
            "reportNumber": post.reference,
            "description": description,
            "url": identity.absolute(post.path),
            "image": identity.absolute(addresses.card_path(post.slug)),
            "inLanguage": identity.language,
            "datePublished": post.first_published.isoformat(),
            "dateModified": post.current.published_at.isoformat(),
            "version": post.current.number,
            "publisher": _publisher(identity),
        }
    )


def _publisher(identity: Identity) -> dict[str, str]:
    logo = {"logo": identity.absolute(identity.mark.path)} if identity.mark else {}
    return {"@type": "Organization", "name": identity.name, "url": identity.absolute(addresses.FRONT), **logo}


def _embedded(data: dict[str, Any]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 (nothing is left that ends the element)
