"""Templates to bytes. Nothing here or in the templates knows what time it is or who is asking."""

from functools import lru_cache
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
        **_frame(identity),
        **shown,
    }
    with translation.override(identity.language):
        return f"{render_to_string(template, context).strip()}\n".encode()


@lru_cache(maxsize=8)
def _frame(identity: Identity) -> dict[str, Any]:
    """Return what stands above and below every page of a site."""
    shown = {
        "identity": identity,
        "history": addresses.HISTORY,
        "feed": addresses.FEED,
        "subscribe": addresses.SUBSCRIBE,
        "footer": story.html(identity.footer),
    }
    with translation.override(identity.language):
        names = ("site_header", "site_footer")
        return {name: render_to_string(f"public/{name}.html", shown) for name in names}
