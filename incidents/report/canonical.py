"""The one byte form of a Report, its digest, and its JSON Schema.

Canonical means: JSON in UTF-8 without white space, keys sorted at every level, text in NFC, decimals as
strings, no floats, times in RFC 3339 (``Z`` for an offset of zero; no offset where no zone is known).
Two reports are equal exactly when their bytes are. Bytes once written are never rewritten.
"""

import hashlib
from typing import Any, TypeVar

import msgspec

from incidents.errors import NotValidError
from incidents.report.value import Recalled, Report
from incidents.report.words import say

R = TypeVar("R", bound=Report)

_DECODER = msgspec.json.Decoder(Report)
_RECALLER = msgspec.json.Decoder(Recalled)
_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ENCODER = msgspec.json.Encoder(order="sorted")


def encode(report: Report) -> bytes:
    return _ENCODER.encode(report)


def decode(data: bytes) -> Report:
    """Return the report that these bytes say. Raises NotValidError where they say none."""
    return _read(_DECODER, data)


def recall(data: bytes) -> Report:
    """Return the report that bytes say which this product stored, with the offsets that were written.

    The rules of a zone may change after that, even for days that have passed; `decode` refuses such bytes.
    Raises NotValidError where they say no report under any rules.
    """
    try:
        return decode(data)
    except NotValidError:
        return _read(_RECALLER, data)


def digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def fields(data: bytes) -> dict[str, bytes]:
    """Return the bytes of each field of a stored report without building it; equal where the field is.

    A field of the lessons has the name ``lessons.lucky``.
    """
    found = dict(_FIELDS.decode(data))
    lessons = _FIELDS.decode(found.pop("lessons"))
    found |= {f"lessons.{name}": held for name, held in lessons.items()}
    return {name: bytes(held) for name, held in found.items()}


def to_plain(value: Any) -> Any:
    """Return the value as dictionaries, lists, strings and numbers, keys in the order of its declaration."""
    return msgspec.to_builtins(value, builtin_types=())


def json_schema() -> bytes:
    """Return the JSON Schema (2020-12) of a canonical report, for `/schema/report-1.json`."""
    schema = msgspec.json.schema(Report)
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Candor incident report, schema 1",
        **schema,
    }
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=2) + b"\n"


def _read(decoder: msgspec.json.Decoder[R], data: bytes) -> R:
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotValidError(
            say("This is not a report of schema 1: %(error)s.", error=str(error).rstrip("."))
        ) from error
