"""HTTP as uvicorn speaks it, but that a published file is sent the moment it is asked for."""

import asyncio
from typing import ClassVar
from urllib.parse import unquote_to_bytes

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from config.public_files import PublicFiles
from config.serving.answers import Answer
from config.serving.heads import Head, Heads
from config.serving.request import Request

_LARGEST_HEAD = 64 * 1024  # bytes; browsers send one or two thousand


class _Answered(RequestResponseCycle):
    """Stands where uvicorn keeps the request it works on, once that was answered without it."""

    def __init__(self) -> None:
        self.response_complete = True
        self.message_event = asyncio.Event()


_ANSWERED = _Answered()


class FilesFirst(HttpToolsProtocol):
    """A connection. What no file answers goes uvicorn's usual way, as does what has to wait its turn.

    Whoever holds a connection without using it loses it after `timeout_keep_alive` seconds: an idle browser,
    a head that never ends, a reader who takes nothing of what is sent. What a program works on is left alone.
    """

    files: ClassVar[PublicFiles]
    heads: ClassVar[Heads] = Heads()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self.cycle = _ANSWERED  # nothing waits
        self._between = True  # requests: none is being read
        self._in_head = False
        self._head_bytes = 0  # of the request whose head is being read
        self._read: Head | None = None  # the last request, if a file answered it
        self._fields: list[tuple[bytes, bytes]] = []
        self._said = b""
        self._used = False  # since the last look
        self._unsent = 0  # bytes, at the last look
        self._look = self.loop.call_later(self.timeout_keep_alive, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        between = self._between
        if between and (head := self.heads.get(data)) is not None and self._answer(head):
            self._unset_keepalive_if_required()
            return
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > _LARGEST_HEAD and not self.transport.is_closing():
                self.send_400_response("The request's head is too large.")
        elif between and self._between and self._read is not None:
            self.heads.keep(data, self._read)

    def on_message_begin(self) -> None:
        self.url = b""
        self.headers = []
        self._between = False
        self._in_head = True
        self._head_bytes = 0
        self._read = None

    def on_header(self, name: bytes, value: bytes) -> None:
        # A program can't tell `a_b` from `a-b`, and whoever stands in front of us may watch only one of them.
        if b"_" not in name:
            self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        self._in_head = False
        if self.transport.is_closing():  # this was sent behind a request that was to be the last
            return
        head = self._head()
        if not self._answer(head):
            self._hand_on()
        elif not head.last:
            self._read = head

    def on_message_complete(self) -> None:
        self._between = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self._used = True
        super().on_response_complete()

    def _head(self) -> Head:
        path, query = self.url, b""
        if b"?" in path:
            path, _, query = path.partition(b"?")
        if path[:1] != b"/":  # with the scheme and the host before it, as proxies ask
            path = httptools.parse_url(path).path or b"/"
        if b"%" in path:
            path = unquote_to_bytes(path)
        request = Request(self.parser.get_method(), path.decode("latin-1"), query, dict(self.headers))
        version = self.parser.get_http_version()
        # Who keeps a connection by HTTP/1.0 wants to be told so; nobody needs that any more.
        last = version == "1.0" or not self.parser.should_keep_alive()
        return Head(request, self.url, version, last)

    def _answer(self, head: Head) -> bool:
        """Answer a request with a file; say whether there was one, and nothing that has to go before it."""
        if not self.cycle.response_complete or self.flow.write_paused:
            return False
        found = self.files.answer(head.request)
        if found is None:
            return False
        self._used = True
        self.cycle = _ANSWERED
        self._send(found, last=head.last)
        if self.access_log:
            self._log(head, found.status)
        return True

    def _hand_on(self) -> None:
        """Have uvicorn work on the request: it starts anew with what was read of it."""
        url, headers = self.url, self.headers
        super().on_message_begin()
        self.on_url(url)
        for name, value in headers:
            super().on_header(name, value)
        super().on_headers_complete()

    def _send(self, found: Answer, *, last: bool) -> None:
        ends = b"Connection: close\r\n\r\n" if last else b"\r\n"
        self.transport.writelines((found.start, self._time(), ends, found.body))
        if last:
            self.transport.close()

    def _time(self) -> bytes:
        """Return what every answer says, its time; uvicorn puts it anew each second."""
        fields = self.server_state.default_headers
        if fields is not self._fields:
            self._fields = fields
            self._said = b"".join(b"%b: %b\r\n" % field for field in fields)
        return self._said

    def _log(self, head: Head, status: int) -> None:
        """Write the line that uvicorn writes about a request."""
        host, port = self.client or ("", 0)
        target = head.target.decode("latin-1")
        self.access_logger.info(
            '%s - "%s %s HTTP/%s" %d',
            f"{host}:{port}",
            head.request.method.decode(),
            target,
            head.version,
            status,
        )

    def _look_after(self) -> None:
        """Let the connection go if nothing has happened on it since the last look."""
        unsent = self.transport.get_write_buffer_size()
        stuck = unsent == self._unsent > 0
        unused = not self._used and not unsent and self.cycle.response_complete
        self._used, self._unsent = False, unsent
        if stuck or unused:
            self.transport.abort()
        else:
            self._look = self.loop.call_later(self.timeout_keep_alive, self._look_after)
