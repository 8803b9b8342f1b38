"""Components with what the public is told of them, and the shelves that editions stand on."""

from itertools import islice

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from incidents.migrations._on_record import guard
from incidents.report import canonical, shelves

_AT_ONCE = 500  # editions


def let_managers_set_states(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Django makes permissions only after all migrations; the group needs it now.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="incidents", model="componentstate"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename="set_component_state",
        content_type=content_type,
        defaults={"name": "Can tell the public how a component works"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="manager"):
        group.permissions.add(permission)


def list_what_is_published(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    shelf, listing = (apps.get_model("incidents", name) for name in ("Shelf", "Listing"))
    editions = apps.get_model("incidents", "Publication").objects.exclude(kind="withdrawal").order_by("pk")
    rows = editions.values_list("pk", "report", "occurred_at").iterator(chunk_size=_AT_ONCE)
    known = {}
    while batch := list(islice(rows, _AT_ONCE)):
        made = []
        for key, data, occurred_at in batch:
            for name, words in shelves.shelves(canonical.recall(bytes(data))).items():
                if name not in known:
                    known[name] = shelf.objects.create(key=name, name=words)
                made.append(listing(publication_id=key, shelf=known[name], occurred_at=occurred_at))
        listing.objects.bulk_create(made)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0016_policies_on_record'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComponentState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=20)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('since', models.DateTimeField()),
            ],
            options={
                'ordering': ('since', 'pk'),
                'permissions': (('set_component_state', 'Can tell the public how a component works'),),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occurred_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('publication', 'pk'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Shelf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=90, unique=True)),
                ('name', models.CharField(blank=True, max_length=1000)),
            ],
            options={
                'ordering': ('key',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SiteDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='component',
            options={'ordering': ('position', 'name')},
        ),
        migrations.AddField(
            model_name='component',
            name='is_listed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='component',
            name='listed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='component',
            name='position',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='component',
            index=models.Index(condition=models.Q(('is_listed', True)), fields=['position'], name='component_listed'),
        ),
        migrations.AddField(
            model_name='componentstate',
            name='component',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='incidents.component'),
        ),
        migrations.AddField(
            model_name='componentstate',
            name='set_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='listing',
            name='publication',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='incidents.publication'),
        ),
        migrations.AddConstraint(
            model_name='shelf',
            constraint=models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='shelf_has_a_key'),
        ),
        migrations.AddField(
            model_name='listing',
            name='shelf',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='incidents.shelf'),
        ),
        migrations.AddConstraint(
            model_name='siteday',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='site_day_is_one'),
        ),
        migrations.AddIndex(
            model_name='componentstate',
            index=models.Index(fields=['component', '-since', '-id'], name='state_of_component'),
        ),
        migrations.AddConstraint(
            model_name='componentstate',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'])), name='state_status_known'),
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(fields=['shelf', '-occurred_at', '-publication'], name='listing_in_order'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.UniqueConstraint(fields=('publication', 'shelf'), name='listing_once'),
        ),
        guard("componentstate"),
        guard("listing"),
        migrations.RunPython(let_managers_set_states, migrations.RunPython.noop),
        migrations.RunPython(list_what_is_published, migrations.RunPython.noop),
    ]
