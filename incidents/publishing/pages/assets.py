"""The style sheet and the script of the public site, each one file whose name is the hash of its bytes."""

import hashlib
from functools import lru_cache
from pathlib import Path

from incidents.publishing.pages.accent import DARK_PAPER, LIGHT_PAPER, readable
from incidents.report.rendering.timeline import sheet

_STATIC = Path(__file__).resolve().parents[3] / "static"
_ICON_COLOUR = "#2f5d8a"
_SHEETS = ("tokens", "base", "public", "now", "post", "compared")
_NARROW = 607  # pixels of a window whose post is too narrow for the picture's wider set of words
_SCRIPTS = ("times", "anchors", "search")


@lru_cache(maxsize=8)
def style(accent: str) -> tuple[str, bytes]:
    """Return the address and the bytes of the style sheet with the site's own accent."""
    own = (
        f":root{{--accent:{readable(accent, LIGHT_PAPER)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{readable(accent, DARK_PAPER)}}}}}\n"
        "@media print{:root{--accent:#000}}\n"
    )
    sheets = [(_STATIC / "css" / f"{name}.css").read_bytes() for name in _SHEETS]
    picture = sheet("svg.picture", narrow=_NARROW)
    return _named(b"\n".join([*sheets, picture.encode(), own.encode()]), "css")


@lru_cache(maxsize=1)
def script() -> tuple[str, bytes]:
    """Return the address and the bytes of the script: the reader's own zone, links that copy themselves."""
    return _named(b"\n".join((_STATIC / "js" / f"{name}.js").read_bytes() for name in _SCRIPTS), "js")


@lru_cache(maxsize=8)
def icon(accent: str) -> tuple[str, bytes]:
    """Return the address and the bytes of the icon in the site's own accent."""
    picture = (_STATIC / "favicon.svg").read_text(encoding="utf-8")
    return _named(picture.replace(_ICON_COLOUR, readable(accent, LIGHT_PAPER)).encode(), "svg")


def _named(data: bytes, ending: str) -> tuple[str, bytes]:
    return f"/assets/site.{hashlib.sha256(data).hexdigest()[:12]}.{ending}", data
