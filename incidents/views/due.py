"""When a report is due, by the policy in force."""

from datetime import date

from incidents.models import Policy
from incidents.report.deadline import Due, due
from incidents.report.value import Report
from incidents.workflow import Standing


def due_of(report: Report, standing: Standing, policy: Policy, today: date) -> Due | None:
    """Return when the report is due by this policy, unless customers were told already."""
    return None if standing.publication is not None else due(report, policy.business_days, today)
