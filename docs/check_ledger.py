"""Check a status site, downloaded or live, against its ledger: python check_ledger.py DIRECTORY-OR-ADDRESS"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen


def read(site: str, path: str) -> bytes | None:
    try:
        return urlopen(site + path).read() if "://" in site else Path(site + path).read_bytes()
    except (FileNotFoundError, HTTPError):
        return None


def digest(data: bytes | None) -> str:
    return "sha256:" + hashlib.sha256(data or b"").hexdigest()


site, wrong, previous, gone = sys.argv[1].rstrip("/"), [], "sha256:" + "0" * 64, {}
entries: list[dict[str, Any]] = []
head = json.loads(read(site, "/ledger.json") or b"null") or sys.exit("There is no ledger.json.")
for number in range(1, head["parts"]["count"] + 1):
    for entry in json.loads(read(site, head["parts"]["address"].format(number=number)) or b"{}").get(
        "entries", []
    ):
        said, position = entry.pop("hash"), len(entries) + 1
        found = digest(json.dumps(entry, sort_keys=True, separators=(",", ":")).encode())
        if (entry["position"], entry["previous"], found) != (position, previous, said):
            wrong.append(f"The chain is broken at entry {position}.")
        entries, previous = [*entries, entry], said
        if entry["kind"] == "withdrawal":
            gone[entry["slug"]] = entry["edition"]
if (head["entries"], head["head"]) != (len(entries), previous):
    wrong.append("The chain doesn't end where ledger.json says.")
posts = [entry for entry in entries if entry["kind"] != "withdrawal"]
standing = [entry for entry in posts if entry["edition"] > gone.get(entry["slug"], 0)]
for entry in entries:
    folder = f"/incidents/{entry['slug']}/editions/{entry['edition']}/"
    for path, told in ((folder + "report.json", entry["digest"]), (folder + "note.md", entry["note_digest"])):
        is_there = told and entry["edition"] >= gone.get(entry["slug"], 0)
        if is_there and digest(read(site, path)) != told:
            wrong.append(f"{path} is not what was published, or not there.")
withdrawn = len(posts) - len(standing)
print(
    *wrong, f"{len(entries)} entries, {len(standing)} editions to be read, {withdrawn} withdrawn.", sep="\n"
)
sys.exit(bool(wrong))
