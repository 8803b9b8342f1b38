"""Conversations with the server over a connection, byte by byte."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import uvloop
from uvicorn import Config
from uvicorn.server import ServerState

from config.public_files import PublicFiles
from config.serving.protocol import FilesFirst
from config.serving.site import Site
from tests.shell.test_public_files import PAGE, publish

CHECKOUT = b"GET /incidents/checkout/ HTTP/1.1\r\nHost: status.example\r\n\r\n"
DATE = b"Sun, 29 Nov 2026 12:00:00 GMT"
LARGE = b"x" * 8_000_000

READ: list[bytes] = []  # what the program got of each request


def program(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Say what it was asked, after a while where it was asked to."""
    time.sleep(0.2 if environ["QUERY_STRING"] == "slow" else 0)
    said = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    READ.append(said)
    if environ["QUERY_STRING"] == "stream":
        start_response("200 OK", [("Content-Length", "400000")])
        return (b"x" * 10_000 for _ in range(40))
    names = sorted(name for name in environ if name.startswith("HTTP_") and name != "HTTP_COOKIE")
    names += filter(None, [environ.get("HTTP_COOKIE")])
    body = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {said.decode()} {' '.join(names)}".encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def asks(target: bytes, further: bytes = b"") -> bytes:
    """Return a request, with further fields that end in their line."""
    return b"GET " + target + b" HTTP/1.1\r\nHost: a\r\n" + further + b"\r\n"


class Connection:
    """A reader's end of a connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.others: list[Connection] = []

    async def another(self) -> "Connection":
        """Return a second connection to the same server."""
        peer = self.writer.get_extra_info("peername")
        self.others.append(Connection(*await asyncio.open_connection(*peer)))
        return self.others[-1]

    def say(self, said: bytes) -> None:
        self.writer.write(said)

    async def answer(self, *, head: bool = False) -> tuple[int, dict[bytes, bytes], bytes]:
        """Read one answer: its status, its fields and its body."""
        start = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 10)
        line, *rest = start.removesuffix(b"\r\n\r\n").split(b"\r\n")
        fields = dict(field.split(b": ", 1) for field in rest)
        named = {name.lower(): value for name, value in fields.items()}
        assert len(named) == len(rest), f"said twice: {rest}"
        size = 0 if head else int(named.get(b"content-length", 0))
        return int(line.split()[1]), named, await asyncio.wait_for(self.reader.readexactly(size), 10)

    async def ends(self, within: float = 10) -> bytes:
        """Return what is left until the server closes the connection. Fails where it doesn't."""
        try:
            return await asyncio.wait_for(self.reader.read(), within)
        except ConnectionResetError:
            return b""


Conversation = Callable[[Connection], Awaitable[None]]
Talk = Callable[[Conversation], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "public"
    publish(root, "incidents/checkout/index.html", PAGE)
    publish(root, "404.html", b"<!doctype html><title>Nothing here</title>")
    (root / "large.txt").write_bytes(LARGE)
    return root


@pytest.fixture
def talk(root: Path) -> Talk:
    """Has a conversation with a server that lets unused connections go after a second."""
    files_here = PublicFiles(root, assets=root.parent, https=False)

    class Protocol(FilesFirst):
        files = files_here

    async def have(conversation: Conversation) -> None:
        config = Config(
            Site(files_here, program), timeout_keep_alive=1, proxy_headers=False, log_config=None, ws="none"
        )
        config.load()
        state = ServerState()
        state.default_headers = [(b"date", DATE)]
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Protocol(config, state, {}, loop), "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            connection = Connection(reader, writer)
            try:
                await conversation(connection)
            finally:
                for end in (connection, *connection.others):
                    end.writer.close()
                for held in list(state.connections):
                    held.transport.abort()
                await asyncio.wait_for(asyncio.gather(*state.tasks), 10)  # the program has its last word

    return lambda conversation: uvloop.run(have(conversation))
