import base64
import binascii
import re
from collections.abc import Iterator

from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding, Level
from incidents.report.value import Report
from incidents.report.words import say

LEVEL = Level.BLOCKS
_EMBEDDED = re.compile(r"\bdata:image/[\w.+-]{1,40};base64,([A-Za-z0-9+/]+={0,2})", re.IGNORECASE)
_MARKS = {
    b"Exif\0\0": say("Exif data"),
    b"eXIf": say("Exif data"),
    b"http://ns.adobe.com/xap/": say("XMP data"),
    b"Photoshop 3.0": say("IPTC data"),
    b"tEXt": say("a text"),
    b"iTXt": say("a text"),
    b"zTXt": say("a text"),
}


def image_metadata(report: Report, _context: Context) -> Iterator[Finding]:
    """No image inside a text carries what its maker wrote into it.

    The files of cameras and of many programs name the place, the device and the author.

    Bad: An embedded photograph of a screen, with the position of the office in it.
    Good: The same photograph without its Exif data.
    """
    for place in places.public_texts(report):
        for match in places.few(_EMBEDDED.finditer(place.text)):
            if held := _held(match[1]):
                message = say(
                    "An embedded image carries %(held)s, which may name a place or a person; take it out.",
                    held=held,
                )
                yield Finding("image-metadata", LEVEL, place.path, message)


def _held(encoded: str) -> str:
    """Return what an image carries beside its picture, such as "Exif data"; nothing if there is none."""
    try:
        data = base64.b64decode(encoded[: len(encoded) // 4 * 4])
    except binascii.Error:
        return ""
    return next((name for mark, name in _MARKS.items() if mark in data), "")
