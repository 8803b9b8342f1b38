"""The addresses of the public site. No address is ever taken back."""

from incidents.report.shelves import COMPONENT

FRONT = "/"
HISTORY = "/history/"
FEED = "/feed.atom"
JSON_FEED = "/feed.json"
COMPONENTS = "/components/"
API = "/api/v2/"
SITEMAP = "/sitemap.xml"
SEARCH = "/search/"  # on the server, while it is up
SUBSCRIBE = "/subscribe/"  # on the server, too
FIND = "/find/"  # the files that a search reads without it
FIND_CONTENTS = f"{FIND}index.json"
SCHEMA = "/schema/report-1.json"
LEDGER = "/ledger.json"
LEDGER_PARTS = "/ledger/{number}.json"


def component_path(slug: str) -> str:
    return f"{COMPONENTS}{slug}/"


def shelf_path(shelf: str) -> str:
    """Return the address of a shelf's page: of a component, or of the incidents of one severity."""
    kind, _, name = shelf.partition("/")
    return component_path(name) if kind == COMPONENT else f"{HISTORY}{name}/"


def post_path(slug: str) -> str:
    return f"/incidents/{slug}/"


def gone_path(slug: str) -> str:
    """Return where a file stands while a post is withdrawn, for servers that see no more than that."""
    return f"{post_path(slug)}gone.txt"


def edition_path(slug: str, number: int) -> str:
    return f"{post_path(slug)}editions/{number}/"


def card_path(slug: str) -> str:
    """Return where the picture stands that other sites show beside a link to the post."""
    return f"{post_path(slug)}card.png"


def note_path(slug: str, number: int) -> str:
    """Return where the public note of an edition lies, as it was written."""
    return f"{edition_path(slug, number)}note.md"


def changes_path(slug: str, number: int) -> str:
    return f"{edition_path(slug, number)}changes/"


def month_path(year: int, month: int) -> str:
    return f"{HISTORY}{year:04}/{month:02}/"


def month_part_path(year: int, month: int, part: int) -> str:
    return f"{month_path(year, month)}part-{part}/"


def confirm_path(token: str) -> str:
    return f"{SUBSCRIBE}confirm/{token}/"


def leave_path(token: str) -> str:
    return f"{SUBSCRIBE}leave/{token}/"


def find_words_path(beginning: str) -> str:
    """Return where the posts stand of which some word begins so; other letters than a to z by their bytes."""
    plain = beginning.isascii() and beginning.isalnum()
    return f"{FIND}words/{beginning if plain else f'x-{beginning.encode().hex()}'}.json"


def find_posts_path(part: int) -> str:
    return f"{FIND}posts/{part}.json"


def sitemap_part_path(part: int) -> str:
    return f"/sitemap/{part}.xml"


def ledger_part_path(number: int) -> str:
    return LEDGER_PARTS.format(number=number)


def file_at(path: str) -> str:
    """Return the file inside the tree that answers an address: ``/history/`` is ``history/index.html``."""
    return f"{path}index.html".removeprefix("/") if path.endswith("/") else path.removeprefix("/")
