"""Small corrections, editions that nobody is told of, and posts that come back."""

from django.conf import settings
from django.db import migrations, models

from incidents.migrations._on_record import guard, lift


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0018_operations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        lift("publication", but=("deployed_at",)),
        migrations.RemoveConstraint(
            model_name='auditentry',
            name='audit_verb_known',
        ),
        migrations.RemoveConstraint(
            model_name='publication',
            name='publication_kind_known',
        ),
        migrations.AddField(
            model_name='publication',
            name='announced',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='publication',
            name='minor',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='revision',
            name='minor',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='schedule',
            name='announced',
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name='publication',
            name='kind',
            field=models.CharField(max_length=11),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['started', 'edited', 'restored', 'submitted', 'waived', 'revoked', 'approved', 'sent_back', 'scheduled', 'unscheduled', 'held', 'published', 'corrected', 'reinstated', 'withdrew', 'resolved', 'reopened', 'ruled', 'accepted', 'declined', 'delegated', 'recalled', 'shared', 'unshared', 'opened', 'let_approve', 'let_send_back'])), name='audit_verb_known'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['post', 'correction', 'restoration', 'withdrawal'])), name='publication_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('minor', False), ('kind', 'correction'), _connector='OR'), name='publication_minor_is_a_correction'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('announced', True), models.Q(('kind', 'withdrawal'), _negated=True), _connector='OR'), name='publication_withdrawal_is_announced'),
        ),
        # SQLite made these tables anew.
        guard("auditentry"),
        guard("revision"),
        guard("publication", but=("deployed_at",)),
    ]
