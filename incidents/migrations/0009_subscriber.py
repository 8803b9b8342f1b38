"""Subscribers by e-mail, and what they are to be told."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0008_ledger_notes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('components', models.JSONField(blank=True, default=list)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('pk',),
                'default_permissions': ('view', 'delete'),
                'indexes': [models.Index(condition=models.Q(('confirmed_at', None)), fields=['asked_at'], name='subscriber_unconfirmed')],
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.BigIntegerField(default=0)),
                ('sent', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.TextField(blank=True)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('again_at', models.DateTimeField(blank=True, null=True)),
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='announcement', to='incidents.publication')),
            ],
            options={
                'ordering': ('pk',),
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('finished_at', None)), fields=['id'], name='announcement_unfinished')],
                'constraints': [models.CheckConstraint(condition=models.Q(('failure', ''), ('failed_at__isnull', False), _connector='OR'), name='announcement_failure_is_whole')],
            },
        ),
    ]
