"""Pages of the public site as an identity would show them that need not be saved. Nothing is stored.

They are made to stand in a frame of the workspace: without the script, with pictures that are nowhere yet in
the page itself, and in the light or the dark whatever the person's own screen is set to.
"""

import re
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _

from incidents.picturing import Made
from incidents.publishing import pages, present
from incidents.publishing.addresses import FRONT, file_at
from incidents.publishing.pages import assets
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.site import Edition, EditionKind, Identity, Post
from incidents.report.pictures import FOLDER
from incidents.report.value import EventKind, Report, Severity, TimelineEvent

_LISTED = 5  # posts on the front page; it is about what stands around them
_DARK_ONLY = re.compile(rb"prefers-color-scheme:\s*dark")
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>\n?\s*", re.DOTALL)
_STARTED = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


class FramedPage(StrEnum):
    FRONT = "front"
    POST = "post"
    LOST = "lost"


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


def framed(identity: Identity, which: FramedPage, style: str, logo: Made | None) -> str:
    """Return a page for a frame. `style` is where its style sheet is answered, `logo` one not kept yet."""
    page = _page(identity, which).replace(assets.style(identity.accent)[0], style)
    if logo:
        page = page.replace(f"{FOLDER}{logo.name}", _embedded(logo.data, f"image/{_type(logo.ending)}"))
    return _SCRIPT.sub("", page)


def style(accent: str, scheme: Scheme) -> bytes:
    """Return the style sheet of an accent as screens of a scheme see it."""
    return _in_scheme(assets.style(accent)[1], scheme)


def _page(identity: Identity, which: FramedPage) -> str:
    shown = Shown(DEPLOYED)
    if which is FramedPage.LOST:
        return pages.missing_files(shown.recent(_LISTED), identity)["404.html"].decode()
    if which is FramedPage.FRONT:
        lists = present.now(), shown.unresolved(_LISTED), shown.recent(_LISTED), shown.months()
        return pages.front_files(*lists, identity)[file_at(FRONT)].decode()
    posts = [post for post in shown.recent(_LISTED) if not post.is_withdrawn]
    post = posts[0] if posts else _example(identity)
    return pages.post_files(post, identity)[file_at(post.path)].decode()


def _example(identity: Identity) -> Post:
    """Return a post that shows what posts are like, while there is none."""
    with translation.override(identity.language):
        report = Report(
            title=_("An example: sign-in failed for some customers"),
            severity=Severity.SEV2,
            timezone="Etc/UTC",
            started_at=_STARTED,
            resolved_at=_STARTED + timedelta(minutes=50),
            summary=_("This report is made up. The first one that you publish will stand here."),
            timeline=(
                TimelineEvent(at=_STARTED, kind=EventKind.STARTED, text=_("The first sign-ins failed.")),
            ),
        )
    edition = Edition(number=1, kind=EditionKind.POST, published_at=_STARTED + timedelta(days=2))
    return Post(reference="INC-0000", slug="example", report=report, editions=(edition,))


def _in_scheme(sheet: bytes, scheme: Scheme) -> bytes:
    """Have what is meant for dark screens hold on every screen, or on none."""
    holds = b"min-width:0" if scheme is Scheme.DARK else b"max-width:0"
    said = f"color-scheme: {scheme.value}".encode()
    return _DARK_ONLY.sub(holds, sheet).replace(b"color-scheme: light dark", said)


def _type(ending: str) -> str:
    return "jpeg" if ending == "jpg" else ending


def _embedded(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{b64encode(data).decode()}"
