"""Versions of policies are on record too; what the last migration altered is guarded again."""

from django.db import migrations

from incidents.migrations._on_record import guard


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0015_policies'),
    ]

    operations = [
        guard("auditentry"),
        guard("revision"),
        guard("decision"),
        guard("policy"),
    ]
