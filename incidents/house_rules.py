"""What managers decide for all reports: the templates that guide their writers, and when they are due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from incidents import permissions
from incidents.errors import NotValidError, WrongStateError
from incidents.models import AuditEntry, Deadline, ReportTemplate, Verb


class ChangedMeanwhileError(WrongStateError):
    """Someone saved the same rules after the form was opened."""


@transaction.atomic
def save_template(
    template: ReportTemplate | None, said: Mapping[str, Any], *, base: str, by: User, at: datetime
) -> ReportTemplate:
    """Save name, description and questions. `base` is the mark of what the form was opened on.

    Raises NotValidError where another template has the name, ChangedMeanwhileError if it isn't fresh.
    """
    permissions.check_set_rules(by)
    row = _locked(template) if template else ReportTemplate()
    if template and mark(row) != base:
        raise ChangedMeanwhileError("Someone changed this template while you were writing.")
    for name, value in said.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            return _saved(row, by, at)
    except IntegrityError as error:
        raise NotValidError("Another template has this name; choose one of its own.", "name") from error


@transaction.atomic
def offer_template(template: ReportTemplate, *, active: bool, by: User, at: datetime) -> ReportTemplate:
    """Retire a template, so that no new report starts from it, or bring it back."""
    permissions.check_set_rules(by)
    row = _locked(template)
    if row.active == active:
        return row
    row.active = active
    return _saved(row, by, at)


def deadlines() -> dict[str, int]:
    """Return the business days within which a report is due, by severity."""
    return dict(Deadline.objects.values_list("severity", "business_days"))


@transaction.atomic
def set_deadlines(days: Mapping[str, int], *, base: str, by: User, at: datetime) -> None:
    """Set all of them. `base` is how those were spelled that the form was opened on.

    Raises ChangedMeanwhileError where they are others by now.
    """
    permissions.check_set_rules(by)
    locked = Deadline.objects.select_for_update()
    if spelled({row.severity: row.business_days for row in locked}) != base:
        raise ChangedMeanwhileError("Someone changed these days while you were writing.")
    Deadline.objects.exclude(severity__in=days).delete()
    for severity, count in days.items():
        Deadline.objects.update_or_create(severity=severity, defaults={"business_days": count})
    _record(by, at, f"business days until a report is due: {spelled(days) or 'none'}")


def spelled(days: Mapping[str, int]) -> str:
    """Return the days as one text that is another whenever they are."""
    return " ".join(f"{severity}={count}" for severity, count in sorted(days.items()))


def mark(template: ReportTemplate) -> str:
    """Return what changes with every saving of the template."""
    return template.changed_at.isoformat() if template.changed_at else ""


def _locked(template: ReportTemplate) -> ReportTemplate:
    return ReportTemplate.objects.select_for_update().get(pk=template.pk)


def _saved(row: ReportTemplate, by: User, at: datetime) -> ReportTemplate:
    row.changed_by, row.changed_at = by, at
    row.save()
    offered = "" if row.active else ", retired"
    _record(by, at, f"template {row.name}{offered}")
    return row


def _record(by: User, at: datetime, detail: str) -> None:
    AuditEntry.objects.create(actor=by, verb=Verb.RULED.value, at=at, detail=detail)
