"""HTTP as uvicorn speaks it, for connections whose other end nobody knows.

uvicorn leaves it to a proxy in front how much a reader may send and for how long it may keep a connection.
Here there may be none.
"""

import asyncio
from enum import Enum, auto

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

_LARGEST_HEAD = 64 * 1024  # bytes; browsers send one or two thousand
_MOST_WAITING = 100  # requests that were sent before the one in front of them was answered


class RefusedError(Exception):
    """A request that can't be answered, with the sentence that says why."""


class Reading(Enum):
    """Where in a request a connection is."""

    NOTHING = auto()  # between two requests
    HEAD = auto()
    BODY = auto()  # or what is left of it, down to its end


class _Answered(RequestResponseCycle):
    """Stands where uvicorn keeps the request it works on, while there is none.

    All connections share one: of a request that is answered, only these are looked at.
    """

    def __init__(self) -> None:
        self.response_complete = True
        self.more_body = False
        self.message_event = asyncio.Event()


ANSWERED = _Answered()


class Guarded(HttpToolsProtocol):
    """A connection on which nothing grows without a bound.

    Whoever holds a connection without using it loses it at the second look, and looks are
    `timeout_keep_alive` seconds apart: an idle browser, a head or a body that never ends, a reader who takes
    nothing of what is sent. Whose request is being answered is left alone.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        super().connection_made(transport)
        self.cycle = ANSWERED
        self._running: RequestResponseCycle = ANSWERED
        self._reading = Reading.NOTHING
        self._head_bytes = 0  # of the request that is being read, with what follows its body
        self._steps = 0  # parts of requests that were read
        self._silent = 0  # bytes since the last of them
        self._used = False  # since the last look
        self._unsent = 0  # bytes, at the last look
        self._look = self.loop.call_later(self.timeout_keep_alive, self._look_after)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look.cancel()
        for cycle in (self._running, *(cycle for cycle, _ in self.pipeline)):
            if not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        self.pipeline.clear()
        super().connection_lost(exc)

    def eof_received(self) -> bool:  # type: ignore[override]  # as asyncio's
        """Answer what was asked before the reader said that nothing more will come."""
        waits = not self.cycle.response_complete and self._reading is Reading.NOTHING
        if waits:
            self.cycle.keep_alive = False
        return waits

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        steps = self._steps
        self._feed(data)
        self._silent = self._silent + len(data) if self._steps == steps else 0
        if self._silent > _LARGEST_HEAD:
            self.send_400_response("A part of the request is too large.")

    def _feed(self, data: bytes) -> None:
        while data and not self.transport.is_closing():
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                data = data[upgrade.args[0] :]  # we speak nothing else: what follows is the next request
                continue
            except httptools.HttpParserError as error:
                reason = error.__context__
                self.send_400_response(
                    str(reason) if isinstance(reason, RefusedError) else "This is no request of HTTP."
                )
            return

    def send_400_response(self, msg: str) -> None:
        """Refuse what was read last, behind the answers to what was asked before."""
        if self.transport.is_closing():
            return
        if self.cycle.response_complete or (self.cycle.more_body and not self.pipeline):
            super().send_400_response(msg)
        elif self.cycle.more_body:  # it waits behind others, whose answers are lost with it
            self.transport.close()
        else:
            self.cycle.keep_alive = False

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begin()

    def _begin(self) -> None:
        self._reading = Reading.HEAD
        self._head_bytes = 0
        self._steps += 1
        self._used = True

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        # What follows a body says nothing about a request. And a program can't tell `a_b` from `a-b`, while
        # whoever stands in front of us may watch only one of them.
        if self._reading is Reading.HEAD and b"_" not in name:
            self.headers.append((name.lower(), value))

    def _count(self, size: int) -> None:
        self._steps += 1
        self._head_bytes += size
        if self._head_bytes > _LARGEST_HEAD:
            raise RefusedError("The request's head is too large.")

    def on_headers_complete(self) -> None:
        self._reading = Reading.BODY
        if len(self.pipeline) >= _MOST_WAITING:
            raise RefusedError("Too many requests were sent at once.")
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._steps += 1
        self._used = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._reading = Reading.NOTHING
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self._used = True
        super().on_response_complete()
        if self.pipeline:
            self.flow.pause_reading()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def _look_after(self) -> None:
        """Let the connection go if nothing has happened on it since the last look."""
        unsent = self.transport.get_write_buffer_size()
        stuck = unsent == self._unsent > 0
        waits = self.cycle.response_complete or (self.cycle.more_body and not self.pipeline)
        unused = waits and not self._used and not unsent
        self._used, self._unsent = False, unsent
        if stuck or unused:
            self.transport.abort()
        else:
            self._look = self.loop.call_later(self.timeout_keep_alive, self._look_after)
