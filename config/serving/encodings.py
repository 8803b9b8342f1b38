"""Which encoding of a file a reader likes best (RFC 9110, section 12.5.3)."""

from collections.abc import Collection
from functools import lru_cache

IDENTITY = "identity"
SUFFIXES = {"br": ".br", "gzip": ".gz"}
_PREFERRED = ("br", "gzip", IDENTITY)  # smallest first, where a reader has no preference of its own


def choose(accept_encoding: bytes, available: Collection[str]) -> str:
    """Return the best of the available encodings; identity, always available, when none is liked."""
    for encoding in _in_order(accept_encoding):
        if encoding in available:
            return encoding
    return IDENTITY


@lru_cache(maxsize=256)  # readers send a handful of different lines, again and again
def _in_order(accept_encoding: bytes) -> tuple[str, ...]:
    """Return the accepted encodings, best first."""
    weights = dict(filter(None, map(_weight, accept_encoding.decode("latin-1").split(","))))
    unnamed = weights.get("*", 0.0)
    named = {encoding: weights.get(encoding, unnamed) for encoding in SUFFIXES}
    # What isn't mentioned is accepted as it is, but nobody asks for gzip in order not to get it.
    named[IDENTITY] = weights.get(IDENTITY, unnamed or 0.0001)
    accepted = [encoding for encoding in _PREFERRED if named[encoding] > 0]
    return tuple(sorted(accepted, key=lambda encoding: -named[encoding]))


def _weight(item: str) -> tuple[str, float] | None:
    """Return an encoding's name and weight from 0 to 1; None for what can't be read."""
    name, *parameters = (part.strip().lower() for part in item.split(";"))
    weight = "1"
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        weight = value.strip() if key.strip() == "q" else weight
    try:
        number = float(weight)
    except ValueError:
        return None
    return (name.removeprefix("x-"), number) if name and 0 <= number <= 1 else None
