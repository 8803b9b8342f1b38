"""One place answers the three ways a request can fail."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.errors import NotAllowedError, NotValidError, WrongStateError
from incidents.spoken import spoken
from incidents.views import unsent

if TYPE_CHECKING:
    from incidents.views.access import MemberRequest

_ANSWERS: dict[type[Exception], tuple[int, str]] = {
    NotValidError: (400, "workspace/failures/not_valid.html"),
    NotAllowedError: (403, "workspace/failures/not_allowed.html"),
    WrongStateError: (409, "workspace/failures/wrong_state.html"),
}


class FailureMiddleware:
    """Answers an error of ours, with its status and its sentence; and a form for what is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        for kind, (status, template) in _ANSWERS.items():
            if isinstance(error, kind):
                said = spoken(error.args[0])
                if cast("MemberRequest", request).htmx:
                    return unsent.line(request, said, status)
                context = {"message": said, "typed": unsent.typed(request)}
                return render(request, template, context, status=status)
        if isinstance(error, Http404) and request.method == "POST":
            return unsent.gone(request)
        return None
