"""Which pictures a report shows. Their addresses carry the digest of their bytes and their size in pixels.

So an approval of the text is one of the pictures in it, and a page keeps their room free before they come.
"""

import re
from typing import NamedTuple

from incidents.report import canonical
from incidents.report.value import Report

FOLDER = "/media/"
_NAME = r"(?P<digest>[0-9a-f]{32})-(?P<width>[1-9]\d{0,4})x(?P<height>[1-9]\d{0,4})\.(?P<ending>png|jpg|webp)"
ADDRESS = re.compile(re.escape(FOLDER) + _NAME, re.ASCII)
NAME = re.compile(_NAME, re.ASCII)


class Size(NamedTuple):
    """In pixels."""

    width: int
    height: int


def name(digest: str, size: Size, ending: str) -> str:
    """Return the name of a picture; `digest` is that of its bytes, in hexadecimal."""
    return f"{digest[:32]}-{size.width}x{size.height}.{ending}"


def size(address: str) -> Size | None:
    """Return how large the picture at an address is, or None where the address is none of ours."""
    found = ADDRESS.fullmatch(address)
    return Size(int(found["width"]), int(found["height"])) if found else None


def mentioned(report: Report) -> list[str]:
    """Return the names of all pictures that any text of the report mentions, each once, in order."""
    text = canonical.encode(report).decode()
    return sorted({found[0].removeprefix(FOLDER) for found in ADDRESS.finditer(text)})
