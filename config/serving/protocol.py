"""Connections on which a published file is sent the moment it is asked for."""

import asyncio
from typing import ClassVar
from urllib.parse import unquote_to_bytes

import httptools

from config.public_files import PublicFiles
from config.serving.answers import Answer
from config.serving.bodies import ABOUT_THE_BODY
from config.serving.guarded import ANSWERED, Guarded, Reading, RefusedError
from config.serving.heads import Head, Heads
from config.serving.request import Request


class FilesFirst(Guarded):
    """A connection. What no file answers goes uvicorn's usual way, as does what has to wait its turn."""

    files: ClassVar[PublicFiles]
    heads: ClassVar[Heads] = Heads()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self._read: Head | None = None  # what a file answered of the bytes that came last
        self._fields: list[tuple[bytes, bytes]] = []
        self._said = b""

    def data_received(self, data: bytes) -> None:
        between = self._reading is Reading.NOTHING
        if between and (head := self.heads.get(data)) is not None and self._answer(head):
            self._unset_keepalive_if_required()
            return
        super().data_received(data)
        if between and self._reading is Reading.NOTHING and self._read is not None:
            self.heads.keep(data, self._read)
        self._read = None

    def on_message_begin(self) -> None:
        # What uvicorn makes for every request is made by `_hand_on`, for those that it works on.
        self.url = b""
        self.headers = []
        self._begin()

    def on_headers_complete(self) -> None:
        self._reading = Reading.BODY
        if self.transport.is_closing():  # this was sent behind a request that was to be the last
            return
        head = self._head()
        if not self._answer(head):
            self._hand_on(head)
        elif not head.last:
            self._read = head

    def _head(self) -> Head:
        """Return the request whose head was read. Raises RefusedError."""
        fields = dict(self.headers)
        version = self.parser.get_http_version()
        if version == "1.1" and b"host" not in fields:
            raise RefusedError("The request doesn't say to which host it goes.")
        if fields.get(b"transfer-encoding", b"chunked").strip().lower() != b"chunked":
            raise RefusedError("The request's body is in a coding that is not known here.")
        if self.parser.should_upgrade() and not fields.keys().isdisjoint(ABOUT_THE_BODY):
            # Nobody could say where its body ends.
            raise RefusedError("A request with a body can't change the protocol.")
        target, path, query = self._target()
        request = Request(self.parser.get_method(), path.decode("latin-1"), query, fields)
        # Who keeps a connection by HTTP/1.0 wants to be told so; nobody needs that any more.
        last = version == "1.0" or not self.parser.should_keep_alive()
        return Head(request, target, version, last)

    def _target(self) -> tuple[bytes, bytes, bytes]:
        """Return the address as it was written, without a host before it, then its path and its query."""
        target = self.url
        if b"#" in target:
            target = target.partition(b"#")[0]
        if target[:1] != b"/":  # with the scheme and the host before it, as proxies ask
            parsed = httptools.parse_url(target)
            target = (parsed.path or b"/") + (b"?" + parsed.query if parsed.query else b"")
        path, query = target, b""
        if b"?" in path:
            path, _, query = path.partition(b"?")
        return target, unquote_to_bytes(path) if b"%" in path else path, query

    def _answer(self, head: Head) -> bool:
        """Answer a request with a file; say whether there was one, and nothing that has to go before it."""
        if not self.cycle.response_complete or self.flow.write_paused:
            return False
        found = self.files.answer(head.request)
        if found is None:
            return False
        self._used = True
        self.cycle = ANSWERED
        self._send(found, last=head.last)
        if self.access_log:
            self._log(head, found.status)
        return True

    def _hand_on(self, head: Head) -> None:
        """Have uvicorn work on the request: it starts anew with what was read of it."""
        read = self.headers
        super().on_message_begin()
        for name, value in one_cookie(read):
            self.on_header(name, value)
            if name == b"expect" and value.lower() == b"100-continue":
                self.expect_100_continue = True
        self.url = head.target
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


def one_cookie(fields: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return fields with their cookies in one: WSGI would join several by a comma, unknown to cookies."""
    cookies = [value for name, value in fields if name == b"cookie"]
    if len(cookies) < 2:  # noqa: PLR2004 (one needs no joining)
        return fields
    return [*(field for field in fields if field[0] != b"cookie"), (b"cookie", b"; ".join(cookies))]
