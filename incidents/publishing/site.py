"""What the public site shows: its values. Where each stands is told by addresses.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from django.utils.translation import get_language_info

from incidents.models import ComponentStatus, LinkPlace
from incidents.publishing.addresses import component_path, post_path, shelf_path
from incidents.publishing.frame import Link, Logo
from incidents.publishing.seal import Seal
from incidents.report.clock import in_zone
from incidents.report.shelves import COMPONENT
from incidents.report.value import Report


class EditionKind(StrEnum):
    POST = "post"
    CORRECTION = "correction"
    RESTORATION = "restoration"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Whose site it is. `url` has no slash at its end; `accent` is a colour written as ``#rrggbb``.

    `logo` is the name of a picture, `footer` is Markdown, `timezone` is that of the site's own moments: a
    report's times stand on the clocks that it was written by.
    """

    name: str
    url: str
    accent: str = "#2f5d8a"
    logo: str = ""
    logo_says_name: bool = False
    links: tuple[Link, ...] = ()
    footer: str = ""
    sign_off: str = ""
    support_url: str = ""
    timezone: str = "Etc/UTC"
    language: str = "en"
    seal: Seal | None = None  # signs the head of the ledger

    def absolute(self, path: str) -> str:
        return f"{self.url}{path}"

    def here(self, at: datetime) -> datetime:
        """Return the same moment on the site's own clocks."""
        return in_zone(at, self.timezone)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def direction(self) -> str:
        """How the page's language is written, as HTML says it."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def mark(self) -> Logo | None:
        return Logo.of(self.logo)

    @property
    def header_links(self) -> list[Link]:
        return [link for link in self.links if link.place is LinkPlace.HEADER]

    @property
    def footer_links(self) -> list[Link]:
        return [link for link in self.links if link.place is LinkPlace.FOOTER]

    @property
    def support_words(self) -> str:
        """The address for help as people read it."""
        return self.support_url.removeprefix("mailto:").removeprefix("https://").rstrip("/")


# Whose site it is may change while somebody waits for the turn to write, so it is asked when that has come.
Whose = Callable[[], Identity]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One publication of a post. `published_at` is aware, in UTC; `note` tells the public what changed.

    A `minor` one mends a slip of the pen, and nothing else.
    """

    number: int
    kind: EditionKind
    published_at: datetime
    note: str = ""
    digest: str = ""
    minor: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post as of its newest edition. `report` is that edition's public projection.

    `editions` stand oldest first. To make an older edition's page again, give its report and the editions
    up to it. A withdrawn post shows nothing of its report, which may be empty. `preview` says of what that
    isn't published yet the newest edition is made; empty on the site itself.
    """

    reference: str
    slug: str
    report: Report
    editions: tuple[Edition, ...]
    preview: str = ""

    @property
    def current(self) -> Edition:
        return self.editions[-1]

    @property
    def is_withdrawn(self) -> bool:
        return self.current.kind is EditionKind.WITHDRAWAL

    @property
    def is_corrected(self) -> bool:
        return any(edition.kind is EditionKind.CORRECTION and not edition.minor for edition in self.editions)

    @property
    def explained(self) -> tuple[Edition, ...]:
        """The editions that tell readers what they changed."""
        kinds = {EditionKind.CORRECTION, EditionKind.RESTORATION}
        return tuple(edition for edition in self.editions if edition.kind in kinds)

    @property
    def compared(self) -> frozenset[int]:
        """The numbers of the editions whose text can be read beside that of the one before."""
        gone = [each.number for each in self.editions if each.kind is EditionKind.WITHDRAWAL]
        since = max(gone, default=0) + 1
        return frozenset(edition.number for edition in self.editions if edition.number > since)

    @property
    def first_published(self) -> datetime:
        return self.editions[0].published_at

    @property
    def path(self) -> str:
        return post_path(self.slug)


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """How a component works from a moment on, as the public was told. `since` is aware, in UTC."""

    status: ComponentStatus
    since: datetime
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """A part of the service as customers know it.

    `states` stand oldest first, those of the last ninety days and the one before them. A component that only
    reports name is not listed: nobody says how it works now.
    """

    name: str
    slug: str
    is_listed: bool = False
    listed_at: datetime | None = None
    states: tuple[State, ...] = ()

    @property
    def status(self) -> ComponentStatus:
        """What holds now; a listed component of which nobody said anything works."""
        return self.states[-1].status if self.states else ComponentStatus.OPERATIONAL

    @property
    def path(self) -> str:
        return component_path(self.slug)

    @property
    def shelf(self) -> "Shelf":
        return Shelf(key=f"{COMPONENT}/{self.slug}", name=self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Now:
    """What the site says of the present: the day it counts back from, and its listed components."""

    day: date
    components: tuple[Component, ...] = ()

    def component(self, shelf: "Shelf") -> Component:
        """Return the component of a shelf: as it is listed, or just by the name that reports give it."""
        unlisted = Component(name=shelf.name, slug=shelf.slug)
        return next((each for each in self.components if each.slug == shelf.slug), unlisted)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A page that collects the posts of one component or one severity, by what reports call it."""

    key: str  # as report/shelves.py spells it
    name: str

    @property
    def kind(self) -> str:
        return self.key.partition("/")[0]

    @property
    def slug(self) -> str:
        return self.key.partition("/")[2]

    @property
    def path(self) -> str:
        return shelf_path(self.key)
