"""The whole site as one ASGI application: published files, and a program for the rest."""

from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication

from a2wsgi import WSGIMiddleware
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope

from config.public_files import PublicFiles
from config.serving import bodies
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
        if scope["type"] != "http":
            raise NotImplementedError(f"This site speaks HTTP, not {scope['type']}.")
        found = self.files.answer(asked(scope)) or await self._ask(scope, receive, send)
        if found is not None:
            await _send(found, send)

    async def _ask(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> Answer | None:
        """Have the program answer, or return what is said instead."""
        try:
            body = await bodies.collect(receive)
        except ConnectionResetError:
            return None
        except bodies.TooLargeError:
            return bodies.TOO_LARGE
        with body:
            length = (b"content-length", b"%d" % body.tell())
            fields = [field for field in scope["headers"] if field[0] not in bodies.ABOUT_THE_BODY]
            known = {**scope, "headers": [*fields, length]}
            await self._program(known, bodies.again(body), send)
        return None


def asked(scope: HTTPScope) -> Request:
    path = unquote_to_bytes(scope["raw_path"]).decode("latin-1")
    return Request(scope["method"].encode(), path, scope["query_string"], dict(scope["headers"]))


async def _send(found: Answer, send: ASGISendCallable) -> None:
    await send(
        {"type": "http.response.start", "status": found.status, "headers": found.fields, "trailers": False}
    )
    await send({"type": "http.response.body", "body": found.body, "more_body": False})
