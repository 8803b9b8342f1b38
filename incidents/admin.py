"""The administration pages: accounts and groups change there; what is on record is only looked at."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from incidents.models import (
    AuditEntry,
    Component,
    Decision,
    DeployFailure,
    Notice,
    Publication,
    Revision,
    Schedule,
    Waiver,
)

# The site's own sign-in counts the attempts; the administration's doesn't.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class OnRecord(admin.ModelAdmin[Model]):
    """Shows rows that nobody may change or delete by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 (Django's signature)
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(OnRecord):
    list_display = ("at", "actor", "verb", "incident", "digest")
    list_filter = ("verb",)


@admin.register(Revision)
class RevisionAdmin(OnRecord):
    list_display = ("incident", "number", "submitted_by", "submitted_at", "public_digest")
    exclude = ("report",)


@admin.register(Decision)
class DecisionAdmin(OnRecord):
    list_display = ("revision", "verdict", "person", "decided_at", "digest")


@admin.register(Waiver)
class WaiverAdmin(OnRecord):
    list_display = ("incident", "code", "person", "at", "revoked_at", "revoked_by")


@admin.register(Schedule)
class ScheduleAdmin(OnRecord):
    list_display = ("incident", "publish_at", "zone", "person", "outcome", "ended_at", "reason")
    list_filter = ("outcome",)


@admin.register(DeployFailure)
class DeployFailureAdmin(OnRecord):
    list_display = ("publication", "at", "attempt", "reason")


@admin.register(Notice)
class NoticeAdmin(OnRecord):
    """Which notices could not be mailed, and why."""

    list_display = ("person", "kind", "mailed_at", "mail_failed_at", "mail_failure", "mail_again_at")
    list_filter = (("mail_failure", admin.EmptyFieldListFilter),)
    list_select_related = ("person",)


@admin.register(Publication)
class PublicationAdmin(OnRecord):
    list_display = ("incident", "edition", "kind", "published_at", "deployed_at", "digest")
    exclude = ("report",)


@admin.register(Component)
class ComponentAdmin(admin.ModelAdmin[Component]):
    search_fields = ("name",)
