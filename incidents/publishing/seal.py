"""The key that signs the head of the ledger."""

import base64
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from incidents.errors import NotValidError
from incidents.report.words import say


@dataclass(frozen=True)
class Seal:
    """An Ed25519 key. It signs the same bytes with the same signature, so a tree made again is the same."""

    _secret: bytes = field(repr=False)

    @classmethod
    def read(cls, place: Path) -> "Seal":
        """Read a private key in PEM. Raises NotValidError where there is none to be read."""
        try:
            key = load_pem_private_key(place.read_bytes(), password=None)
        except (OSError, ValueError, TypeError) as error:
            raise NotValidError(
                say("The ledger's key in %(place)s can't be read: %(error)s.", place=place, error=error)
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise NotValidError(say("The ledger's key in %(place)s is no Ed25519 key.", place=place))
        return cls(key.private_bytes_raw())

    @property
    def public(self) -> str:
        """The public key in base64."""
        return base64.b64encode(self._key().public_key().public_bytes_raw()).decode()

    def sign(self, statement: bytes) -> str:
        """Return the signature in base64."""
        return base64.b64encode(self._key().sign(statement)).decode()

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._secret)
