"""Report → findings: what an author should look at before a manager, or a customer, does.

One rule is one plain function in one file of `rules`; `families.py` names them all. A rule is told everything
it may know: the report, and a Context with the day and the site's parameters. docs/checks.md explains each.
"""

from incidents.report.checks.checking import CODES, LEVELS, RULES, blocking, check, code_of, configure
from incidents.report.checks.context import Context
from incidents.report.checks.families import FAMILIES
from incidents.report.checks.finding import Change, Finding, Fix, Level

__all__ = [
    "CODES",
    "FAMILIES",
    "LEVELS",
    "RULES",
    "Change",
    "Context",
    "Finding",
    "Fix",
    "Level",
    "blocking",
    "check",
    "code_of",
    "configure",
]
