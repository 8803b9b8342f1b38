"""Compressed siblings of a published file: `index.html.br` and `index.html.gz` beside `index.html`.

They are made once, when a file is published, so that nothing is compressed when it is read; the same bytes
make the same. What programs read (feeds, data, sitemaps) has no `.br`: few of them take it.
"""

import gzip
import zlib
from collections.abc import Iterator
from functools import lru_cache

import brotli

SUFFIXES = (".br", ".gz")

_IN_BROWSERS = frozenset({".css", ".html", ".js", ".svg"})
_TEXT = _IN_BROWSERS | {".atom", ".json", ".md", ".txt", ".xml"}
_WORTH_IT = 4096  # bytes; less fills one block of a disk however short, and comes in the first round trip
# Qualities from 7 take ten times as long for a page, most of it for making their tables, and save 1 % of it.
_BROTLI_QUALITY = 6
_GZIP_LEVEL = 6  # 9 is no smaller on such pages


def variants(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each sibling's suffix and bytes."""
    for suffix in suffixes(path, data):
        yield suffix, _compressed(suffix, data)


# A post's data and picture lie in the folder of its edition as well.
@lru_cache(maxsize=16)
def _compressed(suffix: str, data: bytes) -> bytes:
    if suffix == ".br":
        return bytes(brotli.compress(data, quality=_BROTLI_QUALITY))
    return gzip.compress(data, _GZIP_LEVEL, mtime=0)


def suffixes(path: str, data: bytes) -> tuple[str, ...]:
    """Return which siblings a file has: none where it doesn't compress or is small."""
    kind = path[path.rfind(".") :]
    if len(data) < _WORTH_IT or kind not in _TEXT:
        return ()
    return SUFFIXES if kind in _IN_BROWSERS else (".gz",)


def says(suffix: str, compressed: bytes, data: bytes) -> bool:
    """Say whether a sibling's bytes give a reader exactly `data`."""
    try:
        return bool(
            data == (brotli.decompress(compressed) if suffix == ".br" else gzip.decompress(compressed))
        )
    except (brotli.error, OSError, EOFError, zlib.error):
        return False
