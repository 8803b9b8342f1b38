"""The files in an uploaded archive, within bounds: what it says of its own size is not believed."""

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 (it is one, whatever its name)

from django.utils.translation import gettext as _

from incidents.errors import NotValidError

SUFFIX = ".zip"
_ENTRY = b"PK\x01\x02"  # how the list of contents begins each line
_MOST_ENTRIES = 2000  # folders and what programs leave in archives, too
_ENCRYPTED = 1


def unpacked(data: bytes, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file. Raises NotValidError for what can't be unpacked or is too large."""
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise NotValidError(_("This archive has too many entries; choose its files themselves."))
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            for entry in filter(_is_meant, archive.infolist()):
                content = _content(archive, entry, most_bytes)
                most_bytes -= len(content)
                yield entry.filename, content
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise NotValidError(_("This archive can't be unpacked; choose its files themselves.")) from error


def _is_meant(entry: ZipInfo) -> bool:
    """Say whether a person put it there: folders and what systems add are not files of theirs."""
    names = entry.filename.split("/")
    return not entry.is_dir() and not any(name.startswith((".", "__MACOSX")) for name in names)


def _content(archive: ZipFile, entry: ZipInfo, most_bytes: int) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise NotValidError(_("This archive has a password; unpack it and choose its files."))
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:  # others may ask for memory without bounds
        raise NotValidError(_("This archive can't be unpacked; choose its files themselves."))
    with archive.open(entry) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise NotValidError(_("The files of this archive are larger than 20 MB together; choose fewer."))
    return content
