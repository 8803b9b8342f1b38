"""The public tree in an object store that speaks S3, behind a CDN.

Objects can't be renamed. One put replaces one object, which readers see whole, old or new; that what is
pointed to comes before what points to it is the order of the puts.
"""

import errno
import gzip
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from botocore.exceptions import BotoCoreError, ClientError

from config.serving.headers import cache_control, content_type
from incidents.publishing import faults
from incidents.publishing.store import Files, Written, names
from incidents.publishing.turns import one_at_a_time
from incidents.publishing.variants import suffixes

if TYPE_CHECKING:
    from storages.backends.s3 import S3Storage

_DESCRIBED = ("ContentType", "CacheControl", "ContentEncoding")
_LEVEL = 9  # objects are compressed once and read often
_ABSENT = {"404", "NoSuchKey"}


class Encoding(StrEnum):
    """How texts lie in the store, which has one object an address and can't choose for each reader."""

    IDENTITY = "identity"  # as they are: the CDN compresses
    GZIP = "gzip"  # with Content-Encoding, which every browser and feed reader understands


class ObjectStore:
    """A tree in a bucket, or under a prefix of it, each object with its type and how long caches keep it."""

    def __init__(self, storage: "S3Storage", encoding: Encoding, *, afresh: bool = False) -> None:
        self._storage = storage
        self._encoding = encoding
        self._afresh = afresh  # whatever is there is put again

    @property
    def name(self) -> str:
        return f"The bucket {self._storage.bucket_name}"

    def lock(self) -> AbstractContextManager[None]:
        return one_at_a_time()

    def read(self, path: str) -> bytes | None:
        found = self._get(path)
        if found is None:
            return None
        return gzip.decompress(found["Body"]) if "ContentEncoding" in found else bytes(found["Body"])

    def holds(self, path: str, data: bytes) -> bool:
        return self._get(path) == self._described(path, data)

    def put(self, files: Files) -> Written:
        written = Written()
        for path, data in files:
            if self._afresh or not self.holds(path, data):
                faults.reach("put")
                with self._answering():
                    self._object(path).put(**self._described(path, data))
                written += Written(1, len(data))
        return written

    def delete(self, paths: Iterable[str]) -> int:
        gone = [path for path in paths if self._get(path) is not None]
        for path in gone:
            faults.reach("delete")
            with self._answering():
                self._object(path).delete()
        return len(gone)

    def paths(self, prefix: str = "") -> Iterator[str]:
        folder = self._key(prefix) if prefix else str(self._storage.location).strip("/")
        above = len(self._key("x")) - 1
        with self._answering():
            for found in self._storage.bucket.objects.filter(Prefix=f"{folder}/" if folder else ""):
                yield found.key[above:]

    @contextmanager
    def anew(self) -> Iterator[Self]:
        """Yield this tree itself: each object is put over the one before it."""
        yield type(self)(self._storage, self._encoding, afresh=True)

    def take(self, other: Self, paths: Iterable[str]) -> None:
        """Do nothing: readers see each object once it is put."""

    def _get(self, path: str) -> dict[str, Any] | None:
        try:
            with self._answering():
                found = self._object(path).get()
                body = found["Body"].read()
        except FileNotFoundError:
            return None
        return {"Body": body, **{each: found[each] for each in _DESCRIBED if each in found}}

    def _described(self, path: str, data: bytes) -> dict[str, Any]:
        said = {"ContentType": content_type(path), "CacheControl": cache_control(f"/{path}")}
        if self._encoding is Encoding.GZIP and suffixes(path, data):
            return {"Body": gzip.compress(data, _LEVEL, mtime=0), "ContentEncoding": "gzip", **said}
        return {"Body": data, **said}

    def _object(self, path: str) -> Any:
        return self._storage.bucket.Object(self._key(path))

    def _key(self, path: str) -> str:
        return "/".join([*filter(None, str(self._storage.location).split("/")), *names(path)])

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Raise OSError, with a reason for people, where the store doesn't answer or answers no."""
        try:
            yield
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _ABSENT:
                raise FileNotFoundError(errno.ENOENT, "No such object") from error
            said = f"The object store answered {code} to {error.operation_name}"
            raise OSError(errno.EIO, said) from error
        except BotoCoreError as error:
            raise OSError(errno.EIO, f"The object store doesn't answer ({type(error).__name__})") from error
