"""What readers search: the words of published editions."""

import django.db.models.deletion
from django.db import migrations, models

from incidents.migrations import _post_words


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0006_notices_of_steps'),
    ]

    operations = [
        migrations.CreateModel(
            name='PostWords',
            fields=[
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='words', serialize=False, to='incidents.publication')),
                ('title', models.CharField(max_length=1000)),
                ('components', models.TextField(blank=True)),
                ('severity', models.CharField(blank=True, max_length=4)),
                ('day', models.DateField()),
                ('words', models.TextField()),
            ],
            options={
                'verbose_name_plural': 'post words',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(_post_words.make_index, _post_words.drop_index),
        migrations.RunPython(_post_words.fill, migrations.RunPython.noop),
    ]
