"""The page docs/checks.md: `python -m incidents.report.checks.reference > docs/checks.md`."""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from incidents.report.checks.checking import LEVELS, code_of
from incidents.report.checks.context import Context
from incidents.report.checks.explained import Explained, all_explained
from incidents.report.checks.families import FAMILIES

_OPENING = """# Checks

<!-- Generated: python -m incidents.report.checks.reference > docs/checks.md -->

What Candor's checks find in a report, by family. A finding that **blocks** stops the submission, one that
**warns** needs a waiver to be approved, one that **advises** is worth a thought. In the setting `CHECKS` a
site can turn checks off, give them another level, and set the [parameters](#settings) that some of them have.
"""
_SETTINGS = """## Settings

`CHECKS` in `config/settings.py` is a dictionary of these options. One that can't be so stops the start with
a sentence that names it.

| option | type | default | says | example |
|---|---|---|---|---|"""


def reference() -> str:
    """Return the whole page."""
    return "\n".join((_OPENING, *_index(), *_pages(), _SETTINGS, *_options(), ""))


def _index() -> Iterator[str]:
    for family, rules in FAMILIES.items():
        yield f"- {family}: " + ", ".join(f"[{code_of(rule)}](#{code_of(rule)})" for rule in rules)
    yield "- [settings](#settings)\n"


def _pages() -> Iterator[str]:
    family = ""
    for each in all_explained().values():
        if each.family != family:
            family = each.family
            yield f"## {family.capitalize()}\n"
        yield _page(each)


def _page(rule: Explained) -> str:
    why = (rule.why,) if rule.why else ()
    examples = f"- Bad: {rule.bad}\n- Good: {rule.good}\n"
    return "\n\n".join((f"### {rule.code}", f"**{rule.wants}** It {LEVELS[rule.code]}.", *why, examples))


def _options() -> Iterator[str]:
    """Yield a row of the table for each option, from what Context says of itself."""
    for name, told in msgspec.json.schema(Context)["$defs"]["Context"]["properties"].items():
        if name != "today":  # an argument, not an option
            default, example = (json.dumps(value) for value in (told["default"], told["examples"][0]))
            yield f"| `{name}` | {_type(told)} | `{default}` | {told['description']} | `{example}` |"


def _type(told: Mapping[str, Any]) -> str:
    if told["type"] == "integer":
        return f"a whole number from {told['minimum']}"
    return "a level by code" if told["type"] == "object" else "a list of texts"


if __name__ == "__main__":
    sys.stdout.write(reference())
