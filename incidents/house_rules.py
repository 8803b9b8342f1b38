"""What managers decide for all reports: the templates that guide their writers, and the policies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from incidents import permissions, versions
from incidents.errors import NotValidError
from incidents.models import AuditEntry, Policy, ReportTemplate, Verb
from incidents.models.policy import policy_of
from incidents.report.words import say
from incidents.versions import ChangedMeanwhileError

MOST_APPROVALS = 9
_OVERTAKEN = say("Someone changed this policy while you were writing.")


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
        raise ChangedMeanwhileError(say("Someone changed this template while you were writing."))
    for name, value in said.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            return _saved(row, by, at)
    except IntegrityError as error:
        raise NotValidError(say("Another template has this name; choose one of its own."), "name") from error


@transaction.atomic
def offer_template(template: ReportTemplate, *, active: bool, by: User, at: datetime) -> ReportTemplate:
    """Retire a template, so that no new report starts from it, or bring it back."""
    permissions.check_set_rules(by)
    row = _locked(template)
    if row.active == active:
        return row
    row.active = active
    return _saved(row, by, at)


@transaction.atomic
def make_policy(severity: str, said: Mapping[str, Any], *, base: int, by: User, at: datetime) -> Policy:
    """Make the next version of a severity's policy; where it says the same as the last, that one stands.

    `base` is the version that the form was opened on, 0 where there was none.
    Raises ChangedMeanwhileError where there is a newer one by now.
    """
    permissions.check_set_rules(by)
    _check_policy(said)
    last = policy_of(severity)
    if last.version != base:
        raise ChangedMeanwhileError(_OVERTAKEN)
    if all(getattr(last, name) == value for name, value in said.items() if name != "note"):
        return last
    row = Policy(severity=severity, version=base + 1, made_by=by, made_at=at, **said)
    versions.add(row, _OVERTAKEN)
    _record(by, at, f"policy of {row}: {_spelled(row)}")
    return row


def _check_policy(said: Mapping[str, Any]) -> None:
    asked = sum(said["approvals"].values())
    if not 1 <= asked <= MOST_APPROVALS:
        raise NotValidError(
            say(
                "Ask for one approval at least, and for %(most_approvals)s at most, in all.",
                most_approvals=MOST_APPROVALS,
            ),
            "approvals",
        )


def _spelled(policy: Policy) -> str:
    """Return what a policy says as the trail keeps it."""
    asked = [f"{count} from {group or 'anyone who may decide'}" for group, count in policy.approvals.items()]
    said = [
        f"approvals {', '.join(asked)}",
        f"after an approval {policy.again} again",
        f"who wrote in the draft {'may' if policy.contributors_decide else 'may not'} decide",
        f"published by {', '.join(policy.publishers) or 'anyone who may publish'}",
        f"sections {', '.join(policy.sections) or 'none'}",
        f"due after {policy.business_days} business days" if policy.business_days is not None else "",
        policy.note,
    ]
    return "; ".join(filter(None, said))


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
