"""The feed as JSON Feed 1.1: the same entries, under the same ids."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from incidents.publishing import addresses
from incidents.publishing.site import Identity


def json_feed(items: Sequence[str], identity: Identity) -> bytes:
    """Return the feed of items as `item` spells them, newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("%(name)s: incident reports") % {"name": identity.name},
        "home_page_url": identity.absolute(addresses.FRONT),
        "feed_url": identity.absolute(addresses.JSON_FEED),
        "language": identity.language,
        "authors": [{"name": identity.name, "url": identity.absolute(addresses.FRONT)}],
    }
    return f'{_spelled(feed)[:-1]},"items":[{",".join(items)}]}}\n'.encode()


def item(entry: Mapping[str, Any]) -> str:
    """Return an entry of the Atom feed as an item, which must have content: a withdrawn one has its title."""
    title = _title(entry)
    content = {"content_html": entry["content"]} if entry["content"] else {"content_text": title}
    told = {
        "id": entry["id"],
        "url": entry["url"],
        "title": title,
        "date_published": entry["updated"],
        "date_modified": entry["updated"],
        **content,
    }
    return _spelled(told)


def _title(entry: Mapping[str, Any]) -> str:
    title = str(entry["title"])
    if entry["is_gone"]:
        return _("Withdrawn: %(title)s") % {"title": title}
    return _("Corrected: %(title)s") % {"title": title} if entry["kind"] == "correction" else title


def _spelled(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
