"""Asks an ASGI application as a browser would, without a server."""

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from asgiref.typing import ASGI3Application


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    application: ASGI3Application,
    path: str,
    headers: dict[str, str] | None = None,
    method: str = "GET",
    query: str = "",
) -> Answer:
    """Ask for a path as it is after percent-decoding. Fails where a header is said twice."""
    scope: Any = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (name.lower().encode(), value.encode("latin-1")) for name, value in (headers or {}).items()
        ],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8000),
    }
    said: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    async def answer() -> None:
        await application(scope, receive, send)

    asyncio.run(answer())
    start, *chunks = said
    names = [(name.decode().lower(), value.decode("latin-1")) for name, value in start["headers"]]
    assert len(dict(names)) == len(names), f"said twice: {names}"
    return Answer(start["status"], dict(names), b"".join(chunk.get("body", b"") for chunk in chunks))
