"""How the site of the demonstration's company presents itself. The logo is drawn here."""

import io
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from PIL import Image, ImageDraw

from incidents import identity, picturing
from incidents.management.demonstration.course import utc
from incidents.models import LinkPlace
from incidents.models.site_identity import in_force

_ACCENT = "#0b6e7f"
_SIDE = 512  # drawn large, so that what it is made smaller to has smooth edges
_AT = "2025-11-03 08:40"


def present_the_company(by: User, enqueue: Callable[[User, datetime], object]) -> None:
    said = {
        "name": "Larkfield",
        "logo": picturing.take_in_logo(_logo(), by=by, at=utc(_AT)),
        "accent": _ACCENT,
        "links": [
            _link("Product", "https://www.larkfield.example/", LinkPlace.HEADER),
            _link("Imprint", "https://www.larkfield.example/imprint", LinkPlace.FOOTER),
            _link("Privacy", "https://www.larkfield.example/privacy", LinkPlace.FOOTER),
        ],
        "footer": "Larkfield takes bookings and payments for small businesses. It is an invented company.",
        "sign_off": "The people of Larkfield",
        "support": "help@larkfield.example",
    }
    last = in_force()
    identity.make_identity(
        identity.said_by(last) | said,
        base=last.version,
        note="The colours of the new letterhead.",
        by=by,
        at=utc(_AT),
        enqueue=enqueue,
    )


def _link(label: str, url: str, place: LinkPlace) -> dict[str, str]:
    return {"label": label, "url": url, "place": place.value}


def _logo() -> bytes:
    """Return a tile with the sun over two furrows of a field, as PNG."""
    image = Image.new("RGBA", (_SIDE, _SIDE))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, _SIDE - 1, _SIDE - 1), 112, fill=_ACCENT)
    draw.ellipse((196, 96, 316, 216), fill="#f6c453")
    for top, shade in ((236, "#7fc4c9"), (330, "#e8f5f3")):
        draw.arc((-180, top, _SIDE + 180, top + 620), 200, 340, fill=shade, width=58)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
