"""Asks a WSGI application as a browser would, without a server."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from wsgiref.types import WSGIApplication, WSGIEnvironment


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    application: WSGIApplication,
    path: str,
    headers: dict[str, str] | None = None,
    method: str = "GET",
    query: str = "",
) -> Answer:
    """Ask for a path as it is after percent-decoding. Fails where a header is said twice."""
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": BytesIO(),
    }
    environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()}
    said: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(
        status: str, response_headers: list[tuple[str, str]], exc_info: object = None
    ) -> object:
        said.append((status, list(response_headers)))
        return None

    chunks: Iterable[bytes] = application(environ, start_response)  # type: ignore[arg-type]  # no write() here
    body = b"".join(chunks)
    [(status, names)] = said
    assert len({name.lower() for name, _ in names}) == len(names), f"said twice: {names}"
    return Answer(int(status.split()[0]), {name.lower(): value for name, value in names}, body)
