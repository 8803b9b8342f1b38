"""Check who signed a ledger: python check_signature.py LEDGER.JSON PUBLIC-KEY (Ed25519, in base64)"""

import hashlib
import json
import sys
from base64 import b64decode
from pathlib import Path

PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, PRIME)
Point = tuple[int, int]  # of the curve -x² + y² = 1 + Dx²y²


def point(data: bytes) -> Point:
    y, odd = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if (x * x - square) % PRIME:
        sys.exit("This is no point of the curve.")
    return (x if x % 2 == odd else PRIME - x, y)


def add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    both = D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + both, -1, PRIME)
    return (x % PRIME, (y1 * y2 + x1 * x2) * pow(1 - both, -1, PRIME) % PRIME)


def times(count: int, start: Point) -> Point:
    total = (0, 1)
    for _ in range(count.bit_length()):
        total, start, count = add(total, start) if count & 1 else total, add(start, start), count >> 1
    return total


head, key = json.loads(Path(sys.argv[1]).read_bytes()), b64decode(sys.argv[2])
signature = b64decode((head["signature"] or sys.exit("The ledger is not signed."))["signature"])
said = {name: head[name] for name in ("schema", "site", "entries", "head")}
message = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
hashed = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
base = point((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))
scalar = int.from_bytes(signature[32:], "little")
if scalar >= ORDER or times(scalar, base) != add(point(signature[:32]), times(hashed, point(key))):
    sys.exit("This key did not sign this ledger.")
print(f"Signed: {head['entries']} entries of {head['site']}, ending with {head['head']}.")
