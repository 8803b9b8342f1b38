"""Compressed siblings of a published file: `index.html.br` and `index.html.gz` beside `index.html`.

They are made once, when a file is published, so that nothing is compressed when it is read. The same bytes
always compress to the same bytes.
"""

import gzip
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

import brotli

SUFFIXES = (".br", ".gz")

_TEXT = frozenset({".atom", ".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
_WORTH_IT = 4096  # bytes; less fills one block of a disk however short, and comes in the first round trip
# Qualities from 7 take ten times as long for a page, most of it for making their tables, and save 1 % of it.
_BROTLI_QUALITY = 6
_GZIP_LEVEL = 6  # 9 is no smaller on such pages


def variants(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each sibling's suffix and bytes; none for what doesn't compress or is small."""
    if has_variants(path, data):
        yield from zip(SUFFIXES, _compressed(data), strict=True)


# A post's data and picture lie in the folder of its edition as well.
@lru_cache(maxsize=16)
def _compressed(data: bytes) -> tuple[bytes, bytes]:
    return brotli.compress(data, quality=_BROTLI_QUALITY), gzip.compress(data, _GZIP_LEVEL, mtime=0)


def has_variants(path: str, data: bytes) -> bool:
    return len(data) >= _WORTH_IT and PurePosixPath(path).suffix in _TEXT


def says(suffix: str, compressed: bytes, data: bytes) -> bool:
    """Say whether a sibling's bytes give a reader exactly `data`."""
    try:
        return bool(
            data == (brotli.decompress(compressed) if suffix == ".br" else gzip.decompress(compressed))
        )
    except (brotli.error, OSError, EOFError, zlib.error):
        return False
