"""The files of the ledger: its head, and its entries in parts of one size, of which only the last grows."""

import json
from collections.abc import Sequence

from incidents.ledger import Entry, spelled
from incidents.models.ledger_entry import BEFORE_THE_FIRST
from incidents.publishing import addresses
from incidents.publishing.pages.rendering import Files
from incidents.publishing.site import Identity

PART = 50  # entries; a part takes some 20 KB


def part_of(position: int) -> int:
    """Return the number of the part, from 1, in which an entry stands."""
    return (position - 1) // PART + 1


def ledger_part(entries: Sequence[Entry]) -> Files:
    """Return the part that these entries make; they are all of it that there are."""
    number = part_of(entries[0].position)
    lines = [json.dumps({**entry.said(), "hash": entry.hash}, sort_keys=True) for entry in entries]
    listed = ",\n".join(lines)
    text = f'{{"schema": 1, "part": {number}, "entries": [\n{listed}\n]}}\n'
    return {addresses.file_at(addresses.ledger_part_path(number)): text.encode()}


def ledger_head(last: Entry | None, identity: Identity) -> Files:
    """Return the file that says where the chain ends, signed where there is a key."""
    count = last.position if last else 0
    statement = {
        "schema": 1,
        "site": identity.url,
        "entries": count,
        "head": last.hash if last else BEFORE_THE_FIRST,
    }
    parts = {"count": part_of(count), "entries": PART, "address": addresses.LEDGER_PARTS}
    head: dict[str, object] = {**statement, "parts": parts, "signature": None}
    if identity.seal:
        head["signature"] = {
            "algorithm": "Ed25519",
            "key": identity.seal.public,
            "signature": identity.seal.sign(spelled(statement)),
        }
    return {addresses.file_at(addresses.LEDGER): json.dumps(head, indent=2).encode() + b"\n"}
