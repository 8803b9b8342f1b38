"""What a rule says of itself: what it wants, why, and an example of either kind."""

import inspect
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from incidents.report.checks.checking import code_of
from incidents.report.checks.families import FAMILIES, Rule


class Explained(NamedTuple):
    """The parts of a rule's docstring: Markdown, each in one line but for `why`."""

    code: str
    family: str
    wants: str
    why: str
    bad: str
    good: str


@lru_cache(maxsize=1)
def all_explained() -> Mapping[str, Explained]:
    """Return every rule's own words by its code, in the order of the families."""
    told = (_explained(rule, family) for family, rules in FAMILIES.items() for rule in rules)
    return {each.code: each for each in told}


def _explained(rule: Rule, family: str) -> Explained:
    wants, *why, examples = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    bad, _, good = examples.removeprefix("Bad:").partition("\nGood:")
    return Explained(code_of(rule), family, wants, "\n\n".join(why), _line(bad), _line(good))


def _line(text: str) -> str:
    return " ".join(text.split())
