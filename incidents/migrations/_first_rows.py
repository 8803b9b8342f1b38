"""What a new copy begins with: the two groups with what each may do, policies, and templates to choose from."""

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

DRAFTING = ("add_incident", "change_incident", "view_incident", "submit_incident")
MANAGING = (
    "decide_incident",
    "waive_finding",
    "publish_incident",
    "set_rules",
    "view_auditentry",
    "set_component_state",
)
GROUPS = {"engineer": DRAFTING, "manager": (*DRAFTING, *MANAGING)}
# Business days after an incident's end. A small one's report is due on no day until managers say so.
DAYS = {"sev1": 3, "sev2": 5, "sev3": 10}
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


def make_groups(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    permissions = {codename: _permission(apps, codename) for codename in GROUPS["manager"]}
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(permissions[codename] for codename in codenames))


def _permission(apps: Apps, codename: str) -> Any:
    """Return the permission of a model that has it. Django makes them only after all migrations."""
    model, name = next(
        (model, dict(_permissions_of(model))[codename])
        for model in apps.get_app_config("incidents").get_models()
        if codename in dict(_permissions_of(model))
    )
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="incidents", model=model._meta.model_name
    )
    made, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename=codename, content_type=content_type, defaults={"name": name}
    )
    return made


def _permissions_of(model: type[Model]) -> list[tuple[str, str]]:
    meta = model._meta
    usual = [(f"{action}_{meta.model_name}", f"Can {action} {meta.verbose_name_raw}") for action in meta.default_permissions]
    return [*usual, *meta.permissions]


def make_policies(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    policies = apps.get_model("incidents", "Policy").objects
    for severity, days in DAYS.items():
        policies.create(severity=severity, version=1, business_days=days)


def make_templates(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    templates = apps.get_model("incidents", "ReportTemplate").objects
    for name, said in TEMPLATES.items():
        templates.create(name=name, **said)


def begin_the_ledger(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    apps.get_model("incidents", "LedgerHead")(pk=1).save()


def make_first_rows(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for make in (make_groups, make_policies, make_templates, begin_the_ledger):
        make(apps, editor)
