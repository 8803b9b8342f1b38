"""Requests whose bytes are known already: they need no reading."""

from typing import NamedTuple

from config.serving.request import Request

_END = b"\r\n\r\n"
_MOST = 1024
_LONGEST = 2048  # bytes


class Head(NamedTuple):
    """A request as it was read."""

    request: Request
    target: bytes  # the address as it was written
    version: str  # of HTTP
    last: bool  # the connection ends with its answer


class Heads:
    """The requests read last, by their bytes: what the same program asks again, it asks in the same words."""

    def __init__(self) -> None:
        self._known: dict[bytes, Head] = {}
        self.get = self._known.get  # a method of ours around it would cost as much as what it does

    def keep(self, data: bytes, head: Head) -> None:
        """Keep a request that is all of `data`. When there are too many, begin anew.

        Lines end in CR and LF, nothing else is read as a head: the first empty line ends the first request.
        """
        if len(data) > _LONGEST or data.find(_END) != len(data) - len(_END):
            return
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[data] = head
