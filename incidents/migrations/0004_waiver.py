"""Waivers, and the managers' right to give them."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WAIVE = "waive_finding"


def let_managers_waive(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Django makes permissions only after all migrations; the group needs it now.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="incidents", model="incident"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename=WAIVE,
        content_type=content_type,
        defaults={"name": "Can let a warning stand, with a reason"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="manager"):
        group.permissions.add(permission)


def drop_the_permission(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Permission").objects.filter(
        codename=WAIVE, content_type__app_label="incidents"
    ).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0003_publication_counted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=16)),
                ('code', models.CharField(max_length=40)),
                ('message', models.TextField()),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.AlterModelOptions(
            name='incident',
            options={'ordering': ('-updated_at', '-pk'), 'permissions': (('submit_incident', 'Can submit a report for review'), ('decide_incident', 'Can approve a report or send it back'), ('waive_finding', 'Can let a warning stand, with a reason'), ('publish_incident', 'Can publish, correct and withdraw a post'))},
        ),
        migrations.RemoveConstraint(
            model_name='auditentry',
            name='audit_verb_known',
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['started', 'edited', 'submitted', 'waived', 'revoked', 'approved', 'sent_back', 'published', 'corrected', 'withdrew'])), name='audit_verb_known'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='waiver',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waivers', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='waiver',
            name='revoked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waiver_says_why'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='waiver_revocation_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='waiver',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('incident', 'fingerprint'), name='waiver_once_a_finding'),
        ),
        migrations.RunPython(let_managers_waive, drop_the_permission),
    ]
