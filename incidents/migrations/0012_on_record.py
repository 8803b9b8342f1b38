"""What is on record is never changed or deleted: the database refuses it. Managers read the whole trail."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from incidents.migrations._on_record import guard

READ_AUDIT = "view_auditentry"


def let_managers_read_audit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Django makes permissions only after all migrations; the group needs it now.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="incidents", model="auditentry"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename=READ_AUDIT, content_type=content_type, defaults={"name": "Can view audit entry"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="manager"):
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0011_discussion'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='auditentry',
            name='audit_verb_known',
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='incident',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit', to='incidents.incident'),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='verb',
            field=models.CharField(max_length=20),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['actor', '-at', '-id'], name='audit_of_person'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['verb', '-at', '-id'], name='audit_of_verb'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['-at', '-id'], name='audit_by_time'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['started', 'edited', 'restored', 'submitted', 'waived', 'revoked', 'approved', 'sent_back', 'scheduled', 'unscheduled', 'held', 'published', 'corrected', 'withdrew', 'resolved', 'reopened', 'ruled'])), name='audit_verb_known'),
        ),
        guard("auditentry"),
        guard("revision"),
        guard("decision"),
        guard("publication", but=("deployed_at",)),
        guard("deployfailure"),
        migrations.RunPython(let_managers_read_audit, migrations.RunPython.noop),
    ]
