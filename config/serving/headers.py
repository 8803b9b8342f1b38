"""What is said about a file beside its bytes."""

import re

Headers = list[tuple[str, str]]

_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",  # always UTF-8; the type has no charset parameter
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
_UNKNOWN = "application/octet-stream"

# A name that carries the digest of its content never means anything else.
_HASHED = re.compile(
    r"^/(assets|static)/.+[.-][0-9a-f]{8,64}\.[a-z0-9]+$|^/media/[0-9a-f]{32}-\d+x\d+\.[a-z]+$"
)
_FOR_GOOD = "public, max-age=31536000, immutable"
# Who has just published or corrected a post sees it at once: asking again costs a 304. A shared cache may
# bridge a day of our being down.
_ASK_AGAIN = "public, max-age=0, stale-if-error=86400"

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_A_YEAR_OF_HTTPS = "max-age=31536000; includeSubDomains; preload"


def content_type(path: str) -> str:
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return _TYPES.get(dot + ending.lower(), _UNKNOWN)


def cache_control(path: str) -> str:
    """Say how long caches may keep what an address such as `/assets/site.0a1b2c3d.css` answers."""
    return _FOR_GOOD if _HASHED.match(path) else _ASK_AGAIN


def sharing(path: str) -> Headers:
    """Return what lets pages of other sites read the data of this one: feeds, reports, the API."""
    return [("Access-Control-Allow-Origin", "*")] if path.endswith((".json", ".atom", ".md")) else []


def security(*, https: bool) -> Headers:
    """Return what keeps a page to itself: no script, style or picture from elsewhere, no guessed types."""
    headers = [
        ("Content-Security-Policy", _POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ]
    return [*headers, ("Strict-Transport-Security", _A_YEAR_OF_HTTPS)] if https else headers
