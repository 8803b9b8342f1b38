"""Answers to a form that can't be taken now: what was typed is shown, to be sent again or copied."""

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from incidents.views.access import MemberRequest

_OURS = {"csrfmiddlewaretoken", "once", "base", "zone", "revision", "verdict", "direction"}
_OURS |= {"version", "part", "back", "undo"}


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form that was sent after the sign-in had expired."""
    return _unsent(request, _("You were signed out meanwhile, so this was not saved."), 401)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Answer a form whose token is missing or of another sign-in."""
    return _unsent(request, _("This page was opened before you signed in last, so this was not saved."), 403)


def gone(request: HttpRequest) -> HttpResponse:
    """Answer a form for something that was deleted after the form was opened."""
    return _unsent(request, _("What this form belongs to was deleted meanwhile, so this was not saved."), 404)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the person typed into the form, with the names of the fields."""
    return [
        (name, "\n".join(values))
        for name, values in request.POST.lists()
        if name not in _OURS and any(values) and not name.startswith("password")
    ]


def line(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """Answer htmx with a line among the page's messages: the form it came from stays as it is."""
    answer = render(request, "workspace/failures/line.html", {"message": message}, status=status)
    answer["HX-Retarget"] = ".messages"
    answer["HX-Reswap"] = "innerHTML"
    return answer


def _unsent(request: HttpRequest, message: str, status: int) -> HttpResponse:
    if status != HTTPStatus.UNAUTHORIZED and cast("MemberRequest", request).htmx:
        return line(request, message, status)
    context = {"message": message, "typed": typed(request), "back": _page_of(request)}
    return render(request, "workspace/failures/unsent.html", context, status=status)


def _page_of(request: HttpRequest) -> str:
    """Return the page on which the form stood: some addresses only take forms and show nothing."""
    page = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(page, request.get_host(), require_https=request.is_secure())
    return page if known else request.path
