"""When a report is due after its incident ended, by severity; and the promises that are owed."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Business days. A small incident's report is due on no day until managers say so.
DAYS = {"sev1": 3, "sev2": 5, "sev3": 10}


def set_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    deadlines = apps.get_model("incidents", "Deadline").objects
    for severity, days in DAYS.items():
        deadlines.create(severity=severity, business_days=days)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0009_templates'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('severity', models.CharField(max_length=4, unique=True)),
                ('business_days', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ('severity',),
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='correctiveaction',
            index=models.Index(condition=models.Q(('state__in', ['open', 'in_progress'])), fields=['due'], name='action_owed'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', ['sev1', 'sev2', 'sev3', 'sev4'])), name='deadline_severity_known'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('business_days__lte', 250)), name='deadline_within_a_year'),
        ),
        migrations.RunPython(set_days, migrations.RunPython.noop),
    ]
