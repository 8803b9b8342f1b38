"""The whole site as one ASGI application: published files, and a program for the rest."""

from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication

from a2wsgi import WSGIMiddleware
from asgiref.typing import ASGIReceiveCallable, ASGIReceiveEvent, ASGISendCallable, HTTPScope, Scope

from config.public_files import PublicFiles
from config.serving.answers import Answer
from config.serving.falling_back import FallingBack
from config.serving.request import Request

# A program waits for its database; while it does, its other threads answer others.
_THREADS = 4


class Site:
    """Answers from files where there is one, and asks a program, in threads of its own, for all else."""

    def __init__(self, files: PublicFiles, program: WSGIApplication) -> None:
        self.files = files
        # It has types of its own for the same things.
        self._program: Any = WSGIMiddleware(
            FallingBack(program, files.unavailable),  # type: ignore[arg-type]
            workers=_THREADS,
        )

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        found = self.files.answer(asked(scope)) if scope["type"] == "http" else None
        if found is None:
            await self._program(scope, _whole(receive), send)
        else:
            await _send(found, send)


def asked(scope: HTTPScope) -> Request:
    path = unquote_to_bytes(scope["raw_path"]).decode("latin-1")
    return Request(scope["method"].encode(), path, scope["query_string"], dict(scope["headers"]))


def _whole(receive: ASGIReceiveCallable) -> ASGIReceiveCallable:
    """Refuse to say that a body has ended where its sender went away in the middle of it."""

    async def received() -> ASGIReceiveEvent:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise ConnectionResetError("The reader went away.")
        return event

    return received


async def _send(found: Answer, send: ASGISendCallable) -> None:
    await send(
        {"type": "http.response.start", "status": found.status, "headers": found.fields, "trailers": False}
    )
    await send({"type": "http.response.body", "body": found.body, "more_body": False})
