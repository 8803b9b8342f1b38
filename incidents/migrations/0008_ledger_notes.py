"""Hash the chain again, with what each entry says of its public note."""

import hashlib
import json
from datetime import UTC

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from incidents.migrations._on_record import guard, lift


_COLUMNS = ("incident__slug", "edition", "kind", "published_at", "digest", "note", "minor")


def hash_again(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    entries = apps.get_model("incidents", "LedgerEntry").objects
    previous = f"sha256:{'0' * 64}"
    columns = ("position", *(f"publication__{name}" for name in _COLUMNS))
    for position, slug, edition, kind, at, digest, note, minor in list(
        entries.order_by("position").values_list(*columns)
    ):
        entry = {
            "position": position,
            "slug": slug,
            "edition": edition,
            "kind": kind,
            "time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "digest": digest,
            "note_digest": _digest(note.encode()) if note else "",
            "minor": minor,
            "previous": previous,
        }
        previous = _digest(json.dumps(entry, sort_keys=True, separators=(",", ":")).encode())
        entries.filter(pk=position).update(hash=previous)
    apps.get_model("incidents", "LedgerHead").objects.update(hash=previous)


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


class Migration(migrations.Migration):
    dependencies = [("incidents", "0007_post_words")]

    operations = [
        lift("ledgerentry"),
        migrations.RunPython(hash_again, migrations.RunPython.noop),
        guard("ledgerentry"),
    ]
