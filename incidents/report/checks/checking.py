"""Applies the rules to a report, as a site wants them."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report.checks import places
from incidents.report.checks.context import Context
from incidents.report.checks.families import FAMILIES, Rule
from incidents.report.checks.finding import Finding, Level
from incidents.report.compare import PARTS
from incidents.report.value import Report
from incidents.report.words import say

RULES: tuple[Rule, ...] = tuple(rule for rules in FAMILIES.values() for rule in rules)


def code_of(rule: Rule) -> str:
    return rule.__name__.replace("_", "-")


CODES = tuple(code_of(rule) for rule in RULES)
_OPTIONS = tuple(name for name in Context.__struct_fields__ if name != "today")
LEVELS: Mapping[str, Level] = {code_of(rule): vars(sys.modules[rule.__module__])["LEVEL"] for rule in RULES}


def check(report: Report, context: Context, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """Return what the rules find, in the order in which a reader meets it."""
    found = [
        finding for rule in rules if code_of(rule) not in context.off for finding in rule(report, context)
    ]
    return tuple(_as_configured(finding, context) for finding in sorted(found, key=_readers_order))


def blocking(report: Report, context: Context) -> tuple[Finding, ...]:
    """Return the findings that stop a submission; none means that the report may be submitted."""
    return tuple(finding for finding in check(report, context) if finding.level is Level.BLOCKS)


def configure(options: Mapping[str, Any], today: date) -> Context:
    """Return the context of a site's options. Raises NotValidError for one that can't be so."""
    strange = sorted(set(options) - set(_OPTIONS))
    if strange:
        raise NotValidError(
            say(
                "CHECKS has no option %(strange)s; it has %(options)s.",
                strange=f"{strange[0]!r}",
                options=", ".join(_OPTIONS),
            )
        )
    try:
        context = msgspec.convert({**options, "today": today}, Context)
    except msgspec.ValidationError as error:
        raise NotValidError(
            say("CHECKS can't be read: %(in_words)s; docs/checks.md says how.", in_words=_in_words(error))
        ) from error
    unknown = sorted((context.off | set(context.levels)) - set(CODES))
    if unknown:
        raise NotValidError(
            say(
                "CHECKS names a check %(unknown)s that there isn't; docs/checks.md lists all.",
                unknown=f"{unknown[0]!r}",
            )
        )
    no_part = sorted(set(context.required) - set(PARTS))
    if no_part:
        raise NotValidError(
            say(
                "CHECKS asks for %(no_part)s, which is no part; parts are %(parts)s.",
                no_part=f"{no_part[0]!r}",
                parts=", ".join(PARTS),
            )
        )
    return context


def _in_words(error: msgspec.ValidationError) -> str:
    """Return what is wrong and where, such as "`gap_minutes`: expected `int` >= 1"."""
    fault, _, where = str(error).partition(" - at `$.")
    return f"`{where.removesuffix('`')}`: {fault[:1].lower()}{fault[1:]}" if where else fault


def _as_configured(finding: Finding, context: Context) -> Finding:
    return replace(finding, level=context.levels.get(finding.code, finding.level))


def _readers_order(finding: Finding) -> tuple[tuple[int, int, str], str]:
    return places.position(finding.path), finding.code
