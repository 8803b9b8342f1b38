"""A file in memory, with every answer about it made ready once: requests then only choose."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus

from config.serving.answers import Answer, Fields, answer
from config.serving.encodings import IDENTITY, SUFFIXES, choose
from config.serving.headers import Headers, cache_control, content_type, sharing
from config.serving.tree import Place

Stamp = tuple[int, int, int]

_GONE = b'<meta name="status" content="410">'  # templates/public/withdrawn.html says so
_BESIDE = 4096  # bytes that the fields of a form take beside its content
_HEAD = 4096  # bytes in which a page says what it is


@dataclass(frozen=True, slots=True)
class Form:
    """A file in one encoding. Its tag is strong: the digest of exactly these bytes."""

    etag: bytes
    last_modified: bytes
    whole: Answer  # all of the file
    unchanged: Answer  # the reader's copy is current


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as it was when it was read, in each of its encodings."""

    place: Place
    stamp: Stamp
    forms: dict[str, Form]
    gone: bool  # it is the notice of a post that was withdrawn

    def is_current(self) -> bool:
        """Say whether the file on disk is still the one that was read.

        Its compressed siblings need no look: publishing puts them in place before the file itself.
        """
        try:
            found = os.stat(self.place)  # noqa: PTH116 (places are bytes, which Path doesn't take)
        except OSError:
            return False
        return _stamp(found) == self.stamp

    def form(self, accept_encoding: bytes) -> Form:
        return self.forms[choose(accept_encoding, self.forms)]

    def size(self) -> int:
        """Return about how many bytes the file takes in memory."""
        return sum(_BESIDE + len(form.whole.body) for form in self.forms.values())


def read(place: Place, path: str, extra: Headers) -> PublishedFile:
    """Read a file and its siblings; `path` is its address, `extra` goes with every whole answer.

    Raises OSError where the file has just gone.
    """
    body, found = _read(place)
    siblings = dict(_siblings(place, found.st_mtime_ns))
    last_modified = formatdate(found.st_mtime, usegmt=True)
    shared = [("Cache-Control", cache_control(path)), *sharing(path)]
    if siblings:
        shared.append(("Vary", "Accept-Encoding"))
    described = [
        ("Content-Type", content_type(path)),
        ("Last-Modified", last_modified),
        ("Accept-Ranges", "bytes"),
        *extra,
    ]
    gone = _GONE in body[:_HEAD]
    status = HTTPStatus.GONE if gone else HTTPStatus.OK
    forms = {
        encoding: _form(encoding, body, status, _as_sent(shared), _as_sent(described))
        for encoding, body in {IDENTITY: body, **siblings}.items()
    }
    return PublishedFile(place, _stamp(found), forms, gone)


def _form(encoding: str, body: bytes, status: HTTPStatus, shared: Fields, described: Fields) -> Form:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()
    tagged = [(b"ETag", etag), *shared]
    fields = [*tagged, *described, (b"Content-Length", b"%d" % len(body))]
    if encoding != IDENTITY:
        fields.append((b"Content-Encoding", encoding.encode()))
    return Form(
        etag,
        dict(described)[b"Last-Modified"],
        whole=answer(status, fields, body),
        unchanged=answer(HTTPStatus.NOT_MODIFIED, tagged),
    )


def _as_sent(headers: Headers) -> Fields:
    return [(name.encode(), value.encode()) for name, value in headers]


def _siblings(place: Place, mtime_ns: int) -> Iterator[tuple[str, bytes]]:
    """Yield the encodings that stand beside a file.

    Publishing gives a file and its siblings one modification time. Another one means that a new edition is
    just being put in place, and that sibling isn't what this file says.
    """
    for encoding, suffix in SUFFIXES.items():
        try:
            body, found = _read(place + suffix.encode())
        except OSError:
            continue
        if found.st_mtime_ns == mtime_ns:
            yield encoding, body


def _read(place: Place) -> tuple[bytes, os.stat_result]:
    """Return a file's bytes and what the open file, not its name, says of itself.

    That is asked before the bytes are read: a file that changes meanwhile doesn't look current later.
    """
    with open(os.open(place, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:  # noqa: PTH123 (from a descriptor)
        found = os.fstat(file.fileno())
        return file.read(), found


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_mtime_ns, found.st_size, found.st_ino
