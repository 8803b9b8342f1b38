"""Findings of several documents as one log of SARIF 2.1.0, which editors show beside the lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from incidents.management.located import Located, Waived
from incidents.report.checks import LEVELS, Level
from incidents.report.checks.explained import Explained, all_explained

_LEVELS = {Level.BLOCKS: "error", Level.WARNS: "warning", Level.ADVISES: "note"}
_CHECKS, _READING = "docs/checks.md", "docs/reading.md"
_FINGERPRINT = "candor/v1"


def log(documents: Sequence[tuple[str, Sequence[Located]]]) -> dict[str, Any]:
    """Return the log of each document's name and findings. What the reader alone says has a rule too.

    A finding's path stands as a logical location. Its fix changes values, not letters of the file, and so is
    told in words: what SARIF calls a fix replaces a region.
    """
    told = {each.finding.code for _, found in documents for each in found}
    rules = [*_rules(), *(_readers(code) for code in sorted(told - set(LEVELS)))]
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    results = [_result(name, each, places) for name, found in documents for each in found]
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "Candor", "rules": rules}}, "results": results}],
    }


def _rules() -> Iterator[dict[str, Any]]:
    for rule in all_explained().values():
        yield {
            "id": rule.code,
            "shortDescription": {"text": rule.wants},
            "fullDescription": {"text": rule.why or rule.wants},
            "help": _help(rule),
            "helpUri": f"{_CHECKS}#{rule.code}",
            "defaultConfiguration": {"level": _LEVELS[LEVELS[rule.code]]},
            "properties": {"tags": [rule.family]},
        }


def _help(rule: Explained) -> dict[str, str]:
    return {
        "text": f"{rule.why}\n\nBad: {rule.bad}\nGood: {rule.good}".lstrip(),
        "markdown": f"{rule.why}\n\n- **Bad:** {rule.bad}\n- **Good:** {rule.good}".lstrip(),
    }


def _readers(code: str) -> dict[str, Any]:
    return {"id": code, "helpUri": _READING, "properties": {"tags": ["reading"]}}


def _result(name: str, each: Located, places: Mapping[str, int]) -> dict[str, Any]:
    finding = each.finding
    return {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.level],
        "message": {"text": _as_text(finding.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(name.replace("\\", "/"), safe="/-._~")},
                    "region": {"startLine": each.line},
                },
                "logicalLocations": [{"fullyQualifiedName": finding.path, "kind": "member"}],
            }
        ],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        **({"suppressions": [_waived(each.waived)]} if each.waived else {}),
        **({"properties": {"fix": finding.fix.description}} if finding.fix else {}),
    }


def _waived(waived: Waived) -> dict[str, Any]:
    return {"kind": "external", "justification": f"{waived.by}: {waived.reason}"}


def _as_text(message: str) -> str:
    """Return a message that quotes brackets and braces of a report without asking for links or arguments."""
    return re.sub(r"([\[\]\\])", r"\\\1", message).replace("{", "{{").replace("}", "}}")
