"""Policies by severity, people who stand in, links for readers without an account; deadlines become policies."""

import json

import django.db.models.deletion
import incidents.models.decision
import incidents.models.policy
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Exists, OuterRef

from incidents.migrations._on_record import lift

_AT_ONCE = 500


def make_policies(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    policies = apps.get_model("incidents", "Policy").objects
    for deadline in apps.get_model("incidents", "Deadline").objects.order_by("severity"):
        policies.create(severity=deadline.severity, version=1, business_days=deadline.business_days)


def make_deadlines(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    deadlines = apps.get_model("incidents", "Deadline").objects
    newest = {row.severity: row.business_days for row in apps.get_model("incidents", "Policy").objects.order_by("version")}
    for severity, days in newest.items():
        if severity and days is not None:
            deadlines.create(severity=severity, business_days=days)


def fill_revisions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    revisions = apps.get_model("incidents", "Revision").objects
    found: dict[str, list[int]] = {}
    for key, report in revisions.values_list("pk", "report").iterator(chunk_size=_AT_ONCE):
        if severity := json.loads(bytes(report)).get("severity"):
            found.setdefault(severity, []).append(key)
    for severity, keys in found.items():
        for first in range(0, len(keys), _AT_ONCE):
            revisions.filter(pk__in=keys[first : first + _AT_ONCE]).update(severity=severity)
    approved = apps.get_model("incidents", "Decision").objects.filter(
        verdict="approved", revision__incident=OuterRef("incident"), revision__number__lt=OuterRef("number")
    )
    revisions.filter(Exists(approved)).update(again=True)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0014_suggestion'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        lift("revision"),
        lift("decision"),
        lift("auditentry"),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('begins_at', 'pk'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('severity', models.CharField(blank=True, max_length=4)),
                ('version', models.PositiveIntegerField(default=0)),
                ('approvals', models.JSONField(default=incidents.models.policy._one_of_anyone)),
                ('again', models.CharField(default='all', max_length=3)),
                ('contributors_decide', models.BooleanField(default=False)),
                ('publishers', models.JSONField(blank=True, default=list)),
                ('sections', models.JSONField(blank=True, default=list)),
                ('business_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name_plural': 'policies',
                'ordering': ('severity', '-version'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SharedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=6)),
                ('reader', models.CharField(max_length=120)),
                ('secret_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('-made_at', '-pk'),
                'default_permissions': (),
            },
        ),
        migrations.RemoveConstraint(
            model_name='auditentry',
            name='audit_verb_known',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_is_whole',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_once_a_person',
        ),
        migrations.AddField(
            model_name='decision',
            name='groups',
            field=models.JSONField(default=incidents.models.decision._anyone),
        ),
        migrations.AddField(
            model_name='decision',
            name='name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='decision',
            name='stead',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='revision',
            name='again',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='revision',
            name='severity',
            field=models.CharField(blank=True, max_length=4),
        ),
        migrations.AlterField(
            model_name='decision',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['started', 'edited', 'restored', 'submitted', 'waived', 'revoked', 'approved', 'sent_back', 'scheduled', 'unscheduled', 'held', 'published', 'corrected', 'withdrew', 'resolved', 'reopened', 'ruled', 'accepted', 'declined', 'delegated', 'recalled', 'shared', 'unshared', 'opened', 'let_approve', 'let_send_back'])), name='audit_verb_known'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', ['sev1', 'sev2', 'sev3', 'sev4', ''])), name='revision_severity_known'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='colleague',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delegation',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delegation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policy',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='policy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='incidents.policy'),
        ),
        migrations.AddField(
            model_name='sharedlink',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='sharedlink',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sharedlink',
            name='revision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='incidents.revision'),
        ),
        migrations.AddField(
            model_name='sharedlink',
            name='revoked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='link',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='incidents.sharedlink'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('link', None), ('name', ''), ('person__isnull', False)), models.Q(('link__isnull', False), ('person', None), ('stead', None), models.Q(('name', ''), _negated=True)), _connector='OR'), ('decided_at__isnull', False), ('digest__startswith', 'sha256:')), name='decision_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('revision', 'person', 'verdict'), name='decision_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('revision', 'stead', 'verdict'), name='decision_once_in_a_stead'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('revision', 'link', 'verdict'), name='decision_once_a_link'),
        ),
        migrations.AddIndex(
            model_name='delegation',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['ends_at'], name='delegation_to_come'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='delegation_ends_after_its_beginning'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('colleague')), _negated=True), name='delegation_is_to_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='delegation_end_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', ['sev1', 'sev2', 'sev3', 'sev4', ''])), name='policy_severity_known'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('again__in', ['all', 'one'])), name='policy_again_known'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.UniqueConstraint(fields=('severity', 'version'), name='policy_version_once'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='policy_version_from_one'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('business_days', None), ('business_days__lte', 250), _connector='OR'), name='policy_within_a_year'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['read', 'decide'])), name='link_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'decide'), _negated=True), ('revision__isnull', False), _connector='OR'), name='link_decides_on_a_revision'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(('reader', ''), _negated=True), name='link_names_its_reader'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(('secret_hash__regex', '^[0-9a-f]{64}$')), name='link_keeps_a_hash'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='link_expires_later'),
        ),
        migrations.AddConstraint(
            model_name='sharedlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='link_revocation_is_whole'),
        ),
        migrations.RunPython(make_policies, make_deadlines),
        migrations.RunPython(fill_revisions, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='Deadline',
        ),
    ]
