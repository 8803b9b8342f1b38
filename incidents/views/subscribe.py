"""Subscribing to posts by e-mail, in the look of the public site. No session, no cookie, nobody signs in.

A form of another site could ask for a mail to an address, and no more: it is its owner who confirms. So there
is no token against that, and a mail program may post to the link that ends a subscription (RFC 8058).
"""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from incidents.forms.subscribe import SubscribeForm
from incidents.publishing import present, subscribing, tree
from incidents.publishing.addresses import API, SUBSCRIBE
from incidents.publishing.configured import site_identity
from incidents.publishing.pages.rendering import page
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.report.shelves import COMPONENT

_ASKED = f"{SUBSCRIBE}asked/"
_SUMMARY = f"{API}summary.json"
_either = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@_either
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the ways to hear of posts, and take an address. The answer is the same for every address."""
    names = _components()
    if request.method != "POST" or not settings.SUBSCRIBE_BY_EMAIL:
        return _shown("subscribe", form=_form(names), summary=_SUMMARY)
    if not _may(request, "subscribe", settings.SUBSCRIBE_RATE):
        return _shown("wait", status=429)
    form = SubscribeForm(request.POST, components=names)
    if not form.is_valid():
        return _shown("subscribe", form=form, summary=_SUMMARY, status=422)
    email = form.cleaned_data["email"].lower()
    if _may(request, "confirmation", settings.CONFIRMATION_RATE, key=email):
        subscribing.ask(email, form.cleaned_data["components"], at=timezone.now())
    return HttpResponseRedirect(_ASKED)


@require_safe
def asked(_request: HttpRequest) -> HttpResponse:
    return _shown("subscribe_asked")


@csrf_exempt
@_either
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever follows the link of a mail to confirm; programs that only look at links confirm nothing."""
    found = subscribing.confirmation(token)
    if found is None:
        return _shown("subscribe_over", status=410)
    row, components = found
    known = dict(_components())
    names = [known[each] for each in components if each in known]
    if request.method == "POST":
        subscribing.confirm(row, components, at=timezone.now())
    return _shown("subscribe_confirm", names=names, is_done=request.method == "POST")


@csrf_exempt
@_either
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription by one press, or by one click in a mail program."""
    if subscribing.left(token) is None:
        return _shown("subscribe_over", status=404)
    if request.method == "POST":
        subscribing.leave(token)
    return _shown("subscribe_leave", is_done=request.method == "POST")


def _may(request: HttpRequest, action: str, rate: str, key: str | None = None) -> bool:
    return bool(ratelimit.consume(request, app="candor", action=action, config={action: rate}, key=key))


def _components() -> list[tuple[str, str]]:
    shelves = tree.with_page(Shown(DEPLOYED).shelves(), present.now())
    return [(each.slug, each.name) for each in shelves if each.kind == COMPONENT]


def _form(names: list[tuple[str, str]]) -> SubscribeForm | None:
    return SubscribeForm(components=names) if settings.SUBSCRIBE_BY_EMAIL else None


def _shown(name: str, *, status: int = 200, **told: Any) -> HttpResponse:
    response = HttpResponse(page(f"public/{name}.html", site_identity(), SUBSCRIBE, **told), status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
