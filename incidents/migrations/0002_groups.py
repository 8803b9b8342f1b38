"""The two groups people belong to, with what each may do."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PERMISSIONS = {
    "add_incident": "Can add incident",
    "change_incident": "Can change incident",
    "view_incident": "Can view incident",
    "submit_incident": "Can submit a report for review",
    "decide_incident": "Can approve a report or send it back",
    "publish_incident": "Can publish, correct and withdraw a post",
}
DRAFTING = ["add_incident", "change_incident", "view_incident", "submit_incident"]
GROUPS = {"engineer": DRAFTING, "manager": [*DRAFTING, "decide_incident", "publish_incident"]}


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Django makes permissions only after all migrations; the groups need them now.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="incidents", model="incident"
    )
    permission = apps.get_model("auth", "Permission")
    made = {
        codename: permission.objects.get_or_create(
            codename=codename, content_type=content_type, defaults={"name": name}
        )[0]
        for codename, name in PERMISSIONS.items()
    }
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(made[codename] for codename in codenames))


def drop_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, drop_groups)]
