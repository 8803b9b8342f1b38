"""A plain page in place of one that the application can't make."""

import logging
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from config.serving.answers import send_unavailable_page
from config.serving.headers import Headers
from config.serving.published import PublishedFile

_log = logging.getLogger(__name__)
_FAILED = "5"  # how the status of a failure begins


def answered(
    application: WSGIApplication,
    environ: WSGIEnvironment,
    start_response: StartResponse,
    *,
    instead: Callable[[], PublishedFile | None],
) -> Iterable[bytes]:
    """Give the application's answer, or a page with status 503 where it fails or can't even start."""
    said: list[tuple[str, Headers]] = []

    def hold_back(status: str, headers: Headers, _error: object = None, /) -> Callable[[bytes], Any]:
        said.append((status, headers))
        return _refuse

    try:
        body = application(environ, hold_back)
    except Exception:  # noqa: BLE001 (whatever it is, the reader gets a page)
        _log.exception("The application could not answer %s.", environ["PATH_INFO"])
        return send_unavailable_page(instead(), environ, start_response)
    status, headers = said[-1]
    if status.startswith(_FAILED):
        getattr(body, "close", bool)()
        return send_unavailable_page(instead(), environ, start_response)
    start_response(status, headers)
    return body


def _refuse(_data: bytes) -> None:
    raise NotImplementedError("Django gives its answer as an iterable.")
