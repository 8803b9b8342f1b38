"""One place answers the three ways a request can fail."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.errors import NotAllowedError, NotValidError, WrongStateError

_ANSWERS: dict[type[Exception], tuple[int, str]] = {
    NotValidError: (400, "workspace/failures/not_valid.html"),
    NotAllowedError: (403, "workspace/failures/not_allowed.html"),
    WrongStateError: (409, "workspace/failures/wrong_state.html"),
}


class FailureMiddleware:
    """Answers an error of ours, raised by any view, with its status and its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        for kind, (status, template) in _ANSWERS.items():
            if isinstance(error, kind):
                return render(request, template, {"message": str(error)}, status=status)
        return None
