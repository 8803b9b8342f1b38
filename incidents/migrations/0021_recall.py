"""A submission can be taken back."""

from django.conf import settings
from django.db import migrations, models

from incidents.migrations._on_record import guard


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0020_pictures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='auditentry',
            name='audit_verb_known',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_verdict_known',
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['started', 'edited', 'restored', 'submitted', 'waived', 'revoked', 'approved', 'sent_back', 'took_back', 'scheduled', 'unscheduled', 'held', 'published', 'corrected', 'reinstated', 'withdrew', 'resolved', 'reopened', 'ruled', 'accepted', 'declined', 'delegated', 'recalled', 'shared', 'unshared', 'opened', 'let_approve', 'let_send_back'])), name='audit_verb_known'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['approved', 'sent_back', 'recalled'])), name='decision_verdict_known'),
        ),
        # SQLite made these tables anew.
        guard("auditentry"),
        guard("decision"),
    ]
