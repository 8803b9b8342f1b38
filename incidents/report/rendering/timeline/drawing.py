"""Strings of SVG. Places across are percentages, so that words keep their size at every width."""

import re
from functools import lru_cache
from html import escape

# What XML 1.0 can't hold; a report's texts keep none of the rest.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(words: str) -> str:
    """Return words as XML's text or attribute value."""
    return escape(_NO_XML.sub("", words))


def across(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Return an element; in attributes' names ``_`` stands for ``-``, and ``class_`` is ``class``."""
    said = "".join(f' {_named(key)}="{value}"' for key, value in attributes.items() if value != "")
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


@lru_cache(maxsize=64)
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def words(
    text: str, share: float, y: float, *, dx: float = 0, class_: str = "", anchor: str = "", after: str = ""
) -> str:
    """Return a line of words; what comes `after` them is as thin as words are."""
    content = plain(text) + (f'<tspan font-weight="400"> {plain(after)}</tspan>' if after else "")
    return element("text", content, x=across(share), y=y, dx=dx or "", text_anchor=anchor, class_=class_)


def upright(share: float, top: float, bottom: float, class_: str = "", **more: str) -> str:
    x = across(share)
    return element("line", x1=x, x2=x, y1=top, y2=bottom, class_=class_, **more)
