"""Search in all that customers can read, in the look of the public site. Nobody signs in for it."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from incidents.models.labels import label
from incidents.publishing import present, sought, tree
from incidents.publishing.addresses import SEARCH
from incidents.publishing.configured import site_identity
from incidents.publishing.pages.lists import found_lines
from incidents.publishing.pages.rendering import page
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.site import Identity, Shelf
from incidents.publishing.sought import Wish
from incidents.report.shelves import COMPONENT, SEVERITY
from incidents.report.value import Severity

_SIZE = 20  # posts on a page
_COUNTED = 1_000
_LONGEST = 200  # characters
_LAST = 50  # page; who wants more asks more exactly


class Way(NamedTuple):
    """A link that finds less, or everything again."""

    name: str
    address: str
    is_taken: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search in the published text."""
    identity = site_identity()
    rates = {"search": settings.SEARCH_RATE}
    if not ratelimit.consume(request, app="candor", action="search", config=rates, limit_get=True):
        return HttpResponse(page("public/wait.html", identity, SEARCH), status=429)
    shown = Shown(DEPLOYED)
    shelves = tree.with_page(shown.shelves(), present.now())
    years = sorted({month.year for month in shown.months()}, reverse=True)
    asked = _asked(request, {each.key for each in shelves}, years)
    with translation.override(identity.language):
        context = _answer(shown, asked, _number(request), identity) | {
            "ways": [ways for ways in _ways(asked, shelves, years) if ways[1]]
        }
    response = HttpResponse(page("public/search.html", identity, SEARCH, **context))
    response["Cache-Control"] = "public, max-age=60, stale-if-error=86400"
    return response


def _asked(request: HttpRequest, keys: set[str], years: list[int]) -> dict[str, str]:
    """Return what is looked for, without what this site doesn't have."""
    said = {
        "q": " ".join(request.GET.get("q", "")[:_LONGEST].replace("\0", "").split()),
        COMPONENT: request.GET.get(COMPONENT, ""),
        SEVERITY: request.GET.get(SEVERITY, ""),
        "year": request.GET.get("year", ""),
    }
    known = {kind: said[kind] if f"{kind}/{said[kind]}" in keys else "" for kind in (COMPONENT, SEVERITY)}
    return said | known | {"year": said["year"] if said["year"] in map(str, years) else ""}


def _answer(shown: Shown, asked: dict[str, str], number: int, identity: Identity) -> dict[str, Any]:
    wish = Wish(
        text=asked["q"],
        shelves=tuple(f"{kind}/{asked[kind]}" for kind in (COMPONENT, SEVERITY) if asked[kind]),
        year=int(asked["year"]) if asked["year"] else None,
    )
    told: dict[str, Any] = {"sought": asked["q"], "is_asked": not wish.is_empty, "lines": []}
    if wish.is_empty:
        return told
    matching = sought.matching(shown.to_be_found(), wish)
    posts = shown.among(matching, (number - 1) * _SIZE, _SIZE + 1)
    count = matching.order_by()[: _COUNTED + 1].count()
    return told | {
        "lines": found_lines(posts[:_SIZE], wish.words, identity),
        "count": min(count, _COUNTED),
        "is_more": count > _COUNTED,
        "newer": _address(asked, page=number - 1) if number > 1 else "",
        "older": _address(asked, page=number + 1) if len(posts) > _SIZE and number < _LAST else "",
    }


def _ways(asked: dict[str, str], shelves: list[Shelf], years: list[int]) -> Iterator[tuple[str, list[Way]]]:
    """Yield each sort of filter with its links; a link taken already leads back to everything."""
    parts = [(each.slug, each.name) for each in shelves if each.kind == COMPONENT]
    grades = [(each.slug, str(label(Severity(each.slug)))) for each in shelves if each.kind == SEVERITY]
    for kind, members in (
        (COMPONENT, parts),
        (SEVERITY, grades),
        ("year", [(str(y), str(y)) for y in years]),
    ):
        yield (
            kind,
            [
                Way(
                    name,
                    _address(asked | {kind: "" if asked[kind] == value else value}),
                    asked[kind] == value,
                )
                for value, name in members
            ],
        )


def _address(asked: dict[str, str], **more: int) -> str:
    said = {
        name: value for name, value in {**asked, **more}.items() if value and (name, value) != ("page", 1)
    }
    return f"{SEARCH}?{urlencode(said)}" if said else SEARCH


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    pages = {str(number): number for number in range(1, _LAST + 1)}
    return pages.get(asked, 1)
