"""What a reader asks for."""

from collections.abc import Mapping
from typing import NamedTuple


class Request(NamedTuple):
    """A request without its body: published files can only be read."""

    method: bytes
    path: str  # after percent-decoding; each character stands for one byte
    query: bytes
    headers: Mapping[bytes, bytes]  # names in small letters; of a name said twice, the last

    @property
    def accept_encoding(self) -> bytes:
        return self.headers.get(b"accept-encoding", b"")
