"""Templates with the sections of three well-known postmortems, and the managers' right to change them."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SET_RULES = "set_rules"
# Before the colon stands the section as its own house calls it; the questions are ours.
TEMPLATES = {
    "Google SRE": {
        "description": "Impact, causes, trigger, detection and three kinds of lessons, as in the SRE book.",
        "questions": {
            "summary": "Summary: what broke, for how long, and how did it end, in two or three sentences?",
            "impact": "Impact: how many requests or customers failed, and what could they not do?\n"
            "Did it cost money or data? If nobody knows yet, who will find out?",
            "timeline": "Detection: which alert or which person noticed, and how long after the start?\n"
            "Timeline: what was seen, decided and done, and at what time, up to the last sign of trouble?",
            "causes": "Root Causes: what had to be true of the system for this to happen?\n"
            "Trigger: what set it off at that very moment?",
            "actions": "Action Items: what prevents it, what makes it smaller, what shows it sooner?\n"
            "Who owns each, by when, and where is it tracked?",
            "resolution": "Resolution: what stopped the harm, and what mended it for good?",
            "went_well": "What went well: which preparation paid off?",
            "went_wrong": "What went wrong: what slowed people down or misled them?",
            "lucky": "Where we got lucky: what would have made it worse, and merely happened not to?",
            "notes": "Supporting information: which graphs, logs and conversations should colleagues find?",
        },
    },
    "PagerDuty": {
        "description": "What happened, how the response went, and what customers are told.",
        "questions": {
            "summary": "Overview: what should somebody know who reads only one paragraph?\n"
            "What Happened: which parts failed, in which order?",
            "impact": "Impact: who was hit, what did they see, and for how many minutes?\n"
            "How many support requests came in, and for which share of customers was it?",
            "timeline": "Timeline: when did it begin, who was paged, who took the lead, when was it over?\n"
            "Does each step say what it was known from: a graph, a log, a message?",
            "causes": "Contributing Factors: which conditions came together, beyond the last change?\n"
            "Why did it not show in a test or a smaller rollout?",
            "actions": "Action Items: what would have kept this from paging anybody?\n"
            "Is each small enough to be finished, with one owner and a ticket?",
            "resolution": "Resolution: what was done, and how was it known that it worked?",
            "went_well": "What Went Well: what should be done the same way next time?",
            "went_wrong": "What Didn't Go So Well: where did people wait, search or work twice?",
            "closing": "External Message: what do customers need to hear, in their own words?",
            "notes": "Responders: who took which role?\n"
            "Internal Email: what do colleagues need to know that customers don't?",
        },
    },
    "Atlassian": {
        "description": "Lead-up, fault, detection, response and recovery, then five whys down to the root.",
        "questions": {
            "summary": "Incident summary: between which times, on which service, with which effect?\n"
            "Leadup: which change or event came before it?\n"
            "Fault: what did not work as it was meant to?",
            "impact": "Impact: what could customers not do, how many were they, and how many tickets came?",
            "timeline": "Detection: how was it noticed, and how could that take half as long?\n"
            "Response: who answered, when, and what held them up?\n"
            "Timeline: does every entry have its time, from the lead-up to the end?",
            "causes": "Five whys: why did it happen, and why was that possible, until no answer is left?\n"
            "Root cause: which one change would keep this whole kind of incident away?\n"
            "Recurrence: has this cause shown itself before?",
            "actions": "Corrective actions: which of them ends the root cause, and which only its effect?\n"
            "Backlog check: was something already planned that would have helped, and why was it not done?",
            "resolution": "Recovery: how and when was the service back, and what could have been quicker?",
            "went_well": "Lessons learned: what helped?",
            "went_wrong": "Lessons learned: what could be better?",
            "lucky": "Lessons learned: what could have been worse?",
        },
    },
}


def let_managers_set_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Django makes permissions only after all migrations; the group needs it now.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="incidents", model="reporttemplate"
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename=SET_RULES,
        content_type=content_type,
        defaults={"name": "Can change templates and when reports are due"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="manager"):
        group.permissions.add(permission)


def drop_the_permission(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Permission").objects.filter(
        codename=SET_RULES, content_type__app_label="incidents"
    ).delete()


def make_templates(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    templates = apps.get_model("incidents", "ReportTemplate").objects
    for name, said in TEMPLATES.items():
        templates.create(name=name, **said)


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0008_presence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('questions', models.JSONField(blank=True, default=dict)),
                ('active', models.BooleanField(default=True)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('name',),
                'permissions': (('set_rules', 'Can change templates and when reports are due'),),
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='incident',
            name='template',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='incidents.reporttemplate'),
        ),
        migrations.AddConstraint(
            model_name='reporttemplate',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='template_has_a_name'),
        ),
        migrations.RunPython(let_managers_set_rules, drop_the_permission),
        migrations.RunPython(make_templates, migrations.RunPython.noop),
    ]
