"""Templates to bytes. Nothing here or in the templates knows what time it is or who is asking."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from incidents.publishing import addresses
from incidents.publishing.pages import assets, story
from incidents.publishing.site import Identity

Files = dict[str, bytes]


def page(template: str, identity: Identity, path: str, **shown: Any) -> bytes:
    """Return the page that stands at `path`, in the identity's language."""
    context = {
        "identity": identity,
        "url": identity.absolute(path),
        "path": path,
        "style": assets.style(identity.accent)[0],
        "script": assets.script()[0],
        "icon": assets.icon(identity.accent)[0],
        "feed": addresses.FEED,
        "json_feed": addresses.JSON_FEED,
        "history": addresses.HISTORY,
        "search": addresses.SEARCH,
        "subscribe": addresses.SUBSCRIBE,
        "ledger": addresses.LEDGER,
        "footer": story.html(identity.footer),
        **shown,
    }
    with translation.override(identity.language):
        return f"{render_to_string(template, context).strip()}\n".encode()
