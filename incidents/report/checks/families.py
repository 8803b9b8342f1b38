"""Every rule, by family. A new rule is added here, and nowhere else."""

from collections.abc import Callable, Iterator, Mapping

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding
from incidents.report.checks.rules.action_without_due import action_without_due
from incidents.report.checks.rules.action_without_owner import action_without_owner
from incidents.report.checks.rules.ampm_slip import ampm_slip
from incidents.report.checks.rules.cause_without_action import cause_without_action
from incidents.report.checks.rules.date_contradiction import date_contradiction
from incidents.report.checks.rules.date_missing import date_missing
from incidents.report.checks.rules.duration_mismatch import duration_mismatch
from incidents.report.checks.rules.impact_unquantified import impact_unquantified
from incidents.report.checks.rules.impossible_date import impossible_date
from incidents.report.checks.rules.no_actions import no_actions
from incidents.report.checks.rules.no_root_cause import no_root_cause
from incidents.report.checks.rules.non_monotonic_timeline import non_monotonic_timeline
from incidents.report.checks.rules.number_mismatch import number_mismatch
from incidents.report.checks.rules.resolved_before_start import resolved_before_start
from incidents.report.checks.rules.summary_timeline_mismatch import summary_timeline_mismatch
from incidents.report.checks.rules.timeline_gap import timeline_gap
from incidents.report.checks.rules.tz_ambiguous import tz_ambiguous
from incidents.report.checks.rules.tz_missing import tz_missing
from incidents.report.checks.rules.tz_wrong_for_season import tz_wrong_for_season
from incidents.report.value import Report

Rule = Callable[[Report, Context], Iterator[Finding]]

FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "consistency": (
        impossible_date,
        date_contradiction,
        date_missing,
        non_monotonic_timeline,
        ampm_slip,
        duration_mismatch,
        summary_timeline_mismatch,
        resolved_before_start,
        tz_missing,
        tz_ambiguous,
        tz_wrong_for_season,
        no_actions,
        action_without_owner,
        action_without_due,
        cause_without_action,
        no_root_cause,
        impact_unquantified,
        timeline_gap,
        number_mismatch,
    ),
}
