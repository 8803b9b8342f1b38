"""How the rules of a policy are said on pages."""

from collections import Counter
from collections.abc import Collection, Sequence

from django import template
from django.utils.translation import gettext, ngettext

from incidents.changes import PARTS
from incidents.models import Decision, Policy
from incidents.models.labels import group_label, label
from incidents.report.value import Severity
from incidents.templatetags.workspace import person

register = template.Library()


@register.filter
def seat(groups: Collection[str]) -> str:
    """Return from whom one approval is still to come."""
    return gettext(" or ").join(group_label(group) for group in sorted(groups))


@register.filter
def seats(missing: Sequence[Collection[str]]) -> str:
    """Return from whom approvals are still to come: anyone who may decide, legal (2)."""
    counted = Counter(seat(groups) for groups in missing)
    return ", ".join(f"{said} ({count})" if count > 1 else said for said, count in counted.items())


@register.filter
def deciders(decisions: Sequence[Decision]) -> str:
    """Return the names of all who decided."""
    return ", ".join(decider(decision) for decision in decisions)


@register.filter
def asked(policy: Policy) -> str:
    """Return how many approvals a policy asks for, and from whom."""
    return "; ".join(
        ngettext("%(n)s approval: %(group)s", "%(n)s approvals: %(group)s", count)
        % {"n": count, "group": group_label(group)}
        for group, count in policy.approvals.items()
    )


@register.filter
def of_severity(severity: str) -> str:
    return str(label(Severity(severity))) if severity else gettext("No severity yet")


@register.filter
def parts(paths: Collection[str]) -> str:
    return ", ".join(str(PARTS[path]) for path in paths if path in PARTS)


@register.filter
def decider(decision: Decision) -> str:
    """Return who decided, and in whose stead or by which link."""
    if decision.person is None:
        return gettext("%(who)s, by a link for %(reader)s") % {
            "who": decision.name,
            "reader": decision.link.reader if decision.link else "",
        }
    who = person(decision.person)
    if decision.stead:
        return gettext("%(who)s in the stead of %(away)s") % {"who": who, "away": person(decision.stead)}
    return who
