"""What readers send with their requests, all of it before a thread is taken for it."""

import tempfile
from http import HTTPStatus
from typing import IO

from asgiref.typing import ASGIReceiveCallable, ASGIReceiveEvent

from config.serving.answers import Answer, plain

ABOUT_THE_BODY = frozenset({b"content-length", b"transfer-encoding"})  # fields
LARGEST = 64 * 1024 * 1024  # bytes; forms say from 20 MB what is too large for them
_IN_MEMORY = 256 * 1024  # bytes
_PIECE = 64 * 1024  # bytes

TOO_LARGE: Answer = plain(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "This is more than 64 MB; send less at once.",
    (b"Connection", b"close"),
)


class TooLargeError(Exception):
    """A body is larger than any that is worked on."""


async def collect(receive: ASGIReceiveCallable) -> IO[bytes]:
    """Return a body, in a file from some size on. Raises TooLargeError.

    Raises ConnectionResetError where its sender goes away in the middle of it: half of a body isn't one.
    """
    body = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (whoever asked for it closes it)
    try:
        await _fill(body, receive)
    except BaseException:
        body.close()
        raise
    return body


async def _fill(body: IO[bytes], receive: ASGIReceiveCallable) -> None:
    more = True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise ConnectionResetError("The reader went away.")
        body.write(event["body"])
        if body.tell() > LARGEST:
            raise TooLargeError
        more = event["more_body"]


def again(body: IO[bytes]) -> ASGIReceiveCallable:
    """Return what gives a collected body piece by piece."""
    size = body.tell()
    body.seek(0)

    async def receive() -> ASGIReceiveEvent:
        piece = body.read(_PIECE)
        return {"type": "http.request", "body": piece, "more_body": body.tell() < size}

    return receive
