"""A plain page in place of one that the application can't make."""

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from config.serving.answers import Answer

_log = logging.getLogger(__name__)
_FOR_READERS = frozenset({"search", "subscribe"})
_FAILED = "5"  # how the status of a failure begins


class FallingBack:
    """Gives the application's answers; at the addresses of readers, a page where it fails or can't start."""

    def __init__(self, application: WSGIApplication, instead: Callable[[bytes], Answer]) -> None:
        """Answer with `instead`, for the encodings accepted, where the application has nothing to say."""
        self._application = application
        self._instead = instead

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"][1:].partition("/")[0] not in _FOR_READERS:
            return self._application(environ, start_response)
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def hold_back(
            status: str, headers: list[tuple[str, str]], _error: object = None, /
        ) -> Callable[[bytes], Any]:
            said.append((status, headers))
            return _refuse

        try:
            body = self._application(environ, hold_back)
        except Exception:  # noqa: BLE001 (whatever it is, the reader gets a page)
            _log.exception("The application could not answer %s.", environ["PATH_INFO"])
            return self._unavailable(environ, start_response)
        status, headers = said[-1]
        if status.startswith(_FAILED):
            getattr(body, "close", bool)()
            return self._unavailable(environ, start_response)
        start_response(status, headers)
        return body

    def _unavailable(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        page = self._instead(environ.get("HTTP_ACCEPT_ENCODING", "").encode("latin-1"))
        status = HTTPStatus(page.status)
        fields = [(name.decode(), value.decode()) for name, value in page.fields]
        start_response(f"{status.value} {status.phrase}", fields)
        return [page.body] if environ["REQUEST_METHOD"] == "GET" else []


def _refuse(_data: bytes) -> None:
    raise NotImplementedError("Django gives its answer as an iterable.")
