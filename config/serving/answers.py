"""Answers to requests, ready to be sent."""

from dataclasses import dataclass
from http import HTTPStatus

Fields = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Those about files are made once and shared by requests: nothing in them is changed."""

    status: int
    fields: Fields
    body: bytes
    start: bytes  # the status line and the fields as they are sent, without the empty line that ends them

    def without_body(self) -> "Answer":
        """Return the answer to HEAD."""
        return Answer(self.status, self.fields, b"", self.start)


def answer(status: HTTPStatus, fields: Fields, body: bytes = b"") -> Answer:
    lines = [b"HTTP/1.1 %d %b\r\n" % (status, status.phrase.encode())]
    lines += [b"%b: %b\r\n" % field for field in fields]
    return Answer(status, fields, body, b"".join(lines))


def plain(status: HTTPStatus, sentence: str, *further: tuple[bytes, bytes]) -> Answer:
    body = f"{sentence}\n".encode()
    described = [(b"Content-Type", b"text/plain; charset=utf-8"), (b"Content-Length", b"%d" % len(body))]
    return answer(status, [*described, (b"Cache-Control", b"no-cache"), *further], body)


def redirect(status: HTTPStatus, address: str) -> Answer:
    """Send the reader to another address, which is percent-encoded already."""
    return answer(
        status,
        [(b"Location", address.encode()), (b"Content-Length", b"0"), (b"Cache-Control", b"no-cache")],
    )
