"""A tree against its ledger, as a reader could check it; and the ledger against the database."""

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from incidents import ledger
from incidents.errors import WrongStateError
from incidents.ledger import Entry
from incidents.models.ledger_entry import BEFORE_THE_FIRST
from incidents.publishing import addresses
from incidents.publishing.pages import PART
from incidents.publishing.store import Store
from incidents.report import canonical


@dataclass
class Proof:
    """What was found: editions whose bytes are those of their entry, withdrawn ones, and what is wrong."""

    entries: int = 0
    whole: int = 0
    withdrawn: int = 0
    signed_by: str = ""  # the public key
    wrong: list[str] = field(default_factory=list)  # a sentence each


def prove(store: Store) -> Proof:
    """Check the chain, every edition's bytes, the signature, and that the database says the same."""
    found = Proof()
    head = _read(store, addresses.LEDGER)
    if head is None:
        found.wrong.append("There is no ledger.")
        return found
    chain = list(_chain(store, head, found))
    found.entries = len(chain)
    last = chain[-1].hash if chain else BEFORE_THE_FIRST
    if (head["entries"], head["head"]) != (len(chain), last):
        found.wrong.append("The chain doesn't end where ledger.json says.")
    _check_editions(store, chain, found)
    _check_signature(head, found)
    _check_database(chain, found)
    return found


def _chain(store: Store, head: dict[str, Any], found: Proof) -> Iterator[Entry]:
    previous, position = BEFORE_THE_FIRST, 0
    for number in range(1, head["parts"]["count"] + 1):
        part = _read(store, addresses.ledger_part_path(number))
        for said in part["entries"] if part else ():
            stated = said.pop("hash")
            entry = Entry(**said)
            position += 1
            if (entry.position, entry.previous, entry.hash) != (position, previous, stated):
                found.wrong.append(f"The chain is broken at entry {position}.")
            previous = stated
            yield entry


def _check_editions(store: Store, chain: list[Entry], found: Proof) -> None:
    """Compare each edition's bytes. A withdrawn one stays in the ledger; its bytes are gone."""
    gone = {entry.slug: entry.edition for entry in chain if entry.kind == "withdrawal"}
    for entry in chain:
        if entry.edition < gone.get(entry.slug, 0):
            found.withdrawn += entry.kind != "withdrawal"
            continue
        folder = addresses.edition_path(entry.slug, entry.edition)
        said = {f"{folder}report.json": entry.digest, f"{folder}note.md": entry.note_digest}
        wrong = [_wrong(store, path, digest) for path, digest in said.items() if digest]
        found.wrong += filter(None, wrong)
        found.whole += not any(wrong) and entry.kind != "withdrawal"


def _wrong(store: Store, path: str, digest: str) -> str:
    data = store.read(addresses.file_at(path))
    if data is None:
        return f"{path} is not there."
    return "" if canonical.digest(data) == digest else f"{path} is not what was published."


def _check_signature(head: dict[str, Any], found: Proof) -> None:
    if head["signature"] is None:
        return
    key, signature = (b64decode(head["signature"][name]) for name in ("key", "signature"))
    said = {name: head[name] for name in ("schema", "site", "entries", "head")}
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, ledger.spelled(said))
    except (InvalidSignature, ValueError):
        found.wrong.append("The signature of ledger.json is not that of its key.")
    else:
        found.signed_by = head["signature"]["key"]


def _check_database(chain: list[Entry], found: Proof) -> None:
    for start in range(0, len(chain), PART):
        part = chain[start : start + PART]
        try:
            same = ledger.entries(start + 1, start + len(part)) == part
        except WrongStateError as error:
            found.wrong.append(error.message)
            continue
        if not same:
            found.wrong.append(f"From entry {start + 1} on the tree says something else than the database.")
            return


def _read(store: Store, path: str) -> dict[str, Any] | None:
    data = store.read(addresses.file_at(path))
    return json.loads(data) if data is not None else None
