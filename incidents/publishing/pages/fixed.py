"""Files that no publication changes."""

from incidents.publishing import addresses
from incidents.publishing.pages import assets
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.site import Identity
from incidents.report import canonical

_CLOSED = ("/workspace/", "/accounts/", "/admin/", "/search/", "/subscribe/")


def fixed_files(identity: Identity) -> Files:
    """Return the style sheet, the script, the page for when no server answers, robots.txt, the schema."""
    assets_made = (assets.style(identity.accent), assets.script(), assets.icon(identity.accent))
    return {
        **{addresses.file_at(address): data for address, data in assets_made},
        "503.html": page("public/unavailable.html", identity, "/503.html"),
        "robots.txt": _robots(identity),
        addresses.file_at(addresses.SCHEMA): canonical.json_schema(),
    }


def _robots(identity: Identity) -> bytes:
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    return f"User-agent: *\n{closed}\nSitemap: {identity.absolute(addresses.SITEMAP)}\n".encode()
