"""Answers to a form that can't be taken now: what was typed is shown, to be sent again or copied."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_OURS = {"csrfmiddlewaretoken", "base", "revision", "verdict", "direction"}


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form that was sent after the sign-in had expired."""
    return _unsent(request, _("You were signed out meanwhile, so this was not saved."), 401)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Answer a form whose token is missing or of another sign-in."""
    return _unsent(request, _("This page was opened before you signed in last, so this was not saved."), 403)


def _unsent(request: HttpRequest, message: str, status: int) -> HttpResponse:
    typed = [
        (name, "\n".join(values))
        for name, values in request.POST.lists()
        if name not in _OURS and any(values) and not name.startswith("password")
    ]
    context = {"message": message, "typed": typed, "back": request.path}
    return render(request, "workspace/failures/unsent.html", context, status=status)
