"""The chain over all publications, begun with those that are there, in the order in which they were made."""

import hashlib
import json
from datetime import UTC

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from incidents.migrations._on_record import guard


def enter(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Told here anew: the code of today is not that of later days."""
    entries = apps.get_model("incidents", "LedgerEntry").objects
    head = apps.get_model("incidents", "LedgerHead")(pk=1)
    publications = apps.get_model("incidents", "Publication").objects.order_by("published_at", "pk")
    columns = ("pk", "incident__slug", "edition", "kind", "published_at", "digest")
    for pk, slug, edition, kind, at, digest in publications.values_list(*columns).iterator(500):
        said = {
            "position": head.entries + 1,
            "slug": slug,
            "edition": edition,
            "kind": kind,
            "time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "digest": digest,
            "previous": head.hash,
        }
        spelled = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
        head.entries, head.hash = said["position"], f"sha256:{hashlib.sha256(spelled).hexdigest()}"
        entries.create(position=head.entries, publication_id=pk, hash=head.hash)
    head.save()


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0012_on_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entries', models.PositiveBigIntegerField(default=0)),
                ('hash', models.CharField(default='sha256:0000000000000000000000000000000000000000000000000000000000000000', max_length=71)),
            ],
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('position', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('hash', models.CharField(max_length=71, unique=True)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='incidents.publication')),
            ],
            options={
                'verbose_name_plural': 'ledger entries',
                'ordering': ('position',),
                'constraints': [models.CheckConstraint(condition=models.Q(('hash__startswith', 'sha256:')), name='ledger_hash_is_digest'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='ledger_position_from_one')],
            },
        ),
        migrations.RunPython(enter, migrations.RunPython.noop),
        guard("ledgerentry"),
    ]
