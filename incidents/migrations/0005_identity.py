import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from incidents.migrations._on_record import guard


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0004_imported_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True)),
                ('name', models.CharField(max_length=60)),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.picture')),
                ('logo_says_name', models.BooleanField(default=False)),
                ('accent', models.CharField(max_length=7)),
                ('links', models.JSONField(blank=True, default=list)),
                ('footer', models.TextField(blank=True)),
                ('sign_off', models.CharField(blank=True, max_length=200)),
                ('timezone', models.CharField(default='Etc/UTC', max_length=64)),
                ('language', models.CharField(max_length=10)),
                ('support', models.CharField(blank=True, max_length=200)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'verbose_name_plural': 'site identities',
                'ordering': ('-version',),
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='site_identity_version_from_one')],
            },
        ),
        guard('siteidentity'),
        migrations.RemoveConstraint(
            model_name='job',
            name='job_kind_known',
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['verify', 'repair', 'rebuild', 'identity'])), name='job_kind_known'),
        ),
    ]
