from pathlib import Path

import pytest

from incidents.report.checks import RULES
from incidents.report.checks.checking import code_of
from incidents.report.checks.families import Rule
from incidents.report.checks.reference import reference

TESTS = Path(__file__).parent / "rules"
DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    assert (DOCS / "checks.md").read_text() == reference()


@pytest.mark.parametrize("rule", RULES, ids=code_of)
def test_a_rule_says_what_it_wants_with_a_bad_and_a_good_example(rule: Rule) -> None:
    said = rule.__doc__ or ""

    assert said.splitlines()[0].endswith(".")
    assert said.count("    Bad: ") == said.count("    Good: ") == 1


@pytest.mark.parametrize("rule", RULES, ids=code_of)
def test_a_rule_stands_in_its_own_file_and_has_its_own_tests(rule: Rule) -> None:
    assert rule.__module__ == f"incidents.report.checks.rules.{rule.__name__}"
    assert (TESTS / f"test_{rule.__name__}.py").is_file()
