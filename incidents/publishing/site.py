"""What the public site shows where: its values and its addresses. No address is ever taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from incidents.publishing.seal import Seal
from incidents.report.value import Report

FRONT = "/"
HISTORY = "/history/"
FEED = "/feed.atom"
SITEMAP = "/sitemap.xml"
SCHEMA = "/schema/report-1.json"
LEDGER = "/ledger.json"
LEDGER_PARTS = "/ledger/{number}.json"


class EditionKind(StrEnum):
    POST = "post"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Whose site it is. `url` has no slash at its end; `accent` is a colour written as ``#rrggbb``."""

    name: str
    url: str
    accent: str = "#2f5d8a"
    support_url: str = ""
    language: str = "en"
    seal: Seal | None = None  # signs the head of the ledger

    def absolute(self, path: str) -> str:
        return f"{self.url}{path}"

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One publication of a post. `published_at` is aware, in UTC; `note` tells the public what changed."""

    number: int
    kind: EditionKind
    published_at: datetime
    note: str = ""
    digest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post as of its newest edition. `report` is that edition's public projection.

    `editions` stand oldest first. To make an older edition's page again, give its report and the editions
    up to it. A withdrawn post shows nothing of its report, which may be empty.
    """

    reference: str
    slug: str
    report: Report
    editions: tuple[Edition, ...]

    @property
    def current(self) -> Edition:
        return self.editions[-1]

    @property
    def is_withdrawn(self) -> bool:
        return self.current.kind is EditionKind.WITHDRAWAL

    @property
    def is_corrected(self) -> bool:
        return bool(self.corrections)

    @property
    def corrections(self) -> tuple[Edition, ...]:
        return tuple(edition for edition in self.editions if edition.kind is EditionKind.CORRECTION)

    @property
    def first_published(self) -> datetime:
        return self.editions[0].published_at

    @property
    def path(self) -> str:
        return post_path(self.slug)


def post_path(slug: str) -> str:
    return f"/incidents/{slug}/"


def edition_path(slug: str, number: int) -> str:
    return f"{post_path(slug)}editions/{number}/"


def card_path(slug: str) -> str:
    """Return where the picture stands that other sites show beside a link to the post."""
    return f"{post_path(slug)}card.png"


def month_path(year: int, month: int) -> str:
    return f"{HISTORY}{year:04}/{month:02}/"


def month_part_path(year: int, month: int, part: int) -> str:
    return f"{month_path(year, month)}part-{part}/"


def sitemap_part_path(part: int) -> str:
    return f"/sitemap/{part}.xml"


def ledger_part_path(number: int) -> str:
    return LEDGER_PARTS.format(number=number)


def file_at(path: str) -> str:
    """Return the file inside the tree that answers an address: ``/history/`` is ``history/index.html``."""
    return f"{path}index.html".removeprefix("/") if path.endswith("/") else path.removeprefix("/")
